/** Looks at everything around the data that can go wrong, in the order in which a person would mend it. */
import { judgeBackupAge } from "../../core/upkeep/doctor-findings.ts";
import { lastBackupName } from "../backup/write-backup.ts";
import { probeCodeSets } from "./code-sets.ts";
import { probeDatabase } from "./database.ts";
import { lastBackupAt, probeDisk, probeFolder, probeKey, probeNode, probePort } from "./machine.ts";
import { probePartners } from "./partners.ts";
import type { Probed, Surroundings } from "./probe.ts";
import { probeSecrets, probeSettings } from "./settings.ts";

const millisecondsAnHour = 3_600_000;

export async function runDoctor(around: Surroundings): Promise<readonly Probed[]> {
  return [
    probeNode(),
    await probeFolder(around),
    await probeDisk(around),
    probeCodeSets(around),
    await probePort(around),
    probeSecrets(around),
    ...(await probeSettings(around)),
    ...(await probeDatabase(around)),
    await probeBackup(around),
    await probeKey(around),
    await probePartners(around),
  ];
}

async function probeBackup({ dataDir, now }: Surroundings): Promise<Probed> {
  const at = await lastBackupAt(dataDir, lastBackupName);
  const hours = at === undefined ? undefined : (now().getTime() - at.getTime()) / millisecondsAnHour;
  return {
    name: "backup",
    words: at === undefined ? "none known" : `the last one of ${at.toISOString()}`,
    findings: judgeBackupAge({ hours }),
  };
}
