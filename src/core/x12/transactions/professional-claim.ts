/**
 * The professional claim (837P, 005010X222A1) as values: what one payer is asked, whoever wrote the file. Reader and
 * writer live beside this file. Codes without dots, dates as IsoDate, amounts as Cents, units as exact decimals.
 */
import type { Cents } from "../../kernel/cents.ts";
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { InpatientAdjudication, OutpatientAdjudication } from "./adjudication-information.ts";
import type {
  Ambulance,
  ClaimContract,
  ClaimForm,
  ConditionIndicator,
  Equipment,
  PurchasedService,
  QualifiedQuantity,
  SpinalManipulation,
  TestResult,
} from "./claim-supplements.ts";
import type { OtherPayerProvider } from "./other-payer-providers.ts";
import type { PatientFacts } from "./patient-facts.ts";
import type { Repricing } from "./repricing.ts";

export interface X12Address {
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  /** USPS state; absent outside the United States. */
  readonly state?: string;
  /** Five or nine digits. */
  readonly zip?: string;
  readonly country?: string;
  /** N407, outside the United States. */
  readonly subdivision?: string;
}

/** An individual (`first` may be present) or an organisation (last carries its name). */
export interface X12Name {
  readonly kind: "person" | "organisation";
  readonly last: string;
  readonly first?: string;
  readonly middle?: string;
  /** NM106, in 277CA and 278. */
  readonly prefix?: string;
  readonly suffix?: string;
}

export interface X12Identifier {
  readonly qualifier: string;
  readonly value: string;
  /** REF03, where a guide has one. */
  readonly description?: string;
  /** REF04-2 (2U): the other payer that the number is of. */
  readonly otherPayerId?: string;
}

export interface X12Contact {
  readonly name?: string;
  /** TE, EM, FX, EX … with their values, in order. */
  readonly numbers: readonly X12Identifier[];
}

export type Sex = "F" | "M" | "U";

/** A provider in any role (85, 82, 77, DN, P3, DQ, DK, QB …). */
export interface ClaimProvider {
  readonly name: X12Name;
  readonly npi?: string;
  readonly taxonomy?: string;
  readonly address?: X12Address;
  /** REF in its loop: EI, SY, 0B, 1G, G2, LU … */
  readonly identifiers: readonly X12Identifier[];
  readonly contacts: readonly X12Contact[];
}

/** Loops 2000B/2010BA or 2320/2330A. */
export interface ClaimSubscriber {
  /** SBR01: P, S, T, A–H, U. */
  readonly payerRank: string;
  /** SBR02 (2000B: "18" or absent; 2320: always there). */
  readonly relationship?: string;
  readonly groupNumber?: string;
  readonly groupName?: string;
  /** SBR05, the Medicare secondary payer type. */
  readonly insuranceType?: string;
  /** SBR09. */
  readonly filingIndicator?: string;
  readonly name: X12Name;
  /** NM108/NM109. */
  readonly memberId?: X12Identifier;
  readonly address?: X12Address;
  readonly birthDate?: IsoDate;
  readonly sex?: Sex;
  readonly identifiers: readonly X12Identifier[];
  /** PER of 2010BA: whom to ask about a casualty claim. */
  readonly contact?: X12Contact;
  readonly patientFacts?: PatientFacts;
}

/** Loop 2000C/2010CA: a dependent without a member id of their own. */
export interface ClaimDependent {
  /** PAT01: 01 spouse, 19 child, 20, 21, 39, 40, 53, G8. */
  readonly relationship: string;
  readonly name: X12Name;
  readonly address?: X12Address;
  readonly birthDate?: IsoDate;
  readonly sex?: Sex;
  readonly identifiers: readonly X12Identifier[];
  /** PER of 2010CA. */
  readonly contact?: X12Contact;
  readonly patientFacts?: PatientFacts;
}

export interface ClaimPayer {
  readonly name: string;
  readonly id?: X12Identifier;
  readonly address?: X12Address;
  readonly identifiers: readonly X12Identifier[];
}

export type AdjustmentGroup = "CO" | "PR" | "OA" | "PI" | "CR";

/** One trio of a CAS segment. */
export interface Adjustment {
  readonly group: AdjustmentGroup;
  /** CARC. */
  readonly reason: string;
  readonly amount: Cents;
  readonly quantity?: Decimal;
}

export interface ClaimDiagnosis {
  /** ABK, ABF (ICD-10-CM), BK, BF (ICD-9-CM). */
  readonly qualifier: string;
  readonly code: string;
}

export interface ClaimDate {
  /** DTP01. */
  readonly qualifier: string;
  readonly from: IsoDate;
  /** Only when the file gives a range (RD8). */
  readonly to?: IsoDate;
}

export interface ClaimNote {
  readonly kind: string;
  readonly text: string;
}

