/** Reads the project's Alphabetic Index text: one term a line, leading dashes for the level. */
import { type Finding, finding } from "../kernel/finding.ts";
import { hasIcd10Shape, normalizeCode } from "./code-text.ts";
import { badCodeLine } from "./codebook-findings.ts";
import type { IndexEntry, Source } from "./model.ts";

export interface AlphabeticIndex {
  readonly release: string;
  readonly entries: readonly IndexEntry[];
}

const entryLine = /^(-*)\s*(.+?)(?:\s{2,}(.+))?$/;
const codeText = /^([A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{0,4})?)(-?)(?:\s*\[([A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?)-?\])?$/;

/** Ids count from `firstId`, so that several files make one index. */
export function parseIndex(source: Source, firstId = 0): { readonly value: AlphabeticIndex; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const entries: IndexEntry[] = [];
  /** The open term of each level. */
  const open: number[] = [];
  let release = "";
  source.text.split("\n").forEach((raw, index) => {
    const line = raw.trimEnd();
    if (line === "") return;
    if (line.startsWith("#")) {
      release = /release:\s*(\S+)/.exec(line)?.[1] ?? release;
      return;
    }
    const level = /^-*/.exec(line)?.[0].length ?? 0;
    const parent = level === 0 ? undefined : open[level - 1];
    const entry = level > 0 && parent === undefined ? undefined : readEntry(line, { id: firstId + entries.length, level, parent });
    if (entry === undefined) {
      findings.push(finding(badCodeLine, {}, { file: source.name, line: index + 1, text: line.slice(0, 80) }));
      return;
    }
    open.length = level;
    open[level] = entry.id;
    entries.push(entry);
  });
  return { value: { release, entries }, findings };
}

function readEntry(
  line: string,
  place: { readonly id: number; readonly level: number; readonly parent: number | undefined },
): IndexEntry | undefined {
  const match = entryLine.exec(line);
  if (match === null) return undefined;
  const printed = match[2] ?? "";
  const nonessential = [...printed.matchAll(/\(([^)]*)\)/g)].map((one) => (one[1] ?? "").trim());
  const term = printed
    .replace(/\([^)]*\)/g, "")
    .replace(/\s+/g, " ")
    .replace(/\s,/g, ",")
    .trim();
  if (term === "") return undefined;
  const target = readTarget((match[3] ?? "").trim());
  if (target === undefined) return undefined;
  return {
    id: place.id,
    level: place.level,
    term,
    nonessential,
    ...(place.parent === undefined ? {} : { parent: place.parent }),
    ...target,
  };
}

function readTarget(text: string): Pick<IndexEntry, "code" | "incomplete" | "manifestation" | "see" | "seeAlso"> | undefined {
  if (text === "") return {};
  // "I10  see also X" gives both.
  const parts = text.split(/\s+(?=see )/);
  let target: Pick<IndexEntry, "code" | "incomplete" | "manifestation" | "see" | "seeAlso"> = {};
  for (const part of parts) {
    if (part.startsWith("see also ")) target = { ...target, seeAlso: part.slice(9).trim() };
    else if (part.startsWith("see ")) target = { ...target, see: part.slice(4).trim() };
    else {
      const match = codeText.exec(part.trim().replace(/\.-$/, "-"));
      const code = match === null ? "" : normalizeCode(match[1] ?? "");
      if (!hasIcd10Shape(code)) return undefined;
      const manifestation = match?.[3];
      target = {
        ...target,
        code,
        ...(match?.[2] === "-" ? { incomplete: true } : {}),
        ...(manifestation === undefined ? {} : { manifestation: normalizeCode(manifestation) }),
      };
    }
  }
  return target;
}
