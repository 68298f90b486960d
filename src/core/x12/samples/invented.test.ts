import { expect, test } from "vitest";
import { subtractCents, sumCents } from "../../kernel/cents.ts";
import { isNpi } from "../../kernel/check-digits.ts";
import { checkFile } from "../check/check-file.ts";
import { readProfessionalClaimFile } from "../transactions/read-professional-claims.ts";
import { readRemittanceFile } from "../transactions/read-remittances.ts";
import { inventedNpis } from "./invented.ts";
import { inventedRemittance, inventedRemittanceFile } from "./invented-835.ts";
import { inventedProfessionalClaimFile } from "./invented-837p.ts";

test("the same seed gives the same bytes, another seed gives others", () => {
  const file = inventedProfessionalClaimFile({ claims: 20, seed: 1 });
  expect(inventedProfessionalClaimFile({ claims: 20, seed: 1 })).toEqual(file);
  expect(inventedProfessionalClaimFile({ claims: 20, seed: 2 })).not.toEqual(file);
  expect(inventedRemittanceFile({ claims: 20, seed: 1 })).toEqual(inventedRemittanceFile({ claims: 20, seed: 1 }));
});

test("every invented provider number passes the check digit", () => {
  expect(inventedNpis.filter((npi) => !isNpi(npi))).toEqual([]);
});

test("the files are read without a finding and hold so many claims", () => {
  const claims = readProfessionalClaimFile(inventedProfessionalClaimFile({ claims: 50, seed: 3 }));
  expect(claims.findings).toEqual([]);
  expect(claims.batches.map(({ batch }) => batch.claims.length)).toEqual([50]);
  const payments = readRemittanceFile(inventedRemittanceFile({ claims: 50, seed: 3 }));
  expect(payments.findings).toEqual([]);
  expect(payments.remittances.map(({ remittance }) => remittance.claims.length)).toEqual([50]);
});

test("the check has nothing to say about them", () => {
  for (const file of [inventedProfessionalClaimFile({ claims: 200, seed: 5 }), inventedRemittanceFile({ claims: 200, seed: 5 })]) {
    const { findings, transactions } = checkFile(file);
    expect([...findings, ...transactions.flatMap((one) => one.findings)]).toEqual([]);
  }
});

test("the payment balances at line, claim and payment", () => {
  const remittance = inventedRemittance({ claims: 200, seed: 4 });
  for (const claim of remittance.claims) {
    for (const line of claim.lines) expect(line.paid).toBe(subtractCents(line.charge, sumCents(line.adjustments.map((one) => one.amount))));
    expect(claim.paid).toBe(sumCents(claim.lines.map((line) => line.paid)));
  }
  const claims = sumCents(remittance.claims.map((claim) => claim.paid));
  const adjustments = sumCents(remittance.providerAdjustments.map((one) => one.amount));
  expect(remittance.payment.amount).toBe(subtractCents(claims, adjustments));
});
