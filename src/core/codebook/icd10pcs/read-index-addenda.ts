/** The addenda of the ICD-10-PCS Index: terms that are added and deleted, in their place by indents of two. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { badSourceLine } from "../codebook-findings.ts";
import type { PcsIndexTerm } from "./read-xml.ts";

export interface IndexChange {
  readonly action: "add" | "delete";
  /** The terms above, from the main term down. */
  readonly above: readonly string[];
  readonly term: PcsIndexTerm;
}

/** A line without an action says only which term the ones below belong to. */
export function readPcsIndexAddenda(
  name: string,
  text: string,
): { readonly value: readonly IndexChange[]; readonly findings: readonly Finding[] } {
  const changes: IndexChange[] = [];
  const findings: Finding[] = [];
  const open: string[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === "" || /^Lttr +[A-Z0-9]\s*$/.test(line)) return;
    const [, main = "", given = ""] = /^(Main| {4}) ?(Add|Delete)? +/.exec(line) ?? [];
    const words = line.slice(17);
    const indent = words.length - words.trimStart().length;
    const level = main === "Main" ? 0 : indent / 2;
    const fits = line.slice(0, 17).trim() === `${main.trim()} ${given}`.trim();
    if (!fits || words.trim() === "" || (main === "Main") !== (indent === 0) || !Number.isInteger(level) || level > open.length) {
      if (findings.length < 20) findings.push(finding(badSourceLine, {}, { file: name, line: index + 1, text: line.slice(0, 80) }));
      return;
    }
    const term = { level, ...termOf(words.trim()) };
    const above = open.slice(0, level);
    open.splice(level, open.length, term.term);
    if (given !== "") changes.push({ action: given === "Add" ? "add" : "delete", above, term });
  });
  if (changes.length === 0 && findings.length === 0)
    findings.push(finding(badSourceLine, {}, { file: name, line: 1, text: "there is no change in it" }));
  return { value: changes, findings };
}

/** "Stent see Drainage, Pancreas 0F9G80": the words, what they refer to, and the characters that are settled. */
function termOf(text: string): Omit<PcsIndexTerm, "level"> {
  // A code has a digit, but for the tables of mental health and substance abuse.
  const code = / ((?=\S*\d|[GH]Z)[0-9A-HJ-NP-Z]{3,7})$/.exec(text)?.[1] ?? "";
  const words = code === "" ? text : text.slice(0, -code.length - 1);
  const [, term = words, kind = "", other = ""] = /^(.+?) (see|use) ([A-Z].*)$/.exec(words) ?? [];
  return { term, code, see: kind === "see" ? other : "", use: kind === "use" ? other : "" };
}

interface Node {
  readonly own: PcsIndexTerm;
  readonly below: Node[];
}

/** `unplaced`: changes whose place the Index does not have, which are left out. */
export function withIndexChanges(
  before: readonly PcsIndexTerm[],
  changes: readonly IndexChange[],
): { readonly terms: readonly PcsIndexTerm[]; readonly unplaced: readonly IndexChange[] } {
  const roots = treeOf(before);
  const unplaced: IndexChange[] = [];
  for (const change of changes) {
    const { term } = change;
    const list = belowOf(roots, change.above);
    const at = list?.findIndex(({ own }) => own.term === term.term && own.code === term.code && own.see === term.see) ?? -1;
    if (list === undefined || (change.action === "delete" && at < 0)) unplaced.push(change);
    else if (change.action === "delete") list.splice(at, 1);
    else if (at < 0) {
      const next = list.findIndex(({ own }) => own.term.toLowerCase() > term.term.toLowerCase());
      list.splice(next < 0 ? list.length : next, 0, { own: term, below: [] });
    }
  }
  return { terms: flat(roots), unplaced };
}

function treeOf(terms: readonly PcsIndexTerm[]): Node[] {
  const roots: Node[] = [];
  const open: Node[] = [];
  for (const own of terms) {
    const node = { own, below: [] };
    open.splice(own.level);
    (open.at(-1)?.below ?? roots).push(node);
    open.push(node);
  }
  return roots;
}

function belowOf(roots: Node[], above: readonly string[]): Node[] | undefined {
  let list: Node[] | undefined = roots;
  for (const term of above) list = list?.find(({ own }) => own.term === term)?.below;
  return list;
}

function flat(nodes: readonly Node[]): readonly PcsIndexTerm[] {
  return nodes.flatMap(({ own, below }) => [own, ...flat(below)]);
}
