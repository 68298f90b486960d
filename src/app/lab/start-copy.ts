/** Opens a student's private copy: the one that is there, or a new one. */
import type { PracticeId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import type { AccountId } from "../../store/access/accounts.ts";
import { alone } from "../../store/alone.ts";
import type { App, Context } from "../context.ts";
import { no, type Outcome } from "../refusal.ts";
import { findCopy, labOf, listPracticeIds } from "./find-copy.ts";
import type { LabOwner } from "./make-copy.ts";

/** Who asks: somebody with an account and the practices they may work in, or whoever sits at the open demonstration. */
export interface Student {
  readonly accountId: AccountId;
  readonly practices: readonly PracticeId[];
}

export interface CopyMaker {
  readonly make: (owner: LabOwner) => Promise<PracticeId>;
  readonly discard: (practiceId: PracticeId) => Promise<void>;
}

export interface Start {
  /** Throws the old copy away, with all that was done in it. */
  readonly again: boolean;
  readonly maker: CopyMaker;
  /** Told before the old copy is gone. */
  readonly open: (practiceId: PracticeId) => void;
}

/** Among a person's own practices; whoever sits at the open demonstration looks through those of this machine. */
export async function copyOf(app: App, student: Student | undefined): Promise<PracticeId | undefined> {
  return findCopy(app, student?.practices ?? (await listPracticeIds(app)), student?.accountId);
}

/** Refuses somebody else's copy. Two who ask at once get the same one. */
export async function startCopy({ app, practiceId }: Context, student: Student | undefined, start: Start): Promise<Outcome<PracticeId>> {
  const here = await labOf(app, practiceId);
  if (here !== undefined && here.accountId !== student?.accountId) return no("not-yours", "This copy belongs to somebody else.");
  return alone(app.pool, { practiceId, what: `practice copy of ${student?.accountId ?? "this machine"}` }, async () => {
    const found = here === undefined ? await copyOf(app, student) : practiceId;
    const wanted = found !== undefined && !start.again;
    const homePracticeId = here?.homePracticeId ?? practiceId;
    const owner = { homePracticeId, ...(student === undefined ? {} : { accountId: student.accountId }) };
    const copy = wanted ? found : await start.maker.make(owner);
    start.open(copy);
    if (found !== undefined && found !== copy) await start.maker.discard(found);
    return ok(copy);
  });
}
