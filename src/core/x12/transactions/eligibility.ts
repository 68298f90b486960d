/**
 * Eligibility as values: the question (270) and the answer (271), 005010X279A1. One question or answer a person, with the
 * payer and who asks repeated in each.
 */
import type { Cents } from "../../kernel/cents.ts";
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { MilitaryService } from "./military-service.ts";
import type { ClaimDate, ClaimDiagnosis, ClaimProcedure, X12Address, X12Contact, X12Identifier, X12Name } from "./professional-claim.ts";

/** A payer, provider or other party by NM1. */
export interface InquiryParty {
  /** NM101. */
  readonly role: string;
  readonly name: X12Name;
  readonly id?: X12Identifier;
}

/** Who asks: 2100B. */
export interface EligibilityReceiver extends InquiryParty {
  readonly identifiers: readonly X12Identifier[];
  readonly address?: X12Address;
  /** PRV01, where it is not PE or stands alone. */
  readonly providerKind?: string;
  /** PRV03. */
  readonly taxonomy?: string;
}

/** TRN: 1 of the one who writes the file, 2 given back from the question. */
export interface InquiryTrace {
  readonly kind: string;
  readonly number: string;
  /** TRN03. */
  readonly originator: string;
  /** TRN04. */
  readonly division?: string;
}

export interface EligibilityPerson {
  /** Absent when the question names nobody. */
  readonly name?: X12Name;
  readonly memberId?: X12Identifier;
  readonly identifiers: readonly X12Identifier[];
  readonly address?: X12Address;
  readonly birthDate?: IsoDate;
  /** DMG03. */
  readonly sex?: string;
  /** INS02. */
  readonly relationship?: string;
  /** INS03 and INS04: 001 with 25, when the payer changed what identifies the person. */
  readonly maintenance?: string;
  readonly maintenanceReason?: string;
  /** INS17: of children born together. */
  readonly birthOrder?: number;
  /** PRV01. */
  readonly providerKind?: string;
  /** PRV02 and PRV03: PXC and the taxonomy, or another number. */
  readonly specialty?: X12Identifier;
  /** HI. */
  readonly diagnoses?: readonly ClaimDiagnosis[];
  readonly military?: MilitaryService;
  /** DTP of a subscriber above a dependent; those of the person asked about stand beside the person. */
  readonly dates?: readonly ClaimDate[];
}

/** 2110C or 2110D of the question. */
export interface ServiceQuestion {
  /** EQ01: 30 is the plan as a whole. */
  readonly types: readonly string[];
  readonly procedure?: ClaimProcedure;
  /** EQ03. */
  readonly coverage?: string;
  /** EQ05: 1-based positions in the person's diagnoses. */
  readonly pointers?: readonly number[];
  /** AMT: R spend-down, PB billed. */
  readonly amounts?: readonly { readonly qualifier: string; readonly amount: Cents }[];
  /** III. */
  readonly places?: readonly BenefitPlace[];
  readonly identifiers: readonly X12Identifier[];
  readonly dates: readonly ClaimDate[];
}

/** III: a place of service or a diagnosis that the benefit is about. */
export interface BenefitPlace {
  /** III01: ZZ place of service, ABK and BK diagnosis, NI nature of injury … */
  readonly qualifier?: string;
  /** III02. */
  readonly code?: string;
  /** III03: 44, with III04 in words. */
  readonly category?: string;
  readonly text?: string;
}

/** HSD: how much, how often, how long. */
export interface BenefitDelivery {
  /** HSD01: VS visits, HS hours, DY days … */
  readonly quantityKind?: string;
  readonly quantity?: Decimal;
  /** HSD03: DA day, MO month, VS visit … */
  readonly unit?: string;
  /** HSD04. */
  readonly perUnit?: Decimal;
  /** HSD05: 23 calendar year, 27 visit … */
  readonly periodKind?: string;
  readonly periods?: Decimal;
  /** HSD07: days of the week. */
  readonly pattern?: string;
  /** HSD08. */
  readonly time?: string;
}

