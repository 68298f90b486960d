/** `codes import PATH…`: loads the publishers' files, all or nothing; the answer says what was loaded and what is wrong. */
import { parseArgs } from "node:util";
import { importCodeSets } from "../app/code-sets/import-code-sets.ts";
import { dayOption } from "./arguments.ts";
import { dataDirOf } from "./data-dir.ts";
import { sourceFindingJson } from "./finding-json.ts";
import { exitCodes, type Io, UsageError } from "./io.ts";

/** Exit code 1 when a file is damaged: then nothing was changed. */
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
  });
  io.progress("\n");
  const { findings, ...told } = report;
  io.out(`${JSON.stringify({ ...told, findings: findings.filter((one) => one.severity !== "note").map(sourceFindingJson) }, null, 2)}\n`);
  if (report.outcome === "refused") io.err("Nothing was changed: a file cannot be read, or its release is not known.");
  else if (report.outcome === "unchanged")
    io.err(`Nothing new: ${report.known} files were loaded before, ${report.others} are no code sets.`);
  return report.outcome === "refused" ? exitCodes.findings : exitCodes.fine;
}
