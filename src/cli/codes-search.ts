/** `codes search TEXT`: `[{ system, code, title, billable, score, path }]`, best first; `--jsonl` answers a stream of queries. */
import { parseArgs } from "node:util";
import { formatDiagnosis } from "../core/codebook/code-text.ts";
import type { SearchHit, SearchOptions } from "../core/codebook/model.ts";
import { searchCodes } from "../core/codebook/search/search.ts";
import type { CodeSystem } from "../core/kernel/code-lookup.ts";
import { dayOption, numberOption } from "./arguments.ts";
import { exitCodes, type Io, UsageError } from "./io.ts";
import { eachLine } from "./lines.ts";
import { codeBook } from "./load.ts";
import { systemsOption } from "./systems.ts";

/** With `--jsonl` each input line is `{ id, text }` and each output line `{ id, results }`; a bad line is told and makes exit code 2. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      system: { type: "string", multiple: true },
      date: { type: "string" },
      limit: { type: "string" },
      data: { type: "string" },
      jsonl: { type: "boolean" },
      json: { type: "boolean" },
    },
  });
  const systems = systemsOption(values.system);
  const options: SearchOptions = {
    on: dayOption(io, values.date, "date"),
    limit: numberOption(values.limit, { name: "limit", least: 1, most: 1000, otherwise: 20 }),
    ...(systems === undefined ? {} : { systems }),
  };
  if (values.jsonl === true) return answerLines(io, positionals, { ...options, dataFolder: values.data });
  const text = positionals.join(" ").trim();
  if (text === "") throw new UsageError("Say what to search for: codes search TEXT");
  io.out(`${JSON.stringify(searchCodes(codeBook(values.data), text, options).map(hitJson), null, 2)}\n`);
  return exitCodes.fine;
}

async function answerLines(
  io: Io,
  positionals: readonly string[],
  { dataFolder, ...options }: SearchOptions & { readonly dataFolder: string | undefined },
): Promise<number> {
  const [file = "-", ...more] = positionals;
  if (more.length > 0) throw new UsageError("With --jsonl give one file of queries, or standard input.");
  const book = codeBook(dataFolder);
  let exit: number = exitCodes.fine;
  let number = 0;
  for await (const line of eachLine(io.input(file))) {
    number += 1;
    if (line.trim() === "") continue;
    const query = queryOf(line);
    if (query === undefined) {
      io.err(`Line ${number} is not { "id": …, "text": "…" }.`);
      exit = exitCodes.failure;
      continue;
    }
    io.out(`${JSON.stringify({ id: query.id, results: searchCodes(book, query.text, options).map(hitJson) })}\n`);
    await io.drained();
  }
  return exit;
}

function queryOf(line: string): { readonly id: unknown; readonly text: string } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || !("text" in value) || typeof value.text !== "string") return undefined;
  return { id: "id" in value ? value.id : null, text: value.text };
}

function hitJson({ system, code, title, billable, score, path, because }: SearchHit) {
  return { system, code: printedCode(system, code), title, billable, score: Math.round(score * 100) / 100, path, because };
}

/** Diagnoses are written with their dot. */
export function printedCode(system: CodeSystem, code: string): string {
  return system === "icd10cm" ? formatDiagnosis(code) : code;
}