/** Loop 2120. */
export interface RelatedParty extends InquiryParty {
  /** NM110: 01 parent, 41 spouse, 72 unknown … */
  readonly relationship?: string;
  readonly address?: X12Address;
  readonly contacts?: readonly X12Contact[];
  /** PRV01. */
  readonly providerKind?: string;
  /** PRV02 and PRV03: PXC and the taxonomy, or another number. */
  readonly specialty?: X12Identifier;
}

export interface EligibilityQuestion {
  readonly payer: InquiryParty;
  readonly receiver: EligibilityReceiver;
  readonly traces: readonly InquiryTrace[];
  readonly subscriber: EligibilityPerson;
  readonly dependent?: EligibilityPerson;
  readonly dates: readonly ClaimDate[];
  readonly services: readonly ServiceQuestion[];
}

/** One ST … SE of a 270. */
export interface EligibilityInquiry {
  readonly control: string;
  /** BHT02: 13 question, 01 cancellation, 36. */
  readonly purpose: string;
  /** BHT03. */
  readonly reference?: string;
  readonly createdOn?: IsoDate;
  /** HHMM. */
  readonly createdAt?: string;
  /** BHT06: RT spend-down, RU medical services reservation. */
  readonly kind?: string;
  readonly questions: readonly EligibilityQuestion[];
}

/** AAA: why there is no answer. */
export interface EligibilityRejection {
  /** 2000A, 2100A, 2100B, 2100C, 2100D; within a benefit its own level. */
  readonly at: "source" | "payer" | "receiver" | "subscriber" | "dependent";
  /** AAA01: whether the question itself was valid. */
  readonly valid: boolean;
  /** AAA03: 75 not found, 76 several found, 42 not now … */
  readonly reason: string;
  /** AAA04: C correct and ask again, N do not ask again … */
  readonly followUp: string;
}

/** 2110C or 2110D of the answer. */
export interface Benefit {
  /** EB01: 1 active, 6 inactive, A coinsurance, B copay, C deductible, F limit, G out of pocket, I not covered … */
  readonly kind: string;
  /** EB02: IND, FAM … */
  readonly coverage?: string;
  /** EB03. */
  readonly serviceTypes: readonly string[];
  /** EB04. */
  readonly insuranceType?: string;
  /** EB05. */
  readonly plan?: string;
  /** EB06: 23 calendar year, 29 remaining, 27 visit … */
  readonly period?: string;
  readonly amount?: Cents;
  /** EB08: 0.2 is 20 %. */
  readonly percent?: Decimal;
  /** EB09 and EB10. */
  readonly quantityKind?: string;
  readonly quantity?: Decimal;
  /** EB11: Y needs an authorisation. */
  readonly authorization?: string;
  /** EB12: Y in the network, N outside, W both. */
  readonly network?: string;
  readonly procedure?: ClaimProcedure;
  /** EB14: 1-based positions in the person's diagnoses. */
  readonly pointers?: readonly number[];
  readonly identifiers: readonly X12Identifier[];
  readonly dates: readonly ClaimDate[];
  readonly rejections: readonly EligibilityRejection[];
  readonly messages: readonly string[];
  /** 2120: other payers, primary care … */
  readonly parties: readonly RelatedParty[];
  readonly deliveries?: readonly BenefitDelivery[];
  /** III. */
  readonly places?: readonly BenefitPlace[];
}

export interface EligibilityAnswer {
  readonly payer: InquiryParty;
  readonly contacts: readonly X12Contact[];
  /** Absent when the payer's own level already refuses. */
  readonly receiver?: EligibilityReceiver;
  readonly traces: readonly InquiryTrace[];
  readonly subscriber?: EligibilityPerson;
  readonly dependent?: EligibilityPerson;
  readonly dates: readonly ClaimDate[];
  readonly rejections: readonly EligibilityRejection[];
  readonly benefits: readonly Benefit[];
}

/** One ST … SE of a 271. */
export interface EligibilityResponse {
  readonly control: string;
  /** BHT02: 11 response, 06 confirmation. */
  readonly purpose: string;
  readonly reference?: string;
  readonly createdOn?: IsoDate;
  readonly createdAt?: string;
  /** BHT06: RT spend-down, RU medical services reservation. */
  readonly kind?: string;
  readonly answers: readonly EligibilityAnswer[];
}
