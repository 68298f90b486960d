/** The addenda of the ICD-10-PCS definitions: what is added to a term or taken from it, a field a line in fixed columns. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { badSourceLine } from "../codebook-findings.ts";
import type { PcsDefinition } from "./read-xml.ts";

export interface DefinitionChange {
  readonly section: string;
  readonly axis: number;
  readonly term: string;
  readonly field: "term" | "definition" | "explanation" | "includes";
  readonly action: "add" | "delete";
  readonly text: string;
}

const fields = { Term: "term", Definition: "definition", Explanation: "explanation", Includes: "includes" } as const;

/** Field, action and text at the columns 1, 13 and 25. A line without an action only says where one is. */
export function readPcsDefinitionsAddenda(
  name: string,
  text: string,
): { readonly value: readonly DefinitionChange[]; readonly findings: readonly Finding[] } {
  const changes: DefinitionChange[] = [];
  const findings: Finding[] = [];
  let section = "";
  let axis = 0;
  let term = "";
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === "") return;
    const head = /^Section ([0-9A-HJ-NP-Z]) +\S/.exec(line);
    const column = /^Axis ([1-7]) +\S/.exec(line);
    if (head !== null) section = head[1] ?? "";
    else if (column !== null) axis = Number(column[1]);
    else if (/^Row\b/.test(line)) term = "";
    else {
      const field = fields[line.slice(0, 12).trim() as keyof typeof fields];
      const action = line.slice(12, 24).trim();
      const words = line.slice(24).trim();
      if (field === "term") term = words;
      const isChange = action === "Add" || action === "Delete";
      if (field !== undefined && section !== "" && axis > 0 && term !== "" && words !== "" && (isChange || action === "")) {
        if (isChange) changes.push({ section, axis, term, field, action: action === "Add" ? "add" : "delete", text: words });
      } else if (findings.length < 20) findings.push(finding(badSourceLine, {}, { file: name, line: index + 1, text: line.slice(0, 80) }));
    }
  });
  if (changes.length === 0 && findings.length === 0)
    findings.push(finding(badSourceLine, {}, { file: name, line: 1, text: "there is no change in it" }));
  return { value: changes, findings };
}

/** The definitions of the release before with what changed; a term that is not there yet is one more. */
export function withDefinitionChanges(before: readonly PcsDefinition[], changes: readonly DefinitionChange[]): readonly PcsDefinition[] {
  const keyOf = (one: Pick<PcsDefinition, "section" | "axis" | "term">): string => `${one.section} ${one.axis} ${one.term}`;
  const rows = new Map(before.map((one) => [keyOf(one), one]));
  for (const change of changes) {
    const { section, axis, term, field, action, text } = change;
    const key = keyOf(change);
    const known = rows.get(key) ?? { section, axis, term, definition: "", explanation: "", includes: [] };
    if (field === "term" && action === "delete") rows.delete(key);
    else if (field === "term") rows.set(key, known);
    else if (field === "includes") {
      const others = known.includes.filter((one) => one !== text);
      rows.set(key, { ...known, includes: action === "add" ? [...others, text] : others });
    } else rows.set(key, { ...known, [field]: action === "add" ? text : known[field] === text ? "" : known[field] });
  }
  return [...rows.values()];
}
