/** Every kind of publisher's file that the program reads, and the packs they are made into: one line each. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import { factsPack } from "../facts/fact-book.ts";
import { factKinds } from "../facts/kinds.ts";
import { feeSources, feesPack } from "../fees/kinds.ts";
import { hcpcsPack } from "../hcpcs/hcpcs-book.ts";
import { hcpcsAnweb, hcpcsCodes, hcpcsSheet } from "../hcpcs/kinds.ts";
import {
  alphabeticIndex,
  codesAddenda,
  codesFile,
  drugs,
  externalCauses,
  neoplasms,
  orderAddenda,
  orderFile,
  tabular,
} from "../icd10cm/kinds.ts";
import { pcsPack } from "../icd10pcs/compile-pcs.ts";
import {
  pcsCodes,
  pcsCodesAddenda,
  pcsConversions,
  pcsDefinitions,
  pcsDefinitionsAddenda,
  pcsIndex,
  pcsIndexAddenda,
  pcsOrder,
  pcsOrderAddenda,
  pcsTables,
  pcsTablesAddenda,
} from "../icd10pcs/kinds.ts";
import { cptPack, cptSource } from "../lists/cpt.ts";
import { listSources, listsPack } from "../lists/list-book.ts";
import {
  addOnEdits,
  editsPack,
  hospitalEditsPack,
  hospitalMueEdits,
  hospitalPtpEdits,
  mueEdits,
  ptpEdits,
  supplierEditsPack,
  supplierMueEdits,
} from "../ncci/kinds.ts";
import type { FileRead, GivenFile, HeldText, KindOfSource, PackMaker, ReadOutcome } from "./kind-of-source.ts";

/** Asked in this order: the first that knows the file takes it. */
const kinds = [
  ...factKinds,
  hcpcsSheet,
  hcpcsAnweb,
  hcpcsCodes,
  ptpEdits,
  hospitalPtpEdits,
  mueEdits,
  hospitalMueEdits,
  supplierMueEdits,
  addOnEdits,
  ...feeSources,
  ...listSources,
  cptSource,
  pcsTables,
  pcsTablesAddenda,
  pcsIndex,
  pcsIndexAddenda,
  pcsDefinitions,
  pcsDefinitionsAddenda,
  pcsConversions,
  pcsOrder,
  pcsOrderAddenda,
  pcsCodesAddenda,
  pcsCodes,
  tabular,
  neoplasms,
  drugs,
  externalCauses,
  alphabeticIndex,
  orderFile,
  orderAddenda,
  codesAddenda,
  codesFile,
] as const satisfies readonly KindOfSource[];

/** Beside that of ICD-10-CM and that of the search, which are made of more than texts. */
export const packMakers = [
  editsPack,
  hospitalEditsPack,
  supplierEditsPack,
  feesPack,
  listsPack,
  cptPack,
  pcsPack,
  hcpcsPack,
  factsPack,
] as const satisfies readonly PackMaker[];

export type SourceKind = (typeof kinds)[number]["kind"];
export type MadePack = (typeof packMakers)[number]["name"];
export type ReadSource = FileRead & { readonly kind: SourceKind; readonly name: string };

/** By what stands in the file; undefined for what is not known. `head` is the beginning of the file as text, `name` how it is called. */
export function sourceKind(head: string, name = ""): SourceKind | undefined {
  return kinds.find((one) => one.is(head, name))?.kind;
}

export function readSource({ kind, ...file }: GivenFile & { readonly kind: SourceKind }): Omit<ReadOutcome, "value"> & {
  readonly value?: ReadSource;
} {
  const { value, ...told } = known(kind).read(file);
  return value === undefined ? told : { ...told, value: { ...value, kind, name: file.name } };
}

/** How a release is called: by the fiscal year, the quarter, the version. */
export function nameOfRelease(kind: SourceKind, effective: IsoDate): string {
  return known(kind).releaseName(effective);
}

/** What is published together: files of one set and day are one release. */
export function setOf(kind: SourceKind): string {
  return known(kind).set ?? kind;
}

export function packOf(kind: SourceKind): string {
  return known(kind).pack;
}

export function heldTexts(read: readonly ReadSource[]): readonly HeldText[] {
  return read.flatMap((one) => (one.holds === "text" ? [one] : []));
}

function known(kind: SourceKind): KindOfSource {
  const found = kinds.find((one) => one.kind === kind);
  if (found === undefined) throw new RangeError(`${kind} is no kind of file that this version of the program reads`);
  return found;
}
