/** Payments and refused lines: stored whole, posted once, undone once. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { cents } from "../../src/core/kernel/cents.ts";
import { decimal } from "../../src/core/kernel/decimal.ts";
import type { RemittanceId } from "../../src/core/kernel/id.ts";
import type { JournalEntry } from "../../src/core/ledger/model.ts";
import type { DenialToOpen } from "../../src/core/remit/model.ts";
import type { Remittance } from "../../src/core/x12/transactions/remittance.ts";
import { denialsTakenBack, listDenials, loadDenial, openDenials, updateDenial } from "../../src/store/denials.ts";
import { receiveFile } from "../../src/store/inbound-files.ts";
import { postEntries } from "../../src/store/journal.ts";
import {
  claimsOfRemittance,
  findPostedRemittance,
  insertRemittance,
  listRemittances,
  loadRemittance,
  remittanceClaimsOfClaim,
  saveClaimPostings,
  setRemittanceStatus,
  standingPostings,
} from "../../src/store/remittances.ts";
import { inPractice } from "../../src/store/transaction.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { day, makeSamplePractice, type SamplePractice } from "./sample-practice.ts";

let db: TestDatabase;
let sample: SamplePractice;
let remittance: Remittance;
let id: RemittanceId;

beforeAll(async () => {
  db = await freshDatabase();
  sample = await makeSamplePractice(db.pool);
  remittance = remittanceFor(sample.controlNumber);
  id = await inPractice(db.pool, sample.practiceId, async (tx) => {
    const { file } = await receiveFile(tx, { name: "a.835", bytes: new Uint8Array([1]), receivedOn: day });
    return insertRemittance(tx, {
      inboundFileId: file.id,
      position: 1,
      remittance,
      payerId: sample.payerId,
      paymentKey: "K1",
      proof: { balanced: true },
    });
  });
});
afterAll(() => db.drop());

it("gives a remittance and its claims back with their decimals", async () => {
  await inPractice(db.pool, sample.practiceId, async (tx) => {
    const stored = await loadRemittance(tx, id);
    const { claims, ...head } = remittance;
    expect(stored).toMatchObject({ trace: "T1", amount: 9000, paidOn: day, status: "read", proof: { balanced: true }, paymentKey: "K1" });
    expect(stored?.head).toEqual(head);
    expect((await claimsOfRemittance(tx, id)).map((one) => one.content)).toEqual(claims);
    expect(await findPostedRemittance(tx, "K1")).toBeUndefined();
    await setRemittanceStatus(tx, id, "posted");
    expect((await findPostedRemittance(tx, "K1"))?.id).toBe(id);
    expect(await listRemittances(tx, { status: "posted", limit: 5 })).toMatchObject([{ id, proof: { balanced: true } }]);
  });
});

it("knows a claim's standing postings until a reversal undoes them", async () => {
  const about = { patientId: sample.patientId, claimId: sample.claimId, payerId: sample.payerId };
  const entry: JournalEntry = {
    on: day,
    source: "remittance-claim",
    sourceKey: "K1/0",
    memo: "",
    lines: [
      { account: "cash", amount: cents(9000), remittanceId: id },
      { account: "insurance-receivable", amount: cents(-9000), ...about, remittanceId: id },
    ],
  };
  await inPractice(db.pool, sample.practiceId, async (tx) => {
    await postEntries(tx, [entry]);
    await saveClaimPostings(tx, id, [
      { remittanceClaimIndex: 0, sourceKey: "K1/0", outcome: "posted", claimId: sample.claimId },
      { remittanceClaimIndex: 1, sourceKey: "K1/1", outcome: "held" },
    ]);
    expect((await standingPostings(tx, [sample.claimId])).get(sample.claimId)).toEqual([
      { sourceKey: "K1/0", payerControlNumber: "PCN1", paid: 9000, lines: entry.lines },
    ]);
    expect(await remittanceClaimsOfClaim(tx, sample.claimId)).toMatchObject([{ index: 0, state: "posted", undone: false }]);
    await saveClaimPostings(tx, id, [
      { remittanceClaimIndex: 1, sourceKey: "K1/1", outcome: "reversed", claimId: sample.claimId, reversedSourceKey: "K1/0" },
    ]);
    expect((await standingPostings(tx, [sample.claimId])).size).toBe(0);
  });
});

it("opens a denial once, works it, and lets it wait when a reversal took the decision back", async () => {
  const [chargeId] = sample.chargeIds;
  if (chargeId === undefined) throw new Error("no charge");
  const denial: DenialToOpen = {
    claimId: sample.claimId,
    patientId: sample.patientId,
    payerId: sample.payerId,
    chargeId,
    remittanceId: id,
    remittanceKey: "K1",
    payerControlNumber: "PCN1",
    decidedOn: day,
    group: "CO",
    reason: "16",
    category: "unknown",
    kind: "denial",
    amount: cents(15000),
    adjustments: [{ group: "CO", reason: "16", amount: cents(15000), quantity: decimal("1.5") }],
    remarks: ["N290", "MA130"],
  };
  await inPractice(db.pool, sample.practiceId, async (tx) => {
    const worked = { ...denial, cause: "billing", preventable: "yes", liable: "practice" };
    expect([await openDenials(tx, [worked, { ...worked, reason: "50" }]), await openDenials(tx, [worked])]).toEqual([2, 0]);
    const [first] = await listDenials(tx, { statuses: ["open"], claimId: sample.claimId, limit: 5 });
    if (first === undefined) throw new Error("no denial");
    const { remittanceKey: _, ...kept } = denial;
    expect(first).toMatchObject(kept);
    expect(await updateDenial(tx, first.id, { status: "appealed", deadline: day, nextAction: "send records" })).toBe(true);
    expect(await loadDenial(tx, first.id)).toMatchObject({ ...kept, status: "appealed", deadline: day, nextAction: "send records" });
    expect(await denialsTakenBack(tx, sample.claimId, "OTHER")).toEqual([]);
    expect(await denialsTakenBack(tx, sample.claimId, "PCN1")).toHaveLength(2);
    expect(await listDenials(tx, { statuses: ["open", "appealed"], limit: 5 })).toEqual([]);
  });
});

function remittanceFor(controlNumber: string): Remittance {
  const patient = { name: { kind: "person", last: "Núñez", first: "Rosa" } } as const;
  const claim = { status: "1", filingIndicator: "12", patient, adjustments: [], remarks: [], identifiers: [], amounts: [], lines: [] };
  return {
    control: "0001",
    payment: { handling: "I", amount: cents(9000), creditOrDebit: "C", method: "ACH", paidOn: day, trace: "T1", originator: "1512345678" },
    payer: { name: "Prairie Health Plan", identifiers: [], contacts: [] },
    payee: { name: "Larch Street Family Medicine", id: { qualifier: "XX", value: "1999999984" }, identifiers: [] },
    claims: [
      {
        ...claim,
        patientControlNumber: controlNumber,
        charge: cents(20000),
        paid: cents(9000),
        payerControlNumber: "PCN1",
        adjustments: [{ group: "CO", reason: "45", amount: cents(11000), quantity: decimal("2.5") }],
      },
      {
        ...claim,
        patientControlNumber: "NOT-OURS",
        charge: cents(0),
        paid: cents(0),
        payerControlNumber: "PCN2",
        patientResponsibility: cents(0),
      },
    ],
    providerAdjustments: [{ providerId: "1999999984", reason: "FB", amount: cents(-5) }],
  };
}
