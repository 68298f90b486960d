/** Two records of one person become one and are parted again: nothing is lost, nothing sent changes, the books show it. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { restrictRecord } from "../../src/app/audit/break-glass.ts";
import { whoSaw } from "../../src/app/audit/who-saw.ts";
import { machineContext } from "../../src/app/context.ts";
import { registerPatient } from "../../src/app/front-desk/register.ts";
import { findPatients, markSame, viewRegistration } from "../../src/app/front-desk/view-registration.ts";
import { viewMeasure } from "../../src/app/measures/view-measures.ts";
import { workSchedule } from "../../src/app/measures/work-schedule.ts";
import { logContact, viewContacts } from "../../src/app/patients/contacts.ts";
import { listDuplicates } from "../../src/app/patients/duplicates.ts";
import { setHold } from "../../src/app/patients/holds.ts";
import { listPatientAccounts } from "../../src/app/patients/list-patients.ts";
import { compareForMerge, mergeRecords, unmergeRecords } from "../../src/app/patients/merge.ts";
import { makePlan } from "../../src/app/patients/plans.ts";
import { takeAccountPayment } from "../../src/app/patients/take-account-payment.ts";
import { viewAccount } from "../../src/app/patients/view-account.ts";
import { keepMeasures } from "../../src/app/periods.ts";
import { undoPayment } from "../../src/app/undo-payment.ts";
import { runVerify } from "../../src/app/verify/run-verify.ts";
import type { EncounterId, PatientId } from "../../src/core/kernel/id.ts";
import { addDays, isoDate } from "../../src/core/kernel/iso-date.ts";
import { buildServer } from "../../src/http/server.ts";
import { plainCookie } from "../../src/http/session-cookie.ts";
import { patientBalance } from "../../src/store/balances.ts";
import { addDecisions, learntOf } from "../../src/store/coding-decisions.ts";
import { listCoverages } from "../../src/store/coverages.ts";
import { insertEncounter, loadEncounter } from "../../src/store/encounters.ts";
import { compareMeasureDays } from "../../src/store/measures/read-rows.ts";
import { listPayers } from "../../src/store/parties.ts";
import { mergedRecordsNow } from "../../src/store/patient-merges.ts";
import { loadPatient } from "../../src/store/patients.ts";
import { paymentsOfPatients } from "../../src/store/payments.ts";
import { sql } from "../../src/store/sql.ts";
import { memberOf } from "../attacks/other-practice.ts";
import { pausingBefore } from "../support/pausing-pool.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const reason = "the driving licence shows one person";
const plain = { taken: [], coverages: [], reason };

/** Delacroix once more, as a hurried desk registered her. */
async function twiceRegistered(world: PracticeWorld, more: { readonly memberId?: string } = {}): Promise<PatientId> {
  const payerId = (await world.inTx(listPayers)).find((one) => one.payerId === "LSM01")?.id;
  if (payerId === undefined) throw new Error("the practice has its payers");
  const address = { line1: "41 Orchard Street", city: "Maple Hollow", state: "WI", zip: "53599" };
  const again = {
    name: { last: "De La Croix", first: "Simone" },
    birthDate: isoDate("1999-10-14"),
    sex: "F",
    address,
    phone: "6085550199",
    guarantor: { name: { last: "", first: "" }, address, relationship: "self" },
    coverages: [{ payerId, rank: 1, memberId: more.memberId ?? "LSM770135508", relationship: "18" }],
  } as const;
  const found = done(
    await registerPatient(world.context, again, { notThese: [world.made.patient.delacroix, ...Object.values(world.made.patient)] }),
  );
  return found.patientId;
}

async function seen(world: PracticeWorld, patientId: PatientId): Promise<EncounterId> {
  const visit = await world.inTx((tx) =>
    insertEncounter(tx, {
      patientId,
      date: world.today(),
      renderingId: world.made.provider.okafor,
      locationId: world.made.location,
      placeOfService: "11",
      reason: "Cough",
      selfPay: false,
      note: {
        text: "ASSESSMENT AND PLAN: as discussed.",
        authorId: world.made.provider.okafor,
        signedOn: world.today(),
        signedBy: "Adaeze Okafor, MD",
      },
    }),
  );
  done(await world.code(visit, ["J20.9"], [["99213", [], [1]]]));
  return visit;
}

