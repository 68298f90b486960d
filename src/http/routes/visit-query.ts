/** What the list of visits is asked for, from the contract's words. */
import type { Context } from "../../app/context.ts";
import type { VisitQuery } from "../../app/list-visits.ts";
import { ownIdOf } from "../../app/worklist/owners.ts";
import { cents } from "../../core/kernel/cents.ts";
import { id } from "../../core/kernel/id.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import type { VisitSearch } from "../contract/visits.ts";
import { moneySorts } from "../without-money.ts";

export function visitQueryOf(work: Pick<Context, "actor">, search: VisitSearch): VisitQuery {
  const { payers, providers, owners, from, to, after, before, openFrom, openTo, deadlineUntil, ...rest } = search;
  return {
    ...given(rest),
    ...(payers === undefined ? {} : { payerIds: payers.map((one) => id<"payer">(one)) }),
    ...(providers === undefined ? {} : { providerIds: providers.map((one) => id<"provider">(one)) }),
    ...(owners === undefined ? {} : { owners: owners.map((one) => (one === "me" ? ownIdOf(work) : one)) }),
    ...(from === undefined ? {} : { from: isoDate(from) }),
    ...(to === undefined ? {} : { to: isoDate(to) }),
    ...(openFrom === undefined ? {} : { openFrom: cents(openFrom) }),
    ...(openTo === undefined ? {} : { openTo: cents(openTo) }),
    ...(deadlineUntil === undefined ? {} : { deadlineUntil: isoDate(deadlineUntil) }),
    ...(after === undefined ? {} : { after: id<"encounter">(after) }),
    ...(before === undefined ? {} : { before: id<"encounter">(before) }),
  };
}

/** An order or a filter by amount tells amounts. */
export function asksForMoney({ sort, openFrom, openTo, flags }: VisitSearch): boolean {
  return (sort !== undefined && moneySorts.has(sort)) || openFrom !== undefined || openTo !== undefined || flags !== undefined;
}

export const noMoney = { problem: "no-money", message: "Your role sees no amounts, so it cannot sort or filter by them." };

type Given<Value> = { [Key in keyof Value]: Exclude<Value[Key], undefined> };

function given<Value extends object>(value: Value): Given<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Given<Value>;
}
