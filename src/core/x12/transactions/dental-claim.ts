/** The dental claim (837D, 005010X224A2) as values: what a dentist asks of one payer, or asks it to price beforehand. */
import type { Cents } from "../../kernel/cents.ts";
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { ClaimContract } from "./claim-supplements.ts";
import type {
  Attachment,
  ClaimDate,
  ClaimDiagnosis,
  ClaimNote,
  ClaimParties,
  ClaimProcedure,
  ClaimProvider,
  LineAdjudication,
  OtherPayer,
  ProfessionalClaimBatchHead,
  RelatedCauses,
  X12Identifier,
} from "./professional-claim.ts";
import type { Repricing } from "./repricing.ts";

/** DN1. */
export interface Orthodontics {
  /** DN101: months of treatment. */
  readonly months?: Decimal;
  /** DN102: months that remain, of a treatment that another began. */
  readonly monthsLeft?: Decimal;
  /** DN104. */
  readonly text?: string;
}

/** DN2: a tooth that is missing (M) or to be taken out (E). */
export interface ToothStatus {
  readonly tooth: string;
  readonly status: string;
}

/** TOO: a tooth, and the surfaces of it. */
export interface Tooth {
  readonly tooth?: string;
  /** B, D, F, I, L, M, O. */
  readonly surfaces: readonly string[];
}

/** Loop 2400. */
export interface DentalLine {
  /** LX01. */
  readonly number: number;
  readonly procedure: ClaimProcedure;
  readonly charge: Cents;
  /** SV303; absent when the claim's place of service holds. */
  readonly placeOfService?: string;
  /** SV304: areas of the mouth. */
  readonly areas: readonly string[];
  /** SV305: I first, R replacement. */
  readonly prosthesis?: string;
  /** SV306. */
  readonly count?: Decimal;
  /** SV311: 1-based positions in the claim's diagnoses. */
  readonly pointers: readonly number[];
  readonly teeth: readonly Tooth[];
  /** DTP*472. */
  readonly servedOn?: IsoDate;
  /** 139, 441 placed before, 452 placed, 446 replaced, 196 begun, 198 ended. */
  readonly dates: readonly ClaimDate[];
  readonly contract?: ClaimContract;
  /** REF*6R. */
  readonly controlNumber?: string;
  readonly identifiers: readonly X12Identifier[];
  /** AMT*T. */
  readonly salesTax?: Cents;
  /** K3. */
  readonly fileInformation?: readonly string[];
  readonly repricing?: Repricing;
  readonly rendering?: ClaimProvider;
  readonly assistant?: ClaimProvider;
  readonly supervising?: ClaimProvider;
  readonly facility?: ClaimProvider;
  readonly adjudications: readonly LineAdjudication[];
}

export interface DentalClaim extends ClaimParties {
  /** CLM01. */
  readonly controlNumber: string;
  readonly charge: Cents;
  readonly placeOfService: string;
  /** CLM05-3. */
  readonly frequency: string;
  readonly providerSignature: boolean;
  readonly assignment: string;
  readonly benefitsAssigned: string;
  readonly releaseOfInformation: string;
  readonly relatedCauses?: RelatedCauses;
  /** CLM12. */
  readonly specialProgram?: string;
  /** CLM19 = PB: what it would pay is asked, nothing was done yet. */
  readonly isPredetermination: boolean;
  readonly delayReason?: string;
  /** DTP*472 of the claim, when all lines share it. */
  readonly servedFrom?: IsoDate;
  readonly servedTo?: IsoDate;
  /** 439 accident, 452 appliance placed, 050 received. */
  readonly dates: readonly ClaimDate[];
  readonly orthodontics?: Orthodontics;
  readonly toothStatus: readonly ToothStatus[];
  readonly attachments: readonly Attachment[];
  readonly contract?: ClaimContract;
  readonly repricing?: Repricing;
  /** K3: data that a law asks for. */
  readonly fileInformation?: readonly string[];
  /** AMT*F5. */
  readonly patientPaid?: Cents;
  readonly identifiers: readonly X12Identifier[];
  readonly notes: readonly ClaimNote[];
  readonly diagnoses: readonly ClaimDiagnosis[];
  readonly referring?: ClaimProvider;
  /** NM1*P3: the primary care provider, beside who referred. */
  readonly primaryCare?: ClaimProvider;
  readonly rendering?: ClaimProvider;
  readonly facility?: ClaimProvider;
  readonly assistant?: ClaimProvider;
  readonly supervising?: ClaimProvider;
  readonly otherPayers: readonly OtherPayer[];
  readonly lines: readonly DentalLine[];
}

/** One ST … SE. */
export interface DentalClaimBatch extends ProfessionalClaimBatchHead {
  readonly claims: readonly DentalClaim[];
}
