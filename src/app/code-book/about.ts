/** What the book holds on a day: releases, the books of the Index, and whether only the starter set is there. */
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import type { PackName } from "../code-sets/installed.ts";
import type { RemakingState } from "../code-sets/remake-beside.ts";
import type { App } from "../context.ts";
import { loadedBooks } from "./index-walk.ts";

export function aboutBook({ codeBook, remaking }: App, on: IsoDate) {
  const release = codeBook.release("icd10cm", on);
  const starter = codeBook.releases.find((one) => one.table === "icd10cm" && one.source.includes("selection"));
  const published = codeBook.releases.filter((one) => one.table === "icd10cm" && one.name !== starter?.name);
  return {
    ...(release === undefined ? {} : { release }),
    ...(remaking === undefined ? {} : { remaking: viewRemaking(remaking) }),
    starterOnly: published.length === 0,
    diagnoses: published.map(({ name, effective, rows }) => ({ name, rows, ...(effective === undefined ? {} : { effective }) })),
    books: [...loadedBooks(codeBook)],
    hasPcs: codeBook.pcs !== undefined,
    hasPcsIndex: (codeBook.pcs?.index.size ?? 0) > 0,
  };
}

const packWords: Readonly<Record<PackName, string>> = {
  icd10cm: "ICD-10-CM",
  icd10pcs: "ICD-10-PCS",
  hcpcs: "HCPCS Level II",
  cpt: "the licensed CPT file",
  edits: "NCCI edits of practitioners",
  "edits-hospital": "NCCI edits of hospitals",
  "edits-supplier": "NCCI edits of suppliers",
  fees: "fee schedules",
  lists: "lists of reasons, places and ZIP codes",
  facts: "lists about diagnoses",
  search: "the search",
};

function viewRemaking(remaking: RemakingState) {
  if (remaking.state !== "makes") return { state: remaking.state, because: remaking.because };
  const { at } = remaking;
  return { state: remaking.state, ...(at === undefined ? {} : { now: packWords[at.now], ready: at.ready, total: at.total }) };
}
