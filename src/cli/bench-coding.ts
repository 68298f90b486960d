/** `bench coding`: the coder against notes that two teams of coders coded. The notes are not ours to ship: without the folder it is skipped. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { codeSetsFolder } from "../app/code-sets/installed.ts";
import { loadCoder } from "../app/coding/load-coder.ts";
import { findDataFolder } from "../app/load-code-book.ts";
import { formatDiagnosis } from "../core/codebook/code-text.ts";
import { codeNote } from "../core/coding/code-note.ts";
import type { Coder } from "../core/coding/coder.ts";
import { sideOf } from "../core/coding/details.ts";
import { readPhrase } from "../core/coding/read-phrase.ts";
import { isPlain } from "../core/coding/score.ts";
import { sentencesOf } from "../core/coding/sentences.ts";
import { isoDate } from "../core/kernel/iso-date.ts";
import type { Measure, Measured } from "./bench.ts";
import { dataDirOf } from "./data-dir.ts";
import { codeBook } from "./load.ts";
import { percentile, seconds } from "./stopwatch.ts";

const folder = join(dirname(findDataFolder()), "..", "shared", "gold-dev");
const on = isoDate("2026-11-01");

/** Without releases no pack is kept, and the coder of the starter set is made each time. */
const hasReleases = existsSync(join(codeSetsFolder(dataDirOf(undefined)), "installed.json"));

interface Gold {
  readonly id: string;
  readonly text: string;
  readonly codes: readonly string[];
  readonly age?: string | null;
  readonly sex?: string | null;
}

interface Ours {
  readonly code: string;
  readonly auto: boolean;
  readonly valid: boolean;
  /** How much of its problem's name is explained, where nothing else keeps it from being preselected. */
  readonly plain: number | undefined;
}

/** One note: what we say and what each team says. */
interface Judged {
  readonly ours: readonly Ours[];
  /** External causes that are offered beside: for payers that ask for them. */
  readonly causes: readonly string[];
  readonly first: ReadonlySet<string>;
  readonly second: ReadonlySet<string>;
  readonly milliseconds: number;
}

/** Why there are no measures here, where the notes are missing. */
export const codingBenchMissing = existsSync(join(folder, "aci_amazon.jsonl"))
  ? undefined
  : "coding: skipped, the coded notes (../shared/gold-dev) are not at hand.";

export const codingMeasures: readonly Measure[] = codingBenchMissing === undefined ? measures() : [];

function measures(): readonly Measure[] {
  const of = (name: string, target: number | null, share: (notes: readonly Judged[]) => number): Measure => ({
    name: `coding-${name}`,
    unit: "share",
    target,
    onlyByName: true,
    run: () => withInterval(judged(), share),
  });
  return [
    of("f1-first-team", 0.66, (notes) => f1(notes, "first", () => true)),
    of("f1-second-team", 0.62, (notes) => f1(notes, "second", () => true)),
    of("f1-first-team-with-causes", null, (notes) => f1(withCauses(notes), "first", () => true)),
    of("f1-second-team-with-causes", null, (notes) => f1(withCauses(notes), "second", () => true)),
    of("f1-first-team-without-causes", null, (notes) => f1(notes, "first", isNoCause)),
    of("f1-second-team-without-causes", null, (notes) => f1(notes, "second", isNoCause)),
    of("agreed-recall", 0.85, agreedRecall),
    of("union-precision", 0.85, (notes) => precision(notes, () => true)),
    of("exact-first-team", null, (notes) => exactSets(notes, "first")),
    of("exact-second-team", null, (notes) => exactSets(notes, "second")),
    of("auto-coverage", 0.45, coverageOf),
    of("auto-precision", 0.95, rightOf),
    { name: "coding-auto-coverage-held-out", unit: "share", target: 0.45, onlyByName: true, run: () => heldOut(coverageOf) },
    { name: "coding-auto-precision-held-out", unit: "share", target: 0.95, onlyByName: true, run: () => heldOut(rightOf) },
    of("invalid", 0, (notes) =>
      share(
        count(notes, (one) => !one.valid),
        count(notes, () => true),
      ),
    ),
    { name: "coding-open", unit: "ms", target: hasReleases ? 500 : null, onlyByName: true, run: opening },
    { name: "coding-breadth", unit: "share", target: 0.45, onlyByName: true, run: breadth },
    {
      name: "coding-note-median",
      unit: "ms",
      target: 20,
      onlyByName: true,
      run: () => ({
        value: percentile(
          judged().map((one) => one.milliseconds),
          0.5,
        ),
        n: judged().length,
      }),
    },
  ];
}

