/** `codes list`: the releases of the loaded code sets, as JSON. */
import { parseArgs } from "node:util";
import { exitCodes, type Io } from "./io.ts";
import { codeBook } from "./load.ts";

export async function run(args: readonly string[], io: Io): Promise<number> {
  parseArgs({ args: [...args], allowPositionals: false, options: { json: { type: "boolean" } } });
  const releases = codeBook().releases.map(({ table, name, source, licence, effective, rows }) => ({
    table,
    name,
    source,
    licence,
    effective: effective ?? null,
    rows,
  }));
  io.out(`${JSON.stringify(releases, null, 2)}\n`);
  return exitCodes.fine;
}
