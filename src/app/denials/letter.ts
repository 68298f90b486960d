/** The appeal letter of a case: drafted from the template and the record, written on by people, kept as it was sent. */

import { isDecided } from "../../core/claims/state.ts";
import { type AppealLetter, draftText, type LetterFacts, type LetterText, openPlaces } from "../../core/denials/appeal-letter.ts";
import { nextAppeal } from "../../core/denials/appeal-levels.ts";
import { isUnsettled } from "../../core/denials/case.ts";
import type { DenialId } from "../../core/kernel/id.ts";
import { addDays, type IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { drawAppealLetter } from "../../documents/appeal-letter-pdf.ts";
import { dropDraft, lettersOfDenial, loadLetter, markSent, type StoredLetter, saveDraft } from "../../store/appeal-letters.ts";
import { readBlob } from "../../store/blobs.ts";
import { addDenialEvents } from "../../store/denial-events.ts";
import { loadDenial, updateDenial } from "../../store/denials.ts";
import { loadRemittance } from "../../store/remittances.ts";
import type { Tx } from "../../store/transaction.ts";
import { onRecord } from "../audit/record.ts";
import { codeWordsOf } from "../code-words.ts";
import { type Context, practiceToday, whoActs } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { type CaseRecord, loadCaseRecord } from "./case-record.ts";
import { decidedLast } from "./decided-last.ts";
import { filingProofOf } from "./filing-record.ts";

/** A draft from the template; one that is there already stays as it is. */
export async function startLetter(context: Context, denialId: DenialId): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "letter.write", object: ["denial", denialId] }, async (tx) => {
    const found = await factsFor(context, tx, denialId);
    if (!found.ok) return found;
    if (await draftOf(tx, denialId)) return ok(undefined);
    const { facts, today } = found.value;
    await saveDraft(tx, { denialId, level: facts.level.level, text: draftText(facts), madeBy: context.user, madeOn: today });
    return ok(undefined);
  });
}

export async function writeLetter(context: Context, denialId: DenialId, text: LetterText): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "letter.write", object: ["denial", denialId] }, async (tx) => {
    const draft = await draftOf(tx, denialId);
    if (draft === undefined) return no("no-draft", "There is no draft.", "Begin the letter first.");
    await saveDraft(tx, { ...draft, text });
    return ok(undefined);
  });
}

export async function discardLetter(context: Context, denialId: DenialId): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "letter.write", object: ["denial", denialId] }, async (tx) =>
    (await dropDraft(tx, denialId)) ? ok(undefined) : no("no-draft", "There is no draft."),
  );
}

/** The draft as it would be sent today. */
export async function previewLetter(context: Context, denialId: DenialId): Promise<Outcome<Uint8Array>> {
  return onRecord(context, { act: "letter.open", object: ["denial", denialId] }, async (tx) => {
    const draft = await draftOf(tx, denialId);
    const found = await factsFor(context, tx, denialId);
    if (!found.ok) return found;
    if (draft === undefined) return notFound("letter");
    return ok(await drawAppealLetter({ date: found.value.today, facts: found.value.facts, text: draft.text }, { draft: true }));
  });
}

export async function readLetterPdf(context: Context, letterId: number): Promise<Outcome<Uint8Array>> {
  return onRecord(context, { act: "letter.open", object: ["letter", letterId] }, async (tx) => {
    const letter = await loadLetter(tx, letterId);
    if (letter?.pdfFileId === undefined) return notFound("letter");
    const bytes = await readBlob(tx, letter.pdfFileId);
    return bytes === undefined ? notFound("letter") : ok(bytes);
  });
}

