/** What an ICD-10-CM pack is made of: releases of codes, tabular lists and indexes, however they were read. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { DiagnosisFlag } from "../model.ts";
import type { Tabular } from "../parse-tabular.ts";
import type { CodeLine } from "../read/code-lines.ts";
import type { IndexTerm } from "../read/index-xml.ts";
import type { TabularPlace } from "../read/tabular-xml.ts";

export interface CodeRelease {
  readonly name: string;
  readonly effective: IsoDate;
  readonly lines: readonly CodeLine[];
  /** False for a codes file, which lists billable codes only: its headings are those of the release before. */
  readonly hasHeadings: boolean;
}

export interface TabularList {
  readonly release: string;
  readonly effective: IsoDate;
  readonly places: readonly TabularPlace[];
}

export type IndexBook = "index" | "external-cause" | "neoplasm" | "drug" | "starter-index";

export interface IndexList {
  readonly book: IndexBook;
  readonly release: string;
  readonly effective: IsoDate;
  readonly terms: readonly IndexTerm[];
}

/** Flags of every code in the ranges, whatever release it is of. */
export interface FlagRule {
  readonly flag: DiagnosisFlag;
  readonly ranges: readonly { readonly from: string; readonly to: string }[];
  readonly except: readonly { readonly from: string; readonly to: string }[];
}

export interface Icd10cmSources {
  /** Oldest first. */
  readonly codeReleases: readonly CodeRelease[];
  readonly tabulars: readonly TabularList[];
  /** At most one of each book: the newest. */
  readonly indexes: readonly IndexList[];
  readonly starter: readonly Tabular[];
  readonly rules: readonly FlagRule[];
}
