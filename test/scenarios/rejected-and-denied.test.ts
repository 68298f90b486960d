/** What comes back refused: before any decision (fix, and again as an original) and after one (a replacement, where it is taken). */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { askReopening } from "../../src/app/denials/ask-reopening.ts";
import { replaceClaim, resendClaim } from "../../src/app/denials/correct-claim.ts";
import { billPatientForDenials, writeOffDenials } from "../../src/app/denials/settle.ts";
import { viewDenial } from "../../src/app/denials/view.ts";
import { type EncounterId, id } from "../../src/core/kernel/id.ts";
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

/** The 837P that the newest filing wrote, as text. */
async function fileText(payerId: string, name: string): Promise<string> {
  return readFile(join(world.outbox(payerId), name), "utf8");
}

async function fileNow(payerId: string): Promise<string> {
  const { files } = await world.file();
  expect(files).toHaveLength(1);
  return fileText(payerId, files[0]?.name ?? "");
}

const denials = async (visit: EncounterId) => {
  const claim = await world.claim(visit);
  return world.inTx((tx) => listDenials(tx, { claimId: claim.id, limit: 100 }));
};

describe("a rejected claim", () => {
  it("goes again as an original after the coverage was corrected, and is accepted", async () => {
    const visit = await world.seePatient({ patient: "marchetti", provider: "abara" });
    done(await world.code(visit, ["M54.50"], [["99203", [], [1]]]));
    await world.send(visit);
    await world.answers();
    expect((await world.claim(visit)).state).toBe("rejected");
    expect(await world.queue(visit)).toBe("rejected");
    // It was never decided, so there is nothing to replace.
    expect(refused(await replaceClaim(world.context, visit)).problem).toBe("never-decided");
    await world.inTx(async (tx) => {
      const [coverage] = await listCoverages(tx, world.made.patient.marchetti);
      if (coverage === undefined) throw new Error("the patient is covered");
      await updateCoverage(tx, { ...coverage, memberId: "LSM550012345" });
    });
    done(await resendClaim(world.context, visit));
    expect(await world.claim(visit)).toMatchObject({ version: 2, frequency: "1", state: "ready" });
    done(await world.release(visit));
    const text = await fileNow("LSM01");
    expect(text).toContain("LSM550012345");
    expect(text).toMatch(/CLM\*[^*]+\*215\*\*\*11:B:1\*/);
    expect(text).not.toContain("REF*F8*");
    await world.answers();
    expect(await world.queue(visit)).toBe("awaiting-payment");
    await world.untilPaid();
    const { money } = await world.page(visit);
    expect(money.charged).toBe(21_500);
    await world.pay(visit, money.patientBalance);
    expect(await world.queue(visit)).toBe("closed");
    expect(refused(await resendClaim(world.context, visit)).problem).toBe("use-replacement");
    await world.proveBooks();
  });
});

