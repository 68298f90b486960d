/** The practice cases: what there is to do, how it was graded, and the meter over the exams. Points earned are hundredths. */
import { z } from "zod";
import { type CaseKey, caseKeys } from "../../core/academy/cases/model.ts";
import { idSchema } from "./values.ts";

export const caseKeySchema = z.enum(caseKeys satisfies readonly CaseKey[]);

const questionSchema = z.object({
  key: z.string(),
  kind: z.enum(["choice", "amount"]),
  words: z.string(),
  /** Of a choice. */
  options: z.array(z.object({ key: z.string(), words: z.string() })),
});
export type QuestionView = z.infer<typeof questionSchema>;

const gradedCheckSchema = z.object({
  key: z.string(),
  words: z.string(),
  points: z.int(),
  earned: z.int(),
  found: z.string(),
  rationale: z.string(),
  authority: z.string(),
});

export const gradeSchema = z.object({ points: z.int(), earned: z.int(), checks: z.array(gradedCheckSchema) });
export type GradeView = z.infer<typeof gradeSchema>;

const caseSchema = z.object({
  key: caseKeySchema,
  title: z.string(),
  chair: z.enum(["coder", "biller"]),
  minutes: z.int(),
  story: z.string(),
  tasks: z.array(z.string()),
  points: z.int(),
  questions: z.array(questionSchema),
  /** Absent outside of a copy. */
  visitId: idSchema.optional(),
  /** Each time that it was graded, the first time first. */
  tries: z.array(z.object({ number: z.int(), at: z.string(), earned: z.int(), points: z.int() })),
  /** The latest. */
  answers: z.record(z.string(), z.string()),
  grade: gradeSchema.optional(),
});
export type CaseView = z.infer<typeof caseSchema>;

export const labSchema = z.object({
  /** False: this server has no simulated payers, so no copy can be made. */
  available: z.boolean(),
  /** The open practice is the person's copy; where they came from. */
  homePracticeId: idSchema.optional(),
  /** The person's copy, when there is one and another practice is open. */
  copyId: idSchema.optional(),
  cases: z.array(caseSchema),
  meter: z.array(
    z.object({
      credential: z.string(),
      areas: z.array(z.object({ name: z.string(), weight: z.string(), points: z.int(), earned: z.int(), gradedPoints: z.int() })),
    }),
  ),
});
export type LabView = z.infer<typeof labSchema>;

export const startLabSchema = z.object({ again: z.boolean() });
/** A person goes over by choosing it as their practice; the open demonstration has gone over already. */
export const startedLabSchema = z.object({ practiceId: idSchema });
export const answersSchema = z.object({ answers: z.record(z.string().max(40), z.string().max(40)) });