const balancesOf = (world: PracticeWorld, id: PatientId) => world.inTx((tx) => patientBalance(tx, id));

async function sound(): Promise<void> {
  const report = await runVerify(town.app);
  expect(report.checks.flatMap((check) => check.findings)).toEqual([]);
}

it("proposes the pair with its reasons, until somebody says that they are two people", async () => {
  const world = await town.openPractice("2026-11-03");
  const other = await twiceRegistered(world);
  const { pairs } = await listDuplicates(world.context);
  expect(pairs).toHaveLength(1);
  expect(pairs[0]).toMatchObject({ one: { id: world.made.patient.delacroix }, other: { id: other }, certainty: "almost certain" });
  expect(pairs[0]?.reasons).toEqual(expect.arrayContaining(["the same date of birth", "the same member id", "the same address"]));
  done(await markSame(world.context, other, { otherId: world.made.patient.delacroix, same: false, reason: "two cousins" }));
  expect((await listDuplicates(world.context)).pairs).toEqual([]);
});

it("weighs those that share most first, and says so when not all were weighed", async () => {
  const world = await town.openPractice("2026-11-03");
  const other = await twiceRegistered(world);
  // Another who shares the telephone only: the pair has the lower numbers.
  await world.inTx((tx) =>
    tx.run(sql`update patient set phone = (select phone from patient o where o.practice_id = ${tx.practiceId} and o.id = ${world.made.patient.vasquez}),
      first_name = 'Ellen' where practice_id = ${tx.practiceId} and id = ${world.made.patient.osei}`),
  );
  const whole = await listDuplicates(world.context);
  expect(whole).toMatchObject({ cut: false, more: false });
  expect(whole.weighed).toBeGreaterThan(1);
  const cut = await listDuplicates(world.context, { weighed: 1, shown: 100 });
  expect(cut).toMatchObject({ cut: true, weighed: 1 });
  expect(cut.pairs.map((pair) => pair.other.id)).toEqual([other]);
});

