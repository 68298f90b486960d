/** The folders of trading partners: can they be written, and does anything wait in them that nobody takes in. */
import { constants } from "node:fs";
import { access, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "../../core/kernel/finding.ts";
import { filesWait, notWritable } from "../../core/upkeep/doctor-findings.ts";
import type { Probed, Surroundings } from "./probe.ts";

const millisecondsAnHour = 3_600_000;
/** A running server takes files in each minute; an hour is not a moment any more. */
const longestHours = 1;

export async function probePartners({ dataDir, now }: Surroundings): Promise<Probed> {
  const root = join(dataDir, "partners");
  const folders: string[] = [];
  for (const practice of await folderNames(root)) {
    for (const partner of await folderNames(join(root, practice))) folders.push(join(root, practice, partner));
  }
  const findings: Finding[] = [];
  for (const folder of folders) {
    for (const path of [join(folder, "to-payer"), join(folder, "from-payer")]) {
      const writable = await access(path, constants.W_OK | constants.X_OK).then(
        () => true,
        () => false,
      );
      if (!writable) findings.push(notWritable({ path }));
    }
    findings.push(...(await judgeInbox(join(folder, "from-payer"), now())));
  }
  return { name: "partners", words: `${folders.length} partners' folders`, findings };
}

async function judgeInbox(path: string, now: Date): Promise<readonly Finding[]> {
  const names = (await readdir(path, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => entry.name);
  let oldest = now.getTime();
  for (const name of names) oldest = Math.min(oldest, (await stat(join(path, name)).catch(() => undefined))?.mtimeMs ?? oldest);
  const hours = Math.floor((now.getTime() - oldest) / millisecondsAnHour);
  return hours >= longestHours ? [filesWait({ path, count: names.length, hours })] : [];
}

async function folderNames(path: string): Promise<readonly string[]> {
  return (await readdir(path, { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
