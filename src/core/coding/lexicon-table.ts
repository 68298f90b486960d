/** A lexicon as it lies in a pack: columns of numbers, and each text once. Nothing is made of a line until it explains something. */
import type { createPackWriter, Pack } from "../codebook/pack/pack-file.ts";
import type { LexiconLines, Line, LineKind } from "./lexicon.ts";

export interface LineTable {
  /** Lines whose rarest needed word this is. */
  linesOf(word: number): ArrayLike<number>;
  kindOf(at: number): LineKind;
  /** Needed words of a line stand from `neededFrom[at]` to before `neededFrom[at + 1]`; welcome words likewise. */
  readonly neededFrom: Uint32Array;
  readonly needed: Uint32Array;
  readonly welcomeFrom: Uint32Array;
  readonly welcome: Uint32Array;
  line(at: number): Line;
}

export interface Lexicon {
  /** Undefined: no line has the word. */
  numberOf(word: string): number | undefined;
  /** Rarity of a word. */
  weightOf(word: number): number;
  /** Number of words; a further one may be given this number. */
  readonly words: number;
  readonly lines: number;
  /** The code book's lines, and behind them those of a practice. */
  readonly tables: readonly LineTable[];
}

const kinds: readonly LineKind[] = ["vocabulary", "index", "neoplasm", "title", "inclusion", "practice"];

/** `name` parts several lexicons of one pack. */
export function addLexicon(writer: ReturnType<typeof createPackWriter>, name: string, { lines, words }: LexiconLines): void {
  const counts = new Float64Array(words.length);
  for (const line of lines) for (const word of line.needed) counts[word] = (counts[word] ?? 0) + 1;
  const texts = (column: string, of: (line: Line) => string): void =>
    writer.addTexts(
      `${name}_${column}`,
      lines.map((line) => writer.intern(of(line))),
    );
  writer.addTexts(
    `${name}_word`,
    words.map((word) => writer.intern(word)),
  );
  writer.add(
    `${name}_weight`,
    counts.map((count) => rarity(lines.length, count)),
  );
  writer.add(
    `${name}_kind`,
    Uint8Array.from(lines, (line) => kinds.indexOf(line.kind)),
  );
  texts("code", (line) => line.code);
  texts("path", (line) => line.path);
  texts("manifestation", (line) => line.manifestation ?? "");
  addLists(writer, `${name}_needed`, { size: lines.length, of: (at) => lines[at]?.needed ?? [] });
  addLists(writer, `${name}_welcome`, { size: lines.length, of: (at) => lines[at]?.welcome ?? [] });
  const byRarest = words.map((): number[] => []);
  lines.forEach((line, at) => {
    let rarest = line.needed[0] ?? 0;
    for (const word of line.needed) if ((counts[word] ?? 0) < (counts[rarest] ?? 0)) rarest = word;
    byRarest[rarest]?.push(at);
  });
  addLists(writer, `${name}_rarest`, { size: words.length, of: (word) => byRarest[word] ?? [] });
}

/** Of a word that so many of so many lines need. */
export function rarity(lines: number, count: number): number {
  return 1 + Math.log(1 + lines / (1 + count)) / 4;
}

function addLists(
  writer: ReturnType<typeof createPackWriter>,
  name: string,
  { size, of }: { readonly size: number; readonly of: (at: number) => readonly number[] },
): void {
  const from = new Uint32Array(size + 1);
  const all: number[] = [];
  for (let at = 0; at < size; at += 1) {
    for (const one of of(at)) all.push(one);
    from[at + 1] = all.length;
  }
  writer.add(`${name}From`, from);
  writer.add(name, Uint32Array.from(all));
}

export function openLexicon(pack: Pack, name: string): Lexicon {
  const words = pack.u32(`${name}_word`);
  const numbers = new Map<string, number>();
  words.forEach((text, number) => {
    numbers.set(pack.texts.text(text), number);
  });
  const weights = pack.f64(`${name}_weight`);
  const kind = pack.u8(`${name}_kind`);
  const code = pack.u32(`${name}_code`);
  const path = pack.u32(`${name}_path`);
  const manifestation = pack.u32(`${name}_manifestation`);
  const neededFrom = pack.u32(`${name}_neededFrom`);
  const needed = pack.u32(`${name}_needed`);
  const welcomeFrom = pack.u32(`${name}_welcomeFrom`);
  const welcome = pack.u32(`${name}_welcome`);
  const rarestFrom = pack.u32(`${name}_rarestFrom`);
  const rarest = pack.u32(`${name}_rarest`);
  const kindOf = (at: number): LineKind => kinds[kind[at] ?? 0] ?? "index";
  const table: LineTable = {
    linesOf: (word) => rarest.subarray(rarestFrom[word] ?? 0, rarestFrom[word + 1] ?? 0),
    kindOf,
    neededFrom,
    needed,
    welcomeFrom,
    welcome,
    line: (at) => {
      const second = pack.texts.text(manifestation[at] ?? 0);
      return {
        kind: kindOf(at),
        code: pack.texts.text(code[at] ?? 0),
        needed: [...needed.subarray(neededFrom[at] ?? 0, neededFrom[at + 1] ?? 0)],
        welcome: [...welcome.subarray(welcomeFrom[at] ?? 0, welcomeFrom[at + 1] ?? 0)],
        path: pack.texts.text(path[at] ?? 0),
        ...(second === "" ? {} : { manifestation: second }),
      };
    },
  };
  return {
    numberOf: (word) => numbers.get(word),
    weightOf: (word) => weights[word] ?? 1,
    words: words.length,
    lines: kind.length,
    tables: [table],
  };
}