it("brings visits, claims, money, calls and holds under one record, and the books keep every cent and every sent byte", async () => {
  const world = await town.openPractice("2026-11-03");
  const { context } = world;
  const standing = world.made.patient.delacroix;
  const other = await twiceRegistered(world);
  const own = await world.seePatient({ patient: "delacroix" });
  done(await world.code(own, ["I10"], [["99213", [], [1]]]));
  await world.send(own);
  const theirs = await seen(world, other);
  await world.send(theirs);
  await world.goTo(addDays(world.today(), 1));
  const unsent = await seen(world, other);
  const contact = {
    party: "patient",
    who: "herself",
    direction: "in",
    way: "phone",
    verified: ["name", "birth-date"],
    words: "asked what is owed",
  } as const;
  done(await logContact(context, other, contact));
  done(await setHold(context, other, { kind: "return-mail", reason: "came back on 11/02" }));
  done(await takeAccountPayment(context, other, { amount: 2_500, method: "cash", reference: "", key: "before", named: [] }));
  const sentBefore = await world.inTx((tx) =>
    tx.many(sql`select claim_id, version, sha256 from snapshot where practice_id = ${tx.practiceId} order by claim_id, version`),
  );
  const before = [await balancesOf(world, standing), await balancesOf(world, other)];
  const charges = () =>
    world.inTx((tx) =>
      tx.many(sql`select charge_id, insurance, patient from charge_balance where practice_id = ${tx.practiceId} order by 1`),
    );
  const chargesBefore = await charges();

  const compared = done(await compareForMerge(context, standing, other));
  expect(compared.fields.filter((one) => !one.same).map((one) => one.field)).toEqual(["name", "phone"]);
  expect(compared.coverages.find((one) => one.of === "merged")).toMatchObject({ sameAs: expect.any(Number) });
  expect(compared.against).toEqual([]);
  expect(compared.likeness.score).toBeGreaterThan(80);
  expect(done(await compareForMerge(context, standing, world.made.patient.brandt)).likeness).toEqual({ score: 0, reasons: [] });
  const { mergeId } = done(await mergeRecords(context, standing, { ...plain, otherId: other, taken: ["phone"] }));

  const now = await balancesOf(world, standing);
  for (const key of ["insurance", "patient", "unapplied"] as const)
    expect(now[key]).toBe((before[0]?.[key] ?? 0) + (before[1]?.[key] ?? 0));
  expect(await balancesOf(world, other)).toEqual({ insurance: 0, patient: 0, unapplied: 0 });
  expect(await charges()).toEqual(chargesBefore);
  expect(
    await world.inTx((tx) =>
      tx.many(sql`select claim_id, version, sha256 from snapshot where practice_id = ${tx.practiceId} order by claim_id, version`),
    ),
  ).toEqual(sentBefore);
  expect(await world.inTx((tx) => loadPatient(tx, standing))).toMatchObject({ name: { last: "Delacroix" }, phone: "6085550199" });
  expect((await world.inTx((tx) => listCoverages(tx, standing))).map((one) => one.rank)).toEqual([1]);
  expect((await world.inTx((tx) => loadEncounter(tx, theirs)))?.patientId).toBe(standing);
  const [logged] = done(await viewContacts(context, standing)).contacts;
  done(await logContact(context, standing, { ...contact, words: "explained", closesId: logged?.id ?? 0 }));

  const account = done(await viewAccount(context, standing));
  expect(account.balance).toMatchObject({ insurance: now.insurance, unapplied: 2_500 });
  expect(account.lines.at(-1)?.balance).toBe(now.insurance + now.patient - now.unapplied);
  expect(account.visits.map((one) => one.id).sort()).toEqual([own, theirs].sort());
  expect((await world.inTx((tx) => loadEncounter(tx, unsent)))?.patientId).toBe(standing);
  // Old names, numbers and addresses lead to the one record.
  expect(done(await viewAccount(context, other)).id).toBe(standing);
  expect((await findPatients(context, "De La Croix")).patients.map((one) => one.id)).toEqual([standing]);
  expect((await listPatientAccounts(context, {})).patients.some((one) => one.id === other)).toBe(false);
  expect(refused(await setHold(context, other, { kind: "dispute", reason: "x" })).problem).toBe("merged");
  expect(done(await viewRegistration(context, standing)).merges).toMatchObject([{ id: mergeId, name: "Simone De La Croix", reason }]);
  const { rows } = done(await whoSaw(context, standing, { from: isoDate("2020-01-01"), to: isoDate("2030-01-01") }));
  expect(rows.some((row) => row.words === "logged a call or letter")).toBe(true);

  // The payer's answer to the claim that was sent under the old record.
  await world.untilPaid();
  expect(await balancesOf(world, other)).toEqual({ insurance: 0, patient: 0, unapplied: 0 });
  await world.send(unsent);
  const [payment] = await world.inTx((tx) => paymentsOfPatients(tx, [standing]));
  done(await undoPayment(context, payment?.id ?? 0, { reason: "returned", note: "" }));
  expect((await balancesOf(world, standing)).unapplied).toBe(0);
  expect(await balancesOf(world, other)).toEqual({ insurance: 0, patient: 0, unapplied: 0 });
  await world.proveBooks();
  await sound();
});

