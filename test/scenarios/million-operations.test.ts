/**
 * A million random operations on the books of a hundred practices, against a model that knows nothing of double entry: a
 * number for each thing that can be owed, held or given up. Periods close and open meanwhile, and every tenth command comes twice.
 */
import { expect, it } from "vitest";
import { allocatePayment } from "../../src/core/billing/allocate-payment.ts";
import { assert } from "../../src/core/kernel/assert.ts";
import { type Cents, cents } from "../../src/core/kernel/cents.ts";
import { type ChargeId, type ClaimId, id, type PatientId, type PayerId } from "../../src/core/kernel/id.ts";
import { addDays, type IsoDate, isoDate } from "../../src/core/kernel/iso-date.ts";
import { balanceOf, balancesAsOf, foldBalances, owedByCharge } from "../../src/core/ledger/balances.ts";
import {
  assertBalanced,
  chargeEntry,
  journalEntry,
  moveMoneyEntry,
  patientPaymentEntry,
  refundEntry,
  refundPaidEntry,
  reversalOf,
  transferEntry,
  writeOffEntry,
} from "../../src/core/ledger/entries.ts";
import type { Account, JournalEntry } from "../../src/core/ledger/model.ts";
import {
  decideClose,
  decideReopen,
  firstOpenDay,
  lockedThroughOf,
  type PeriodEvent,
  refuseLockedDay,
} from "../../src/core/ledger/periods.ts";
import { planUndo } from "../../src/core/ledger/undo.ts";
import { randomFrom } from "../support/random.ts";

const practices = 100;
const operations = 10_000;
const patients = 200;
const payerId: PayerId = id<"payer">(1);

interface ModelCharge {
  readonly chargeId: ChargeId;
  readonly claimId: ClaimId;
  readonly patientId: PatientId;
  readonly serviceFrom: IsoDate;
  payer: number;
  patient: number;
}

/** What a bookkeeper without books would remember. */
class Model {
  readonly charges: ModelCharge[] = [];
  readonly pockets = new Map<PatientId, number>();
  /** Day → account → cents, as plain sums of what was done on that day. */
  readonly days = new Map<IsoDate, Map<Account, number>>();

  add(day: IsoDate, ...changes: readonly (readonly [Account, number])[]): void {
    const of = this.days.get(day) ?? new Map<Account, number>();
    this.days.set(day, of);
    for (const [account, amount] of changes) of.set(account, (of.get(account) ?? 0) + amount);
  }

  pocket(patientId: PatientId, by: number): void {
    this.pockets.set(patientId, (this.pockets.get(patientId) ?? 0) + by);
  }

  asOf(day: IsoDate): Map<Account, number> {
    const total = new Map<Account, number>();
    for (const [on, accounts] of this.days)
      if (on <= day) for (const [account, amount] of accounts) total.set(account, (total.get(account) ?? 0) + amount);
    return total;
  }
}

/** Entries by key, each once, and refused on a locked day: what the database does, in memory. */
class Journal {
  readonly entries: JournalEntry[] = [];
  readonly keys = new Set<string>();
  readonly ofPatient = new Map<PatientId, JournalEntry[]>();
  readonly periods: PeriodEvent[] = [];

  post(entries: readonly JournalEntry[]): void {
    assert(refuseLockedDay(entries, lockedThroughOf(this.periods)).ok, "the first open day is open");
    for (const entry of entries) {
      const key = `${entry.source} ${entry.sourceKey}`;
      if (this.keys.has(key)) continue;
      this.keys.add(key);
      assertBalanced(entry);
      this.entries.push(entry);
      for (const patientId of new Set(entry.lines.flatMap((line) => line.patientId ?? []))) {
        const of = this.ofPatient.get(patientId);
        if (of === undefined) this.ofPatient.set(patientId, [entry]);
        else of.push(entry);
      }
    }
  }
}

