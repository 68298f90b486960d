/** Payment: every decision that is due, and each month's capitation, as 835: one file a payer and receiver and day. */
import { addCents, type Cents, cents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import { addDays, type IsoDate } from "../kernel/iso-date.ts";
import type { Remittance, RemittancePayment } from "../x12/transactions/remittance.ts";
import { writeRemittances } from "../x12/transactions/write-remittances.ts";
import { type Books, closeBooks, nextNumber, openBooks, putClaim } from "./books.ts";
import { capitationDue } from "./capitation.ts";
import { drawn, type FaultRates, type Luck, noFaults, strikes, writeFault } from "./faults.ts";
import { interestOn } from "./interest.ts";
import { envelopeFor, fileName, type Party, type PayerFile } from "./payer-file.ts";
import { type BenefitPlan, planById, termsOn } from "./plan.ts";
import { providerAdjustmentsOf, rowOf } from "./provider-adjustments.ts";
import { noRecords, type PayerRecords } from "./records.ts";
import { remittanceClaimOf } from "./remittance.ts";
import type { DecidedClaim, PayerState } from "./state.ts";

export interface PayInput {
  readonly plans: readonly BenefitPlan[];
  readonly records?: PayerRecords;
  readonly state: PayerState;
  readonly seed: number;
  readonly faults?: FaultRates;
  readonly today: IsoDate;
  /** HHMM. */
  readonly time: string;
}

export interface Paid {
  readonly outputs: readonly PayerFile[];
  /** As they should be: a fault changes the file, not the books. */
  readonly remittances: readonly Remittance[];
  readonly state: PayerState;
}

interface Cashier {
  readonly books: Books;
  readonly seed: number;
  readonly luck: Luck;
  readonly today: IsoDate;
  readonly time: string;
}

/** Payments to one receiver by one plan. */
interface Batch {
  readonly plan: BenefitPlan;
  readonly receiver: Receiver;
  readonly payments: Remittance[];
}

type Receiver = DecidedClaim["receiver"];

/**
 * Pays what is due by today and not yet paid, in order of decision. One file a payer and receiver, one ST … SE a payee, or
 * more where the plan pays few claims by one check; BPR02 = Σ CLP04 − Σ PLB. A payment never is negative: what would be is
 * carried forward. The same day again pays nothing.
 */
export function payDue({ plans, records = noRecords, state, seed, faults = noFaults, today, time }: PayInput): Paid {
  const books = openBooks(state);
  const cashier: Cashier = { books, seed, luck: { seed, rates: faults }, today, time };
  const outputs: PayerFile[] = followUps(cashier);
  const batches = new Map<string, Batch>();
  const batchOf = (plan: BenefitPlan, receiver: Receiver): Batch => {
    const key = `${plan.id}|${receiver.qualifier}|${receiver.id}|${receiver.groupId}|${receiver.test}`;
    const batch = batches.get(key) ?? { plan, receiver, payments: [] };
    batches.set(key, batch);
    return batch;
  };
  for (const claims of checksOf(due(books, today), plans, today)) {
    const [first] = claims;
    const plan = first === undefined ? undefined : planById(plans, first.planId);
    if (first === undefined || plan === undefined) continue;
    const { payments } = batchOf(plan, first.receiver);
    payments.push(payClaims(cashier, { plan, claims, control: payments.length + 1 }));
  }
  for (const { plan, account, amount, month } of capitationDue({ books, plans, records, today })) {
    const { payments } = batchOf(plan, account.receiver);
    payments.push(payCapitation(cashier, { plan, account, amount, month, control: payments.length + 1 }));
  }
  for (const batch of [...batches.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)) {
    outputs.push(...filesOf(cashier, batch));
  }
  return { outputs, remittances: [...batches.values()].flatMap((one) => one.payments), state: closeBooks(books) };
}

function due(books: Books, today: IsoDate): readonly DecidedClaim[] {
  return [...books.claims.values()].filter((claim) => claim.paidOn === undefined && claim.dueOn <= today);
}

/** By plan, receiver and payee, keys in text order; each in order of decision, cut where the plan cuts a check. */
function checksOf(claims: readonly DecidedClaim[], plans: readonly BenefitPlan[], today: IsoDate): readonly (readonly DecidedClaim[])[] {
  const groups = new Map<string, DecidedClaim[]>();
  for (const claim of claims) {
    const { planId, receiver, payee } = claim;
    const key = `${planId}|${receiver.qualifier}|${receiver.id}|${receiver.groupId}|${receiver.test}|${payee.npi}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [claim]);
    else group.push(claim);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .flatMap(([, group]) => {
      const plan = planById(plans, group[0]?.planId ?? "");
      const most = plan === undefined ? undefined : termsOn(plan, today).claimsInCheck;
      const ordered = group.sort((a, b) => a.sequence - b.sequence);
      return most === undefined ? [ordered] : slices(ordered, most);
    });
}

function slices<Value>(all: readonly Value[], most: number): readonly (readonly Value[])[] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, index) => all.slice(index * most, (index + 1) * most));
}

function payClaims(
  { books, seed, today }: Cashier,
  { plan, claims, control }: { readonly plan: BenefitPlan; readonly claims: readonly DecidedClaim[]; readonly control: number },
): Remittance {
  const trace = newTrace({ books, plan, seed, today });
  const payeeNpi = claims[0]?.payee.npi ?? "";
  const { promptPay } = termsOn(plan, today);
  const paid = claims.map((claim) => {
    const interest = interestOn(claim.paid, { promptPay, receivedOn: claim.receivedOn, paidOn: today });
    const done: DecidedClaim = { ...claim, paidOn: today, trace, ...(interest === 0 ? {} : { interest }) };
    putClaim(books, done);
    return done;
  });
  const providerAdjustments = providerAdjustmentsOf({ books, plan, payeeNpi, claims: paid, trace, today });
  const total = sumCents(paid.map((claim) => claim.paid));
  return {
    ...headOf({ plan, payeeNpi, amount: subtractCents(total, sumCents(providerAdjustments.map((one) => one.amount))), trace, today }),
    control: String(control).padStart(4, "0"),
    payee: payeeOf(paid, payeeNpi),
    claims: paid.map(remittanceClaimOf),
    providerAdjustments,
  };
}

/** PLB CT: the month's money for the members in the practice's care, with no claim. */
function payCapitation(
  { books, seed, today }: Cashier,
  {
    plan,
    account,
    amount,
    month,
    control,
  }: {
    readonly plan: BenefitPlan;
    readonly account: PayerRecords["accounts"][number];
    readonly amount: Cents;
    readonly month: string;
    readonly control: number;
  },
): Remittance {
  const trace = newTrace({ books, plan, seed, today });
  return {
    ...headOf({ plan, payeeNpi: account.npi, amount, trace, today }),
    control: String(control).padStart(4, "0"),
    payee: { name: account.name, id: { qualifier: "XX", value: account.npi }, identifiers: [{ qualifier: "TJ", value: account.taxId }] },
    claims: [],
    providerAdjustments: [
      rowOf({ payeeNpi: account.npi, today }, { reason: "CT", reference: month, amount: subtractCents(zeroCents, amount) }),
    ],
  };
}

/** The file of a batch, and what a fault makes of it. The right file of an unbalanced one follows three days later. */
function filesOf(cashier: Cashier, { plan, receiver, payments }: Batch): readonly PayerFile[] {
  const { books, luck, today, time } = cashier;
  const from = { qualifier: "ZZ", id: plan.payerId, groupId: plan.payerId };
  const write = (remittances: readonly Remittance[], day: IsoDate): PayerFile => {
    const envelope = envelopeFor(books, { from, to: receiver satisfies Party, today: day, time, test: receiver.test });
    return { name: fileName("835", day, envelope.interchangeControl), kind: "835", text: writeRemittances(remittances, envelope) };
  };
  const trace = payments[0]?.payment.trace ?? "";
  const about = { on: today, planId: plan.id, trace };
  if (strikes("unbalanced-remittance", trace, luck)) {
    const off = cents(100 * (1 + (drawn(`${luck.seed}|off|${trace}`) % 90)));
    const wrong = write(
      payments.map((one, index) => (index === 0 ? withTotal(one, addCents(one.payment.amount, off)) : one)),
      today,
    );
    const follows = { on: addDays(today, 3), file: write(payments, addDays(today, 3)) };
    const amount = payments[0]?.payment.amount ?? zeroCents;
    writeFault(books, {
      ...about,
      kind: "unbalanced-remittance",
      key: `unbalanced-remittance ${trace}`,
      file: wrong.name,
      expected: amount,
      given: addCents(amount, off),
      follows,
      words: `BPR02 is ${off} cents too much; the right file follows on ${follows.on}`,
    });
    return [wrong];
  }
  const right = write(payments, today);
  if (strikes("duplicate-remittance", trace, luck)) {
    const follows = { on: addDays(today, 1), file: write(payments, addDays(today, 1)) };
    writeFault(books, {
      ...about,
      kind: "duplicate-remittance",
      key: `duplicate-remittance ${trace}`,
      file: follows.file.name,
      follows,
      words: `the payments of ${right.name} are sent again in ${follows.file.name}`,
    });
  }
  return [right];
}

function withTotal(remittance: Remittance, amount: Cents): Remittance {
  return { ...remittance, payment: { ...remittance.payment, amount } };
}

/** Files that an earlier fault left to be sent. */
function followUps({ books, today }: Cashier): PayerFile[] {
  const files: PayerFile[] = [];
  for (const fault of books.faults.values()) {
    const { follows } = fault;
    if (follows === undefined || follows.sentOn !== undefined || follows.on > today) continue;
    files.push(follows.file);
    writeFault(books, { ...fault, follows: { ...follows, sentOn: today } });
  }
  return files;
}

function headOf({
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
}): Pick<Remittance, "payment" | "producedOn" | "payer"> {
  return {
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
  };
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