it("parts the records again: each visit with what was decided on it meanwhile", async () => {
  const world = await town.openPractice("2026-11-03");
  const { context } = world;
  const standing = world.made.patient.delacroix;
  const other = await twiceRegistered(world, { memberId: "LSM770135599" });
  const own = await world.seePatient({ patient: "delacroix" });
  done(await world.code(own, ["I10"], [["99213", [], [1]]]));
  await world.send(own);
  const theirs = await seen(world, other);
  await world.send(theirs);
  done(await takeAccountPayment(context, other, { amount: 1_000, method: "cash", reference: "", key: "pocket", named: [] }));
  const cards = await world.inTx((tx) => listCoverages(tx, other));
  const { mergeId } = done(await mergeRecords(context, standing, { ...plain, otherId: other, taken: ["name"] }));
  expect((await world.inTx((tx) => listCoverages(tx, standing))).map((one) => [one.rank, one.memberId])).toEqual([
    [1, "LSM770135508"],
    [2, "LSM770135599"],
  ]);
  await world.untilPaid();
  await world.inTx((tx) =>
    tx.run(sql`update coverage set rank = 3 - rank where practice_id = ${tx.practiceId} and patient_id = ${standing}`),
  );
  const meanwhile = await seen(world, standing);
  await world.send(meanwhile);
  const whole = await balancesOf(world, standing);
  const { patientId } = done(await unmergeRecords(context, standing, { mergeId, reason: "two cousins of one name" }));
  expect(patientId).toBe(other);
  const [one, two] = [await balancesOf(world, standing), await balancesOf(world, other)];
  for (const key of ["insurance", "patient", "unapplied"] as const) expect(one[key] + two[key]).toBe(whole[key]);
  expect(two.unapplied).toBe(1_000);
  expect(one.unapplied).toBe(0);
  expect(await world.inTx((tx) => loadPatient(tx, standing))).toMatchObject({ name: { last: "Delacroix" } });
  expect(await world.inTx((tx) => listCoverages(tx, other))).toEqual(cards);
  for (const [id, visit, balance] of [
    [standing, own, one],
    [other, theirs, two],
  ] as const) {
    const account = done(await viewAccount(context, id));
    expect(account.visits.map((row) => row.id)).toEqual(id === standing ? expect.arrayContaining([visit, meanwhile]) : [visit]);
    const service = account.visits.find((row) => row.id === visit)?.services[0];
    expect(service?.insurancePaid).toBeGreaterThan(0);
    expect(account.lines.at(-1)?.balance).toBe(balance.insurance + balance.patient - balance.unapplied);
  }
  expect((await findPatients(context, "De La Croix")).patients.map((row) => row.id)).toEqual([other]);
  expect(refused(await unmergeRecords(context, standing, { mergeId, reason: "again" })).problem).toBe("undone");
  // What left with the other's card while they were one is a task that names its claim; what was sent before is none.
  const claim = await world.claim(meanwhile);
  const told = (await world.exceptions()).filter((one) => one.source === "parted-records");
  expect(told).toMatchObject([{ detail: { claimId: claim.id } }]);
  expect(told[0]?.reason).toContain(`Claim ${claim.controlNumber} went to Lakeshore Mutual on`);
  // It is read without opening either record: nothing in it says who the two are.
  const ofPatients = await world.inTx((tx) =>
    tx.many<{ word: string }>(sql`select account_number as word from patient where practice_id = ${tx.practiceId}
      union select member_id from coverage where practice_id = ${tx.practiceId} union select last_name from patient where practice_id = ${tx.practiceId}`),
  );
  expect(ofPatients.filter(({ word }) => told[0]?.reason.includes(word))).toEqual([]);
  await world.proveBooks();
  await sound();
});

it("leaves the lag to the first statement as it was: asked once, and owed since it was first owed", async () => {
  const world = await town.openPractice("2026-11-03");
  const { context } = world;
  const standing = world.made.patient.delacroix;
  const other = await twiceRegistered(world, { memberId: "LSM770135599" });
  const theirs = await seen(world, other);
  await world.send(theirs);
  await world.untilPaid();
  const owedSince = world.today();
  await world.goTo(addDays(owedSince, 4));
  const { mergeId } = done(await mergeRecords(context, standing, { ...plain, otherId: other }));
  await world.statement(theirs);
  const lag = async () => {
    await keepMeasures(context);
    expect((await world.inTx((tx) => compareMeasureDays(tx, workSchedule(context.app.codeBook)))).wrong).toEqual([]);
    const page = done(await viewMeasure(context, "statement-lag", { from: owedSince, to: world.today() }));
    return { reading: page.measure.reading, lists: page.lists.map(({ rows, part, whole }) => ({ rows, part, whole })) };
  };
  const once = { reading: { state: "figure", sums: { part: 4, whole: 1 } }, lists: [{ rows: 1, part: 4, whole: 1 }] };
  expect(await lag()).toMatchObject(once);
  done(await unmergeRecords(context, standing, { mergeId, reason: "two cousins of one name" }));
  expect(await lag()).toMatchObject(once);
  // The next statement is the first under the record to which the visit went back, and still the second of the visit.
  await world.goTo(addDays(world.today(), 30));
  await world.statement(theirs);
  expect(await lag()).toMatchObject(once);
});

