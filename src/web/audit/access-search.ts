/** The filters of "Who saw this patient?" as they stand in the address. */
import { parseIsoDate } from "../../core/kernel/iso-date.ts";
import { type AccessFilter, type GroupBy, type SortKey, sortKeys } from "./access-filter.ts";

export interface AccessSearch extends AccessFilter {
  readonly from?: string;
  readonly to?: string;
  readonly by?: GroupBy;
  readonly sort?: SortKey;
  readonly back?: boolean;
}

/** What is not a filter is left out. */
export function readAccessSearch(search: Record<string, unknown>): AccessSearch {
  const { from, to, day, by, sort } = search;
  return {
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
    ...(isDay(day) ? { day } : {}),
    ...texts("people", search.people),
    ...texts("purposes", search.purposes),
    ...texts("kinds", search.kinds),
    ...(search.unusual === true ? { unusual: true } : {}),
    ...(search.back === true ? { back: true } : {}),
    ...(by === "person" || by === "day" || by === "purpose" ? { by } : {}),
    ...(sortKeys.some((key) => key === sort) ? { sort: sort as SortKey } : {}),
  };
}

function isDay(value: unknown): value is string {
  return typeof value === "string" && parseIsoDate(value) !== undefined;
}

function texts(name: "people" | "purposes" | "kinds", value: unknown): AccessFilter {
  const all = Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
  return all.length === 0 ? {} : { [name]: all };
}
