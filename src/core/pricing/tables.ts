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
  /** Which parts it has: "1" both, "2" professional only, "3" technical only. */
  readonly pcTc?: string;
  /** Multiple-procedure indicator. */
  readonly multipleProcedure: string;
  /** Bilateral indicator. */
  readonly bilateral: string;
  /** Assistant-at-surgery indicator. */
  readonly assistant: string;
  /** What only a whole edition of the schedule says. */
  readonly more?: {
    /** Shares of the payment before, during and after surgery, "0.10"; "" or zero where there are none. */
    readonly preOp: string;
    readonly intraOp: string;
    readonly postOp: string;
    /** The code whose value is taken off other endoscopies of its family; "" for all else. */
    readonly endoscopyBase: string;
    /** Values of the outpatient system, above which no technical part of imaging is paid. */
    readonly cap: { readonly nonFacilityPe: Decimal; readonly facilityPe: Decimal; readonly malpractice: Decimal };
  };
}

export interface LocalityFactors {
  /** What the locality is called, where the table says. */
  readonly name?: string;
  readonly work: Decimal;
  readonly practiceExpense: Decimal;
  readonly malpractice: Decimal;
}

export interface EquipmentLine {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly state: string;
  readonly zip?: string;
}

export interface ImagingLine {
  readonly code: string;
  readonly modifier: string;
  readonly locality: string;
  readonly facility: boolean;
}

/** Every answer is for one day of service; undefined means the tables do not say. */
export interface FeeTables {
  /** `modifier` is "", "26", "TC" or "53". */
  rvu(code: string, modifier: string, on: IsoDate): RvuRow | undefined;
  locality(locality: string, on: IsoDate): LocalityFactors | undefined;
  conversionFactor(on: IsoDate): Decimal | undefined;
  labFee(code: string, on: IsoDate): Cents | undefined;
  /** Dollars a unit, exact to more places than cents. */
  drugLimit(code: string, on: IsoDate): Decimal | undefined;
  /** Equipment, prosthetics and supplies are paid by where the patient lives. */
  equipmentFee(line: EquipmentLine, on: IsoDate): Cents | undefined;
  /** What an edition of the schedule says the technical part of imaging costs at most in a locality. */
  imagingCap(line: ImagingLine, on: IsoDate): Cents | undefined;
  /** The edition of the physician schedule that answers on the day. */
  edition(on: IsoDate): string | undefined;
  isFacility(placeOfService: string): boolean;
  /** Services that Medicare and most plans pay without a share of the patient. */
  isPreventive(code: string, on: IsoDate): boolean;
}