it("is not parted while money that came over cannot be told from the rest", async () => {
  const world = await town.openPractice("2026-11-03");
  const { context } = world;
  const standing = world.made.patient.delacroix;
  const other = await twiceRegistered(world);
  const pay = (patientId: PatientId, key: string) =>
    takeAccountPayment(context, patientId, { amount: 1_000, method: "cash", reference: "", key, named: [] });
  done(await pay(other, "first"));
  const { mergeId } = done(await mergeRecords(context, standing, { ...plain, otherId: other }));
  done(await pay(standing, "since"));
  expect(refused(await unmergeRecords(context, standing, { mergeId, reason: "x" })).problem).toBe("pocket");
});

it("is never easier to open than one of the two, and refuses what must be settled first", async () => {
  const world = await town.openPractice("2026-11-03");
  const { context } = world;
  const standing = world.made.patient.delacroix;
  const other = await twiceRegistered(world);
  done(await restrictRecord(context, other, { restricted: true, reason: "a colleague" }));
  const desk = { ...context, actor: { ...context.actor, permissions: new Set(["patients:merge", "money:read"] as const) } };
  expect(refused(await compareForMerge(desk, standing, other)).problem).toBe("restricted");
  expect(refused(await mergeRecords(desk, standing, { ...plain, otherId: other })).problem).toBe("restricted");
  done(await mergeRecords(context, standing, { ...plain, otherId: other }));
  expect(refused(await viewAccount(desk, standing)).problem).toBe("restricted");
  expect(refused(await viewAccount(desk, other)).problem).toBe("restricted");
  expect(refused(await mergeRecords(context, standing, { ...plain, otherId: standing })).problem).toBe("same-record");
  expect(refused(await mergeRecords(context, standing, { ...plain, otherId: other })).problem).toBe("merged");

  const plans = await town.openPractice("2026-11-03");
  for (const patient of ["whitfield", "kowalczyk"] as const) {
    const visit = await plans.seePatient({ patient });
    if (patient === "kowalczyk")
      await plans.inTx((tx) => tx.run(sql`update encounter set self_pay = true where practice_id = ${tx.practiceId} and id = ${visit}`));
    done(await plans.code(visit, ["J20.9"], [["99203", [], [1], 12_000]]));
    done(
      await makePlan(plans.context, plans.made.patient[patient], {
        count: 3,
        firstDue: addDays(plans.today(), 30),
        pace: "month",
        disclosed: false,
        agreed: "by telephone",
      }),
    );
  }
  const both = { ...plain, otherId: plans.made.patient.kowalczyk };
  expect(refused(await mergeRecords(plans.context, plans.made.patient.whitfield, both)).message).toContain("payment plan");
});

it("lets nobody write under the old record who began before the merge, and reaches no other practice", async () => {
  const world = await town.openPractice("2026-11-03");
  const standing = world.made.patient.delacroix;
  const other = await twiceRegistered(world);
  done(await mergeRecords(world.context, standing, { ...plain, otherId: other }));
  await expect(seen(world, other)).rejects.toThrow(/merged into another/);
  const neighbour = await town.openPractice("2026-11-03");
  const stranger = machineContext(town.app, neighbour.context.practiceId, "Stranger");
  expect(refused(await mergeRecords(stranger, neighbour.made.patient.osei, { ...plain, otherId: standing })).problem).toBe("not-found");
  expect(refused(await unmergeRecords(stranger, standing, { mergeId: 1, reason: "x" })).problem).toBe("not-found");
});

it("refuses plainly what was begun under a record before it was merged, also over the network", async () => {
  const world = await town.openPractice("2026-11-03");
  const standing = world.made.patient.delacroix;
  const other = await twiceRegistered(world);
  const { token } = await memberOf(town.app.pool, world.context.practiceId, "bea@example.org", { role: "biller", name: "Bea" });
  const body = { party: "patient", who: "herself", direction: "in", way: "phone", verified: ["name", "birth-date"], words: "asked" };
  const late = "This record was brought together with another one just now. Nothing was saved.";
  const messages = new Set<string>();
  // At whatever statement the merge comes in between, nothing fails; where the page has looked already, the database's own guard answers.
  for (let nth = 2; nth <= 14 && !messages.has(late); nth += 1) {
    let mergeId = 0;
    const app = pausingBefore(town.app, nth, async () => {
      const merged = await mergeRecords(world.context, standing, { ...plain, otherId: other });
      if (merged.ok) ({ mergeId } = merged.value);
    });
    const server = await buildServer({ app, version: "test", letPayersAnswer: async () => {} });
    const answer = await server.inject({
      method: "POST",
      url: `/api/v1/patients/${other}/contacts`,
      headers: { host: "localhost", "x-claimwright": "1", cookie: `${plainCookie}=${token}` },
      payload: body,
    });
    const { problem = "done", message = "" } = answer.json<{ problem?: string; message?: string }>();
    expect([answer.statusCode, problem]).toEqual(answer.statusCode === 200 ? [200, "done"] : [409, "merged"]);
    messages.add(message);
    await server.close();
    if (mergeId > 0) done(await unmergeRecords(world.context, standing, { mergeId, reason: "again" }));
  }
  expect([...messages]).toContain(late);
});

