/** The coder over the shipped code sets: made once a day of service, for every note of that day. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CodeBook } from "../../core/codebook/model.ts";
import { bookOf } from "../../core/coding/book-of.ts";
import { type Coder, makeCoder } from "../../core/coding/coder.ts";
import { readVocabulary, type Vocabulary } from "../../core/coding/vocabulary.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { findDataFolder } from "../load-code-book.ts";

/** A coder for notes of the day. */
export function loadCoder(codeBook: CodeBook, on: IsoDate): Coder {
  return makeCoder(bookOf(codeBook, on), { phrases: readText("phrases"), causes: readText("causes"), drugs: readText("drugs") });
}

/** How notes say things, for phrases of the practice's own lexicon. */
export function loadVocabulary(): Vocabulary {
  loaded ??= readVocabulary(readText("phrases"));
  return loaded;
}

let loaded: Vocabulary | undefined;

function readText(name: "phrases" | "causes" | "drugs"): string {
  return readFileSync(join(findDataFolder(), "coding", `${name}.txt`), "utf8");
}
