/** `claimwright backup`: one moment of everything, sealed, in one file. The server may go on meanwhile. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { backupData } from "../app/backup/backup-data.ts";
import { makeKeyFile } from "../app/backup/backup-key.ts";
import { backupFileName, keepNewest } from "../app/backup/write-backup.ts";
import { numberOption } from "./arguments.ts";
import { keyOption } from "./backup-key-option.ts";
import { dataDirOf } from "./data-dir.ts";
import { exitCodes, type Io, UsageError } from "./io.ts";

const usage = "backup FILE --key KEYFILE, or backup --to FOLDER --keep N --key KEYFILE";

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      data: { type: "string" },
      to: { type: "string" },
      keep: { type: "string" },
      key: { type: "string" },
      "passphrase-file": { type: "string" },
      "new-key": { type: "string" },
      "no-check": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  if (values["new-key"] !== undefined) {
    makeKeyFile(values["new-key"]);
    io.out(
      `The key of backups is in ${values["new-key"]}. Keep a copy of it where neither the database nor the backups are: without it no backup opens.\n`,
    );
    return exitCodes.fine;
  }
  if ((positionals.length === 1) === (values.to !== undefined) || positionals.length > 1)
    throw new UsageError(`Give a file or a folder: ${usage}`);
  if (values.keep !== undefined && values.to === undefined) throw new UsageError(`--keep goes with --to: ${usage}`);
  const file = positionals[0] ?? join(values.to ?? "", backupFileName(new Date()));
  const report = await backupData({
    dataDir: dataDirOf(values.data),
    file,
    key: keyOption(values),
    readBack: !values["no-check"],
  });
  const keep = numberOption(values.keep, { name: "keep", least: 1, most: 10_000, otherwise: 0 });
  const removed = values.to === undefined || keep === 0 ? [] : await keepNewest(values.to, keep);
  if (values.json) io.out(`${JSON.stringify({ ...report, removed })}\n`);
  else {
    io.out(
      `${file}: ${report.rows} rows of ${report.tables} tables, ${report.practices} practices, ${report.files} waiting files; ${megabytes(report.fileBytes)} MB in ${report.seconds.toFixed(1)} s${report.readBack ? ", read back" : ""}.\n`,
    );
    if (!report.auditSealed) io.err("The newest rows of the audit could not be sealed first: `claimwright doctor` looks for the reason.\n");
    if (removed.length > 0) io.out(`Removed: ${removed.join(", ")}\n`);
  }
  return exitCodes.fine;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
