/** The front desk registers people, changes what is known of them, and checks them in. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkIn, closeAppointment, makeAppointment } from "../../src/app/front-desk/appointments.ts";
import { changeRegistration } from "../../src/app/front-desk/change-registration.ts";
import { viewDeskDay } from "../../src/app/front-desk/day.ts";
import { checkNewPatient, registerPatient } from "../../src/app/front-desk/register.ts";
import { markSame, viewRegistration } from "../../src/app/front-desk/view-registration.ts";
import { prepareClaim } from "../../src/app/prepare-claim.ts";
import { addDays, isoDate } from "../../src/core/kernel/iso-date.ts";
import type { Registration } from "../../src/core/parties/registration.ts";
import { listCoverages } from "../../src/store/coverages.ts";
import { toJson } from "../../src/store/json.ts";
import { listPayers } from "../../src/store/parties.ts";
import { loadPatient } from "../../src/store/patients.ts";
import { sql } from "../../src/store/sql.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-03-02");
});
afterAll(() => town.close());

async function someone(more: Partial<Registration> = {}): Promise<Registration> {
  const payers = await world.inTx(listPayers);
  const payerId = payers.find((one) => one.payerId === "LSM01")?.id;
  if (payerId === undefined) throw new Error("the practice has its payers");
  const address = { line1: "3 Heron Way", city: "Maple Hollow", state: "WI", zip: "53599" };
  return {
    name: { last: "Sandoval", first: "Iris" },
    birthDate: isoDate("1984-07-09"),
    sex: "F",
    address,
    phone: "608 555 0188",
    guarantor: { name: { last: "", first: "" }, address, relationship: "self" },
    coverages: [{ payerId, rank: 1, memberId: "lsm 4455 66778", relationship: "18" }],
    ...more,
  };
}

/** As a form that was loaded sends it back. */
async function loaded(patientId: Parameters<typeof viewRegistration>[1]): Promise<Registration> {
  const { patient, coverages } = done(await viewRegistration(world.context, patientId));
  return { ...patient, coverages };
}

describe("registration", () => {
  it("saves a new patient tidy, with an account number; the same person again is found first", async () => {
    const { patientId } = done(await registerPatient(world.context, await someone(), { notThese: [] }));
    const patient = await world.inTx((tx) => loadPatient(tx, patientId));
    expect(patient).toMatchObject({ phone: "6085550188", guarantor: { name: { last: "Sandoval" }, relationship: "self" } });
    expect(patient?.accountNumber).toMatch(/^P\d{6}$/);
    expect((await world.inTx((tx) => listCoverages(tx, patientId)))[0]).toMatchObject({ memberId: "LSM445566778", rank: 1 });

    const again = await someone({ name: { last: "Sandobal", first: "Iris" } });
    const { like } = await checkNewPatient(world.context, again);
    expect(like.map((one) => [one.id, one.certainty])).toEqual([[patientId, "almost certain"]]);
    expect(like[0]?.reasons).toEqual(expect.arrayContaining(["the same date of birth", "the same member id"]));
    expect(refused(await registerPatient(world.context, again, { notThese: [] })).problem).toBe("registered-already");
    const second = done(await registerPatient(world.context, again, { notThese: [patientId] }));

    done(await markSame(world.context, second.patientId, { otherId: patientId, same: true, reason: "said so at the desk" }));
    const shown = done(await viewRegistration(world.context, patientId)).same;
    expect(shown).toMatchObject([{ patientId: second.patientId, same: true }]);
    done(await markSame(world.context, patientId, { otherId: second.patientId, same: false, reason: "two cousins" }));
    expect(done(await viewRegistration(world.context, second.patientId)).same).toMatchObject([{ patientId, same: false }]);
    expect(refused(await markSame(world.context, patientId, { otherId: patientId, same: true, reason: "x" })).problem).toBe("same-record");
  });

  it("saves nothing that cannot be right, and says so in the audit", async () => {
    const wrong = await someone({ birthDate: isoDate("2031-01-01") });
    const count = async () => (await world.inTx((tx) => tx.one<{ n: number }>(sql`select count(*) as n from patient`))).n;
    const before = await count();
    expect(refused(await registerPatient(world.context, wrong, { notThese: [] })).problem).toBe("registration");
    expect(await count()).toBe(before);
    const row = await world.inTx((tx) =>
      tx.one<{ act: string; outcome: string }>(sql`select act, outcome from audit_entry order by id desc limit 1`),
    );
    expect(row).toEqual({ act: "patient.register", outcome: "registration" });
  });

  it("of two desks at once registers a person once", async () => {
    const one = await someone({ name: { last: "Umber", first: "Otto" }, birthDate: isoDate("1971-01-21"), coverages: [] });
    const both = await Promise.all([1, 2].map(() => registerPatient(world.context, one, { notThese: [] })));
    expect(both.map((each) => each.ok).sort()).toEqual([false, true]);
  });
});