function runPractice(seed: number): number {
  const random = randomFrom(seed);
  const journal = new Journal();
  const model = new Model();
  const payments: { readonly entry: JournalEntry; readonly patientId: PatientId; undone: boolean }[] = [];
  const remitted: {
    readonly entry: JournalEntry;
    readonly charge: ModelCharge;
    readonly paid: number;
    readonly cut: number;
    readonly share: number;
  }[] = [];
  let today = isoDate("2026-01-01");
  let refused = 0;

  const ofPatient = new Map<PatientId, ModelCharge[]>();
  const byId = new Map<ChargeId | undefined, ModelCharge>();
  const anyCharge = (): ModelCharge | undefined => model.charges[random.below(Math.max(1, model.charges.length))];
  /** Some of it, or all. */
  const some = (amount: number): Cents => cents(random.below(3) === 0 ? amount : 1 + random.below(amount));
  const postOn = (wanted: IsoDate = today): IsoDate => firstOpenDay(wanted, lockedThroughOf(journal.periods));
  const post = (...entries: readonly JournalEntry[]): void => {
    journal.post(entries);
    if (random.below(10) === 0) journal.post(entries);
  };

  const steps: readonly ((n: number) => void)[] = [
    // A charge to the payer, or to the patient.
    (n) => {
      const charge: ModelCharge = {
        chargeId: id<"charge">(n + 1),
        claimId: id<"claim">(n + 1),
        patientId: id<"patient">(1 + random.below(patients)),
        serviceFrom: today,
        payer: 0,
        patient: 0,
      };
      const amount = cents(1 + random.below(50_000));
      const selfPay = random.below(4) === 0;
      const on = postOn(addDays(today, -random.below(40)));
      const { chargeId, claimId, patientId } = charge;
      post(
        chargeEntry({
          on,
          subject: { chargeId, claimId, patientId },
          amount,
          owedBy: selfPay ? { owes: "patient" } : { owes: "payer", payerId },
        }),
      );
      if (selfPay) charge.patient += amount;
      else charge.payer += amount;
      model.charges.push(charge);
      byId.set(chargeId, charge);
      ofPatient.set(patientId, [...(ofPatient.get(patientId) ?? []), charge]);
      model.add(on, ["charges", -amount], [selfPay ? "patient-receivable" : "insurance-receivable", amount]);
    },
    // The payer decides: pays some, cuts some, leaves some to the patient, and some open.
    (n) => {
      const charge = anyCharge();
      if (charge === undefined || charge.payer <= 0) return;
      const paid = random.below(charge.payer + 1);
      const cut = random.below(charge.payer - paid + 1);
      const share = random.below(charge.payer - paid - cut + 1);
      const about = { chargeId: charge.chargeId, claimId: charge.claimId, patientId: charge.patientId };
      const on = postOn();
      const entry = journalEntry({
        on,
        source: "remittance-claim",
        sourceKey: `r${n}`,
        memo: "",
        lines: [
          { ...about, account: "cash", amount: cents(paid), payerId },
          { ...about, account: "contractual", amount: cents(cut), payerId },
          { ...about, account: "patient-receivable", amount: cents(share), reason: "PR-2" },
          { ...about, account: "insurance-receivable", amount: cents(0 - paid - cut - share), payerId },
        ],
      });
      if (entry.lines.length === 0) return;
      post(entry);
      charge.payer -= paid + cut + share;
      charge.patient += share;
      model.add(on, ["cash", paid], ["contractual", cut], ["patient-receivable", share], ["insurance-receivable", 0 - paid - cut - share]);
      remitted.push({ entry, charge, paid, cut, share });
    },
    // The payer takes a decision back.
    () => {
      const one = remitted.splice(random.below(Math.max(1, remitted.length)), 1)[0];
      if (one === undefined) return;
      const on = postOn();
      post(reversalOf(one.entry, { on, why: "reversed" }));
      one.charge.payer += one.paid + one.cut + one.share;
      one.charge.patient -= one.share;
      model.add(on, ["cash", -one.paid], ["contractual", -one.cut], ["patient-receivable", -one.share]);
      model.add(on, ["insurance-receivable", one.paid + one.cut + one.share]);
    },
    // The patient pays: on open charges, the rest in the pocket; it may have come on a day that is closed by now.
    (n) => {
      const patientId = id<"patient">(1 + random.below(patients));
      const open = (ofPatient.get(patientId) ?? []).filter((one) => one.patient > 0);
      const amount = cents(1 + random.below(30_000));
      const { shares } = allocatePayment({ amount, open: open.map((one) => ({ ...one, balance: cents(one.patient) })) });
      const on = postOn(addDays(today, -random.below(60)));
      const entry = patientPaymentEntry({ on, sourceKey: `payment ${n}`, patientId, amount, shares, method: "check" });
      post(entry);
      let left: number = amount;
      for (const share of shares) {
        const charge = open.find((one) => one.chargeId === share.chargeId);
        if (charge !== undefined) charge.patient -= share.amount;
        left -= share.amount;
      }
      model.pocket(patientId, left);
      model.add(on, ["cash", amount], ["patient-receivable", left - amount], ["unapplied", -left]);
      payments.push({ entry, patientId, undone: false });
    },
    // A check comes back.
    () => {
      const one = payments[random.below(Math.max(1, payments.length))];
      if (one === undefined) return;
      const on = postOn();
      const planned = planUndo({
        payment: one.entry,
        patientId: one.patientId,
        entries: journal.ofPatient.get(one.patientId) ?? [],
        on,
        why: "returned",
      });
      assert(!(planned.ok && one.undone), "a payment is undone once");
      if (!planned.ok) {
        refused += 1;
        return;
      }
      one.undone = true;
      post(...planned.value);
      for (const line of planned.value.flatMap((entry) => entry.lines)) {
        model.add(on, [line.account, line.amount]);
        if (line.account === "unapplied" && line.patientId !== undefined) model.pocket(line.patientId, -line.amount);
        const charge =
          line.account === "patient-receivable" ? model.charges.find((charge) => charge.chargeId === line.chargeId) : undefined;
        if (charge !== undefined) charge.patient += line.amount;
      }
    },
    // Unapplied money goes on a charge, of this patient or another one; or a charge's credit comes off it.
    (n) => {
      const charge = anyCharge();
      if (charge === undefined) return;
      const { chargeId, claimId } = charge;
      const payer = random.below(5) === 0 ? id<"patient">(1 + random.below(patients)) : charge.patientId;
      const most = charge.patient < 0 ? -charge.patient : Math.min(charge.patient, model.pockets.get(payer) ?? 0);
      if (most <= 0) return;
      const amount = some(most);
      const direction = charge.patient < 0 ? "to-unapplied" : "to-charge";
      const on = postOn();
      post(
        moveMoneyEntry({
          on,
          sourceKey: `move ${n}`,
          patientId: payer,
          charge: { chargeId, claimId, patientId: charge.patientId },
          amount,
          direction,
        }),
      );
      const onCharge = direction === "to-charge" ? -amount : amount;
      charge.patient += onCharge;
      model.pocket(payer, onCharge);
      model.add(on, ["unapplied", -onCharge], ["patient-receivable", onCharge]);
    },
    // A balance is given up.
    (n) => {
      const charge = anyCharge();
      if (charge === undefined) return;
      const ofPayer = random.below(2) === 0;
      const owed = ofPayer ? charge.payer : charge.patient;
      if (owed <= 0) return;
      const amount = some(owed);
      const account = random.pick(["write-off-small-balance", "write-off-denial", "write-off-courtesy", "bad-debt"] as const);
      const { chargeId, claimId, patientId } = charge;
      const on = postOn();
      const owedBy = ofPayer ? ({ owes: "payer", payerId } as const) : ({ owes: "patient" } as const);
      post(
        writeOffEntry({ on, sourceKey: `w${n}`, subject: { chargeId, claimId, patientId }, amount, owedBy, account, reason: "given up" }),
      );
      if (ofPayer) charge.payer -= amount;
      else charge.patient -= amount;
      model.add(on, [account, amount], [ofPayer ? "insurance-receivable" : "patient-receivable", -amount]);
    },
    // A balance changes who owes it.
    (n) => {
      const charge = anyCharge();
      if (charge === undefined || charge.payer <= 0) return;
      const amount = some(charge.payer);
      const { chargeId, claimId, patientId } = charge;
      const on = postOn();
      const move = { from: { owes: "payer", payerId }, to: { owes: "patient" } } as const;
      post(transferEntry({ on, sourceKey: `t${n}`, subject: { chargeId, claimId, patientId }, amount, ...move, reason: "PR-96" }));
      charge.payer -= amount;
      charge.patient += amount;
      model.add(on, ["insurance-receivable", -amount], ["patient-receivable", amount]);
    },
    // A credit goes back, and leaves the bank.
    (n) => {
      const patientId = id<"patient">(1 + random.below(patients));
      const pocket = model.pockets.get(patientId) ?? 0;
      if (pocket <= 0) return;
      const amount = some(pocket);
      const on = postOn();
      post(refundEntry({ on, sourceKey: `b${n}`, subject: { patientId }, amount, from: "unapplied", reason: "asked" }));
      model.pocket(patientId, -amount);
      model.add(on, ["unapplied", amount], ["refunds", -amount]);
      if (random.below(2) === 0) return;
      post(refundPaidEntry({ on, sourceKey: `b${n}`, patientId, amount, reference: "check" }));
      model.add(on, ["refunds", amount], ["cash", -amount]);
    },
    // Days go by; months are closed and opened.
    () => {
      if (random.below(12) !== 0) return;
      today = addDays(today, random.below(12));
      const lockedThrough = lockedThroughOf(journal.periods);
      const decided =
        random.below(5) === 0
          ? decideReopen({ month: lockedThrough ?? today, lockedThrough })
          : decideClose({ month: addDays(today, -random.below(50)), today, lockedThrough, unposted: [], inSpite: "" });
      if (decided.ok) journal.periods.push(decided.value);
    },
  ];
  for (let n = 0; n < operations; n += 1) steps[n < 50 ? 0 : random.below(steps.length)]?.(n);

  prove(journal, model, { random, today });
  expect(journal.periods.length).toBeGreaterThan(3);
  return journal.entries.length + refused;
}

