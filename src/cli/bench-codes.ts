/** How good and how fast code search is: phrases with their code from ../shared/gold-dev, where that folder is at hand. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findDataFolder, loadCodeBook } from "../app/load-code-book.ts";
import { formatDiagnosis } from "../core/codebook/code-text.ts";
import type { CodeBook } from "../core/codebook/model.ts";
import { decimal } from "../core/kernel/decimal.ts";
import { isoDate } from "../core/kernel/iso-date.ts";
import { schedulePrice } from "../core/pricing/allowed.ts";
import { codeBookFees } from "../core/pricing/code-book-fees.ts";
import type { Measure, Measured } from "./bench.ts";
import { dataDirOf } from "./data-dir.ts";
import { codeBook } from "./load.ts";
import { percentile, seconds } from "./stopwatch.ts";

interface Phrase {
  readonly text: string;
  readonly codes: readonly string[];
}

const on = isoDate("2026-11-16");
const looked = 20;

const sets = [
  { name: "phrases", file: "medcoder_phrases.jsonl" },
  { name: "icd9", file: "icd9_gem_phrases.jsonl" },
] as const;

/** None where the material is not at hand: a measure over nothing would be a figure about nothing. */
export function codeSearchMeasures(): readonly Measure[] {
  const folder = join(dirname(dirname(findDataFolder())), "shared", "gold-dev");
  return sets.flatMap(({ name, file }): readonly Measure[] => {
    const path = join(folder, file);
    if (!existsSync(path)) return [];
    const ranks = once(() => ranksOf(phrasesIn(path)));
    const share = (most: number) => (): Measured => ({
      value: ranks().filter((rank) => rank > 0 && rank <= most).length / ranks().length,
      n: ranks().length,
    });
    return [
      { name: `codes-search-${name}-top1`, unit: "share", target: name === "icd9" ? 0.9 : 0.75, run: share(1) },
      { name: `codes-search-${name}-top5`, unit: "share", target: 0.9, run: share(5) },
      {
        name: `codes-search-${name}-mrr`,
        unit: "mean 1/rank",
        target: null,
        run: () => ({ value: ranks().reduce((sum, rank) => sum + (rank > 0 ? 1 / rank : 0), 0) / ranks().length, n: ranks().length }),
      },
      { name: `codes-search-${name}-p99`, unit: "ms a keystroke", target: 5, run: () => keystrokes(phrasesIn(path)) },
    ];
  });
}

function phrasesIn(path: string): readonly Phrase[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Phrase);
}

/** 0: not among those looked at. */
function ranksOf(phrases: readonly Phrase[]): readonly number[] {
  const book = codeBook();
  return phrases.map(({ text, codes }) => {
    const found = book.search(text, { on, limit: looked, systems: ["icd10cm"] });
    return 1 + found.findIndex((hit) => codes.includes(formatDiagnosis(hit.code)));
  });
}

function keystrokes(phrases: readonly Phrase[]): Measured {
  const book = codeBook();
  const typed = phrases.slice(0, 120).flatMap(({ text }) => Array.from({ length: text.length }, (_, at) => text.slice(0, at + 1)));
  for (const text of typed.slice(0, 200)) book.search(text, { on, limit: looked });
  const times = typed.map((text) => seconds(() => void book.search(text, { on, limit: looked })) * 1000);
  return { value: percentile(times, 0.99), n: times.length };
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** How long the releases of this installation take to open from their packs, and what they hold in memory once each was asked. */
export function packMeasures(): readonly Measure[] {
  return [
    { name: "codes-open", unit: "ms", target: 500, run: openPacks },
    { name: "codes-resident", unit: "MB", target: 150, run: residentPacks },
  ];
}

function openPacks(): Measured {
  const times = Array.from({ length: 5 }, () => seconds(() => void loadCodeBook(dataDirOf(undefined))) * 1000);
  return { value: Math.min(...times), n: times.length, about: releasesIn(loadCodeBook(dataDirOf(undefined))) };
}

/** What the process grew by: packs, the starter set, and what the first questions open. */
function residentPacks(): Measured {
  const before = process.memoryUsage().rss;
  const book = loadCodeBook(dataDirOf(undefined));
  book.diagnosis("E1122", on);
  book.pcs?.complete("", on);
  book.hcpcs?.detail("J1100", on);
  book.facts?.diagnosis("E1122", on);
  book.search("pneumonia", { on });
  return { value: (process.memoryUsage().rss - before) / 1e6, n: 1, about: releasesIn(book) };
}

function releasesIn(book: CodeBook): string {
  const rows = book.releases.reduce((sum, one) => sum + one.rows, 0);
  return `${book.releases.length} releases and lists, ${rows} rows`;
}

/** The pairs of all procedures of the starter set, asked of the loaded edits; nothing where those were not loaded. */
export function editMeasures(): readonly Measure[] {
  return [
    { name: "edits-pair-lookup", unit: "ns", target: 300, run: pairLookups },
    { name: "fees-lookup", unit: "ns", target: null, run: feeLookups },
    { name: "fees-price-line", unit: "µs", target: null, run: pricedLines },
  ];
}

function pairLookups(): Measured {
  const book = codeBook();
  const codes = book.procedureCodes();
  const all = (): number => {
    let found = 0;
    for (const one of codes) for (const other of codes) if (book.ptpEdit(one, other, on) !== undefined) found += 1;
    return found;
  };
  const found = all();
  const times = Array.from({ length: 5 }, () => seconds(() => void all()));
  const release = book.releases.findLast((one) => one.table === "ptp-edits");
  return {
    value: (Math.min(...times) * 1e9) / codes.length ** 2,
    n: codes.length ** 2,
    about: `${found} pairs found; ${release?.name ?? "none"}, ${release?.rows ?? 0} rows`,
  };
}

/** Relative values of every procedure of the starter set on a day, of the loaded edition where there is one. */
function feeLookups(): Measured {
  const book = codeBook();
  const codes = book.procedureCodes();
  const rounds = 50;
  const all = (): number => {
    let found = 0;
    for (let round = 0; round < rounds; round += 1)
      for (const code of codes) if (book.relativeValues(code, "", on) !== undefined) found += 1;
    return found;
  };
  const found = all() / rounds;
  const times = Array.from({ length: 5 }, () => seconds(() => void all()));
  const about = `${found} of ${codes.length} codes have values; ${book.feeBook?.relativeValueRelease(on) ?? "starter set"}`;
  return { value: (Math.min(...times) * 1e9) / (codes.length * rounds), n: codes.length * rounds, about };
}

function pricedLines(): Measured {
  const book = codeBook();
  const tables = codeBookFees(book);
  const lines = book.procedureCodes().map((procedure) => ({
    procedure,
    modifiers: [],
    units: decimal("1"),
    placeOfService: "11",
    on,
    locality: "national",
  }));
  const all = (): number => lines.filter((line) => schedulePrice(line, tables).kind === "priced").length;
  const priced = all();
  const times = Array.from({ length: 9 }, () => seconds(() => void all()));
  return { value: (Math.min(...times) * 1e6) / lines.length, n: lines.length, about: `${priced} lines have a price` };
}
