/** One round of what is done again and again. The next round comes in any case; many failures in a row become an exception. */
import { id } from "../../core/kernel/id.ts";
import { raiseException } from "../../store/exceptions.ts";
import type { RecurringKind } from "../../store/queue/task-names.ts";
import type { Payload } from "../../store/queue/worker.ts";
import { beginRecurring, endRecurring } from "../../store/recurring-jobs.ts";
import { inPractice } from "../../store/transaction.ts";
import { type App, machineContext, practiceToday } from "../context.ts";
import { failureWords } from "./failure-words.ts";
import type { RecurringTask } from "./task.ts";

/** A person is told after this many failures in a row, once a day. */
const patience = 5;

export async function runRecurring(app: App, kind: RecurringKind, task: RecurringTask, payload: Payload): Promise<void> {
  const practiceId = id<"practice">(payload.practiceId);
  await inPractice(app.pool, practiceId, (tx) => beginRecurring(tx, kind));
  const end = await task.run(machineContext(app, practiceId, "Claimwright")).then(
    (outcome) => ({ outcome }),
    (error: unknown) => {
      console.error(`jobs: ${kind} failed: ${error instanceof Error ? error.name : "failure"}`);
      return { lastError: failureWords(error) };
    },
  );
  await inPractice(app.pool, practiceId, async (tx) => {
    const failures = await endRecurring(tx, kind, end);
    if (!("lastError" in end) || failures < patience) return;
    const { today } = await practiceToday({ app }, tx);
    await raiseException(tx, {
      source: "job",
      sourceKey: `${kind}/${today}`,
      reason: `${task.title}: this failed ${failures} times in a row. ${end.lastError} It goes on being tried.`,
      detail: { kind },
      raisedOn: today,
    });
  });
}
