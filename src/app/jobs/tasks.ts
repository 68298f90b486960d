/** Everything that is done as a job, and everything that is done by the minute. */
import { counted } from "../../core/kernel/counted.ts";
import { dateOfDayNumber } from "../../core/kernel/iso-date.ts";
import type { JobKind, RecurringKind } from "../../store/queue/task-names.ts";
import { inPractice } from "../../store/transaction.ts";
import { sealAudit } from "../audit/seal-audit.ts";
import { askForDay } from "../front-desk/ask-payers.ts";
import { resumeImport } from "../import-claims.ts";
import { runStatements } from "../patients/run-statements.ts";
import { keepMeasures, keepTotals } from "../periods.ts";
import { redraftClaims } from "../settings/redraft-claims.ts";
import { storeFromFolders, type TakenFile, workNewFiles } from "../take-in.ts";
import { startJob } from "./start-jobs.ts";
import type { JobTask, RecurringTask } from "./task.ts";

export const jobTasks: Readonly<Record<JobKind, JobTask>> = {
  "import-claims": {
    title: (subject) => `Import of ${subject}`,
    run: async (context, job, watch) => (await resumeImport(context, job.subjectId, watch)) ?? "The stored bytes of this file are missing.",
  },
  "work-files": {
    title: () => "Working files from payers",
    run: async (context, _job, watch) => filesWords(await workNewFiles(context, watch)),
  },
  "statement-run": {
    title: (subject) => `Statements ${subject}`,
    run: (context, job, watch) => runStatements(context, job.subjectId, watch),
  },
  "ask-eligibility": {
    title: (subject) => `Insurance of ${subject}`,
    run: (context, job, watch) => askForDay(context, dateOfDayNumber(job.subjectId), watch),
  },
  "redraft-claims": {
    title: (subject) => `Claims that have not left, after a change of ${subject}`,
    run: (context, job, watch) => redraftClaims(context, job.subjectId, watch),
  },
};

export const recurringTasks: Readonly<Record<RecurringKind, RecurringTask>> = {
  "take-in": {
    title: "Look into the payers' folders",
    inDemonstrations: false,
    run: async (context) => {
      const waiting = await storeFromFolders(context);
      if (waiting === 0) return "Nothing new.";
      await inPractice(context.app.pool, context.practiceId, (tx) => startJob(context, tx, filesJob));
      return `${counted(waiting, "new file")}; working on it is a job of its own.`;
    },
  },
  "day-totals": {
    title: "Bring the totals of the books and the measures up to date",
    inDemonstrations: true,
    run: async (context) => {
      const lines = await keepTotals(context);
      const changes = await keepMeasures(context);
      if (lines + changes === 0) return "Nothing new.";
      return `${counted(lines, "line")} added to the totals by day, ${counted(changes, "change")} to the measures.`;
    },
  },
  "seal-audit": {
    title: "Seal what the audit recorded",
    inDemonstrations: true,
    run: async ({ app, practiceId }) => {
      const rows = await sealAudit(app, practiceId);
      return rows === 0 ? "Nothing new." : `${counted(rows, "row")} linked to the chain.`;
    },
  },
};

/** All files of the practice that wait: there is never more than one such job. */
export const filesJob = { kind: "work-files", subjectId: 0, subject: "files from payers" } as const;

/** Says what each of a few files led to, and of many how many there were. */
function filesWords(files: readonly TakenFile[]): string {
  if (files.length === 0) return "They had been worked already.";
  if (files.length > 3) return `${counted(files.length, "file")} worked; what each led to stands under Files & exceptions.`;
  return files.map((file) => `${file.name}: ${file.words}`).join(" ");
}
