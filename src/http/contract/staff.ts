/** What is on file of the practice's own people: credentials, licences, continuing education. */
import { z } from "zod";
import { dateSchema, daySchema, idSchema } from "./values.ts";

/** An account; 0 is whoever sits at a demonstration that opens without a password. */
const personIdSchema = z.int().min(0);
const kindSchema = z.enum(["credential", "licence", "dea", "enrolment", "other"]);
const categorySchema = z.enum(["coding", "billing", "compliance", "clinical", "ethics", "management", "other"]);
const stageSchema = z.union([z.literal(90), z.literal(60), z.literal(30), z.literal("past")]);
const textSchema = z.string().trim().max(200);
const unitsSchema = z.string().regex(/^\d{1,3}(\.\d{1,2})?$/);

const heldSchema = z.object({
  id: idSchema,
  kind: kindSchema,
  key: z.string().optional(),
  title: z.string(),
  issuer: z.string(),
  number: z.string(),
  since: dateSchema.optional(),
  renewsOn: dateSchema.optional(),
  unitsNeeded: z.string().optional(),
  cycleMonths: z.int().optional(),
  note: z.string(),
  replacesId: idSchema.optional(),
  recordedOn: dateSchema,
  recordedBy: z.string(),
});

export const staffSchema = z.object({
  today: dateSchema,
  /** Sees and keeps everybody's; others their own. */
  manages: z.boolean(),
  terms: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      body: z.string(),
      months: z.int(),
      units: z.int().optional(),
      says: z.object({
        words: z.string(),
        asOf: z.string(),
        source: z.string(),
        sureness: z.enum(["first-hand", "second-hand", "unconfirmed"]),
      }),
    }),
  ),
  people: z.array(
    z.object({
      id: personIdSchema,
      name: z.string(),
      self: z.boolean(),
      credentials: z.array(
        heldSchema.extend({
          personId: personIdSchema,
          daysLeft: z.int().optional(),
          stage: stageSchema.optional(),
          /** Continuing education of the cycle that ends with the renewal. */
          meter: z
            .object({ from: dateSchema, to: dateSchema, needed: z.string(), earned: z.string(), entries: z.int(), enough: z.boolean() })
            .optional(),
        }),
      ),
      education: z.array(
        z.object({
          id: idSchema,
          on: dateSchema,
          title: z.string(),
          units: z.string(),
          category: categorySchema,
          evidence: z.string(),
          recordedOn: dateSchema,
          recordedBy: z.string(),
        }),
      ),
    }),
  ),
});
export type StaffView = z.infer<typeof staffSchema>;
export type StaffPerson = StaffView["people"][number];

export const remindersSchema = z.object({
  today: dateSchema,
  due: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      self: z.boolean(),
      title: z.string(),
      renewsOn: dateSchema,
      daysLeft: z.int(),
      stage: stageSchema,
    }),
  ),
});

export const staffHistorySchema = z.object({ rows: z.array(heldSchema.extend({ ended: z.boolean() })) });

export const newStaffCredentialSchema = z.object({
  kind: kindSchema,
  key: z.string().max(20).optional(),
  title: textSchema.min(1),
  issuer: textSchema,
  number: textSchema,
  since: daySchema.optional(),
  renewsOn: daySchema.optional(),
  unitsNeeded: unitsSchema.optional(),
  cycleMonths: z.int().min(1).max(120).optional(),
  note: textSchema,
  replacesId: idSchema.optional(),
});
export type NewStaffCredential = z.infer<typeof newStaffCredentialSchema>;

export const newEducationSchema = z.object({
  on: daySchema,
  title: textSchema.min(1),
  units: unitsSchema,
  category: categorySchema,
  evidence: textSchema,
});
export type NewEducation = z.infer<typeof newEducationSchema>;

export const staffKeptSchema = z.object({ id: idSchema });
export const endedSchema = z.object({ why: textSchema });
