/** Looking up anything by a few letters. */
import { z } from "zod";
import { dateSchema, idSchema } from "./values.ts";

export const findSchema = z.object({ text: z.string().max(100) });

export const foundSchema = z.object({
  patients: z.array(z.object({ id: idSchema, name: z.string(), accountNumber: z.string(), birthDate: dateSchema })),
  /** The newest visits of those patients. */
  visits: z.array(z.object({ id: idSchema, date: dateSchema, reason: z.string(), patientName: z.string() })),
  claims: z.array(
    z.object({
      id: idSchema,
      visitId: idSchema,
      controlNumber: z.string(),
      payerName: z.string(),
      stateWords: z.string(),
      patientName: z.string(),
    }),
  ),
  codes: z.array(z.object({ system: z.string(), code: z.string(), title: z.string() })),
  files: z.array(z.object({ id: idSchema, direction: z.enum(["in", "out"]), name: z.string(), on: dateSchema })),
});
