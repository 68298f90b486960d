/** The books: periods, any past day, entries, accounts, and money that needs a second person. */
import { z } from "zod";
import { centsSchema, dateSchema, daySchema, idSchema, monthSchema } from "./values.ts";

const moneyKindSchema = z.enum(["write-off", "courtesy", "patient-refund", "payer-refund", "undone-posting"]);
const amountSchema = centsSchema.min(1).max(100_000_000);
const reasonSchema = z.string().trim().min(1).max(300);
const keySchema = z.string().min(8).max(80);

const unpostedSchema = z.array(z.object({ kind: z.string(), count: z.int(), words: z.string() }));
export const periodsSchema = z.object({
  today: dateSchema,
  lockedThrough: dateSchema.optional(),
  /** What keeps the newest month that is over from being closed. */
  unposted: unpostedSchema,
  periods: z.array(
    z.object({
      /** Its first day. */
      month: dateSchema,
      closed: z.boolean(),
      over: z.boolean(),
      /** The last closed month: the one that can be opened again. */
      last: z.boolean(),
      events: z.array(
        z.object({ kind: z.enum(["closed", "reopened"]), on: dateSchema, by: z.string(), reason: z.string(), leftOpen: unpostedSchema }),
      ),
    }),
  ),
});
export const closeSchema = z.object({ month: monthSchema, inSpite: z.string().max(300) });
export const reopenSchema = z.object({ month: monthSchema, reason: reasonSchema });

export const trialBalanceSchema = z.object({
  on: dateSchema,
  /** Debits positive; an account that holds nothing is left out. */
  accounts: z.array(z.object({ account: z.string(), words: z.string(), amount: centsSchema })),
  debits: centsSchema,
  credits: centsSchema,
});

export const monthViewSchema = z.object({
  month: dateSchema,
  days: z.array(z.object({ on: dateSchema, lines: z.int(), charges: centsSchema, cash: centsSchema, reduced: centsSchema })),
  deposits: z.array(z.object({ on: dateSchema, source: z.string(), words: z.string(), amount: centsSchema, entries: z.int() })),
});

const entryHeadSchema = z.object({
  id: idSchema,
  on: dateSchema,
  source: z.string(),
  sourceKey: z.string(),
  memo: z.string(),
  amount: centsSchema,
  recordedAt: z.string(),
});
export const dayViewSchema = z.object({ day: dateSchema, entries: z.array(entryHeadSchema), next: z.int().optional() });
export const entryViewSchema = entryHeadSchema.extend({
  lines: z.array(
    z.object({
      account: z.string(),
      words: z.string(),
      amount: centsSchema,
      reason: z.string().optional(),
      patientId: idSchema.optional(),
      patientAccount: z.string().optional(),
      claimNumber: z.string().optional(),
      visitId: idSchema.optional(),
      procedure: z.string().optional(),
      payerName: z.string().optional(),
      trace: z.string().optional(),
      fileId: idSchema.optional(),
    }),
  ),
  undoneBy: idSchema.optional(),
});

const requestSchema = z.object({
  id: idSchema,
  kind: moneyKindSchema,
  words: z.string(),
  amount: centsSchema,
  limit: centsSchema,
  reason: z.string(),
  state: z.enum(["waiting", "posted", "approved", "declined", "withdrawn"]),
  askedBy: z.string(),
  askedOn: dateSchema,
  refund: z.boolean(),
  /** Absent for a payer's money that fits nobody of ours. */
  patient: z.object({ id: idSchema, name: z.string() }).optional(),
  decidedBy: z.string().optional(),
  decidedOn: dateSchema.optional(),
  decision: z.string().optional(),
  paidOn: dateSchema.optional(),
  paidReference: z.string().optional(),
});
export const requestsSchema = z.object({
  waiting: z.array(requestSchema.extend({ mine: z.boolean() })),
  decided: z.array(requestSchema),
});
export const askedSchema = z.object({ requestId: idSchema, state: requestSchema.shape.state });

export const patientAccountSchema = z.object({
  id: idSchema,
  name: z.string(),
  accountNumber: z.string(),
  on: dateSchema,
  balance: z.object({ insurance: centsSchema, patient: centsSchema, unapplied: centsSchema }),
  charges: z.array(
    z.object({
      id: idSchema,
      visitId: idSchema,
      on: dateSchema,
      procedure: z.string(),
      charged: centsSchema,
      insurancePaid: centsSchema,
      contractual: centsSchema,
      writtenOff: centsSchema,
      patientPaid: centsSchema,
      insuranceBalance: centsSchema,
      patientBalance: centsSchema,
    }),
  ),
  payments: z.array(
    z.object({ id: idSchema, on: dateSchema, amount: centsSchema, method: z.string(), receivedBy: z.string(), undone: z.boolean() }),
  ),
  requests: z.array(requestSchema),
});
export const claimBalanceSchema = z.object({
  id: idSchema,
  on: dateSchema,
  balance: z.object({ insurance: centsSchema, patient: centsSchema }),
});

export const writeOffSchema = z.object({
  chargeId: idSchema,
  owes: z.enum(["payer", "patient"]),
  account: z.enum(["write-off-small-balance", "write-off-timely-filing", "write-off-denial", "write-off-courtesy", "bad-debt"]),
  amount: amountSchema,
  reason: reasonSchema,
  key: keySchema,
});
export const patientRefundSchema = z.object({ patientId: idSchema, amount: amountSchema, reason: reasonSchema, key: keySchema });
export const payerRefundSchema = z.object({ chargeId: idSchema, amount: amountSchema, reason: reasonSchema, key: keySchema });
export const decisionSchema = z.object({ decision: z.enum(["approve", "decline"]), reason: z.string().max(300) });
export const refundPaidSchema = z.object({ reference: z.string().trim().min(1).max(60) });
export const undoSchema = z.object({ reason: z.enum(["mistake", "returned"]), note: z.string().max(200) });
export const moveSchema = z.object({
  patientId: idSchema,
  chargeId: idSchema,
  amount: amountSchema,
  direction: z.enum(["to-charge", "to-unapplied"]),
  key: keySchema,
});

export const limitsSchema = z.object({
  today: dateSchema,
  limits: z.array(
    z.object({
      kind: moneyKindSchema,
      amount: centsSchema,
      later: z.array(z.object({ from: dateSchema, amount: centsSchema, by: z.string() })),
    }),
  ),
});
export const limitSchema = z.object({ kind: moneyKindSchema, from: daySchema, amount: centsSchema.min(0).max(100_000_000) });
