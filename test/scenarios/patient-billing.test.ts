/** Billing patients: what forbids it, statements by cycle, payments as chosen, plans kept and broken, calls that come back. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PatientKey } from "../../src/app/demonstration/cast.ts";
import { makeStatement, readStatementPdf } from "../../src/app/make-statement.ts";
import { logContact, viewFollowUps } from "../../src/app/patients/contacts.ts";
import { liftPatientHold, setHold, viewGates } from "../../src/app/patients/holds.ts";
import { readReceipt, viewPaying } from "../../src/app/patients/payments.ts";
import { endPatientPlan, makePlan } from "../../src/app/patients/plans.ts";
import { previewRun, runStatements, setCycle, startRun, viewRun } from "../../src/app/patients/run-statements.ts";
import { viewPatientStatements } from "../../src/app/patients/statement-history.ts";
import { takeAccountPayment } from "../../src/app/patients/take-account-payment.ts";
import { viewTelephone } from "../../src/app/patients/telephone.ts";
import { prepareClaim } from "../../src/app/prepare-claim.ts";
import { usualCycle } from "../../src/core/billing/cycle.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { addDays, isoDate } from "../../src/core/kernel/iso-date.ts";
import { workOfVisit } from "../../src/store/visit-work.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

async function selfPay(world: PracticeWorld, amount: number, patient: PatientKey = "whitfield", on?: string): Promise<EncounterId> {
  const visit = await world.seePatient({ patient, ...(on === undefined ? {} : { on }) });
  done(await world.code(visit, ["J20.9"], [["99203", [], [1], amount]]));
  return visit;
}

it("asks nothing of a patient while a hold stands, says why with the authority, and asks again when it is lifted", async () => {
  const world = await town.openPractice("2026-11-03");
  const { context, made } = world;
  const visit = await selfPay(world, 10_000);
  const patientId = made.patient.whitfield;
  done(await setHold(context, patientId, { kind: "bankruptcy", reason: "letter of the court of 11/01" }));
  expect(refused(await setHold(context, patientId, { kind: "bankruptcy", reason: "again" })).problem).toBe("set-already");
  expect(refused(await makeStatement(context, visit)).message).toContain("automatic stay");
  expect(refused(await makePlan(context, patientId, plan())).problem).toBe("held");
  const gates = done(await viewGates(context, patientId));
  expect(gates.statement).toMatchObject({ send: false, gates: [{ title: "Bankruptcy", authority: "11 U.S.C. 362(a)(6)" }] });
  const { say } = done(await viewTelephone(context, patientId));
  expect(say[0]).toContain("I may not speak with you about payment");
  const [hold] = gates.holds;
  done(await liftPatientHold(context, hold?.id ?? 0, "the case was dismissed"));
  expect(refused(await liftPatientHold(context, hold?.id ?? 0, "twice")).problem).toBe("lifted-already");
  done(await makeStatement(context, visit));
  expect(done(await viewGates(context, patientId)).holds[0]).toMatchObject({ liftReason: "the case was dismissed" });
});

it("keeps a dispute of one visit to that visit, and a wish not to tell the plan from the claim", async () => {
  const world = await town.openPractice("2026-11-03");
  const { context, made } = world;
  const disputed = await selfPay(world, 10_000);
  await selfPay(world, 4_000);
  const patientId = made.patient.whitfield;
  expect(refused(await setHold(context, patientId, { kind: "estimate-dispute", reason: "x" })).problem).toBe("hold-place");
  done(await setHold(context, patientId, { kind: "dispute", encounterId: disputed, reason: "says it was not done" }));
  expect((await world.statement(disputed)).values).toMatchObject({ amountDue: 4_000 });
  const insured = await world.seePatient({ patient: "delacroix" });
  done(await world.code(insured, ["I10"], [["99213", [], [1]]]));
  done(await setHold(context, made.patient.delacroix, { kind: "paid-in-full", encounterId: insured, reason: "paid at the desk" }));
  expect(refused(await prepareClaim(context, insured)).problem).toBe("paid-in-full");
  expect(refused(await setHold(context, patientId, { kind: "dispute", encounterId: insured, reason: "of somebody else" })).problem).toBe(
    "not-found",
  );
});

it("runs the cycle once: statements with their PDF, everybody else with a reason; the next step comes a cycle later", async () => {
  const world = await town.openPractice("2026-11-03");
  const { context, made } = world;
  await selfPay(world, 10_000);
  const preview = await previewRun(context, 0);
  expect(preview.rows.find((row) => row.patient.id === made.patient.whitfield)).toMatchObject({ amount: 10_000, step: 1, gates: [] });
  const { runId } = done(await startRun(context));
  expect(refused(await startRun(context)).problem).toBe("run-goes-on");
  const words = await runStatements(context, runId);
  await runStatements(context, runId);
  const view = done(await viewRun(context, runId));
  expect(view.run).toMatchObject({ state: "done", sent: 1 });
  expect(words).toContain("1 statement made");
  const sent = view.rows.find((row) => row.statementId !== undefined);
  const pdf = done(await readStatementPdf(context, sent?.statementId ?? 0));
  expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe("%PDF-");
  expect(done(await readStatementPdf(context, sent?.statementId ?? 0))).toEqual(pdf);
  const again = (await previewRun(context, 0)).rows.find((row) => row.patient.id === made.patient.whitfield);
  expect(again?.gates).toMatchObject([{ kind: "cycle" }]);
  await world.goTo(addDays(world.today(), usualCycle.everyDays));
  expect((await previewRun(context, 0)).rows.find((row) => row.patient.id === made.patient.whitfield)).toMatchObject({
    step: 2,
    stepTitle: "Reminder",
  });
  done(await setCycle(context, { ...usualCycle, smallest: cents(20_000) }));
  expect((await previewRun(context, 0)).rows.find((row) => row.patient.id === made.patient.whitfield)?.gates).toMatchObject([
    { kind: "small-balance" },
  ]);
  expect(done(await viewPatientStatements(context, made.patient.whitfield)).statements).toMatchObject([
    { stepTitle: "Statement", byRun: true },
  ]);
});

it("puts a payment where its payer says, the rest on the oldest service, and gives a receipt; the same key is the same payment", async () => {
  const world = await town.openPractice("2026-11-03");
  const { context, made } = world;
  await selfPay(world, 5_000, "whitfield", "2026-10-05");
  await selfPay(world, 7_000);
  const patientId = made.patient.whitfield;
  const before = done(await viewPaying(context, patientId));
  const [oldest, newest] = before.open;
  if (oldest === undefined || newest === undefined) throw new Error("two services are open");
  const payment = {
    amount: 8_000,
    method: "check" as const,
    reference: "1041",
    key: "check of a test",
    named: [{ chargeId: newest.chargeId, amount: 7_000 }],
  };
  const { paymentId } = done(await takeAccountPayment(context, patientId, payment));
  expect(done(await takeAccountPayment(context, patientId, payment)).paymentId).toBe(paymentId);
  expect(done(await viewPaying(context, patientId)).open.map((one) => [one.chargeId, one.open])).toEqual([[oldest.chargeId, 4_000]]);
  expect(
    refused(
      await takeAccountPayment(context, patientId, {
        ...payment,
        key: "another key",
        named: [{ chargeId: oldest.chargeId, amount: 5_000 }],
      }),
    ).problem,
  ).toBe("named-more-than-owed");
  const receipt = done(await readReceipt(context, paymentId));
  expect(Buffer.from(receipt.subarray(0, 5)).toString()).toBe("%PDF-");
  await world.proveBooks();
});

it("keeps a plan while it is paid, notices a missed instalment, and calls it broken by its rule", async () => {
  const world = await town.openPractice("2026-11-03");
  const { context, made } = world;
  const visit = await selfPay(world, 10_000);
  const patientId = made.patient.whitfield;
  expect(refused(await makePlan(context, patientId, plan({ count: 6 }))).problem).toBe("disclosure");
  const { planId } = done(await makePlan(context, patientId, plan()));
  expect(refused(await makePlan(context, patientId, plan())).problem).toBe("plan-runs");
  expect(refused(await makeStatement(context, visit)).message).toContain("payment plan");
  done(await takeAccountPayment(context, patientId, { amount: 3_334, method: "card", reference: "", key: "instalment one", named: [] }));
  await world.goTo(isoDate("2026-11-20"));
  expect(done(await viewPaying(context, patientId)).plans[0]).toMatchObject({ state: "kept", left: 6_666, missed: 0 });
  expect((await viewFollowUps(context)).plans).toEqual([]);
  await world.goTo(isoDate("2026-12-20"));
  expect((await viewFollowUps(context)).plans).toMatchObject([{ planId, state: "behind", missed: 1, behind: 3_333 }]);
  await world.goTo(isoDate("2027-01-20"));
  expect(done(await viewPaying(context, patientId)).plans[0]).toMatchObject({ state: "broken", missed: 2 });
  // A broken plan keeps no statement back.
  done(await makeStatement(context, visit));
  done(await endPatientPlan(context, planId, "not kept"));
  expect(refused(await endPatientPlan(context, planId, "twice")).problem).toBe("ended-already");
});

it("brings a call back on its day: in the follow-ups, and its visit to the desk; another call settles it", async () => {
  const world = await town.openPractice("2026-11-03");
  const { context, made } = world;
  const visit = await selfPay(world, 10_000);
  const patientId = made.patient.whitfield;
  const call = {
    party: "patient",
    who: "Desmond",
    direction: "in",
    way: "phone",
    verified: ["name", "birth-date", "phone"],
    words: "will pay on Friday",
  } as const;
  const { contactId } = done(
    await logContact(context, patientId, { ...call, encounterId: visit, promised: "the whole", nextOn: isoDate("2026-11-06") }),
  );
  expect((await viewFollowUps(context)).contacts).toEqual([]);
  const [work] = await world.inTx((tx) => workOfVisit(tx, visit));
  expect(work).toMatchObject({ kind: "follow-up", followUp: "2026-11-06", words: "the whole" });
  await world.goTo(isoDate("2026-11-06"));
  expect((await viewFollowUps(context)).contacts).toMatchObject([
    { id: contactId, verified: true, patient: { name: "Whitfield, Desmond" } },
  ]);
  done(await logContact(context, patientId, { ...call, words: "paid by card", closesId: contactId }));
  expect((await viewFollowUps(context)).contacts).toEqual([]);
  expect(refused(await logContact(context, patientId, { ...call, closesId: contactId })).problem).toBe("settled-already");
  expect(refused(await logContact(context, made.patient.delacroix, { ...call, encounterId: visit })).problem).toBe("not-found");
});

function plan(change: Partial<Parameters<typeof makePlan>[2]> = {}): Parameters<typeof makePlan>[2] {
  return { count: 3, firstDue: isoDate("2026-11-03"), pace: "month", disclosed: false, agreed: "by telephone", ...change };
}
