/** `codes update`: fetches the current official releases from their publishers and loads them; asks nobody unless it is called. */
import { parseArgs } from "node:util";
import { declineReleases } from "../app/code-sets/installed.ts";
import { officialFiles } from "../app/code-sets/official-files.ts";
import { updateCodeSets } from "../app/code-sets/update-code-sets.ts";
import { dayOption } from "./arguments.ts";
import { dataDirOf } from "./data-dir.ts";
import { sourceFindingJson } from "./finding-json.ts";
import { wordsOfImport } from "./import-words.ts";
import { exitCodes, type Io, UsageError } from "./io.ts";

/** Exit code 1 when something that came was left out, 2 when a file could not be fetched; what came whole is loaded all the same. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      date: { type: "string" },
      addresses: { type: "string" },
      data: { type: "string" },
      list: { type: "boolean" },
      decline: { type: "boolean" },
      json: { type: "boolean" },
    },
  });
  const files = officialFiles(values.addresses);
  const strange = positionals.find((set) => !files.some((one) => one.set === set));
  if (strange !== undefined)
    throw new UsageError(`codes update knows ${[...new Set(files.map((one) => one.set))].join(", ")}, not ${strange}.`);
  if (values.decline === true) {
    declineReleases(dataDirOf(values.data));
    io.err("The official releases are not offered at the start any more. They still come whenever codes update or codes import is called.");
    return exitCodes.fine;
  }
  if (values.list === true) {
    io.out(`${JSON.stringify(files, null, 2)}\n`);
    return exitCodes.fine;
  }
  const report = await updateCodeSets({
    dataFolder: dataDirOf(values.data),
    on: dayOption(io, values.date, "date"),
    sets: positionals,
    files,
    progress: (text) => io.progress(text.slice(-70).padEnd(70)),
    say: (text) => io.err(text),
  });
  io.progress("\n");
  const { loaded, ...told } = report;
  const findings = (loaded?.findings ?? []).filter((one) => one.severity !== "note").map(sourceFindingJson);
  io.out(`${JSON.stringify({ ...told, loaded: loaded === undefined ? null : { ...loaded, findings } }, null, 2)}\n`);
  const failed = report.files.filter((one) => one.outcome === "failed");
  for (const { title, words } of failed) io.err(`${title}: ${words}.`);
  if (failed.length > 0)
    io.err("What failed is taken up where it stopped the next time. Or download it elsewhere and load it: codes import FILE");
  if (report.byHand.length > 0)
    io.err(
      `${report.byHand.length} more are given after an agreement on the publisher's page: download them there, then codes import FILE`,
    );
  for (const line of loaded === undefined ? [] : wordsOfImport(loaded)) io.err(line);
  if (failed.length > 0) return exitCodes.failure;
  return (loaded?.left.length ?? 0) > 0 ? exitCodes.findings : exitCodes.fine;
}
