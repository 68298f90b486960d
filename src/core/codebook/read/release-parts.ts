/** Which files of the releases at hand are wanted, and which cannot be built upon. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { SourceKind } from "./source-kinds.ts";

/** A file as far as it matters here: what it is, of which release, and how many codes the release has by it. */
export interface ReleasePart {
  readonly kind: SourceKind;
  readonly effective: IsoDate;
  /** Of files with codes: how many are billable. */
  readonly rows: number;
  /** Of lists of changes, where they say it: how many codes there were before them, and how many after. */
  readonly codes?: StatedCodes;
}

export interface StatedCodes {
  readonly before: number;
  readonly after: number;
}

/** Under the changes: "74719 codes in icd10cm_order_2026.txt", and the same of the release that they make. */
export function statedCodes(text: string): StatedCodes | undefined {
  const [before, after] = [...text.matchAll(/^\s*(\d+) codes in /gm)].map((one) => Number(one[1]));
  return before === undefined || after === undefined ? undefined : { before, after };
}

type Family = Readonly<Record<"order" | "codes" | "orderAddenda" | "codesAddenda", SourceKind>>;

const families: readonly Family[] = [
  {
    order: "icd10cm-order",
    codes: "icd10cm-codes",
    orderAddenda: "icd10cm-order-addenda",
    codesAddenda: "icd10cm-codes-addenda",
  },
  {
    order: "icd10pcs-order",
    codes: "icd10pcs-codes",
    orderAddenda: "icd10pcs-order-addenda",
    codesAddenda: "icd10pcs-codes-addenda",
  },
];

/** True when a file of the same release says everything that this one says: an order file more than a codes file, and these than changes. */
export function isSaidBy(others: readonly Pick<ReleasePart, "kind" | "effective">[], { kind, effective }: ReleasePart): boolean {
  const family = families.find((one) => Object.values(one).includes(kind));
  if (family === undefined) return false;
  const inOrder = [family.order, family.codes, family.orderAddenda, family.codesAddenda];
  const better = inOrder.slice(0, inOrder.indexOf(kind));
  return others.some((one) => one.effective === effective && better.includes(one.kind));
}

/** Why a release cannot be made of these changes, as words; undefined when it can, or when the file is no list of changes. */
export function whyBaseless(part: ReleasePart, others: readonly ReleasePart[]): string | undefined {
  const family = families.find((one) => one.orderAddenda === part.kind || one.codesAddenda === part.kind);
  if (family === undefined) return undefined;
  const kinds = Object.values(family);
  const before = others
    .filter((one) => kinds.includes(one.kind) && one.effective < part.effective && !isSaidBy(others, one))
    .toSorted((a, b) => (a.effective < b.effective ? -1 : 1))
    .at(-1);
  if (before === undefined) return "no release before it is loaded";
  const isWhole = before.kind === family.order || before.kind === family.codes;
  const count = isWhole ? before.rows : before.codes?.after;
  if (count === undefined || part.codes === undefined || count === part.codes.before) return undefined;
  return `it changes a release of ${part.codes.before} codes, and the one loaded before it (of ${before.effective}) has ${count}`;
}
