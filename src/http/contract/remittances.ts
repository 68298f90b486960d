/** Payers' payments. */
import { z } from "zod";
import { centsSchema, dateSchema, daySchema, idSchema } from "./values.ts";
import { journalEntrySchema, remittanceViewSchema } from "./visits.ts";

export const remittanceStatusNames = ["posted", "exception", "duplicate", "read"] as const;
const standingSchema = z.enum(["posted", "waits", "not-posted", "out-of-balance"]);

const remittanceRowSchema = z.object({
  id: idSchema,
  payerName: z.string(),
  trace: z.string(),
  method: z.string(),
  amount: centsSchema,
  paidOn: dateSchema.optional(),
  receivedOn: dateSchema,
  standing: standingSchema,
  standingWords: z.string(),
  claims: z.int(),
  /** Claims whose money waits. */
  held: z.int(),
  /** Open exceptions. */
  waiting: z.int(),
  depositedOn: dateSchema.optional(),
});
export type RemittanceRow = z.infer<typeof remittanceRowSchema>;

export const remittanceListSchema = z.object({
  remittances: z.array(remittanceRowSchema),
  more: z.object({ after: z.boolean(), before: z.boolean() }),
  /** Of all that match; 10,001 means more than 10,000. */
  total: z.int(),
  payers: z.array(z.object({ id: idSchema, name: z.string() })),
});
export type RemittanceList = z.infer<typeof remittanceListSchema>;

/** Several values of one filter are alternatives; filters hold together. `after` and `before` are payments. */
export const remittanceSearchSchema = z.object({
  statuses: z.array(z.enum(remittanceStatusNames)).max(4).optional(),
  payers: z.array(idSchema).max(200).optional(),
  /** Of the payment's own date. */
  from: daySchema.optional(),
  to: daySchema.optional(),
  deposited: z.boolean().optional(),
  after: idSchema.optional(),
  before: idSchema.optional(),
  limit: z.int().min(1).max(500).optional(),
});
export type RemittanceSearch = z.infer<typeof remittanceSearchSchema>;

const lineSchema = remittanceViewSchema.shape.lines.element;

export const remittancePageSchema = z.object({
  id: idSchema,
  /** The file that brought it. */
  fileId: idSchema,
  payerName: z.string(),
  trace: z.string(),
  method: z.string(),
  amount: centsSchema,
  paidOn: dateSchema.optional(),
  standing: standingSchema,
  standingWords: z.string(),
  /** BPR02 = the sum of CLP04 less the sum of the PLB amounts; `by` is what it is off. */
  proof: z.object({ amount: centsSchema, claims: centsSchema, adjusted: centsSchema, by: centsSchema }),
  /** The first equation that does not hold. */
  off: z.string().optional(),
  claims: z.array(
    z.object({
      /** Our claim, when it is known. */
      claimId: idSchema.optional(),
      controlNumber: z.string(),
      payerControlNumber: z.string(),
      patientName: z.string(),
      statusWords: z.string(),
      charge: centsSchema,
      paid: centsSchema,
      patientShare: centsSchema,
      state: z.enum(["read", "posted", "reversed", "held"]),
      stateWords: z.string(),
      adjustments: lineSchema.shape.adjustments,
      lines: z.array(lineSchema),
    }),
  ),
  claimCount: z.int(),
  providerAdjustments: z.array(z.object({ reason: z.string(), words: z.string(), reference: z.string(), amount: centsSchema })),
  /** What was posted for the claims that are shown, and for the provider adjustments. */
  entries: z.array(journalEntrySchema),
  waits: z.array(z.object({ words: z.string(), open: z.boolean() })),
  deposit: z.object({ on: dateSchema, by: z.string() }).optional(),
});
export type RemittancePageView = z.infer<typeof remittancePageSchema>;

/** The day at the bank; absent takes the mark back. */
export const depositMarkSchema = z.object({ on: daySchema.optional() });