describe("a change", () => {
  it("keeps what it was, reaches the claim that has not left, and removes no insurance", async () => {
    const patientId = world.made.patient.vasquez;
    const visit = await world.seePatient({ patient: "vasquez" });
    await world.code(visit, ["J06.9"], [["99213", [], [1]]]);
    done(await prepareClaim(world.context, visit));
    const form = await loaded(patientId);
    const moved = {
      ...form,
      address: { ...form.address, line1: "9 New Street" },
      coverages: form.coverages.map((one) => ({ ...one, memberId: "LSM204417799" })),
    };
    done(await changeRegistration(world.context, patientId, moved));
    const view = done(await viewRegistration(world.context, patientId));
    expect(view.patient.address.line1).toBe("9 New Street");
    expect(view.earlier.map((one) => one.what).sort()).toEqual(["insurance", "patient"]);
    expect(view.earlier.map((one) => one.words).join()).toMatch(/34 Orchard Street.*LSM204417730|LSM204417730.*34 Orchard Street/);
    expect(toJson((await world.claim(visit)).content)).toContain("LSM204417799");
    expect(toJson((await world.claim(visit)).content)).toContain("9 New Street");
    expect(refused(await changeRegistration(world.context, patientId, { ...moved, coverages: [] })).problem).toBe("coverages");
    const rows = view.earlier.length;
    done(await changeRegistration(world.context, patientId, await loaded(patientId)));
    expect(done(await viewRegistration(world.context, patientId)).earlier).toHaveLength(rows);
  });

  it("adds a second insurance after the first", async () => {
    const patientId = world.made.patient.osei;
    const form = await loaded(patientId);
    const [first] = form.coverages;
    if (first === undefined) throw new Error("insured");
    const { id: _id, ...card } = first;
    const double = { ...form, coverages: [...form.coverages, { ...card, memberId: "OTHER123" }] };
    expect(refused(await changeRegistration(world.context, patientId, double)).problem).toBe("registration");
    done(
      await changeRegistration(world.context, patientId, {
        ...form,
        coverages: [...form.coverages, { ...card, rank: 2, memberId: "OTHER123" }],
      }),
    );
    expect((await world.inTx((tx) => listCoverages(tx, patientId))).map((one) => one.rank)).toEqual([1, 2]);
  });
});

describe("the calendar", () => {
  const wanted = (more: object = {}) => ({
    patientId: world.made.patient.osei,
    on: world.today(),
    at: "0930",
    providerId: world.made.provider.okafor,
    locationId: world.made.location,
    reason: "Cough",
    selfPay: false,
    ...more,
  });

  it("checks the patient in on the day, once, and shows what is missing", async () => {
    const { appointmentId } = done(await makeAppointment(world.context, wanted()));
    const row = async () => (await viewDeskDay(world.context, undefined)).rows.find((one) => one.appointmentId === appointmentId);
    expect(await row()).toMatchObject({ state: "scheduled", patientName: "Osei, Abena", at: "0930", copayDue: 3000, formsSigned: false });
    expect((await row())?.missing.map((one) => one.kind)).toContain("forms");
    const both = await Promise.all([true, false].map((formsSigned) => checkIn(world.context, appointmentId, { formsSigned })));
    const visits = both.map((one) => done(one).visitId);
    expect(visits[0]).toBe(visits[1]);
    expect(await row()).toMatchObject({ state: "checked-in", visitId: visits[0], formsSigned: true });
    expect((await row())?.missing.map((one) => one.words)).toContain("co-pay $30.00");
    const [visit] = visits;
    if (visit === undefined) throw new Error("checked in");
    await world.pay(visit, 3000);
    expect(await row()).toMatchObject({ paid: 3000 });
    expect((await row())?.missing.map((one) => one.kind)).not.toContain("copay");
    expect(refused(await closeAppointment(world.context, appointmentId, { state: "cancelled", words: "" })).problem).toBe("checked-in");
    expect(await world.queue(visit)).toBe("needs-coding");
    await world.proveBooks();
  });

  it("refuses a day that is over, and a check-in before the day; a cancelled visit can come back", async () => {
    expect(refused(await makeAppointment(world.context, wanted({ on: addDays(world.today(), -1) }))).problem).toBe("day");
    const tomorrow = addDays(world.today(), 1);
    const { appointmentId } = done(await makeAppointment(world.context, wanted({ on: tomorrow })));
    expect(refused(await checkIn(world.context, appointmentId, { formsSigned: true })).problem).toBe("other-day");
    expect(refused(await closeAppointment(world.context, appointmentId, { state: "no-show", words: "" })).problem).toBe("not-yet");
    done(await closeAppointment(world.context, appointmentId, { state: "cancelled", words: "has a cold" }));
    expect((await viewDeskDay(world.context, tomorrow)).rows).toMatchObject([
      { state: "cancelled", stateWords: "has a cold", missing: [] },
    ]);
    done(await closeAppointment(world.context, appointmentId, { state: "scheduled", words: "" }));
    expect((await viewDeskDay(world.context, tomorrow)).rows).toMatchObject([{ state: "scheduled" }]);
  });
});
