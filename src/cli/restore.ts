/** `claimwright restore FILE`: into an empty data folder or database, and then everything is verified. */
import { parseArgs } from "node:util";
import { restoreBackup } from "../app/backup/restore-backup.ts";
import { checkBackup } from "../app/backup/write-backup.ts";
import { openWorkplace } from "../app/open-workplace.ts";
import { runVerify } from "../app/verify/run-verify.ts";
import { onlyFile } from "./arguments.ts";
import { keyOption } from "./backup-key-option.ts";
import { dataDirOf } from "./data-dir.ts";
import { exitCodes, type Io } from "./io.ts";
import { outcomeText, verifyJson } from "./verify.ts";

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      data: { type: "string" },
      key: { type: "string" },
      "passphrase-file": { type: "string" },
      check: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const file = onlyFile(positionals, "restore FILE --key KEYFILE --data FOLDER");
  const key = keyOption(values);
  if (values.check) {
    const { steps: _, ...found } = await checkBackup(file, key);
    io.out(values.json ? `${JSON.stringify({ file, ...found })}\n` : `${file} is whole: ${found.rows} rows of ${found.tables} tables.\n`);
    return exitCodes.fine;
  }
  const dataDir = dataDirOf(values.data);
  const restored = await restoreBackup({ file, dataDir, key });
  if (!values.json) {
    io.out(
      `Restored into ${dataDir} as of ${restored.createdAt}: ${restored.rows} rows of ${restored.tables} tables, each table the same as in the backup; ${restored.files} waiting files; ${restored.seconds.toFixed(1)} s.\n`,
    );
    if (restored.migrated.length > 0) io.out(`The schema of that day was brought to today's: ${restored.migrated.join(", ")}.\n`);
  }
  const workplace = await openWorkplace(dataDir);
  try {
    const report = await runVerify(workplace.app, { tell: (outcome) => void (values.json || io.out(outcomeText(outcome))) });
    if (values.json) io.out(`${JSON.stringify({ file, ...restored, verify: verifyJson(report) })}\n`);
    return report.sound ? exitCodes.fine : exitCodes.findings;
  } finally {
    await workplace.close();
  }
}
