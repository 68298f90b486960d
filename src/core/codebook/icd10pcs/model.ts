/** What is known of ICD-10-PCS: codes by day, the tables that make them, the Index and the definitions. */
import type { Validity } from "../../kernel/code-lookup.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { CodeChangeEvent } from "../code-changes.ts";
import type { CodeSpan, SearchHit } from "../model.ts";

/** One character of a code, in words. */
export interface PcsPlace {
  /** 1 to 7. */
  readonly position: number;
  readonly value: string;
  /** "Body Part", "Approach" … */
  readonly axis: string;
  /** "" where no table that is loaded has it. */
  readonly label: string;
  readonly definition?: string;
  readonly explanation?: string;
  readonly includes: readonly string[];
}

export interface PcsChoice extends PcsPlace {
  /** Codes that begin so. */
  readonly codes: number;
  /** With the last character: the code that it makes. */
  readonly code?: string;
  readonly title?: string;
}

/** One step of building a code: what is settled, and every character that may come next. */
export interface PcsStep {
  readonly settled: readonly PcsPlace[];
  readonly choices: readonly PcsChoice[];
  /** Codes that are still possible. */
  readonly codes: number;
  /** Characters that follow without a choice. */
  readonly only: string;
  /** The release of the tables that the words are from; at times older than the codes. */
  readonly tablesFrom?: string;
}

/** A table as it is printed: what its three characters say, and rows of which each makes its own codes. */
export interface PcsTablePage {
  readonly at: string;
  readonly release: string;
  /** Section, body system, operation. */
  readonly head: readonly PcsPlace[];
  /** The titles of the four columns. */
  readonly columns: readonly string[];
  readonly rows: readonly {
    /** Of the four columns the characters that may stand there. */
    readonly cells: readonly (readonly { readonly value: string; readonly label: string }[])[];
  }[];
}

export interface PcsConversionEvent {
  readonly from: IsoDate;
  readonly kind: "new" | "revised" | "deleted";
  readonly code: string;
  readonly previous: string;
}

export interface PcsDetail {
  readonly code: string;
  readonly title: string;
  readonly short: string;
  readonly billable: boolean;
  readonly from: IsoDate;
  readonly to?: IsoDate;
  readonly places: readonly PcsPlace[];
  readonly tablesFrom?: string;
  readonly changes: readonly CodeChangeEvent[];
  /** Rows of the conversion table with this code as the new one. */
  readonly replaces: readonly PcsConversionEvent[];
  readonly replacedBy: readonly PcsConversionEvent[];
  /** Lines of the Index that lead here. */
  readonly indexPaths: readonly string[];
}

export interface PcsIndexEntry {
  readonly id: number;
  readonly level: number;
  readonly term: string;
  /** The characters that are settled. */
  readonly code: string;
  readonly see: string;
  readonly use: string;
  readonly parent?: number;
  readonly hasChildren: boolean;
}

export interface PcsIndex {
  readonly size: number;
  readonly release?: string;
  entry(id: number): PcsIndexEntry;
  mainTerms(prefix: string): readonly number[];
  /** The term that a reference names ("Excision, Bladder"), as far down as its words lead; undefined when no main term begins it. */
  follow(words: string): number | undefined;
  children(id: number): readonly number[];
  path(id: number): string;
}

export interface PcsRelease {
  readonly table: string;
  readonly name: string;
  readonly effective: string;
  readonly rows: number;
}

export interface PcsBook {
  readonly releases: readonly PcsRelease[];
  readonly index: PcsIndex;
  validity(code: string, on: IsoDate): Validity;
  title(code: string, on: IsoDate): string | undefined;
  releaseOn(on: IsoDate): string | undefined;
  /** Codes and tables (three characters) that any release has. */
  codes(): readonly string[];
  history(code: string): readonly CodeSpan[];
  detail(code: string, on: IsoDate): PcsDetail | undefined;
  /** What may follow the characters; the empty prefix begins with the sections. */
  complete(prefix: string, on: IsoDate): PcsStep;
  /** The table of the first three characters, of the newest tables that had begun; undefined where none was loaded. */
  table(prefix: string, on: IsoDate): PcsTablePage | undefined;
  /** Codes of the day that begin so, in order. */
  codesFrom(prefix: string, on: IsoDate): readonly { readonly code: string; readonly title: string }[];
  search(text: string, options: { readonly on: IsoDate; readonly limit: number }): readonly SearchHit[];
}
