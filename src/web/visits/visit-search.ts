/** What the list of visits is filtered and sorted by, as its address says it. What is looked for may be a name, so it is not in it. */
import type { VisitSearch } from "../../http/contract/visits.ts";
import { queueNames, visitSorts } from "../../http/contract/visits.ts";

export interface ListAddress {
  readonly queue?: readonly (typeof queueNames)[number][];
  readonly payer?: readonly number[];
  readonly clinician?: readonly number[];
  readonly from?: string;
  readonly to?: string;
  readonly sort?: (typeof visitSorts)[number];
  readonly order?: "up" | "down";
  readonly after?: number;
  readonly before?: number;
}

/** Anything that is not understood is left out. */
export function readAddress(search: Record<string, unknown>): ListAddress {
  const queue = listOf(search.queue).filter((name) => queueNames.some((one) => one === name)) as (typeof queueNames)[number][];
  const payer = listOf(search.payer).map(Number).filter(isId);
  const clinician = listOf(search.clinician).map(Number).filter(isId);
  const sort = visitSorts.find((one) => one === search.sort);
  return {
    ...(queue.length === 0 ? {} : { queue }),
    ...(payer.length === 0 ? {} : { payer }),
    ...(clinician.length === 0 ? {} : { clinician }),
    ...(isDay(search.from) ? { from: search.from } : {}),
    ...(isDay(search.to) ? { to: search.to } : {}),
    ...(sort === undefined ? {} : { sort }),
    ...(search.order === "up" || search.order === "down" ? { order: search.order } : {}),
    ...(isId(search.after) ? { after: search.after } : {}),
    ...(isId(search.before) ? { before: search.before } : {}),
  };
}

/** One page of the screen. */
const pageRows = 100;

export function searchOf({ queue, payer, clinician, from, to, sort, order, after, before }: ListAddress, find: string): VisitSearch {
  return {
    limit: pageRows,
    ...(queue === undefined ? {} : { queues: [...queue] }),
    ...(payer === undefined ? {} : { payers: [...payer] }),
    ...(clinician === undefined ? {} : { providers: [...clinician] }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(sort === undefined ? {} : { sort }),
    ...(order === undefined ? {} : { descending: order === "down" }),
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
    ...(find.trim() === "" ? {} : { find }),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function isId(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

function isDay(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
}
