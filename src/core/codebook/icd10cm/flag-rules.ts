/** Which codes may only stand first, never first, or fit only some patients: ranges written out with their authority. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { hasIcd10Shape, normalizeCode } from "../code-text.ts";
import { badCodeLine } from "../codebook-findings.ts";
import type { CodeRange, Source } from "../model.ts";
import { flagNames } from "./compile-pack.ts";
import type { FlagRule } from "./sources.ts";

const ruleLine = /^([a-z-]+): ([^;]+?)(?:; except (.+))?$/;

/** `flag: Z00 Z30.0-Z39; except Z00.6` one rule a line, # begins a comment. */
export function readFlagRules(source: Source): { readonly value: readonly FlagRule[]; readonly findings: readonly Finding[] } {
  const value: FlagRule[] = [];
  const findings: Finding[] = [];
  source.text.split("\n").forEach((raw, index) => {
    const line = raw.replace(/#.*$/, "").trim();
    if (line === "") return;
    const [, name = "", codes = "", but = ""] = ruleLine.exec(line) ?? [];
    const flag = flagNames.find((one) => one === name);
    const ranges = rangesOf(codes);
    const except = rangesOf(but);
    if (flag === undefined || ranges === undefined || ranges.length === 0 || except === undefined) {
      findings.push(finding(badCodeLine, {}, { file: source.name, line: index + 1, text: line.slice(0, 80) }));
    } else value.push({ flag, ranges, except });
  });
  return { value, findings };
}

function rangesOf(text: string): readonly CodeRange[] | undefined {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const ranges = words.map((word) => {
    const [from = "", to = from] = word.split("-").map(normalizeCode);
    return { from, to };
  });
  return ranges.every(({ from, to }) => hasIcd10Shape(from) && hasIcd10Shape(to)) ? ranges : undefined;
}
