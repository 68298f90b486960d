/** Billing patients: holds, statements by cycle, the telephone, calls, payments and plans, and the patient's own view. */
import { z } from "zod";
import { holdKinds } from "../../core/billing/holds.ts";
import { proofs } from "../../core/billing/telephone.ts";
import { centsSchema, dateSchema, daySchema, idSchema } from "./values.ts";

const words = (most: number) => z.string().trim().min(1).max(most);
const reasonSchema = words(300);
const amountSchema = centsSchema.min(1).max(100_000_000);
export const doneSchema = z.object({ done: z.literal(true) });

const gateSchema = z.object({ kind: z.string(), title: z.string(), words: z.string(), authority: z.string().optional() });
const visitRefSchema = z.object({ id: idSchema, date: dateSchema });

export const gatesSchema = z.object({
  /** What the cycle would do with the account today. */
  statement: z.object({ send: z.boolean(), amount: centsSchema, step: z.int().optional(), gates: z.array(gateSchema) }),
  holds: z.array(
    z.object({
      id: idSchema,
      kind: z.enum(holdKinds),
      title: z.string(),
      words: z.string(),
      authority: z.string(),
      lift: z.string(),
      setOn: dateSchema,
      setBy: z.string(),
      reason: z.string(),
      liftedOn: dateSchema.optional(),
      liftedBy: z.string().optional(),
      liftReason: z.string().optional(),
      visit: visitRefSchema.optional(),
    }),
  ),
  kinds: z.array(
    z.object({
      kind: z.enum(holdKinds),
      title: z.string(),
      words: z.string(),
      authority: z.string(),
      on: z.enum(["account", "visit", "either"]),
    }),
  ),
  visits: z.array(visitRefSchema),
});
export type GatesView = z.infer<typeof gatesSchema>;
export const setHoldSchema = z.object({ kind: z.enum(holdKinds), visitId: idSchema.optional(), reason: reasonSchema });
export const reasonBodySchema = z.object({ reason: reasonSchema });

export const cycleSchema = z.object({
  everyDays: z.int().min(7).max(365),
  smallest: centsSchema.min(0).max(100_000),
  termDays: z.int().min(1).max(120),
  steps: z
    .array(z.object({ title: words(40), message: words(400) }))
    .min(1)
    .max(6),
});
export const cycleViewSchema = cycleSchema.extend({ setOn: dateSchema.optional(), setBy: z.string().optional() });

const personSchema = z.object({ id: idSchema, name: z.string() });
export const previewSchema = z.object({
  today: dateSchema,
  /** Accounts that owe something; the rows are a page of them. */
  owing: z.int(),
  running: z.boolean(),
  rows: z.array(
    z.object({
      patient: personSchema,
      amount: centsSchema,
      step: z.int().optional(),
      stepTitle: z.string().optional(),
      gates: z.array(gateSchema),
    }),
  ),
  next: z.int().optional(),
});
const runSchema = z.object({
  id: idSchema,
  on: dateSchema,
  by: z.string(),
  state: z.enum(["running", "done"]),
  sent: z.int(),
  heldBack: z.int(),
  amount: centsSchema,
});
export const runsSchema = z.object({ runs: z.array(runSchema) });
export const runViewSchema = z.object({
  run: runSchema,
  rows: z.array(z.object({ patient: personSchema, statementId: idSchema.optional(), amount: centsSchema, gates: z.array(gateSchema) })),
});
export const startedRunSchema = z.object({ runId: idSchema, jobId: idSchema });

export const patientStatementsSchema = z.object({
  statements: z.array(
    z.object({
      id: idSchema,
      number: z.string(),
      date: dateSchema,
      dueDate: dateSchema.optional(),
      amount: centsSchema,
      stepTitle: z.string(),
      byRun: z.boolean(),
    }),
  ),
});
/** `knowsExcess`: whoever asks has seen that the bill is far above its estimate. */
export const makeStatementSchema = z.object({ knowsExcess: z.boolean().optional() }).nullish();
export const madeStatementSchema = z.object({ statementId: idSchema });

export const telephoneSchema = z.object({
  proofs: z.array(z.object({ proof: z.enum(proofs), words: z.string() })),
  verify: z.array(z.string()),
  say: z.array(z.string()),
  never: z.array(z.string()),
  stories: z.array(
    z.object({
      chargeId: idSchema,
      visitId: idSchema,
      on: dateSchema,
      service: z.string(),
      providerName: z.string(),
      open: z.boolean(),
      due: centsSchema,
      story: z.array(z.string()),
    }),
  ),
});

