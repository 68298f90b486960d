/** Long and repeated work. Instants are ISO 8601 in UTC. */
import { z } from "zod";
import { idSchema } from "./values.ts";

const instantSchema = z.string();

export const jobSchema = z.object({
  id: idSchema,
  kind: z.string(),
  title: z.string(),
  askedBy: z.string(),
  askedAt: instantSchema,
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  /** Tries begun. */
  attempts: z.int(),
  nextTryAt: instantSchema.optional(),
  progressDone: z.int(),
  /** Absent until it is known. */
  progressTotal: z.int().optional(),
  progressWords: z.string().optional(),
  lastError: z.string().optional(),
  outcome: z.string().optional(),
  startedAt: instantSchema.optional(),
  endedAt: instantSchema.optional(),
});
export type JobView = z.infer<typeof jobSchema>;

export const recurringSchema = z.object({
  kind: z.string(),
  title: z.string(),
  /** False in a demonstration for what follows the calendar. */
  inUse: z.boolean(),
  startedAt: instantSchema.optional(),
  endedAt: instantSchema.optional(),
  outcome: z.string().optional(),
  /** In a row. */
  failures: z.int(),
  lastError: z.string().optional(),
});
export type RecurringView = z.infer<typeof recurringSchema>;

export const jobsSchema = z.object({
  /** Processes that work jobs, on whatever machine. With none, jobs wait. */
  workers: z.int(),
  running: z.array(jobSchema),
  waiting: z.array(jobSchema),
  failed: z.array(jobSchema),
  /** Done or cancelled within a day. */
  ended: z.array(jobSchema),
  recurring: z.array(recurringSchema),
});

export const jobsGlanceSchema = z.object({ running: z.int(), waiting: z.int(), failed: z.int(), first: jobSchema.optional() });
