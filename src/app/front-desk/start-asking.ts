/** All questions of a day as a job: it may be hundreds, and the desk goes on meanwhile. */
import { dayNumber, formatUsDate, type IsoDate } from "../../core/kernel/iso-date.ts";
import { inPractice } from "../../store/transaction.ts";
import type { Context } from "../context.ts";
import { startJob } from "../jobs/start-jobs.ts";

export async function startAskingForDay(context: Context, day: IsoDate): Promise<{ readonly jobId: number }> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const job = await startJob(context, tx, {
      kind: "ask-eligibility",
      subjectId: dayNumber(day),
      subject: `the visits of ${formatUsDate(day)}`,
    });
    return { jobId: job.id };
  });
}
