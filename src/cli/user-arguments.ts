/** What the actions of `claimwright user` have in common. */
import { listPractices } from "../app/access/operate.ts";
import type { App } from "../app/context.ts";
import type { Outcome } from "../app/refusal.ts";
import { isRole, type Role, roles } from "../core/access/roles.ts";
import { id, type PracticeId } from "../core/kernel/id.ts";
import { type Io, UsageError } from "./io.ts";

interface UserOptions {
  readonly practice?: string;
  readonly name?: string;
  readonly role?: string;
  readonly limit?: string;
  readonly link: boolean;
  readonly temporary: boolean;
  readonly json: boolean;
}

export interface Surroundings {
  readonly io: Io;
  readonly options: UserOptions;
}

export function roleOf(given: string | undefined): Role {
  if (given === undefined || !isRole(given)) throw new UsageError(`user: the role is one of ${roles.join(", ")}.`);
  return given;
}

/** The one said; else the only one that is not a demonstration, or the only one. */
export async function practiceOf(app: App, given: string | undefined): Promise<PracticeId> {
  const practices = await listPractices(app);
  const real = practices.filter(({ demonstration }) => !demonstration);
  const usual = real.length === 1 ? real : practices;
  const found =
    given === undefined ? (usual.length === 1 ? usual[0] : undefined) : practices.find(({ practiceId }) => String(practiceId) === given);
  if (found !== undefined) return id<"practice">(found.practiceId);
  if (practices.length === 0)
    throw new UsageError('user: there is no practice in this data folder yet: claimwright user practice add "Name of the practice".');
  throw new UsageError(
    `user: say which practice with --practice N: ${practices.map(({ practiceId, name }) => `${practiceId} ${name}`).join("; ")}.`,
  );
}

/** The value, or the refusal as the command's failure. */
export function done<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new UsageError(`user: ${outcome.refusal.message}${outcome.refusal.fix === undefined ? "" : ` ${outcome.refusal.fix}`}`);
}

/** A link is said once, and given on by whoever runs the server. */
export function sayLink(io: Io, link: string): void {
  io.out(`Give them this, behind the address of your server; it works once, for three days:\n  ${link}\n`);
}
