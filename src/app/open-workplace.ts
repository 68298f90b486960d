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
import type { App } from "./context.ts";
import { loadWithPacks } from "./load-code-book.ts";
import { openApp } from "./open-app.ts";
import { provePasswordList, readSettings, SettingFailure } from "./settings.ts";

export interface Workplace {
  readonly app: App;
  /** How the payer simulator reaches its own schema; absent on a server of the user's own without that role. */
  readonly simulatorConfig: ConnectionConfig | undefined;
  /** How jobs are reached; absent on a server of the user's own without that role. */
  readonly workerConfig: ConnectionConfig | undefined;
  /** Why packs of code sets that another version made count as they are, as a sentence; absent when none do. */
  readonly oldPacks?: string;
  readonly practices: () => Promise<readonly Tenant[]>;
  /** Takes a practice and everything of it away, for good. */
  readonly discard: (practiceId: PracticeId) => Promise<void>;
  /** The app with connections of its own that wait for no disk, while `work` lasts. */
  readonly inHaste: <Value>(work: (app: App) => Promise<Value>) => Promise<Value>;
  readonly close: () => Promise<void>;
}

/**
 * Throws DatabaseFailure with words for the person when the database cannot be started, CodeSetsFailure when the code book cannot be
 * opened; no database is left running then. `before`: see `startDatabase`.
 */
export async function openWorkplace(
  dataDir: string,
  { env = process.env, before }: { readonly env?: Env; readonly before?: (owner: ConnectionConfig) => Promise<void> } = {},
): Promise<Workplace> {
  // Before the database is started: what is set wrongly is said at once.
  await provePasswordList(readSettings(env));
  if (placeOfSecret("CLAIMWRIGHT_INSTALLATION_KEY", env) !== undefined) installationKeyIn(dataDir, env)();
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const database = await startDatabase({ dataDir, env, ...(before === undefined ? {} : { before }) });
  const pool = openPool(database.appConfig);
  try {
    await placeOldVisits(pool);
    const book = loadWithPacks(dataDir);
    return workplaceOf({ app: openApp({ pool, dataDir, env, book }), database, oldPacks: book.loaded.notRemade });
  } catch (error) {
    // The pool's connections and the server would keep the process from ending.
    await pool.end();
    await database.stop();
    throw error;
  }
}

interface Opened {
  readonly app: App;
  readonly database: Database;
  readonly oldPacks: string | undefined;
}

function workplaceOf({ app, database, oldPacks }: Opened): Workplace {
  const { pool } = app;
  return {
    app,
    ...(oldPacks === undefined ? {} : { oldPacks }),
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
