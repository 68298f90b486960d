/** What a payer remembers: its members' accumulators and its decisions. Plain values, so that it can be kept as JSON. */
import type { Cents } from "../kernel/cents.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { X12Address, X12Identifier, X12Name } from "../x12/transactions/professional-claim.ts";
import type { FaultKind } from "./faults.ts";
import type { PayerFile } from "./payer-file.ts";

export interface MemberYear {
  readonly planId: string;
  /** `patientKeyOf` of members.ts: the id, and for a dependent without an own id the name and birth date; or `familyKeyOf`. */
  readonly patientKey: string;
  readonly year: number;
  readonly deductible: Cents;
  readonly outOfPocket: Cents;
}

export interface DecidedAdjustment {
  readonly group: "CO" | "PR" | "OA" | "PI";
  /** CARC. */
  readonly reason: string;
  readonly amount: Cents;
}

export interface DecidedLine {
  readonly number: number;
  readonly qualifier: string;
  readonly procedure: string;
  readonly modifiers: readonly string[];
  /** Decimal as text. */
  readonly units: string;
  /** When only some of the units stood. */
  readonly unitsPaid?: string;
  readonly placeOfService: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly controlNumber?: string;
  readonly renderingNpi?: string;
  readonly taxonomy?: string;
  /** The number of the authorisation and of the referral that it was counted against. */
  readonly authorization?: string;
  readonly referral?: string;
  readonly charge: Cents;
  readonly allowed: Cents;
  readonly paid: Cents;
  readonly adjustments: readonly DecidedAdjustment[];
  /** RARCs. */
  readonly remarks: readonly string[];
  readonly denied: boolean;
  /** What it added to the member's accumulators. */
  readonly deductible: Cents;
  readonly outOfPocket: Cents;
  /** Why, in the payer's own words. Never sent. */
  readonly reasons: readonly string[];
}

export interface DecidedClaim {
  /** Unique: the payer's claim number, with R behind it for a reversal. */
  readonly key: string;
  readonly kind: "decision" | "reversal";
  /** Order of decision, and of payment within a day. */
  readonly sequence: number;
  readonly planId: string;
  /** CLP07 (ICN). A reversal carries the number of the claim it reverses. */
  readonly payerControlNumber: string;
  /** The claim that this one replaces: REF*F8 of the remittance. */
  readonly replaces?: string;
  /** The key of the claim that replaced or voided this one. */
  readonly supersededBy?: string;
  /** CLM01. */
  readonly controlNumber: string;
  /** CLP02. */
  readonly status: string;
  readonly frequency: string;
  readonly facilityType: string;
  readonly filingIndicator: string;
  readonly patientKey: string;
  readonly memberId: string;
  readonly patient: X12Name;
  /** Only when the patient is not the subscriber. */
  readonly insured?: X12Name;
  readonly rendering?: { readonly name: X12Name; readonly npi: string };
  readonly payee: {
    readonly name: string;
    readonly npi: string;
    readonly address?: X12Address;
    readonly identifiers: readonly X12Identifier[];
  };
  /** Who sent the claim, by the envelope: the remittance goes back there. */
  readonly receiver: { readonly qualifier: string; readonly id: string; readonly groupId: string; readonly test: boolean };
  readonly receivedOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly paidOn?: IsoDate;
  /** TRN02 of the payment. */
  readonly trace?: string;
  readonly charge: Cents;
  readonly paid: Cents;
  /** On a payment that came late: AMT*I and PLB L6. */
  readonly interest?: Cents;
  readonly remarks: readonly string[];
  readonly lines: readonly DecidedLine[];
  readonly reasons: readonly string[];
}

/** Money a payee owes because a remittance would have been negative: carried by PLB FB into a later payment. */
export interface ForwardBalance {
  readonly planId: string;
  readonly payeeNpi: string;
  readonly amount: Cents;
  /** TRN02 of the remittance that opened it. */
  readonly trace: string;
}

/** An overpayment that was added back (PLB WO −) and is taken from a payment later (PLB WO +). */
export interface Recovery {
  readonly planId: string;
  readonly payeeNpi: string;
  /** The payer's number of the claim that was overpaid. */
  readonly reference: string;
  readonly amount: Cents;
  readonly dueOn: IsoDate;
}

/** A mistake that the payer made though its rules said otherwise. */
export interface Fault {
  readonly key: string;
  readonly kind: FaultKind;
  readonly on: IsoDate;
  readonly planId?: string;
  /** CLM01 and the payer's number of the claim that it befell. */
  readonly controlNumber?: string;
  readonly claimNumber?: string;
  readonly patientKey?: string;
  readonly line?: number;
  /** Of a line or a payment: what it should have been, and what was said. */
  readonly expected?: Cents;
  readonly given?: Cents;
  readonly trace?: string;
  /** Name of the file that is wrong. */
  readonly file?: string;
  readonly words: string;
  /** A file that is sent later on account of it. */
  readonly follows?: { readonly on: IsoDate; readonly file: PayerFile; readonly sentOn?: IsoDate };
}

export interface PayerState {
  readonly v: 1;
  /** Next number of each sequence: interchange, claim, payment, acknowledgement. */
  readonly counters: Readonly<Record<string, number>>;
  readonly members: readonly MemberYear[];
  readonly claims: readonly DecidedClaim[];
  readonly balances: readonly ForwardBalance[];
  readonly recoveries: readonly Recovery[];
  readonly faults: readonly Fault[];
}

export function emptyPayerState(): PayerState {
  return { v: 1, counters: {}, members: [], claims: [], balances: [], recoveries: [], faults: [] };
}
