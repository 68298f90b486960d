/** What comes back before any decision: TA1, 999 and 277CA as values. */
import type { Cents } from "../../kernel/cents.ts";
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { ClaimProcedure, X12Identifier, X12Name } from "./professional-claim.ts";

/** TA1: the envelope was taken or not. */
export interface InterchangeAcknowledgement {
  /** ISA13 of the file it answers. */
  readonly control: string;
  /** YYMMDD and HHMM of that file. */
  readonly date: string;
  readonly time: string;
  /** A, E or R. */
  readonly verdict: string;
  /** TA105. */
  readonly note: string;
}

/** 999: syntax and guide. One a functional group. */
export interface ImplementationAcknowledgement {
  readonly groupCode: string;
  readonly groupControl: string;
  readonly groupVersion?: string;
  readonly sets: readonly AcknowledgedSet[];
  /** AK901: A, E, P, R … */
  readonly verdict: string;
  readonly setsIncluded?: number;
  readonly setsReceived?: number;
  readonly setsAccepted?: number;
  readonly groupNotes: readonly string[];
}

export interface AcknowledgedSet {
  readonly set: string;
  readonly control: string;
  readonly guide?: string;
  /** IK501. */
  readonly verdict: string;
  readonly notes: readonly string[];
  readonly errors: readonly AcknowledgedSegmentError[];
}

export interface AcknowledgedSegmentError {
  readonly tag: string;
  /** Counted from ST = 1. */
  readonly position: number;
  readonly loop?: string;
  /** IK304. */
  readonly code: string;
  /** CTX of loop 2100. */
  readonly context: readonly ErrorContext[];
  readonly elements: readonly {
    readonly element: number;
    readonly component?: number;
    readonly repetition?: number;
    readonly reference?: string;
    /** IK403. */
    readonly code: string;
    readonly value?: string;
    /** CTX of loop 2110. */
    readonly context?: readonly ErrorContext[];
  }[];
}

/** CTX: whose data is wrong, or what made it required. */
export interface ErrorContext {
  /** CTX01: SITUATIONAL TRIGGER alone, or elements with what stands in them (CLM01, A-1001). */
  readonly names: readonly { readonly name: string; readonly value?: string }[];
  /** CTX02 to CTX04: the segment that the trigger stands in, its position from ST = 1, its loop. */
  readonly tag?: string;
  readonly position?: number;
  readonly loop?: string;
  /** CTX05. */
  readonly element?: number;
  readonly component?: number;
  readonly repetition?: number;
  /** CTX06. */
  readonly reference?: string;
}

/** One composite of an STC. */
export interface ClaimStatus {
  /** A0–A8 … */
  readonly category: string;
  readonly status: string;
  readonly entity?: string;
  /** RX, when the status is one of the pharmacies' list. */
  readonly list?: string;
}

export interface StatusInformation {
  readonly statuses: readonly ClaimStatus[];
  readonly on?: IsoDate;
  /** WQ accepted, U rejected. */
  readonly action?: string;
  readonly amount?: Cents;
  readonly text?: string;
}

export interface AcknowledgedClaim {
  readonly patient?: { readonly name: X12Name; readonly memberId?: X12Identifier };
  /** TRN02 of 2200D = CLM01. */
  readonly controlNumber: string;
  readonly statuses: readonly StatusInformation[];
  /** REF*1K. */
  readonly payerControlNumber?: string;
  /** REF*D9. */
  readonly clearinghouseNumber?: string;
  /** REF*BLT. */
  readonly billType?: string;
  readonly serviceFrom?: IsoDate;
  readonly serviceTo?: IsoDate;
  readonly lines: readonly {
    readonly procedure: ClaimProcedure;
    readonly charge?: Cents;
    /** SVC04. */
    readonly revenueCode?: string;
    /** SVC07. */
    readonly units?: Decimal;
    readonly controlNumber?: string;
    /** REF*XZ. */
    readonly prescription?: string;
    readonly serviceFrom?: IsoDate;
    /** Equal to serviceFrom for one day. */
    readonly serviceTo?: IsoDate;
    readonly statuses: readonly StatusInformation[];
  }[];
}

/** QTY and AMT of 2200B or 2200C: how many claims were accepted and rejected, and for how much. */
export interface AcknowledgementTotals {
  readonly accepted?: number;
  readonly rejected?: number;
  readonly acceptedAmount?: Cents;
  readonly rejectedAmount?: Cents;
}

export interface SourceReceipt {
  readonly trace: string;
  readonly receivedOn?: IsoDate;
  readonly processedOn?: IsoDate;
}

/** NM1 of 2100C. */
export interface AcknowledgedProviderName {
  readonly name: X12Name;
  readonly npi?: string;
  /** NM108 and NM109 where they are not an NPI: FI, SV. */
  readonly id?: X12Identifier;
}

/** 277CA, one ST … SE. */
export interface ClaimAcknowledgement {
  readonly control: string;
  readonly reference: string;
  readonly createdOn?: IsoDate;
  /** HHMM. */
  readonly createdAt?: string;
  readonly source: {
    readonly name: string;
    readonly id?: string;
    /** NM108 of the id: 46, FI, PI, XV. */
    readonly idQualifier?: string;
    /** NM101: PR payer, AY clearinghouse. */
    readonly role?: string;
    /** TRN02 of 2200A: the source's own number for what it received. */
    readonly trace?: string;
    /** DTP*050. */
    readonly receivedOn?: IsoDate;
    /** DTP*009. */
    readonly processedOn?: IsoDate;
    /** Of further transmissions that are answered together (2200A repeats). */
    readonly furtherReceipts?: readonly SourceReceipt[];
  };
  readonly receivers: readonly {
    readonly name: X12Name;
    readonly id?: string;
    /** TRN02 of 2200B = BHT03 of the 837. */
    readonly batchReference?: string;
    readonly totals?: AcknowledgementTotals;
    readonly statuses: readonly StatusInformation[];
    readonly providers: readonly (AcknowledgedProviderName & {
      /** Further names of the provider (2100C repeats). */
      readonly furtherNames?: readonly AcknowledgedProviderName[];
      /** TRN02 of 2200C; 0 is written when something else is said there. */
      readonly trace?: string;
      readonly identifiers?: readonly X12Identifier[];
      readonly totals?: AcknowledgementTotals;
      readonly statuses: readonly StatusInformation[];
      readonly claims: readonly AcknowledgedClaim[];
    })[];
  }[];
}
