/** Patients: the list, the account, and what is done about it. */
import { z } from "zod";
import { centsSchema, dateSchema, idSchema } from "./values.ts";

export const patientSearchSchema = z.object({
  /** Words of a name, an account number, a birth date. */
  find: z.string().max(120).optional(),
  show: z.enum(["all", "owes", "credit"]).optional(),
  after: idSchema.optional(),
});
export type PatientSearch = z.infer<typeof patientSearchSchema>;

const patientRowSchema = z.object({
  id: idSchema,
  name: z.string(),
  accountNumber: z.string(),
  /** Absent when the record is masked. */
  birthDate: dateSchema.optional(),
  owes: centsSchema,
  insurance: centsSchema,
  unapplied: centsSchema,
  /** What forbids the bill, in a word or two each. */
  flags: z.array(z.string()),
  lastStatement: dateSchema.optional(),
});
export type PatientRow = z.infer<typeof patientRowSchema>;
export const patientListSchema = z.object({
  patients: z.array(patientRowSchema),
  more: z.boolean(),
  /** 10,001 stands for more than 10,000. */
  counts: z.object({ all: z.int(), owes: z.int(), credit: z.int() }),
});

export const accountPageSchema = z.object({
  id: idSchema,
  today: dateSchema,
  practicePhone: z.string(),
  name: z.string(),
  accountNumber: z.string(),
  birthDate: dateSchema,
  age: z.int(),
  deathDate: dateSchema.optional(),
  phone: z.string().optional(),
  address: z.string(),
  guarantor: z.object({ name: z.string(), relationship: z.enum(["self", "parent", "spouse", "other"]) }),
  coverages: z.array(z.object({ rank: z.int(), payerName: z.string(), memberId: z.string() })),
  record: z.object({ restricted: z.boolean(), emergencyUntil: z.string().optional() }),
  balance: z.object({
    patient: centsSchema,
    insurance: centsSchema,
    unapplied: centsSchema,
    /** Of the patient's: may be asked today, and may not. */
    due: centsSchema,
    withheld: centsSchema,
  }),
  /** The oldest first. charge − insurancePaid − adjusted − patientPaid is what a line adds to the balance. */
  lines: z.array(
    z.object({
      number: z.int(),
      entryId: idSchema,
      on: dateSchema,
      source: z.string(),
      words: z.string(),
      details: z.array(z.string()),
      charge: centsSchema,
      insurancePaid: centsSchema,
      adjusted: centsSchema,
      patientPaid: centsSchema,
      patientChange: centsSchema,
      balance: centsSchema,
      patientBalance: centsSchema,
      visitId: idSchema.optional(),
      serviceDate: dateSchema.optional(),
      claimId: idSchema.optional(),
      remittanceId: idSchema.optional(),
    }),
  ),
  /** The newest first. */
  visits: z.array(
    z.object({
      id: idSchema,
      date: dateSchema,
      providerName: z.string(),
      selfPay: z.boolean(),
      claim: z.object({ id: idSchema, controlNumber: z.string(), stateWords: z.string(), payerName: z.string() }).optional(),
      owed: centsSchema,
      insuranceOpen: centsSchema,
      services: z.array(
        z.object({
          id: idSchema,
          on: dateSchema,
          procedure: z.string(),
          description: z.string(),
          charged: centsSchema,
          insurancePaid: centsSchema,
          adjusted: centsSchema,
          patientPaid: centsSchema,
          insuranceOpen: centsSchema,
          due: centsSchema,
          withheld: centsSchema,
          credit: centsSchema,
          why: z.array(z.string()),
        }),
      ),
    }),
  ),
});
export type AccountPage = z.infer<typeof accountPageSchema>;
