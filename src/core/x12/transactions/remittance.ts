/** The remittance (835, 005010X221A1) as values. Amounts keep the sign of the file. */
import type { Cents } from "../../kernel/cents.ts";
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { InpatientAdjudication, OutpatientAdjudication } from "./adjudication-information.ts";
import type { QualifiedQuantity } from "./claim-supplements.ts";
import type { Adjustment, ClaimProcedure, X12Address, X12Contact, X12Identifier, X12Name } from "./professional-claim.ts";
import type { ClaimBlock } from "./remittance-summaries.ts";

export interface RemittancePayment {
  /** BPR01: I, C, D, H, P, U, X. */
  readonly handling: string;
  /** BPR02, not negative. */
  readonly amount: Cents;
  /** BPR03: C or D. */
  readonly creditOrDebit: string;
  /** BPR04: ACH, BOP, CHK, FWT, NON. */
  readonly method: string;
  /** BPR16. */
  readonly paidOn?: IsoDate;
  /** TRN02: check or EFT trace number. */
  readonly trace: string;
  /** TRN03: 1 and the payer's tax id. */
  readonly originator: string;
  /** TRN04. */
  readonly division?: string;
  /** BPR10, where it is not TRN03 beside a bank of the payer. */
  readonly transferOriginator?: string;
  /** BPR11. */
  readonly transferDivision?: string;
  /** BPR05: CCP, CTX. */
  readonly format?: string;
  /** BPR06–09: qualifier and number of the payer's bank, then of its account. */
  readonly payerBank?: X12Identifier;
  readonly payerAccount?: X12Identifier;
  /** BPR12–15: qualifier and number of the payee's bank, then of its account. */
  readonly payeeBank?: X12Identifier;
  readonly payeeAccount?: X12Identifier;
}

export interface RemittanceLine {
  readonly procedure: ClaimProcedure;
  readonly charge: Cents;
  readonly paid: Cents;
  readonly revenueCode?: string;
  /** SVC05; absent means 1. */
  readonly units?: Decimal;
  /** SVC06 when the payer changed the code. */
  readonly submittedProcedure?: ClaimProcedure;
  readonly submittedUnits?: Decimal;
  readonly serviceFrom?: IsoDate;
  readonly serviceTo?: IsoDate;
  readonly adjustments: readonly Adjustment[];
  /** REF*6R: the number of our charge line. */
  readonly controlNumber?: string;
  readonly identifiers: readonly X12Identifier[];
  /** AMT*B6. */
  readonly allowed?: Cents;
  /** Every AMT, B6 included. */
  readonly amounts: readonly { readonly qualifier: string; readonly amount: Cents }[];
  /** QTY. */
  readonly quantities?: readonly QualifiedQuantity[];
  /** LQ*HE. */
  readonly remarks: readonly string[];
  /** LQ*RX: reject codes of the pharmacies' standard. */
  readonly rejectCodes?: readonly string[];
  readonly segment?: number;
}

export interface RemittanceClaim {
  /** CLP01: our claim's number. */
  readonly patientControlNumber: string;
  /** CLP02: 1, 2, 3, 4, 19–23, 25. */
  readonly status: string;
  readonly charge: Cents;
  readonly paid: Cents;
  /** CLP05; absent counts as zero. */
  readonly patientResponsibility?: Cents;
  readonly filingIndicator: string;
  /** CLP07. */
  readonly payerControlNumber: string;
  readonly facilityType?: string;
  readonly frequency?: string;
  /** CLP11. */
  readonly drg?: string;
  /** CLP12. */
  readonly drgWeight?: Decimal;
  /** CLP13. */
  readonly dischargeFraction?: Decimal;
  readonly patient: { readonly name: X12Name; readonly id?: X12Identifier };
  readonly insured?: { readonly name: X12Name; readonly id?: X12Identifier };
  readonly corrected?: { readonly name: X12Name; readonly id?: X12Identifier };
  readonly rendering?: { readonly name: X12Name; readonly id?: X12Identifier };
  /** NM1*TT. */
  readonly crossover?: { readonly name: string; readonly id?: X12Identifier };
  /** NM1*PR: the payer that should have come first. */
  readonly correctedPriorityPayer?: { readonly name: string; readonly id?: X12Identifier };
  /** NM1*GB: the subscriber at that payer. */
  readonly otherSubscriber?: { readonly name: X12Name; readonly id?: X12Identifier };
  readonly adjustments: readonly Adjustment[];
  readonly inpatient?: InpatientAdjudication;
  readonly outpatient?: OutpatientAdjudication;
  /** MOA03–07 or MIA05, 20–23. */
  readonly remarks: readonly string[];
  readonly identifiers: readonly X12Identifier[];
  readonly statementFrom?: IsoDate;
  readonly statementTo?: IsoDate;
  /** DTM*050. */
  readonly receivedOn?: IsoDate;
  /** DTM*036. */
  readonly coverageExpiredOn?: IsoDate;
  /** PER*CX. */
  readonly contacts?: readonly X12Contact[];
  /** QTY: CA covered, NE not covered, PS prescription … */
  readonly quantities?: readonly QualifiedQuantity[];
  readonly amounts: readonly { readonly qualifier: string; readonly amount: Cents }[];
  readonly lines: readonly RemittanceLine[];
  readonly segment?: number;
}

/** One pair of a PLB. Positive takes money from the payment, negative adds to it. */
export interface ProviderAdjustment {
  readonly providerId: string;
  readonly fiscalPeriodEnd?: IsoDate;
  readonly reason: string;
  readonly reference?: string;
  readonly amount: Cents;
  readonly segment?: number;
}

/** RDM. */
export interface RemittanceDelivery {
  /** RDM01: BM by mail, EM by e-mail, FT by file transfer, OL on line. */
  readonly method: string;
  /** RDM02. */
  readonly name?: string;
  /** RDM03. */
  readonly number?: string;
}

/** One ST … SE without its claims and provider adjustments: what a streaming reader knows before the first claim. */
export type RemittanceHead = Omit<Remittance, "claims" | "providerAdjustments">;

/** One ST … SE: one payment. */
export interface Remittance {
  readonly control: string;
  readonly payment: RemittancePayment;
  readonly producedOn?: IsoDate;
  /** CUR02. */
  readonly currency?: string;
  /** REF before the payer: EV the receiver, F2 the version of the payer's program. */
  readonly identifiers?: readonly X12Identifier[];
  readonly payer: {
    readonly name: string;
    readonly id?: X12Identifier;
    readonly address?: X12Address;
    readonly identifiers: readonly X12Identifier[];
    readonly contacts: readonly (X12Contact & { readonly kind: string })[];
  };
  readonly payee: {
    readonly name: string;
    readonly id: X12Identifier;
    readonly address?: X12Address;
    readonly identifiers: readonly X12Identifier[];
    /** RDM: how the remittance is delivered. */
    readonly delivery?: RemittanceDelivery;
  };
  readonly claims: readonly RemittanceClaim[];
  /** Only when there is more than the one block that is numbered 1, or when a block has sums. */
  readonly blocks?: readonly ClaimBlock[];
  readonly providerAdjustments: readonly ProviderAdjustment[];
  readonly segment?: number;
}
