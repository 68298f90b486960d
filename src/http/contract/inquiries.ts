/** What payers were asked and what they answered, in plain words; co-pays taken at the desk. */
import { z } from "zod";
import { centsSchema, dateSchema, daySchema, idSchema } from "./values.ts";

export const askEligibilitySchema = z.object({ coverageId: idSchema, on: daySchema.optional() });
export const askDaySchema = z.object({ on: daySchema });
export const askedDaySchema = z.object({ jobId: idSchema });

const askedSchema = z.object({
  id: idSchema,
  aboutDay: dateSchema,
  askedOn: dateSchema,
  askedBy: z.string(),
  state: z.enum(["asked", "answered", "refused"]),
  /** Under Files: the bytes as they went and came. */
  fileOut: idSchema,
  fileIn: idSchema.optional(),
  answeredOn: dateSchema.optional(),
  /** When the payer refused the file in which it was asked, and why. */
  refusedOn: dateSchema.optional(),
  refusal: z.string().optional(),
});

const eligibilitySummarySchema = z.object({
  state: z.enum(["active", "inactive", "refused", "unclear"]),
  plan: z.string().optional(),
  from: dateSchema.optional(),
  to: dateSchema.optional(),
  limits: z.array(
    z.object({
      of: z.enum(["deductible", "out-of-pocket"]),
      who: z.enum(["person", "family"]),
      total: centsSchema.optional(),
      left: centsSchema.optional(),
      met: centsSchema.optional(),
    }),
  ),
  coinsurance: z.array(z.string()),
  copays: z.array(
    z.object({
      service: z.string(),
      amount: centsSchema,
      network: z.enum(["in", "out", "both"]).optional(),
      needsAuthorization: z.boolean(),
    }),
  ),
  notCovered: z.array(z.string()),
  otherPayers: z.array(z.string()),
  messages: z.array(z.string()),
  refusals: z.array(z.object({ words: z.string(), correct: z.string(), after: z.string() })),
  differs: z.array(z.string()),
  silent: z.array(z.string()),
});
export type EligibilitySummaryBody = z.infer<typeof eligibilitySummarySchema>;

export const eligibilityViewSchema = z.object({
  coverages: z.array(
    z.object({
      id: idSchema,
      payerName: z.string(),
      memberId: z.string(),
      rank: z.int(),
      from: dateSchema.optional(),
      to: dateSchema.optional(),
    }),
  ),
  inquiries: z.array(askedSchema.extend({ coverageId: idSchema, payerName: z.string(), summary: eligibilitySummarySchema.optional() })),
});

export const claimStatusViewSchema = z.object({
  inquiries: z.array(
    askedSchema.extend({
      summary: z
        .object({
          state: z.string(),
          words: z.array(z.string()),
          on: dateSchema.optional(),
          charge: centsSchema.optional(),
          paid: centsSchema.optional(),
          paidOn: dateSchema.optional(),
          trace: z.string().optional(),
          payerControlNumber: z.string().optional(),
          lines: z.array(
            z.object({ procedure: z.string(), words: z.string(), charge: centsSchema.optional(), paid: centsSchema.optional() }),
          ),
          next: z.string(),
        })
        .optional(),
    }),
  ),
});

export const copaySchema = z.object({
  amount: centsSchema.min(1).max(10_000_000),
  method: z.enum(["cash", "check", "card"]),
  reference: z.string().max(60),
  key: z.string().min(8).max(80),
});
export const copayTakenSchema = z.object({ paymentId: idSchema });

export const estimateSchema = z.object({
  items: z
    .array(
      z.object({
        procedure: z.string().regex(/^[0-9A-Z]{5}$/),
        units: z.int().min(1).max(999),
        charge: centsSchema.min(0).max(100_000_000).optional(),
      }),
    )
    .min(1)
    .max(30),
  diagnosis: z.string().trim().max(120).optional(),
});
export const estimateMadeSchema = z.object({ estimateId: idSchema });
export const estimateCheckSchema = z.object({
  estimate: z
    .object({
      id: idSchema,
      madeOn: dateSchema,
      expected: centsSchema,
      billed: centsSchema,
      over: centsSchema,
      mayDispute: z.boolean(),
      words: z.string(),
    })
    .optional(),
});