function prove(
  journal: Journal,
  model: Model,
  { random, today }: { readonly random: ReturnType<typeof randomFrom>; readonly today: IsoDate },
): void {
  const lines = journal.entries.flatMap((entry) => entry.lines);
  const { accounts, patients } = foldBalances(lines);
  const total = [...accounts.values()].reduce((sum, amount) => sum + amount, 0);
  expect(total).toBe(0);
  const owed = owedByCharge(lines);
  for (const charge of model.charges) {
    const folded = owed.get(charge.chargeId);
    const same = (folded?.payers.get(payerId) ?? 0) === charge.payer && (folded?.patient ?? 0) === charge.patient;
    assert(same, `charge ${charge.chargeId} is as the model has it`);
  }
  for (const [patientId, pocket] of model.pockets) expect(balanceOf(patients.get(patientId), "unapplied") + pocket).toBe(0);
  for (const day of [today, ...Array.from({ length: 5 }, () => addDays(isoDate("2025-12-01"), random.below(500)))]) {
    const past = balancesAsOf(journal.entries, day).accounts;
    for (const [account, amount] of model.asOf(day)) expect(balanceOf(past, account), `${account} at the end of ${day}`).toBe(amount + 0);
  }
}

it("a million operations leave the books as a model without books remembers them", () => {
  let done = 0;
  for (let practice = 0; practice < practices; practice += 1) done += runPractice(practice + 1);
  expect(done).toBeGreaterThan((practices * operations) / 3);
}, 900_000);
