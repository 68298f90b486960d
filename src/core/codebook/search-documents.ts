/** What can be found: titles, inclusion terms, Index paths, procedures and lists, each as one line of words. */
import type { CodeSystem } from "../kernel/code-lookup.ts";
import type { Tables } from "./code-book.ts";
import { indexPath } from "./diagnoses.ts";
import type { IndexEntry, Window } from "./model.ts";

export interface SearchDocument extends Window {
  readonly system: CodeSystem;
  readonly code: string;
  readonly title: string;
  readonly billable: boolean;
  readonly text: string;
  /** Index path, or the text itself. */
  readonly path: string;
  /** Where the words come from: an Index main term is what a coder looks up first. */
  readonly origin: "title" | "inclusion" | "index-main" | "index";
}

export function searchDocuments(tables: Omit<Tables, "ptp" | "mue">): readonly SearchDocument[] {
  return [...diagnosisDocuments(tables), ...indexDocuments(tables), ...procedureDocuments(tables), ...listDocuments(tables)];
}

function diagnosisDocuments({ diagnoses }: Pick<Tables, "diagnoses">): readonly SearchDocument[] {
  return diagnoses.codes.flatMap((code) => {
    const found = diagnoses.get(code);
    if (found === undefined) return [];
    const { title, billable, from, to, notes } = found;
    const base = { system: "icd10cm" as const, code, title, billable, from, ...(to === undefined ? {} : { to }) };
    const inclusions = notes.filter((note) => note.kind === "includes").flatMap((note) => note.text.split(/;\s*/));
    return [
      { ...base, text: title, path: title, origin: "title" as const },
      ...inclusions.map((text) => ({ ...base, text, path: text, origin: "inclusion" as const })),
    ];
  });
}

function indexDocuments({ entries, diagnoses }: Pick<Tables, "entries" | "diagnoses">): readonly SearchDocument[] {
  return entries.flatMap((entry) => {
    const found = entry.code === undefined ? undefined : diagnoses.get(entry.code);
    if (found === undefined) return [];
    const { code, title, billable, from, to } = found;
    const path = indexPath(entries, entry.id);
    const origin = entry.level === 0 ? ("index-main" as const) : ("index" as const);
    const base = { system: "icd10cm" as const, code, title, billable, from, ...(to === undefined ? {} : { to }), path, origin };
    return lineTexts(entry, path).map((text) => ({ ...base, text }));
  });
}

/**
 * A line is found by its path, and by what people call it: a main term without its adjective ("Asthma, asthmatic"), a
 * subterm with the word or two that may stand beside it ("urinary (tract)").
 */
function lineTexts({ level, term, nonessential }: IndexEntry, path: string): readonly string[] {
  const plain = term.split(",")[0] ?? term;
  if (level === 0 && plain !== term) return [path, plain];
  return nonessential.length > 0 && nonessential.length <= 2 ? [path, `${path} ${nonessential.join(" ")}`] : [path];
}

function procedureDocuments({ procedures }: Pick<Tables, "procedures">): readonly SearchDocument[] {
  return procedures.map(({ code, system, wording, from, to }) => ({
    system,
    code,
    title: wording,
    billable: true,
    text: wording,
    path: wording,
    origin: "title" as const,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }));
}

function listDocuments(tables: Pick<Tables, "modifiers" | "places" | "carcs" | "rarcs">): readonly SearchDocument[] {
  const document = (system: CodeSystem, { code, title }: { readonly code: string; readonly title: string }): SearchDocument => ({
    system,
    code,
    title,
    billable: true,
    text: title,
    path: title,
    origin: "title",
  });
  return [
    ...tables.modifiers.map((one) => document("modifier", one)),
    ...tables.places.map((one) => document("pos", one)),
    ...tables.carcs.map((one) => document("carc", one)),
    ...tables.rarcs.map((one) => document("rarc", one)),
  ];
}
