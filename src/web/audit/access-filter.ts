/** Filtering, ordering and counting the rows of "Who saw this patient?", all on what was loaded. */
import type { AccessRow } from "../../http/contract/audit.ts";

export interface AccessFilter {
  readonly people?: readonly string[];
  readonly purposes?: readonly string[];
  readonly kinds?: readonly string[];
  readonly unusual?: boolean;
  readonly day?: string;
}

export function filterAccesses<Row extends AccessRow>(rows: readonly Row[], filter: AccessFilter): readonly Row[] {
  const { people = [], purposes = [], kinds = [], unusual = false, day } = filter;
  return rows.filter(
    (row) =>
      (people.length === 0 || people.includes(row.person)) &&
      (purposes.length === 0 || purposes.includes(row.purpose)) &&
      (kinds.length === 0 || kinds.includes(row.kind)) &&
      (!unusual || row.unusual.length > 0) &&
      (day === undefined || row.localTime.startsWith(day)),
  );
}

export const sortKeys = ["time", "person", "role", "purpose", "what"] as const;
export type SortKey = (typeof sortKeys)[number];

/** `time` has the newest first, the others run from A to Z; `back` turns it round. Equal ones stay in the order of time. */
export function sortAccesses<Row extends AccessRow>(
  rows: readonly Row[],
  { key, back }: { readonly key: SortKey; readonly back: boolean },
): readonly Row[] {
  const value = (row: Row): string => ({ time: "", person: row.person, role: row.role, purpose: row.purpose, what: row.words })[key];
  const sorted = [...rows].sort((a, b) => {
    const [one, other] = [value(a), value(b)];
    return one === other ? b.id - a.id : one < other ? -1 : 1;
  });
  return back ? sorted.reverse() : sorted;
}

export type GroupBy = "person" | "day" | "purpose";

export interface AccessGroup {
  readonly name: string;
  readonly detail: string;
  readonly looks: number;
  readonly changes: number;
  readonly lists: number;
  readonly unusual: number;
  /** At the practice's place. */
  readonly last: string;
}

/** Those with something unusual first, then by how much they did. */
export function groupAccesses(rows: readonly AccessRow[], by: GroupBy): readonly AccessGroup[] {
  const groups = new Map<string, AccessRow[]>();
  for (const row of rows) {
    const name = by === "person" ? row.person : by === "purpose" ? row.purpose : row.localTime.slice(0, 10);
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  const all = [...groups].map(([name, mine]): AccessGroup => {
    const count = (...kinds: readonly string[]): number => mine.filter((row) => kinds.includes(row.kind)).length;
    const others = new Set(mine.map((row) => (by === "person" ? row.role : row.person)));
    return {
      name,
      detail: [...others].slice(0, 4).join(", "),
      looks: count("read", "export", "emergency"),
      changes: count("write"),
      lists: count("list"),
      unusual: mine.filter((row) => row.unusual.length > 0).length,
      last:
        mine
          .map((row) => row.localTime)
          .sort()
          .at(-1) ?? "",
    };
  });
  if (by === "day") return all.sort((a, b) => (a.name < b.name ? 1 : -1));
  return all.sort((a, b) => b.unusual - a.unusual || b.looks + b.changes - (a.looks + a.changes) || (a.name < b.name ? -1 : 1));
}
