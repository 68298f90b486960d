/** A demonstration's own: its next day. */
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
