/** `codes list`: the releases of the loaded code sets, as JSON; what stands and what is behind, in words. */
import { parseArgs } from "node:util";
import { packsToBeMade } from "../app/code-sets/installed.ts";
import { starterSources } from "../app/load-code-book.ts";
import { dayOption } from "./arguments.ts";
import { dataDirOf } from "./data-dir.ts";
import { exitCodes, type Io } from "./io.ts";
import { bookWithPacks } from "./load.ts";
import { wordsOfReleases } from "./release-words.ts";

/** With `--json` the words on standard error are left out. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    allowPositionals: false,
    options: { date: { type: "string" }, data: { type: "string" }, json: { type: "boolean" } },
  });
  const today = dayOption(io, values.date, "date");
  const dataFolder = dataDirOf(values.data);
  // Before the book is read, which makes them anew.
  const starter = starterSources();
  const stale = packsToBeMade(dataFolder, starter);
  const { codeBook, loaded } = bookWithPacks(values.data);
  const { releases } = codeBook;
  const listed = releases.map(({ table, name, source, licence, effective, rows }) => ({
    table,
    name,
    source,
    licence,
    effective: effective ?? null,
    rows,
  }));
  io.out(`${JSON.stringify(listed, null, 2)}\n`);
  if (values.json === true) return exitCodes.fine;
  await io.drained();
  const stillStale = stale.length === 0 ? [] : packsToBeMade(dataFolder, starter);
  for (const line of wordsOfReleases(releases, {
    today,
    starter,
    remade: stale.filter((one) => !stillStale.includes(one)),
    stale: stillStale,
    because: loaded.notRemade ?? "The next start makes them anew.",
  }))
    io.err(line);
  return exitCodes.fine;
}