/** The bytes are kept as they go out; the case waits for the answer from this day on. */
export async function sendLetter(
  context: Context,
  denialId: DenialId,
  { way, reference }: { readonly way: string; readonly reference?: string },
): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "letter.send", object: ["denial", denialId] }, async (tx) => {
    const draft = await draftOf(tx, denialId);
    if (draft === undefined) return no("no-draft", "There is no draft.", "Begin the letter first.");
    const open = openPlaces(draft.text);
    if (open.length > 0)
      return no("open-places", `The letter still waits for you at: ${open.join(" ")}`, "Write these places, or take them out.");
    const found = await factsFor(context, tx, denialId);
    if (!found.ok) return found;
    const { facts, today } = found.value;
    const content: AppealLetter = { date: today, facts, text: draft.text };
    const pdf = await drawAppealLetter(content, { draft: false });
    await markSent(tx, draft.id, { on: today, by: way, content, pdf, ...(reference === undefined ? {} : { reference }) });
    const answerBy = addDays(today, facts.level.decideWithin);
    await updateDenial(tx, denialId, { status: "appealed", appealLevel: facts.level.level, answerBy, nextOn: null });
    await addDenialEvents(tx, { on: today, ...whoActs(context) }, [
      {
        denialId,
        event: {
          kind: "appealed",
          letterId: draft.id,
          level: facts.level.level,
          levelName: facts.level.name,
          sentBy: way,
          answerBy,
          ...(reference === undefined ? {} : { reference }),
        },
      },
    ]);
    return ok(undefined);
  });
}

async function draftOf(tx: Tx, denialId: DenialId): Promise<StoredLetter | undefined> {
  return (await lettersOfDenial(tx, denialId)).find((one) => one.sentOn === undefined);
}

async function factsFor(
  context: Context,
  tx: Tx,
  denialId: DenialId,
): Promise<Outcome<{ readonly facts: LetterFacts; readonly today: IsoDate }>> {
  const denial = await loadDenial(tx, denialId);
  if (denial === undefined) return notFound("denial");
  if (!isUnsettled(denial.status)) return no("closed", "This case is closed.");
  if (denial.status === "appealed")
    return no("appealed", "An appeal waits for its answer.", "Record the answer; then the next level may be asked.");
  if (denial.appealBy === undefined) return no("no-right", "The payer gives no right of appeal on this decision.");
  const record = await loadCaseRecord(tx, denial);
  // A replacement and an appeal at once would cross each other (payers dismiss one of them).
  if (!isDecided(record.claim.state))
    return no("underway", "A new version of the claim is being made or is with the payer.", "Wait for its answer, or undo it.");
  const { practice, today } = await practiceToday(context, tx);
  const right = nextAppeal(record.payer, {
    used: denial.appealLevel,
    since: await decidedLast(tx, denial),
    today,
    amount: denial.amount,
  });
  if (right === undefined) return no("no-level", "Every level of appeal was used.");
  if (right.bar !== undefined) return no("too-small", right.bar);
  return ok({ facts: await letterFacts(context, tx, record, { practice, level: right.level, by: right.by }), today });
}

async function letterFacts(
  context: Context,
  tx: Tx,
  { denial, visit, claim, payer, charge }: CaseRecord,
  { practice, level, by }: Pick<LetterFacts, "practice" | "level" | "by">,
): Promise<LetterFacts> {
  const { codeBook } = context.app;
  const words = codeWordsOf(codeBook);
  const remittance = await loadRemittance(tx, denial.remittanceId);
  const procedure = charge?.procedure ?? "";
  const wording = codeBook.procedure(procedure, claim.serviceFrom)?.wording ?? "";
  const { encounter, coverage } = visit;
  const group = coverage?.groupNumber;
  return {
    practice,
    rendering: visit.rendering,
    patient: visit.patient,
    payer,
    memberId: coverage?.memberId ?? "",
    ...(group === undefined ? {} : { groupNumber: group }),
    controlNumber: claim.controlNumber,
    payerControlNumber: denial.payerControlNumber,
    serviceFrom: charge?.serviceFrom ?? claim.serviceFrom,
    service: `${[procedure, ...(charge?.modifiers ?? [])].join("-")} ${wording}`.trim(),
    diagnoses: (charge?.pointers ?? []).flatMap((at) => encounter.diagnoses.find((one) => one.position === at)?.code ?? []),
    visitReason: encounter.reason,
    ...(encounter.priorAuthorization === undefined ? {} : { authorisation: encounter.priorAuthorization }),
    charged: charge?.amount ?? denial.amount,
    denied: denial.amount,
    decidedOn: denial.decidedOn,
    trace: remittance?.trace ?? "",
    said: [
      ...denial.adjustments.map((one) => `${one.group}-${one.reason}, ${words.carc(one.reason)?.title ?? "not in our list of codes"}`),
      ...denial.remarks.map((code) => `${code}, ${words.rarc(code)?.title ?? "not in our list of codes"}`),
    ],
    category: denial.category,
    level,
    by,
    proof: await filingProofOf(tx, claim, payer),
  };
}
