/** Reads the project's Tabular List text: chapters, blocks, header and billable codes with their notes. */
import { type Finding, finding } from "../kernel/finding.ts";
import { type IsoDate, isoDate, parseIsoDate } from "../kernel/iso-date.ts";
import { codesInNote, hasIcd10Shape, normalizeCode } from "./code-text.ts";
import { badCodeLine, duplicateCode, orphanNote } from "./codebook-findings.ts";
import type { Block, Chapter, CodeRange, Diagnosis, DiagnosisFlag, NoteKind, Source, TabularNote } from "./model.ts";

export interface Tabular {
  readonly release: string;
  readonly effective?: IsoDate;
  readonly chapters: readonly Chapter[];
  readonly blocks: readonly Block[];
  readonly codes: readonly TabularCode[];
}

/** A code as it stands in the file; parents and children are found when files are put together. */
export type TabularCode = Omit<Diagnosis, "parent" | "children" | "block" | "chapter">;

/** The first day of ICD-10-CM in the United States (45 CFR 162.1002(c)). */
export const firstDay = isoDate("2015-10-01");

type Draft = {
  readonly kind: "chapter" | "block" | "code";
  readonly at: string;
  readonly title: string;
  readonly range: CodeRange;
  readonly billable: boolean;
  readonly notes: TabularNote[];
  readonly flags: DiagnosisFlag[];
  from?: IsoDate;
  to?: IsoDate;
};

const chapterLine = /^chapter (\S+) (.+) \(([A-Z0-9]{3})-([A-Z0-9]{3})\)$/;
const blockLine = /^block ([A-Z0-9]{3})(?:-([A-Z0-9]{3}))? (.+)$/;
const codeLine = /^([-+]) ([A-Za-z0-9.]+) (.+)$/;
const noteLine = /^\s+(incl|ex1|ex2|first|add|also|note|flags|from|to): ?(.*)$/;

const noteKinds: Readonly<Record<string, NoteKind>> = {
  incl: "inclusion",
  ex1: "excludes1",
  ex2: "excludes2",
  first: "code-first",
  add: "use-additional",
  also: "code-also",
  note: "note",
};

const flagNames: readonly DiagnosisFlag[] = [
  "manifestation",
  "first-only",
  "never-first",
  "female",
  "male",
  "newborn",
  "pediatric",
  "maternity",
  "adult",
];

/** The file as data. Lines that cannot be read become findings, the rest stands. */
export function parseTabular(source: Source): { readonly value: Tabular; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const drafts: Draft[] = [];
  const seen = new Set<string>();
  let release = "";
  let effective: IsoDate | undefined;
  source.text.split("\n").forEach((raw, index) => {
    const line = raw.trimEnd();
    if (line === "") return;
    const params = { file: source.name, line: index + 1, text: line.slice(0, 80) };
    if (line.startsWith("#")) {
      release = /release:\s*(\S+)/.exec(line)?.[1] ?? release;
      effective = parseIsoDate(/effective:\s*(\S+)/.exec(line)?.[1] ?? "") ?? effective;
      return;
    }
    if (/^\s/.test(line)) {
      const last = drafts.at(-1);
      if (last === undefined) findings.push(finding(orphanNote, {}, params));
      else if (!readNote(line, last)) findings.push(finding(badCodeLine, {}, params));
      return;
    }
    const draft = readHeading(line);
    if (draft === undefined) findings.push(finding(badCodeLine, {}, params));
    else if (draft.kind === "code" && seen.has(draft.at)) findings.push(finding(duplicateCode, {}, { ...params, code: draft.at }));
    else drafts.push(draft);
    if (draft?.kind === "code") seen.add(draft.at);
  });
  return { value: { release, ...(effective === undefined ? {} : { effective }), ...sort(drafts) }, findings };
}

function readHeading(line: string): Draft | undefined {
  const rest = { notes: [], flags: [] };
  const code = codeLine.exec(line);
  if (code !== null) {
    const at = normalizeCode(code[2] ?? "");
    if (!hasIcd10Shape(at)) return undefined;
    return { kind: "code", at, title: (code[3] ?? "").trim(), range: { from: at, to: at }, billable: code[1] === "+", ...rest };
  }
  const chapter = chapterLine.exec(line);
  if (chapter !== null) {
    const range = { from: chapter[3] ?? "", to: chapter[4] ?? "" };
    return { kind: "chapter", at: `chapter ${chapter[1]}`, title: chapter[2] ?? "", range, billable: false, ...rest };
  }
  const block = blockLine.exec(line);
  if (block === null) return undefined;
  const from = block[1] ?? "";
  const to = block[2] ?? from;
  return { kind: "block", at: `${from}-${to}`, title: block[3] ?? "", range: { from, to }, billable: false, ...rest };
}

function readNote(line: string, draft: Draft): boolean {
  const match = noteLine.exec(line);
  if (match === null) return false;
  const key = match[1] ?? "";
  const text = (match[2] ?? "").trim();
  if (key === "flags") {
    const words = text.split(/[\s,]+/).filter((word) => word !== "");
    const known = flagNames.filter((flag) => words.includes(flag));
    draft.flags.push(...known);
    return known.length === words.length;
  }
  if (key === "from" || key === "to") {
    const date = parseIsoDate(text);
    if (date !== undefined) draft[key] = date;
    return date !== undefined;
  }
  const kind = noteKinds[key];
  if (kind === undefined) return false;
  draft.notes.push({ kind, text, targets: kind === "inclusion" ? [] : codesInNote(text), at: draft.at });
  return true;
}

function sort(drafts: readonly Draft[]): Pick<Tabular, "chapters" | "blocks" | "codes"> {
  const chapters: Chapter[] = [];
  const blocks: Block[] = [];
  const codes: TabularCode[] = [];
  for (const { kind, at, title, range, billable, notes, flags, from, to } of drafts) {
    if (kind === "chapter") chapters.push({ number: at.slice(8), title, range, notes, flags });
    else if (kind === "block") blocks.push({ range, title, notes, flags });
    else codes.push({ code: at, title, billable, from: from ?? firstDay, ...(to === undefined ? {} : { to }), notes, flags });
  }
  return { chapters, blocks, codes };
}
