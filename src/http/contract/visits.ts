/** The visit, from its note to its zero balance. */
import { z } from "zod";
import { saidSchema } from "./coding.ts";
import { centsSchema, dateSchema, daySchema, evidenceSchema, findingSchema, idSchema, segmentSchema, wordedCodeSchema } from "./values.ts";
import { ageNames, followUpFilters, ownerIdSchema, prioritySchema, visitFlags, visitWorkSchema } from "./worklist.ts";

export const queueNames = [
  "needs-coding",
  "question-open",
  "held-by-findings",
  "ready-to-file",
  "awaiting-acknowledgement",
  "rejected",
  "awaiting-payment",
  "silent",
  "denied",
  "patient-balance",
  "credit-balance",
  "unmatched-money",
  "exceptions",
  "outdated-code-set",
  "closed",
] as const;
export const queueSchema = z.object({
  name: z.enum(queueNames),
  words: z.string(),
  /** Why it is there. */
  why: z.string(),
  /** What to do next. */
  next: z.string(),
});

export const visitRowSchema = z.object({
  id: idSchema,
  date: dateSchema,
  patientName: z.string(),
  accountNumber: z.string(),
  providerName: z.string(),
  reason: z.string(),
  payerName: z.string().optional(),
  queue: queueSchema,
  /** The payer's last day for the claim, while something is open. */
  deadline: dateSchema.optional(),
  /** Absent, here and on the visit, for a role that may not see money. */
  charged: centsSchema.optional(),
  insuranceBalance: centsSchema.optional(),
  patientBalance: centsSchema.optional(),
  /** Who has it. */
  owner: z.object({ id: ownerIdSchema, name: z.string() }).optional(),
  /** The day on which it comes back, or came back. */
  followUp: dateSchema.optional(),
  priority: prioritySchema.optional(),
});
export type VisitRow = z.infer<typeof visitRowSchema>;

export const visitListSchema = z.object({
  visits: z.array(visitRowSchema),
  more: z.object({ after: z.boolean(), before: z.boolean() }),
  /** Of all that match; 10,001 means more than 10,000. */
  total: z.int(),
  /** Of the whole practice; 10,001 means more than 10,000. */
  queues: z.array(z.object({ name: z.enum(queueNames), words: z.string(), count: z.int() })),
  payers: z.array(z.object({ id: idSchema, name: z.string() })),
  providers: z.array(z.object({ id: idSchema, name: z.string() })),
});
export type VisitList = z.infer<typeof visitListSchema>;

/** The part of the list that is seen: one queue, and the words of the search. */
export const visitSorts = ["date", "patient", "charged", "insurance", "patient-owes", "deadline", "priority"] as const;

/** Several values of one filter are alternatives; filters hold together. `after` and `before` are visits. */
export const visitSearchSchema = z.object({
  queues: z.array(z.enum(queueNames)).max(20).optional(),
  payers: z.array(idSchema).max(200).optional(),
  providers: z.array(idSchema).max(200).optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  ages: z.array(z.enum(ageNames)).max(5).optional(),
  owners: z
    .array(z.union([ownerIdSchema, z.enum(["nobody", "me"])]))
    .max(50)
    .optional(),
  followUp: z.enum(followUpFilters).optional(),
  denialCategories: z
    .array(z.string().regex(/^[A-Z]{2,4}$/))
    .max(30)
    .optional(),
  /** What is open with payer and patient together. */
  openFrom: centsSchema.min(-1_000_000_000).max(1_000_000_000).optional(),
  openTo: centsSchema.min(-1_000_000_000).max(1_000_000_000).optional(),
  /** The payer's last day is this one or earlier. */
  deadlineUntil: daySchema.optional(),
  flags: z.array(z.enum(visitFlags)).max(5).optional(),
  /** Beginnings of words: of the patient (name, account, birth date, member id), the payer's and the clinician's name. */
  find: z.string().max(200).optional(),
  sort: z.enum(visitSorts).optional(),
  descending: z.boolean().optional(),
  after: idSchema.optional(),
  before: idSchema.optional(),
  limit: z.int().min(1).max(500).optional(),
});
export type VisitSearch = z.infer<typeof visitSearchSchema>;

