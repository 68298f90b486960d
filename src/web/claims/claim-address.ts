/** What the list of claims is filtered and sorted by, as its address says it. What is looked for may be a name, so it is not in it. */
import { type ClaimSearch, claimSortNames, claimStateNames, frequencyNames } from "../../http/contract/claims.ts";
import { ageNames } from "../../http/contract/worklist.ts";
import { filled, idsOf, isDay, isId, someOf } from "../frame/address.ts";

export interface ClaimsAddress {
  readonly state?: readonly (typeof claimStateNames)[number][];
  readonly payer?: readonly number[];
  readonly clinician?: readonly number[];
  readonly frequency?: readonly (typeof frequencyNames)[number][];
  readonly age?: readonly (typeof ageNames)[number][];
  readonly from?: string;
  readonly to?: string;
  /** Whole dollars of the charge. */
  readonly least?: number;
  readonly most?: number;
  readonly denied?: boolean;
  readonly sort?: (typeof claimSortNames)[number];
  readonly order?: "up" | "down";
  readonly after?: number;
  readonly before?: number;
}

export function readClaimsAddress(search: Record<string, unknown>): ClaimsAddress {
  return filled({
    state: someOf(search.state, claimStateNames),
    payer: idsOf(search.payer),
    clinician: idsOf(search.clinician),
    frequency: someOf(search.frequency, frequencyNames),
    age: someOf(search.age, ageNames),
    from: isDay(search.from) ? search.from : undefined,
    to: isDay(search.to) ? search.to : undefined,
    least: isDollars(search.least) ? search.least : undefined,
    most: isDollars(search.most) ? search.most : undefined,
    denied: search.denied === true ? true : undefined,
    sort: claimSortNames.find((one) => one === search.sort),
    order: orders.find((one) => one === search.order),
    after: isId(search.after) ? search.after : undefined,
    before: isId(search.before) ? search.before : undefined,
  });
}

const pageRows = 100;
const orders = ["up", "down"] as const;

export function claimSearchOf(address: ClaimsAddress, find: string): ClaimSearch {
  const { state, payer, clinician, frequency, age, least, most, order, ...same } = address;
  return {
    limit: pageRows,
    ...same,
    ...filled({
      states: state === undefined ? undefined : [...state],
      payers: payer === undefined ? undefined : [...payer],
      providers: clinician === undefined ? undefined : [...clinician],
      frequencies: frequency === undefined ? undefined : [...frequency],
      ages: age === undefined ? undefined : [...age],
      least: least === undefined ? undefined : least * 100,
      most: most === undefined ? undefined : most * 100,
      descending: order === undefined ? undefined : order === "down",
      find: find.trim() === "" ? undefined : find,
    }),
  };
}

function isDollars(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value <= 10_000_000;
}
