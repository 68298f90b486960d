/** What can be found: titles, inclusion terms, paths of the Index and its tables, procedures and lists, each as a line of words. */
import type { CodeSystem } from "../../kernel/code-lookup.ts";
import { parseIsoDate } from "../../kernel/iso-date.ts";
import type { Tables } from "../code-book.ts";
import type { Diagnoses } from "../icd10cm/diagnoses.ts";
import type { IndexEntry } from "../model.ts";

export const origins = ["title", "inclusion", "index-main", "index", "table", "new-title"] as const;
export type Origin = (typeof origins)[number];

export interface SearchDocument {
  readonly system: CodeSystem;
  readonly code: string;
  /** Words that the line is about. */
  readonly text: string;
  /** Words that may stand beside them without making a difference: nonessential modifiers. */
  readonly optional: string;
  readonly origin: Origin;
  /** The line as shown: text, or the place in the Index. */
  readonly path: string | { readonly entry: number };
}

export function* searchDocuments(tables: Tables): Generator<SearchDocument> {
  yield* titleDocuments(tables.diagnoses);
  yield* indexDocuments(tables.diagnoses);
  yield* tableDocuments(tables.diagnoses);
  for (const { code, system, wording } of tables.procedures) yield plain(system, code, wording);
  yield* publishedDocuments(tables);
  for (const one of tables.modifiers) yield plain("modifier", one.code, one.title);
  for (const one of tables.places) yield plain("pos", one.code, one.title);
  for (const one of tables.carcs) yield plain("carc", one.code, one.title);
  for (const one of tables.rarcs) yield plain("rarc", one.code, one.title);
}

/** Codes and modifiers that CMS publishes, beside those that ship with words of their own. */
function* publishedDocuments({ hcpcs, procedures, modifiers }: Tables): Generator<SearchDocument> {
  const own = new Set([...procedures, ...modifiers].map((one) => one.code));
  const [newest] = hcpcs?.releases.slice(-1) ?? [];
  const day = parseIsoDate(newest?.effective ?? "");
  if (hcpcs === undefined || day === undefined) return;
  for (const code of hcpcs.codes()) {
    const title = own.has(code) ? undefined : hcpcs.title(code, day);
    if (title !== undefined) yield plain(code.length === 2 ? "modifier" : "hcpcs", code, title);
  }
}

function plain(system: CodeSystem, code: string, text: string): SearchDocument {
  return { system, code, text, optional: "", origin: "title", path: text };
}

/**
 * Each wording once. A code that only adds the seventh character to its heading is not a line of its own: the heading is found
 * and then completed, which keeps fifty thousand injuries from standing in every list three times.
 */
function* titleDocuments(diagnoses: Diagnoses): Generator<SearchDocument> {
  const system = "icd10cm" as const;
  const known = knownToIndex(diagnoses);
  for (const code of diagnoses.codes()) {
    const origin = (diagnoses.history(code)[0]?.from ?? "") > known ? ("new-title" as const) : ("title" as const);
    const titles = [...new Set(diagnoses.history(code).map((span) => span.title))];
    const above =
      code.length === 7
        ? (diagnoses.history(code.slice(0, 6)).at(-1)?.title ?? diagnoses.history(code.replace(/X*.$/, "")).at(-1)?.title)
        : undefined;
    for (const title of titles) {
      if (above !== undefined && title.startsWith(above)) continue;
      yield { system, code, text: title, optional: "", origin, path: title };
    }
    for (const term of diagnoses.inclusions(code)) {
      const optional = bracketed(term);
      yield { system, code, text: optional === "" ? term : term.replace(/\([^)]*\)/g, " "), optional, origin: "inclusion", path: term };
    }
  }
}

/** Up to this day the loaded Index, or the first release that is loaded, has every code; a later code it cannot have. */
function knownToIndex({ meta }: Diagnoses): string {
  const published = meta.indexes.filter((one) => one.book === "index").map((one) => one.effective);
  const days = [...published, meta.releases[0]?.effective ?? "9999"].sort();
  return published.length === 0 ? "9999" : (days.at(-1) ?? "9999");
}

function bracketed(text: string): string {
  return [...text.matchAll(/\(([^)]*)\)/g)].map((one) => one[1] ?? "").join(" ");
}

function* indexDocuments({ index, position }: Diagnoses): Generator<SearchDocument> {
  const open: { readonly term: string; readonly optional: string }[] = [];
  for (let id = 0; id < index.size; id += 1) {
    const entry = index.entry(id);
    const book = index.bookOf(id);
    open.length = entry.level;
    open[entry.level] = { term: entry.term, optional: entry.nonessential.join(" ") };
    if (book === "neoplasm" || book === "drug") continue;
    const code = entry.code ?? referredCode(entry, index);
    if (code === undefined || position(code) < 0) continue;
    const system = "icd10cm" as const;
    const origin = entry.level === 0 ? ("index-main" as const) : ("index" as const);
    const optional = open.map((step) => step.optional).join(" ");
    for (const text of wordings(open.map((step) => step.term))) yield { system, code, text, optional, origin, path: { entry: id } };
  }
}

function referredCode(entry: IndexEntry, index: Diagnoses["index"]): string | undefined {
  if (entry.see === undefined) return undefined;
  const target = index.follow(entry.see);
  return target === undefined ? undefined : index.entry(target).code;
}

/** A main term stands for each of its forms ("Asthma, asthmatic"), and a subterm for each of its own ("renal, kidney"). */
function wordings(terms: readonly string[]): readonly string[] {
  const [main = "", ...below] = terms;
  const forms = main.split(",").map((form) => form.trim());
  const first = forms[0] ?? main;
  const rest = below.map((term) => term.replace(/,.*$/, "")).join(" ");
  const short = `${first} ${rest}`.trim();
  const whole = terms.join(" ");
  return short === whole ? [whole] : [short, whole];
}

const behaviours = [
  "cancer malignant primary neoplasm tumor",
  "secondary malignant neoplasm metastasis metastatic cancer",
  "carcinoma in situ",
  "benign neoplasm tumor",
  "neoplasm of uncertain behavior",
  "neoplasm of unspecified behavior",
];
const intents = [
  "poisoning accidental unintentional overdose",
  "poisoning intentional self-harm overdose",
  "poisoning assault",
  "poisoning undetermined intent",
  "adverse effect",
  "underdosing",
];

function* tableDocuments({ index, position }: Diagnoses): Generator<SearchDocument> {
  const open: string[] = [];
  for (let id = 0; id < index.size; id += 1) {
    const book = index.bookOf(id);
    if (book !== "neoplasm" && book !== "drug") continue;
    const entry = index.entry(id);
    open.length = entry.level;
    open[entry.level] = entry.term;
    const words = book === "neoplasm" ? behaviours : intents;
    const optional = entry.nonessential.join(" ");
    for (const [column, cell] of (entry.cells ?? []).entries()) {
      if (cell === undefined || position(cell.code) < 0) continue;
      const site = (book === "neoplasm" ? open.slice(1) : open).join(" ");
      const [first = "", ...others] = (words[column] ?? "").split(" ");
      const text = `${site} ${first}`;
      yield { system: "icd10cm", code: cell.code, text, optional: `${optional} ${others.join(" ")}`, origin: "table", path: { entry: id } };
    }
  }
}
