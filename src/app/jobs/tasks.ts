/** Everything that is done as a job, and everything that is done by the minute. */
import type { JobKind, RecurringKind } from "../../store/queue/task-names.ts";
import { resumeImport } from "../import-claims.ts";
import { keepTotals } from "../periods.ts";
import { takeIn } from "../take-in.ts";
import type { JobTask, RecurringTask } from "./task.ts";

export const jobTasks: Readonly<Record<JobKind, JobTask>> = {
  "import-claims": {
    title: (subject) => `Import of ${subject}`,
    run: async (context, job, watch) => (await resumeImport(context, job.subjectId, watch)) ?? "The stored bytes of this file are missing.",
  },
};

export const recurringTasks: Readonly<Record<RecurringKind, RecurringTask>> = {
  "take-in": {
    title: "Take in what payers put for us",
    inDemonstrations: false,
    run: async (context) => {
      const taken = await takeIn(context);
      return taken.length === 0 ? "Nothing new." : `${taken.length} file(s) taken in.`;
    },
  },
  "day-totals": {
    title: "Bring the totals of the books up to date",
    inDemonstrations: true,
    run: async (context) => {
      const lines = await keepTotals(context);
      return lines === 0 ? "Nothing new." : `${lines} line(s) added to the totals by day.`;
    },
  },
};
