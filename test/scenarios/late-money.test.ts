/** Money that comes after a denial, or from where it should not. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { writeOffDenials } from "../../src/app/denials/settle.ts";
import { takeIn } from "../../src/app/take-in.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import { addDays, isoDate } from "../../src/core/kernel/iso-date.ts";
import { writeOffEntry } from "../../src/core/ledger/entries.ts";
import { listDenials } from "../../src/store/denials.ts";
import { postEntries } from "../../src/store/journal.ts";
import { done, openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  world = await town.openPractice("2026-11-03");
});

/** Vitamin D for tiredness: $70.00 denied, the visit paid. */
async function deniedVisit(patient: "delacroix" | "brandt") {
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
  const { id } = await world.claim(visit);
  const [denial] = await world.inTx((tx) => listDenials(tx, { claimId: id, statuses: ["open", "working"], limit: 5 }));
  if (denial?.chargeId === undefined) throw new Error("the vitamin D line is denied");
  return { visit, claimId: id, denial, chargeId: denial.chargeId };
}

it("writes off no more than the payer still owes, when a part of the denied amount was settled since", async () => {
  const { visit, denial, chargeId } = await deniedVisit("delacroix");
  expect(denial.amount).toBe(7_000);
  await world.inTx((tx) =>
    postEntries(tx, [
      writeOffEntry({
        on: isoDate("2026-11-20"),
        sourceKey: "a part, earlier",
        subject: { patientId: denial.patientId, claimId: denial.claimId, chargeId },
        amount: cents(4_500),
        owedBy: { owes: "payer", payerId: denial.payerId },
        account: "write-off-courtesy",
        reason: "agreed with the payer",
      }),
    ]),
  );
  done(await writeOffDenials(world.context, visit));
  // 70.00 denied, 45.00 settled before: 25.00 is written off now, and nothing turns negative.
  expect((await world.page(visit)).money).toMatchObject({ writtenOff: 7_000, insuranceBalance: 0 });
  await world.proveBooks();
});

it("posts nothing of a payment that names another payer than the one whose folder it came from", async () => {
  const visit = await world.seePatient({ patient: "delacroix" });
  done(await world.code(visit, ["I10"], [["99213", [], [1]]]));
  await world.send(visit);
  // The payer's own payment is intercepted, and put into another payer's folder.
  let text = "";
  for (let day = 0; day < 30 && text === ""; day += 1) {
    await world.payersWork();
    for (const name of (await readdir(world.inbox("LSM01"))).filter((one) => one.endsWith(".x12") || one.includes("835"))) {
      const content = await readFile(join(world.inbox("LSM01"), name), "utf8");
      if (content.includes("ST*835")) text = content;
    }
    if (text === "") {
      await takeIn(world.context);
      await world.goTo(addDays(world.today(), 1));
    }
  }
  expect(text).toContain("ST*835");
  const before = (await world.page(visit)).money;
  for (const name of await readdir(world.inbox("LSM01"))) if (name !== "taken") await writeFile(join(world.inbox("LSM01"), name), "");
  await writeFile(join(world.inbox("FEDB1"), "835-wrong-folder.x12"), text);
  const taken = await takeIn(world.context);
  expect(taken.map((file) => file.words).join(" ")).toContain("came from the folder of FEDB1");
  expect((await world.page(visit)).money).toEqual(before);
  expect((await world.exceptions()).filter(({ source }) => source === "remittance")).toHaveLength(1);
  await world.proveBooks();
});
