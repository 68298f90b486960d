/** A journal entry as screens show it: its lines numbered, each account in words. */
import type { StoredEntry } from "../store/journal.ts";
import { accountWords } from "./ledger-words.ts";

export function entryView(entry: StoredEntry) {
  return {
    id: entry.id,
    on: entry.on,
    source: entry.source,
    memo: entry.memo,
    lines: entry.lines.map((line, index) => ({
      number: index + 1,
      account: line.account,
      words: accountWords[line.account],
      amount: line.amount,
      ...(line.reason === undefined ? {} : { reason: line.reason }),
    })),
  };
}
