/** Claims: the list, and one claim with everything that happened to it. */
import { z } from "zod";
import { centsSchema, dateSchema, daySchema, findingSchema, idSchema, segmentSchema } from "./values.ts";
import { journalEntrySchema, remittanceViewSchema, timelineSchema } from "./visits.ts";
import { ageNames } from "./worklist.ts";

export const claimStateNames = [
  "draft",
  "held",
  "ready",
  "queued",
  "submitted",
  "file-accepted",
  "rejected",
  "accepted",
  "denied",
  "partly-paid",
  "paid",
  "to-patient",
  "reversed",
  "voided",
  "closed",
] as const;
export const claimSortNames = ["date", "patient", "charged", "open"] as const;
/** CLM05-3. */
export const frequencyNames = ["1", "7", "8"] as const;

const claimRowSchema = z.object({
  id: idSchema,
  visitId: idSchema,
  controlNumber: z.string(),
  patientName: z.string(),
  payerName: z.string(),
  providerName: z.string(),
  date: dateSchema,
  age: z.int(),
  state: z.enum(claimStateNames),
  stateName: z.string(),
  stateSince: dateSchema,
  rank: z.int(),
  version: z.int(),
  frequency: z.string(),
  charged: centsSchema,
  /** What the payer still owes. */
  open: centsSchema,
  /** A denial of it is open. */
  denied: z.boolean(),
  /** Of a rejected claim: who refused it, and what was said. */
  rejection: z.object({ by: z.enum(["TA1", "999", "277CA"]), words: z.string() }).optional(),
});
export type ClaimRow = z.infer<typeof claimRowSchema>;

export const claimListSchema = z.object({
  claims: z.array(claimRowSchema),
  more: z.object({ after: z.boolean(), before: z.boolean() }),
  /** Of all that match; 10,001 means more than 10,000. */
  total: z.int(),
  /** Of the whole practice; 10,001 means more than 10,000. */
  states: z.array(z.object({ name: z.enum(claimStateNames), words: z.string(), count: z.int() })),
  payers: z.array(z.object({ id: idSchema, name: z.string() })),
  providers: z.array(z.object({ id: idSchema, name: z.string() })),
});
export type ClaimList = z.infer<typeof claimListSchema>;

/** Several values of one filter are alternatives; filters hold together. `after` and `before` are claims. */
export const claimSearchSchema = z.object({
  states: z.array(z.enum(claimStateNames)).max(20).optional(),
  payers: z.array(idSchema).max(200).optional(),
  providers: z.array(idSchema).max(200).optional(),
  frequencies: z.array(z.enum(frequencyNames)).max(3).optional(),
  ages: z.array(z.enum(ageNames)).max(5).optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  /** Of the charge. */
  least: centsSchema.min(0).optional(),
  most: centsSchema.min(0).optional(),
  /** Only with an open denial. */
  denied: z.boolean().optional(),
  /** The beginning of a claim's number, or of words of the patient. */
  find: z.string().max(200).optional(),
  sort: z.enum(claimSortNames).optional(),
  descending: z.boolean().optional(),
  after: idSchema.optional(),
  before: idSchema.optional(),
  limit: z.int().min(1).max(500).optional(),
});
export type ClaimSearch = z.infer<typeof claimSearchSchema>;

const paperPersonSchema = z.object({
  name: z.string(),
  birthDate: dateSchema.optional(),
  sex: z.enum(["F", "M", "U"]).optional(),
  address: z.array(z.string()).readonly(),
});
const paperProviderSchema = z.object({ name: z.string(), npi: z.string(), address: z.array(z.string()).readonly() });
const paperDateSchema = z.object({ qualifier: z.string(), from: dateSchema, to: dateSchema.optional() });

