/**
 * A review of services beforehand (278, 005010X217) as values: the request for it and the answer, which repeats the request
 * and says what is certified. One patient a transaction.
 */
import type { Cents } from "../../kernel/cents.ts";
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { ClaimDate, ClaimProcedure, X12Address, X12Contact, X12Identifier, X12Name } from "./professional-claim.ts";

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
  readonly refusals: readonly ReviewRefusal[];
}

/** HCR. */
export interface ReviewDecision {
  /** A1 certified, A2 partly, A3 not certified, A4 pended, A6 modified, C cancelled, CT contact, NA not required. */
  readonly action: string;
  /** The number of the certification. */
  readonly number?: string;
  readonly reason?: string;
}

/** HSD: how much, how often, how long. */
export interface ReviewDelivery {
  readonly quantityKind?: string;
  readonly quantity?: Decimal;
  readonly unit?: string;
  readonly perUnit?: Decimal;
  readonly periodKind?: string;
  readonly periods?: Decimal;
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
  /** UM06. */
  readonly urgency?: string;
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
  readonly delivery?: ReviewDelivery;
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
}

/** 2000E with the services under it. */
export interface ReviewedEvent extends Reviewed {
  readonly diagnoses: readonly { readonly qualifier: string; readonly code: string }[];
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
  /** Its `levelRefusals` are of the whole request. */
  readonly payer: ReviewParty & { readonly levelRefusals: readonly ReviewRefusal[] };
  /** Absent when the payer's own level refuses. */
  readonly requester?: ReviewParty;
  readonly subscriber?: ReviewPerson;
  readonly dependent?: ReviewPerson;
  readonly events: readonly ReviewedEvent[];
}
