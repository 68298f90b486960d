/** What pricing asks of fee schedules. The code book answers it through one adapter. */
import type { Cents } from "../kernel/cents.ts";
import type { Decimal } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";

/** A row of the Medicare physician fee schedule. */
export interface RvuRow {
  /** A active, T paid when alone, R restricted; B bundled, C carrier-priced, N, X, E, I, P not paid. */
  readonly status: string;
  readonly work: Decimal;
  readonly nonFacilityPe: Decimal;
  readonly facilityPe: Decimal;
  readonly malpractice: Decimal;
  /** Multiple-procedure indicator. */
  readonly multipleProcedure: string;
  /** Bilateral indicator. */
  readonly bilateral: string;
  /** Assistant-at-surgery indicator. */
  readonly assistant: string;
}

export interface LocalityFactors {
  readonly work: Decimal;
  readonly practiceExpense: Decimal;
  readonly malpractice: Decimal;
}

/** Every answer is for one day of service; undefined means the tables do not say. */
export interface FeeTables {
  /** `modifier` is "", "26" or "TC". */
  rvu(code: string, modifier: string, on: IsoDate): RvuRow | undefined;
  locality(locality: string, on: IsoDate): LocalityFactors | undefined;
  conversionFactor(on: IsoDate): Decimal | undefined;
  labFee(code: string, on: IsoDate): Cents | undefined;
  drugFee(code: string, on: IsoDate): Cents | undefined;
  isFacility(placeOfService: string): boolean;
  /** Services that Medicare and most plans pay without a share of the patient. */
  isPreventive(code: string, on: IsoDate): boolean;
}
