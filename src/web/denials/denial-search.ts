/** What the list of denials is filtered and sorted by, as its address says it. */
import { caseStateNames, type DenialSearch, denialSortNames } from "../../http/contract/denials.ts";

export interface DenialAddress {
  readonly state?: readonly (typeof caseStateNames)[number][];
  readonly category?: readonly string[];
  readonly cause?: readonly string[];
  readonly payer?: readonly number[];
  readonly reason?: readonly string[];
  readonly service?: readonly string[];
  readonly preventable?: readonly ("yes" | "partly" | "no" | "unknown")[];
  readonly due?: number;
  readonly sort?: (typeof denialSortNames)[number];
  readonly order?: "up" | "down";
  readonly after?: number;
  readonly before?: number;
  readonly view?: "causes" | "rejected";
}

/** Without a choice, what somebody has to do something about. */
export const openStates = ["open", "waiting"] as const;

/** Anything that is not understood is left out. */
export function readDenialAddress(search: Record<string, unknown>): DenialAddress {
  const texts = (name: string): readonly string[] =>
    listOf(search[name])
      .map(String)
      .filter((one) => /^[\w .-]{1,40}$/.test(one));
  const state = caseStateNames.filter((name) => texts("state").includes(name));
  const preventable = (["yes", "partly", "no", "unknown"] as const).filter((name) => texts("preventable").includes(name));
  const payer = listOf(search.payer).map(Number).filter(isId);
  const sort = denialSortNames.find((one) => one === search.sort);
  const due = Number(search.due);
  return {
    ...(state.length === 0 ? {} : { state }),
    ...some("category", texts("category")),
    ...some("cause", texts("cause")),
    ...(payer.length === 0 ? {} : { payer }),
    ...some("reason", texts("reason")),
    ...some("service", texts("service")),
    ...(preventable.length === 0 ? {} : { preventable }),
    ...(search.due !== undefined && Number.isSafeInteger(due) && due >= 0 && due <= 3650 ? { due } : {}),
    ...(sort === undefined ? {} : { sort }),
    ...(search.order === "up" || search.order === "down" ? { order: search.order } : {}),
    ...(isId(search.after) ? { after: search.after } : {}),
    ...(isId(search.before) ? { before: search.before } : {}),
    ...(search.view === "causes" || search.view === "rejected" ? { view: search.view } : {}),
  };
}

export function denialSearchOf({
  state,
  category,
  cause,
  payer,
  reason,
  service,
  preventable,
  due,
  sort,
  order,
  after,
}: DenialAddress): DenialSearch {
  return {
    limit: 100,
    states: [...(state ?? openStates)],
    ...(category === undefined ? {} : { categories: [...category] }),
    ...(cause === undefined ? {} : { causes: [...cause] }),
    ...(payer === undefined ? {} : { payers: [...payer] }),
    ...(reason === undefined ? {} : { reasons: [...reason] }),
    ...(service === undefined ? {} : { procedures: [...service] }),
    ...(preventable === undefined ? {} : { preventable: [...preventable] }),
    ...(due === undefined ? {} : { dueWithin: due }),
    ...(sort === undefined ? {} : { sort }),
    ...(order === undefined ? {} : { descending: order === "down" }),
    ...(after === undefined ? {} : { after }),
  };
}

function some<Name extends string>(name: Name, values: readonly string[]): { readonly [Key in Name]?: readonly string[] } {
  return values.length === 0 ? {} : ({ [name]: values } as { readonly [Key in Name]: readonly string[] });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function isId(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}
