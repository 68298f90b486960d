/** The coder over the code sets of this installation, from the pack that is kept for the releases and the day. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CodeBook } from "../../core/codebook/model.ts";
import { openPack } from "../../core/codebook/pack/pack-file.ts";
import { bookOf, periodOf, rulesOf } from "../../core/coding/book-of.ts";
import { type Coder, compileCoder, openCoder } from "../../core/coding/coder.ts";
import { readVocabulary, type Vocabulary } from "../../core/coding/vocabulary.ts";
import { assert } from "../../core/kernel/assert.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { findDataFolder } from "../load-code-book.ts";
import { type CoderPack, findCoderPack, inputsOf, keepCoderPack } from "./coder-packs.ts";

/** A coder for notes of the day. `dataFolder`: where the pack is kept; without it the pack is made for this process. */
export function loadCoder(codeBook: CodeBook, on: IsoDate, dataFolder?: string): Coder {
  return coderOf(codeBook, coderPackFor(codeBook, on, dataFolder), on);
}

/** The kept pack, or one that is made now: a second or two of the starter set, some more of all releases. */
export function coderPackFor(codeBook: CodeBook, on: IsoDate, dataFolder?: string): CoderPack {
  const inputs = dataFolder === undefined ? undefined : inputsOf(codeBook, texts());
  const kept = dataFolder === undefined || inputs === undefined ? undefined : findCoderPack(dataFolder, inputs, on);
  if (kept !== undefined) return kept;
  const made = compileCoder(bookOf(codeBook, on), texts());
  const bytes = new Uint8Array(new SharedArrayBuffer(made.length));
  bytes.set(made);
  const pack: CoderPack = { ...periodOf(codeBook, on), bytes };
  if (dataFolder !== undefined && inputs !== undefined) keepCoderPack(dataFolder, inputs, pack);
  return pack;
}

export function coderOf(codeBook: CodeBook, { bytes }: CoderPack, on: IsoDate): Coder {
  const pack = openPack(bytes);
  assert(!("wrong" in pack), "a coder's pack was checked when it was read");
  return openCoder(pack, rulesOf(codeBook, on), texts());
}

/** How notes say things, for phrases of the practice's own lexicon. */
export function loadVocabulary(): Vocabulary {
  loaded ??= readVocabulary(readText("phrases"));
  return loaded;
}

let loaded: Vocabulary | undefined;

function texts() {
  return { phrases: readText("phrases"), causes: readText("causes"), drugs: readText("drugs") };
}

function readText(name: "phrases" | "causes" | "drugs"): string {
  return readFileSync(join(findDataFolder(), "coding", `${name}.txt`), "utf8");
}
