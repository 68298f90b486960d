/** What every use case stands on. The composition root makes it; nothing here is global. */
import type { Doer } from "../core/claims/model.ts";
import type { CodeBook } from "../core/codebook/model.ts";
import { assert } from "../core/kernel/assert.ts";
import type { PracticeId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Practice } from "../core/parties/model.ts";
import type { ScrubTables } from "../core/scrub/tables.ts";
import type { Pool } from "../store/pool.ts";
import { loadPracticeAndClock } from "../store/practices.ts";
import type { Tx } from "../store/transaction.ts";
import { type Actor, machineActor } from "./access/actor.ts";
import type { RemakingState } from "./code-sets/remake-beside.ts";
import type { NoteCoder } from "./coding/coder-pool.ts";
import type { AppSettings } from "./settings.ts";

export interface App extends AppSettings {
  readonly pool: Pool;
  readonly codeBook: CodeBook;
  readonly scrubTables: ScrubTables;
  /** Suggests codes for notes, on a thread of its own. */
  readonly coder: NoteCoder;
  /** Names of the code-set releases that checks use; kept with each snapshot. */
  readonly releases: readonly string[];
  /** While packs of code sets are made anew beside the work; the book above is then of what could be read. */
  readonly remaking?: RemakingState | undefined;
  /** The folder under which each trading partner of each practice has its two folders. */
  readonly partners: string;
  /** Seals what may not lie open in the database. Kept in the data folder, never in the database; made at its first use. */
  readonly installationKey: () => Buffer;
  /** The file outside of the database that keeps the heads of the audit's chains. */
  readonly auditHeads: string;
  /** Nothing waits for the disk: for living many days of a practice that is thrown away when its making is cut off. */
  readonly hasty?: boolean;
  /** The calendar date at the practice's place. */
  readonly wallDate: (timeZone: string) => IsoDate;
  /** The time there, HHMM. */
  readonly wallTime: (timeZone: string) => string;
}

/** One person's work in one practice. */
export interface Context {
  readonly app: App;
  readonly practiceId: PracticeId;
  /** Who acts, as it is recorded. */
  readonly user: string;
  readonly actor: Actor;
  /** The request that asked, as the server counts them; absent for the program's own work. */
  readonly request?: string;
}

/** A context of the program's own work: the command line, a job, a demonstration on its own machine. */
export function machineContext(app: App, practiceId: PracticeId, name: string): Context {
  return { app, practiceId, user: name, actor: machineActor(name) };
}

/** Who is recorded. */
export function whoActs({ actor }: Pick<Context, "actor">): Doer {
  return { by: actor.name, ...(actor.accountId === undefined ? {} : { account: actor.accountId }) };
}

/** The practice and its date: a demonstration's own clock, else the calendar. */
export async function practiceToday(
  { app }: Pick<Context, "app">,
  tx: Tx,
): Promise<{ readonly practice: Practice; readonly today: IsoDate }> {
  const found = await loadPracticeAndClock(tx);
  assert(found !== undefined, "the practice of a context exists");
  return { practice: found.practice, today: found.clock ?? app.wallDate(found.practice.timeZone) };
}
