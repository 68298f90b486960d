/** `claimwright import FILE… --as 837`: claims by others become patients, coverages, visits and claims of the practice. */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { machineContext } from "../app/context.ts";
import { importClaims } from "../app/import-claims.ts";
import { openWorkplace } from "../app/open-workplace.ts";
import { refuseByScan } from "../app/scan-file.ts";
import { readAll } from "./bytes.ts";
import { dataDirOf } from "./data-dir.ts";
import { exitCodes, type Io, UsageError } from "./io.ts";

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { as: { type: "string" }, data: { type: "string" }, json: { type: "boolean", default: false } },
  });
  if (values.as !== "837") throw new UsageError("import: give --as 837; other kinds are not read yet.");
  if (positionals.length === 0) throw new UsageError("import: give a file, or - for standard input.");
  const dataDir = dataDirOf(values.data);
  const workplace = await openWorkplace(dataDir);
  try {
    const practice = (await workplace.practices())[0];
    if (practice === undefined)
      throw new UsageError("import: there is no practice in this data folder yet. Start `claimwright serve` once.");
    const context = machineContext(workplace.app, practice.practiceId, "Command line");
    let refused = 0;
    for (const file of positionals) {
      const given = { name: nameOf(file), bytes: await readAll(io, file) };
      const unsafe = await refuseByScan(context, given);
      if (unsafe !== undefined) {
        refused += 1;
        io.out(`${JSON.stringify({ file, refused: unsafe.refusal })}\n`);
        continue;
      }
      const report = await importClaims(context, given);
      refused +=
        report.claims.filter((claim) => claim.visitId === undefined).length + (report.claims.length === 0 && !report.already ? 1 : 0);
      io.out(`${JSON.stringify({ file, ...report })}\n`);
    }
    return refused === 0 ? exitCodes.fine : exitCodes.findings;
  } finally {
    await workplace.close();
  }
}

/** What a stored file may be called. */
function nameOf(file: string): string {
  const plain = basename(file)
    .replace(/[^\w.-]+/g, "_")
    .replace(/^[^A-Za-z0-9]+/, "");
  return plain === "" ? "import.x12" : plain.slice(0, 100);
}
