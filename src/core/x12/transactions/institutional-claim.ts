/** The institutional claim (837I, 005010X223A2) as values: what a hospital or another facility asks of one payer. */
import type { Cents } from "../../kernel/cents.ts";
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { ClaimContract, ConditionIndicator } from "./claim-supplements.ts";
import type {
  Attachment,
  ClaimDrug,
  ClaimNote,
  ClaimParties,
  ClaimProcedure,
  ClaimProvider,
  LineAdjudication,
  OtherPayer,
  ProfessionalClaimBatchHead,
  X12Identifier,
} from "./professional-claim.ts";
import type { Repricing } from "./repricing.ts";

export interface InstitutionalDiagnosis {
  /** ABK, ABF, ABJ, APR, ABN (ICD-10-CM), BK, BF, BJ, PR, BN (ICD-9-CM). */
  readonly qualifier: string;
  readonly code: string;
  /** Y, N, U, W. */
  readonly presentOnAdmission?: string;
}

export interface InstitutionalProcedure {
  /** BBR, BBQ (ICD-10-PCS), BR, BQ (ICD-9), CAH. */
  readonly qualifier: string;
  readonly code: string;
  readonly on?: IsoDate;
}

/** A code of the uniform bill with its day or its days. */
export interface Occurrence {
  readonly code: string;
  readonly from?: IsoDate;
  /** Only of a span. */
  readonly to?: IsoDate;
}

/** A code of the uniform bill with what it counts: dollars, days, units. */
export interface ValueCode {
  readonly code: string;
  readonly value: Decimal;
}

/** Loop 2430. */
export interface Adjudicated extends LineAdjudication {
  /** SVD04. */
  readonly revenueCode?: string;
}

/** Loop 2400. */
export interface InstitutionalLine {
  /** LX01. */
  readonly number: number;
  readonly revenueCode: string;
  readonly procedure?: ClaimProcedure;
  readonly charge: Cents;
  /** SV204: DA or UN. */
  readonly unitKind: string;
  readonly units: Decimal;
  /** SV207. */
  readonly nonCovered?: Cents;
  readonly serviceFrom?: IsoDate;
  /** Equal to serviceFrom for one day. */
  readonly serviceTo?: IsoDate;
  /** REF*6R. */
  readonly controlNumber?: string;
  readonly identifiers: readonly X12Identifier[];
  readonly notes: readonly ClaimNote[];
  readonly attachments: readonly Attachment[];
  /** AMT*GT. */
  readonly serviceTax?: Cents;
  /** AMT*N8. */
  readonly facilityTax?: Cents;
  readonly repricing?: Repricing;
  readonly drug?: ClaimDrug;
  readonly operating?: ClaimProvider;
  readonly otherOperating?: ClaimProvider;
  readonly rendering?: ClaimProvider;
  readonly referring?: ClaimProvider;
  readonly adjudications: readonly Adjudicated[];
}

export interface InstitutionalClaim extends ClaimParties {
  /** CLM01. */
  readonly controlNumber: string;
  readonly charge: Cents;
  /** CLM05-1: the second and third digit of the bill type, 11 for 0111. */
  readonly facilityType: string;
  /** CLM05-3: 1 admit through discharge, 2 to 4 interim, 5 late charge, 7 replacement, 8 void. */
  readonly frequency: string;
  readonly assignment: string;
  readonly benefitsAssigned: string;
  readonly releaseOfInformation: string;
  readonly delayReason?: string;
  /** DTP*434. */
  readonly statementFrom?: IsoDate;
  readonly statementTo?: IsoDate;
  /** DTP*435, with the hour as HHMM for a stay. */
  readonly admittedOn?: IsoDate;
  readonly admittedAt?: string;
  /** DTP*050: when a repricer received the claim. */
  readonly receivedOn?: IsoDate;
  /** DTP*096, HHMM. */
  readonly dischargedAt?: string;
  readonly admissionType?: string;
  /** CL102, the point of origin. */
  readonly admissionSource?: string;
  readonly patientStatus: string;
  /** AMT*F3. */
  readonly patientDue?: Cents;
  readonly contract?: ClaimContract;
  readonly repricing?: Repricing;
  /** CRC*ZZ: EPSDT referral. */
  readonly conditionIndicators?: readonly ConditionIndicator[];
  /** K3: data that a law asks for. */
  readonly fileInformation?: readonly string[];
  readonly attachments: readonly Attachment[];
  readonly identifiers: readonly X12Identifier[];
  readonly notes: readonly ClaimNote[];
  readonly principalDiagnosis?: InstitutionalDiagnosis;
  readonly admittingDiagnosis?: InstitutionalDiagnosis;
  readonly visitReasons: readonly InstitutionalDiagnosis[];
  readonly externalCauses: readonly InstitutionalDiagnosis[];
  readonly otherDiagnoses: readonly InstitutionalDiagnosis[];
  /** HI*DR. */
  readonly relatedGroup?: string;
  /** The principal one first. */
  readonly procedures: readonly InstitutionalProcedure[];
  readonly occurrences: readonly Occurrence[];
  readonly occurrenceSpans: readonly Occurrence[];
  readonly values: readonly ValueCode[];
  readonly conditions: readonly string[];
  readonly treatments: readonly string[];
  readonly attending?: ClaimProvider;
  readonly operating?: ClaimProvider;
  readonly otherOperating?: ClaimProvider;
  readonly rendering?: ClaimProvider;
  readonly facility?: ClaimProvider;
  readonly referring?: ClaimProvider;
  readonly otherPayers: readonly OtherPayer[];
  readonly lines: readonly InstitutionalLine[];
}

/** One ST … SE. */
export interface InstitutionalClaimBatch extends ProfessionalClaimBatchHead {
  readonly claims: readonly InstitutionalClaim[];
}
