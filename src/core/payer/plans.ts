/** The plans that the simulated payers run: benefits, prices and edits as data. Both payers and all their figures but Medicare's are invented. */

import { type Cents, cents } from "../kernel/cents.ts";
import { isMbi } from "../kernel/check-digits.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import { type IsoDate, isoDate } from "../kernel/iso-date.ts";
import { type CoveragePolicy, federalPolicies, lakeshorePolicies } from "./policies.ts";

export interface BenefitPlan {
  /** Key of accumulators, counters and file names. */
  readonly id: string;
  readonly name: string;
  /** NM109 of loop 2010BB: who the claim must name. */
  readonly payerId: string;
  readonly kind: "commercial" | "medicare";
  /** CLP06. */
  readonly filingIndicator: string;
  /** TRN03 is "1" and these nine digits. */
  readonly taxId: string;
  readonly address: { readonly line1: string; readonly city: string; readonly state: string; readonly zip: string };
  readonly phone: string;
  readonly memberIds: { readonly shape: "mbi" } | { readonly shape: "prefix"; readonly prefix: string };
  /** First day of coverage of a member who is not listed. */
  readonly coverageFrom: IsoDate;
  /** An id that the plan never issued: refused at the front door (277CA) or denied on the remittance (CLP02 4, CARC 31). */
  readonly unknownMember: "reject" | "deny";
  /** By calendar year; a later year takes the last one listed, an earlier year the first. */
  readonly deductibles: readonly YearlyAmount[];
  readonly outOfPocketMaximum?: readonly YearlyAmount[];
  readonly coinsurance: Decimal;
  /** Office visits: a fixed amount instead of deductible and coinsurance. */
  readonly officeVisitCopay?: Cents;
  /** Clinical laboratory: neither deductible nor coinsurance (Medicare Part B). */
  readonly laboratoryInFull: boolean;
  /** Price = this share of the national Medicare amount. */
  readonly priceFactor: Decimal;
  /** Share of the charge allowed where no schedule has a price. */
  readonly unpricedShare: Decimal;
  /** Nurse practitioners and physician assistants get 85 % (Medicare Claims Processing Manual, chapter 12, sections 110 and 120). */
  readonly practitionerShare?: Decimal;
  readonly sequestration: boolean;
  /** From the date of service to receipt. */
  readonly filing: { readonly days: number } | { readonly calendarYears: number };
  /** Replacements and voids, when they are taken at all. */
  readonly replacement?: { readonly days: number };
  /** Days from receipt to payment. */
  readonly payAfterDays: number;
  readonly authorizationNeeded: readonly string[];
  readonly policies: readonly CoveragePolicy[];
  /** CLIA number on laboratory lines. */
  readonly wantsClia: boolean;
}

export interface YearlyAmount {
  readonly year: number;
  readonly amount: Cents;
}

export const lakeshorePpo: BenefitPlan = {
  id: "lakeshore-ppo",
  name: "Lakeshore Mutual PPO",
  payerId: "LSM01",
  kind: "commercial",
  filingIndicator: "12",
  taxId: "990000101",
  address: { line1: "100 Harbor Plaza", city: "Milwaukee", state: "WI", zip: "532020001" },
  phone: "4145550100",
  memberIds: { shape: "prefix", prefix: "LSM" },
  coverageFrom: isoDate("2020-01-01"),
  unknownMember: "reject",
  deductibles: [{ year: 2026, amount: cents(150_000) }],
  outOfPocketMaximum: [{ year: 2026, amount: cents(600_000) }],
  coinsurance: decimal("0.20"),
  officeVisitCopay: cents(3_000),
  laboratoryInFull: false,
  priceFactor: decimal("1.25"),
  unpricedShare: decimal("0.60"),
  sequestration: false,
  filing: { days: 180 },
  replacement: { days: 365 },
  payAfterDays: 7,
  authorizationNeeded: ["70551", "70552", "70553", "72141", "72148", "73221", "73721", "74177", "74178", "78815", "95810", "95811"],
  policies: lakeshorePolicies,
  wantsClia: false,
};

/** Deductibles: the yearly notices of CMS; 2027 is taken from 2026 until its notice is loaded. */
export const federalPartB: BenefitPlan = {
  id: "federal-part-b",
  name: "Federal Part B (simulated)",
  payerId: "FEDB1",
  kind: "medicare",
  filingIndicator: "MB",
  taxId: "990000202",
  address: { line1: "200 Capitol Square", city: "Madison", state: "WI", zip: "537030002" },
  phone: "6085550100",
  memberIds: { shape: "mbi" },
  coverageFrom: isoDate("2010-01-01"),
  unknownMember: "reject",
  deductibles: [
    { year: 2020, amount: cents(19_800) },
    { year: 2021, amount: cents(20_300) },
    { year: 2022, amount: cents(23_300) },
    { year: 2023, amount: cents(22_600) },
    { year: 2024, amount: cents(24_000) },
    { year: 2025, amount: cents(25_700) },
    { year: 2026, amount: cents(28_300) },
  ],
  coinsurance: decimal("0.20"),
  laboratoryInFull: true,
  priceFactor: decimal("1"),
  unpricedShare: decimal("0.50"),
  practitionerShare: decimal("0.85"),
  sequestration: true,
  filing: { calendarYears: 1 },
  payAfterDays: 14,
  authorizationNeeded: [],
  policies: federalPolicies,
  wantsClia: true,
};

export const configuredPlans: readonly BenefitPlan[] = [lakeshorePpo, federalPartB];

export function planByPayerId(plans: readonly BenefitPlan[], payerId: string): BenefitPlan | undefined {
  return plans.find((plan) => plan.payerId === payerId);
}

export function planById(plans: readonly BenefitPlan[], id: string): BenefitPlan | undefined {
  return plans.find((plan) => plan.id === id);
}

/** Whether the plan could have issued the id. */
export function issuesMemberId(plan: BenefitPlan, memberId: string): boolean {
  if (plan.memberIds.shape === "mbi") return isMbi(memberId);
  return memberId.startsWith(plan.memberIds.prefix) && /^\d{6,12}$/.test(memberId.slice(plan.memberIds.prefix.length));
}

export function amountOfYear(amounts: readonly YearlyAmount[], year: number): Cents | undefined {
  const sorted = [...amounts].sort((a, b) => a.year - b.year);
  return (sorted.filter((one) => one.year <= year).at(-1) ?? sorted[0])?.amount;
}
