/** A simulated payer day by day: what is sent to it, what it says, what it pays. Every remittance is proved on the way. */
import { expect } from "vitest";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import type { FaultRates } from "../../src/core/payer/faults.ts";
import { payDue } from "../../src/core/payer/pay.ts";
import { configuredPlans } from "../../src/core/payer/plans.ts";
import { receiveFile } from "../../src/core/payer/receive.ts";
import { noRecords, type PayerRecords } from "../../src/core/payer/records.ts";
import type { PayerState } from "../../src/core/payer/state.ts";
import type { PayerTables } from "../../src/core/payer/tables.ts";
import { encodeUtf8 } from "../../src/core/x12/syntax/decode.ts";
import type { ProfessionalClaim } from "../../src/core/x12/transactions/professional-claim.ts";
import { readAcknowledgementFile } from "../../src/core/x12/transactions/read-acknowledgements.ts";
import { readRemittanceFile } from "../../src/core/x12/transactions/read-remittances.ts";
import type { Remittance } from "../../src/core/x12/transactions/remittance.ts";
import { type ClaimSketch, claimOf, fileOf, tablesOf } from "./payer-claims.ts";

export const visitTables = tablesOf({
  fees: { "99213": 9_200, "99214": 13_000, "93000": 1_600, "71046": 3_000, "20610": 6_000, "85025": 1_000, "99396": 12_000 },
});

export interface Setting {
  readonly today?: string;
  readonly book?: PayerTables;
  readonly records?: Partial<PayerRecords>;
  readonly faults?: FaultRates;
  /** Of the 837 file. */
  readonly control?: number;
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);

export const visit = (controlNumber: string, sketch: Partial<ClaimSketch> = {}): ProfessionalClaim =>
  claimOf({ controlNumber, sketches: [{ code: "99213", charge: 18_000 }], ...sketch });

/** Sends the claims as one file and gives what the 277CA says of each. */
export function send(state: PayerState, claims: readonly ProfessionalClaim[], setting: Setting = {}) {
  const { today = "2026-03-20", book = visitTables, records = {}, faults = {}, control = 1 } = setting;
  const received = receiveFile({
    bytes: fileOf(claims, { control }),
    plans: configuredPlans,
    records: { ...noRecords, ...records },
    tables: book,
    state,
    seed: 7,
    faults,
    today: isoDate(today),
    time: "1200",
  });
  const answers = received.outputs.flatMap(({ text }) => {
    const file = readAcknowledgementFile(encodeUtf8(text));
    expect(file.findings).toEqual([]);
    return file.acknowledgements.flatMap((one) => (one.kind === "277CA" ? one.value.receivers : []));
  });
  const acknowledged = answers.flatMap((receiver) => receiver.providers.flatMap((provider) => provider.claims));
  return {
    ...received,
    said: acknowledged.map((claim) =>
      claim.statuses
        .flatMap((one) => one.statuses.map((each) => [each.category, each.status, each.entity].filter(Boolean).join(":")))
        .join(" "),
    ),
    numbers: acknowledged.map((claim) => claim.payerControlNumber),
  };
}

/** The payer's day of payment; `read` is what its files say. */
export function pay(state: PayerState, today: string, { records = {}, faults = {} }: Setting = {}) {
  const paid = payDue({
    plans: configuredPlans,
    records: { ...noRecords, ...records },
    state,
    seed: 7,
    faults,
    today: isoDate(today),
    time: "0600",
  });
  for (const remittance of paid.remittances) expectBalanced(remittance);
  const read = paid.outputs.flatMap(({ text }) => {
    const file = readRemittanceFile(encodeUtf8(text));
    expect(file.findings).toEqual([]);
    return file.remittances.map((one) => one.remittance);
  });
  if (Object.keys(faults).length === 0) for (const remittance of read) expectBalanced(remittance);
  return { ...paid, read };
}

/** Line, claim and transaction (005010X221A1, balancing). */
export function expectBalanced(remittance: Remittance): void {
  for (const claim of remittance.claims) {
    for (const line of claim.lines) expect(line.charge - sum(line.adjustments.map((one) => one.amount))).toBe(line.paid);
    expect(sum(claim.lines.map((line) => line.charge))).toBe(claim.charge);
    expect(sum(claim.lines.map((line) => line.paid))).toBe(claim.paid);
    const patient = claim.lines.flatMap((line) => line.adjustments.filter((one) => one.group === "PR").map((one) => one.amount));
    if (claim.status !== "22") expect(claim.patientResponsibility ?? 0).toBe(sum(patient));
  }
  const adjustments = sum(remittance.providerAdjustments.map((one) => one.amount));
  expect(remittance.payment.amount).toBe(sum(remittance.claims.map((claim) => claim.paid)) - adjustments);
  expect(remittance.payment.amount).toBeGreaterThanOrEqual(0);
}
