/** Payers are asked who is insured and how claims stand, by files as claims go; co-pays taken at the desk go to the patient's share. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PatientKey } from "../../src/app/demonstration/cast.ts";
import { checkIn, makeAppointment } from "../../src/app/front-desk/appointments.ts";
import { askClaimStatus, askEligibility, askForDay } from "../../src/app/front-desk/ask-payers.ts";
import { takeCopay } from "../../src/app/front-desk/copay.ts";
import { viewDeskDay } from "../../src/app/front-desk/day.ts";
import { checkVisitEstimate, makeEstimate, readEstimatePdf } from "../../src/app/front-desk/estimate.ts";
import { eligibilityAt, viewClaimStatus, viewEligibility } from "../../src/app/front-desk/view-inquiries.ts";
import { makePatientStatement, makeStatement } from "../../src/app/make-statement.ts";
import { setHold, viewGates } from "../../src/app/patients/holds.ts";
import { readReceipt } from "../../src/app/patients/payments.ts";
import { prepareClaim } from "../../src/app/prepare-claim.ts";
import { takeIn } from "../../src/app/take-in.ts";
import { undoPayment } from "../../src/app/undo-payment.ts";
import type { Statement } from "../../src/core/billing/statement.ts";
import type { CoverageId } from "../../src/core/kernel/id.ts";
import { addDays, formatUsDate } from "../../src/core/kernel/iso-date.ts";
import { patientBalance } from "../../src/store/balances.ts";
import { listCoverages } from "../../src/store/coverages.ts";
import { newestEligibility } from "../../src/store/inquiries.ts";
import { loadEntries } from "../../src/store/journal.ts";
import { sql } from "../../src/store/sql.ts";
import { listStatements } from "../../src/store/statements.ts";
import type { Tx } from "../../src/store/transaction.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-03-02");
});
afterAll(() => town.close());

async function cardOf(patient: PatientKey) {
  const [card] = await world.inTx((tx) => listCoverages(tx, world.made.patient[patient]));
  if (card === undefined) throw new Error("insured");
  return card;
}

async function newestOf(tx: Tx, coverageId: CoverageId) {
  return (await newestEligibility(tx, [coverageId], { from: world.today(), to: world.today() })).get(coverageId);
}

async function said(patient: PatientKey) {
  return done(await viewEligibility(world.context, world.made.patient[patient])).inquiries;
}

describe("who is insured", () => {
  it("is asked by a file, answered by a file, and said in plain words", async () => {
    const card = await cardOf("vasquez");
    done(await askEligibility(world.context, card.id, undefined));
    expect(await said("vasquez")).toMatchObject([{ state: "asked", coverageId: card.id }]);
    expect(refused(await askEligibility(world.context, card.id, undefined)).problem).toBe("asked");
    const taken = await world.answers();
    expect(taken.map((file) => file.kind).sort()).toEqual(["271", "999"]);
    expect(taken.find((file) => file.kind === "271")?.words).toBe("271: 1 question answered.");
    const [answer] = await said("vasquez");
    expect(answer).toMatchObject({
      state: "answered",
      answeredOn: "2026-03-02",
      summary: { state: "active", plan: "Lakeshore Mutual PPO" },
    });
    expect(answer?.summary?.copays.map((one) => one.amount)).toEqual(expect.arrayContaining([3_000, 5_000]));
    expect(answer?.fileIn).toBeGreaterThan(0);
    expect(await world.exceptions()).toEqual([]);
  });

  it("ends when the payer refuses the question's file (999, TA1), with the reason, and is asked again", async () => {
    const card = await cardOf("delacroix");
    const newest = async () => (await said("delacroix"))[0];
    const isa = (control: string) =>
      `ISA*00*          *00*          *ZZ*LSM01          *ZZ*${"MAPLEHOLLOW".padEnd(15)}*260302*1200*^*00501*${control}*0*P*:~`;
    const asked = () =>
      world.inTx((tx) =>
        tx.one<{ control: string }>(
          sql`select interchange as control from outbound_file where practice_id = ${tx.practiceId} order by id desc limit 1`,
        ),
      );
    done(await askEligibility(world.context, card.id, undefined));
    const { control } = await asked();
    const group = String(Number(control));
    const body = `ST*999*0001*005010X231A1~AK1*HS*${group}*005010X279A1~AK2*270*0001*005010X279A1~IK5*R*5~AK9*R*1*1*0~SE*6*0001~`;
    const refusal = `${isa("900000001")}GS*FA*LSM01*MAPLEHOLLOW*20260302*1200*1*X*005010X231A1~${body}GE*1*1~IEA*1*900000001~`;
    await writeFile(join(world.inbox("LSM01"), "refusal-999.x12"), refusal);
    const [taken] = await takeIn(world.context);
    expect(taken).toMatchObject({ kind: "999", words: expect.stringContaining("1 question refused, to be asked again") });
    expect(await newest()).toMatchObject({ state: "refused", refusedOn: world.today(), refusal: expect.stringMatching(/./) });
    const desk = eligibilityAt(await world.inTx((tx) => newestOf(tx, card.id)), { coverage: card, provider: undefined });
    expect(desk.state).toBe("refused");

    done(await askEligibility(world.context, card.id, undefined));
    const again = (await asked()).control;
    expect(again).not.toBe(control);
    const ta1 = `${isa("900000002")}TA1*${again}*260302*1200*R*006~IEA*0*900000002~`;
    await writeFile(join(world.inbox("LSM01"), "refusal-ta1.x12"), ta1);
    await takeIn(world.context);
    expect(await newest()).toMatchObject({ state: "refused", refusal: expect.stringMatching(/interchange|sender|receiver/i) });

    done(await askEligibility(world.context, card.id, undefined));
    await world.answers();
    // The simulated payer had all three files after all: an answer that comes stands above a refusal.
    expect((await said("delacroix")).map((one) => [one.state, one.refusal])).toEqual(Array(3).fill(["answered", undefined]));
  });

  it("is explained when the payer refuses, with what to correct, and can be asked again", async () => {
    const card = await cardOf("marchetti");
    done(await askEligibility(world.context, card.id, undefined));
    await world.answers();
    expect(await said("marchetti")).toMatchObject([
      { summary: { state: "refused", refusals: [{ correct: expect.stringContaining("member id"), after: "Then ask again." }] } },
    ]);
    done(await askEligibility(world.context, card.id, undefined));
    await world.answers();
    expect(await said("marchetti")).toHaveLength(2);
  });

  it("is asked for all of tomorrow's visits in one file a payer, once; a child's by the parent's card", async () => {
    const tomorrow = addDays(world.today(), 1);
    for (const patient of ["osei", "tobias", "brandt", "whitfield"] as const)
      done(
        await makeAppointment(world.context, {
          patientId: world.made.patient[patient],
          on: tomorrow,
          providerId: world.made.provider.okafor,
          locationId: world.made.location,
          reason: "Visit",
          selfPay: patient === "whitfield",
        }),
      );
    expect(await askForDay(world.context, tomorrow)).toContain("3 questions sent");
    expect(await askForDay(world.context, tomorrow)).toContain("asked about already");
    const files = await world.inTx((tx) =>
      tx.many<{ partner: string }>(sql`select partner from outbound_file where kind = '270' order by id desc limit 2`),
    );
    expect(files.map((one) => one.partner).sort()).toEqual(["FEDB1", "LSM01"]);
    await world.answers();
    const rows = (await viewDeskDay(world.context, tomorrow)).rows;
    expect(rows.map((row) => [row.patientName, row.eligibility])).toEqual([
      ["Osei, Abena", "active"],
      ["Tobias, Mina", "active"],
      ["Brandt, Walter", "active"],
      ["Whitfield, Desmond", "none"],
    ]);
    expect(rows[0]).toMatchObject({ copayDue: 3_000, copayFrom: "payer" });
    expect(rows[3]?.missing.map((one) => one.kind)).toContain("estimate");
  });

  it("keeps an answer once, and puts one to no question of ours before a person", async () => {
    const again = await world.inTx((tx) =>
      tx.one<{ text: string }>(sql`
        select convert_from(c.bytes, 'UTF8') as text from inbound_file f join file_chunk c on c.practice_id = f.practice_id and c.file_id = f.file_id
        where f.kind = '271' order by f.id limit 1`),
    );
    const before = JSON.stringify(await said("vasquez"));
    await writeFile(join(world.inbox("LSM01"), "again.x12"), again.text.replaceAll("1200*", "1201*").replace("~", "~\n"));
    await writeFile(join(world.inbox("LSM01"), "strange.x12"), again.text.replaceAll("CWQ", "ZZZ"));
    await writeFile(join(world.inbox("FEDB1"), "others.x12"), again.text.replace("~", "~ "));
    const words = (await takeIn(world.context)).map((file) => file.words).join(" ");
    expect(words).toContain("came again and changed nothing");
    expect(words).toContain("to no question of ours");
    expect(JSON.stringify(await said("vasquez"))).toBe(before);
    expect((await world.exceptions()).length).toBeGreaterThanOrEqual(1);
  });
});

describe("the co-pay", () => {
  it("is taken before the payer decides, has a receipt, and goes to the patient's share to the cent", async () => {
    const visit = await world.seePatient({ patient: "delacroix" });
    const patientId = world.made.patient.delacroix;
    const { paymentId } = done(
      await takeCopay(world.context, visit, { amount: 3_000, method: "card", reference: "", key: "copay-of-a-test" }),
    );
    const receipt = done(await readReceipt(world.context, paymentId));
    expect(new TextDecoder().decode(receipt.slice(0, 5))).toBe("%PDF-");
    expect(await world.inTx((tx) => patientBalance(tx, patientId))).toMatchObject({ unapplied: 3_000, patient: 0 });
    await world.code(visit, ["J06.9"], [["99213", [], [1]]]);
    await world.send(visit);
    await world.untilPaid();
    const after = await world.inTx((tx) => patientBalance(tx, patientId));
    expect(after).toMatchObject({ unapplied: 0, patient: 0 });
    const moves = (await world.inTx((tx) => loadEntries(tx, { patientIds: [patientId] }))).filter((entry) =>
      entry.sourceKey.startsWith("paid ahead"),
    );
    expect(moves).toHaveLength(1);
    await world.proveBooks();
    done(await undoPayment(world.context, paymentId, { reason: "mistake", note: "" }));
    expect(await world.inTx((tx) => patientBalance(tx, patientId))).toMatchObject({ unapplied: 0, patient: 3_000 });
    await world.proveBooks();
  });
});

describe("a good-faith estimate", () => {
  it("is made before a self-pay visit, kept as given, and the bill is measured against it", async () => {
    const patientId = world.made.patient.whitfield;
    const { made, context } = world;
    const wanted = {
      patientId,
      on: world.today(),
      providerId: made.provider.okafor,
      locationId: made.location,
      reason: "Mole",
      selfPay: true,
    };
    const { appointmentId } = done(await makeAppointment(context, wanted));
    const items = [{ procedure: "99213", units: 1 }];
    expect(refused(await makeEstimate(context, appointmentId, { items: [{ procedure: "Z9Z9Z", units: 1 }] })).problem).toBe("no-price");
    const { estimateId } = done(await makeEstimate(context, appointmentId, { items, diagnosis: "D22.9" }));
    expect((await viewDeskDay(context, undefined)).rows.find((row) => row.appointmentId === appointmentId)?.estimate?.id).toBe(estimateId);
    const pdf = done(await readEstimatePdf(context, estimateId));
    expect([new TextDecoder().decode(pdf.slice(0, 5)), pdf.length > 1_500]).toEqual(["%PDF-", true]);
    const { visitId } = done(await checkIn(context, appointmentId, { formsSigned: true }));
    await world.code(visitId, ["D22.9"], [["99213", [], [1]]]);
    expect(done(await checkVisitEstimate(context, visitId)).estimate).toMatchObject({ over: 0, mayDispute: false });
    const { expected } = done(await checkVisitEstimate(context, visitId)).estimate ?? { expected: 0 };
    await world.code(visitId, ["D22.9"], [["99213", [], [1], expected + 39_999]]);
    expect(done(await checkVisitEstimate(context, visitId)).estimate).toMatchObject({ over: 39_999, mayDispute: false });
    await world.code(visitId, ["D22.9"], [["99213", [], [1], expected + 40_000]]);
    expect(done(await checkVisitEstimate(context, visitId)).estimate).toMatchObject({ over: 40_000, mayDispute: true });
    expect(refused(await makeEstimate(context, appointmentId, { items })).problem).toBe("too-late");

    // Nothing is asked before a person has looked; then the statement tells of the right, and the 120 days count from the first bill.
    const gates = done(await viewGates(context, patientId)).statement;
    expect(gates).toMatchObject({ send: false, gates: [{ kind: "estimate", authority: expect.stringContaining("45 CFR 149.620") }] });
    expect(refused(await makeStatement(context, visitId)).problem).toBe("estimate");
    expect(refused(await makePatientStatement(context, patientId)).problem).toBe("estimate");
    const first = world.today();
    done(await makePatientStatement(context, patientId, { knowsExcess: true }));
    await world.goTo(addDays(first, 40));
    done(await makePatientStatement(context, patientId));
    const sent = (await world.inTx((tx) => listStatements(tx, { patientId, limit: 5 }))).map((one) => one.content as Statement);
    expect(sent).toHaveLength(2);
    for (const { notices } of sent) {
      expect(notices[0]).toContain("$400.00 more");
      expect(notices[0]).toContain(`until ${formatUsDate(addDays(first, 120))} (120 days from the first bill)`);
      expect(notices[0]).toContain("www.cms.gov/nosurprises/consumers");
    }
    // Once a dispute is open nothing is asked at all.
    done(await setHold(context, patientId, { kind: "estimate-dispute", encounterId: visitId, reason: "letter of the Department" }));
    expect(refused(await makePatientStatement(context, patientId, { knowsExcess: true })).problem).toBe("nothing-due");
    await world.goTo(first);
  });
});

describe("how a claim stands", () => {
  it("is asked by a 276 and answered by a 277, with what to do next", async () => {
    const visit = await world.seePatient({ patient: "vasquez" });
    await world.code(visit, ["J06.9"], [["99213", [], [1]]]);
    await world.send(visit);
    await world.answers();
    const { id } = await world.claim(visit);
    done(await askClaimStatus(world.context, id));
    expect(refused(await askClaimStatus(world.context, id)).problem).toBe("asked");
    const kinds = (await world.answers()).map((file) => file.kind);
    expect(kinds).toContain("277");
    const [answer] = done(await viewClaimStatus(world.context, id)).inquiries;
    expect(answer).toMatchObject({ state: "answered", summary: { state: "pending", charge: (await world.claim(visit)).content.charge } });
    expect(answer?.summary?.next).toContain("Ask again");
  });

  it("is asked of no payer before the claim has left", async () => {
    const visit = await world.seePatient({ patient: "osei" });
    await world.code(visit, ["J06.9"], [["99213", [], [1]]]);
    done(await prepareClaim(world.context, visit));
    expect(refused(await askClaimStatus(world.context, (await world.claim(visit)).id)).problem).toBe("not-sent");
  });
});
