/** The work around visits: who has them, when they come back, notes, questions to the clinician. */
import { z } from "zod";
import { centsSchema, dateSchema, daySchema } from "./values.ts";

/** An account; 0 is whoever sits at a demonstration that opens without a password. */
export const ownerIdSchema = z.int().min(0);

/** "due": put off, and its day has come. "asleep": its day has not come. "awake": all others, due ones too. */
export const followUpFilters = ["due", "asleep", "awake"] as const;

/** Days since the service. */
export const ageNames = ["0-30", "31-60", "61-90", "91-120", "over-120"] as const;

/** "withheld": the patient's part waits for the payer's. */
export const visitFlags = ["withheld"] as const;

/** Money + chance + time = points, each in words. */
export const prioritySchema = z.object({
  points: z.int(),
  parts: z.array(z.object({ name: z.enum(["money", "chance", "time"]), points: z.int(), words: z.string() })).readonly(),
});

export const questionKinds = ["specificity", "conflict", "without-diagnosis", "relation", "service", "other"] as const;

export const visitWorkSchema = z.object({
  owner: z.object({ id: ownerIdSchema, name: z.string(), self: z.boolean() }).optional(),
  followUp: z.object({ on: dateSchema, asleep: z.boolean(), reason: z.string() }).optional(),
  question: z.object({ text: z.string(), on: dateSchema, by: z.string() }).optional(),
  priority: prioritySchema.optional(),
  /** The oldest first; they stay as they are. */
  entries: z.array(
    z.object({
      id: z.int(),
      at: z.string(),
      on: dateSchema,
      by: z.string(),
      kind: z.enum(["assigned", "follow-up", "note", "asked", "answered", "withdrawn"]),
      words: z.string(),
      ownerName: z.string().optional(),
      followUp: dateSchema.optional(),
    }),
  ),
  questionKinds: z.array(z.object({ kind: z.enum(questionKinds), words: z.string(), text: z.string() })),
});

export const ownersSchema = z.object({ owners: z.array(z.object({ id: ownerIdSchema, name: z.string(), self: z.boolean() })) });

/** Null: nobody has it any more. */
export const assignSchema = z.object({ to: z.union([ownerIdSchema, z.literal("me")]).nullable() });
/** Null: it is not put off any more. */
export const followUpSchema = z.object({ until: daySchema.nullable(), reason: z.string().trim().max(500) });
export const noteSchema = z.object({ words: z.string().trim().min(1).max(4000) });
export const questionSchema = z.object({ kind: z.enum(questionKinds), words: z.string().trim().min(1).max(4000) });

export const boardQueueNames = [
  "needs-coding",
  "question-open",
  "held-by-findings",
  "outdated-code-set",
  "ready-to-file",
  "awaiting-acknowledgement",
  "rejected",
  "awaiting-payment",
  "silent",
  "denied",
  "patient-balance",
  "patient-withheld",
  "credit-balance",
  "unmatched-money",
  "exceptions",
] as const;

/** Every open balance and every unresolved item, each in exactly one queue. */
export const boardSchema = z.object({
  today: dateSchema,
  queues: z.array(
    z.object({
      name: z.enum(boardQueueNames),
      words: z.string(),
      next: z.string(),
      count: z.int(),
      /** Absent for a role that may not see money. */
      amount: centsSchema.optional(),
      oldest: dateSchema.optional(),
      /** Of the one who asks. */
      mine: z.int(),
      /** Put off by anybody: its day has come, or not. */
      due: z.int(),
      asleep: z.int(),
    }),
  ),
  due: z.int(),
  nearDenials: z.object({ count: z.int(), until: dateSchema }),
});
export type Board = z.infer<typeof boardSchema>;

export const myDaySchema = z.object({
  day: dateSchema,
  counts: z.array(z.object({ act: z.string(), words: z.string(), count: z.int() })),
  rows: z.array(
    z.object({
      id: z.int(),
      time: z.string(),
      act: z.string(),
      words: z.string(),
      patients: z.int(),
      refused: z.string().optional(),
      patientName: z.string().optional(),
      visitId: z.int().optional(),
    }),
  ),
  more: z.boolean(),
});

/** `controlNumber`: CLM01 of the claim that it belongs to. */
export const resolveSchema = z.object({
  how: z.enum(["belongs-to-claim", "done-elsewhere", "not-ours", "went-back", "patients-money"]),
  words: z.string().trim().min(3).max(500),
  controlNumber: z.string().trim().min(1).max(38).optional(),
  /** Lines of that claim which the answer is about; absent: the whole. */
  lines: z.array(z.int().min(1).max(99)).min(1).max(50).optional(),
  accountNumber: z.string().trim().min(1).max(38).optional(),
});
/** Done at once, or waiting for a second person. */
export const resolvedSchema = z.object({ state: z.enum(["posted", "waiting"]) });
export const reopenSchema = z.object({ words: z.string().trim().min(3).max(500) });

export const unmatchedSchema = z.object({
  money: z.array(z.object({ from: z.string(), patientId: z.int().optional(), amount: centsSchema, since: dateSchema, words: z.string() })),
});
