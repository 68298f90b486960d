/**
 * A review of services beforehand (278, 005010X217) as values: the request for it and the answer, which repeats the request
 * and says what is certified. One patient a transaction.
 */
import type { Cents } from "../../kernel/cents.ts";
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { ConditionIndicator } from "./claim-supplements.ts";
import type { Tooth } from "./dental-claim.ts";
import type { BenefitDelivery } from "./eligibility.ts";
import type {
  Attachment,
  ClaimDate,
  ClaimProcedure,
  RelatedCauses,
  X12Address,
  X12Contact,
  X12Identifier,
  X12Name,
} from "./professional-claim.ts";
import type { ReviewAdmission, ReviewHomeHealth, ReviewManipulation, ReviewOxygen, ReviewTransport } from "./review-details.ts";

/** AAA: why something is refused. */
export interface ReviewRefusal {
  /** AAA01: whether the request itself was valid. */
  readonly valid: boolean;
  readonly reason?: string;
  readonly followUp?: string;
}

/** The payer, who asks, and providers of an event or a service. */
export interface ReviewParty {
  /** NM101: X3 reviewer, 1P who asks, SJ service provider, 77 facility … */
  readonly role: string;
  readonly name: X12Name;
  readonly id?: X12Identifier;
  /** PRV01 and PRV03. */
  readonly specialty?: X12Identifier;
  readonly address?: X12Address;
  readonly identifiers: readonly X12Identifier[];
  readonly contacts: readonly X12Contact[];
  readonly refusals: readonly ReviewRefusal[];
}

export interface ReviewPerson {
  readonly name: X12Name;
  readonly memberId?: X12Identifier;
  readonly address?: X12Address;
  readonly identifiers: readonly X12Identifier[];
  readonly birthDate?: IsoDate;
  readonly sex?: string;
  /** INS02; of a dependent. */
  readonly relationship?: string;
  /** INS08, of a subscriber: employment status. */
  readonly employment?: string;
  /** INS17: of children born together. */
  readonly birthOrder?: number;
  readonly refusals: readonly ReviewRefusal[];
}

/** HCR. */
export interface ReviewDecision {
  /** A1 certified, A2 partly, A3 not certified, A4 pended, A6 modified, C cancelled, CT contact, NA not required. */
  readonly action: string;
  /** The number of the certification. */
  readonly number?: string;
  readonly reason?: string;
  /** HCR04: Y when a second surgical opinion is asked for. */
  readonly secondOpinion?: string;
}

/** UM. */
export interface ReviewKind {
  /** UM01: HS health services, AR admission, SC specialty care, IN. */
  readonly category?: string;
  /** UM02: I first, R renewal, 3 cancel … */
  readonly certification?: string;
  /** UM03. */
  readonly serviceType?: string;
  /** UM04-1 and UM04-2: a place of service (B) or a bill type (A). */
  readonly place?: X12Identifier;
  /** UM04-3: frequency of a bill type. */
  readonly placeFrequency?: string;
  /** UM05. */
  readonly relatedCauses?: RelatedCauses;
  /** UM06. */
  readonly urgency?: string;
  /** UM07: the patient's condition now. */
  readonly condition?: string;
  /** UM08. */
  readonly prognosis?: string;
  /** UM09. */
  readonly releaseOfInformation?: string;
  /** UM10. */
  readonly delayReason?: string;
}

export interface ReviewTrace {
  readonly kind: string;
  readonly number: string;
  readonly originator: string;
  readonly division?: string;
}

interface Reviewed {
  readonly traces: readonly ReviewTrace[];
  readonly refusals: readonly ReviewRefusal[];
  readonly kind?: ReviewKind;
  readonly decision?: ReviewDecision;
  readonly identifiers: readonly X12Identifier[];
  readonly dates: readonly ClaimDate[];
  readonly delivery?: BenefitDelivery;
  /** PWK. */
  readonly attachments?: readonly Attachment[];
  readonly message?: string;
  readonly providers: readonly ReviewParty[];
}

/** 2000F. */
export interface ReviewedService extends Reviewed {
  /** SV1, SV2 or SV3; absent when the level names no service. */
  readonly of?: "professional" | "institutional" | "dental";
  readonly procedure?: ClaimProcedure;
  readonly revenueCode?: string;
  readonly charge?: Cents;
  readonly unitKind?: string;
  readonly units?: Decimal;
  /** SV107: 1-based positions in the diagnoses of the event. */
  readonly pointers?: readonly number[];
  /** SV111: Y or N. */
  readonly epsdt?: string;
  /** SV120 or SV209: level of care in a nursing home. */
  readonly levelOfCare?: string;
  /** SV206. */
  readonly unitRate?: Decimal;
  /** SV210. */
  readonly residence?: string;
  /** SV304: areas of the mouth. */
  readonly areas?: readonly string[];
  /** SV305: I first, R replacement. */
  readonly prosthesis?: string;
  /** SV307. */
  readonly description?: string;
  /** TOO. */
  readonly teeth?: readonly Tooth[];
}

/** HI. */
export interface ReviewDiagnosis {
  readonly qualifier: string;
  readonly code: string;
  /** When it was made. */
  readonly on?: IsoDate;
}

/** Loop 2010EB: a place of a transport. */
export interface ReviewTransportStop {
  /** NM101: PW pick-up, 45 drop-off, FS final, ND next, R3 next scheduled. */
  readonly role: string;
  readonly name?: string;
  readonly address?: X12Address;
}

/** Loop 2010EC: another organisation that refused before. */
export interface EarlierReviewer {
  readonly name: string;
  /** REF*ZZ: what it said. */
  readonly refusal?: X12Identifier;
  readonly refusedOn?: IsoDate;
}

/** 2000E with the services under it. */
export interface ReviewedEvent extends Reviewed {
  readonly diagnoses: readonly ReviewDiagnosis[];
  /** CRC. */
  readonly conditionIndicators?: readonly ConditionIndicator[];
  readonly admission?: ReviewAdmission;
  readonly transport?: ReviewTransport;
  readonly manipulation?: ReviewManipulation;
  readonly oxygen?: ReviewOxygen;
  readonly homeHealth?: ReviewHomeHealth;
  readonly stops?: readonly ReviewTransportStop[];
  readonly earlierReviewers?: readonly EarlierReviewer[];
  readonly services: readonly ReviewedService[];
}

/** One ST … SE. */
export interface ServicesReview {
  readonly control: string;
  /** BHT02: 13 request, 01 cancellation, 36; 11 response. */
  readonly purpose: string;
  readonly reference: string;
  readonly createdOn?: IsoDate;
  /** HHMM. */
  readonly createdAt: string;
  /** BHT06: 18, 19, AT, RU. */
  readonly transactionKind?: string;
  /** Its `levelRefusals` are of the whole request. */
  readonly payer: ReviewParty & { readonly levelRefusals: readonly ReviewRefusal[] };
  /** Absent when the payer's own level refuses. */
  readonly requester?: ReviewParty;
  readonly subscriber?: ReviewPerson;
  readonly dependent?: ReviewPerson;
  readonly events: readonly ReviewedEvent[];
}
