/** Denied lines: the list, one case, and what can be done about it. */
import { z } from "zod";
import { centsSchema, dateSchema, daySchema, idSchema, wordedCodeSchema } from "./values.ts";

export const caseStateNames = ["open", "waiting", "won", "lost", "written-off", "billed-on", "void"] as const;
export const denialSortNames = ["due", "amount", "decided"] as const;
const words = z.string().max(40);

/** Several values of one filter are alternatives; filters hold together. */
export const denialSearchSchema = z.object({
  states: z.array(z.enum(caseStateNames)).max(7).optional(),
  categories: z.array(words).max(30).optional(),
  causes: z.array(words).max(30).optional(),
  actions: z.array(words).max(30).optional(),
  payers: z.array(idSchema).max(200).optional(),
  reasons: z.array(words).max(200).optional(),
  procedures: z.array(z.string().max(10)).max(50).optional(),
  preventable: z
    .array(z.enum(["yes", "partly", "no", "unknown"]))
    .max(4)
    .optional(),
  /** Due within so many days; 0: today or overdue. */
  dueWithin: z.int().min(0).max(3650).optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  sort: z.enum(denialSortNames).optional(),
  descending: z.boolean().optional(),
  /** The last row of the page before. */
  after: idSchema.optional(),
  limit: z.int().min(1).max(500).optional(),
});
export type DenialSearch = z.infer<typeof denialSearchSchema>;

export const denialRowSchema = z.object({
  id: idSchema,
  visitId: idSchema,
  patientName: z.string(),
  accountNumber: z.string(),
  serviceFrom: dateSchema,
  procedure: z.string(),
  payerName: z.string(),
  decidedOn: dateSchema,
  group: z.string(),
  reason: z.string(),
  reasonWords: z.string(),
  category: z.string(),
  categoryWords: z.string(),
  preventable: z.string(),
  state: z.enum(caseStateNames),
  stateWords: z.string(),
  actionWords: z.string(),
  amount: centsSchema,
  /** Paid by the payer's next decision. */
  recovered: centsSchema.optional(),
  /** The next day on which something must have happened. */
  due: dateSchema.optional(),
  overdue: z.boolean(),
});
export type DenialRow = z.infer<typeof denialRowSchema>;

const choiceSchema = z.object({ name: z.string(), words: z.string() });

export const denialListSchema = z.object({
  denials: z.array(denialRowSchema),
  more: z.boolean(),
  /** Of all that match but for the state. */
  states: z.array(
    z.object({ name: z.enum(caseStateNames), words: z.string(), count: z.int(), amount: centsSchema, recovered: centsSchema }),
  ),
  /** The same payer, reason and service, the most money first. */
  groups: z.array(
    z.object({
      payerId: idSchema,
      payerName: z.string(),
      reason: z.string(),
      reasonWords: z.string(),
      procedure: z.string(),
      categoryWords: z.string(),
      causeWords: z.string(),
      count: z.int(),
      amount: centsSchema,
    }),
  ),
  choices: z.object({
    categories: z.array(choiceSchema),
    causes: z.array(choiceSchema),
    reasons: z.array(z.string()),
    payers: z.array(z.object({ id: idSchema, name: z.string() })),
  }),
});
export type DenialList = z.infer<typeof denialListSchema>;

export const denialActionNames = ["log", "answer", "appeal", "ask-reopening", "write-off", "bill-patient"] as const;

export const appealRightSchema = z.object({
  level: z.object({
    level: z.int(),
    name: z.string(),
    body: z.string(),
    fileWithin: z.int(),
    decideWithin: z.int(),
    form: z.string().optional(),
    leastAmount: centsSchema.optional(),
    authority: z.string(),
  }),
  /** Last day for it to be received. */
  by: dateSchema,
  late: z.boolean(),
  bar: z.string().optional(),
});

