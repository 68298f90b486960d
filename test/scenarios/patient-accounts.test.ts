/** The patient's account: the list, the bank statement, what is open and why. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { listPatientAccounts } from "../../src/app/patients/list-patients.ts";
import { viewAccount } from "../../src/app/patients/view-account.ts";
import { done, openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";

let town: Town;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

async function paidVisit(world: PracticeWorld): Promise<void> {
  const visit = await world.seePatient({ patient: "delacroix" });
  done(await world.code(visit, ["I10"], [["99213", [], [1]]]));
  await world.send(visit);
  await world.untilPaid();
}

it("tells the account like a bank statement that ends at what is owed, and opens to entry, claim and remittance", async () => {
  const world = await town.openPractice("2026-11-03");
  await paidVisit(world);
  const account = done(await viewAccount(world.context, world.made.patient.delacroix));
  const [charged, decided] = account.lines;
  expect(charged?.words).toMatch(/^Charged: /);
  expect(decided).toMatchObject({ source: "remittance-claim", balance: account.balance.patient, patientBalance: account.balance.patient });
  expect(decided?.words).toContain("Lakeshore Mutual decided");
  expect(decided?.details.join(" ")).toMatch(/is the patient's: copay/);
  expect(decided?.claimId).toBeDefined();
  expect(decided?.remittanceId).toBeDefined();
  expect(account.balance.due).toBe(account.balance.patient);
  expect(account.visits[0]?.services[0]).toMatchObject({ due: account.balance.due, why: ["May be asked of the patient."] });
});

it("finds patients by name, birth date and account, and lists those who owe, the most first, page by page", async () => {
  const world = await town.openPractice("2026-11-03");
  for (const [patient, amount] of [
    ["whitfield", 9_000],
    ["kowalczyk", 14_000],
  ] as const) {
    const visit = await world.seePatient({ patient });
    done(await world.code(visit, ["J20.9"], [["99203", [], [1], amount]]));
    if (patient === "whitfield") await world.pay(visit, 10_000);
  }
  const named = async (find: string) => (await listPatientAccounts(world.context, { find })).patients.map((one) => one.name);
  expect(await named("whit des")).toEqual(["Whitfield, Desmond"]);
  expect(await named("12/05/1993")).toEqual(["Whitfield, Desmond"]);
  expect(await named("MH-1004")).toEqual(["Whitfield, Desmond"]);
  expect(await named("nobody")).toEqual([]);
  const owing = await listPatientAccounts(world.context, { show: "owes" });
  expect(owing.patients.every((one) => one.owes > 0)).toBe(true);
  const credit = await listPatientAccounts(world.context, { show: "credit" });
  expect(credit.patients.map((one) => [one.name, one.unapplied])).toEqual([["Whitfield, Desmond", 1_000]]);
  expect(credit.counts.credit).toBe(1);
});
