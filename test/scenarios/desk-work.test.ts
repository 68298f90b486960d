/** The work around visits: who has them, when they come back, notes, questions; in the list, and never lost. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listVisits } from "../../src/app/list-visits.ts";
import { prepareClaim } from "../../src/app/prepare-claim.ts";
import { releaseReadyClaims } from "../../src/app/release-claim.ts";
import {
  answerCoder,
  askClinician,
  assignVisit,
  noteOnVisit,
  putOffVisit,
  wakeVisit,
  withdrawQuestion,
} from "../../src/app/worklist/work-on-visit.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { addDays } from "../../src/core/kernel/iso-date.ts";
import { sql } from "../../src/store/sql.ts";
import { comparePlaces } from "../../src/store/visit-places.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-11-16");
});
afterAll(() => town.close());

let days = 0;
/** Each on a day of its own: two on one day would be held as duplicates. */
const coded = async (): Promise<EncounterId> => {
  days += 1;
  const visit = await world.seePatient({ patient: "vasquez", on: addDays(world.today(), -days) });
  done(await world.code(visit, ["I10"], [["99213", [], [1], 12_500]]));
  return visit;
};

const listed = async (query: Parameters<typeof listVisits>[1]) => (await listVisits(world.context, query)).visits.map(({ id }) => id);

async function provePlaces(): Promise<void> {
  const { ids, wrong } = await world.inTx((tx) => comparePlaces(tx, { after: 0, limit: 1000 }));
  expect(ids.length).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
}

describe("an owner", () => {
  it("takes a visit, is found by it, and gives it back", async () => {
    const visit = await coded();
    done(await assignVisit(world.context, visit, 0));
    expect(await listed({ owners: [0] })).toContain(visit);
    expect(await listed({ owners: ["nobody"] })).not.toContain(visit);
    expect((await world.page(visit)).work.owner).toMatchObject({ id: 0, self: true });
    done(await assignVisit(world.context, visit, undefined));
    expect(await listed({ owners: [0] })).not.toContain(visit);
    expect((await world.page(visit)).work.entries.map(({ kind }) => kind)).toEqual(["assigned", "assigned"]);
    expect(refused(await assignVisit(world.context, visit, 4711)).problem).toBe("not-here");
    await provePlaces();
  });
});

describe("a follow-up", () => {
  it("lets the visit sleep until its day, and comes back on it", async () => {
    const visit = await coded();
    const day = addDays(world.today(), 3);
    expect(refused(await putOffVisit(world.context, visit, { until: addDays(world.today(), -1), reason: "x" })).problem).toBe("past-day");
    done(await putOffVisit(world.context, visit, { until: day, reason: "records come by post" }));
    expect(await listed({ followUp: "asleep" })).toEqual([visit]);
    expect(await listed({ followUp: "awake" })).not.toContain(visit);
    expect((await world.page(visit)).work.followUp).toEqual({ on: day, asleep: true, reason: "records come by post" });
    await world.goTo(day);
    expect(await listed({ followUp: "due" })).toEqual([visit]);
    expect(await listed({ followUp: "awake" })).toContain(visit);
    done(await wakeVisit(world.context, visit));
    expect(await listed({ followUp: "due" })).toEqual([]);
    expect(refused(await wakeVisit(world.context, visit)).problem).toBe("awake");
    await provePlaces();
  });

  it("ends when the visit moves to another queue: something happened to it", async () => {
    const visit = await coded();
    done(await putOffVisit(world.context, visit, { until: addDays(world.today(), 30), reason: "later" }));
    await world.send(visit);
    expect((await world.page(visit)).work.followUp).toBeUndefined();
    expect(await listed({ followUp: "asleep" })).not.toContain(visit);
    await provePlaces();
  });
});

describe("notes", () => {
  it("stand in the order in which they were written, and the database keeps them", async () => {
    const visit = await coded();
    for (const words of ["first", "second"]) done(await noteOnVisit(world.context, visit, words));
    expect((await world.page(visit)).work.entries.map(({ words }) => words)).toEqual(["first", "second"]);
    await expect(
      world.inTx((tx) => tx.run(sql`update visit_work set words = 'other' where practice_id = ${tx.practiceId}`)),
    ).rejects.toThrow(/permission denied/);
    await expect(world.inTx((tx) => tx.run(sql`delete from visit_work where practice_id = ${tx.practiceId}`))).rejects.toThrow(
      /permission denied/,
    );
    const acts = await world.inTx((tx) =>
      tx.many<{ n: number }>(sql`select 1 as n from audit_entry where practice_id = ${tx.practiceId} and act = 'work.note'`),
    );
    expect(acts).toHaveLength(2);
  });
});

describe("a question to the clinician", () => {
  it("holds the visit out of billing until it is answered", async () => {
    const visit = await coded();
    done(await prepareClaim(world.context, visit));
    expect(refused(await askClinician(world.context, visit, { kind: "other", words: "Should be hypertension for payment?" })).problem).toBe(
      "leading",
    );
    done(await askClinician(world.context, visit, { kind: "specificity", words: "The note says “kidney disease”." }));
    expect(await world.queue(visit)).toBe("question-open");
    expect(refused(await askClinician(world.context, visit, { kind: "other", words: "x" })).problem).toBe("question-open");
    expect(refused(await prepareClaim(world.context, visit)).problem).toBe("question-open");
    expect(refused(await world.release(visit)).problem).toBe("question-open");
    await releaseReadyClaims(world.context);
    expect((await world.claim(visit)).state).toBe("ready");
    const { actions } = await world.page(visit);
    expect(actions.find(({ name }) => name === "release-claim")).toMatchObject({ allowed: false });
    done(await answerCoder(world.context, visit, "Stage 3a."));
    expect(await world.queue(visit)).toBe("ready-to-file");
    expect(refused(await answerCoder(world.context, visit, "again")).problem).toBe("no-question");
    done(await world.release(visit));
    expect(refused(await askClinician(world.context, visit, { kind: "other", words: "x" })).problem).toBe("sent");
    await provePlaces();
  });

  it("can be taken back", async () => {
    const visit = await world.seePatient({ patient: "marchetti" });
    done(await askClinician(world.context, visit, { kind: "conflict", words: "Left in one place, right in another." }));
    expect(await world.queue(visit)).toBe("question-open");
    done(await withdrawQuestion(world.context, visit));
    expect(await world.queue(visit)).toBe("needs-coding");
  });
});

describe("priority", () => {
  it("is the sum of its parts, and the list is in its order", async () => {
    const { visits } = await listVisits(world.context, { sort: "priority" });
    const points = visits.flatMap(({ priority }) => (priority === undefined ? [] : [priority.points]));
    expect(points.length).toBeGreaterThan(3);
    for (const { priority } of visits)
      if (priority !== undefined) expect(priority.parts.reduce((sum, part) => sum + part.points, 0)).toBe(priority.points);
    for (const [at, one] of points.entries()) expect(one).toBeGreaterThanOrEqual((points[at + 1] ?? 0) - 1);
    const filed = visits.filter(({ insuranceBalance }) => insuranceBalance > 0);
    expect(filed.length).toBeGreaterThan(0);
    expect(await listed({ openFrom: cents(1) })).toEqual(expect.arrayContaining(filed.map(({ id }) => id)));
    expect(await listed({ openFrom: cents(12_501) })).toEqual([]);
  });
});
