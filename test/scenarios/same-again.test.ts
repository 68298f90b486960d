/** What comes twice changes nothing; what cannot be understood is kept and put before a person, with nothing half done. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { encodeUtf8 } from "../../src/core/x12/syntax/decode.ts";
import { putFile } from "../../src/exchange/partner-folder.ts";
import { listInboundFiles } from "../../src/store/inbound-files.ts";
import { loadEntriesOfDays } from "../../src/store/journal.ts";
import { done, openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;
let visit: EncounterId;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  world = await town.openPractice("2026-11-03");
  visit = await world.seePatient({ patient: "delacroix" });
  done(await world.code(visit, ["I10"], [["99213", [], [1]]]));
  await world.send(visit);
});

/** Everything that an answer could have changed. */
async function stateOfAll(): Promise<unknown> {
  const { money, queue, denials, remittances } = await world.page(visit);
  const entries = await world.inTx((tx) => loadEntriesOfDays(tx, { from: isoDate("2026-01-01"), to: isoDate("2027-12-31") }));
  return { money, queue: queue.name, denials, remittances, entries, history: await world.history(visit) };
}

async function takenFiles(): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]> {
  const folder = join(world.inbox("LSM01"), "taken");
  return Promise.all((await readdir(folder)).sort().map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
}

it("posts a remittance once and works an acknowledgement once, whatever name they come under", async () => {
  await world.untilPaid();
  const before = await stateOfAll();
  const files = await takenFiles();
  expect(files.map(({ name }) => name.split("-")[0])).toEqual(expect.arrayContaining(["277CA", "835", "999"]));
  for (const { name, bytes } of files) {
    await putFile(world.inbox("LSM01"), name, bytes);
    await putFile(world.inbox("LSM01"), `again-${name}`, bytes);
  }
  expect(await world.answers()).toEqual([]);
  expect(await stateOfAll()).toEqual(before);
  // The same payment in other bytes: a file that the payer wrote anew.
  const paid = files.find(({ name }) => name.startsWith("835"));
  const rewritten = new TextDecoder().decode(paid?.bytes).replaceAll("~", "~\r\n");
  await putFile(world.inbox("LSM01"), "835-rewritten.x12", encodeUtf8(rewritten));
  expect((await world.answers()).map((file) => file.words).join()).toContain("posted before");
  expect(await stateOfAll()).toEqual(before);
  await world.proveBooks();
});

it("takes a patient's payment once for one key", async () => {
  await world.untilPaid();
  await world.pay(visit, 1_000, "receipt-1");
  await world.pay(visit, 1_000, "receipt-1");
  expect((await world.page(visit)).money).toMatchObject({ patientPaid: 1_000, patientBalance: 2_000 });
  await Promise.all([world.pay(visit, 500, "receipt-2"), world.pay(visit, 500, "receipt-2")]);
  expect((await world.page(visit)).money).toMatchObject({ patientPaid: 1_500, patientBalance: 1_500 });
  await world.proveBooks();
});

it("keeps what is not X12, what is cut in the middle and what is no answer, and does nothing by halves", async () => {
  await world.answers();
  const before = await stateOfAll();
  await world.goTo(isoDate("2026-11-20"));
  await world.payersWork();
  const [name = ""] = (await readdir(world.inbox("LSM01"))).filter((one) => one.startsWith("835"));
  const whole = await readFile(join(world.inbox("LSM01"), name), "utf8");
  const isa = whole.slice(0, 106);
  await writeFile(join(world.inbox("LSM01"), name), whole.slice(0, whole.indexOf("SVC*") + 12));
  await putFile(world.inbox("LSM01"), "letter.x12", encodeUtf8("Dear practice, we have received your claims.\n"));
  await putFile(world.inbox("LSM01"), "nothing.x12", new Uint8Array());
  const question = `${isa}GS*HS*LSM01*MAPLEHOLLOW*20261120*0600*9*X*005010X279A1~ST*270*0001*005010X279A1~SE*2*0001~GE*1*9~IEA*1*${isa.slice(90, 99)}~`;
  await putFile(world.inbox("LSM01"), "question.x12", encodeUtf8(question));
  const taken = await world.answers();
  expect(taken).toHaveLength(4);
  expect(await stateOfAll()).toEqual(before);
  const stored = await world.inTx((tx) => listInboundFiles(tx, { status: "exception", limit: 100 }));
  expect(stored.map((file) => file.name).sort()).toEqual(["letter.x12", "nothing.x12", "question.x12", name].sort());
  // The payment that was cut in the middle does not add up and is told as a payment; what is no payment is told as a file.
  const told = (await world.exceptions()).map((one) => one.source);
  expect(told.sort()).toEqual(["inbound-file", "inbound-file", "inbound-file", "remittance"]);
  // The whole file, when it comes at last, is posted.
  await putFile(world.inbox("LSM01"), `whole-${name}`, encodeUtf8(whole));
  await world.answers();
  expect((await world.page(visit)).money.insurancePaid).toBe(8_899);
  await world.proveBooks();
});

it("posts nothing of a payment that does not add up, and names the first cent that is off", async () => {
  await world.answers();
  const before = await stateOfAll();
  await world.goTo(isoDate("2026-11-20"));
  await world.payersWork();
  const [name = ""] = (await readdir(world.inbox("LSM01"))).filter((one) => one.startsWith("835"));
  const path = join(world.inbox("LSM01"), name);
  const right = await readFile(path, "utf8");
  expect(right).toContain("BPR*I*88.99*");
  await writeFile(path, right.replace("BPR*I*88.99*", "BPR*I*88.98*"));
  await world.answers();
  const after = (await stateOfAll()) as { readonly entries: unknown; readonly money: unknown; readonly queue: unknown };
  const { entries, money, queue } = before as typeof after;
  expect({ entries: after.entries, money: after.money, queue: after.queue }).toEqual({ entries, money, queue });
  // One thing that is wrong stands once among the exceptions: the payment, not its file as well.
  const told = await world.exceptions();
  expect(told.map((one) => one.source)).toEqual(["remittance"]);
  expect(told[0]?.reason).toMatch(/off by \$0\.01/);
  await world.proveBooks();
  await putFile(world.inbox("LSM01"), `right-${name}`, encodeUtf8(right));
  await world.answers();
  expect((await world.page(visit)).money).toMatchObject({ insurancePaid: 8_899, patientBalance: 3_000 });
  await world.proveBooks();
});
