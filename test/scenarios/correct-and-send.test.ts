/** Two keys: the fault with its correction filled in where the record has it, and the right next version; undone until it is written. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { correctAndSend, type GivenCorrection, undoCorrection } from "../../src/app/denials/correct-and-send.ts";
import { viewCorrection } from "../../src/app/denials/correction-view.ts";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { listCoverages, updateCoverage } from "../../src/store/coverages.ts";
import { listDenials } from "../../src/store/denials.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  world = await town.openPractice("2026-11-03");
});

async function fileNow(payerId: string): Promise<string> {
  const { files } = await world.file();
  expect(files).toHaveLength(1);
  return readFile(join(world.outbox(payerId), files[0]?.name ?? ""), "utf8");
}

const statuses = async (visit: EncounterId) => {
  const claim = await world.claim(visit);
  return (await world.inTx((tx) => listDenials(tx, { claimId: claim.id, limit: 100 }))).map((one) => one.status);
};

/** What the record offers, taken as it is. */
async function asOffered(visit: EncounterId): Promise<GivenCorrection> {
  const { memberId, lines } = done(await viewCorrection(world.context, visit));
  return {
    memberId: memberId.offer?.value ?? memberId.now,
    lines: lines.map(({ chargeId, pointers }) => ({ chargeId, pointers: (pointers.offer?.value ?? pointers.now).split(",").map(Number) })),
  };
}

/** Vitamin D for tiredness is denied; the visit also has the deficiency, which the line does not point to. */
async function deniedVisit(patient: "delacroix" | "brandt"): Promise<EncounterId> {
  const visit = await world.seePatient({ patient, provider: "lindqvist" });
  done(
    await world.code(
      visit,
      ["R53.83", "E55.9"],
      [
        ["99213", [], [1]],
        ["82306", [], [1]],
      ],
    ),
  );
  await world.send(visit);
  await world.untilPaid();
  return visit;
}

describe("a rejected claim", () => {
  it("opens with the id that this payer took before, goes again as an original, and is accepted", async () => {
    const first = await world.seePatient({ patient: "delacroix" });
    done(await world.code(first, ["I10"], [["99213", [], [1]]]));
    await world.send(first);
    await world.untilPaid();
    const right = "LSM770135508";
    await world.inTx(async (tx) => {
      const [coverage] = await listCoverages(tx, world.made.patient.delacroix);
      if (coverage !== undefined) await updateCoverage(tx, { ...coverage, memberId: "XQ77120" });
    });
    const visit = await world.seePatient({ patient: "delacroix" });
    done(await world.code(visit, ["M54.50"], [["99213", [], [1]]]));
    await world.send(visit);
    await world.answers();
    const view = done(await viewCorrection(world.context, visit));
    expect(view).toMatchObject({
      possible: true,
      way: "resend",
      named: [{ field: "member-id" }],
      memberId: { now: "XQ77120", offer: { value: right } },
    });
    done(await correctAndSend(world.context, visit, await asOffered(visit)));
    expect(await world.claim(visit)).toMatchObject({ version: 2, frequency: "1", state: "queued" });
    expect(await fileNow("LSM01")).toContain(right);
    await world.answers();
    expect(await world.queue(visit)).toBe("awaiting-payment");
    expect(refused(await undoCorrection(world.context, visit)).problem).toBe("nothing-to-undo");
  });
});

describe("a denied line", () => {
  it("opens with the diagnosis that the visit has, replaces the claim in one go, and is won", async () => {
    const visit = await deniedVisit("delacroix");
    const view = done(await viewCorrection(world.context, visit));
    expect(view).toMatchObject({ possible: true, way: "replacement", named: [{ field: "pointers" }] });
    expect(view.lines.map(({ denied, pointers }) => [denied, pointers.now, pointers.offer?.value])).toEqual([
      [false, "1", undefined],
      [true, "1", "2,1"],
    ]);
    expect(refused(await correctAndSend(world.context, visit, {})).problem).toBe("nothing-changed");
    done(await correctAndSend(world.context, visit, await asOffered(visit)));
    expect(await world.claim(visit)).toMatchObject({ version: 2, frequency: "7", state: "queued" });
    const text = await fileNow("LSM01");
    expect(text).toMatch(/CLM\*[^*]+\*245\*\*\*11:B:7\*/);
    await world.untilPaid();
    expect(await statuses(visit)).toEqual(["overturned"]);
    await world.proveBooks();
  });

  it("is as it was after an undo: record, claim, cases and books; and may be corrected again", async () => {
    const visit = await deniedVisit("delacroix");
    const before = await world.page(visit);
    done(await correctAndSend(world.context, visit, await asOffered(visit)));
    expect(await statuses(visit)).toEqual(["corrected"]);
    expect(done(await viewCorrection(world.context, visit))).toMatchObject({ possible: false, undoable: true });
    done(await undoCorrection(world.context, visit));
    const after = await world.page(visit);
    expect(after.charges).toEqual(before.charges);
    expect(after.claim).toMatchObject({ state: before.claim?.state, version: 1, frequency: "1" });
    expect(after.queue).toEqual(before.queue);
    expect(after.money.insuranceBalance).toBe(before.money.insuranceBalance);
    expect(await statuses(visit)).toEqual(["open"]);
    expect((await world.file()).files).toEqual([]);
    done(await correctAndSend(world.context, visit, await asOffered(visit)));
    await fileNow("LSM01");
    expect(refused(await undoCorrection(world.context, visit)).problem).toBe("nothing-to-undo");
    await world.untilPaid();
    expect(await statuses(visit)).toEqual(["overturned"]);
    await world.proveBooks();
  });

  it("goes the right other way at a payer that takes no replacement: a reopening, with its reference", async () => {
    const visit = await deniedVisit("brandt");
    expect(done(await viewCorrection(world.context, visit))).toMatchObject({ possible: true, way: "reopening" });
    const given = await asOffered(visit);
    expect(refused(await correctAndSend(world.context, visit, given)).problem).toBe("reopening");
    done(await correctAndSend(world.context, visit, { ...given, reference: "CALL-12" }));
    expect(await statuses(visit)).toEqual(["working"]);
    expect((await world.claim(visit)).version).toBe(1);
    expect((await world.page(visit)).charges[1]?.pointers).toEqual([2, 1]);
  });

  it("refuses what the visit cannot carry", async () => {
    const visit = await deniedVisit("delacroix");
    const [, line] = done(await viewCorrection(world.context, visit)).lines;
    if (line === undefined) throw new Error("no line");
    expect(refused(await correctAndSend(world.context, visit, { lines: [{ chargeId: line.chargeId, pointers: [9] }] })).problem).toBe(
      "pointer",
    );
    expect(refused(await correctAndSend(world.context, visit, { referring: "Moreno Ada" })).problem).toBe("referring");
    expect(refused(await correctAndSend(world.context, visit, { referring: "Moreno, Ada 1993000012" })).problem).toBe("referring");
    done(await correctAndSend(world.context, visit, { referring: "Moreno, Ada 1993000029", authorisation: "PA-77" }));
    const text = await fileNow("LSM01");
    expect(text).toContain("REF*G1*PA-77~");
    expect(text).toContain("NM1*DN*1*");
  });
});
