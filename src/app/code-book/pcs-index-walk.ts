/** The Index of ICD-10-PCS to be walked: terms down to the characters that they settle, which the tables complete. */
import type { PcsIndex } from "../../core/codebook/icd10pcs/model.ts";
import { ok } from "../../core/kernel/result.ts";
import type { App } from "../context.ts";
import { notFound, type Outcome } from "../refusal.ts";

export interface PcsIndexLine {
  readonly id: number;
  /** Empty where the line only refers. */
  readonly term: string;
  /** What it settles: a table (three characters), more, or a whole code. */
  readonly code?: string;
  readonly see?: { readonly words: string; readonly to?: number };
  /** The value of a table that the term stands for. */
  readonly use?: string;
  readonly below: number;
}

const pageSize = 100;
const notLoaded = notFound("Index of ICD-10-PCS");

type Loaded = Pick<App, "codeBook">;

const mains = new WeakMap<PcsIndex, readonly { readonly id: number; readonly term: string }[]>();

function mainTermsOf(index: PcsIndex): readonly { readonly id: number; readonly term: string }[] {
  const known = mains.get(index);
  if (known !== undefined) return known;
  const made = index
    .mainTerms("")
    .map((id) => ({ id, term: index.entry(id).term.toLowerCase() }))
    .sort((a, b) => (a.term < b.term ? -1 : a.term > b.term ? 1 : a.id - b.id));
  mains.set(index, made);
  return made;
}

/** Main terms from the one that begins as asked, a page of them; `after` is the last one of the page before, or -1. */
export function pcsMainTerms({ codeBook: { pcs } }: Loaded, asked: { readonly from: string; readonly after: number }) {
  if (pcs === undefined || pcs.index.size === 0) return notLoaded;
  const { index } = pcs;
  const terms = mainTermsOf(index);
  const wanted = asked.from.trim().toLowerCase();
  const begins = terms.findIndex(({ term }) => term >= wanted);
  // Beyond the last term the last is shown.
  const start =
    asked.after >= 0 ? terms.findIndex(({ id }) => id === asked.after) + 1 : begins < 0 ? Math.max(0, terms.length - 1) : begins;
  const page = terms.slice(start, start + pageSize);
  return ok({
    lines: page.map(({ id }) => lineOf(index, id)),
    total: terms.length,
    more: start + pageSize < terms.length,
    release: index.release ?? "",
  });
}

/** A term with what stands above it and directly below it. */
export function pcsIndexTerm(
  { codeBook: { pcs } }: Loaded,
  id: number,
): Outcome<{ readonly line: PcsIndexLine; readonly above: readonly PcsIndexLine[]; readonly lines: readonly PcsIndexLine[] }> {
  if (pcs === undefined || id >= pcs.index.size) return notLoaded;
  const { index } = pcs;
  const above: PcsIndexLine[] = [];
  for (let at = index.entry(id).parent; at !== undefined; at = index.entry(at).parent) above.unshift(lineOf(index, at));
  return ok({ line: lineOf(index, id), above, lines: index.children(id).map((child) => lineOf(index, child)) });
}

function lineOf(index: PcsIndex, id: number): PcsIndexLine {
  const { term, code, see, use } = index.entry(id);
  const to = see === "" ? undefined : index.follow(see);
  return {
    id,
    term,
    ...(code === "" ? {} : { code }),
    ...(see === "" ? {} : { see: { words: see, ...(to === undefined ? {} : { to }) } }),
    ...(use === "" ? {} : { use }),
    below: index.children(id).length,
  };
}
