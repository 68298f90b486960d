/** The Tabular List to be walked: what stands at a place, and what stands below it. */
import { formatDiagnosis, normalizeCode } from "../../core/codebook/code-text.ts";
import type { CodeBook, TabularNote } from "../../core/codebook/model.ts";
import { type TreeChapter, tabularTree } from "../../core/codebook/tree.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import type { App } from "../context.ts";
import { notFound, type Outcome } from "../refusal.ts";

export interface TreeRow {
  /** Asked for again to see what stands below: "chapter 10", "J09-J18", "J18.9". */
  readonly at: string;
  readonly title: string;
  /** Undefined for chapters and blocks, which are no codes. */
  readonly billable?: boolean;
  readonly below: number;
}

const kept = new WeakMap<CodeBook, Map<IsoDate, readonly TreeChapter[]>>();
const mostDays = 4;

function treeOn(book: CodeBook, on: IsoDate): readonly TreeChapter[] {
  const days = kept.get(book) ?? new Map<IsoDate, readonly TreeChapter[]>();
  kept.set(book, days);
  const known = days.get(on);
  if (known !== undefined) return known;
  if (days.size >= mostDays) days.clear();
  const made = tabularTree(book, on);
  days.set(on, made);
  return made;
}

const unplaced = "newer";

/** The rows below a chapter, a block or a code; the chapters where no place is given. */
export function tabularBelow(
  { codeBook }: App,
  { at, on }: { readonly at: string; readonly on: IsoDate },
): Outcome<{
  readonly rows: readonly TreeRow[];
  readonly notes: readonly { readonly kind: string; readonly text: string }[];
  /** From the chapter down to the place that was asked for. */
  readonly above: readonly { readonly at: string; readonly title: string }[];
}> {
  const tree = treeOn(codeBook, on);
  if (at === "") return ok({ rows: tree.map(chapterRow), notes: [], above: [] });
  for (const one of tree) {
    const chapter = chapterRow(one);
    if (chapter.at === at) return ok({ rows: one.blocks.map(blockRow), notes: plain(one.chapter?.notes ?? []), above: [chapter] });
    for (const part of one.blocks) {
      const block = blockRow(part);
      const rows = () => part.categories.map((code) => codeRow(codeBook, code, on));
      if (block.at === at) return ok({ rows: rows(), notes: plain(part.block?.notes ?? []), above: [chapter, block] });
    }
  }
  const code = normalizeCode(at);
  const detail = codeBook.diagnosis(code, on);
  if (detail === undefined) return notFound("place in the loaded Tabular List");
  const category = detail.ancestors[0] ?? code;
  const around = tree.flatMap((one) =>
    one.blocks.filter((part) => part.categories.includes(category)).flatMap((part) => [chapterRow(one), blockRow(part)]),
  );
  const codes = [...detail.ancestors, code].map((one) => ({ at: formatDiagnosis(one), title: codeBook.diagnosis(one, on)?.title ?? "" }));
  return ok({
    rows: detail.children.map((child) => codeRow(codeBook, child, on)),
    notes: plain(detail.notes),
    above: [...around, ...codes],
  });
}

function chapterRow({ chapter, blocks }: TreeChapter): TreeRow {
  const title = chapter?.title ?? "Codes that are newer than the loaded Tabular List";
  return { at: chapter === undefined ? unplaced : `chapter ${chapter.number}`, title, below: blocks.length };
}

function blockRow({ block, categories }: TreeChapter["blocks"][number]): TreeRow {
  const range = block === undefined ? `${unplaced} ${categories[0] ?? ""}` : `${block.range.from}-${block.range.to}`;
  return { at: range, title: block?.title ?? "Newer than the loaded Tabular List", below: categories.length };
}

function codeRow(book: CodeBook, code: string, on: IsoDate): TreeRow {
  const detail = book.diagnosis(code, on);
  return {
    at: formatDiagnosis(code),
    title: detail?.title ?? "",
    billable: detail?.billable ?? false,
    below: detail?.children.length ?? 0,
  };
}

function plain(notes: readonly TabularNote[]): readonly { readonly kind: string; readonly text: string }[] {
  return notes.map(({ kind, text }) => ({ kind, text }));
}
