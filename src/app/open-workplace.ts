/** Opens what is kept in a data folder: the database with its practices, the code book, the partners' folders. */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PracticeId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { erasePractice } from "../store/erase-practice.ts";
import { type ConnectionConfig, openPool, type Pool } from "../store/pool.ts";
import { listTenants, setClock, type Tenant } from "../store/practices.ts";
import { type Env, placeOfSecret, SecretFailure } from "../store/secret-settings.ts";
import { DatabaseFailure } from "../store/supervisor/database-failure.ts";
import { type Database, startDatabase } from "../store/supervisor/start-database.ts";
import { inPractice } from "../store/transaction.ts";
import { placeUnplaced } from "../store/visit-places.ts";
import { installationKeyIn, KeyFailure } from "./access/installation-key.ts";
import { noteErased } from "./audit/heads-file.ts";
import { CodeSetsFailure } from "./code-sets/code-sets-failure.ts";
import { codeSetsFolder } from "./code-sets/installed.ts";
import { type RemakingBeside, remakeBeside } from "./code-sets/remake-beside.ts";
import type { App } from "./context.ts";
import { loadWhatIsReady } from "./load-code-book.ts";
import { openApp, openChangingApp } from "./open-app.ts";
import { provePasswordList, readSettings, SettingFailure } from "./settings.ts";

export interface Workplace {
  readonly app: App;
  /** How the payer simulator reaches its own schema; absent on a server of the user's own without that role. */
  readonly simulatorConfig: ConnectionConfig | undefined;
  /** How jobs are reached; absent on a server of the user's own without that role. */
  readonly workerConfig: ConnectionConfig | undefined;
  /** Packs that are made anew beside the work; absent when all stood. */
  readonly remaking?: RemakingBeside;
  readonly practices: () => Promise<readonly Tenant[]>;
  /** Takes a practice and everything of it away, for good. */
  readonly discard: (practiceId: PracticeId) => Promise<void>;
  /** The app with connections of its own that wait for no disk, while `work` lasts. */
  readonly inHaste: <Value>(work: (app: App) => Promise<Value>) => Promise<Value>;
  readonly close: () => Promise<void>;
}

interface Opening {
  readonly env?: Env;
  readonly before?: (owner: ConnectionConfig) => Promise<void>;
  readonly packsBeside?: () => void;
}

/**
 * Throws DatabaseFailure with words for the person when the database cannot be started, CodeSetsFailure when the code book cannot be
 * opened; no database is left running then. `before`: see `startDatabase`. `packsBeside`: packs that have to be made anew are made while
 * the workplace is open already, on a thread; told when the new ones are in use.
 */
export async function openWorkplace(dataDir: string, { env = process.env, before, packsBeside }: Opening = {}): Promise<Workplace> {
  // Before the database is started: what is set wrongly is said at once.
  await provePasswordList(readSettings(env));
  if (placeOfSecret("CLAIMWRIGHT_INSTALLATION_KEY", env) !== undefined) installationKeyIn(dataDir, env)();
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const database = await startDatabase({ dataDir, env, ...(before === undefined ? {} : { before }) });
  const pool = openPool(database.appConfig);
  try {
    await placeOldVisits(pool);
    if (packsBeside !== undefined) return workplaceOf({ ...openBeside({ pool, dataDir, env }, packsBeside), database });
    return workplaceOf({ app: openApp({ pool, dataDir, env }), database });
  } catch (error) {
    // The pool's connections and the server would keep the process from ending.
    await pool.end();
    await database.stop();
    throw error;
  }
}

/** With the packs that can be read, until the others stand. */
function openBeside(
  given: { readonly pool: Pool; readonly dataDir: string; readonly env: Env },
  told: () => void,
): Pick<Opened, "app" | "remaking"> {
  const book = loadWhatIsReady(given.dataDir);
  if (book.isWhole) return { app: openApp({ ...given, book }) };
  let isDone = false;
  const { app, changeBook } = openChangingApp({ ...given, book, remaking: () => (isDone ? undefined : remaking.state()) });
  const remaking = remakeBeside(codeSetsFolder(given.dataDir), () => {
    changeBook(loadWhatIsReady(given.dataDir));
    isDone = true;
    told();
  });
  return { app, remaking };
}

interface Opened {
  readonly app: App;
  readonly database: Database;
  readonly remaking?: RemakingBeside;
}

function workplaceOf({ app, database, remaking }: Opened): Workplace {
  const { pool } = app;
  return {
    app,
    ...(remaking === undefined ? {} : { remaking }),
    simulatorConfig: database.simulatorConfig,
    workerConfig: database.workerConfig,
    practices: () => listTenants(pool),
    discard: async (practiceId) => {
      await erasePractice(database.ownerConfig, practiceId);
      await noteErased(app.auditHeads, practiceId);
      await rm(join(app.partners, String(practiceId)), { recursive: true, force: true });
    },
    inHaste: async (work) => {
      const hasty = openPool(database.appConfig, { hasty: true, max: 2 });
      try {
        return await work({ ...app, pool: hasty, hasty: true });
      } finally {
        await hasty.end();
      }
    },
    close: async () => {
      await remaking?.stop();
      await app.coder.close();
      await pool.end();
      await database.stop();
    },
  };
}

/** Visits of a database from before places were kept get theirs, some at a time. */
export async function placeOldVisits(pool: Pool): Promise<void> {
  const atOnce = 1000;
  for (const { practiceId } of await listTenants(pool)) {
    while ((await inPractice(pool, practiceId, (tx) => placeUnplaced(tx, atOnce))) === atOnce);
  }
}

/** The words of a database that cannot be started, of code sets that cannot be read, or of a setting or secret that cannot be used; undefined for every other failure. */
export function databaseFailureWords(error: unknown): string | undefined {
  const known = [DatabaseFailure, SecretFailure, SettingFailure, KeyFailure, CodeSetsFailure];
  return known.some((kind) => error instanceof kind) && error instanceof Error ? error.message : undefined;
}

/** Moves the clock of a demonstration or class. */
export async function setPracticeDate(app: App, practiceId: PracticeId, today: IsoDate): Promise<void> {
  await inPractice(app.pool, practiceId, (tx) => setClock(tx, today));
}
