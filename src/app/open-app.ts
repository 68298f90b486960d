/** Puts together what every use case stands on: code book, connections, folders, the wall clock. */
import { join } from "node:path";
import { type IsoDate, isoDate } from "../core/kernel/iso-date.ts";
import { codeBookTables } from "../core/scrub/code-book-tables.ts";
import type { Pool } from "../store/pool.ts";
import type { Env } from "../store/secret-settings.ts";
import { installationKeyIn } from "./access/installation-key.ts";
import type { RemakingState } from "./code-sets/remake-beside.ts";
import { longestNote, makeNoteCoder } from "./coding/coder-pool.ts";
import type { App } from "./context.ts";
import { type LoadedBook, loadWithPacks } from "./load-code-book.ts";
import { readSettings } from "./settings.ts";

interface Opening {
  readonly pool: Pool;
  readonly dataDir: string;
  readonly env?: Env;
  /** When it was read before. */
  readonly book?: LoadedBook;
}

/** With the means to put another code book in the place of the one it began with, when its packs stand. */
export interface OpenedApp {
  readonly app: App;
  readonly changeBook: (book: LoadedBook) => void;
}

export function openApp(opening: Opening): App {
  return openChangingApp(opening).app;
}

export function openChangingApp({
  pool,
  dataDir,
  env = {},
  book = loadWithPacks(dataDir),
  remaking = () => undefined,
}: Opening & { readonly remaking?: () => RemakingState | undefined }): OpenedApp {
  let current = partsOf(dataDir, book);
  const app: App = {
    pool,
    // Asked for at each use: all four are of one book.
    get codeBook() {
      return current.codeBook;
    },
    get scrubTables() {
      return current.scrubTables;
    },
    get coder() {
      return current.coder;
    },
    get releases() {
      return current.releases;
    },
    get remaking() {
      return remaking();
    },
    partners: join(dataDir, "partners"),
    installationKey: installationKeyIn(dataDir, env),
    ...readSettings(env),
    auditHeads: join(dataDir, "audit", "heads.jsonl"),
    wallDate,
    wallTime,
  };
  const changeBook = (next: LoadedBook): void => {
    const { coder } = current;
    current = partsOf(dataDir, next);
    // What was handed to it before is still answered.
    setTimeout(() => void coder.close(), longestNote).unref();
  };
  return { app, changeBook };
}

function partsOf(dataDir: string, { codeBook, loaded }: LoadedBook): Pick<App, "codeBook" | "scrubTables" | "coder" | "releases"> {
  return {
    codeBook,
    scrubTables: codeBookTables(codeBook),
    coder: makeNoteCoder({ dataDir, packs: () => loaded }),
    releases: [...new Set(codeBook.releases.map((release) => release.name))],
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
