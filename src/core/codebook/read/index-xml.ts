/** The Alphabetic Index, the External Cause Index, the Neoplasm Table and the Table of Drugs: terms below terms. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { badSourceXml } from "../codebook-findings.ts";
import { readXml } from "./xml.ts";

export interface IndexTerm {
  readonly level: number;
  /** Without nonessential modifiers. */
  readonly term: string;
  readonly nonessential: readonly string[];
  /** As printed: "E11.9", "M25.51-", "I70.2--"; "" when there is none. */
  readonly code: string;
  readonly manifestation: string;
  readonly see: string;
  readonly seeAlso: string;
  /** The columns of a table after its first: "C79.8-", "--" for none. Empty in an index. */
  readonly cells: readonly string[];
}

export interface IndexRelease {
  readonly version: string;
  readonly terms: readonly IndexTerm[];
}

interface Draft {
  level: number;
  term: string;
  nonessential: string[];
  code: string;
  manifestation: string;
  see: string;
  seeAlso: string;
  cells: string[];
}

export function readIndexXml(name: string, text: string): { readonly value: IndexRelease; readonly findings: readonly Finding[] } {
  const terms: IndexTerm[] = [];
  const open: Draft[] = [];
  const path: string[] = [];
  let version = "";
  let words = "";
  let title = "";
  let modifiers = "";
  let column = 0;
  const problem = readXml(text, {
    open(element, attribute) {
      if (element === "nemod") title += words;
      path.push(element);
      words = "";
      if (element === "mainTerm" || element === "term") {
        const draft: Draft = {
          level: open.length,
          term: "",
          nonessential: [],
          code: "",
          manifestation: "",
          see: "",
          seeAlso: "",
          cells: [],
        };
        open.push(draft);
        terms.push(draft);
      } else if (element === "cell") column = Number(attribute("col") ?? 0);
      else if (element === "title") {
        title = "";
        modifiers = "";
      }
    },
    text(piece) {
      words += piece;
    },
    close(element) {
      path.pop();
      const inside = path.at(-1);
      const said = words.replace(/\s+/g, " ").trim();
      if (element === "nemod") {
        modifiers += ` ${said}`;
        title += " ";
      }
      const draft = open.at(-1);
      if (element === "version") version = said;
      if (element === "mainTerm" || element === "term") open.pop();
      else if (draft !== undefined && (inside === "mainTerm" || inside === "term")) {
        if (element === "title") {
          draft.term = `${title}${words}`.replace(/\s+/g, " ").replace(/\s,/g, ",").trim();
          draft.nonessential = [...modifiers.matchAll(/\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g)].map((one) => (one[1] ?? "").trim());
        } else if (element === "code") draft.code = said;
        else if (element === "manif") draft.manifestation = said.replace(/[[\]]/g, "");
        else if (element === "see") draft.see = joined(draft.see, said);
        else if (element === "seeAlso") draft.seeAlso = joined(draft.seeAlso, said);
        else if (element === "subcat" || element === "seecat") draft.see = joined(draft.see, said);
        else if (element === "cell" && column >= 2 && column <= 7) draft.cells[column - 2] = said;
      }
      words = "";
    },
  });
  const findings: Finding[] =
    problem === undefined ? [] : [finding(badSourceXml, {}, { file: name, line: problem.line, text: problem.reason })];
  if (problem === undefined && terms.length === 0)
    findings.push(finding(badSourceXml, {}, { file: name, line: 1, text: "there is no term in it" }));
  return { value: { version, terms }, findings };
}

function joined(before: string, more: string): string {
  return before === "" ? more : `${before}; ${more}`;
}
