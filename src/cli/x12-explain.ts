/** `x12 explain FILE`: every segment in plain words, one a line. Streams. */
import { parseArgs } from "node:util";
import { hasErrors, messageOf } from "../core/kernel/finding.ts";
import { findingKind } from "../core/registry.ts";
import { newSegmentReader } from "../core/x12/syntax/reader.ts";
import { explainedLine, newExplainer } from "../core/x12/transactions/explain.ts";
import { dayOption, onlyFile } from "./arguments.ts";
import { exitCodes, type Io } from "./io.ts";
import { lazyLookup } from "./load.ts";

/** Titles are those in force on `--date`. With `--json` each line is `{ segment, tag, words }`. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { date: { type: "string" }, "no-codes": { type: "boolean" }, json: { type: "boolean" } },
  });
  const file = onlyFile(positionals, "x12 explain FILE");
  const on = dayOption(io, values.date, "date");
  const explain = newExplainer(values["no-codes"] === true ? {} : { lookup: lazyLookup, on });
  const reader = newSegmentReader();
  const asJson = values.json === true;
  let text = "";
  const step: Parameters<typeof reader.push>[1] = (segment) => {
    const explained = explain(segment);
    text += asJson ? `${JSON.stringify(explained)}\n` : `${String(explained.segment).padStart(5)}  ${explainedLine(explained)}\n`;
  };
  const flush = async (): Promise<void> => {
    if (text !== "") io.out(text);
    text = "";
    await io.drained();
  };
  for await (const chunk of io.input(file)) {
    reader.push(chunk, step);
    await flush();
  }
  reader.end(step);
  await flush();
  for (const one of reader.findings) io.err(`${one.severity}: ${messageOf(findingKind(one.code), one.params)}`);
  return hasErrors(reader.findings) ? exitCodes.findings : exitCodes.fine;
}
