/** Which practices are private copies, and whose. */
import type { PracticeId } from "../../core/kernel/id.ts";
import { loadLab, type StoredLab } from "../../store/labs.ts";
import { listTenants } from "../../store/practices.ts";
import { readPractice } from "../../store/transaction.ts";
import type { App } from "../context.ts";

export async function labOf({ pool }: App, practiceId: PracticeId): Promise<StoredLab | undefined> {
  return readPractice(pool, practiceId, loadLab);
}

/** The practices of this machine, for whoever sits at its open demonstration. */
export async function listPracticeIds({ pool }: App): Promise<readonly PracticeId[]> {
  return (await listTenants(pool)).map((tenant) => tenant.practiceId);
}

/** The first of the practices that is a whole copy of this person; without an account, of whoever sits at the machine. */
export async function findCopy(app: App, practices: readonly PracticeId[], accountId: number | undefined): Promise<PracticeId | undefined> {
  for (const practiceId of practices) {
    const lab = await labOf(app, practiceId);
    if (lab?.whole === true && lab.accountId === accountId) return practiceId;
  }
  return undefined;
}
