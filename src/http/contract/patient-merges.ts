/** Records that may be one person's, put side by side, brought together and parted again. */
import { z } from "zod";
import { centsSchema, dateSchema, daySchema, idSchema } from "./values.ts";

const recordLineSchema = z.object({
  id: idSchema,
  name: z.string(),
  accountNumber: z.string(),
  birthDate: dateSchema,
  address: z.string(),
});

export const duplicatesSchema = z.object({
  pairs: z.array(
    z.object({
      one: recordLineSchema,
      other: recordLineSchema,
      score: z.int(),
      certainty: z.enum(["almost certain", "likely", "possible"]),
      reasons: z.array(z.string()),
    }),
  ),
  more: z.boolean(),
  /** More pairs share something than were compared. */
  cut: z.boolean(),
  weighed: z.int(),
});

const sideSchema = z.object({
  id: idSchema,
  name: z.string(),
  accountNumber: z.string(),
  restricted: z.boolean(),
  owes: centsSchema,
  insurance: centsSchema,
  unapplied: centsSchema,
});

const fieldSchema = z.enum(["name", "birthDate", "deathDate", "sex", "address", "phone", "guarantor"]);
const rankSchema = z.union([z.literal(1), z.literal(2), z.literal(3)]);

export const comparisonSchema = z.object({
  /** How alike the two are, 0 to 100; 0 with no reasons: not alike enough to be proposed. */
  likeness: z.object({ score: z.int(), reasons: z.array(z.string()) }),
  standing: sideSchema,
  merged: sideSchema,
  fields: z.array(z.object({ field: fieldSchema, words: z.string(), standing: z.string(), merged: z.string(), same: z.boolean() })),
  coverages: z.array(
    z.object({
      id: idSchema,
      of: z.enum(["standing", "merged"]),
      rank: rankSchema,
      payerName: z.string(),
      memberId: z.string(),
      from: dateSchema.optional(),
      to: dateSchema.optional(),
      /** The other record's insurance that is the same card: one of the two is enough. */
      sameAs: idSchema.optional(),
    }),
  ),
  follows: z.array(z.object({ what: z.string(), count: z.int() })),
  against: z.array(z.string()),
});
export type Comparison = z.infer<typeof comparisonSchema>;

export const mergeSchema = z.object({
  otherId: idSchema,
  taken: z.array(fieldSchema).max(7),
  coverages: z.array(z.object({ id: idSchema, rank: rankSchema, to: daySchema.optional() })).max(40),
  reason: z.string().trim().min(1).max(300),
});
export const mergedSchema = z.object({ mergeId: idSchema });

export const unmergeSchema = z.object({ mergeId: idSchema, reason: z.string().trim().min(1).max(300) });
export const unmergedSchema = z.object({ patientId: idSchema });