/** The items of the CMS-1500 (02/12). */
export const paperFormSchema = z.object({
  program: z.enum(["medicare", "medicaid", "tricare", "champva", "group", "other"]),
  insuredId: z.string(),
  patient: paperPersonSchema,
  insured: paperPersonSchema.optional(),
  relationship: z.enum(["self", "spouse", "child", "other"]),
  other: z.object({ name: z.string(), policy: z.string(), plan: z.string() }).optional(),
  causes: z.object({ employment: z.boolean(), auto: z.boolean(), autoState: z.string(), accident: z.boolean() }),
  group: z.string(),
  planName: z.string(),
  patientSigned: z.boolean(),
  paysPractice: z.boolean(),
  onset: paperDateSchema.optional(),
  otherDate: paperDateSchema.optional(),
  unableToWork: paperDateSchema.optional(),
  inHospital: paperDateSchema.optional(),
  source: z.object({ qualifier: z.string(), name: z.string(), npi: z.string() }).optional(),
  note: z.string(),
  diagnoses: z.array(z.object({ letter: z.string(), code: z.string() })).readonly(),
  icd: z.enum(["0", "9"]),
  resubmission: z.object({ code: z.string(), payerNumber: z.string() }),
  authorization: z.string(),
  lines: z
    .array(
      z.object({
        from: dateSchema.optional(),
        to: dateSchema.optional(),
        place: z.string(),
        emergency: z.boolean(),
        procedure: z.string(),
        modifiers: z.array(z.string()).readonly(),
        pointers: z.string(),
        charge: centsSchema,
        units: z.string(),
        renderingNpi: z.string(),
        above: z.string(),
      }),
    )
    .readonly(),
  taxId: z.object({ number: z.string(), kind: z.enum(["EIN", "SSN", ""]) }),
  account: z.string(),
  acceptsAssignment: z.boolean(),
  total: centsSchema,
  paid: centsSchema,
  clinician: z.string(),
  facility: paperProviderSchema.optional(),
  billing: paperProviderSchema.extend({ phone: z.string() }),
});
export type PaperFormView = z.infer<typeof paperFormSchema>;

export const claimActionNames = ["check", "release", "take-back", "file", "resend", "replace", "void", "give-up"] as const;

export const claimPageSchema = z.object({
  id: idSchema,
  visitId: idSchema,
  controlNumber: z.string(),
  /** What the payer calls it; empty until it has said so. */
  payerControlNumber: z.string(),
  payerName: z.string(),
  patient: z.object({ id: idSchema, name: z.string(), accountNumber: z.string() }),
  providerName: z.string(),
  date: dateSchema,
  rank: z.int(),
  version: z.int(),
  frequency: z.string(),
  state: z.enum(claimStateNames),
  stateName: z.string(),
  stateWords: z.string(),
  charge: centsSchema,
  findings: z.array(findingSchema),
  actions: z.array(z.object({ name: z.enum(claimActionNames), allowed: z.boolean(), why: z.string() })),
  timeline: z.array(
    timelineSchema.extend({
      remittanceId: idSchema.optional(),
      file: z.object({ direction: z.enum(["in", "out"]), id: idSchema, name: z.string() }).optional(),
    }),
  ),
  /** What was sent. */
  versions: z.array(
    z.object({
      id: idSchema,
      version: z.int(),
      frequency: z.string(),
      charge: centsSchema,
      fileId: idSchema,
      fileName: z.string(),
      writtenOn: dateSchema.optional(),
      bytes: z.int(),
      /** Of those bytes. */
      sha256: z.string(),
      releases: z.array(z.string()),
    }),
  ),
  /** As the claim is now. */
  form: paperFormSchema,
  lines: z.array(
    z.object({
      number: z.int(),
      procedure: z.string(),
      words: z.string().optional(),
      modifiers: z.array(z.string()),
      charge: centsSchema,
      allowed: centsSchema.optional(),
      adjusted: centsSchema,
      writtenOff: centsSchema,
      paid: centsSchema,
      insurance: centsSchema,
      patientPaid: centsSchema,
      patient: centsSchema,
    }),
  ),
  decisions: z.array(remittanceViewSchema),
  entries: z.array(journalEntrySchema),
});
export type ClaimPageView = z.infer<typeof claimPageSchema>;

export const claimVersionSchema = z.object({ form: paperFormSchema, segments: z.array(segmentSchema) });

/** Why the claim is taken back from the payer. */
export const voidSchema = z.object({ reason: z.string().trim().min(3).max(500) });
