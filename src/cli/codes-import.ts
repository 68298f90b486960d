/** `codes import PATH…`: loads the publishers' files, each release whole or not at all; the answer says what was loaded and what was left. */
import { parseArgs } from "node:util";
import { importCodeSets } from "../app/code-sets/import-code-sets.ts";
import { dayOption } from "./arguments.ts";
import { dataDirOf } from "./data-dir.ts";
import { sourceFindingJson } from "./finding-json.ts";
import { wordsOfImport } from "./import-words.ts";
import { exitCodes, type Io, UsageError } from "./io.ts";

/** Exit code 1 when a code set was left out: it is damaged, of a release that is, or nothing tells its day. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { effective: { type: "string" }, data: { type: "string" }, json: { type: "boolean" } },
  });
  if (positionals.length === 0) throw new UsageError("Give what to load: codes import PATH… (a folder, a zip or a file)");
  const report = await importCodeSets(positionals, {
    dataFolder: dataDirOf(values.data),
    ...(values.effective === undefined ? {} : { effective: dayOption(io, values.effective, "effective") }),
    progress: (text) => io.progress(text.slice(-70).padEnd(70)),
    say: (text) => io.err(text),
  });
  io.progress("\n");
  const { findings, ...told } = report;
  io.out(`${JSON.stringify({ ...told, findings: findings.filter((one) => one.severity !== "note").map(sourceFindingJson) }, null, 2)}\n`);
  for (const line of wordsOfImport(report)) io.err(line);
  return report.left.length === 0 ? exitCodes.fine : exitCodes.findings;
}
