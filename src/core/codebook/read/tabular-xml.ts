/** The Tabular List as CDC/NCHS publishes it: chapters, blocks and codes with every kind of note and the seventh characters. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { normalizeCode } from "../code-text.ts";
import { badSourceXml } from "../codebook-findings.ts";
import type { CodeRange, NoteKind } from "../model.ts";
import { readXml } from "./xml.ts";

export interface TabularPlace {
  readonly kind: "chapter" | "block" | "code";
  /** A code without its dot, "A00-A09", or "chapter 1". */
  readonly at: string;
  readonly title: string;
  readonly range: CodeRange;
  readonly notes: readonly { readonly kind: NoteKind; readonly text: string }[];
  readonly sevenths: readonly { readonly character: string; readonly text: string }[];
  /** A code that only holds the places up to a seventh character. */
  readonly placeholder: boolean;
}

export interface TabularRelease {
  /** As the file says it: "2021". */
  readonly version: string;
  readonly places: readonly TabularPlace[];
}

interface Draft {
  kind: TabularPlace["kind"];
  at: string;
  title: string;
  notes: { kind: NoteKind; text: string }[];
  sevenths: { character: string; text: string }[];
  placeholder: boolean;
}

const noteKinds: Readonly<Record<string, NoteKind>> = {
  includes: "includes",
  inclusionTerm: "inclusion",
  excludes1: "excludes1",
  excludes2: "excludes2",
  codeFirst: "code-first",
  useAdditionalCode: "use-additional",
  codeAlso: "code-also",
  notes: "note",
  sevenChrNote: "seventh-character",
};

/** What was read before a fault is given back with the finding; the caller takes a file whole or not at all. */
export function readTabularXml(name: string, text: string): { readonly value: TabularRelease; readonly findings: readonly Finding[] } {
  const places: TabularPlace[] = [];
  const open: Draft[] = [];
  const path: string[] = [];
  let version = "";
  let words = "";
  let character = "";
  const problem = readXml(text, {
    open(element, attribute) {
      path.push(element);
      words = "";
      if (element === "chapter" || element === "section" || element === "diag") {
        const kind = element === "chapter" ? "chapter" : element === "section" ? "block" : "code";
        const at = kind === "block" ? (attribute("id") ?? "") : "";
        const draft: Draft = { kind, at, title: "", notes: [], sevenths: [], placeholder: attribute("placeholder") === "true" };
        open.push(draft);
        // Its place in the list is before what stands below it.
        places.push(draft as unknown as TabularPlace);
      } else if (element === "extension") character = (attribute("char") ?? "").toUpperCase();
    },
    text(piece) {
      words += piece;
    },
    close(element) {
      path.pop();
      const inside = path.at(-1) ?? "";
      const said = words.replace(/\s+/g, " ").trim();
      words = "";
      const draft = open.at(-1);
      if (element === "version") version = said;
      if (draft === undefined || said === "") {
        if (element === "chapter" || element === "section" || element === "diag") open.pop();
        return;
      }
      if (element === "chapter" || element === "section" || element === "diag") open.pop();
      else if (element === "name" && inside === "chapter") draft.at = `chapter ${said}`;
      else if (element === "name" && inside === "diag") draft.at = normalizeCode(said);
      else if (element === "desc" && (inside === "chapter" || inside === "section" || inside === "diag")) draft.title = said;
      else if (element === "note" && noteKinds[inside] !== undefined) draft.notes.push({ kind: noteKinds[inside], text: said });
      else if (element === "extension" && inside === "sevenChrDef" && character !== "") draft.sevenths.push({ character, text: said });
    },
  });
  const findings: Finding[] =
    problem === undefined ? [] : [finding(badSourceXml, {}, { file: name, line: problem.line, text: problem.reason })];
  const value = places.map(finished).filter((place) => place.at !== "");
  if (problem === undefined && !value.some((place) => place.kind === "code"))
    findings.push(finding(badSourceXml, {}, { file: name, line: 1, text: "there is no code in it" }));
  return { value: { version, places: value }, findings };
}

function finished(draft: TabularPlace): TabularPlace {
  if (draft.kind === "code") return { ...draft, range: { from: draft.at, to: draft.at } };
  const ends = /([A-Z]\d[0-9A-Z])(?:-([A-Z]\d[0-9A-Z]))?\)?$/.exec(draft.kind === "chapter" ? draft.title : draft.at);
  const from = ends?.[1] ?? "";
  return { ...draft, title: draft.title.replace(/\s*\([A-Z]\d\w(?:-[A-Z]\d\w)?\)$/, ""), range: { from, to: ends?.[2] ?? from } };
}
