/** `code FILE`: diagnosis codes for a visit note, each with its evidence, way through the Index and rules; `--jsonl` codes a stream of notes. */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { makeNoteCoder } from "../app/coding/coder-pool.ts";
import { loadCoder } from "../app/coding/load-coder.ts";
import { loadWithPacks } from "../app/load-code-book.ts";
import { formatDiagnosis } from "../core/codebook/code-text.ts";
import { codeNote } from "../core/coding/code-note.ts";
import { withDottedCodes } from "../core/coding/coding-findings.ts";
import type { CodedNote, NoteToCode, Setting } from "../core/coding/model.ts";
import { riskOfSuggested } from "../core/coding/risk-beside.ts";
import { type Finding, messageOf } from "../core/kernel/finding.ts";
import { type IsoDate, parseIsoDate } from "../core/kernel/iso-date.ts";
import { findingKind } from "../core/registry.ts";
import { dayOption, numberOption, onlyFile } from "./arguments.ts";
import { readAll } from "./bytes.ts";
import { dataDirOf } from "./data-dir.ts";
import { exitCodes, type Io, UsageError } from "./io.ts";
import { eachLine } from "./lines.ts";
import { codeBook } from "./load.ts";

/** Longer text is cut: no visit note has so many characters. */
const longestNote = 400_000;

interface Visit {
  readonly setting: Setting;
  readonly on: IsoDate;
  readonly age?: number;
  readonly sex?: "female" | "male";
}

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      setting: { type: "string" },
      date: { type: "string" },
      age: { type: "string" },
      sex: { type: "string" },
      jsonl: { type: "boolean" },
      json: { type: "boolean" },
    },
  });
  const setting = settingOf(values.setting ?? "outpatient");
  if (setting === undefined) throw new UsageError(`--setting is outpatient or inpatient, not "${values.setting}".`);
  const sex = values.sex === undefined ? undefined : sexOf(values.sex);
  if (values.sex !== undefined && sex === undefined) throw new UsageError(`--sex is female or male, not "${values.sex}".`);
  const age = values.age === undefined ? undefined : numberOption(values.age, { name: "age", least: 0, most: 130, otherwise: 0 });
  const visit: Visit = {
    setting,
    on: dayOption(io, values.date, "date"),
    ...(age === undefined ? {} : { age }),
    ...(sex === undefined ? {} : { sex }),
  };
  if (values.jsonl === true) return codeLines(io, positionals, visit);
  const text = new TextDecoder().decode(await readAll(io, onlyFile(positionals, "code FILE")));
  const coded = codeNote(loadCoder(codeBook(), visit.on, dataDirOf(undefined)), { ...visit, text: text.slice(0, longestNote) });
  io.out(`${JSON.stringify(codedJson(coded, riskOfSuggested(codeBook(), coded.codes, visit.on)), null, 2)}\n`);
  return exitOf(coded.findings);
}

/**
 * Each input line is `{ id, text }`, with `setting`, `date`, `age` and `sex` where they differ from the options. Notes are coded on
 * all cores, and answered in their order.
 */
async function codeLines(io: Io, positionals: readonly string[], visit: Visit): Promise<number> {
  const [file = "-", ...more] = positionals;
  if (more.length > 0) throw new UsageError("With --jsonl give one file of notes, or standard input.");
  const threads = availableParallelism();
  const dataDir = dataDirOf(undefined);
  const { codeBook: book, loaded } = loadWithPacks(dataDir);
  const coder = makeNoteCoder({ dataDir, threads, packs: () => loaded });
  const underway: Promise<{ readonly id: unknown; readonly on: IsoDate; readonly coded: CodedNote }>[] = [];
  let exit: number = exitCodes.fine;
  const answer = async (): Promise<void> => {
    const first = await underway.shift();
    if (first === undefined) return;
    io.out(`${JSON.stringify({ id: first.id, ...codedJson(first.coded, riskOfSuggested(book, first.coded.codes, first.on)) })}\n`);
    if (exit === exitCodes.fine) exit = exitOf(first.coded.findings);
    await io.drained();
  };
  try {
    let number = 0;
    for await (const line of eachLine(io.input(file))) {
      number += 1;
      if (line.trim() === "") continue;
      const asked = noteOf(line, visit);
      if (asked === undefined) {
        io.err(`Line ${number} is not { "id": …, "text": "…" }.`);
        exit = exitCodes.failure;
        continue;
      }
      underway.push(coder.code({ on: asked.on, note: asked.note, phrases: [] }).then((coded) => ({ id: asked.id, on: asked.on, coded })));
      if (underway.length >= threads * aheadOfEach) await answer();
    }
    while (underway.length > 0) await answer();
  } finally {
    await Promise.allSettled(underway);
    await coder.close();
  }
  return exit;
}

/** Notes that wait at each thread, so that none is idle while an answer is written. */
const aheadOfEach = 4;

function noteOf(line: string, visit: Visit): { readonly id: unknown; readonly note: NoteToCode; readonly on: IsoDate } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || !("text" in value) || typeof value.text !== "string") return undefined;
  const given = value as Readonly<Record<string, unknown>>;
  const age = ageOf(given.age) ?? visit.age;
  const sex = sexOf(given.sex) ?? visit.sex;
  const note: NoteToCode = {
    text: value.text.slice(0, longestNote),
    setting: settingOf(given.setting) ?? visit.setting,
    ...(age === undefined ? {} : { age }),
    ...(sex === undefined ? {} : { sex }),
  };
  const date = typeof given.date === "string" ? parseIsoDate(given.date) : undefined;
  return { id: given.id ?? null, note, on: date ?? visit.on };
}

function settingOf(value: unknown): Setting | undefined {
  return value === "outpatient" || value === "inpatient" ? value : undefined;
}

function sexOf(value: unknown): "female" | "male" | undefined {
  const text = typeof value === "string" ? value.toLowerCase() : "";
  return text === "f" || text === "female" ? "female" : text === "m" || text === "male" ? "male" : undefined;
}

function ageOf(value: unknown): number | undefined {
  const age = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof age === "number" && age >= 0 && age <= 130 ? Math.floor(age) : undefined;
}

function exitOf(findings: readonly Finding[]): number {
  return findings.some((one) => one.severity === "error") ? exitCodes.findings : exitCodes.fine;
}

function codedJson({ codes, findings }: CodedNote, risk: ReturnType<typeof riskOfSuggested>) {
  return {
    codes: codes.map(({ code, title, band, score, evidence, path, rules, alternatives, doubts, presentOnAdmission }) => ({
      code: formatDiagnosis(code),
      system: "icd10cm",
      title,
      band,
      score: Math.round(score * 100) / 100,
      evidence,
      path,
      rules,
      alternatives: alternatives.map((one) => ({ ...one, code: formatDiagnosis(one.code) })),
      doubts,
      ...(risk.has(code) ? { riskCategories: risk.get(code) } : {}),
      ...(presentOnAdmission === undefined ? {} : { presentOnAdmission }),
    })),
    findings: findings.map(({ code, severity, params }) => {
      const kind = findingKind(code);
      return { code, severity, message: messageOf(kind, withDottedCodes(params)), why: kind.why, fix: kind.fix, authority: kind.authority };
    }),
  };
}
