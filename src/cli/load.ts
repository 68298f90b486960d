/** The code book for a command, read when it is asked. */
import { loadLookup, loadWithPacks } from "../app/load-code-book.ts";
import type { CodeBook } from "../core/codebook/model.ts";
import type { CodeLookup } from "../core/kernel/code-lookup.ts";
import { dataDirOf } from "./data-dir.ts";

const read = new Map<string, ReturnType<typeof loadWithPacks>>();

/** The book of this process, read once; `dataFolder` as `--data` gave it. */
export function codeBook(dataFolder?: string): CodeBook {
  return bookWithPacks(dataFolder).codeBook;
}

/** With the packs it was read from. */
export function bookWithPacks(dataFolder?: string): ReturnType<typeof loadWithPacks> {
  const folder = dataDirOf(dataFolder);
  const book = read.get(folder) ?? loadWithPacks(folder);
  read.set(folder, book);
  return book;
}

let lookup: CodeLookup | undefined;

/** Of this process too, read at the first question: which codes there are, without edits, fees and search. */
function lookupOnce(): CodeLookup {
  lookup ??= loadLookup(dataDirOf(undefined));
  return lookup;
}

/** For a check or an explanation: a file without codes does not wait for the book. */
export const lazyLookup: CodeLookup = {
  validity: (system, code, on) => lookupOnce().validity(system, code, on),
  title: (system, code, on) => lookupOnce().title(system, code, on),
  release: (system, on) => lookupOnce().release(system, on),
};