/** Vitamin D for tiredness is not covered by either payer. */
async function deniedVisit(patient: "delacroix" | "brandt"): Promise<EncounterId> {
  const visit = await world.seePatient({ patient, provider: "lindqvist" });
  done(
    await world.code(
      visit,
      ["R53.83"],
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

describe("a denied line at a payer that takes replacements", () => {
  it("is recoded and replaced (7) with the payer's number; reversal and correction are posted, the denial is overturned", async () => {
    const visit = await deniedVisit("delacroix");
    const before = await world.page(visit);
    expect(await world.queue(visit)).toBe("denied");
    expect((await denials(visit)).map(({ group, reason, amount, status }) => [group, reason, amount, status])).toEqual([
      ["CO", "50", 7_000, "open"],
    ]);
    expect(before.money).toMatchObject({ insuranceBalance: 7_000 });
    done(
      await world.code(
        visit,
        ["R53.83", "E55.9"],
        [
          ["99213", [], [1, 2]],
          ["82306", [], [2]],
        ],
      ),
    );
    done(await replaceClaim(world.context, visit));
    expect(await world.claim(visit)).toMatchObject({ version: 2, frequency: "7", state: "ready" });
    expect((await denials(visit)).map((one) => one.status)).toEqual(["corrected"]);
    done(await world.release(visit));
    const text = await fileNow("LSM01");
    expect(text).toMatch(/CLM\*[^*]+\*245\*\*\*11:B:7\*/);
    const number = text.match(/REF\*F8\*([^~]+)~/)?.[1];
    expect(number).toMatch(/\w{5,}/);
    await world.untilPaid();
    const after = await world.page(visit);
    // 82306: 29.60 × 1.25 = 37.00, all of it deductible.
    expect(after.money).toMatchObject({ charged: 24_500, insurancePaid: 8_899, patientBalance: 3_000 + 3_700, insuranceBalance: 0 });
    expect((await denials(visit)).map((one) => one.status)).not.toContain("open");
    const events = await world.history(visit);
    expect(events.filter((kind) => kind === "reversed" || kind === "adjudicated")).toEqual(["adjudicated", "reversed", "adjudicated"]);
    expect(await world.queue(visit)).toBe("patient-balance");
    const { values } = await world.statement(visit);
    expect(values.amountDue).toBe(6_700);
    await world.pay(visit, 6_700);
    expect(await world.queue(visit)).toBe("closed");
    await world.proveBooks();
  });

  it("can be taken off the claim before the replacement: its charge leaves the visit, its money leaves the books", async () => {
    const visit = await deniedVisit("delacroix");
    done(await world.code(visit, ["R53.83"], [["99213", [], [1]]]));
    done(await replaceClaim(world.context, visit));
    expect(await world.claim(visit)).toMatchObject({ version: 2, frequency: "7", state: "ready" });
    expect((await world.page(visit)).money).toMatchObject({ charged: 17_500, insuranceBalance: 0 });
    done(await world.release(visit));
    const text = await fileNow("LSM01");
    expect(text).not.toContain("82306");
    await world.untilPaid();
    const { money } = await world.page(visit);
    expect(money).toMatchObject({ charged: 17_500, insurancePaid: 8_899, patientBalance: 3_000, insuranceBalance: 0 });
    await world.pay(visit, 3_000);
    expect(await world.queue(visit)).toBe("closed");
    await world.proveBooks();
  });
});

describe("a denial that is not pursued", () => {
  it("is written off, and only what the payer called the patient's may be billed to the patient", async () => {
    const visit = await deniedVisit("delacroix");
    expect(refused(await billPatientForDenials(world.context, visit)).message).toContain("group PR");
    done(await writeOffDenials(world.context, visit));
    expect((await world.page(visit)).money).toMatchObject({ writtenOff: 7_000, insuranceBalance: 0, patientBalance: 3_000 });
    expect(refused(await writeOffDenials(world.context, visit)).problem).toBe("no-denial");
    expect(await world.queue(visit)).toBe("patient-balance");
    await world.pay(visit, 3_000);
    expect(await world.queue(visit)).toBe("closed");
    await world.proveBooks();
  });

  it("is billed to the patient where the patient had signed a notice (GA, PR-50)", async () => {
    const visit = await world.seePatient({ patient: "brandt", provider: "lindqvist" });
    done(
      await world.code(
        visit,
        ["R53.83"],
        [
          ["99213", [], [1]],
          ["82306", ["GA"], [1]],
        ],
      ),
    );
    await world.send(visit);
    await world.untilPaid();
    expect((await denials(visit)).map(({ group, reason }) => `${group}-${reason}`)).toEqual(["PR-50"]);
    expect(await world.queue(visit)).toBe("denied");
    // 99213 is 95.19 under the deductible: the patient's in any case, but not asked while the denial is worked.
    done(await billPatientForDenials(world.context, visit));
    expect((await world.page(visit)).money).toMatchObject({ insuranceBalance: 0, patientBalance: 9_519 + 7_000 });
    const { values } = await world.statement(visit);
    expect(values.amountDue).toBe(16_519);
    await world.pay(visit, 16_519);
    expect(await world.queue(visit)).toBe("closed");
    await world.proveBooks();
  });
});

describe("a denied line at a payer that takes no replacements", () => {
  it("is told so in words, with the way that is open", async () => {
    const visit = await deniedVisit("brandt");
    expect(await world.queue(visit)).toBe("denied");
    const refusal = refused(await replaceClaim(world.context, visit));
    expect(refusal.problem).toBe("reopening");
    expect(refusal.message).toMatch(/reopening/);
    expect((await denials(visit)).map((one) => one.status)).toEqual(["open"]);
    done(await askReopening(world.context, visit, "CALL-4711"));
    expect((await denials(visit)).map((one) => one.status)).toEqual(["working"]);
    const [waiting] = await denials(visit);
    const { history, stateWords } = done(await viewDenial(world.context, id<"denial">(waiting?.id ?? 0)));
    expect([stateWords, history.map((one) => one.words)]).toEqual(["waits for an answer", ["Reopening asked, reference CALL-4711"]]);
    expect(await world.queue(visit)).toBe("denied");
    await world.proveBooks();
  });
});
