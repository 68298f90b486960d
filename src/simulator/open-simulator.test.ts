import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/support/database.ts";
import { billingNpi, claimOf, fileOf, tablesOf } from "../../test/support/payer-claims.ts";
import { addDays, isoDate } from "../core/kernel/iso-date.ts";
import type { FaultRates } from "../core/payer/faults.ts";
import { configuredPlans } from "../core/payer/plans.ts";
import { inventedEnvelope } from "../core/x12/samples/invented.ts";
import { encodeUtf8 } from "../core/x12/syntax/decode.ts";
import { readAcknowledgementFile } from "../core/x12/transactions/read-acknowledgements.ts";
import { readInquiryFile } from "../core/x12/transactions/read-inquiries.ts";
import { readRemittanceFile } from "../core/x12/transactions/read-remittances.ts";
import { writeStatusInquiries } from "../core/x12/transactions/write-claim-status.ts";
import { writeEligibilityInquiries } from "../core/x12/transactions/write-eligibility.ts";
import { putFile } from "../exchange/partner-folder.ts";
import { openDatabaseStore } from "./database-store.ts";
import { newMemoryStore } from "./memory-store.ts";
import { openSimulator, type Simulator } from "./open-simulator.ts";
import type { SimulatorStore } from "./simulator-store.ts";

const tables = tablesOf({ fees: { "99213": 9_200, "99214": 13_000, "71046": 3_000 } });
const today = isoDate("2026-03-20");
const visit = (controlNumber: string, memberId = "LSM000111222") =>
  claimOf({ controlNumber, memberId, sketches: [{ code: "99213", charge: 18_000 }] });

