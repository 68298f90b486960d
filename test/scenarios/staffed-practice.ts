/** What people of their own name do in a practice that its simulated staff has lived in: so that each measure of people has rows. */
import { askForWriteOff } from "../../src/app/ask-for-money.ts";
import { bringInFile } from "../../src/app/bring-in-file.ts";
import { type Context, practiceToday } from "../../src/app/context.ts";
import { logDenialWork } from "../../src/app/denials/log.ts";
import { writeOffDenial } from "../../src/app/denials/settle.ts";
import { makeAppointment } from "../../src/app/front-desk/appointments.ts";
import { askForDay } from "../../src/app/front-desk/ask-payers.ts";
import { setPracticeDate } from "../../src/app/open-workplace.ts";
import { logContact } from "../../src/app/patients/contacts.ts";
import { prepareClaim } from "../../src/app/prepare-claim.ts";
import { drawSample } from "../../src/app/reviews/draw.ts";
import { closeReview, giveVerdicts, viewReview } from "../../src/app/reviews/review.ts";
import { saveCoding } from "../../src/app/save-coding.ts";
import { takeIn } from "../../src/app/take-in.ts";
import { takePayment } from "../../src/app/take-payment.ts";
import { undoPayment } from "../../src/app/undo-payment.ts";
import { resolveByHand } from "../../src/app/worklist/resolve-exception.ts";
import { answerCoder, askClinician, withdrawQuestion } from "../../src/app/worklist/work-on-visit.ts";
import type { ChargeId, ClaimId, DenialId, EncounterId, PatientId } from "../../src/core/kernel/id.ts";
import { addDays, type IsoDate } from "../../src/core/kernel/iso-date.ts";
import { configuredPlans } from "../../src/core/payer/plans.ts";
import { insertEncounter } from "../../src/store/encounters.ts";
import { raiseException } from "../../src/store/exceptions.ts";
import { paymentByKey } from "../../src/store/payments.ts";
import { sql } from "../../src/store/sql.ts";
import { inPractice, type Tx } from "../../src/store/transaction.ts";
import { decidedAnew } from "../support/decided-anew.ts";
import { memberContext } from "../support/people.ts";
import { done, openPayers } from "../support/practice-world.ts";

export async function staffPractice(context: Context, { last }: { readonly last: IsoDate }): Promise<void> {
  const inTx = <Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> => inPractice(context.app.pool, context.practiceId, work);
  const goTo = (day: IsoDate) => setPracticeDate(context.app, context.practiceId, day);
  const cora = await memberContext(context, "Cora Coder", "coder-and-biller");
  const ines = await memberContext(context, "Ines Coder", "coder");
  const ada = await memberContext(context, "Ada Auditor", "auditor");
  const early = addDays(last, -9);
  await goTo(early);
  const model = await inTx((tx) =>
    tx.one<{ patient: PatientId; provider: number; location: number }>(sql`
      select v.patient_id as patient, v.rendering_id as provider, v.location_id as location from encounter v
        join coverage c on c.practice_id = v.practice_id and c.patient_id = v.patient_id
      where v.practice_id = ${tx.practiceId} and not v.self_pay order by v.id limit 1`),
  );
  const see = () =>
    inTx((tx) =>
      insertEncounter(tx, {
        patientId: model.patient,
        date: early,
        renderingId: model.provider as never,
        locationId: model.location as never,
        placeOfService: "11",
        reason: "Follow-up",
        selfPay: false,
        note: { text: "ASSESSMENT AND PLAN: as discussed.", authorId: model.provider as never, signedOn: early, signedBy: "A clinician" },
      }),
    );
  const code = (who: Context, visit: EncounterId, procedure: string) =>
    saveCoding(who, visit, {
      diagnoses: [{ code: "J06.9", evidence: [] }],
      charges: [{ procedure, modifiers: [], units: "1", pointers: [1], evidence: [] }],
    });
  const visits: EncounterId[] = [];
  for (let index = 0; index < 6; index += 1) visits.push(await see());
  const [first, second, third, fourth, fifth, sixth] = visits as [
    EncounterId,
    EncounterId,
    EncounterId,
    EncounterId,
    EncounterId,
    EncounterId,
  ];
  for (const [visit, level] of [
    [first, "99213"],
    [second, "99215"],
    [third, "99214"],
  ] as const)
    done(await code(cora, visit, level));
  done(await code(ines, fourth, "99213"));
  // Another person of the same name, on the same day.
  const namesake = await memberContext(context, "Cora Coder", "coder-and-biller");
  done(await code(namesake, await see(), "99213"));
  done(await prepareClaim(cora, first));
  done(await prepareClaim(namesake, fourth));
  const question = { kind: "other", words: "The note names no side of the pain. Which side is it?" } as const;
  for (const visit of [third, fifth, sixth]) done(await askClinician(cora, visit, question));
  await goTo(addDays(early, 1));
  done(await answerCoder(ines, third, "the left one"));
  done(await withdrawQuestion(cora, fifth));
  done(await code(cora, second, "99214"));
  done(await takePayment(cora, first, { amount: 2_000, method: "card", reference: "", key: "staffed 1" }));
  await goTo(early);
  done(await takePayment(cora, second, { amount: 3_000, method: "cash", reference: "", key: "staffed 2" }));
  done(await takePayment(ines, third, { amount: 4_000, method: "cash", reference: "", key: "staffed 3" }));
  const undone = await inTx((tx) => paymentByKey(tx, "staffed 3"));
  if (undone !== undefined) done(await undoPayment(ines, undone.id, { reason: "mistake", note: "" }));
  const call = { party: "payer", who: "a clerk", direction: "out", way: "phone", verified: [], words: "asked" } as const;
  done(await logContact(cora, model.patient, call));
  done(await logContact(cora, model.patient, call));
  done(await logContact(ines, model.patient, call));
  done(await logContact(namesake, model.patient, call));
  done(await takePayment(namesake, first, { amount: 1_000, method: "cash", reference: "", key: "staffed 5" }));
  await giveUp(context, cora);
  await winDenial(context, cora);
  await verifyInsurance(context, early, model);
  await reviewSome(ada, early);
  await goTo(last);
}

