/** From the coded visit to the zero balance, with amounts worked out by hand from the published fee schedule of 2026. */
import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareClaim } from "../../src/app/prepare-claim.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

/** One page, as a viewer would count them. */
function pagesOf(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString("latin1")
      .match(/\/Type\s*\/Page\b/g)?.length ?? 0
  );
}

describe("a visit of a PPO member", () => {
  it("goes from the codes to zero, and stands in one queue at each step", async () => {
    world = await town.openPractice("2026-11-16");
    const visit = await world.seePatient({ patient: "vasquez" });
    expect(await world.queue(visit)).toBe("needs-coding");
    done(
      await world.code(
        visit,
        ["E11.65", "I10"],
        [
          ["99214", [], [1, 2]],
          ["83036", ["QW"], [1]],
          ["36415", [], [1]],
        ],
      ),
    );
    expect(await world.queue(visit)).toBe("ready-to-file");
    // Nothing is owed before the claim says by whom.
    expect((await world.page(visit)).charges.map((charge) => charge.amount)).toEqual([24_500, 2_500, 2_500]);
    done(await prepareClaim(world.context, visit));
    expect((await world.claim(visit)).state).toBe("ready");
    expect(await world.queue(visit)).toBe("ready-to-file");
    done(await world.release(visit));
    const { files } = await world.file();
    expect(files.map(({ payerId, claims }) => [payerId, claims])).toEqual([["LSM01", 1]]);
    expect(await world.queue(visit)).toBe("awaiting-acknowledgement");
    const acknowledged = await world.answers();
    expect(acknowledged.map((file) => file.kind).sort()).toEqual(["277CA", "999", "TA1"]);
    expect(await world.queue(visit)).toBe("awaiting-payment");
    await world.untilPaid();
    // 99214: 4.06 RVU × 33.4009 = 135.61, × 1.25 = 169.51, copay 30. Tests: 9.71 and 9.34 × 1.25 under the deductible.
    const paid = await world.page(visit);
    expect(paid.money).toMatchObject({
      charged: 29_500,
      insurancePaid: 13_951,
      adjusted: 7_549 + 1_286 + 1_332,
      patientBalance: 3_000 + 1_214 + 1_168,
      insuranceBalance: 0,
    });
    expect(paid.remittances).toHaveLength(1);
    expect(await world.queue(visit)).toBe("patient-balance");
    const { values, pdf } = await world.statement(visit);
    expect(values.amountDue).toBe(5_382);
    expect(values.totals).toMatchObject({ charge: 29_500, insurancePaid: 13_951, adjusted: 10_167, youOwe: 5_382 });
    expect(Buffer.from(pdf.subarray(0, 4)).toString("latin1")).toBe("%PDF");
    expect(pagesOf(pdf)).toBe(1);
    await world.pay(visit, 5_382);
    expect(await world.queue(visit)).toBe("closed");
    const closed = await world.page(visit);
    expect(closed.money).toMatchObject({ patientPaid: 5_382, patientBalance: 0, insuranceBalance: 0 });
    expect(closed.steps.filter((step) => step.state !== "done" && step.state !== "not-needed")).toEqual([]);
    expect(await world.exceptions()).toEqual([]);
    await world.proveBooks();
  });
});

