/** Reviews of how visits were coded. */
import { z } from "zod";
import { centsSchema, dateSchema, daySchema, idSchema } from "./values.ts";

const stateSchema = z.enum(["open", "own-codes", "reviewed", "agreed", "disputed", "closed"]);
export type ReviewState = z.infer<typeof stateSchema>;
const methodSchema = z.enum(["random", "risk"]);

export const reviewDaysSchema = z.object({ from: daySchema.optional(), to: daySchema.optional() });

export const reviewsSchema = z.object({
  today: dateSchema,
  days: z.object({ from: dateSchema, to: dateSchema }),
  /** Draws samples and sees everybody's; others see their own. */
  manages: z.boolean(),
  samples: z.array(
    z.object({
      id: idSchema,
      drawnOn: dateSchema,
      drawnBy: z.string(),
      reviewerName: z.string(),
      coderName: z.string(),
      from: dateSchema,
      to: dateSchema,
      method: methodSchema,
      seed: z.int(),
      blind: z.boolean(),
      population: z.int(),
      visits: z.int(),
      reviewed: z.int(),
      disputed: z.int(),
      closed: z.int(),
    }),
  ),
  /** Of what whoever asks has coded. */
  own: z.array(
    z.object({
      sampleId: idSchema,
      position: z.int(),
      visitDate: dateSchema,
      state: stateSchema,
      on: dateSchema,
      right: z.int().optional(),
      wrong: z.int().optional(),
      missing: z.int().optional(),
    }),
  ),
  /** Per cent, one decimal; absent when there is nothing to divide by. */
  accuracy: z.array(
    z.object({
      coder: z.string(),
      reviews: z.int(),
      withoutError: z.int(),
      right: z.int(),
      wrong: z.int(),
      missing: z.int(),
      byCode: z.string().optional(),
      byVisit: z.string().optional(),
      byMoney: z.string().optional(),
    }),
  ),
});
export type ReviewsView = z.infer<typeof reviewsSchema>;

export const reviewChoicesSchema = z.object({
  coders: z.array(z.object({ name: z.string(), visits: z.int() })),
  reviewers: z.array(z.object({ id: idSchema, name: z.string() })),
});

export const newSampleSchema = z.object({
  coder: z.string().min(1).max(200),
  from: daySchema,
  to: daySchema,
  size: z.int().min(1).max(200),
  method: methodSchema,
  /** The same seed over the same visits draws the same sample. */
  seed: z.int().min(0).max(2_147_483_647),
  blind: z.boolean(),
  /** An account; absent: whoever draws it. */
  reviewerId: idSchema.optional(),
});
export type NewSample = z.infer<typeof newSampleSchema>;
export const sampleDrawnSchema = z.object({ sampleId: idSchema });

const wordsSchema = z.string().trim().max(1000);
const codeSchema = z.string().trim().min(1).max(40);
const lineSchema = z.object({
  procedure: codeSchema,
  modifiers: z.array(z.string().max(2)).max(4),
  units: z.string().max(12),
  pointers: z.array(z.int().min(1).max(12)).max(4),
});
export const ownCodesSchema = z.object({ diagnoses: z.array(codeSchema).max(12), lines: z.array(lineSchema).max(50) });

const verdictSchema = z.object({
  kind: z.enum(["diagnosis", "procedure"]),
  /** Its place among the coder's codes of its kind, from 0; a missing code has none. */
  at: z.int().min(0).max(60).optional(),
  code: codeSchema,
  verdict: z.enum(["right", "wrong", "unsupported", "wrong-sequence", "wrong-modifier", "missing"]),
  shouldBe: z.string().trim().max(40).optional(),
  reason: wordsSchema,
  rule: wordsSchema,
});
export type VerdictView = z.infer<typeof verdictSchema>;
export const verdictsSchema = z.object({ codes: z.array(verdictSchema).max(120), words: wordsSchema });
export const reviewAnswerSchema = z.object({ agrees: z.boolean(), words: wordsSchema });
export const reviewCloseSchema = z.object({ words: wordsSchema });

const shownCodingSchema = z.object({
  diagnoses: z.array(z.string()),
  lines: z.array(lineSchema.extend({ amount: centsSchema.optional() })),
});

export const reviewPageSchema = z.object({
  sample: z.object({
    id: idSchema,
    coder: z.string(),
    reviewer: z.string(),
    blind: z.boolean(),
    /** Empty for the coder. */
    states: z.array(z.object({ position: z.int(), state: stateSchema })),
  }),
  position: z.int(),
  state: stateSchema,
  /** The coder's codes are kept back until the reviewer's own are given. */
  sealed: z.boolean(),
  visit: z.object({
    id: idSchema,
    date: dateSchema,
    patientName: z.string(),
    accountNumber: z.string(),
    clinician: z.string(),
    reason: z.string(),
    placeOfService: z.string(),
    note: z.string(),
  }),
  risk: z.array(z.string()),
  coding: shownCodingSchema.optional(),
  verdicts: z.array(verdictSchema).optional(),
  own: shownCodingSchema.optional(),
  history: z.array(z.object({ kind: stateSchema, on: dateSchema, by: z.string(), words: z.string() })),
  may: z.object({ ownCodes: z.boolean(), review: z.boolean(), answer: z.boolean(), close: z.boolean() }),
});
export type ReviewPageView = z.infer<typeof reviewPageSchema>;
