/** A patient's statement as values: what was done, what was paid, what is owed and why, in plain words. */
import { type Cents, maxCents, negateCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import type { ChargeId } from "../kernel/id.ts";
import { addDays, type IsoDate } from "../kernel/iso-date.ts";
import { type Aging, ageBalances } from "../ledger/aging.ts";
import { formatPhone } from "../parties/format.ts";
import type { Guarantor, Patient, Practice } from "../parties/model.ts";
import { type GateAnswer, type GatedCharge, gateCharge } from "./patient-due.ts";
import { whyOwed } from "./why-owed.ts";

/** A charge as the ledger and the visit know it. Amounts are sums of ledger lines, positive as named. */
export interface StatementCharge extends GatedCharge {
  readonly serviceFrom: IsoDate;
  /** Plain words, no diagnosis. */
  readonly description: string;
  readonly providerName: string;
  readonly charge: Cents;
  readonly insurancePaid: Cents;
  /** Contractual, reductions and write-offs. */
  readonly adjusted: Cents;
  readonly patientPaid: Cents;
  readonly payerName?: string;
  /** When the patient came to owe it; the aging starts there. */
  readonly owedSince?: IsoDate;
}

export interface StatementPayment {
  readonly on: IsoDate;
  readonly amount: Cents;
  readonly method: string;
}

export interface StatementLine {
  readonly chargeId: ChargeId;
  readonly serviceDate: IsoDate;
  readonly description: string;
  readonly providerName: string;
  readonly charge: Cents;
  readonly insurancePaid: Cents;
  readonly adjusted: Cents;
  readonly youPaid: Cents;
  /** Open with the insurance: not asked for. */
  readonly insurancePending: Cents;
  /** In the patient's name and not asked for now. */
  readonly onHold: Cents;
  /** Negative for a credit. */
  readonly youOwe: Cents;
  readonly why: readonly string[];
}

export interface StatementTotals {
  readonly charge: Cents;
  readonly insurancePaid: Cents;
  readonly adjusted: Cents;
  readonly youPaid: Cents;
  readonly insurancePending: Cents;
  readonly onHold: Cents;
  readonly youOwe: Cents;
}

export interface Statement {
  readonly number: string;
  readonly date: IsoDate;
  readonly dueDate: IsoDate;
  readonly practice: Pick<Practice, "name" | "address" | "phone">;
  readonly patient: { readonly name: Patient["name"]; readonly accountNumber: string };
  readonly guarantor: Pick<Guarantor, "name" | "address">;
  /** By date of service, then charge. charge = insurancePaid + adjusted + youPaid + insurancePending + onHold + youOwe. */
  readonly lines: readonly StatementLine[];
  readonly payments: readonly StatementPayment[];
  readonly totals: StatementTotals;
  /** Money of the patient that belongs to no service yet; lowers the amount due. */
  readonly unapplied: Cents;
  /** Never below zero. */
  readonly amountDue: Cents;
  /** What the practice owes the patient, when it is the other way round. */
  readonly credit: Cents;
  readonly aging: Aging;
  /** Sentences that belong on the face. */
  readonly notices: readonly string[];
  /** Which step of the cycle it is; absent on statements made before there was one. */
  readonly step?: { readonly number: number; readonly title: string; readonly message: string };
}

/** The totals are the sums of the lines; `unexplainedOf` proves that a line adds up to its charge. Amounts in cents. */
export function buildStatement(input: {
  readonly practice: Practice;
  readonly patient: Patient;
  readonly guarantor: Guarantor;
  readonly charges: readonly StatementCharge[];
  readonly payments: readonly StatementPayment[];
  readonly unapplied: Cents;
  readonly today: IsoDate;
  readonly number: string;
  /** Days until the amount is due. */
  readonly termDays: number;
  readonly step?: Statement["step"];
  /** On the face before all others, such as a right to dispute. */
  readonly rights?: readonly string[];
}): Statement {
  const lines = [...input.charges].sort(byServiceDate).map((charge) => ({ charge, line: statementLine(charge, gateCharge(charge)) }));
  const totals = totalsOf(lines.map((one) => one.line));
  const net = subtractCents(totals.youOwe, input.unapplied);
  const open = lines.map(({ charge, line }) => ({ amount: line.youOwe, from: charge.owedSince ?? charge.serviceFrom }));
  const { practice, patient, guarantor } = input;
  return {
    number: input.number,
    date: input.today,
    dueDate: addDays(input.today, input.termDays),
    practice: { name: practice.name, address: practice.address, phone: practice.phone },
    patient: { name: patient.name, accountNumber: patient.accountNumber },
    guarantor: { name: guarantor.name, address: guarantor.address },
    lines: lines.map((one) => one.line),
    payments: [...input.payments].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    totals,
    unapplied: input.unapplied,
    amountDue: maxCents(net, zeroCents),
    credit: maxCents(negateCents(net), zeroCents),
    aging: ageBalances(open, input.today),
    notices: [...(input.rights ?? []), ...noticesOf(totals, net, formatPhone(practice.phone))],
    ...(input.step === undefined ? {} : { step: input.step }),
  };
}

function statementLine(charge: StatementCharge, gate: GateAnswer): StatementLine {
  const youOwe = subtractCents(gate.due, gate.credit);
  return {
    chargeId: charge.chargeId,
    serviceDate: charge.serviceFrom,
    description: charge.description,
    providerName: charge.providerName,
    charge: charge.charge,
    insurancePaid: charge.insurancePaid,
    adjusted: charge.adjusted,
    youPaid: charge.patientPaid,
    insurancePending: charge.insuranceBalance,
    onHold: gate.withheld,
    youOwe,
    why: [
      ...(youOwe > zeroCents ? whyOwed(charge) : []),
      ...(youOwe > zeroCents && charge.patientPaid > zeroCents ? ["What you paid before is taken off."] : []),
      ...(gate.withheld > zeroCents ? gate.reasons : []),
      ...(charge.insuranceBalance > zeroCents
        ? ["Your insurance has not finished with this service; you need not pay that part now."]
        : []),
      ...(youOwe < zeroCents ? ["You paid more than your share; this is a credit in your favour."] : []),
    ],
  };
}

function totalsOf(lines: readonly StatementLine[]): StatementTotals {
  const total = (of: (line: StatementLine) => Cents): Cents => sumCents(lines.map(of));
  return {
    charge: total((line) => line.charge),
    insurancePaid: total((line) => line.insurancePaid),
    adjusted: total((line) => line.adjusted),
    youPaid: total((line) => line.youPaid),
    insurancePending: total((line) => line.insurancePending),
    onHold: total((line) => line.onHold),
    youOwe: total((line) => line.youOwe),
  };
}

function noticesOf(totals: StatementTotals, net: Cents, phone: string): readonly string[] {
  return [
    ...(totals.insurancePending > zeroCents
      ? ["Some services are still with your insurance. They are shown apart and not asked for."]
      : []),
    ...(net < zeroCents ? ["You have a credit. We will return it or use it for a later visit, as you wish."] : []),
    `Questions, a mistake, or trouble paying? Call ${phone}. You may ask for an itemised bill and for a payment plan.`,
  ];
}

function byServiceDate(a: StatementCharge, b: StatementCharge): number {
  if (a.serviceFrom !== b.serviceFrom) return a.serviceFrom < b.serviceFrom ? -1 : 1;
  return a.chargeId - b.chargeId;
}
