/** What the claim edits ask about codes. The code book answers it through one adapter; tests answer it from a few rows. */
import type { CodeLookup } from "../kernel/code-lookup.ts";
import type { IsoDate } from "../kernel/iso-date.ts";

/** NCCI: 0 no modifier opens the pair, 1 a modifier may, 9 the edit was withdrawn. */
export interface PtpEdit {
  readonly modifierIndicator: 0 | 1 | 9;
}

/** NCCI medically unlikely edit. MAI 1 is judged by line, 2 and 3 by day. */
export interface MueEdit {
  readonly units: number;
  readonly mai: 1 | 2 | 3;
}

/** CMS add-on table: type I lists its primaries, II leaves them to the contractor, III lists some. */
export interface AddOn {
  readonly type: 1 | 2 | 3;
  isPrimary(code: string): boolean;
}

export interface ProcedureFacts {
  readonly isEvaluation: boolean;
  /** A visit code that is only for a patient new to the group's specialty. */
  readonly isNewPatient: boolean;
  readonly isLaboratory: boolean;
  readonly isDrug: boolean;
  /** Imaging, laboratory and other tests that somebody orders. */
  readonly isOrdered: boolean;
  readonly addOn?: AddOn;
  /** Days of care that a surgery's price includes; absent where the fee schedule counts none. */
  readonly global?: "000" | "010" | "090";
  readonly sex?: "F" | "M";
  /** Completed years, both ends included. */
  readonly ages?: { readonly from: number; readonly to: number };
}

export interface DiagnosisFacts {
  readonly sex?: "F" | "M";
  /** Completed years, both ends included. */
  readonly ages?: { readonly from: number; readonly to: number };
  /** "In diseases classified elsewhere": never first. */
  readonly isManifestation: boolean;
  /** External causes and the status codes that the guidelines never let stand first. */
  readonly neverFirst: boolean;
  readonly side?: "left" | "right" | "both";
}

/** Codes are in capitals without a dot. Every answer is for one day of service; undefined means the tables do not say. */
export interface ScrubTables {
  readonly codes: CodeLookup;
  ptpEdit(column1: string, column2: string, on: IsoDate): PtpEdit | undefined;
  /** A supplier's limits are the practitioner's where no others were loaded. */
  mue(code: string, on: IsoDate, biller?: "practitioner" | "supplier"): MueEdit | undefined;
  procedure(code: string, on: IsoDate): ProcedureFacts | undefined;
  diagnosis(code: string, on: IsoDate): DiagnosisFacts | undefined;
  /** True when an Excludes1 note of either code (or of what stands above it) names the other. */
  excludes1(a: string, b: string, on: IsoDate): boolean;
  /** True when a Code first note of `code` names `other`, which then has to stand before it. */
  codeFirst(code: string, other: string, on: IsoDate): boolean;
  /** Codes that ask without a condition for one of those that they name (`wanted`, as printed), of which none is there. */
  missingAdditional(codes: readonly string[], on: IsoDate): readonly { readonly code: string; readonly wanted: string }[];
  /** Codes whose Code also note names others without a condition (`wanted`, as printed), of which none is there. */
  missingAlso(codes: readonly string[], on: IsoDate): readonly { readonly code: string; readonly wanted: string }[];
  /** Where only the seventh character is missing: which there are ("A, D, S"), and the code with the first of them. */
  missingSeventh(code: string, on: IsoDate): { readonly characters: string; readonly example: string } | undefined;
}
