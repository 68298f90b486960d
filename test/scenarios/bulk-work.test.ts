/** Work on many visits at once: what was said before is what happens, and undoing it never takes back what somebody did afterwards. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { machineContext } from "../../src/app/context.ts";
import { prepareClaim } from "../../src/app/prepare-claim.ts";
import { releaseClaim } from "../../src/app/release-claim.ts";
import { previewBulk, undoBulk, workInBulk } from "../../src/app/worklist/bulk.ts";
import { dropView, keepView, listViews } from "../../src/app/worklist/saved-views.ts";
import { assignVisit, putOffVisit } from "../../src/app/worklist/work-on-visit.ts";
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
const coded = async (): Promise<EncounterId> => {
  days += 1;
  const visit = await world.seePatient({ patient: "vasquez", on: addDays(world.today(), -days) });
  done(await world.code(visit, ["I10"], [["99213", [], [1], 12_500]]));
  return visit;
};
const checked = async (): Promise<EncounterId> => {
  const visit = await coded();
  done(await prepareClaim(world.context, visit));
  return visit;
};

describe("work on many visits", () => {
  it("says what will happen, does just that, and undoes it where nobody went on", async () => {
    const [first, second, third] = [await coded(), await coded(), await coded()];
    done(await assignVisit(world.context, third, 0));
    const act = { kind: "assign", ownerId: 0 } as const;
    const plan = done(await previewBulk(world.context, act, { query: { queues: ["held-by-findings", "ready-to-file", "needs-coding"] } }));
    expect(plan.visitIds).toEqual(expect.arrayContaining([first, second]));
    expect(plan.leftOut).toEqual([{ why: "has-it", words: "that person has it already", count: 1 }]);
    const did = done(await workInBulk(world.context, act, [first, second, third], ""));
    expect(did.visitIds).toEqual([first, second]);
    expect((await world.page(second)).work.owner).toMatchObject({ id: 0 });

    done(await assignVisit(world.context, second, undefined));
    const undone = done(await undoBulk(world.context, did.bulkId ?? 0));
    expect(undone.visitIds).toEqual([first]);
    expect(undone.leftOut).toMatchObject([{ why: "changed-since", count: 1 }]);
    expect((await world.page(first)).work.owner).toBeUndefined();
    expect((await world.page(third)).work.owner).toMatchObject({ id: 0 });
    expect(refused(await undoBulk(world.context, did.bulkId ?? 0)).problem).toBe("undone");
  });

  it("puts off, and gives the earlier day and reason back", async () => {
    const visit = await coded();
    const [soon, later] = [addDays(world.today(), 3), addDays(world.today(), 30)];
    done(await putOffVisit(world.context, visit, { until: soon, reason: "the card comes by post" }));
    const did = done(await workInBulk(world.context, { kind: "put-off", until: later }, [visit], "all of them wait"));
    expect((await world.page(visit)).work.followUp).toMatchObject({ on: later, reason: "all of them wait" });
    done(await undoBulk(world.context, did.bulkId ?? 0));
    expect((await world.page(visit)).work.followUp).toMatchObject({ on: soon, reason: "the card comes by post" });
    const past = addDays(world.today(), -1);
    expect(refused(await workInBulk(world.context, { kind: "put-off", until: past }, [visit], "x")).problem).toBe("past-day");
  });

  it("releases the ready claims, leaves the others out, and takes back what no file holds", async () => {
    const [ready, both, never] = [await checked(), await checked(), await coded()];
    const did = done(await workInBulk(world.context, { kind: "release" }, [ready, both, never], ""));
    expect(did.visitIds).toEqual([ready, both]);
    expect(did.leftOut).toMatchObject([{ why: "not-ready", count: 1 }]);
    expect((await world.claim(ready)).state).toBe("queued");
    expect(done(await undoBulk(world.context, did.bulkId ?? 0)).visitIds).toEqual([ready, both]);
    expect((await world.claim(both)).state).toBe("ready");
    const again = done(await workInBulk(world.context, { kind: "release" }, [ready, both], ""));
    await world.file();
    const late = done(await undoBulk(world.context, again.bulkId ?? 0));
    expect(late).toMatchObject({ visitIds: [], leftOut: [{ why: "in-a-file", count: 2 }] });
    expect((await world.claim(ready)).state).toBe("submitted");
  });

  it("two who release the same at once release each claim once", async () => {
    const visit = await checked();
    const claim = await world.claim(visit);
    const [bulk, one] = await Promise.all([
      workInBulk(world.context, { kind: "release" }, [visit], ""),
      releaseClaim(world.context, claim.id),
    ]);
    expect([done(bulk).visitIds.length, one.ok ? 1 : 0].toSorted()).toEqual([0, 1]);
    expect((await world.history(visit)).filter((kind) => kind === "released")).toHaveLength(1);
  });

  it("leaves one audit row for all, and right places", async () => {
    const [row] = await world.inTx((tx) =>
      tx.many<{ patients: number; act: string }>(
        sql`select act, patients from audit_entry where object_kind = 'bulk' and act = 'claim.release' order by id limit 1`,
      ),
    );
    expect(row).toEqual({ act: "claim.release", patients: 1 });
    expect((await world.inTx((tx) => comparePlaces(tx, { after: 0, limit: 1000 }))).wrong).toEqual([]);
  });
});

describe("saved views", () => {
  it("are one's own or shared, take a new address by the same name, and are removed by whose they are", async () => {
    const list = "visits" as const;
    done(await keepView(world.context, { list, name: "Old denials", address: { queue: ["denied"], age: ["over-120"] }, shared: false }));
    const { id } = done(await keepView(world.context, { list, name: "Old denials", address: { queue: ["denied"] }, shared: true }));
    expect(await listViews(world.context)).toMatchObject([{ id, name: "Old denials", address: { queue: ["denied"] }, own: true }]);
    const plain = machineContext(town.app, world.context.practiceId, "Other");
    const other = { ...plain, actor: { ...plain.actor, keyMaker: 7 as never, permissions: new Set<never>() } };
    expect(await listViews(other)).toMatchObject([{ own: false, mayRemove: false }]);
    expect(refused(await dropView(other, id)).problem).toBe("not-yours");
    done(await dropView(world.context, id));
    expect(await listViews(other)).toEqual([]);
  });
});
