/** After the first payer's decision the next payer is asked for what it left, unless the first forwarded the claim itself. */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { billPatientForDenial } from "../../src/app/denials/settle.ts";
import { makeStatement } from "../../src/app/make-statement.ts";
import { takeIn } from "../../src/app/take-in.ts";
import { type EncounterId, id, type PayerId } from "../../src/core/kernel/id.ts";
import { addDays, isoDate } from "../../src/core/kernel/iso-date.ts";
import { claimBalances } from "../../src/store/balances.ts";
import { claimsOfEncounter } from "../../src/store/claims.ts";
import { insertCoverage } from "../../src/store/coverages.ts";
import { listDenials } from "../../src/store/denials.ts";
import { insertPayer } from "../../src/store/parties.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;
let supplement: PayerId;
const memberId = "HMS123456789";

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  world = await town.openPractice("2026-11-03");
  supplement = await world.inTx((tx) =>
    insertPayer(tx, {
      name: "Heartland Medicare Supplement",
      payerId: "HMS01",
      filingIndicator: "15",
      timelyFilingDays: 365,
      takesReplacement: true,
      appealDays: 180,
    }),
  );
  await world.inTx((tx) =>
    insertCoverage(tx, {
      patientId: world.made.patient.brandt,
      payerId: supplement,
      rank: 2,
      memberId,
      relationship: "18",
      from: isoDate("2026-01-01"),
    }),
  );
});

async function sentVisit(): Promise<EncounterId> {
  const visit = await world.seePatient({ patient: "brandt", provider: "lindqvist" });
  done(await world.code(visit, ["I10"], [["99214", [], [1]]]));
  await world.send(visit);
  return visit;
}

const claims = async (visit: EncounterId) => world.inTx((tx) => claimsOfEncounter(tx, visit));

/** Days go by, filing every day, until the second payer has decided. */
async function untilSecondDecided(visit: EncounterId): Promise<void> {
  for (let day = 0; day < 30; day += 1) {
    await world.answers();
    await world.file();
    if ((await world.page(visit)).remittances.length > 1) return;
    await world.goTo(addDays(world.today(), 1));
  }
  throw new Error("the second payer never decided");
}