/** PWK: what is sent beside the claim, and how. */
export interface Attachment {
  /** PWK01. */
  readonly kind: string;
  /** PWK02: AA, BM, EL, EM, FT, FX. */
  readonly sent: string;
  /** PWK06. */
  readonly controlNumber?: string;
  /** PWK07, in 278. */
  readonly description?: string;
}

/** Loop 2320 with those below it: another payer, and what it decided when it has. */
export interface OtherPayer {
  readonly subscriber: ClaimSubscriber;
  readonly payer: ClaimPayer;
  readonly adjustments: readonly Adjustment[];
  /** AMT*D. */
  readonly paid?: Cents;
  /** AMT*EAF. */
  readonly remainingPatientLiability?: Cents;
  /** AMT*A8. */
  readonly nonCovered?: Cents;
  readonly benefitsAssigned?: string;
  /** OI04: P. */
  readonly patientSignature?: string;
  readonly releaseOfInformation?: string;
  /** MIA, of a stay. */
  readonly inpatient?: InpatientAdjudication;
  /** MOA without its remarks. */
  readonly outpatient?: OutpatientAdjudication;
  /** MIA05, 20–23 and MOA03–07. */
  readonly remarks: readonly string[];
  /** DTP*573 of 2330B. */
  readonly paidOn?: IsoDate;
  readonly providers?: readonly OtherPayerProvider[];
}

/** Loop 2430. */
export interface LineAdjudication {
  readonly payerId: string;
  readonly paid: Cents;
  readonly procedure: ClaimProcedure;
  readonly units: Decimal;
  readonly bundledInto?: number;
  readonly adjustments: readonly Adjustment[];
  readonly paidOn?: IsoDate;
  readonly remainingPatientLiability?: Cents;
}

export interface ClaimProcedure {
  /** SV101-1: HC, ER, IV, WK. */
  readonly qualifier: string;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly description?: string;
  /** Component 8, where a guide has one: the last of a range of codes. */
  readonly lastCode?: string;
}

/** Loop 2410. */
export interface ClaimDrug {
  readonly ndc: string;
  readonly quantity?: Decimal;
  readonly unit?: string;
  readonly prescription?: X12Identifier;
}

/** Loop 2410 of what is named by another number than the NDC (LIN02 other than N4). */
export interface ClaimProduct {
  readonly id: X12Identifier;
  readonly quantity?: Decimal;
  readonly unit?: string;
  readonly prescription?: X12Identifier;
}

export interface ClaimLine {
  /** LX01. */
  readonly number: number;
  readonly procedure: ClaimProcedure;
  readonly charge: Cents;
  /** SV103: UN or MJ. */
  readonly unitKind: string;
  readonly units: Decimal;
  /** SV105; absent when the claim's place of service holds. */
  readonly placeOfService?: string;
  /** SV107: 1-based positions in the claim's diagnoses. */
  readonly pointers: readonly number[];
  readonly emergency: boolean;
  /** SV111: of early screening of a child. */
  readonly epsdt?: true;
  /** SV112. */
  readonly familyPlanning?: true;
  /** SV115: 0 when no copayment may be asked. */
  readonly copayStatus?: string;
  readonly serviceFrom?: IsoDate;
  /** Equal to serviceFrom for one day. */
  readonly serviceTo?: IsoDate;
  /** REF*6R. */
  readonly controlNumber?: string;
  readonly identifiers: readonly X12Identifier[];
  readonly dates: readonly ClaimDate[];
  readonly notes: readonly ClaimNote[];
  /** PWK, the certificate of equipment (CT) among them. */
  readonly attachments?: readonly Attachment[];
  /** K3. */
  readonly fileInformation?: readonly string[];
  readonly ambulance?: Ambulance;
  readonly equipment?: Equipment;
  /** CRC. */
  readonly conditionIndicators?: readonly ConditionIndicator[];
  readonly contract?: ClaimContract;
  /** QTY: PT patients in the ambulance, FL units of obstetric anesthesia. */
  readonly quantities?: readonly QualifiedQuantity[];
  readonly testResults?: readonly TestResult[];
  /** AMT*T. */
  readonly salesTax?: Cents;
  /** AMT*F4. */
  readonly postage?: Cents;
  readonly purchasedService?: PurchasedService;
  readonly repricing?: Repricing;
  readonly drug?: ClaimDrug;
  readonly product?: ClaimProduct;
  readonly rendering?: ClaimProvider;
  readonly ordering?: ClaimProvider;
  readonly referring?: ClaimProvider;
  /** NM1*P3. */
  readonly primaryCare?: ClaimProvider;
  readonly supervising?: ClaimProvider;
  readonly facility?: ClaimProvider;
  /** Loop 2420B: the provider the service was bought from. */
  readonly purchasedFrom?: ClaimProvider;
  readonly forms?: readonly ClaimForm[];
  readonly adjudications: readonly LineAdjudication[];
}

export interface RelatedCauses {
  /** AA, EM, OA. */
  readonly causes: readonly string[];
  readonly autoState?: string;
  /** CLM11-5, of an accident by car outside the United States. */
  readonly country?: string;
}

