/** What posting works on, and the plan it makes. A plan is values: nothing has happened until it is saved. */
import type { ClaimEvent } from "../claims/model.ts";
import type { Cents } from "../kernel/cents.ts";
import type { Finding } from "../kernel/finding.ts";
import type { ChargeId, ClaimId, CoverageId, PatientId, PayerId, RemittanceId } from "../kernel/id.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { JournalEntry, JournalLine } from "../ledger/model.ts";
import type { Adjustment, LineAdjudication, OtherPayer } from "../x12/transactions/professional-claim.ts";
import type { DenialCategory } from "./code-words.ts";

/** A charge of a claim as posting needs it. */
export interface OpenCharge {
  readonly chargeId: ChargeId;
  /** LX01 on the claim. */
  readonly lineNumber: number;
  /** REF*6R as sent. */
  readonly controlNumber?: string;
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly serviceFrom: IsoDate;
  readonly serviceTo?: IsoDate;
  readonly amount: Cents;
  /** Insurance receivable of this claim's payer on the charge, before the plan. */
  readonly insuranceBalance: Cents;
}

/** An earlier posting of the claim that has not been reversed. */
export interface PriorPosting {
  readonly sourceKey: string;
  readonly payerControlNumber: string;
  /** CLP04. */
  readonly paid: Cents;
  readonly lines: readonly JournalLine[];
}

export interface OpenClaim {
  readonly claimId: ClaimId;
  readonly patientId: PatientId;
  readonly payerId: PayerId;
  /** CLM01 as sent. */
  readonly controlNumber: string;
  /** Every number that the payer gave the claim (277CA REF*1K, CLP07). */
  readonly payerControlNumbers: readonly string[];
  readonly rank: 1 | 2 | 3;
  /** CLM01 under which the earlier payer forwarded it: this payer answers with that number. */
  readonly forwardedAs?: string;
  readonly charges: readonly OpenCharge[];
  readonly postings: readonly PriorPosting[];
}

/** Who is asked after this payer. */
export interface NextPayer {
  readonly payerId: PayerId;
  readonly coverageId: CoverageId;
  /** When the claim to it already exists. */
  readonly claimId?: ClaimId;
}

/** An earlier PLB or refund letter that a recovery may settle. */
export interface OpenTakeBack {
  readonly reference: string;
  /** What is still to be taken, positive. */
  readonly amount: Cents;
}

export interface DenialToOpen {
  readonly claimId: ClaimId;
  readonly patientId: PatientId;
  readonly payerId: PayerId;
  readonly chargeId: ChargeId;
  readonly remittanceId: RemittanceId;
  readonly remittanceKey: string;
  readonly payerControlNumber: string;
  readonly decidedOn: IsoDate;
  /** The driving adjustment: the largest refused amount; ties by category. */
  readonly group: Adjustment["group"];
  readonly reason: string;
  readonly category: DenialCategory | "unknown";
  readonly kind: "denial" | "partial-denial" | "pr-denial";
  /** All refused cents of the line. They stay in the insurance receivable. */
  readonly amount: Cents;
  readonly adjustments: readonly Adjustment[];
  /** Line and claim remark codes, alerts included. */
  readonly remarks: readonly string[];
}

export type ExceptionKind =
  | "out-of-balance"
  | "debit-payment"
  | "unmatched-claim"
  | "unmatched-line"
  | "unmatched-reversal"
  | "reversal-differs"
  | "reversal-awaits-correction"
  | "already-adjudicated"
  | "predetermination"
  | "not-our-claim"
  | "unknown-carc"
  | "unknown-rarc"
  | "retired-group"
  | "patient-responsibility-differs"
  | "charge-differs"
  | "above-balance"
  | "secondary-contractual-capped"
  | "balance-bill"
  | "pending-review"
  | "informational-amount"
  | "provider-adjustment-unmatched"
  | "provider-adjustment-review";

/** Something a person must look at. `amount` is the money that waits for it. */
export interface PostingException {
  readonly kind: ExceptionKind;
  readonly finding: Finding;
  readonly words: string;
  readonly remittanceClaimIndex?: number;
  readonly claimId?: ClaimId;
  readonly chargeId?: ChargeId;
  readonly amount?: Cents;
}

/** What one remittance claim did. Cents with the sign of the file. */
/** A charge of which a payer has refused nothing. */
export interface AllowedLine {
  readonly chargeId: ChargeId;
  /** Paid, left to the patient or the next payer, and cut after the price. */
  readonly allowed: Cents;
}

export interface ClaimPosting {
  readonly remittanceClaimIndex: number;
  readonly sourceKey: string;
  readonly outcome: "posted" | "reversed" | "held";
  readonly claimId?: ClaimId;
  readonly paid: Cents;
  readonly contractual: Cents;
  readonly reductions: Cents;
  /** Moved to the patient or the next payer. */
  readonly patientShare: Cents;
  /** Refused, pending or told: still in this payer's receivable. */
  readonly left: Cents;
  /** Posting that this one undoes: its denials are void. */
  readonly reversedSourceKey?: string;
  /** Of a first payer's answer that was posted. */
  readonly allowed?: readonly AllowedLine[];
}

/** The next claim to make, or to expect from the payer when it forwarded the claim itself. */
export interface NextClaim {
  readonly claimId: ClaimId;
  readonly next: NextPayer;
  /** True: crossed over (CLP02 19, 20, 21 or NM1*TT): wait, do not bill again. */
  readonly forwarded: boolean;
  readonly amount: Cents;
  readonly remittanceClaimIndex: number;
}

export interface PostingPlan {
  /** Payer, trace, amount and date: the same payment has the same key whatever file brings it. */
  readonly remittanceKey: string;
  readonly entries: readonly JournalEntry[];
  readonly claimEvents: readonly { readonly claimId: ClaimId; readonly event: ClaimEvent }[];
  readonly claims: readonly ClaimPosting[];
  readonly denials: readonly DenialToOpen[];
  readonly nextClaims: readonly NextClaim[];
  readonly exceptions: readonly PostingException[];
  /** Zero entries and one exception with the proof when false. */
  readonly posted: boolean;
  /** What the bank must show: BPR02, and the sum of all cash lines of the plan, which is the same when posted. */
  readonly deposit: { readonly trace: string; readonly expected: Cents; readonly cash: Cents };
}

export interface OtherPayerInfo {
  readonly otherPayer: OtherPayer;
  /** 2430 by our line number (LX01). */
  readonly lines: ReadonlyMap<number, readonly LineAdjudication[]>;
}
