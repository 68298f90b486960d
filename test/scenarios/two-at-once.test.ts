import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Context, machineContext } from "../../src/app/context.ts";
import { seedDemonstration } from "../../src/app/demonstration/seed.ts";
import { partnerRoot } from "../../src/app/file-claims.ts";
import { listVisits } from "../../src/app/list-visits.ts";
import { prepareClaim } from "../../src/app/prepare-claim.ts";
import { saveCoding } from "../../src/app/save-coding.ts";
import { takeIn } from "../../src/app/take-in.ts";
import { takePayment } from "../../src/app/take-payment.ts";
import { viewVisit } from "../../src/app/view-visit.ts";
import { type EncounterId, id } from "../../src/core/kernel/id.ts";
import { inPractice } from "../../src/store/transaction.ts";
import { proveBooks } from "../support/money-checks.ts";
import { done, openTown, type Town } from "../support/practice-world.ts";

let town: Town;
let context: Context;
beforeAll(async () => {
  town = await openTown();
  context = machineContext(town.app, await seedDemonstration(town.app, { historyDays: 0, payersWork: async () => {} }), "Test");
});
afterAll(() => town.close());

async function visitOf(name: string): Promise<EncounterId> {
  const row = (await listVisits(context)).visits.find((visit) => visit.patientName === name);
  return id<"encounter">(row?.id ?? 0);
}

const codes = (diagnosis: string, procedure: string) => ({
  diagnoses: [{ code: diagnosis, evidence: [] }],
  charges: [{ procedure, modifiers: [], units: "1", pointers: [1], evidence: [] }],
});

describe("two at once, and changes of mind", () => {
  it("prepares one claim, however many ask, and charges once", async () => {
    const visit = await visitOf("Vasquez, Elena");
    done(await saveCoding(context, visit, codes("E11.9", "99213")));
    const claims = await Promise.all([1, 2, 3].map(() => prepareClaim(context, visit)));
    expect(new Set(claims.map(done)).size).toBe(1);
    const { money } = done(await viewVisit(context, visit));
    expect(money.insuranceBalance).toBe(money.charged);
    expect(money.charged).toBe(17_500);
  });

  it("makes a checked claim anew when the visit is recoded, so that what is filed is what is coded", async () => {
    const visit = await visitOf("Vasquez, Elena");
    done(await saveCoding(context, visit, codes("I10", "99214")));
    const page = done(await viewVisit(context, visit));
    expect(page.claim).toMatchObject({ state: "ready", charge: 24_500, diagnoses: ["I10"] });
    expect(page.money).toMatchObject({ charged: 24_500, insuranceBalance: 24_500 });
  });

  it("takes a payment once by its key, refuses the key for another amount, and never pays a charge twice", async () => {
    const visit = await visitOf("Whitfield, Desmond");
    const pay = (amount: number, key: string) => takePayment(context, visit, { amount, method: "cash", reference: "", key });
    done(await pay(100, "walk-in-1"));
    done(await pay(100, "walk-in-1"));
    expect((await pay(5_000, "walk-in-1")).ok).toBe(false);
    await Promise.all([pay(21_400, "walk-in-2"), pay(21_400, "walk-in-3")]);
    expect(done(await viewVisit(context, visit)).money.patientBalance).toBe(0);
  });

  it("takes in a file whatever its partner calls it, and goes on", async () => {
    const folder = join(partnerRoot(context.app, context.practiceId, "LSM01"), "from-payer");
    await writeFile(join(folder, "ERA (1) émis.835"), "nothing of X12");
    const taken = await takeIn(context);
    expect(taken.map((file) => file.name)).toEqual(["ERA (1) émis.835"]);
    expect(await takeIn(context)).toEqual([]);
    await inPractice(town.app.pool, context.practiceId, proveBooks);
  });
});
