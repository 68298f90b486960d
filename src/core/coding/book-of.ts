/** The code book of the program as the coder sees it. */
import type { CodeBook } from "../codebook/model.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { CodingBook } from "./book.ts";

/** What may be reported on the day. */
export function bookOf(codeBook: CodeBook, on: IsoDate): CodingBook {
  const details = codeBook.diagnosisCodes().flatMap((code) => codeBook.diagnosis(code, on) ?? []);
  const index = codeBook.indexEntries.map(({ id: _id, ...term }) => term);
  const firstExternal = index.length;
  return {
    editions: [...new Set(codeBook.releases.filter((one) => one.table === "icd10cm").map((one) => one.name))],
    index: index.slice(0, firstExternal),
    external: [],
    neoplasms: [],
    reportable: details.filter((one) => codeBook.validity("icd10cm", one.code, on) === "valid").map(({ code, title }) => ({ code, title })),
    inclusions: details.flatMap((one) =>
      one.notes.filter((note) => note.kind === "includes").map((note) => ({ code: one.code, term: note.text })),
    ),
    excludes1: (code) =>
      (codeBook.diagnosis(code, on)?.allNotes ?? [])
        .filter((note) => note.kind === "excludes1")
        .flatMap((note) => note.targets.map((target) => ({ ...target, at: note.at }))),
    isManifestation: (code) => codeBook.diagnosis(code, on)?.allFlags.includes("manifestation") ?? false,
  };
}
