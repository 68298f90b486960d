/** A claim: what is asked of one payer for one visit. It has versions; its state is the fold of its events. */
import type { ChargeId, ClaimId, CoverageId, DenialId, EncounterId, PatientId, PayerId } from "../kernel/id.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { ProfessionalClaim } from "../x12/transactions/professional-claim.ts";

/** CLM05-3. */
export type ClaimFrequency = "1" | "7" | "8";

export interface Claim {
  readonly id: ClaimId;
  readonly encounterId: EncounterId;
  readonly patientId: PatientId;
  readonly coverageId: CoverageId;
  readonly payerId: PayerId;
  /** CLM01 of every version: never changes. */
  readonly controlNumber: string;
  readonly rank: 1 | 2 | 3;
  /** 1 for the first version made; a replacement, void or resent claim is the next. */
  readonly version: number;
  readonly frequency: ClaimFrequency;
  /** The values that will be or were sent. */
  readonly content: ProfessionalClaim;
  /** The charge behind each line of the content, in line order. */
  readonly chargeIds: readonly ChargeId[];
  readonly state: ClaimState;
}

export type ClaimState =
  | "draft"
  | "held"
  | "ready"
  | "queued"
  | "submitted"
  | "file-accepted"
  | "rejected"
  | "accepted"
  | "paid"
  | "partly-paid"
  | "denied"
  | "to-patient"
  | "reversed"
  | "voided"
  | "closed";

/** Who did it, by name and, when they had signed in, by account: two people may have one name. */
export interface Doer {
  readonly by: string;
  readonly account?: number;
}

/** What happened to a claim, in order. The payload is versioned by `v`. */
export type ClaimEvent =
  | {
      readonly v: 1;
      readonly kind: "drafted";
      readonly version: number;
      readonly frequency: ClaimFrequency;
      readonly why: string;
      /** Who made the first claim of a visit; absent when the program did, or nobody was noted. */
      readonly by?: string;
      /** Theirs. */
      readonly account?: number;
      /** Made by a correction: what to go back to when it is undone. */
      readonly correction?: CorrectionUndo;
    }
  /** A new version that never left is given up: the claim is as it was before it. */
  | { readonly v: 1; readonly kind: "withdrawn"; readonly by: string }
  /** The earlier payer forwarded it itself: it is with this payer and is not sent by us. `by`: that payer. */
  | { readonly v: 1; readonly kind: "crossed-over"; readonly by: string }
  | { readonly v: 1; readonly kind: "held"; readonly findings: number }
  | { readonly v: 1; readonly kind: "passed" }
  | ({ readonly v: 1; readonly kind: "released" } & Doer)
  | { readonly v: 1; readonly kind: "taken-back"; readonly by: string }
  | {
      readonly v: 1;
      readonly kind: "written";
      readonly fileName: string;
      readonly sha256: string;
      readonly interchange: string;
      readonly batch: string;
    }
  | { readonly v: 1; readonly kind: "file-accepted"; readonly by: "TA1" | "999"; readonly inboundFileId: number }
  | {
      readonly v: 1;
      readonly kind: "file-rejected";
      readonly by: "TA1" | "999";
      readonly inboundFileId: number;
      readonly codes: readonly string[];
      readonly words: string;
    }
  | {
      readonly v: 1;
      readonly kind: "acknowledged";
      readonly inboundFileId: number;
      readonly payerControlNumber?: string;
      readonly codes: readonly string[];
    }
  | {
      readonly v: 1;
      readonly kind: "claim-rejected";
      readonly inboundFileId: number;
      readonly codes: readonly string[];
      readonly words: string;
    }
  | {
      readonly v: 1;
      readonly kind: "adjudicated";
      readonly remittanceId: number;
      readonly outcome: "paid" | "partly-paid" | "denied" | "to-patient";
      readonly payerControlNumber: string;
      /** Cents. */
      readonly paid: number;
    }
  | { readonly v: 1; readonly kind: "reversed"; readonly remittanceId: number; readonly payerControlNumber: string }
  | { readonly v: 1; readonly kind: "closed"; readonly why: string };

/** What stood in the record before a correction. */
export interface CorrectionUndo {
  readonly memberId?: string;
  readonly authorisation?: string;
  readonly referring?: { readonly name: { readonly last: string; readonly first: string }; readonly npi: string };
  readonly lines: readonly { readonly chargeId: ChargeId; readonly modifiers: readonly string[]; readonly pointers: readonly number[] }[];
  /** The cases that wait for it. */
  readonly denialIds: readonly DenialId[];
}

export interface DatedClaimEvent {
  readonly sequence: number;
  readonly on: IsoDate;
  readonly event: ClaimEvent;
}
