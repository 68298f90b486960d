/** The Tabular List as a tree for a day: chapters, their blocks, and the categories in them. */
import type { IsoDate } from "../kernel/iso-date.ts";
import type { Block, Chapter, CodeBook } from "./model.ts";

export interface TreeBlock {
  /** Absent: categories that the loaded Tabular List does not know, being newer. */
  readonly block: Block | undefined;
  readonly categories: readonly string[];
}

export interface TreeChapter {
  readonly chapter: Chapter | undefined;
  readonly blocks: readonly TreeBlock[];
}

/** In the order of the codes; a block without categories on the day is not in it. */
export function tabularTree(book: Pick<CodeBook, "diagnosis" | "diagnosisCodes">, on: IsoDate): readonly TreeChapter[] {
  const chapters: { chapter: Chapter | undefined; blocks: { block: Block | undefined; categories: string[] }[] }[] = [];
  for (const code of book.diagnosisCodes()) {
    if (code.length !== 3) continue;
    const detail = book.diagnosis(code, on);
    if (detail === undefined || detail.from > on || (detail.to !== undefined && detail.to < on)) continue;
    let chapter = chapters.find((one) => one.chapter?.number === detail.chapter?.number);
    if (chapter === undefined) {
      chapter = { chapter: detail.chapter, blocks: [] };
      chapters.push(chapter);
    }
    const { blocks } = chapter;
    let block = blocks.find((one) => one.block?.range.from === detail.block?.range.from && one.block?.range.to === detail.block?.range.to);
    if (block === undefined) {
      block = { block: detail.block, categories: [] };
      blocks.push(block);
    }
    block.categories.push(code);
  }
  return chapters;
}

export interface CodeChange {
  readonly code: string;
  readonly kind: "added" | "ended" | "retitled" | "now a heading" | "now billable";
  readonly before?: string;
  readonly after?: string;
}

/** What is another on the second day than on the first, in the order of the codes. */
export function* changesBetween(
  book: Pick<CodeBook, "codeHistory" | "diagnosisCodes">,
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
): Generator<CodeChange> {
  for (const code of book.diagnosisCodes()) {
    const history = book.codeHistory(code);
    const at = (day: IsoDate) => history.find((span) => span.from <= day && (span.to === undefined || span.to >= day));
    const before = at(from);
    const after = at(to);
    if (before === undefined && after === undefined) continue;
    if (before === undefined) yield { code, kind: "added", ...titled("after", after?.title) };
    else if (after === undefined) yield { code, kind: "ended", before: before.title };
    else if (before.billable !== after.billable)
      yield { code, kind: after.billable ? "now billable" : "now a heading", before: before.title, after: after.title };
    else if (before.title !== after.title) yield { code, kind: "retitled", before: before.title, after: after.title };
  }
}

function titled(key: "after", title: string | undefined): { readonly after?: string } {
  return title === undefined ? {} : { [key]: title };
}
