/** The front desk: registration, the calendar, the day. */
import { z } from "zod";
import { centsSchema, dateSchema, daySchema, findingSchema, idSchema } from "./values.ts";

const short = z.string().max(60);
const line = z.string().max(120);
const nameSchema = z.object({ last: short, first: short, middle: short.optional(), suffix: z.string().max(10).optional() });
const addressSchema = z.object({
  line1: line,
  line2: line.optional(),
  city: short,
  state: z.string().max(10),
  zip: z.string().max(12),
});
const sexSchema = z.enum(["F", "M", "U"]);
const phoneSchema = z.string().max(30);

const registeredCoverageSchema = z.object({
  id: idSchema.optional(),
  payerId: idSchema.optional(),
  planId: idSchema.optional(),
  rank: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  memberId: z.string().max(80),
  groupNumber: short.optional(),
  groupName: short.optional(),
  relationship: z.string().max(2),
  subscriber: z
    .object({ name: nameSchema, birthDate: daySchema.optional(), sex: sexSchema.optional(), address: addressSchema.optional() })
    .optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  copay: centsSchema.min(0).max(1_000_000).optional(),
});

export const registrationSchema = z.object({
  name: nameSchema,
  birthDate: daySchema,
  deathDate: daySchema.optional(),
  sex: sexSchema,
  address: addressSchema,
  phone: phoneSchema.optional(),
  guarantor: z.object({
    name: nameSchema,
    address: addressSchema,
    phone: phoneSchema.optional(),
    relationship: z.enum(["self", "parent", "spouse", "other"]),
  }),
  coverages: z.array(registeredCoverageSchema).max(20),
});
export type RegistrationBody = z.infer<typeof registrationSchema>;

export const checkSchema = z.object({ registration: registrationSchema, exceptId: idSchema.optional() });
export const registerSchema = z.object({ registration: registrationSchema, notThese: z.array(idSchema).max(50) });
export const registeredSchema = z.object({ patientId: idSchema });

export const checkedSchema = z.object({
  findings: z.array(findingSchema),
  like: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      accountNumber: z.string(),
      birthDate: z.string(),
      address: z.string(),
      score: z.int(),
      certainty: z.enum(["almost certain", "likely", "possible"]),
      reasons: z.array(z.string()),
    }),
  ),
});
export type CheckedBody = z.infer<typeof checkedSchema>;

const stateSchema = z.enum(["scheduled", "checked-in", "cancelled", "no-show"]);

export const registrationViewSchema = z.object({
  patient: z.object({
    id: idSchema,
    accountNumber: z.string(),
    name: nameSchema,
    birthDate: dateSchema,
    deathDate: dateSchema.optional(),
    sex: sexSchema,
    address: addressSchema,
    phone: z.string().optional(),
    guarantor: registrationSchema.shape.guarantor,
  }),
  coverages: z.array(registeredCoverageSchema.extend({ id: idSchema, payerId: idSchema })),
  findings: z.array(findingSchema),
  appointments: z.array(
    z.object({
      id: idSchema,
      on: dateSchema,
      at: z.string().optional(),
      reason: z.string(),
      state: stateSchema,
      visitId: idSchema.optional(),
    }),
  ),
  earlier: z.array(z.object({ what: z.enum(["patient", "insurance"]), words: z.string(), changedOn: dateSchema, changedBy: z.string() })),
  same: z.array(
    z.object({
      patientId: idSchema,
      name: z.string(),
      accountNumber: z.string(),
      same: z.boolean(),
      reason: z.string(),
      on: dateSchema,
      by: z.string(),
    }),
  ),
  /** Records that went into this one; `undone` when they were parted again. */
  merges: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      accountNumber: z.string(),
      on: dateSchema,
      by: z.string(),
      reason: z.string(),
      undone: z.string().optional(),
    }),
  ),
});

export const sameSchema = z.object({ otherId: idSchema, same: z.boolean(), reason: z.string().trim().min(1).max(300) });

export const foundPatientsSchema = z.object({
  patients: z.array(z.object({ id: idSchema, name: z.string(), accountNumber: z.string(), birthDate: dateSchema, address: z.string() })),
});
export const findSchema = z.object({ text: z.string().max(100) });

export const choicesSchema = z.object({
  providers: z.array(z.object({ id: idSchema, name: z.string() })),
  locations: z.array(z.object({ id: idSchema, name: z.string() })),
  payers: z.array(z.object({ id: idSchema, name: z.string() })),
  plans: z.array(z.object({ id: idSchema, payerId: idSchema, name: z.string() })),
  today: dateSchema,
});

export const appointmentSchema = z.object({
  patientId: idSchema,
  on: daySchema,
  at: z
    .string()
    .regex(/^([01]\d|2[0-3])[0-5]\d$/)
    .optional(),
  providerId: idSchema,
  locationId: idSchema,
  reason: z.string().trim().min(1).max(200),
  selfPay: z.boolean(),
});
export const appointmentMadeSchema = z.object({ appointmentId: idSchema });
export const closeAppointmentSchema = z.object({ state: z.enum(["cancelled", "no-show", "scheduled"]), words: z.string().trim().max(200) });
export const checkInSchema = z.object({ formsSigned: z.boolean() });
export const checkedInSchema = z.object({ visitId: idSchema });

const deskRowSchema = z.object({
  appointmentId: idSchema.optional(),
  visitId: idSchema.optional(),
  patientId: idSchema,
  patientName: z.string(),
  accountNumber: z.string(),
  birthDate: z.string(),
  at: z.string().optional(),
  reason: z.string(),
  providerName: z.string(),
  state: stateSchema,
  stateWords: z.string(),
  selfPay: z.boolean(),
  payerName: z.string().optional(),
  memberId: z.string().optional(),
  coverageId: idSchema.optional(),
  eligibility: z.enum(["none", "waiting", "active", "inactive", "refused"]),
  eligibilityOn: dateSchema.optional(),
  copayDue: centsSchema.optional(),
  copayFrom: z.enum(["payer", "card"]).optional(),
  paid: centsSchema,
  payments: z.array(z.object({ id: idSchema, amount: centsSchema, method: z.string() })),
  estimate: z.object({ id: idSchema, total: centsSchema }).optional(),
  formsSigned: z.boolean(),
  missing: z.array(z.object({ kind: z.string(), words: z.string() })),
});
export type DeskRowBody = z.infer<typeof deskRowSchema>;

export const deskDaySchema = z.object({ today: dateSchema, on: dateSchema, rows: z.array(deskRowSchema), more: z.boolean() });
