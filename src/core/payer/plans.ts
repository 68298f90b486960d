/** The plans that the simulated payers run. The payers and all their figures but Medicare's are invented. */

import { type Cents, cents, zeroCents } from "../kernel/cents.ts";
import { decimal } from "../kernel/decimal.ts";
import { type IsoDate, isoDate } from "../kernel/iso-date.ts";
import type { BenefitPlan, Benefits, BenefitTerms, EditChoice } from "./plan.ts";
import {
  acupuncture,
  cosmetic,
  federalPolicies,
  lakeshorePolicies,
  oneWellnessVisit,
  oneYearlyVisit,
  prairiePolicies,
  quarterlyHemoglobin,
  travelVaccines,
  twentyTherapyDays,
  unproven,
} from "./policies.ts";

const always = isoDate("2000-01-01");
const commercialEdits: EditChoice = { ncci: true, wantsClia: false, wantsOrdering: false, wantsNdc: false };
const advancedImaging = ["70551", "70552", "70553", "72141", "72148", "73221", "73721", "74177", "74178", "78815", "95810", "95811"];

const lakeshoreBenefits: Benefits = {
  deductible: cents(150_000),
  familyDeductible: cents(300_000),
  outOfPocketMaximum: cents(600_000),
  familyOutOfPocketMaximum: cents(1_200_000),
  coinsurance: decimal("0.20"),
  copays: { "primary-visit": cents(3_000), "specialist-visit": cents(5_000) },
  inFull: ["preventive"],
  network: { kind: "reduced", coinsurance: decimal("0.40") },
  authorizationNeeded: advancedImaging,
  referralForSpecialists: false,
  exclusions: [cosmetic, travelVaccines, unproven],
  limits: [oneYearlyVisit],
  policies: lakeshorePolicies,
  coordination: "standard",
};

const lakeshoreTerms: BenefitTerms = {
  from: isoDate("2026-01-01"),
  benefits: lakeshoreBenefits,
  prices: { factor: decimal("1.25"), exceptions: [], unpricedShare: decimal("0.60"), sequestration: false },
  edits: commercialEdits,
  filing: { days: 180 },
  replacement: { days: 365 },
  payAfterDays: 7,
  promptPay: { days: 30, yearlyRate: decimal("0.12") },
  recovery: "at-once",
};

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
  terms: [lakeshoreTerms],
};

/** Part B's deductible by the yearly notices of CMS; 2027 is taken from 2026 until its notice is loaded. */
const federalDeductibles: readonly (readonly [year: number, amount: number])[] = [
  [2021, 20_300],
  [2022, 23_300],
  [2023, 22_600],
  [2024, 24_000],
  [2025, 25_700],
  [2026, 28_300],
];

const federalTerms = (from: IsoDate, deductible: Cents): BenefitTerms => ({
  from,
  benefits: {
    deductible,
    coinsurance: decimal("0.20"),
    copays: {},
    inFull: ["preventive", "laboratory"],
    network: { kind: "any" },
    authorizationNeeded: [],
    referralForSpecialists: false,
    exclusions: [],
    limits: [oneWellnessVisit, quarterlyHemoglobin],
    policies: federalPolicies,
    coordination: "standard",
  },
  prices: {
    factor: decimal("1"),
    exceptions: [],
    unpricedShare: decimal("0.50"),
    practitionerShare: decimal("0.85"),
    sequestration: true,
  },
  edits: { ncci: true, wantsClia: true, wantsOrdering: true, wantsNdc: false },
  filing: { calendarYears: 1 },
  payAfterDays: 14,
  // The rate of the Treasury changes twice a year; this one is of the second half of 2026 and stands for all.
  promptPay: { days: 30, yearlyRate: decimal("0.04625") },
  // Recoupment begins on day 41 (42 CFR 405.379).
  recovery: { afterDays: 41 },
});

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
  terms: [
    federalTerms(isoDate("2020-01-01"), cents(19_800)),
    ...federalDeductibles.map(([year, amount]) => federalTerms(isoDate(`${year}-01-01`), cents(amount))),
  ],
};

/** A health maintenance organisation: own network only, referral to specialists, authorisation, copays instead of coinsurance. */
const prairieHmo: BenefitPlan = {
  id: "prairie-hmo",
  name: "Prairie Crest Health HMO",
  payerId: "PCH01",
  kind: "commercial",
  filingIndicator: "HM",
  taxId: "990000303",
  address: { line1: "42 Orchard Parkway", city: "Green Bay", state: "WI", zip: "543010042" },
  phone: "9205550100",
  memberIds: { shape: "prefix", prefix: "PCH" },
  coverageFrom: isoDate("2022-01-01"),
  unknownMember: "deny",
  terms: [
    {
      from: isoDate("2026-01-01"),
      benefits: {
        deductible: zeroCents,
        outOfPocketMaximum: cents(400_000),
        familyOutOfPocketMaximum: cents(800_000),
        coinsurance: decimal("0.10"),
        copays: {
          "primary-visit": cents(2_500),
          "specialist-visit": cents(5_000),
          emergency: cents(25_000),
          "mental-health": cents(2_500),
          therapy: cents(4_000),
          imaging: cents(3_500),
          "advanced-imaging": cents(15_000),
        },
        inFull: ["preventive", "laboratory"],
        network: { kind: "closed" },
        authorizationNeeded: [...advancedImaging, "20610", "77080", "93306", "97110", "97140"],
        numberPrefix: "PCA",
        referralForSpecialists: true,
        exclusions: [cosmetic, travelVaccines, acupuncture, unproven],
        limits: [oneYearlyVisit, twentyTherapyDays],
        policies: prairiePolicies,
        coordination: "standard",
      },
      prices: {
        factor: decimal("1.10"),
        exceptions: [{ procedures: ["90471", "90472", "90460", "90461"], factor: decimal("0.95") }],
        agreed: { "99213": cents(9_800) },
        unpricedShare: decimal("0.50"),
        sequestration: false,
      },
      edits: commercialEdits,
      filing: { days: 90 },
      replacement: { days: 180 },
      payAfterDays: 10,
      promptPay: { days: 30, yearlyRate: decimal("0.12") },
      recovery: "at-once",
      capitation: { perMember: cents(1_850), kinds: ["primary-visit", "laboratory"] },
    },
  ],
};

