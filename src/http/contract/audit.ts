/** Who saw and did what: restricted records, emergency openings, accesses, disclosures. */
import { z } from "zod";
import { type DisclosureBasis, disclosureBasisNames } from "../../core/access/disclosures.ts";
import { dateSchema, daySchema, idSchema } from "./values.ts";

/** ISO 8601 with zone. */
const instantSchema = z.string();

export const emergencyReasonSchema = z.object({ reason: z.string().max(500) });
export const emergencyOpenedSchema = z.object({ endsAt: instantSchema, minutes: z.int() });

export const restrictionSchema = z.object({ restricted: z.boolean(), reason: z.string().max(500).default("") });
export const restrictedSchema = z.object({ restricted: z.boolean() });

export const emergencySchema = z.object({
  id: idSchema,
  patientId: idSchema,
  patientName: z.string(),
  person: z.string(),
  role: z.string(),
  reason: z.string(),
  startedAt: instantSchema,
  endsAt: instantSchema,
  reviewedAt: instantSchema.optional(),
  reviewedBy: z.string().optional(),
  review: z.enum(["justified", "not-justified"]).optional(),
  reviewWords: z.string().optional(),
});
export type Emergency = z.infer<typeof emergencySchema>;
export const emergenciesSchema = z.object({ openings: z.array(emergencySchema), toReview: z.int() });
export const emergencyCountSchema = z.object({ toReview: z.int() });
export const emergencyReviewSchema = z.object({ review: z.enum(["justified", "not-justified"]), words: z.string().max(500) });

/** A name belongs into no address, so a search is a body. */
export const patientSearchSchema = z.object({ text: z.string().max(100) });
export const patientLineSchema = z.object({ id: idSchema, name: z.string(), accountNumber: z.string(), birthDate: dateSchema });
export const patientLinesSchema = z.object({ patients: z.array(patientLineSchema) });

export const unusualSchema = z.object({ kind: z.string(), words: z.string() });
export const accessRowSchema = z.object({
  id: idSchema,
  at: instantSchema,
  /** "2026-11-26 14:05:09" at the practice's place. */
  localTime: z.string(),
  actorKind: z.enum(["person", "key", "machine", "patient"]),
  person: z.string(),
  role: z.string(),
  purpose: z.string(),
  kind: z.enum(["list", "read", "write", "export", "emergency"]),
  words: z.string(),
  outcome: z.string(),
  patients: z.int(),
  object: z.string(),
  changes: z.array(z.string()),
  unusual: z.array(unusualSchema),
});
export type AccessRow = z.infer<typeof accessRowSchema>;

export const whoSawSchema = z.object({
  patient: patientLineSchema.extend({
    restriction: z.object({ reason: z.string(), restrictedBy: z.string(), since: instantSchema }).optional(),
  }),
  rows: z.array(accessRowSchema),
  /** There are older ones in these days. */
  more: z.boolean(),
});
export type WhoSaw = z.infer<typeof whoSawSchema>;

export const peopleSchema = z.object({
  people: z.array(z.object({ accountId: idSchema, name: z.string(), role: z.string(), lastAt: instantSchema })),
});
export const personActsSchema = z.object({
  rows: z.array(accessRowSchema.extend({ patient: patientLineSchema.optional() })),
  more: z.boolean(),
});

export const chainReportSchema = z.object({
  links: z.int(),
  waiting: z.int(),
  heads: z.int(),
  head: z.object({ sequence: z.int(), hash: z.string() }).optional(),
  faults: z.array(z.string()),
});

export const disclosureSchema = z.object({
  id: idSchema,
  disclosedOn: dateSchema,
  lastOn: dateSchema.optional(),
  frequency: z.string().optional(),
  recipient: z.string(),
  recipientAddress: z.string().optional(),
  what: z.string(),
  basis: z.enum(disclosureBasisNames as [DisclosureBasis, ...DisclosureBasis[]]),
  purposeWords: z.string(),
  withheldUntil: dateSchema.optional(),
  withheldWords: z.string().optional(),
  recordedBy: z.string(),
  recordedAt: instantSchema,
  standing: z.enum(["accounted", "exempt", "withheld", "taken-back", "too-old"]),
  takenBackWords: z.string().optional(),
});
export type DisclosureView = z.infer<typeof disclosureSchema>;
export const disclosureLogSchema = z.object({
  patient: patientLineSchema,
  practice: z.string(),
  today: dateSchema,
  /** The first day of the six years. */
  from: dateSchema,
  disclosures: z.array(disclosureSchema),
});
export type DisclosureLog = z.infer<typeof disclosureLogSchema>;

const words = (most: number) => z.string().trim().min(1).max(most);
export const newDisclosureSchema = z.object({
  disclosedOn: daySchema,
  lastOn: daySchema.optional(),
  frequency: words(100).optional(),
  recipient: words(200),
  recipientAddress: words(300).optional(),
  what: words(500),
  basis: disclosureSchema.shape.basis,
  purposeWords: words(500),
  withheldUntil: daySchema.optional(),
  withheldWords: words(300).optional(),
});
export const takeBackSchema = z.object({ words: words(300) });
