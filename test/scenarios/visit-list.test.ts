/** The list of visits: page by page, in any order, by any filter, and always where the visit's own page puts it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listVisits, type VisitQuery } from "../../src/app/list-visits.ts";
import type { EncounterId, PayerId } from "../../src/core/kernel/id.ts";
import { addDays, isoDate } from "../../src/core/kernel/iso-date.ts";
import { loadPatient, updatePatient } from "../../src/store/patients.ts";
import { openClient } from "../../src/store/pool.ts";
import { inPractice } from "../../src/store/transaction.ts";
import { comparePlaces, placeUnplaced } from "../../src/store/visit-places.ts";
import { done, openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;
const visits: EncounterId[] = [];
const patients = ["vasquez", "marchetti"] as const;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-11-16");
  for (let at = 0; at < 12; at += 1) {
    const visit = await world.seePatient({ patient: patients[at % 2] ?? "vasquez", on: addDays(isoDate("2026-11-16"), -(at % 5)) });
    visits.push(visit);
    if (at % 3 !== 0) done(await world.code(visit, ["I10"], [["99213", [], [1], 10_000 + at * 100]]));
  }
  for (const visit of visits.slice(1, 3)) await world.send(visit);
});
afterAll(() => town.close());

async function provePlaces(): Promise<void> {
  const { ids, wrong } = await world.inTx((tx) => comparePlaces(tx, { after: 0, limit: 1000 }));
  expect(ids.length).toBeGreaterThanOrEqual(12);
  expect(wrong).toEqual([]);
}

async function pages(query: VisitQuery): Promise<EncounterId[]> {
  const seen: EncounterId[] = [];
  for (let after: EncounterId | undefined; ; ) {
    const page = await listVisits(world.context, { ...query, limit: 5, ...(after === undefined ? {} : { after }) });
    seen.push(...page.visits.map((visit) => visit.id));
    after = page.visits.at(-1)?.id;
    if (!page.more.after) return seen;
  }
}

describe("pages", () => {
  it.each(["date", "patient", "charged", "insurance", "patient-owes", "deadline"] as const)(
    "by %s show every visit once, both ways",
    async (sort) => {
      const down = await pages({ sort, descending: true });
      expect([...down].sort((a, b) => a - b)).toEqual(visits);
      expect(await pages({ sort, descending: false })).toEqual([...down].reverse());
    },
  );

  it("go back to where they came from", async () => {
    const first = await listVisits(world.context, { limit: 5 });
    const second = await listVisits(world.context, { limit: 5, after: first.visits[4]?.id as EncounterId });
    expect([first.more, second.more]).toEqual([
      { after: true, before: false },
      { after: true, before: true },
    ]);
    const back = await listVisits(world.context, { limit: 5, before: second.visits[0]?.id as EncounterId });
    expect(back.visits).toEqual(first.visits);
    expect(back.more).toEqual({ after: true, before: false });
  });
});

describe("filters", () => {
  it("by several queues, payers, clinicians and days hold together", async () => {
    const { visits: all, queues, total, payers, providers } = await listVisits(world.context);
    expect(total).toBe(12);
    expect(queues.find((queue) => queue.name === "needs-coding")?.count).toBe(4);
    const two = await listVisits(world.context, { queues: ["needs-coding", "awaiting-acknowledgement"] });
    expect(two.visits).toEqual(all.filter((one) => ["needs-coding", "awaiting-acknowledgement"].includes(one.queue.name)));
    expect(two.total).toBe(6);
    for (const payer of payers) {
      const mine = await listVisits(world.context, { payerIds: [payer.id], from: isoDate("2026-11-14"), to: isoDate("2026-11-15") });
      expect(mine.visits).toEqual(all.filter((one) => one.payerName === payer.name && ["2026-11-14", "2026-11-15"].includes(one.date)));
    }
    const clinicians = await Promise.all(providers.map((one) => listVisits(world.context, { providerIds: [one.id] })));
    expect(clinicians.reduce((sum, one) => sum + one.total, 0)).toBe(12);
    expect((await listVisits(world.context, { payerIds: [999_999 as PayerId] })).visits).toEqual([]);
  });

  it("find by the beginning of a name, an account or a payer, every word somewhere", async () => {
    const { visits: all } = await listVisits(world.context);
    const [first] = all;
    if (first === undefined) throw new Error("there are visits");
    const last = first.patientName.split(",")[0] ?? "";
    for (const find of [last.slice(0, 4), first.accountNumber, `${last} ${first.payerName?.split(" ")[0] ?? ""}`]) {
      const found = (await listVisits(world.context, { find })).visits;
      expect(found, find).toEqual(all.filter((one) => one.patientName === first.patientName));
    }
    expect((await listVisits(world.context, { find: `${last} nobody` })).visits).toEqual([]);
  });

  it("move a visit to silent on the day after its answer was due", async () => {
    const sent = visits.slice(1, 3);
    const silent = async () => (await listVisits(world.context, { queues: ["silent"] })).visits.map((visit) => visit.id);
    await world.goTo(isoDate("2026-11-20"));
    expect(await silent()).toEqual([]);
    await world.goTo(isoDate("2026-11-21"));
    expect((await silent()).sort((a, b) => a - b)).toEqual(sent);
    for (const visit of sent) expect(await world.queue(visit)).toBe("silent");
  });
});

describe("kept places", () => {
  it("follow the day's work: coding, filing, payment and what the patient pays", async () => {
    await provePlaces();
    await world.untilPaid();
    await provePlaces();
    for (const visit of visits) await world.queue(visit);
  });

  it("follow a name that changes", async () => {
    const patientId = world.made.patient.vasquez;
    await world.inTx(async (tx) => {
      const patient = await loadPatient(tx, patientId);
      if (patient !== undefined) await updatePatient(tx, { ...patient, name: { ...patient.name, last: "Aaronson" } });
    });
    await provePlaces();
    expect((await listVisits(world.context, { sort: "patient", limit: 1 })).visits[0]?.patientName).toContain("Aaronson");
  });

  it("agree after many hands changed the same visits at once", async () => {
    const open = visits.filter((_, at) => at % 3 === 0);
    await Promise.all(open.map((visit, at) => world.code(visit, ["I10"], [["99213", [], [1], 9_000 + at]])));
    await Promise.all(
      open.flatMap((visit) => [
        world.pay(visit, 500, `one ${visit}`).catch(() => {}),
        world.pay(visit, 700, `two ${visit}`).catch(() => {}),
      ]),
    );
    await provePlaces();
  });

  it("are made for the visits of an older database when the program starts", async () => {
    const owner = await openClient(town.database.ownerConfig);
    await owner.query(`select set_config('app.practice', '${world.context.practiceId}', false)`);
    await owner.query("update visit_place set queue = 'unplaced', why = '', charged = 0, payer_id = null");
    await owner.end();
    const { practiceId, app } = world.context;
    expect(await inPractice(app.pool, practiceId, (tx) => placeUnplaced(tx, 5))).toBe(5);
    while ((await inPractice(app.pool, practiceId, (tx) => placeUnplaced(tx, 5))) > 0);
    await provePlaces();
  });
});