/** A Medicare supplement of the kind that pays Part B's coinsurance and not its deductible. It never pays first. */
const heartlandSupplement: BenefitPlan = {
  id: "heartland-supplement",
  name: "Heartland Medicare Supplement",
  payerId: "HMS01",
  kind: "supplement",
  filingIndicator: "15",
  taxId: "990000404",
  address: { line1: "7 Silo Street", city: "Eau Claire", state: "WI", zip: "547010007" },
  phone: "7155550100",
  memberIds: { shape: "prefix", prefix: "HMS" },
  coverageFrom: isoDate("2015-01-01"),
  unknownMember: "reject",
  terms: [
    {
      from: always,
      benefits: {
        deductible: zeroCents,
        coinsurance: decimal("0"),
        copays: {},
        inFull: [],
        network: { kind: "any" },
        authorizationNeeded: [],
        referralForSpecialists: false,
        exclusions: [],
        limits: [],
        policies: [],
        coordination: { supplement: { paysDeductible: false } },
      },
      prices: { factor: decimal("1"), exceptions: [], unpricedShare: decimal("1"), sequestration: false },
      edits: { ncci: false, wantsClia: false, wantsOrdering: false, wantsNdc: false },
      filing: { days: 540 },
      replacement: { days: 540 },
      payAfterDays: 12,
      recovery: "at-once",
    },
  ],
};

/** Managed Medicaid: nothing but a nominal copay from the patient, low prices, and after every other payer. */
const bluestemMedicaid: BenefitPlan = {
  id: "bluestem-medicaid",
  name: "Bluestem Community Plan",
  payerId: "BCP01",
  kind: "medicaid",
  filingIndicator: "MC",
  taxId: "990000505",
  address: { line1: "900 Prairie Avenue", city: "La Crosse", state: "WI", zip: "546010900" },
  phone: "6085550900",
  memberIds: { shape: "prefix", prefix: "BCP" },
  coverageFrom: isoDate("2018-01-01"),
  unknownMember: "deny",
  terms: [
    {
      from: always,
      benefits: {
        deductible: zeroCents,
        coinsurance: decimal("0"),
        copays: { "primary-visit": cents(100), "specialist-visit": cents(300) },
        inFull: ["preventive", "laboratory"],
        network: { kind: "closed" },
        authorizationNeeded: [...advancedImaging, "97110", "97140"],
        referralForSpecialists: false,
        exclusions: [cosmetic, travelVaccines, acupuncture, unproven],
        limits: [oneYearlyVisit, twentyTherapyDays],
        policies: lakeshorePolicies,
        coordination: "carve-out",
      },
      prices: {
        factor: decimal("0.72"),
        exceptions: [{ procedures: ["99381", "99382", "99383", "99384", "99391", "99392", "99393", "99394"], factor: decimal("0.85") }],
        unpricedShare: decimal("0.40"),
        practitionerShare: decimal("0.90"),
        sequestration: false,
      },
      edits: { ncci: true, wantsClia: true, wantsOrdering: true, wantsNdc: true },
      filing: { days: 365 },
      replacement: { days: 365 },
      payAfterDays: 21,
      // Clean claims of physicians within 30 days (42 CFR 447.45).
      promptPay: { days: 30, yearlyRate: decimal("0.12") },
      recovery: { afterDays: 30 },
    },
  ],
};

/** A small fund of a trade union that takes no replacement and no void, and pays on few claims a check. */
const tradesFund: BenefitPlan = {
  id: "trades-fund",
  name: "Union Trades Benefit Fund",
  payerId: "UTB01",
  kind: "commercial",
  filingIndicator: "15",
  taxId: "990000606",
  address: { line1: "18 Foundry Lane", city: "Racine", state: "WI", zip: "534030018" },
  phone: "2625550100",
  memberIds: { shape: "prefix", prefix: "UTB" },
  coverageFrom: isoDate("2019-01-01"),
  unknownMember: "deny",
  terms: [
    {
      from: isoDate("2026-01-01"),
      benefits: {
        deductible: cents(50_000),
        familyDeductible: cents(100_000),
        outOfPocketMaximum: cents(300_000),
        familyOutOfPocketMaximum: cents(600_000),
        coinsurance: decimal("0.15"),
        copays: {},
        inFull: ["preventive"],
        network: { kind: "any" },
        authorizationNeeded: advancedImaging,
        referralForSpecialists: false,
        exclusions: [cosmetic, acupuncture],
        limits: [oneYearlyVisit],
        policies: [],
        coordination: "standard",
      },
      prices: { factor: decimal("1.40"), exceptions: [], unpricedShare: decimal("0.80"), sequestration: false },
      edits: commercialEdits,
      filing: { days: 365 },
      payAfterDays: 18,
      claimsInCheck: 10,
      recovery: "at-once",
    },
  ],
};

export const configuredPlans: readonly BenefitPlan[] = [
  lakeshorePpo,
  federalPartB,
  prairieHmo,
  heartlandSupplement,
  bluestemMedicaid,
  tradesFund,
];
