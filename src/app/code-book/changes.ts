/** What another release changed, a page of it. */
import { formatDiagnosis } from "../../core/codebook/code-text.ts";
import type { CodeBook } from "../../core/codebook/model.ts";
import { type CodeChange, changesBetween } from "../../core/codebook/tree.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import type { App } from "../context.ts";

const kept = new WeakMap<CodeBook, Map<string, readonly CodeChange[]>>();
const mostPairs = 4;
const pageSize = 100;

/** `after`: the code at which the page before ended. */
export function releaseChanges(
  { codeBook }: App,
  asked: { readonly from: IsoDate; readonly to: IsoDate; readonly after: string; readonly kind: string },
) {
  const all = changesOf(codeBook, asked);
  const counts = new Map<string, number>();
  for (const { kind } of all) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const wanted = all.filter(({ kind, code }) => (asked.kind === "" || kind === asked.kind) && formatDiagnosis(code) > asked.after);
  return {
    counts: [...counts].map(([kind, count]) => ({ kind, count })),
    changes: wanted.slice(0, pageSize).map(({ code, ...one }) => ({ code: formatDiagnosis(code), ...one })),
    more: wanted.length > pageSize,
  };
}

function changesOf(book: CodeBook, { from, to }: { readonly from: IsoDate; readonly to: IsoDate }): readonly CodeChange[] {
  const pairs = kept.get(book) ?? new Map<string, readonly CodeChange[]>();
  kept.set(book, pairs);
  const key = `${from} ${to}`;
  const known = pairs.get(key) ?? [...changesBetween(book, { from, to })];
  if (pairs.size >= mostPairs) pairs.clear();
  pairs.set(key, known);
  return known;
}