const partySchema = z.enum(["patient", "guarantor", "payer", "other"]);
const waySchema = z.enum(["phone", "in-person", "mail", "portal", "fax"]);
export const logContactSchema = z.object({
  party: partySchema,
  who: words(120),
  direction: z.enum(["in", "out"]),
  way: waySchema,
  verified: z.array(z.enum(proofs)).max(proofs.length),
  words: words(2000),
  reference: words(60).optional(),
  promised: words(300).optional(),
  promisedAmount: amountSchema.optional(),
  nextOn: daySchema.optional(),
  visitId: idSchema.optional(),
  claimId: idSchema.optional(),
  closesId: idSchema.optional(),
});
export type LogContact = z.infer<typeof logContactSchema>;
const contactSchema = z.object({
  id: idSchema,
  at: z.string(),
  on: dateSchema,
  by: z.string(),
  party: partySchema,
  who: z.string(),
  direction: z.enum(["in", "out"]),
  way: waySchema,
  verified: z.boolean(),
  words: z.string(),
  reference: z.string().optional(),
  promised: z.string().optional(),
  promisedAmount: centsSchema.optional(),
  nextOn: dateSchema.optional(),
  closesId: idSchema.optional(),
  closedBy: idSchema.optional(),
  claimId: idSchema.optional(),
  visit: visitRefSchema.optional(),
});
export type ContactView = z.infer<typeof contactSchema>;
export const contactsSchema = z.object({ today: dateSchema, contacts: z.array(contactSchema) });

const planStateSchema = z.enum(["kept", "behind", "broken", "done", "ended"]);
export const followUpsSchema = z.object({
  today: dateSchema,
  contacts: z.array(contactSchema.extend({ patient: personSchema })),
  plans: z.array(
    z.object({
      planId: idSchema,
      state: planStateSchema,
      missed: z.int(),
      behind: centsSchema,
      nextDue: dateSchema,
      nextAmount: centsSchema,
      patient: personSchema,
    }),
  ),
});

const standingSchema = z.enum(["paid", "due", "late", "missed", "later"]);
const planSchema = z.object({
  id: idSchema,
  madeOn: dateSchema,
  madeBy: z.string(),
  amount: centsSchema,
  count: z.int(),
  pace: z.enum(["week", "two-weeks", "month"]),
  agreed: z.string(),
  rule: z.string(),
  endedOn: dateSchema.optional(),
  endReason: z.string().optional(),
  state: planStateSchema,
  settled: centsSchema,
  left: centsSchema,
  missed: z.int(),
  behind: centsSchema,
  instalments: z.array(z.object({ number: z.int(), due: dateSchema, amount: centsSchema, settled: centsSchema, standing: standingSchema })),
});
export type PlanView = z.infer<typeof planSchema>;
export const payingSchema = z.object({
  today: dateSchema,
  unapplied: centsSchema,
  due: centsSchema,
  open: z.array(z.object({ chargeId: idSchema, on: dateSchema, service: z.string(), open: centsSchema, due: centsSchema })),
  payments: z.array(
    z.object({
      id: idSchema,
      on: dateSchema,
      amount: centsSchema,
      method: z.string(),
      receivedBy: z.string(),
      reference: z.string().optional(),
      unapplied: centsSchema,
      undone: z.boolean(),
    }),
  ),
  plans: z.array(planSchema),
});
export type PayingView = z.infer<typeof payingSchema>;
export const accountPaymentSchema = z.object({
  amount: amountSchema,
  method: z.enum(["cash", "check", "card"]),
  reference: z.string().max(60),
  receivedOn: daySchema.optional(),
  /** What it is put on first; empty: the oldest service first. */
  named: z.array(z.object({ chargeId: idSchema, amount: amountSchema })).max(200),
  key: z.string().min(8).max(80),
});
export const paidSchema = z.object({ paymentId: idSchema });
export const makePlanSchema = z.object({
  count: z.int().min(1).max(60),
  firstDue: daySchema,
  pace: z.enum(["week", "two-weeks", "month"]),
  disclosed: z.boolean(),
  agreed: words(200),
});
export const madePlanSchema = z.object({ planId: idSchema });

export const patientLinksSchema = z.object({
  links: z.array(
    z.object({
      id: idSchema,
      madeAt: z.string(),
      madeBy: z.string(),
      endsAt: z.string(),
      tries: z.int(),
      usedAt: z.string().optional(),
      state: z.enum(["open", "used", "revoked", "ended", "locked"]),
    }),
  ),
});
export const madeLinkSchema = z.object({ path: z.string(), hours: z.int(), tries: z.int() });

/** The link's part behind "#", and the birth date. */
export const openBillSchema = z.object({ link: z.string().max(80), birthDate: daySchema });
export const ownBillSchema = z.object({
  practice: z.object({ name: z.string(), phone: z.string() }),
  today: dateSchema,
  name: z.string(),
  accountNumber: z.string(),
  amountDue: centsSchema,
  insurancePending: centsSchema,
  unapplied: centsSchema,
  lines: z.array(
    z.object({
      on: dateSchema,
      service: z.string(),
      charge: centsSchema,
      insurancePaid: centsSchema,
      adjusted: centsSchema,
      youPaid: centsSchema,
      insurancePending: centsSchema,
      youOwe: centsSchema,
      why: z.array(z.string()),
    }),
  ),
  statements: z.array(z.object({ number: z.string(), date: dateSchema, amount: centsSchema, dueDate: dateSchema.optional() })),
  plan: z
    .object({
      amount: centsSchema,
      left: centsSchema,
      state: planStateSchema,
      instalments: z.array(z.object({ due: dateSchema, amount: centsSchema, standing: standingSchema })),
    })
    .optional(),
});
export type OwnBill = z.infer<typeof ownBillSchema>;
