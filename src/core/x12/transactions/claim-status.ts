/** Claim status as values: the question (276) and the answer (277), 005010X212. One question or answer a claim. */
import type { Cents } from "../../kernel/cents.ts";
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { ClaimStatus } from "./acknowledgements.ts";
import type { InquiryParty } from "./eligibility.ts";
import type { ClaimProcedure, X12Contact, X12Identifier, X12Name } from "./professional-claim.ts";

export interface StatusPerson {
  readonly name: X12Name;
  /** NM108/09 of the subscriber. */
  readonly memberId?: X12Identifier;
  readonly birthDate?: IsoDate;
  readonly sex?: string;
}

/** What both have in common. */
export interface StatusSubject {
  readonly payer: InquiryParty;
  readonly receiver: InquiryParty;
  /** 2100C: the billing provider, perhaps the rendering one too. */
  readonly providers: readonly InquiryParty[];
  readonly subscriber: StatusPerson;
  readonly dependent?: StatusPerson;
}

export interface StatusQuestionLine {
  readonly procedure: ClaimProcedure;
  readonly charge?: Cents;
  readonly revenueCode?: string;
  readonly units?: Decimal;
  readonly controlNumber?: string;
  readonly serviceFrom?: IsoDate;
  readonly serviceTo?: IsoDate;
}

export interface StatusQuestion extends StatusSubject {
  /** TRN02. */
  readonly trace: string;
  /** 1K payer claim number, EJ our claim number, BLT bill type, D9 clearinghouse number … */
  readonly identifiers: readonly X12Identifier[];
  /** AMT*T3. */
  readonly charge?: Cents;
  readonly serviceFrom?: IsoDate;
  readonly serviceTo?: IsoDate;
  readonly lines: readonly StatusQuestionLine[];
}

/** One ST … SE of a 276. */
export interface StatusInquiry {
  readonly control: string;
  /** BHT03. */
  readonly reference: string;
  readonly createdOn?: IsoDate;
  readonly createdAt?: string;
  readonly questions: readonly StatusQuestion[];
}

/** STC of an answer. */
export interface StatusDetail {
  readonly statuses: readonly ClaimStatus[];
  /** STC02. */
  readonly on?: IsoDate;
  readonly charge?: Cents;
  readonly paid?: Cents;
  /** STC06 and STC08. */
  readonly decidedOn?: IsoDate;
  readonly paidOn?: IsoDate;
  /** STC09: check or trace number. */
  readonly trace?: string;
}

export interface StatusAnswerLine {
  readonly procedure: ClaimProcedure;
  readonly charge?: Cents;
  readonly paid?: Cents;
  readonly revenueCode?: string;
  readonly units?: Decimal;
  readonly statuses: readonly StatusDetail[];
  readonly controlNumber?: string;
  readonly serviceFrom?: IsoDate;
  readonly serviceTo?: IsoDate;
}

/** Of one claim; without subscriber when the question failed at the level of who asks or of the provider. */
export interface StatusAnswer extends Omit<StatusSubject, "subscriber"> {
  readonly contacts: readonly X12Contact[];
  readonly subscriber?: StatusPerson;
  /** TRN02, given back from the question. */
  readonly trace?: string;
  readonly statuses: readonly StatusDetail[];
  readonly identifiers: readonly X12Identifier[];
  readonly serviceFrom?: IsoDate;
  readonly serviceTo?: IsoDate;
  readonly lines: readonly StatusAnswerLine[];
}

/** One ST … SE of a 277. */
export interface StatusResponse {
  readonly control: string;
  readonly reference: string;
  readonly createdOn?: IsoDate;
  readonly createdAt?: string;
  readonly answers: readonly StatusAnswer[];
}
