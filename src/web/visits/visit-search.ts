/** What the list of visits is filtered and sorted by, as its address says it. What is looked for may be a name, so it is not in it. */
import type { VisitSearch } from "../../http/contract/visits.ts";
import { queueNames, visitSorts } from "../../http/contract/visits.ts";
import { ageNames, followUpFilters, visitFlags } from "../../http/contract/worklist.ts";

type Owner = NonNullable<VisitSearch["owners"]>[number];

export interface ListAddress {
  readonly queue?: readonly (typeof queueNames)[number][];
  readonly payer?: readonly number[];
  readonly clinician?: readonly number[];
  readonly from?: string;
  readonly to?: string;
  readonly age?: readonly (typeof ageNames)[number][];
  readonly owner?: readonly Owner[];
  readonly followUp?: (typeof followUpFilters)[number];
  readonly denial?: readonly string[];
  /** Whole dollars that are open with payer and patient together. */
  readonly openFrom?: number;
  readonly openTo?: number;
  readonly lastDay?: string;
  readonly flag?: readonly (typeof visitFlags)[number][];
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
  const age = ageNames.filter((one) => listOf(search.age).includes(one));
  const owner = listOf(search.owner).filter(isOwner);
  const followUp = followUpFilters.find((one) => one === search.followUp);
  const denial = listOf(search.denial).filter((one): one is string => typeof one === "string" && /^[A-Z]{2,4}$/.test(one));
  const flag = visitFlags.filter((one) => listOf(search.flag).includes(one));
  const sort = visitSorts.find((one) => one === search.sort);
  return {
    ...(queue.length === 0 ? {} : { queue }),
    ...(payer.length === 0 ? {} : { payer }),
    ...(clinician.length === 0 ? {} : { clinician }),
    ...(isDay(search.from) ? { from: search.from } : {}),
    ...(isDay(search.to) ? { to: search.to } : {}),
    ...(age.length === 0 ? {} : { age }),
    ...(owner.length === 0 ? {} : { owner }),
    ...(followUp === undefined ? {} : { followUp }),
    ...(denial.length === 0 ? {} : { denial }),
    ...(isDollars(search.openFrom) ? { openFrom: search.openFrom } : {}),
    ...(isDollars(search.openTo) ? { openTo: search.openTo } : {}),
    ...(isDay(search.lastDay) ? { lastDay: search.lastDay } : {}),
    ...(flag.length === 0 ? {} : { flag }),
    ...(sort === undefined ? {} : { sort }),
    ...(search.order === "up" || search.order === "down" ? { order: search.order } : {}),
    ...(isId(search.after) ? { after: search.after } : {}),
    ...(isId(search.before) ? { before: search.before } : {}),
  };
}

/** One page of the screen. */
const pageRows = 100;

export function searchOf(address: ListAddress, find: string): VisitSearch {
  const { queue, payer, clinician, from, to, age, owner, followUp, denial, openFrom, openTo, lastDay, flag, sort, order, after, before } =
    address;
  return {
    limit: pageRows,
    ...(queue === undefined ? {} : { queues: [...queue] }),
    ...(payer === undefined ? {} : { payers: [...payer] }),
    ...(clinician === undefined ? {} : { providers: [...clinician] }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(age === undefined ? {} : { ages: [...age] }),
    ...(owner === undefined ? {} : { owners: [...owner] }),
    ...(followUp === undefined ? {} : { followUp }),
    ...(denial === undefined ? {} : { denialCategories: [...denial] }),
    ...(openFrom === undefined ? {} : { openFrom: openFrom * 100 }),
    ...(openTo === undefined ? {} : { openTo: openTo * 100 }),
    ...(lastDay === undefined ? {} : { deadlineUntil: lastDay }),
    ...(flag === undefined ? {} : { flags: [...flag] }),
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

function isOwner(value: unknown): value is Owner {
  return value === "me" || value === "nobody" || value === 0 || isId(value);
}

function isDollars(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && Math.abs(value) <= 10_000_000;
}

function isDay(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
}
