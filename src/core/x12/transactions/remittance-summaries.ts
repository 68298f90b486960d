/** Sums of a block of claims in the 835: TS3 of a provider, TS2 of its stays. */
import type { Cents } from "../../kernel/cents.ts";
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { ElementFields } from "./element-fields.ts";

/** TS3. */
export interface ProviderSummary {
  /** TS301. */
  readonly providerNumber?: string;
  /** TS302. */
  readonly facilityType?: string;
  /** TS303. */
  readonly fiscalPeriodEnd?: IsoDate;
  /** TS304. */
  readonly claims?: Decimal;
  /** TS305. */
  readonly charge?: Cents;
  /** TS313: of a payer before Medicare. */
  readonly secondaryPayer?: Cents;
  /** TS315. */
  readonly nonLabCharge?: Cents;
  /** TS317. */
  readonly hcpcsReportable?: Cents;
  /** TS318. */
  readonly hcpcsPayable?: Cents;
  /** TS320. */
  readonly professionalComponent?: Cents;
  /** TS321: patient liability that another payer has met. */
  readonly patientLiabilityMet?: Cents;
  /** TS322. */
  readonly patientReimbursement?: Cents;
  /** TS323: claims paid by periodic interim payment. */
  readonly interimClaims?: Decimal;
  /** TS324. */
  readonly interimAdjustment?: Cents;
}

/** TS2. */
export interface InpatientSummary {
  /** TS201. */
  readonly drgAmount?: Cents;
  /** TS202. */
  readonly federalSpecific?: Cents;
  /** TS203. */
  readonly hospitalSpecific?: Cents;
  /** TS204. */
  readonly disproportionateShare?: Cents;
  /** TS205. */
  readonly capital?: Cents;
  /** TS206. */
  readonly indirectMedicalEducation?: Cents;
  /** TS207. */
  readonly outlierDays?: Decimal;
  /** TS208. */
  readonly dayOutlier?: Cents;
  /** TS209. */
  readonly costOutlier?: Cents;
  /** TS210, in days. */
  readonly averageStay?: Decimal;
  /** TS211. */
  readonly discharges?: Decimal;
  /** TS212. */
  readonly costReportDays?: Decimal;
  /** TS213. */
  readonly coveredDays?: Decimal;
  /** TS214. */
  readonly nonCoveredDays?: Decimal;
  /** TS215: Medicare secondary payer pass-through. */
  readonly passThrough?: Cents;
  /** TS216. */
  readonly averageDrgWeight?: Decimal;
  /** TS217. */
  readonly capitalFederal?: Cents;
  /** TS218. */
  readonly capitalHospital?: Cents;
  /** TS219. */
  readonly capitalDisproportionateShare?: Cents;
}

/** Loop 2000: LX and what stands between it and its claims. */
export interface ClaimBlock {
  /** LX01. */
  readonly number: number;
  /** How many of the payment's claims, in their order, are of this block. */
  readonly claims: number;
  readonly provider?: ProviderSummary;
  readonly inpatient?: InpatientSummary;
}

export const providerSummaryFields: ElementFields<ProviderSummary> = {
  providerNumber: [1, "text"],
  facilityType: [2, "text"],
  fiscalPeriodEnd: [3, "date"],
  claims: [4, "number"],
  charge: [5, "money"],
  secondaryPayer: [13, "money"],
  nonLabCharge: [15, "money"],
  hcpcsReportable: [17, "money"],
  hcpcsPayable: [18, "money"],
  professionalComponent: [20, "money"],
  patientLiabilityMet: [21, "money"],
  patientReimbursement: [22, "money"],
  interimClaims: [23, "number"],
  interimAdjustment: [24, "money"],
};

export const inpatientSummaryFields: ElementFields<InpatientSummary> = {
  drgAmount: [1, "money"],
  federalSpecific: [2, "money"],
  hospitalSpecific: [3, "money"],
  disproportionateShare: [4, "money"],
  capital: [5, "money"],
  indirectMedicalEducation: [6, "money"],
  outlierDays: [7, "number"],
  dayOutlier: [8, "money"],
  costOutlier: [9, "money"],
  averageStay: [10, "number"],
  discharges: [11, "number"],
  costReportDays: [12, "number"],
  coveredDays: [13, "number"],
  nonCoveredDays: [14, "number"],
  passThrough: [15, "money"],
  averageDrgWeight: [16, "number"],
  capitalFederal: [17, "money"],
  capitalHospital: [18, "money"],
  capitalDisproportionateShare: [19, "money"],
};