/** The coder from the pack that is kept, as a thread does at its start. */
function opening(): Measured {
  const book = codeBook();
  loadCoder(book, on, dataDirOf(undefined));
  return { value: seconds(() => loadCoder(book, on, dataDirOf(undefined))) * 1000, n: 1 };
}

/** Out of a hundred preselected codes so many are to be in either team's answer. */
const wantedPrecision = 0.99;
const thresholds = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1];
const parts = 10;

/**
 * How much of a name must be explained was chosen on these notes. Here it is chosen anew, on nine tenths of them, and what it then
 * preselects in the other tenth is counted; each tenth is left out once.
 */
function heldOut(share: (notes: readonly Judged[]) => number): Measured {
  const all = judged();
  const chosen: number[] = [];
  const measured = Array.from({ length: parts }, (_, part) => {
    const threshold = thresholdFor(all.filter((_one, at) => at % parts !== part));
    chosen.push(threshold);
    return all.filter((_one, at) => at % parts === part).map((one) => withThreshold(one, threshold));
  }).flat();
  const { value, n, about } = withInterval(measured, share);
  return { value, n, about: `${about}; chosen ${[...new Set(chosen)].sort().join(", ")}` };
}

/** The least that keeps what was wanted. */
function thresholdFor(notes: readonly Judged[]): number {
  return thresholds.find((one) => rightOf(notes.map((note) => withThreshold(note, one))) >= wantedPrecision) ?? 1;
}

function withThreshold(note: Judged, threshold: number): Judged {
  return { ...note, ours: note.ours.map((one) => ({ ...one, auto: one.plain !== undefined && one.plain >= threshold })) };
}

function coverageOf(notes: readonly Judged[]): number {
  return share(
    count(notes, (one) => one.auto),
    count(notes, () => true),
  );
}

function rightOf(notes: readonly Judged[]): number {
  return precision(notes, (one) => one.auto);
}

/** Case reports in which every mention is coded, denied ones too: how much of the classification's wording is known, nothing else. */
function breadth(): Measured {
  const coder = loadCoder(codeBook(), on, dataDirOf(undefined));
  let both = 0;
  let all = 0;
  const reports = read("codiesp_d_en.jsonl");
  for (const { text, codes } of reports) {
    const ours = everyMention(coder, text);
    both += codes.filter((one) => ours.has(one)).length;
    all += ours.size + codes.length;
  }
  return { value: share(2 * both, all), n: reports.length };
}

function everyMention(coder: Coder, text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const sentence of sentencesOf(text.split("\n").map((line) => ({ text: line, start: 0 })))) {
    const phrase = readPhrase(coder, { ...sentence, reach: 4 });
    const side = sideOf([sentence.text]);
    for (const mention of phrase.mentions) {
      const words = new Map([
        ...phrase.words.map((one) => [one.text, 0.5] as const),
        ...mention.words.map((one) => [one.text, 1] as const),
      ]);
      const code = coder.completer.complete(mention.match.line.code, {
        words,
        episode: "initial",
        ...(side === undefined ? {} : { side }),
      })?.code;
      if (code !== undefined && isNoCause(code)) found.add(formatDiagnosis(code));
    }
  }
  return found;
}

let cases: readonly Judged[] | undefined;

