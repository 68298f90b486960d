/** The correction of a refused claim: what the payer named, what the record offers, and what is sent. */
import { z } from "zod";
import { idSchema } from "./values.ts";

const valueSchema = z.object({ now: z.string(), offer: z.object({ value: z.string(), source: z.string() }).optional() });

export const correctionViewSchema = z.object({
  /** Something of the claim is refused, and it can be corrected now. */
  possible: z.boolean(),
  why: z.string(),
  /** A rejection in words. */
  said: z.string(),
  codes: z.array(z.string()),
  way: z.enum(["resend", "replacement", "reopening"]),
  wayWords: z.string(),
  /** The last correction has not left the house. */
  undoable: z.boolean(),
  state: z.string(),
  stateWords: z.string(),
  named: z.array(z.object({ field: z.enum(["member-id", "modifiers", "pointers", "authorisation", "referring"]), words: z.string() })),
  memberId: valueSchema,
  authorisation: valueSchema,
  referring: valueSchema,
  lines: z.array(
    z.object({ chargeId: idSchema, procedure: z.string(), denied: z.boolean(), modifiers: valueSchema, pointers: valueSchema }),
  ),
});
export type Correction = z.infer<typeof correctionViewSchema>;

/** A field that is left out stays as it is; an empty one is taken away. */
export const correctionSchema = z.object({
  memberId: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 -]{1,79}$/)
    .optional(),
  authorisation: z
    .string()
    .regex(/^[A-Za-z0-9 -]{0,50}$/)
    .optional(),
  referring: z.string().max(120).optional(),
  lines: z
    .array(
      z.object({
        chargeId: idSchema,
        modifiers: z
          .array(z.string().regex(/^[0-9A-Z]{2}$/))
          .max(4)
          .optional(),
        pointers: z.array(z.int().min(1).max(12)).min(1).max(4).optional(),
      }),
    )
    .max(50)
    .optional(),
  reference: z.string().trim().min(1).max(60).optional(),
});
export type GivenCorrectionBody = z.infer<typeof correctionSchema>;
