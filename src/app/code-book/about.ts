/** What the book holds on a day: releases, the books of the Index, and whether only the starter set is there. */
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import type { App } from "../context.ts";
import { loadedBooks } from "./index-walk.ts";

export function aboutBook({ codeBook }: App, on: IsoDate) {
  const release = codeBook.release("icd10cm", on);
  const starter = codeBook.releases.find((one) => one.table === "icd10cm" && one.source.includes("selection"));
  const published = codeBook.releases.filter((one) => one.table === "icd10cm" && one.name !== starter?.name);
  return {
    ...(release === undefined ? {} : { release }),
    starterOnly: published.length === 0,
    diagnoses: published.map(({ name, effective, rows }) => ({ name, rows, ...(effective === undefined ? {} : { effective }) })),
    books: [...loadedBooks(codeBook)],
    hasPcs: codeBook.pcs !== undefined,
    hasPcsIndex: (codeBook.pcs?.index.size ?? 0) > 0,
  };
}
