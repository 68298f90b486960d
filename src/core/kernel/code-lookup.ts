/** What others may ask about a code, without knowing how the code book is kept. */
import type { IsoDate } from "./iso-date.ts";

export type CodeSystem =
  | "icd10cm"
  | "icd10pcs"
  | "hcpcs"
  | "cpt"
  | "modifier"
  | "pos"
  | "carc"
  | "rarc"
  | "claim-status"
  | "claim-status-category"
  | "taxonomy"
  | "state"
  | "country";

/** `unknown` = not in the loaded releases: never an error, and never a promise. */
export type Validity = "valid" | "invalid" | "unknown";

export interface CodeLookup {
  /** Codes without a dot, capitals. For diagnosis codes `valid` means billable on that day. */
  validity(system: CodeSystem, code: string, on: IsoDate): Validity;
  /** Our words or the publisher's public-domain title; undefined when there is none. */
  title(system: CodeSystem, code: string, on: IsoDate): string | undefined;
  /** The release that answers for that day, for example "FY2027 starter". */
  release(system: CodeSystem, on: IsoDate): string | undefined;
}