/** A file that nobody knows is put away, a denial is tried and written off, a patient's share becomes bad debt. */
async function giveUp(context: Context, cora: Context): Promise<void> {
  const { exception, denial, charge } = await inPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const unknown = { source: "inbound-file", sourceKey: "staffed", reason: "a file that nobody knows", detail: {}, raisedOn: today };
    await raiseException(tx, unknown);
    return tx.one<{ exception: number; denial: DenialId; charge: ChargeId }>(sql`
      select (select max(id) from exception_item where practice_id = ${tx.practiceId}) as exception,
        (select min(id) from denial where practice_id = ${tx.practiceId} and status = 'open' and group_code = 'CO' and amount > 0) as denial,
        (select min(charge_id) from charge_balance where practice_id = ${tx.practiceId} and patient > 500) as charge`);
  });
  done(await resolveByHand(cora, exception, { how: "done-elsewhere", words: "by telephone" }));
  done(await logDenialWork(cora, denial, { kind: "documents-sent", words: "the note" }));
  done(await writeOffDenial(cora, denial, "the payer stays with it"));
  const badDebt = {
    chargeId: charge,
    owes: "patient",
    account: "bad-debt",
    amount: 500,
    reason: "unpaid for long",
    key: "staffed 4",
  } as const;
  done(await askForWriteOff(cora, badDebt));
}

/** Changes what was counted on days that are over: a payment undone, an old denial worked, an exception opened again, a call today. */
export async function staffMore(context: Context): Promise<void> {
  const cora = await memberContext(context, "Cora Coder", "coder-and-biller");
  const { payment, denial, patient } = await inPractice(context.app.pool, context.practiceId, (tx) =>
    tx.one<{ payment: number; denial: DenialId; patient: PatientId }>(sql`
      select (select id from patient_payment where practice_id = ${tx.practiceId} and idempotency_key = 'staffed 2') as payment,
        (select id from denial where practice_id = ${tx.practiceId} and status = 'open' and not exists (select 1 from denial_event e
          where e.practice_id = denial.practice_id and e.denial_id = denial.id) order by denied_on, id limit 1) as denial,
        (select min(id) from patient where practice_id = ${tx.practiceId}) as patient`),
  );
  done(await undoPayment(cora, payment, { reason: "mistake", note: "" }));
  done(await logDenialWork(cora, denial, { kind: "documents-sent", words: "the note" }));
  done(
    await logContact(cora, patient, {
      party: "payer",
      who: "a clerk",
      direction: "out",
      way: "phone",
      verified: [],
      words: "asked again",
    }),
  );
}

/** A denial is fought, and the payer pays the line after all. */
async function winDenial(context: Context, cora: Context): Promise<void> {
  const won = await inPractice(context.app.pool, context.practiceId, (tx) =>
    tx.one<{ id: DenialId; claim: ClaimId; procedure: string; charge: number }>(sql`
      select d.id, d.claim_id as claim, k.procedure, k.amount as charge from denial d
        join claim c on c.practice_id = d.practice_id and c.id = d.claim_id and c.rank = 1 and c.state in ('denied', 'partly-paid')
        join charge k on k.practice_id = d.practice_id and k.id = d.charge_id
      where d.practice_id = ${tx.practiceId} and d.status = 'open' and d.group_code = 'CO' and d.amount > 0 order by d.id limit 1`),
  );
  done(await logDenialWork(cora, won.id, { kind: "documents-sent", words: "the note" }));
  const text = await inPractice(context.app.pool, context.practiceId, (tx) =>
    decidedAnew(tx, { id: won.claim }, { procedure: won.procedure, paid: won.charge, adjustments: [] }),
  );
  done(await bringInFile(context, { name: "won.835", bytes: new TextEncoder().encode(text) }));
}

/** One of two visits in the calendar is verified before its day. */
async function verifyInsurance(
  context: Context,
  on: IsoDate,
  { patient, provider, location }: { readonly patient: PatientId; readonly provider: number; readonly location: number },
): Promise<void> {
  const wanted = { patientId: patient, providerId: provider as never, locationId: location as never, reason: "Cough", selfPay: false };
  done(await makeAppointment(context, { ...wanted, on }));
  await askForDay(context, on);
  for (const payer of await openPayers(context, configuredPlans)) await payer.answerDay(on);
  await takeIn(context);
  done(await makeAppointment(context, { ...wanted, on: addDays(on, 40) }));
}

/** Two reviews closed, one with an error, one open. */
async function reviewSome(auditor: Context, on: IsoDate): Promise<void> {
  const { sampleId } = done(
    await drawSample(auditor, { coder: "Cora Coder", from: on, to: addDays(on, 2), size: 3, method: "random", seed: 5, blind: false }),
  );
  for (const position of [1, 2]) {
    const place = { sampleId, position };
    const { verdicts = [] } = done(await viewReview(auditor, place));
    const codes =
      position === 1
        ? verdicts
        : verdicts.map((one) =>
            one.kind === "procedure"
              ? { ...one, verdict: "wrong" as const, shouldBe: "99212", reason: "low in two elements", rule: "" }
              : one,
          );
    done(await giveVerdicts(auditor, place, { codes, words: "" }));
    done(await closeReview(auditor, place, ""));
  }
}
