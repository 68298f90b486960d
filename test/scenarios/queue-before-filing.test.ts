/** What waits for the next file: one bad claim keeps no other back, and a released claim can be taken back. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { correctMemberId } from "../../src/app/correct-coverage.ts";
import { partnerRoot } from "../../src/app/file-claims.ts";
import { prepareClaim } from "../../src/app/prepare-claim.ts";
import { takeBackClaim } from "../../src/app/release-claim.ts";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { sql } from "../../src/store/sql.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  world = await town.openPractice("2026-11-16");
});

async function released(patient: "vasquez" | "osei" | "delacroix"): Promise<EncounterId> {
  const visit = await world.seePatient({ patient });
  done(await world.code(visit, ["I10"], [["99213", [], [1]]]));
  done(await prepareClaim(world.context, visit));
  done(await world.release(visit));
  return visit;
}

/** As a fault of ours would leave it: the check of the claim saw nothing, the check of the file will. */
async function spoil(visit: EncounterId): Promise<void> {
  const { id } = await world.claim(visit);
  await world.inTx((tx) => tx.run(sql`update claim set content = jsonb_set(content, '{subscriber,name,last}', '""') where id = ${id}`));
}

describe("a claim that our own check of the file refuses", () => {
  it("is held with what is wrong, and the payer's other claims go out", async () => {
    const good = await released("vasquez");
    const bad = await released("osei");
    const other = await released("delacroix");
    await spoil(bad);
    const { files } = await world.file();
    expect(files.map(({ claims }) => claims)).toEqual([2]);
    expect([(await world.claim(good)).state, (await world.claim(bad)).state, (await world.claim(other)).state]).toEqual([
      "submitted",
      "held",
      "submitted",
    ]);
    const { claim } = await world.page(bad);
    expect(claim?.findings.map(({ code, severity }) => [code, severity])).toEqual([["X12-ELEMENT-MISSING", "error"]]);
    expect(await world.queue(bad)).toBe("held-by-findings");
    expect(await world.exceptions()).toEqual([]);
    // Checking it again builds it anew from the visit, and it goes.
    done(await prepareClaim(world.context, bad));
    done(await world.release(bad));
    expect((await world.file()).files.map(({ claims }) => claims)).toEqual([1]);
    await world.untilPaid();
    await world.proveBooks();
  });

  it("leaves nothing to file when it is the only one", async () => {
    const bad = await released("osei");
    await spoil(bad);
    expect((await world.file()).files).toEqual([]);
    expect((await world.claim(bad)).state).toBe("held");
  });
});

describe("a released claim", () => {
  it("is taken back, is not filed, and can be released again", async () => {
    const visit = await released("vasquez");
    const { id } = await world.claim(visit);
    done(await takeBackClaim(world.context, id));
    expect((await world.claim(visit)).state).toBe("ready");
    expect((await world.file()).files).toEqual([]);
    expect(refused(await takeBackClaim(world.context, id)).problem).toBe("not-queued");
    done(await world.release(visit));
    expect((await world.file()).files).toHaveLength(1);
    expect(refused(await takeBackClaim(world.context, id)).problem).toBe("not-queued");
    expect((await world.history(visit)).slice(-4)).toEqual(["released", "taken-back", "released", "written"]);
  });

  it("can be recoded once it is taken back, and goes out as recoded", async () => {
    const visit = await released("vasquez");
    expect(refused(await world.code(visit, ["I10"], [["99214", [], [1]]])).problem).toBe("claim-sent");
    done(await takeBackClaim(world.context, (await world.claim(visit)).id));
    done(await world.code(visit, ["I10"], [["99214", [], [1]]]));
    done(await prepareClaim(world.context, visit));
    done(await world.release(visit));
    await world.file();
    expect((await world.claim(visit)).content.lines.map((line) => line.procedure.code)).toEqual(["99214"]);
  });
});

it("a corrected member id goes into every unsent claim on the card", async () => {
  const visits = [await world.seePatient({ patient: "vasquez" }), await world.seePatient({ patient: "vasquez", on: "2026-11-10" })];
  for (const visit of visits) {
    done(await world.code(visit, ["I10"], [["99213", [], [1]]]));
    done(await prepareClaim(world.context, visit));
  }
  const [first, second] = visits;
  if (first === undefined || second === undefined) throw new Error("two visits were made");
  done(await correctMemberId(world.context, first, "LSM999000111"));
  for (const visit of visits) {
    const { content } = await world.claim(visit);
    expect(JSON.stringify(content.subscriber)).toContain("LSM999000111");
  }
});

it("an amount below zero is refused, not turned into zero", async () => {
  const visit = await world.seePatient({ patient: "vasquez" });
  expect(refused(await world.code(visit, ["I10"], [["99213", [], [1], -100]]))).toMatchObject({ problem: "bad-amount" });
  expect((await world.page(visit)).charges).toEqual([]);
});

it("each payer has a folder of its own, also when ids differ only in signs", () => {
  const ids = ["LSM01", "LSM-01", "LSM 01", "LSM/01", "LSM_01", "", "..", "A".repeat(90), "A".repeat(91)];
  const roots = ids.map((payerId) => partnerRoot(town.app, world.context.practiceId, payerId));
  expect(new Set(roots).size).toBe(ids.length);
  expect(roots[0]?.endsWith("/LSM01")).toBe(true);
  expect(roots.filter((root) => root.includes(".."))).toEqual([]);
});