export const denialCaseSchema = z.object({
  id: idSchema,
  visitId: idSchema,
  claimId: idSchema,
  patient: z.object({ id: idSchema, name: z.string(), accountNumber: z.string(), birthDate: dateSchema, memberId: z.string() }),
  payer: z.object({ id: idSchema, name: z.string(), takesReplacement: z.boolean() }),
  claim: z.object({
    controlNumber: z.string(),
    payerControlNumber: z.string(),
    version: z.int(),
    state: z.string(),
    stateWords: z.string(),
  }),
  service: z.object({
    date: dateSchema,
    procedure: z.string(),
    words: z.string().optional(),
    modifiers: z.array(z.string()),
    units: z.string(),
    charge: centsSchema,
    diagnoses: z.array(z.string()),
  }),
  remittance: z.object({ id: idSchema, trace: z.string(), decidedOn: dateSchema }),
  amount: centsSchema,
  group: z.string(),
  groupWords: z.string(),
  adjustments: z.array(z.object({ group: z.string(), reason: z.string(), words: z.string(), amount: centsSchema })),
  remarks: z.array(wordedCodeSchema.extend({ alert: z.boolean() })),
  category: z.string(),
  categoryWords: z.string(),
  cause: z.string(),
  preventable: z.string(),
  liable: z.string(),
  state: z.enum(caseStateNames),
  status: z.string(),
  stateWords: z.string(),
  play: z.object({
    title: z.string(),
    means: z.string(),
    steps: z.array(z.object({ words: z.string(), authority: z.string().optional() })),
    evidence: z.array(z.string()),
    say: z.array(z.string()),
  }),
  remedy: z.object({
    action: z.string(),
    words: z.string(),
    reasons: z.array(z.string()),
    authority: z.string(),
    alternatives: z.array(z.object({ action: z.string(), words: z.string() })),
  }),
  clocks: z.array(z.object({ words: z.string(), by: dateSchema, daysLeft: z.int() })),
  /** The next level of appeal; absent when there is no right, or no level is left. */
  appeal: appealRightSchema.optional(),
  settled: z.object({ recovered: centsSchema, patientShare: centsSchema, contractual: centsSchema, stillRefused: centsSchema }).optional(),
  actions: z.array(z.object({ name: z.enum(denialActionNames), allowed: z.boolean(), why: z.string() })),
  history: z.array(
    z.object({ sequence: z.int(), on: dateSchema, by: z.string(), kind: z.string(), words: z.string(), detail: z.string().optional() }),
  ),
  letters: z.object({
    sent: z.array(
      z.object({
        id: idSchema,
        level: z.int(),
        sentOn: dateSchema,
        sentBy: z.string(),
        reference: z.string().optional(),
        /** Of the PDF as it is kept. */
        sha256: z.string(),
      }),
    ),
    draft: z
      .object({
        id: idSchema,
        level: z.int(),
        text: z.object({ opening: z.string(), argument: z.string(), closing: z.string(), enclosures: z.array(z.string()) }),
      })
      .optional(),
  }),
  /** What the record proves of the filing, and what it does not. */
  filing: z.object({ sentences: z.array(z.string()), warnings: z.array(z.string()) }),
  /** The same line before and after. */
  chain: z.array(z.object({ id: idSchema, decidedOn: dateSchema, reason: z.string(), amount: centsSchema, stateWords: z.string() })),
  /** Open cases of the same payer, reason and service, this one among them. */
  sameCause: z.object({ count: z.int(), amount: centsSchema }),
});
export type DenialCase = z.infer<typeof denialCaseSchema>;

const text = z.string().trim().min(1).max(2000);
const reference = z.string().trim().min(1).max(60);

/** What was done that changes no claim. */
export const denialWorkSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("call"),
    spokeWith: z.string().trim().min(1).max(120),
    reference: reference.optional(),
    promise: z.string().trim().min(1).max(300).optional(),
    nextOn: daySchema.optional(),
    words: text,
  }),
  z.object({ kind: z.literal("note"), words: text, nextOn: daySchema.optional() }),
  z.object({ kind: z.literal("documents-sent"), words: text, reference: reference.optional(), answerBy: daySchema.optional() }),
  z.object({
    kind: z.literal("answered"),
    answer: z.enum(["upheld", "overturned", "partly-overturned", "more-wanted"]),
    reference: reference.optional(),
    words: text,
  }),
]);
export type DenialWork = z.infer<typeof denialWorkSchema>;

const paragraph = z.string().max(8000);
export const letterTextSchema = z.object({
  opening: paragraph,
  argument: paragraph,
  closing: paragraph,
  enclosures: z.array(z.string().trim().min(1).max(200)).max(30),
});

export const letterSentSchema = z.object({
  way: z.enum(["certified mail", "mail", "fax", "payer portal"]),
  reference: reference.optional(),
});

/** Why an amount is given up. */
export const giveUpSchema = z.object({ why: z.string().trim().min(3).max(300) });