/** Loop 2010AB. */
export interface PayTo {
  readonly address: X12Address;
  /** NM102, where it is not that of the billing provider. */
  readonly kind?: "person" | "organisation";
}

/** Everybody above a claim of any kind: loops 2000A, 2000B and 2000C. */
export interface ClaimParties {
  readonly billing: ClaimProvider;
  /** CUR02, when amounts are not in US dollars. */
  readonly currency?: string;
  readonly payTo?: PayTo;
  /** Loop 2010AC: a plan that has paid and asks for it back. */
  readonly payToPlan?: ClaimPayer;
  readonly subscriber: ClaimSubscriber;
  readonly payer: ClaimPayer;
  /** Present when the patient is not the subscriber. */
  readonly dependent?: ClaimDependent;
}

/** A bound on where the claim stands in the file it was read from. */
export interface ClaimPlace {
  /** Segments counted from ISA = 1. */
  readonly firstSegment: number;
  readonly lastSegment: number;
  /** ST02 of its transaction. */
  readonly transactionControl: string;
  /** The segment of each line's LX, in line order. */
  readonly lineSegments: readonly number[];
  /** The segment of its ST: a 999 counts from there (ST = 1). */
  readonly transactionSegment?: number;
  /** Bytes of the file from its own subscriber's HL, or its CLM when it shares one, up to and without `byteTo`. Absent when the file is cut off. */
  readonly byteFrom?: number;
  readonly byteTo?: number;
}

export interface ProfessionalClaim extends ClaimParties {
  /** CLM01: our number for the claim, which every answer carries back. */
  readonly controlNumber: string;
  readonly charge: Cents;
  /** CLM05-1. */
  readonly placeOfService: string;
  /** CLM05-3: 1 original, 7 replacement, 8 void. */
  readonly frequency: string;
  readonly providerSignature: boolean;
  /** CLM07: A, B, C. */
  readonly assignment: string;
  /** CLM08: Y, N, W. */
  readonly benefitsAssigned: string;
  /** CLM09: Y, I. */
  readonly releaseOfInformation: string;
  /** CLM10: P, when the provider signed for the patient. */
  readonly patientSignature?: string;
  readonly relatedCauses?: RelatedCauses;
  /** CLM12: 02 physically handicapped children, 03 special federal funding, 05 disability, 09 second opinion. */
  readonly specialProgram?: string;
  readonly delayReason?: string;
  /** Absent when nothing is sent beside the claim. */
  readonly attachments?: readonly Attachment[];
  /** K3: data that a law asks for. */
  readonly fileInformation?: readonly string[];
  readonly patientPaid?: Cents;
  readonly contract?: ClaimContract;
  readonly repricing?: Repricing;
  readonly ambulance?: Ambulance;
  readonly spinalManipulation?: SpinalManipulation;
  /** CRC. */
  readonly conditionIndicators?: readonly ConditionIndicator[];
  readonly diagnoses: readonly ClaimDiagnosis[];
  /** HI*BP and HI*BO: the surgery that the anesthesia was for, the principal one first. */
  readonly anesthesiaSurgeries?: readonly ClaimDiagnosis[];
  /** HI*BG. */
  readonly conditions?: readonly string[];
  readonly dates: readonly ClaimDate[];
  /** REF of 2300: F8 payer claim control number, G1 prior authorisation, 9F referral, X4 CLIA, EA record … */
  readonly identifiers: readonly X12Identifier[];
  readonly notes: readonly ClaimNote[];
  readonly rendering?: ClaimProvider;
  readonly referring?: ClaimProvider;
  /** NM1*P3: the primary care provider, beside who referred. */
  readonly primaryCare?: ClaimProvider;
  readonly supervising?: ClaimProvider;
  readonly facility?: ClaimProvider;
  readonly otherPayers: readonly OtherPayer[];
  readonly lines: readonly ClaimLine[];
  /** Set by the reader; the writer does not look at it. */
  readonly place?: ClaimPlace;
}

/** One ST … SE without its claims: what a streaming reader knows before the first claim. */
export type ProfessionalClaimBatchHead = Omit<ProfessionalClaimBatch, "claims">;

/** One ST … SE. */
export interface ProfessionalClaimBatch {
  /** ST02. */
  readonly control: string;
  /** BHT03: the number a 277CA gives back in its 2200B TRN. */
  readonly reference: string;
  /** BHT02: 00 original, 18 reissue. */
  readonly purpose: string;
  readonly createdOn: IsoDate;
  /** HHMM. */
  readonly createdAt: string;
  /** BHT06: CH, RP, 31. */
  readonly kind: string;
  readonly submitter: { readonly name: X12Name; readonly id: string; readonly contacts: readonly X12Contact[] };
  readonly receiver: { readonly name: string; readonly id: string };
  readonly claims: readonly ProfessionalClaim[];
}
