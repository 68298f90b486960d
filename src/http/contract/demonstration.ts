/** A demonstration's own: its next day, and the history that is made behind it. */
import { z } from "zod";
import { centsSchema, dateSchema, idSchema } from "./values.ts";

const newsOfVisitSchema = z.object({
  visitId: idSchema,
  patientName: z.string(),
  words: z.string(),
  amount: centsSchema.optional(),
});

export const nextDaySchema = z.object({
  from: dateSchema,
  today: dateSchema,
  payments: z.array(z.object({ payer: z.string(), amount: centsSchema.optional(), claims: z.int(), posted: z.boolean() })),
  denials: z.array(newsOfVisitSchema),
  rejections: z.array(newsOfVisitSchema),
  visits: z.array(newsOfVisitSchema),
});
export type NextDay = z.infer<typeof nextDaySchema>;

export const historySchema = z.object({
  state: z.enum(["none", "making", "ready", "failed"]),
  /** Days of the practice's life, while it is made. */
  done: z.int().optional(),
  total: z.int().optional(),
});
