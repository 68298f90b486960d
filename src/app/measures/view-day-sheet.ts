/** The day sheet: visits, charges, claims and deposits of some days, each tied to the next, every difference with its rows, as it was at the end of them. */
import { type Cents, cents, subtractCents, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import { counted } from "../../core/kernel/counted.ts";
import { byteOrderMark, csvLine } from "../../core/kernel/csv.ts";
import { daysBetween, type IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { type DifferenceKind, standingWords, tieOut } from "../../core/measures/day-sheet.ts";
import type { Days } from "../../core/measures/model.ts";
import { type SheetMoney, type SheetVisit, sheetBooks, sheetMoney, sheetVisits } from "../../store/measures/day-sheet.ts";
import { snapshotOfPractice } from "../../store/transaction.ts";
import { type Context, practiceToday } from "../context.ts";
import { no, type Outcome } from "../refusal.ts";
import { namesOf, type PeriodAsked } from "./view-measures.ts";

/** A sheet of more days is a report of another kind. */
const mostDays = 31;
/** Of each difference so many rows are shown; the spreadsheet has all. */
const mostRows = 200;

export interface SheetRow {
  readonly on: IsoDate;
  readonly words: string;
  readonly amount: Cents;
  readonly visitId?: number;
  readonly remittanceId?: number;
  readonly patientName?: string;
  readonly accountNumber?: string;
}

interface Group {
  readonly words: string;
  readonly amount: Cents;
  readonly count: number;
  readonly rows: readonly SheetRow[];
}

export interface SheetStep {
  readonly name: "visits" | "charges" | "claims" | "deposits";
  readonly title: string;
  readonly left: { readonly words: string; readonly amount: Cents };
  readonly differences: readonly Group[];
  readonly right: { readonly words: string; readonly amount: Cents };
  /** Whether the left with its differences is the right, which was counted another way. */
  readonly ties: boolean;
  /** Of what the right is made up. */
  readonly parts: readonly Group[];
  /** Whether the amounts are money, or numbers of visits. */
  readonly unit: "money" | "count";
}

export async function viewDaySheet(context: Context, asked: PeriodAsked) {
  const sheet = await makeSheet(context, asked, "numbers.rows");
  if (!sheet.ok) return sheet;
  const cut = (groups: readonly Group[]) => groups.map((group) => ({ ...group, rows: group.rows.slice(0, mostRows) }));
  const { days, steps } = sheet.value;
  return ok({ days, steps: steps.map((step) => ({ ...step, differences: cut(step.differences), parts: cut(step.parts) })) });
}

/** Every row of every difference and part. */
export async function exportDaySheet(context: Context, asked: PeriodAsked): Promise<Outcome<AsyncIterable<string>>> {
  const sheet = await makeSheet(context, asked, "numbers.export");
  return sheet.ok ? ok(sheetLines(sheet.value.steps)) : sheet;
}

async function* sheetLines(steps: readonly SheetStep[]) {
  yield byteOrderMark + csvLine(["Step", "What", "Date", "Patient or payer", "Account", "Amount or number"]);
  for (const step of steps) {
    const amount = (value: Cents) => (step.unit === "money" ? { money: value } : value);
    yield csvLine([step.title, step.left.words, "", "", "", amount(step.left.amount)]);
    for (const group of [...step.differences, ...step.parts])
      for (const row of group.rows)
        yield csvLine([step.title, group.words, row.on, row.patientName ?? row.words, row.accountNumber ?? "", amount(row.amount)]);
    yield csvLine([step.title, step.right.words, "", "", "", amount(step.right.amount)]);
  }
}

async function makeSheet(context: Context, asked: PeriodAsked, act: "numbers.rows" | "numbers.export") {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const from = asked.from ?? asked.to ?? today;
    const days: Days = { from, to: asked.to ?? from };
    if (daysBetween(days) < 0) return no("period", "The last day comes before the first.", "Turn them round.");
    if (daysBetween(days) >= mostDays) return no("period", `A day sheet has ${mostDays} days at most.`, "Choose fewer days.");
    const visits = await sheetVisits(tx, days);
    const money = await sheetMoney(tx, days);
    const books = await sheetBooks(tx, days);
    const ids = [...visits, ...money].flatMap(({ patientId }) => (patientId === undefined ? [] : [patientId]));
    const names = await namesOf(context, tx, ids, act);
    const named = (row: SheetRow, patientId: SheetMoney["patientId"]): SheetRow =>
      patientId === undefined ? row : { ...row, ...names.get(patientId) };
    const visitRow = (visit: SheetVisit, amount: Cents): SheetRow =>
      named({ on: visit.on, words: standingWords(visit), amount, visitId: visit.visitId }, visit.patientId);
    const moneyRow = ({ on, words, remittanceId, patientId }: SheetMoney, amount: Cents): SheetRow =>
      named({ on, words, amount, ...(remittanceId === undefined ? {} : { remittanceId }) }, patientId);
    return ok({
      days,
      steps: [
        visitStep(visits, visitRow),
        chargeStep(visits, { booked: books.charges, row: visitRow }),
        claimStep(visits, visitRow),
        depositStep(money, { booked: books.cash, row: moneyRow }),
      ],
    });
  });
}

type VisitRow = (visit: SheetVisit, amount: Cents) => SheetRow;

