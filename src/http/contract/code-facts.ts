/** Fees and edits of one procedure: public figures of the publishers, as text. */
import { z } from "zod";
import { dateSchema } from "./values.ts";

const text = z.string().optional();

const siteSchema = z.object({ amount: text, formula: z.array(z.string()) });

const physicianSchema = z.object({
  modifier: z.string(),
  release: text,
  status: z.string(),
  work: z.string(),
  nonFacilityPe: z.string(),
  facilityPe: z.string(),
  malpractice: z.string(),
  nonFacility: siteSchema,
  facility: siteSchema,
  indicators: z.array(z.object({ name: z.string(), value: z.string(), words: z.string() })),
});

const editSchema = z.object({
  release: text,
  pairs: z.object({ paysOver: z.int(), paidUnder: z.int(), withModifier: z.int() }),
  mue: z.object({ units: z.int(), mai: z.union([z.literal(1), z.literal(2), z.literal(3)]), words: z.string() }).optional(),
});

export const codeFactsSchema = z.object({
  code: z.string(),
  system: z.enum(["cpt", "hcpcs"]),
  on: dateSchema,
  place: z.object({
    locality: z.string(),
    name: text,
    counties: z.array(z.string()).optional(),
    zip: text,
    state: text,
    rural: z.boolean().optional(),
    moreDigits: z.boolean().optional(),
  }),
  licensed: z
    .object({ short: z.string(), medium: z.string(), long: z.string(), release: z.string(), notice: z.string() })
    .optional()
    .meta({ description: "Words of the AMA, licensed to this installation: a program that reads them may not give them on." }),
  physician: z.array(physicianSchema),
  outpatient: z
    .object({
      release: z.string(),
      status: z.string(),
      statusWords: text,
      apc: text,
      weight: text,
      rate: text,
      copayment: text,
      leastCopayment: text,
      note: text,
    })
    .optional(),
  laboratory: z.array(z.object({ release: text, modifier: z.string(), amount: text })),
  equipment: z.array(
    z.object({
      release: z.string(),
      modifiers: z.array(z.string()),
      state: z.string(),
      rural: z.boolean(),
      amount: text,
      ceiling: text,
      floor: text,
    }),
  ),
  drug: z
    .object({
      release: text,
      from: dateSchema.optional(),
      until: dateSchema.optional(),
      unit: text,
      limit: z.string(),
      coinsurancePercent: text,
      note: text,
    })
    .optional(),
  packages: z.array(z.object({ ndc: z.string(), drug: z.string(), labeler: z.string(), unitsOfOne: text, unitsOfAll: text })),
  packageCount: z.int(),
  edits: z.object({
    practitioner: editSchema,
    hospital: editSchema.optional(),
    supplier: editSchema.pick({ mue: true }).optional(),
    addOn: z
      .object({ type: z.union([z.literal(1), z.literal(2), z.literal(3)]), primaries: z.array(z.string()), words: z.string() })
      .optional(),
    addOnsBeside: z.int(),
  }),
});
