/** Questions to payers: 270 and 276, through the partner's folder as claims go. The question is stored before its file leaves. */
import { eligibilityQuestion, statusQuestion } from "../../core/eligibility/questions.ts";
import { assert } from "../../core/kernel/assert.ts";
import { counted } from "../../core/kernel/counted.ts";
import type { ClaimId, CoverageId, PayerId } from "../../core/kernel/id.ts";
import { addDays, formatUsDate, type IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { isInForce, primaryOn } from "../../core/parties/coverage.ts";
import type { Coverage, Patient, Payer } from "../../core/parties/model.ts";
import { encodeUtf8 } from "../../core/x12/syntax/decode.ts";
import { writeStatusInquiries } from "../../core/x12/transactions/write-claim-status.ts";
import { writeEligibilityInquiries } from "../../core/x12/transactions/write-eligibility.ts";
import { appointmentsOn } from "../../store/appointments.ts";
import { loadClaim } from "../../store/claims.ts";
import { takeNumbers } from "../../store/control-numbers.ts";
import { coveragesOfPatients, loadCoverage } from "../../store/coverages.ts";
import { inquiriesOf, insertInquiries, type NewInquiry, newestEligibility, takeInquiryIds } from "../../store/inquiries.ts";
import { prepareFiles } from "../../store/outbound-files.ts";
import { listPayers, loadPayer } from "../../store/parties.ts";
import { loadPatient, loadPatients } from "../../store/patients.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import { hiddenPatients, onRecord, recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { controlOf, envelopeOf } from "../envelope.ts";
import { finishPreparedFiles } from "../file-claims.ts";
import { unwatched, type Watch } from "../jobs/task.ts";
import { no, notFound, type Outcome } from "../refusal.ts";

interface Asked {
  readonly patient: Patient;
  readonly coverage: Coverage;
  readonly on: IsoDate;
}

/** Asks whether this insurance is in force on a day, and what it pays. */
export async function askEligibility(context: Context, coverageId: CoverageId, on: IsoDate | undefined): Promise<Outcome<undefined>> {
  const outcome = await onRecord<undefined>(context, { act: "inquiry.ask", object: ["coverage", coverageId] }, async (tx, audit) => {
    const coverage = await loadCoverage(tx, coverageId);
    const patient = await loadPatient(tx, audit.patientId);
    const payer = coverage === undefined ? undefined : await loadPayer(tx, coverage.payerId);
    if (coverage === undefined || patient === undefined || payer === undefined) return notFound("insurance");
    const { today } = await practiceToday(context, tx);
    const day = on ?? today;
    if (!isInForce(coverage, day))
      return no(
        "not-in-force",
        `The registration says that this insurance is not in force on ${formatUsDate(day)}.`,
        "Correct its days first.",
      );
    const open = (await inquiriesOf(tx, { patientId: patient.id }, { limit: 20 })).find(
      (one) => one.coverageId === coverageId && one.state === "asked" && one.aboutDay === day && one.askedOn === today,
    );
    if (open !== undefined) return no("asked", "The payer was asked today and has not answered yet.", "Wait for its answer.");
    await prepareQuestions(context, tx, payer, [{ patient, coverage, on: day }]);
    return ok(undefined);
  });
  if (outcome.ok) await finishPreparedFiles(context);
  return outcome;
}

/** As many as one transaction may hold (CORE 270 batch). */
const mostQuestions = 500;
/** An answer of the same month need not be asked for again. */
const answersHold = 31;

/**
 * All visits of a day whose insurance nobody has asked about within a month: one file a payer. Done twice it asks once, and what a
 * payer refused to read again.
 */
export async function askForDay(context: Context, day: IsoDate, watch: Watch = unwatched): Promise<string> {
  const { app, practiceId } = context;
  const payers = await inPractice(app.pool, practiceId, listPayers);
  let asked = 0;
  for (const [done, payer] of payers.entries()) {
    await watch.at({ done, total: payers.length, words: payer.name });
    for (;;) {
      const count = await inPractice(app.pool, practiceId, async (tx) => {
        const some = await unaskedOf(context, tx, { payer, day });
        if (some.length === 0) return 0;
        await prepareQuestions(context, tx, payer, some);
        await recordAct(context, tx, { act: "inquiry.ask", patients: some.map((one) => one.patient.id) });
        return some.length;
      });
      asked += count;
      if (count < mostQuestions) break;
    }
    await finishPreparedFiles(context);
  }
  return asked === 0
    ? `Every insurance of ${formatUsDate(day)} was asked about already.`
    : `${counted(asked, "question")} sent for ${formatUsDate(day)}; the answers come by themselves.`;
}

async function unaskedOf(
  context: Context,
  tx: Tx,
  { payer, day }: { readonly payer: Payer; readonly day: IsoDate },
): Promise<readonly Asked[]> {
  const expected = (await appointmentsOn(tx, day, { limit: 5000 })).filter((one) => one.state === "scheduled" && !one.selfPay);
  const ids = [...new Set(expected.map((one) => one.patientId))];
  const hidden = await hiddenPatients(context, tx, ids);
  const patients = await loadPatients(tx, ids);
  const coverages = await coveragesOfPatients(tx, ids);
  const wanted = ids.flatMap((id): readonly Asked[] => {
    const patient = patients.get(id);
    const coverage = primaryOn(coverages.get(id) ?? [], day);
    return patient === undefined || hidden.has(id) || coverage?.payerId !== payer.id ? [] : [{ patient, coverage, on: day }];
  });
  const known = await newestEligibility(
    tx,
    wanted.map((one) => one.coverage.id),
    { from: addDays(day, -answersHold), to: day },
  );
  // What a payer refused to read was not asked.
  return wanted.filter((one) => (known.get(one.coverage.id)?.state ?? "refused") === "refused").slice(0, mostQuestions);
}

/** Asks a payer how a claim stands that it has had. */
export async function askClaimStatus(context: Context, claimId: ClaimId): Promise<Outcome<undefined>> {
  const outcome = await onRecord<undefined>(context, { act: "inquiry.ask", object: ["claim", claimId] }, async (tx) => {
    const claim = await loadClaim(tx, claimId);
    const coverage = claim === undefined ? undefined : await loadCoverage(tx, claim.coverageId);
    const patient = claim === undefined ? undefined : await loadPatient(tx, claim.patientId);
    const payer = claim === undefined ? undefined : await loadPayer(tx, claim.payerId);
    if (claim === undefined || coverage === undefined || patient === undefined || payer === undefined) return notFound("claim");
    if (["draft", "held", "ready", "queued"].includes(claim.state))
      return no("not-sent", "This claim has not left, so that no payer knows of it.", "File it first.");
    const open = (await inquiriesOf(tx, { claimId }, { limit: 5 })).find((one) => one.state === "asked");
    const { practice, today } = await practiceToday(context, tx);
    if (open?.askedOn === today) return no("asked", "The payer was asked today and has not answered yet.", "Wait for its answer.");
    const [id] = await takeInquiryIds(tx, 1);
    assert(id !== undefined, "a question has its number");
    const trace = traceOf(id);
    const { controlNumber, payerControlNumber, content, serviceFrom } = claim;
    const asked = {
      controlNumber,
      ...(payerControlNumber === undefined ? {} : { payerControlNumber }),
      charge: content.charge,
      serviceFrom,
      serviceTo:
        content.lines
          .map((line) => line.serviceTo ?? line.serviceFrom)
          .sort()
          .at(-1) ?? serviceFrom,
    };
    const question = statusQuestion({ practice, payer, patient, coverage, trace, claim: asked });
    const base = { patientId: patient.id, payerId: payer.id, coverageId: coverage.id, aboutDay: serviceFrom };
    await send(context, tx, payer, "276", [{ id, kind: "claim-status", ...base, claimId, trace }], (head, envelope) =>
      writeStatusInquiries([{ ...head, questions: [question] }], envelope),
    );
    return ok(undefined);
  });
  if (outcome.ok) await finishPreparedFiles(context);
  return outcome;
}

async function prepareQuestions(context: Context, tx: Tx, payer: Payer, asked: readonly Asked[]): Promise<void> {
  const { practice } = await practiceToday(context, tx);
  const ids = await takeInquiryIds(tx, asked.length);
  const numbered = asked.map((one, at) => {
    const id = ids[at];
    assert(id !== undefined, "each question has its number");
    return { ...one, id, trace: traceOf(id) };
  });
  const questions = numbered.map((one) => eligibilityQuestion({ practice, payer, ...one }));
  const rows = numbered.map(({ id, trace, patient, coverage, on }): NewInquiry => {
    const payerId: PayerId = payer.id;
    return { id, kind: "eligibility", patientId: patient.id, payerId, coverageId: coverage.id, aboutDay: on, trace };
  });
  await send(context, tx, payer, "270", rows, (head, envelope) =>
    writeEligibilityInquiries([{ ...head, purpose: "13", questions }], envelope),
  );
}

type Envelope = Parameters<typeof writeEligibilityInquiries>[1];

interface Head {
  readonly control: string;
  readonly reference: string;
  readonly createdOn: IsoDate;
  readonly createdAt: string;
}

async function send(
  context: Context,
  tx: Tx,
  payer: Payer,
  kind: "270" | "276",
  rows: readonly NewInquiry[],
  write: (head: Head, envelope: Envelope) => string,
): Promise<void> {
  const { practice, today } = await practiceToday(context, tx);
  const interchange = await takeNumbers(tx, "interchange");
  const reference = `${practice.submitterId}-${await takeNumbers(tx, "batch")}`;
  const time = context.app.wallTime(practice.timeZone);
  const text = write(
    { control: "0001", reference, createdOn: today, createdAt: time },
    envelopeOf({ practice, payer, interchange, today, time }),
  );
  const control = controlOf(interchange);
  const [file] = await prepareFiles(tx, [
    {
      name: `${kind}-${control}.x12`,
      kind,
      partner: payer.payerId,
      interchange: control,
      batch: reference,
      preparedOn: today,
      bytes: encodeUtf8(text),
    },
  ]);
  assert(file !== undefined, "a file was prepared");
  await insertInquiries(tx, rows, { on: today, by: context.user, outboundFileId: file.id });
}

function traceOf(id: number): string {
  return `CWQ${String(id).padStart(9, "0")}`;
}
