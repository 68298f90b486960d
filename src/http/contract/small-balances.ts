/** Small balances of patients and small remainders of payers, closed together and opened again. */
import { z } from "zod";
import { centsSchema, dateSchema, idSchema } from "./values.ts";

const counted = z.object({ words: z.string(), count: z.int() });

export const smallBalancesSchema = z.object({
  /** Of the settings; 0: nothing is small. */
  smallBalance: centsSchema,
  days: z.int(),
  rows: z.array(
    z.object({ patient: z.object({ id: idSchema, name: z.string() }), amount: centsSchema, lastMoved: dateSchema, charges: z.int() }),
  ),
  leftOut: z.array(counted),
  total: centsSchema,
  /** Above it a second person has to agree. */
  limit: centsSchema,
  second: z.boolean(),
});

export const smallRemaindersSchema = smallBalancesSchema.omit({ rows: true }).extend({
  rows: z.array(
    z.object({
      claim: z.object({ id: idSchema, controlNumber: z.string() }),
      payerName: z.string(),
      patientName: z.string(),
      amount: centsSchema,
      lastMoved: dateSchema,
    }),
  ),
});

export const batchesAfterSchema = z.object({ before: z.coerce.number().int().positive().optional() });
export const smallBatchesSchema = z.object({
  batches: z.array(
    z.object({
      id: idSchema,
      of: z.enum(["patients", "payers"]),
      amount: centsSchema,
      /** Patients, or claims. */
      items: z.int(),
      askedBy: z.string(),
      askedOn: dateSchema,
      state: z.enum(["waiting", "posted", "approved", "declined", "withdrawn"]),
      decidedBy: z.string().optional(),
      undone: z.boolean(),
      mayUndo: z.boolean(),
    }),
  ),
  /** Older ones: those before the last of these. */
  more: z.boolean(),
});

export const closeSmallSchema = z.object({
  /** As they were in the preview. */
  patients: z
    .array(z.object({ id: idSchema, amount: centsSchema.min(1) }))
    .min(1)
    .max(500),
  reason: z.string().trim().min(3).max(300),
  key: z.string().min(1).max(80),
});
export const closeRemaindersSchema = closeSmallSchema.omit({ patients: true }).extend({ claims: closeSmallSchema.shape.patients });
export const closedSmallSchema = z.object({
  requestId: idSchema,
  state: z.enum(["posted", "waiting"]),
  items: z.int(),
  /** Which were left out, and why. */
  words: z.string(),
});
export const undoSmallSchema = z.object({ reason: z.string().trim().min(3).max(300) });
export const undoneSmallSchema = z.object({ items: z.int() });