function judged(): readonly Judged[] {
  if (cases !== undefined) return cases;
  const second = new Map(read("aci_medcoder.jsonl").map((one) => [one.id, one.codes]));
  const book = codeBook();
  const coder = loadCoder(book, on, dataDirOf(undefined));
  const judge = ({ id, text, codes, age, sex }: Gold): Judged => {
    const years = Number(age ?? "");
    const note = {
      text,
      setting: "outpatient" as const,
      ...(years > 0 ? { age: Math.floor(years) } : {}),
      ...(sex === "female" || sex === "male" ? ({ sex } as const) : {}),
    };
    let coded = codeNote(coder, note);
    const milliseconds = seconds(() => (coded = codeNote(coder, note))) * 1000;
    const ours = coded.codes
      .filter((one) => one.band !== "query")
      .map(({ code, band, doubts, explained }) => ({
        code: formatDiagnosis(code),
        auto: band === "auto",
        plain: isPlain(doubts) ? (explained ?? 1) : undefined,
        valid: book.validity("icd10cm", code, on) !== "invalid",
      }));
    const causes = coded.codes.map(({ code }) => formatDiagnosis(code)).filter((one) => !isNoCause(one));
    return { ours, causes, first: new Set(codes), second: new Set(second.get(id) ?? []), milliseconds };
  };
  cases = read("aci_amazon.jsonl").map(judge);
  return cases;
}

function read(file: string): readonly Gold[] {
  return readFileSync(join(folder, file), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** As for a payer that asks for external causes: what is offered of them is coded. */
function withCauses(notes: readonly Judged[]): readonly Judged[] {
  return notes.map((one) => ({
    ...one,
    ours: [...one.ours, ...one.causes.map((code) => ({ code, auto: false, valid: true, plain: undefined }))],
  }));
}

/** External causes are optional for most payers, and one of the teams codes none. */
function isNoCause(code: string): boolean {
  return !/^[VWXY]/.test(code);
}

function f1(notes: readonly Judged[], team: "first" | "second", counts: (code: string) => boolean): number {
  let both = 0;
  let all = 0;
  for (const one of notes) {
    const ours = one.ours.filter(({ code }) => counts(code));
    const theirs = [...one[team]].filter(counts);
    both += ours.filter(({ code }) => one[team].has(code)).length;
    all += ours.length + theirs.length;
  }
  return share(2 * both, all);
}

function agreedRecall(notes: readonly Judged[]): number {
  let agreed = 0;
  let found = 0;
  for (const { ours, first, second } of notes) {
    for (const code of first) {
      if (!second.has(code)) continue;
      agreed += 1;
      if (ours.some((one) => one.code === code)) found += 1;
    }
  }
  return share(found, agreed);
}

function precision(notes: readonly Judged[], counts: (one: Ours) => boolean): number {
  const right = notes.flatMap(({ ours, first, second }) =>
    ours.filter((one) => counts(one) && (first.has(one.code) || second.has(one.code))),
  );
  return share(right.length, count(notes, counts));
}

function exactSets(notes: readonly Judged[], team: "first" | "second"): number {
  const same = notes.filter((one) => one.ours.length === one[team].size && one.ours.every(({ code }) => one[team].has(code)));
  return share(same.length, notes.length);
}

function count(notes: readonly Judged[], counts: (one: Ours) => boolean): number {
  return notes.reduce((sum, one) => sum + one.ours.filter(counts).length, 0);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** 95 % bootstrap interval over notes, drawn by a fixed seed. */
function withInterval(notes: readonly Judged[], measure: (notes: readonly Judged[]) => number): Measured {
  let state = 7;
  const draw = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * notes.length);
  };
  const values = Array.from({ length: 1000 }, () => measure(notes.flatMap(() => notes[draw()] ?? [])));
  return {
    value: measure(notes),
    n: notes.length,
    about: `95 % between ${percentile(values, 0.025).toFixed(3)} and ${percentile(values, 0.975).toFixed(3)}`,
  };
}