let database: TestDatabase;
let worlds = 0;
const folders: string[] = [];
const open: Simulator[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  for (const simulator of open.splice(0)) await simulator.close();
});
afterAll(async () => {
  await database.drop();
  for (const folder of folders) await rm(folder, { recursive: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "payer-"));
  folders.push(folder);
  return folder;
}

async function simulatorOn(folder: string, store: SimulatorStore, faults: FaultRates = {}): Promise<Simulator> {
  const simulator = await openSimulator({ folder, store, plans: configuredPlans, tables, seed: 7, faults });
  open.push(simulator);
  return simulator;
}

const put = (folder: string, name: string, bytes: Uint8Array) => putFile(join(folder, "to-payer"), name, bytes);
const inFolder = async (folder: string, side: string) => (await readdir(join(folder, side))).filter((name) => name.endsWith(".x12")).sort();
const read = (folder: string, name: string) => readFile(join(folder, "from-payer", name));

/** Both stores keep the same promises. */
const stores: readonly (readonly [string, () => SimulatorStore])[] = [
  ["memory", () => newMemoryStore()],
  [
    "PostgreSQL",
    () => {
      worlds += 1;
      return openDatabaseStore(database.simulatorConfig, `world-${worlds}`);
    },
  ],
];

describe.each(stores)("a simulator on %s", (_name, newStore) => {
  it("answers a file by 999 and 277CA, and pays on the day it is due", async () => {
    const folder = await newFolder();
    const simulator = await simulatorOn(folder, newStore());
    await put(folder, "claims-1.x12", fileOf([visit("A1"), visit("A2", "ZZZ1")]));
    const first = await simulator.receiveWaiting(today, "1000");
    expect(first.received).toEqual(["claims-1.x12"]);
    expect(first.written.map((name) => name.split("-")[0])).toEqual(["999", "277CA"]);
    expect(await inFolder(folder, "to-payer")).toEqual([]);
    const acknowledgements = await read(folder, first.written[1] ?? "");
    const [one] = readAcknowledgementFile(acknowledgements).acknowledgements;
    const claims = one?.kind === "277CA" ? one.value.receivers[0]?.providers[0]?.claims : [];
    expect(claims?.map((claim) => [claim.controlNumber, claim.statuses[0]?.statuses[0]?.category])).toEqual([
      ["A1", "A2"],
      ["A2", "A7"],
    ]);
    expect((await simulator.answerDay(addDays(today, 6))).written).toEqual([]);
    const paid = await simulator.answerDay(addDays(today, 7));
    expect(paid.written).toEqual(["835-20260327-000000003.x12"]);
    const [remittance] = readRemittanceFile(await read(folder, paid.written[0] ?? "")).remittances;
    expect(remittance?.remittance.payment.amount).toBe(8_500);
    expect((await simulator.answerDay(addDays(today, 7))).written).toEqual([]);
  });

  it("changes nothing when the same bytes come again under another name", async () => {
    const folder = await newFolder();
    const simulator = await simulatorOn(folder, newStore());
    await put(folder, "a.x12", fileOf([visit("A1")]));
    await simulator.receiveWaiting(today, "1000");
    await put(folder, "b.x12", fileOf([visit("A1")]));
    expect(await simulator.receiveWaiting(today, "1100")).toEqual({ received: [], written: [] });
    expect((await simulator.answerDay(addDays(today, 7))).written).toHaveLength(1);
  });

  it("leaves drafts and other files alone", async () => {
    const folder = await newFolder();
    const simulator = await simulatorOn(folder, newStore());
    await writeFile(join(folder, "to-payer", ".part-a.x12"), "ISA*");
    await writeFile(join(folder, "to-payer", "readme.txt"), "hello");
    expect(await simulator.receiveWaiting(today, "1000")).toEqual({ received: [], written: [] });
    expect(await readdir(join(folder, "to-payer"))).toEqual([".part-a.x12", "readme.txt"]);
  });

  it("remembers between files: history, accumulators, balances", async () => {
    const folder = await newFolder();
    const simulator = await simulatorOn(folder, newStore());
    await put(folder, "a.x12", fileOf([visit("A1")], { control: 1 }));
    await simulator.receiveWaiting(today, "1000");
    await put(folder, "b.x12", fileOf([visit("A2")], { control: 2 }));
    const film = claimOf({ controlNumber: "A3", sketches: [{ code: "71046", charge: 9_000 }] });
    await put(folder, "c.x12", fileOf([film], { control: 3 }));
    const { written } = await simulator.answerDay(addDays(today, 14));
    const name = written.find((one) => one.startsWith("835"));
    const [remittance] = readRemittanceFile(await read(folder, name ?? "")).remittances;
    const lines = remittance?.remittance.claims.map((claim) =>
      claim.lines[0]?.adjustments.map((one) => `${one.group}-${one.reason} ${one.amount}`),
    );
    // A2 is the same service again; the film of 37.50 falls under the deductible.
    expect(lines).toEqual([["CO-45 6500", "PR-3 3000"]]);
    const later = await simulator.answerDay(addDays(today, 21));
    const [second] = readRemittanceFile(await read(folder, later.written[0] ?? "")).remittances;
    expect(
      second?.remittance.claims.map((claim) => claim.lines[0]?.adjustments.map((one) => `${one.group}-${one.reason} ${one.amount}`)),
    ).toEqual([["OA-18 18000"], ["CO-45 5250", "PR-1 3750"]]);
  });

  it("takes a paid claim back by a void and carries the balance forward", async () => {
    const folder = await newFolder();
    const simulator = await simulatorOn(folder, newStore());
    await put(folder, "a.x12", fileOf([visit("A1")], { control: 1 }));
    await simulator.receiveWaiting(today, "1000");
    const paid = await simulator.answerDay(addDays(today, 7));
    const [first] = readRemittanceFile(await read(folder, paid.written[0] ?? "")).remittances;
    const number = first?.remittance.claims[0]?.payerControlNumber ?? "";
    const voided = claimOf({
      controlNumber: "A1",
      frequency: "8",
      identifiers: [{ qualifier: "F8", value: number }],
      sketches: [{ code: "99213", charge: 18_000 }],
    });
    await put(folder, "b.x12", fileOf([voided], { control: 2 }));
    await simulator.receiveWaiting(addDays(today, 8), "1000");
    const back = await simulator.answerDay(addDays(today, 15));
    await put(folder, "c.x12", fileOf([visit("A9", "LSM000999888")], { control: 3 }));
    await simulator.receiveWaiting(addDays(today, 16), "1000");
    const collected = await simulator.answerDay(addDays(today, 23));
    const balances = async (name: string | undefined) =>
      readRemittanceFile(await read(folder, name ?? "")).remittances[0]?.remittance.providerAdjustments.map((one) => one.amount);
    expect(await balances(back.written[0])).toEqual([-8_500]);
    expect(await balances(collected.written[0])).toEqual([8_500]);
  });

  it("leaves an overpayment alone and takes it back from a later payment", async () => {
    const folder = await newFolder();
    const simulator = await simulatorOn(folder, newStore());
    const medicaid = (controlNumber: string, more: Partial<Parameters<typeof claimOf>[0]> = {}) =>
      claimOf({ controlNumber, payerId: "BCP01", memberId: "BCP000111222", sketches: [{ code: "99213", charge: 18_000 }], ...more });
    const work = async (day: number, control: number, claim?: ReturnType<typeof claimOf>) => {
      if (claim !== undefined) await put(folder, `${control}.x12`, fileOf([claim], { control }));
      const { written } = await simulator.answerDay(addDays(today, day));
      const name = written.find((one) => one.startsWith("835"));
      return name === undefined ? undefined : readRemittanceFile(await read(folder, name)).remittances[0]?.remittance;
    };
    await work(0, 1, medicaid("A1"));
    const first = await work(21, 2);
    const number = first?.claims[0]?.payerControlNumber ?? "";
    await work(22, 3, medicaid("A1", { frequency: "8", identifiers: [{ qualifier: "F8", value: number }] }));
    expect((await work(43, 4))?.providerAdjustments).toMatchObject([{ reason: "WO", reference: number, amount: -6_524 }]);
    await work(60, 5, medicaid("A2", { memberId: "BCP000333444" }));
    expect((await work(81, 6))?.providerAdjustments).toMatchObject([{ reason: "WO", reference: number, amount: 6_524 }]);
    await work(82, 7, medicaid("A3", { memberId: "BCP000555666" }));
    expect((await work(103, 8))?.providerAdjustments).toEqual([]);
  });

  it("keeps a list of its mistakes; a file that it lost may come again", async () => {
    const folder = await newFolder();
    const simulator = await simulatorOn(folder, newStore(), { "lost-file": 1_000, "duplicate-remittance": 1_000 });
    await put(folder, "a.x12", fileOf([visit("A1")]));
    expect((await simulator.receiveWaiting(today, "1000")).written).toEqual([]);
    await put(folder, "b.x12", fileOf([visit("A1")]));
    expect((await simulator.receiveWaiting(today, "1100")).written).toHaveLength(2);
    expect((await simulator.answerDay(addDays(today, 7))).written).toHaveLength(1);
    expect((await simulator.answerDay(addDays(today, 8))).written).toHaveLength(1);
    expect((await simulator.answerDay(addDays(today, 9))).written).toEqual([]);
    expect((await simulator.faults()).map((one) => [one.kind, one.follows?.sentOn])).toEqual([
      ["lost-file", undefined],
      ["duplicate-remittance", "2026-03-28"],
    ]);
  });

  it("answers questions from what it remembers of its members", async () => {
    const folder = await newFolder();
    const simulator = await simulatorOn(folder, newStore());
    await put(folder, "a.x12", fileOf([visit("A1")], { control: 1 }));
    await simulator.receiveWaiting(today, "1000");
    await simulator.answerDay(addDays(today, 7));
    const payer = { role: "PR", name: { kind: "organisation" as const, last: "LAKESHORE" }, id: { qualifier: "PI", value: "LSM01" } };
    const practice = { role: "1P", name: { kind: "organisation" as const, last: "CEDAR" }, id: { qualifier: "XX", value: billingNpi } };
    const ada = { name: { kind: "person" as const, last: "Quill", first: "Ada" }, memberId: { qualifier: "MI", value: "LSM000111222" } };
    const head = { control: "0001", reference: "R1", createdOn: today, createdAt: "1000" };
    const envelope = (control: number) => inventedEnvelope({ from: "CEDAR1", to: "SIMPAY", control });
    const services = [{ types: ["30"], identifiers: [], dates: [] }];
    const asked = {
      payer,
      receiver: { ...practice, identifiers: [] },
      traces: [],
      subscriber: { ...ada, identifiers: [] },
      dates: [],
      services,
    };
    const eligibility = writeEligibilityInquiries([{ ...head, purpose: "13", questions: [asked] }], envelope(2));
    const receiver = { role: "41", name: practice.name, id: { qualifier: "46", value: "CEDAR1" } };
    const subscriber = { ...ada, birthDate: isoDate("1950-04-02"), sex: "F" };
    const identifiers = [{ qualifier: "EJ", value: "A1" }];
    const wanted = { payer, receiver, providers: [practice], subscriber, trace: "S1", identifiers, lines: [] };
    const status = writeStatusInquiries([{ ...head, questions: [wanted] }], envelope(3));
    await put(folder, "b.x12", encodeUtf8(eligibility));
    await put(folder, "c.x12", encodeUtf8(status));
    const { written } = await simulator.receiveWaiting(addDays(today, 8), "1000");
    expect(written.map((name) => name.split("-")[0])).toEqual(["999", "271", "999", "277"]);
    const [benefits] = readInquiryFile(await read(folder, written[1] ?? "")).inquiries;
    const left =
      benefits?.kind === "271" ? benefits.value.answers[0]?.benefits.filter((one) => one.kind === "G" && one.period === "29") : [];
    expect(left?.map((one) => one.amount)).toEqual([597_000, 1_197_000]);
    const [claim] = readInquiryFile(await read(folder, written[3] ?? "")).inquiries;
    expect(claim?.kind === "277" ? claim.value.answers[0]?.statuses[0]?.statuses : []).toEqual([{ category: "F1", status: "65" }]);
  });

  it("takes in a file that is no X12, and answers nothing that it cannot", async () => {
    const folder = await newFolder();
    const simulator = await simulatorOn(folder, newStore());
    await put(folder, "junk.x12", new TextEncoder().encode("not a claim"));
    expect((await simulator.receiveWaiting(today, "1000")).received).toEqual(["junk.x12"]);
    expect(await inFolder(folder, "to-payer")).toEqual([]);
  });
});

describe("a simulator that was stopped", () => {
  it("writes what it had decided when it comes back", async () => {
    const folder = await newFolder();
    worlds += 1;
    const world = `world-${worlds}`;
    const failing = await simulatorOn(folder, openDatabaseStore(database.simulatorConfig, world));
    await put(folder, "a.x12", fileOf([visit("A1")]));
    // A file of another run under the name of the first answer: writing fails after the decision is kept.
    await writeFile(join(folder, "from-payer", "999-20260320-000000001.x12"), "in the way");
    await expect(failing.receiveWaiting(today, "1000")).rejects.toThrow(/already stands/);
    await rm(join(folder, "from-payer", "999-20260320-000000001.x12"));
    const again = await simulatorOn(folder, openDatabaseStore(database.simulatorConfig, world));
    const { received, written } = await again.receiveWaiting(today, "1001");
    expect(received).toEqual([]);
    expect(written).toEqual(["999-20260320-000000001.x12", "277CA-20260320-000000002.x12"]);
  });

  it("keeps two worlds on one database apart", async () => {
    const one = await newFolder();
    const two = await newFolder();
    const first = await simulatorOn(one, openDatabaseStore(database.simulatorConfig, "class-1"));
    const second = await simulatorOn(two, openDatabaseStore(database.simulatorConfig, "class-10"));
    for (const [folder, simulator] of [
      [one, first],
      [two, second],
    ] as const) {
      await put(folder, "a.x12", fileOf([visit("A1")]));
      await simulator.receiveWaiting(today, "1000");
      const { written } = await simulator.answerDay(addDays(today, 7));
      const [remittance] = readRemittanceFile(await read(folder, written[0] ?? "")).remittances;
      expect(remittance?.remittance.payment.amount).toBe(8_500);
    }
  });
});