describe("a visit of a Medicare beneficiary", () => {
  it("takes the deductible of 2026, then 20 %, and the payment is cut by 2 % (CO-253)", async () => {
    world = await town.openPractice("2026-09-01");
    const visits = [];
    for (const day of ["2026-09-01", "2026-10-01", "2026-11-02"]) {
      await world.goTo(isoDate(day));
      const visit = await world.seePatient({ patient: "brandt" });
      done(await world.code(visit, ["I10"], [["99214", [], [1]]]));
      await world.send(visit);
      await world.untilPaid();
      visits.push(await world.page(visit));
    }
    const money = visits.map((page) => page.money);
    // 135.61 allowed; 283.00 − 2 × 135.61 = 11.78 deductible, (135.61 − 11.78) × 20 % = 24.77, 99.06 × 2 % = 1.98.
    expect(money.map((one) => [one.insurancePaid, one.adjusted, one.patientBalance])).toEqual([
      [0, 10_939, 13_561],
      [0, 10_939, 13_561],
      [9_708, 10_939 + 198, 1_178 + 2_477],
    ]);
    const reasons = visits[2]?.money.entries.flatMap((entry) => entry.lines).map((line) => [line.account, line.reason, line.amount]);
    expect(reasons).toContainEqual(["payer-reductions", "CO-253", 198]);
    const last = visits[2]?.id;
    if (last === undefined) throw new Error("three visits were made");
    const { values, pdf } = await world.statement(last);
    expect(values.lines).toHaveLength(3);
    expect(values.amountDue).toBe(30_777);
    expect(pagesOf(pdf)).toBe(1);
    await world.pay(last, 30_777);
    for (const { id } of visits) expect(await world.queue(id)).toBe("closed");
    await world.proveBooks();
  });
});

describe("a visit of a patient who pays himself", () => {
  it("goes straight to the patient, and no claim can be made of it", async () => {
    world = await town.openPractice("2026-11-16");
    const visit = await world.seePatient({ patient: "whitfield" });
    done(await world.code(visit, ["J20.9"], [["99203", [], [1]]]));
    expect(refused(await prepareClaim(world.context, visit)).problem).toBe("self-pay");
    expect(await world.queue(visit)).toBe("patient-balance");
    const { money } = await world.page(visit);
    expect(money.patientBalance).toBe(money.charged);
    const { values } = await world.statement(visit);
    expect(values.amountDue).toBe(money.charged);
    await world.pay(visit, money.charged);
    expect(await world.queue(visit)).toBe("closed");
    expect(await readdir(world.outbox("LSM01"))).toEqual([]);
    await world.proveBooks();
  });

  it("follows the codes while they change", async () => {
    world = await town.openPractice("2026-11-16");
    const visit = await world.seePatient({ patient: "whitfield" });
    done(
      await world.code(
        visit,
        ["J20.9"],
        [
          ["99203", [], [1], 20_000],
          ["87880", ["QW"], [1], 3_000],
        ],
      ),
    );
    done(await world.code(visit, ["J20.9"], [["99203", [], [1], 18_000]]));
    expect((await world.page(visit)).money).toMatchObject({ charged: 18_000, patientBalance: 18_000 });
    const { values } = await world.statement(visit);
    expect(values.amountDue).toBe(18_000);
    await world.pay(visit, 18_000);
    expect(await world.queue(visit)).toBe("closed");
    await world.proveBooks();
  });
});

describe("a visit of a child under the father's insurance", () => {
  it("names the child as dependent, and the statement goes to the father", async () => {
    world = await town.openPractice("2026-11-16");
    const visit = await world.seePatient({ patient: "tobias", provider: "lindqvist" });
    done(
      await world.code(
        visit,
        ["J02.0"],
        [
          ["99213", ["25"], [1]],
          ["87880", ["QW"], [1]],
        ],
      ),
    );
    await world.send(visit);
    const { content } = await world.claim(visit);
    expect(content.dependent).toMatchObject({ relationship: "19", name: { last: "Tobias", first: "Mina" } });
    expect(content.subscriber).toMatchObject({ name: { last: "Tobias", first: "Jonah" } });
    await world.untilPaid();
    const { money } = await world.page(visit);
    // 99213: 2.85 RVU × 33.4009 = 95.19, × 1.25 = 118.99, copay 30.
    expect(money.insurancePaid).toBe(8_899);
    const { values } = await world.statement(visit);
    expect(values.guarantor.name).toMatchObject({ last: "Tobias", first: "Jonah" });
    expect(values.amountDue).toBe(money.patientBalance);
    await world.pay(visit, money.patientBalance);
    expect(await world.queue(visit)).toBe("closed");
    await world.proveBooks();
  });
});
