/** Puts together what every use case stands on: code book, connections, folders, the wall clock. */
import { join } from "node:path";
import { type IsoDate, isoDate } from "../core/kernel/iso-date.ts";
import { codeBookTables } from "../core/scrub/code-book-tables.ts";
import type { Pool } from "../store/pool.ts";
import type { Env } from "../store/secret-settings.ts";
import { installationKeyIn } from "./access/installation-key.ts";
import { makeNoteCoder } from "./coding/coder-pool.ts";
import type { App } from "./context.ts";
import { loadWithPacks } from "./load-code-book.ts";
import { readSettings } from "./settings.ts";

interface Opening {
  readonly pool: Pool;
  readonly dataDir: string;
  readonly env?: Env;
  /** When it was read before. */
  readonly book?: ReturnType<typeof loadWithPacks>;
}

export function openApp({ pool, dataDir, env = {}, book = loadWithPacks(dataDir) }: Opening): App {
  const { codeBook, loaded } = book;
  return {
    pool,
    codeBook,
    scrubTables: codeBookTables(codeBook),
    coder: makeNoteCoder({ dataDir, packs: () => loaded }),
    releases: [...new Set(codeBook.releases.map((release) => release.name))],
    partners: join(dataDir, "partners"),
    installationKey: installationKeyIn(dataDir, env),
    ...readSettings(env),
    auditHeads: join(dataDir, "audit", "heads.jsonl"),
    wallDate,
    wallTime,
  };
}

function wallDate(timeZone: string): IsoDate {
  return isoDate(new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date()));
}

function wallTime(timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
    .format(new Date())
    .replace(":", "");
}
