/** The code book for a command: read when the first code is asked for, so that a file without codes does not wait for it. */
import { loadWithPacks } from "../app/load-code-book.ts";
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

/** The same book behind questions; it is read at the first of them. */
export const lazyLookup: CodeLookup = {
  validity: (system, code, on) => codeBook().validity(system, code, on),
  title: (system, code, on) => codeBook().title(system, code, on),
  release: (system, on) => codeBook().release(system, on),
};