describe("the claim to the next payer", () => {
  it("carries the first payer's decision, balanced, and settles the visit: the patient is asked after the last payer", async () => {
    const visit = await sentVisit();
    await world.untilPaid();
    const [first, second] = await claims(visit);
    if (first === undefined || second === undefined) throw new Error("no second claim");
    expect(second).toMatchObject({ rank: 2, payerId: supplement, state: "queued", frequency: "1" });
    expect(second.controlNumber).not.toBe(first.controlNumber);
    const [other] = second.content.otherPayers;
    const [line] = second.content.lines;
    const adjusted = (line?.adjudications[0]?.adjustments ?? []).reduce((sum, one) => sum + one.amount, 0);
    expect((line?.adjudications[0]?.paid ?? 0) + adjusted).toBe(line?.charge);
    expect(other).toMatchObject({ payer: { id: { value: "FEDB1" }, identifiers: [{ qualifier: "F8", value: first.payerControlNumber }] } });
    expect(second.content.subscriber).toMatchObject({ payerRank: "S", memberId: { value: memberId } });
    // What is left stands under the second claim, and nothing under the first.
    const owed = await world.inTx((tx) => claimBalances(tx, [first.id, second.id]));
    expect(owed.get(first.id)?.insurance ?? 0).toBe(0);
    expect(owed.get(second.id)?.insurance).toBe((await world.page(visit)).money.insuranceBalance);
    expect(await world.queue(visit)).toBe("ready-to-file");
    expect(refused(await makeStatement(world.context, visit)).problem).toBe("nothing-due");
    const { files } = await world.file();
    const text = await readFile(join(world.outbox("HMS01"), files[0]?.name ?? ""), "utf8");
    expect(text).toMatch(/SBR\*S\*18/);
    expect(text).toMatch(/SBR\*P\*18/);
    expect(text).toMatch(/SVD\*FEDB1\*/);
    expect(await world.queue(visit)).toBe("awaiting-acknowledgement");
    await untilSecondDecided(visit);
    const page = await world.page(visit);
    expect(page.payers.map((one) => one.payerName)).toEqual(["Federal Part B (simulated)", "Heartland Medicare Supplement"]);
    expect(new Set(page.remittances.map((one) => one.payerName)).size).toBe(2);
    // All of it was Part B's deductible, which this supplement leaves to the patient (PR-275): a case, and then the patient's.
    expect(await world.queue(visit)).toBe("denied");
    const [denied] = await world.inTx((tx) => listDenials(tx, { claimId: second.id, limit: 5 }));
    expect(denied).toMatchObject({ group: "PR", reason: "275", amount: page.money.insuranceBalance });
    done(await billPatientForDenial(world.context, id<"denial">(denied?.id ?? 0)));
    expect((await world.page(visit)).money).toMatchObject({ insuranceBalance: 0, patientBalance: denied?.amount });
    expect(await world.queue(visit)).toBe("patient-balance");
    done(await makeStatement(world.context, visit));
    expect(await world.exceptions()).toEqual([]);
    await world.proveBooks();
  });

  it("is not sent when the first payer forwarded it: it is waited for, and its answer under the first claim's number is posted on it", async () => {
    const visit = await sentVisit();
    // The first payer's 835 is changed on its way: it says that the claim was forwarded (CLP02 19).
    for (let day = 0, forwarded = false; day < 30 && !forwarded; day += 1) {
      await world.payersWork();
      for (const name of await readdir(world.inbox("FEDB1"))) {
        const path = join(world.inbox("FEDB1"), name);
        const text = await readFile(path, "utf8").catch(() => "");
        if (!text.includes("ST*835")) continue;
        await writeFile(path, text.replace(/(CLP\*[^*]+\*)1\*/, "$119*"));
        forwarded = true;
      }
      await takeIn(world.context);
      if (!forwarded) await world.goTo(addDays(world.today(), 1));
    }
    const [first, second] = await claims(visit);
    if (first === undefined || second === undefined) throw new Error("no second claim");
    expect(second.state).toBe("accepted");
    expect((await world.file()).files).toEqual([]);
    expect(await world.queue(visit)).toBe("awaiting-payment");
    const left = (await world.page(visit)).money.insuranceBalance;
    await writeFile(
      join(world.inbox("HMS01"), "crossed.x12"),
      crossedOver({ first: first.controlNumber, charge: first.content.charge, left }),
    );
    const taken = await takeIn(world.context);
    expect(taken.map((file) => file.words).join(" ")).toContain("posted for 1 claim");
    const page = await world.page(visit);
    expect(page.money.insuranceBalance).toBe(0);
    expect((await claims(visit))[1]?.state).toBe("paid");
    expect(await world.queue(visit)).toBe("closed");
    await rm(join(world.inbox("HMS01"), "crossed.x12"), { force: true });
    await world.proveBooks();
  });
});

/** What the supplement answers to a claim that Medicare forwarded: under Medicare's copy of our number. */
function crossedOver({ first, charge, left }: { readonly first: string; readonly charge: number; readonly left: number }): string {
  const usd = (cents: number): string => String(cents / 100);
  const segments = [
    "ISA*00*          *00*          *ZZ*HMS01          *ZZ*MAPLEHOLLOW    *261201*0900*^*00501*000000901*0*P*:",
    "GS*HP*HMS01*MAPLEHOLLOW*20261201*0900*901*X*005010X221A1",
    "ST*835*0001",
    `BPR*I*${usd(left)}*C*ACH*CCP*01*999999992*DA*1*1990000404**01*999999992*DA*2*20261201`,
    "TRN*1*CROSS1*1990000404",
    "DTM*405*20261201",
    "N1*PR*Heartland Medicare Supplement*XV*HMS01",
    "N3*7 Silo Street",
    "N4*Eau Claire*WI*547010007",
    "PER*BL*Claims*TE*7155550100",
    "N1*PE*Maple Hollow Family Medicine*XX*1993000003",
    "LX*1",
    `CLP*${first}*2*${usd(charge)}*${usd(left)}**15*HMSX1*11*1`,
    `CAS*OA*23*${usd(charge - left)}`,
    "NM1*QC*1*Brandt*Walter****MI*HMS123456789",
    "SE*14*0001",
    "GE*1*901",
    "IEA*1*000000901",
  ];
  return `${segments.join("~")}~`;
}
