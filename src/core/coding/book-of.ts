/** The code book of the program as the coder sees it. */
import type { IndexBook } from "../codebook/icd10cm/sources.ts";
import type { CodeBook, TabularNote } from "../codebook/model.ts";
import { addDays, type IsoDate, isoDate } from "../kernel/iso-date.ts";
import type { CodeRules, CodingBook, DrugRow, IndexTerm, NeoplasmRow } from "./book.ts";

/** What may be reported on the day. Where the official Index is loaded, the shipped one stands behind it. */
export function bookOf(codeBook: CodeBook, on: IsoDate): CodingBook {
  const codes = codeBook.diagnosisCodes();
  return {
    index: termsOf(codeBook, ["starter-index", "index"]),
    external: termsOf(codeBook, ["external-cause"]),
    neoplasms: neoplasmRows(codeBook),
    drugs: drugRows(codeBook),
    reportable: codes.flatMap((code) =>
      codeBook.validity("icd10cm", code, on) === "valid" ? [{ code, title: codeBook.title("icd10cm", code, on) ?? "" }] : [],
    ),
    inclusions: codes.flatMap((code) => codeBook.inclusionTerms(code).map((term) => ({ code, term }))),
  };
}

export function rulesOf(codeBook: CodeBook, on: IsoDate): CodeRules {
  const notesOf = (code: string): readonly TabularNote[] => codeBook.diagnosis(code, on)?.allNotes ?? [];
  return {
    excludes1: (code) =>
      notesOf(code)
        .filter((note) => note.kind === "excludes1")
        .flatMap((note) => note.targets.map((target) => ({ ...target, at: note.at, text: note.text }))),
    codeFirst: (code) => notesOf(code).flatMap((note) => (note.kind === "code-first" ? note.targets : [])),
    flags: (code) => codeBook.diagnosis(code, on)?.allFlags ?? [],
    isPoaExempt: (code) => codeBook.facts?.diagnosis(code, on).poaExempt?.isExempt,
  };
}

/** Days between which nothing of what a coder is made of changes. An absent end is open. */
export interface Period {
  readonly from: IsoDate;
  /** The last day. */
  readonly to?: IsoDate;
}

/** Codes begin and end, and lists of notes and edits come into force: the stretch around the day in which none does. */
export function periodOf(codeBook: CodeBook, on: IsoDate): Period {
  let from = isoDate("1800-01-01");
  let next: IsoDate | undefined;
  const turn = (day: IsoDate | undefined): void => {
    if (day === undefined) return;
    if (day > on) next = next === undefined || day < next ? day : next;
    else if (day > from) from = day;
  };
  for (const code of codeBook.diagnosisCodes()) {
    for (const span of codeBook.codeHistory(code)) {
      turn(span.from);
      turn(span.to === undefined ? undefined : addDays(span.to, 1));
    }
  }
  for (const one of codeBook.releases) if (/^icd10cm|^code-editor/.test(one.table)) turn(one.effective);
  return { from, ...(next === undefined ? {} : { to: addDays(next, -1) }) };
}

/** Parents are positions in the list that is made here. */
function termsOf({ index }: CodeBook, books: readonly IndexBook[]): readonly IndexTerm[] {
  const terms: IndexTerm[] = [];
  for (const head of books.flatMap((book) => index.books.filter((one) => one.book === book))) {
    const shift = terms.length - head.from;
    for (let at = head.from; at < head.to; at += 1) {
      const { id: _id, parent, ...term } = index.entry(at);
      terms.push(parent === undefined ? term : { ...term, parent: parent + shift });
    }
  }
  return terms;
}

const columns = ["malignant", "secondary", "inSitu", "benign", "uncertain", "unspecified"] as const;

function neoplasmRows({ index }: CodeBook): readonly NeoplasmRow[] {
  const head = index.books.find((one) => one.book === "neoplasm");
  if (head === undefined) return [];
  const rows: NeoplasmRow[] = [];
  const open: string[] = [];
  for (let at = head.from; at < head.to; at += 1) {
    const { level, term, cells } = index.entry(at);
    open.length = level;
    open[level] = term;
    if (cells === undefined || level === 0) continue;
    const codes = columns.flatMap((column, position) => {
      const cell = cells[position];
      return cell === undefined ? [] : [[column, cell.code] as const];
    });
    rows.push({ site: open.slice(1), ...Object.fromEntries(codes) });
  }
  return rows;
}

/** Rows with a poisoning by accident; solvents and gases without the other intents are of no use to a visit note. */
function drugRows({ index }: CodeBook): readonly DrugRow[] {
  const head = index.books.find((one) => one.book === "drug");
  if (head === undefined) return [];
  const rows: DrugRow[] = [];
  const open: string[] = [];
  for (let at = head.from; at < head.to; at += 1) {
    const { level, term, cells } = index.entry(at);
    open.length = level;
    open[level] = term;
    const [accidental, , , , adverse] = cells ?? [];
    if (accidental === undefined || adverse === undefined) continue;
    rows.push({ name: open.join(", "), accidental: accidental.code });
  }
  return rows;
}
