/** What the operator's settings name outside of the program: secrets, the list of breached passwords, the malware scanner. */
import type { Finding } from "../../core/kernel/finding.ts";
import { breachListUnusable, scannerSilent, secretUnusable } from "../../core/upkeep/doctor-findings.ts";
import { probeScanner } from "../../exchange/scanner/clamd.ts";
import { placeOfSecret, readSecretSetting, SecretFailure, secretNames } from "../../store/secret-settings.ts";
import { BreachListFailure, probeBreachList } from "../access/breached-passwords.ts";
import { type AppSettings, readSettings, SettingFailure } from "../settings.ts";
import type { Probed, Surroundings } from "./probe.ts";

/** Each that is set is asked for once, and its value forgotten. */
export function probeSecrets({ env }: Surroundings): Probed {
  const places: string[] = [];
  const findings: Finding[] = [];
  for (const name of secretNames) {
    try {
      const place = placeOfSecret(name, env);
      if (place === undefined) continue;
      places.push(place);
      readSecretSetting(name, env);
    } catch (error) {
      if (!(error instanceof SecretFailure)) throw error;
      findings.push(secretUnusable({ name, words: error.message }));
    }
  }
  return { name: "secrets", words: places.length === 0 ? "in the data folder only" : `given by ${places.join(", ")}`, findings };
}

export async function probeSettings({ env }: Surroundings): Promise<readonly Probed[]> {
  let settings: AppSettings;
  try {
    settings = readSettings(env);
  } catch (error) {
    if (!(error instanceof SettingFailure)) throw error;
    return [{ name: "scanner", words: "not usable", findings: [scannerSilent({ words: error.message })] }];
  }
  return [await probePasswords(settings), await probeMalware(settings)];
}

async function probePasswords({ breachList }: AppSettings): Promise<Probed> {
  const name = "passwords";
  if (breachList === undefined)
    return { name, words: "checked by the built-in words; CLAIMWRIGHT_BREACHED_PASSWORDS names no list", findings: [] };
  try {
    const bytes = await probeBreachList(breachList);
    return { name, words: `checked by ${breachList} too (${(bytes / 1e9).toFixed(1)} GB)`, findings: [] };
  } catch (error) {
    if (!(error instanceof BreachListFailure)) throw error;
    return { name, words: breachList, findings: [breachListUnusable({ words: error.message })] };
  }
}

async function probeMalware({ scanner }: AppSettings): Promise<Probed> {
  const name = "scanner";
  if (scanner === undefined) return { name, words: "none: CLAIMWRIGHT_CLAMD names no clamd", findings: [] };
  const why = await probeScanner(scanner.place, { connectMs: 2_000, silentMs: 5_000, wholeMs: 5_000 });
  return {
    name,
    words: why === undefined ? "clamd answers" : "clamd does not answer",
    findings: why === undefined ? [] : [scannerSilent({ words: `The scanner: ${why}.` })],
  };
}
