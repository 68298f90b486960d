/** Payment: every decision that is due, one payment a payer and payee a day, as 835. */
import { type Cents, minCents, negateCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import { type IsoDate, isoDate, yearOf } from "../kernel/iso-date.ts";
import type { ProviderAdjustment, Remittance, RemittancePayment } from "../x12/transactions/remittance.ts";
import { writeRemittances } from "../x12/transactions/write-remittances.ts";
import { type Books, balanceKey, closeBooks, nextNumber, openBooks, putClaim } from "./books.ts";
import { envelopeFor, fileName, type PayerFile } from "./payer-file.ts";
import { type BenefitPlan, planById } from "./plan.ts";
import { remittanceClaimOf } from "./remittance.ts";
import type { DecidedClaim, PayerState } from "./state.ts";

export interface PayInput {
  readonly plans: readonly BenefitPlan[];
  readonly state: PayerState;
  readonly seed: number;
  readonly today: IsoDate;
  /** HHMM. */
  readonly time: string;
}

export interface Paid {
  readonly outputs: readonly PayerFile[];
  readonly remittances: readonly Remittance[];
  readonly state: PayerState;
}

/**
 * Pays what is due by today and not yet paid, in order of decision. One file a payer and receiver, one ST … SE a payee;
 * BPR02 = Σ CLP04 − Σ PLB. A payment never is negative: what would be is carried forward by PLB FB. The same day again
 * pays nothing.
 */
export function payDue({ plans, state, seed, today, time }: PayInput): Paid {
  const books = openBooks(state);
  const due = state.claims.filter((claim) => claim.paidOn === undefined && claim.dueOn <= today);
  const outputs: PayerFile[] = [];
  const remittances: Remittance[] = [];
  for (const ofFile of groupsOf(
    due,
    (claim) => `${claim.planId}|${claim.receiver.qualifier}|${claim.receiver.id}|${claim.receiver.groupId}|${claim.receiver.test}`,
  )) {
    const first = ofFile[0];
    const plan = first === undefined ? undefined : planById(plans, first.planId);
    if (first === undefined || plan === undefined) continue;
    const payments = groupsOf(ofFile, (claim) => claim.payee.npi).map((claims, index) =>
      payOne({ books, plan, claims, seed, today, control: String(index + 1).padStart(4, "0") }),
    );
    const from = { qualifier: "ZZ", id: plan.payerId, groupId: plan.payerId };
    const envelope = envelopeFor(books, { from, to: first.receiver, today, time, test: first.receiver.test });
    outputs.push({ name: fileName("835", today, envelope.interchangeControl), kind: "835", text: writeRemittances(payments, envelope) });
    remittances.push(...payments);
  }
  return { outputs, remittances, state: closeBooks(books) };
}

function payOne({
  books,
  plan,
  claims,
  seed,
  today,
  control,
}: {
  readonly books: Books;
  readonly plan: BenefitPlan;
  readonly claims: readonly DecidedClaim[];
  readonly seed: number;
  readonly today: IsoDate;
  readonly control: string;
}): Remittance {
  const trace = newTrace({ books, plan, seed, today });
  const payeeNpi = claims[0]?.payee.npi ?? "";
  const total = sumCents(claims.map((claim) => claim.paid));
  const providerAdjustments = forwardBalances({ books, plan, payeeNpi, total, trace, today });
  const amount = subtractCents(total, sumCents(providerAdjustments.map((one) => one.amount)));
  for (const claim of claims) putClaim(books, { ...claim, paidOn: today, trace });
  return {
    control,
    payment: paymentOf({ plan, payeeNpi, amount, trace, today }),
    producedOn: today,
    payer: {
      name: plan.name,
      address: plan.address,
      identifiers: [{ qualifier: "2U", value: plan.payerId }],
      contacts: [
        { kind: "CX", name: "PROVIDER SERVICES", numbers: [{ qualifier: "TE", value: plan.phone }] },
        { kind: "BL", name: "EDI DESK", numbers: [{ qualifier: "TE", value: plan.phone }] },
      ],
    },
    payee: payeeOf(claims, payeeNpi),
    claims: claims.map(remittanceClaimOf),
    providerAdjustments,
  };
}

/**
 * PLB FB: an open balance is taken from the first payment that is not zero; what would go below zero becomes the one new
 * balance. Never two open at once (X12 interpretation 738).
 */
function forwardBalances({
  books,
  plan,
  payeeNpi,
  total,
  trace,
  today,
}: {
  readonly books: Books;
  readonly plan: BenefitPlan;
  readonly payeeNpi: string;
  readonly total: Cents;
  readonly trace: string;
  readonly today: IsoDate;
}): readonly ProviderAdjustment[] {
  const key = balanceKey(plan.id, payeeNpi);
  const open = books.balances.get(key);
  const owed = open?.amount ?? zeroCents;
  if (total === 0 || (total > 0 && owed === 0)) return [];
  const short = subtractCents(owed, minCents(total, owed));
  const row = (reference: string, amount: Cents): ProviderAdjustment => ({
    providerId: payeeNpi,
    fiscalPeriodEnd: isoDate(`${yearOf(today)}-12-31`),
    reason: "FB",
    reference,
    amount,
  });
  if (short === 0) books.balances.delete(key);
  else books.balances.set(key, { planId: plan.id, payeeNpi, amount: short, trace });
  return [...(open === undefined ? [] : [row(open.trace, owed)]), ...(short === 0 ? [] : [row(trace, negateCents(short))])];
}

function paymentOf({
  plan,
  payeeNpi,
  amount,
  trace,
  today,
}: {
  readonly plan: BenefitPlan;
  readonly payeeNpi: string;
  readonly amount: Cents;
  readonly trace: string;
  readonly today: IsoDate;
}): RemittancePayment {
  const originator = `1${plan.taxId}`;
  if (amount === 0) return { handling: "H", amount, creditOrDebit: "C", method: "NON", paidOn: today, trace, originator };
  return {
    handling: "I",
    amount,
    creditOrDebit: "C",
    method: "ACH",
    paidOn: today,
    trace,
    originator,
    format: "CCP",
    payerBank: { qualifier: "01", value: simulatedBank },
    payerAccount: { qualifier: "DA", value: plan.taxId },
    payeeBank: { qualifier: "01", value: simulatedBank },
    payeeAccount: { qualifier: "DA", value: payeeNpi },
  };
}

/** Passes the check of routing numbers and lies outside the districts that are assigned: no bank has it. */
const simulatedBank = "999999992";

function payeeOf(claims: readonly DecidedClaim[], npi: string): Remittance["payee"] {
  const payee = claims[0]?.payee;
  const taxId = payee?.identifiers.find((one) => one.qualifier === "EI" || one.qualifier === "SY")?.value;
  return {
    name: payee?.name ?? "",
    id: { qualifier: "XX", value: npi },
    ...(payee?.address === undefined ? {} : { address: payee.address }),
    identifiers: taxId === undefined ? [] : [{ qualifier: "TJ", value: taxId }],
  };
}

function newTrace({
  books,
  plan,
  seed,
  today,
}: {
  readonly books: Books;
  readonly plan: BenefitPlan;
  readonly seed: number;
  readonly today: IsoDate;
}): string {
  const seeded = String(Math.abs(seed) % 100).padStart(2, "0");
  return `${plan.payerId}${today.replaceAll("-", "").slice(2)}${seeded}${String(nextNumber(books, "payment")).padStart(5, "0")}`;
}

/** Groups by key, keys in text order, each group in order of decision. */
function groupsOf(claims: readonly DecidedClaim[], keyOf: (claim: DecidedClaim) => string): readonly (readonly DecidedClaim[])[] {
  const groups = new Map<string, DecidedClaim[]>();
  for (const claim of claims) {
    const key = keyOf(claim);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [claim]);
    else group.push(claim);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, group]) => [...group].sort((a, b) => a.sequence - b.sequence));
}