it("makes no ring of two merges that began at once, and parts nothing twice", async () => {
  const world = await town.openPractice("2026-11-03");
  const { context } = world;
  const standing = world.made.patient.delacroix;
  const other = await twiceRegistered(world);
  let mergeId = 0;
  // It has looked for merges, and holds nothing yet.
  const late = pausingBefore(context.app, 3, async () => {
    ({ mergeId } = done(await mergeRecords(context, standing, { ...plain, otherId: other })));
  });
  const meets = await mergeRecords({ ...context, app: late }, other, { ...plain, otherId: standing });
  expect(refused(meets).message).toBe("One of these records was merged already.");
  expect(mergeId).toBeGreaterThan(0);
  const again = pausingBefore(context.app, 4, async () => {
    done(await unmergeRecords(context, standing, { mergeId, reason: "two cousins" }));
  });
  expect(refused(await unmergeRecords({ ...context, app: again }, standing, { mergeId, reason: "two cousins" })).problem).toBe("undone");
  await sound();
});

it("hangs on no ring that is in the data", async () => {
  const world = await town.openPractice("2026-11-03");
  const { delacroix, osei } = world.made.patient;
  const counted = world.inTx(async (tx) => {
    await tx.run(sql`
      insert into patient_merge (practice_id, patient_id, into_id, merged_on, merged_by, reason, moved, before, after, last_entry)
      select ${tx.practiceId}::int, one, other, ${world.today()}::date, 'x', 'x', '{}', '{}', '{}', 0
      from (values (${delacroix}::bigint, ${osei}::bigint), (${osei}::bigint, ${delacroix}::bigint)) as ring(one, other)`);
    throw new Error(`merged: ${(await mergedRecordsNow(tx)).size}`);
  });
  await expect(counted).rejects.toThrow("merged: 2");
});

it("counts the patients behind the coders' words anew, both ways", async () => {
  const world = await town.openPractice("2026-11-03");
  const standing = world.made.patient.delacroix;
  const other = await twiceRegistered(world);
  for (const visit of [await seen(world, standing), await seen(world, other)])
    await world.inTx((tx) =>
      addDecisions(tx, visit, {
        decisions: [{ code: "J209", outcome: "added", phrase: { key: "chesty hack", shown: "Chesty hack" } }],
        by: "Test",
        on: world.today(),
      }),
    );
  const patients = async () => (await world.inTx((tx) => learntOf(tx, ["chesty hack"]))).map((one) => one.patients);
  expect(await patients()).toEqual([2]);
  const { mergeId } = done(await mergeRecords(world.context, standing, { ...plain, otherId: other }));
  expect(await patients()).toEqual([1]);
  await sound();
  done(await unmergeRecords(world.context, standing, { mergeId, reason: "two cousins" }));
  expect(await patients()).toEqual([2]);
  await sound();
});

it("refuses an insurance that would end before it begins", async () => {
  const world = await town.openPractice("2026-11-03");
  const standing = world.made.patient.delacroix;
  const other = await twiceRegistered(world, { memberId: "LSM770135599" });
  const [card] = await world.inTx((tx) => listCoverages(tx, other));
  if (card === undefined) throw new Error("she was registered with a card");
  await world.inTx((tx) =>
    tx.run(sql`update coverage set valid_from = '2026-06-01' where practice_id = ${tx.practiceId} and id = ${card.id}`),
  );
  const ending = (to: string) =>
    mergeRecords(world.context, standing, { ...plain, otherId: other, coverages: [{ id: card.id, rank: 2, to: isoDate(to) }] });
  expect(refused(await ending("2026-05-31")).message).toBe("An insurance would end before it begins.");
  done(await ending("2026-06-01"));
});
