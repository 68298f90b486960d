/** What some claims and lines say beyond services and diagnoses: ambulance, equipment, certifications, contracts, forms. */
import type { Cents } from "../../kernel/cents.ts";
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { ClaimProcedure, X12Address } from "./professional-claim.ts";

/** CR1. */
export interface AmbulanceTransport {
  /** CR102, in pounds. */
  readonly patientWeight?: Decimal;
  /** CR104: A nearest facility, B preferred physician, C nearness of family, D specialist, E rehabilitation. */
  readonly reason: string;
  /** CR106, in miles. */
  readonly distance: Decimal;
  /** CR109. */
  readonly roundTripPurpose?: string;
  /** CR110. */
  readonly stretcherPurpose?: string;
}

/** Loops 2310E, 2310F, 2420G and 2420H. */
export interface AmbulanceStop {
  /** NM103, of a drop-off only. */
  readonly name?: string;
  readonly address?: X12Address;
}

export interface Ambulance {
  readonly transport?: AmbulanceTransport;
  /** NM1*PW. */
  readonly pickUp?: AmbulanceStop;
  /** NM1*45. */
  readonly dropOff?: AmbulanceStop;
}

/** CR2. */
export interface SpinalManipulation {
  /** CR208: A acute, C chronic, M acute manifestation of a chronic condition … */
  readonly condition: string;
  /** CR210 and CR211. */
  readonly descriptions: readonly string[];
}

/** CRC: whether conditions of one category hold. */
export interface ConditionIndicator {
  /** CRC01: 07 ambulance, 09 equipment, 70 hospice, 75 homebound, E1 to E3 eyewear, ZZ EPSDT. */
  readonly category: string;
  /** CRC02: Y. */
  readonly applies: boolean;
  /** CRC03 to CRC07. */
  readonly conditions: readonly string[];
}

/** CN1. */
export interface ClaimContract {
  /** CN101: 01 DRG, 02 per diem, 03 variable per diem, 04 flat, 05 capitated, 06 percent, 09 other. */
  readonly kind: string;
  /** CN102. */
  readonly amount?: Cents;
  /** CN103. */
  readonly percent?: Decimal;
  /** CN104. */
  readonly code?: string;
  /** CN105. */
  readonly discountPercent?: Decimal;
  /** CN106. */
  readonly version?: string;
}

/** SV5. */
export interface EquipmentService {
  /** SV501. */
  readonly procedure: ClaimProcedure;
  /** SV503: days of medical necessity. */
  readonly days: Decimal;
  /** SV504. */
  readonly rentalPrice: Cents;
  /** SV505. */
  readonly purchasePrice: Cents;
  /** SV506: 1 weekly, 4 monthly, 6 daily. */
  readonly rentalFrequency: string;
}

/** CR3. */
export interface EquipmentCertification {
  /** CR301: I initial, R renewal, S revised. */
  readonly kind: string;
  /** CR303: how long the equipment is needed, in months. */
  readonly months: Decimal;
}

export interface Equipment {
  readonly service?: EquipmentService;
  readonly certification?: EquipmentCertification;
}

/** FRM. */
export interface FormAnswer {
  /** FRM01. */
  readonly question: string;
  /** FRM02: Y, N, W. */
  readonly indicator?: string;
  /** FRM03. */
  readonly text?: string;
  /** FRM04. */
  readonly date?: IsoDate;
  /** FRM05. */
  readonly percent?: Decimal;
}

/** Loop 2440: a form, such as a certificate of medical necessity, and its answers. */
export interface ClaimForm {
  /** LQ01: AS form of the payer, UT certificate of medical necessity. */
  readonly list: string;
  /** LQ02. */
  readonly form: string;
  readonly answers: readonly FormAnswer[];
}

/** PS1. */
export interface PurchasedService {
  /** PS101: the provider it was bought from, as the sender numbers it. */
  readonly provider: string;
  /** PS102. */
  readonly charge: Cents;
}

/** MEA. */
export interface TestResult {
  /** MEA01: OG starting dose, TR test result. */
  readonly kind: string;
  /** MEA02: HT height, R1 hemoglobin, R2 hematocrit, R3 epoetin, R4 creatinine. */
  readonly measure: string;
  /** MEA03. */
  readonly value: Decimal;
}

/** QTY. */
export interface QualifiedQuantity {
  /** QTY01. */
  readonly qualifier: string;
  /** QTY02. */
  readonly quantity: Decimal;
}