/** Visits seen = visits with charges, but for those that have none yet. */
function visitStep(visits: readonly SheetVisit[], row: VisitRow): SheetStep {
  const seen = visits.filter((visit) => visit.ofDays);
  const without = seen.filter((visit) => visit.charges === 0);
  const difference = group("without charges yet", without, () => cents(-1), row);
  const charged = seen.filter((visit) => visit.charges > 0);
  return {
    name: "visits",
    title: "Visits",
    unit: "count",
    left: { words: "Visits seen", amount: cents(seen.length) },
    differences: nonEmpty([difference]),
    right: { words: "Visits with charges", amount: cents(charged.length) },
    ties: seen.length - without.length === charged.length,
    parts: nonEmpty([
      group(
        "for insurance",
        charged.filter((visit) => !visit.selfPay),
        () => cents(1),
        row,
      ),
      group(
        "self-pay",
        charged.filter((visit) => visit.selfPay),
        () => cents(1),
        row,
      ),
    ]),
  };
}

const chargeWords: Readonly<Record<DifferenceKind, string>> = {
  "not-booked": "not in the books yet: the claim is not made",
  "booked-otherwise": "booked with another amount than the visit had then",
  "other-day": "booked on another day",
  "of-other-days": "booked in these days for visits of other days",
  "without-paper": "entries without a visit",
};

/** Charges of the visits = charges in the books, as the totals by day have them. */
function chargeStep(visits: readonly SheetVisit[], { booked, row }: { readonly booked: Cents; readonly row: VisitRow }): SheetStep {
  const tie = tieOut(visits);
  return {
    name: "charges",
    title: "Charges",
    unit: "money",
    left: { words: "Charges of these visits", amount: tie.papers },
    differences: tie.differences.map(({ kind, amount, items }) => ({
      words: chargeWords[kind],
      amount,
      count: items.length,
      rows: items.map((one) => row(one.item, one.amount)),
    })),
    right: { words: "Charges in the books", amount: booked },
    ties: tie.books === booked,
    parts: [],
  };
}

/** Charges of the visits = claims, but for self-pay, what has no claim yet, and claims that ask for another amount. */
function claimStep(visits: readonly SheetVisit[], row: VisitRow): SheetStep {
  const seen = visits.filter((visit) => visit.ofDays && visit.charges > 0);
  const claimed = seen.filter((visit) => visit.claimTotal !== undefined);
  const left = sumCents(seen.map((visit) => visit.says));
  const right = sumCents(claimed.map((visit) => visit.claimTotal ?? zeroCents));
  const less = (visit: SheetVisit): Cents => subtractCents(zeroCents, visit.says);
  const differences = nonEmpty([
    group(
      "self-pay: no claim",
      seen.filter((visit) => visit.claimTotal === undefined && visit.selfPay),
      less,
      row,
    ),
    group(
      "no claim yet",
      seen.filter((visit) => visit.claimTotal === undefined && !visit.selfPay),
      less,
      row,
    ),
    group(
      "the claim asks for another amount",
      claimed.filter((visit) => visit.claimTotal !== visit.says),
      (visit) => subtractCents(visit.claimTotal ?? zeroCents, visit.says),
      row,
    ),
  ]);
  const total = (visit: SheetVisit): Cents => visit.claimTotal ?? zeroCents;
  return {
    name: "claims",
    title: "Claims",
    unit: "money",
    left: { words: "Charges of these visits", amount: left },
    differences,
    right: { words: `${counted(claimed.length, "claim")} to first payers`, amount: right },
    ties: left + differences.reduce((sum, one) => sum + one.amount, 0) === right,
    parts: nonEmpty([
      group(
        "sent",
        claimed.filter((visit) => visit.claimSent),
        total,
        row,
      ),
      group(
        "not sent yet",
        claimed.filter((visit) => !visit.claimSent),
        total,
        row,
      ),
    ]),
  };
}

const moneyWords: Readonly<Record<DifferenceKind, string>> = {
  "not-booked": "not posted",
  "booked-otherwise": "posted with another amount",
  "other-day": "posted on another day",
  "of-other-days": "posted in these days, dated on others",
  "without-paper": "undone, and entries without a payment",
};

/** Payments dated on these days = money in the books, as the totals by day have it; and what was found at the bank. */
function depositStep(
  money: readonly SheetMoney[],
  { booked, row }: { readonly booked: Cents; readonly row: (money: SheetMoney, amount: Cents) => SheetRow },
): SheetStep {
  const tie = tieOut(money);
  const payers = money.filter((one) => one.kind === "payer" && one.booked !== 0);
  const amount = (one: SheetMoney): Cents => one.booked;
  return {
    name: "deposits",
    title: "Deposits",
    unit: "money",
    left: { words: "Payments less refunds of these days", amount: tie.papers },
    differences: tie.differences.map(({ kind, amount: total, items }) => ({
      words: moneyWords[kind],
      amount: total,
      count: items.length,
      rows: items.map((one) => row(one.item, one.amount)),
    })),
    right: { words: "Money in the books", amount: booked },
    ties: tie.books === booked,
    parts: nonEmpty([
      group(
        "payers, found at the bank",
        payers.filter((one) => one.bankedOn !== undefined),
        amount,
        row,
      ),
      group(
        "payers, not found at the bank yet",
        payers.filter((one) => one.bankedOn === undefined),
        amount,
        row,
      ),
      group(
        "patients",
        money.filter((one) => one.kind === "patient" && one.booked !== 0),
        amount,
        row,
      ),
      group(
        "refunds paid",
        money.filter((one) => one.kind === "refund" && one.booked !== 0),
        amount,
        row,
      ),
      group(
        "undone and others",
        money.filter((one) => one.kind === "other"),
        amount,
        row,
      ),
    ]),
  };
}

function group<Item>(
  words: string,
  items: readonly Item[],
  amountOf: (item: Item) => Cents,
  row: (item: Item, amount: Cents) => SheetRow,
): Group {
  return {
    words,
    amount: sumCents(items.map(amountOf)),
    count: items.length,
    rows: items.map((item) => row(item, amountOf(item))),
  };
}

function nonEmpty(groups: readonly Group[]): readonly Group[] {
  return groups.filter((one) => one.count > 0);
}
