/** What the program has to know of one kind of publisher's file. Each kind stands in a file of its own and is listed in source-kinds.ts. */
import { type Finding, finding } from "../../kernel/finding.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import { undatedSource } from "../codebook-findings.ts";
import type { IndexBook } from "../icd10cm/sources.ts";
import type { CodeChange, CodeLine } from "./code-lines.ts";
import type { IndexRelease } from "./index-xml.ts";
import type { StatedCodes } from "./release-parts.ts";
import type { TabularRelease } from "./tabular-xml.ts";

/** A file as it was given. */
export interface GivenFile {
  /** With the names of archives and folders around it. */
  readonly name: string;
  readonly text: string;
  /** The first day of the release, when somebody said it of this file. */
  readonly effective?: IsoDate;
  /** The first day where the file itself tells none. */
  readonly otherwise?: IsoDate;
}

/** What is taken out of a file: of ICD-10-CM what its pack is made of, of all else the text, which its pack is made from. */
export type FileContent =
  | { readonly holds: "codes"; readonly lines: readonly CodeLine[]; readonly hasHeadings: boolean }
  | { readonly holds: "changes"; readonly changes: readonly CodeChange[] }
  | { readonly holds: "tabular"; readonly tabular: TabularRelease }
  | { readonly holds: "index"; readonly book: IndexBook; readonly index: IndexRelease }
  | { readonly holds: "text"; readonly text: string };

export type FileRead = {
  readonly effective: IsoDate;
  readonly rows: number;
  /** Of a release that comes in several files: which of them this is. */
  readonly part?: string;
  /** Of a list of changes: the counts that it states. */
  readonly codes?: StatedCodes;
} & FileContent;

/** `value` is there when the file was read whole and its release is known; the findings say what is wrong otherwise. */
export interface ReadOutcome {
  readonly value?: FileRead;
  readonly findings: readonly Finding[];
  /** Of a file that is damaged: the release it would have been of, where something tells it. */
  readonly effective?: IsoDate;
}

export interface KindOfSource<Kind extends string = string> {
  readonly kind: Kind;
  /** The pack that it goes into. */
  readonly pack: string;
  /** Kinds that are published as one release, which stands or falls as one. Absent: each release of this kind is one. */
  readonly set?: string;
  /**
   * By the beginning of the file as text. The name is asked only where two tables have the same columns, and no address in it counts
   * but the file's and its archive's.
   */
  is(head: string, name: string): boolean;
  read(file: GivenFile): ReadOutcome;
  releaseName(effective: IsoDate): string;
}

/** A text that was read whole; its pack reads the rows again. */
export interface HeldText {
  readonly kind: string;
  readonly name: string;
  readonly text: string;
  readonly effective: IsoDate;
  readonly rows: number;
}

/** A pack that is made of held texts. */
export interface PackMaker<Name extends string = string> {
  readonly name: Name;
  /** True when the search has lines of it. */
  readonly searched: boolean;
  compile(files: readonly HeldText[]): { readonly bytes: Uint8Array<ArrayBuffer>; readonly findings: readonly Finding[] };
}

/** No value where something is wrong, or where neither anybody nor the file says from when it is in force. */
export function dated(
  { name, effective: said, otherwise }: GivenFile,
  { findings, hint }: { readonly findings: readonly Finding[]; readonly hint?: IsoDate | undefined },
  make: (effective: IsoDate) => FileRead,
): ReadOutcome {
  const effective = said ?? hint ?? otherwise;
  if (findings.some((one) => one.severity === "error")) return { findings, ...(effective === undefined ? {} : { effective }) };
  if (effective === undefined) return { findings: [...findings, finding(undatedSource, {}, { file: name })] };
  return { value: make(effective), findings };
}

/** `dated` for files whose text is kept for their pack. */
export function heldText(
  file: GivenFile,
  read: { readonly rows: number; readonly findings: readonly Finding[] },
  day: { readonly hint: IsoDate | undefined; readonly part?: string | undefined; readonly codes?: StatedCodes | undefined },
): ReadOutcome {
  return dated(file, { findings: read.findings, hint: day.hint }, (effective) => ({
    effective,
    rows: read.rows,
    ...(day.part === undefined ? {} : { part: day.part }),
    ...(day.codes === undefined ? {} : { codes: day.codes }),
    holds: "text",
    text: file.text,
  }));
}

/** The first lines that are whole, all of them of this shape. */
export function allLines(head: string, shape: RegExp): boolean {
  const lines = head.split(/\r?\n/).slice(0, 40).slice(0, -1);
  const first = lines.filter((line) => line.trim() !== "");
  return first.length > 0 && first.every((line) => shape.test(line));
}