export const diagnosisSchema = z.object({
  position: z.int(),
  /** With dot. */
  code: z.string(),
  title: z.string().optional(),
  validity: z.enum(["valid", "invalid", "unknown"]),
  release: z.string().optional(),
  notes: z.array(z.object({ kind: z.string(), text: z.string(), from: z.string() })),
  evidence: z.array(evidenceSchema),
});

export const chargeSchema = z.object({
  id: idSchema,
  lineNumber: z.int(),
  serviceFrom: dateSchema,
  serviceTo: dateSchema,
  procedure: z.string(),
  words: z.string().optional(),
  modifiers: z.array(wordedCodeSchema),
  units: z.string(),
  amount: centsSchema.optional(),
  pointers: z.array(z.int()),
  evidence: z.array(evidenceSchema),
  /** What the contract should allow, with the formula line by line; absent when the payer's price is not known. */
  expected: z.object({ allowed: centsSchema, formula: z.array(z.string()) }).optional(),
});

export const timelineSchema = z.object({
  sequence: z.int(),
  on: dateSchema,
  kind: z.string(),
  words: z.string(),
  detail: z.string().optional(),
});

export const claimViewSchema = z.object({
  id: idSchema,
  controlNumber: z.string(),
  payerName: z.string(),
  version: z.int(),
  frequency: z.string(),
  state: z.string(),
  stateWords: z.string(),
  charge: centsSchema.optional(),
  findings: z.array(findingSchema),
  releases: z.array(z.string()),
  timeline: z.array(timelineSchema),
  /** The last file in which it went out; the segments of this claim in its transaction, as sent. */
  sent: z
    .object({ fileName: z.string(), sha256: z.string(), writtenOn: dateSchema.optional(), segments: z.array(segmentSchema) })
    .optional(),
});

export const answerSchema = z.object({
  fileId: idSchema,
  fileName: z.string(),
  kind: z.string(),
  receivedOn: dateSchema,
  words: z.string(),
  segments: z.array(segmentSchema),
});

export const adjustmentSchema = z.object({
  group: z.string(),
  groupWords: z.string(),
  reason: z.string(),
  reasonWords: z.string(),
  amount: centsSchema,
  /** What it does to the ledger: contractual, cost-share, denial, reduction … */
  effect: z.string(),
  effectWords: z.string(),
});

export const remittanceViewSchema = z.object({
  id: idSchema,
  payerName: z.string(),
  trace: z.string(),
  paidOn: dateSchema.optional(),
  paymentAmount: centsSchema,
  status: z.string(),
  statusWords: z.string(),
  payerControlNumber: z.string(),
  charge: centsSchema,
  paid: centsSchema,
  patientShare: centsSchema,
  proof: z.array(z.object({ level: z.string(), words: z.string(), balanced: z.boolean() })),
  lines: z.array(
    z.object({
      number: z.int(),
      procedure: z.string(),
      modifiers: z.array(z.string()),
      charge: centsSchema,
      allowed: centsSchema.optional(),
      paid: centsSchema,
      adjustments: z.array(adjustmentSchema),
      remarks: z.array(wordedCodeSchema),
    }),
  ),
});

export const journalEntrySchema = z.object({
  id: idSchema,
  on: dateSchema,
  source: z.string(),
  memo: z.string(),
  lines: z.array(z.object({ number: z.int(), account: z.string(), words: z.string(), amount: centsSchema, reason: z.string().optional() })),
});

export const denialSchema = z.object({
  id: idSchema,
  claimId: idSchema,
  procedure: z.string().optional(),
  group: z.string(),
  carc: wordedCodeSchema,
  rarcs: z.array(wordedCodeSchema),
  amount: centsSchema.optional(),
  category: z.string(),
  cause: z.string(),
  preventable: z.string(),
  nextAction: z.string(),
  nextWords: z.string(),
  authority: z.string(),
  deadline: dateSchema.optional(),
  status: z.string(),
});

export const statementRefSchema = z.object({ id: idSchema, number: z.string(), on: dateSchema, amount: centsSchema });

/** A step of the visit's way, with what it waits for. */
export const stepNames = ["note", "codes", "claim", "x12", "answer", "money", "statement"] as const;
export const stepSchema = z.object({
  name: z.enum(stepNames),
  words: z.string(),
  state: z.enum(["done", "current", "waiting", "problem", "not-needed"]),
  detail: z.string(),
});

