/**
 * What a visit shows to a role that may not see money: a coder codes what was done, whatever it brings (minimum necessary,
 * 45 CFR 164.502(b)). Amounts are left out, and those that stand inside of a sentence are taken out of it.
 */
import type { VisitList } from "../app/list-visits.ts";
import type { VisitPage } from "../app/view-visit.ts";

export const moneySorts: ReadonlySet<string> = new Set(["charged", "insurance", "patient-owes"]);

export function listWithoutMoney({ visits, ...rest }: VisitList) {
  return {
    ...rest,
    visits: visits.map(
      ({ charged: _charged, insuranceBalance: _insurance, patientBalance: _patient, priority: _priority, queue, ...row }) => ({
        ...row,
        queue: withoutAmounts(queue),
      }),
    ),
  };
}

/** The payer's answers and what was sent are left out whole: their segments are amounts for the most part. */
export function pageWithoutMoney(page: Omit<VisitPage, "note"> & Partial<Pick<VisitPage, "note">>) {
  const {
    money: _money,
    charges,
    claim,
    denials,
    answers: _answers,
    remittances: _remittances,
    statements: _statements,
    note,
    work,
    ...rest
  } = page;
  // The points are made of the amount too.
  const { priority: _priority, ...desk } = work;
  const shown = withoutAmounts({
    ...rest,
    work: desk,
    charges: charges.map(({ amount: _amount, expected: _expected, ...charge }) => charge),
    denials: denials.map(({ amount: _amount, ...denial }) => denial),
    ...(claim === undefined ? {} : { claim: withoutSent(claim) }),
  });
  return { ...shown, answers: [], remittances: [], statements: [], ...(note === undefined ? {} : { note }) };
}

function withoutSent({ charge: _charge, sent: _sent, ...claim }: NonNullable<VisitPage["claim"]>) {
  return claim;
}

/** The same shape; every text in it without its dollars. */
function withoutAmounts<Value>(value: Value): Value {
  if (typeof value === "string") return value.replace(/[-−]?\$\s?[\d,]*\d(\.\d+)?/g, "an amount") as Value;
  if (Array.isArray(value)) return value.map(withoutAmounts) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutAmounts(inner)])) as Value;
}
