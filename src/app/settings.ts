/** Settings of the operator's that every use case may stand on. What is set wrongly stops the start, in plain words. */
import type { ScannerPlace } from "../exchange/scanner/clamd.ts";
import type { Env } from "../store/secret-settings.ts";
import { BreachListFailure, probeBreachList } from "./access/breached-passwords.ts";

export interface AppSettings {
  /** A file of passwords known from breaches, which nobody may choose; absent when none is named. */
  readonly breachList?: string;
  /** Looks through every file that comes in; absent when none is named. */
  readonly scanner?: Scanner;
}

export interface Scanner {
  readonly place: ScannerPlace;
  /** What happens with a file while the scanner does not answer. */
  readonly away: "refuse" | "take";
}

export class SettingFailure extends Error {
  override readonly name = "SettingFailure";
}

export function readSettings(env: Env): AppSettings {
  const breachList = wordOf(env.CLAIMWRIGHT_BREACHED_PASSWORDS);
  const scanner = scannerOf(env);
  return { ...(breachList === undefined ? {} : { breachList }), ...(scanner === undefined ? {} : { scanner }) };
}

/** A list that is named and is none would refuse every password later: better now. */
export async function provePasswordList({ breachList }: AppSettings): Promise<void> {
  if (breachList === undefined) return;
  await probeBreachList(breachList).catch((error: unknown) => {
    throw error instanceof BreachListFailure ? new SettingFailure(`CLAIMWRIGHT_BREACHED_PASSWORDS: ${error.message}`) : error;
  });
}

function scannerOf(env: Env): Scanner | undefined {
  const said = wordOf(env.CLAIMWRIGHT_CLAMD);
  if (said === undefined) return undefined;
  const away = wordOf(env.CLAIMWRIGHT_CLAMD_AWAY) ?? "refuse";
  if (away !== "refuse" && away !== "take") throw new SettingFailure(`CLAIMWRIGHT_CLAMD_AWAY takes refuse or take; not "${away}".`);
  if (said.startsWith("/")) return { place: { path: said }, away };
  const [, plain, host = "", port = ""] = /^(plain:)?(\[[\da-f:]+\]|[\w.-]+):(\d{1,5})$/i.exec(said) ?? [];
  if (host === "" || Number(port) === 0 || Number(port) > 65_535)
    throw new SettingFailure("CLAIMWRIGHT_CLAMD takes the path of clamd's socket, or an address such as 127.0.0.1:3310.");
  // clamd does not encrypt, and what is sent to it is patients' data.
  if (plain === undefined && !["127.0.0.1", "localhost", "[::1]"].includes(host.toLowerCase()))
    throw new SettingFailure(
      `CLAIMWRIGHT_CLAMD: files would go to ${host} without encryption. Run clamd on this machine; in a closed network say plain:${said}.`,
    );
  return { place: { host: host.replace(/^\[|\]$/g, ""), port: Number(port) }, away };
}

function wordOf(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === "" ? undefined : text.trim();
}