/** A command that can be given now, or why not. */
export const actionNames = [
  "correct-member-id",
  "save-coding",
  "prepare-claim",
  "release-claim",
  "take-back-claim",
  "file-claim",
  "let-payer-answer",
  "resend-claim",
  "replace-claim",
  "ask-reopening",
  "write-off-denial",
  "bill-patient-denial",
  "make-statement",
  "take-payment",
] as const;
export const actionSchema = z.object({ name: z.enum(actionNames), allowed: z.boolean(), why: z.string() });

export const visitViewSchema = z.object({
  /** Whether the patient's record is restricted, and until when this person has it open in an emergency. */
  record: z.object({ restricted: z.boolean(), emergencyUntil: z.string().optional() }),
  id: idSchema,
  date: dateSchema,
  reason: z.string(),
  placeOfService: wordedCodeSchema,
  locationName: z.string(),
  provider: z.object({ name: z.string(), credential: z.string(), npi: z.string() }),
  patient: z.object({
    id: idSchema,
    name: z.string(),
    accountNumber: z.string(),
    birthDate: dateSchema,
    age: z.int(),
    sex: z.string(),
    guarantorName: z.string(),
  }),
  coverage: z.object({ payerName: z.string(), planName: z.string().optional(), memberId: z.string(), relationship: z.string() }).optional(),
  selfPay: z.boolean(),
  note: z.object({ text: z.string(), signedOn: dateSchema.optional(), signedBy: z.string().optional() }).optional(),
  diagnoses: z.array(diagnosisSchema),
  charges: z.array(chargeSchema),
  queue: queueSchema,
  work: visitWorkSchema,
  steps: z.array(stepSchema),
  actions: z.array(actionSchema),
  claim: claimViewSchema.optional(),
  /** Who is asked, in order; `asked`: with whom it stands now. */
  payers: z.array(
    z.object({
      rank: z.int(),
      payerName: z.string(),
      controlNumber: z.string(),
      state: z.string(),
      stateWords: z.string(),
      since: dateSchema,
      asked: z.boolean(),
    }),
  ),
  answers: z.array(answerSchema),
  remittances: z.array(remittanceViewSchema),
  denials: z.array(denialSchema),
  money: z
    .object({
      charged: centsSchema,
      insurancePaid: centsSchema,
      adjusted: centsSchema,
      writtenOff: centsSchema,
      patientPaid: centsSchema,
      insuranceBalance: centsSchema,
      patientBalance: centsSchema,
      entries: z.array(journalEntrySchema),
    })
    .optional(),
  statements: z.array(statementRefSchema),
});
export type VisitView = z.infer<typeof visitViewSchema>;

export const codingSchema = z.object({
  diagnoses: z.array(z.object({ code: z.string().min(3).max(8), evidence: z.array(evidenceSchema).max(20) })).max(12),
  charges: z
    .array(
      z.object({
        procedure: z.string().regex(/^[0-9A-Z]{5}$/),
        modifiers: z.array(z.string().regex(/^[0-9A-Z]{2}$/)).max(4),
        /** A decimal number. */
        units: z.string().regex(/^\d{1,6}(\.\d{1,3})?$/),
        pointers: z.array(z.int().min(1).max(12)).max(4),
        /** Absent: the practice's fee schedule. */
        amount: centsSchema.min(0).max(100_000_000).optional(),
        evidence: z.array(evidenceSchema).max(20),
      }),
    )
    .max(50),
  /** What the coder said of the suggestions; absent where none were shown. */
  said: saidSchema.optional(),
});
export type Coding = z.infer<typeof codingSchema>;

/** `key` names the payment: sent twice, it is taken once. */
export const paymentSchema = z.object({
  amount: centsSchema.min(1).max(100_000_000),
  method: z.enum(["cash", "check", "card"]),
  reference: z.string().max(60),
  /** When the practice had it in hand; today when left out. Money that is late for a closed month is posted on the first open day. */
  receivedOn: daySchema.optional(),
  key: z.string().min(8).max(80),
});

/** What stands on the insurance card. */
export const memberIdSchema = z.object({ memberId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 -]{1,79}$/) });

/** The number that the payer gave for a call, a portal message or a letter. */
export const reopeningSchema = z.object({ reference: z.string().trim().min(1).max(60) });
