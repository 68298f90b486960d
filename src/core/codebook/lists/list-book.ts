/** The loaded lists as a pack, and what is asked of them. */
import { dateOfDayNumber, dayNumber, type IsoDate } from "../../kernel/iso-date.ts";
import type { Release } from "../model.ts";
import { createPackWriter, type Pack } from "../pack/pack-file.ts";
import { dated, type HeldText, type KindOfSource, type PackMaker } from "../read/kind-of-source.ts";
import { type ListName, type ListRow, type ListSourceKind, listKinds } from "./list-kinds.ts";

export interface ListBook {
  readonly releases: readonly Release[];
  has(list: ListName): boolean;
  /** First day of the newest edition that was loaded. */
  effective(list: ListName): IsoDate | undefined;
  row(list: ListName, code: string): ListRow | undefined;
  rows(list: ListName): readonly ListRow[];
}

interface Meta {
  readonly lists: readonly {
    readonly list: ListName;
    readonly kind: ListSourceKind;
    readonly effective: IsoDate;
    readonly from: number;
    readonly to: number;
  }[];
}

export const listSources: readonly KindOfSource<ListSourceKind>[] = listKinds.map((kind) => ({
  kind: kind.kind,
  pack: "lists",
  is: (head, name) => kind.is(head, name),
  read: (file) => {
    const { rows, effective, findings } = kind.read(file.name, file.text);
    // Several files are of one kind, each with another list.
    const part = [...new Set(rows.map((row) => row.list))].sort().join(" ");
    return dated(file, { findings, hint: effective }, (day) => ({
      effective: day,
      rows: rows.length,
      part,
      holds: "text",
      text: file.text,
    }));
  },
  releaseName: (effective) => `from ${effective}`,
}));

/** Of each list the newest edition counts; one with words before one of codes only. */
export const listsPack: PackMaker<"lists"> = {
  name: "lists",
  searched: false,
  compile: (files) => ({ bytes: compileLists(files), findings: [] }),
};

function compileLists(files: readonly HeldText[]): Uint8Array<ArrayBuffer> {
  const chosen = new Map<ListName, { readonly kind: ListSourceKind; readonly effective: IsoDate; readonly rows: readonly ListRow[] }>();
  for (const file of files.toSorted((a, b) => (a.effective < b.effective ? -1 : a.effective > b.effective ? 1 : 0))) {
    const known = listKinds.find((one) => one.kind === file.kind);
    if (known === undefined) continue;
    const { rows } = known.read(file.name, file.text);
    for (const list of new Set(rows.map((row) => row.list))) {
      const own = rows.filter((row) => row.list === list);
      const hasWords = own.some((row) => row.title !== "");
      const before = chosen.get(list);
      if (before !== undefined && !hasWords && before.rows.some((row) => row.title !== "")) continue;
      chosen.set(list, { kind: known.kind, effective: file.effective, rows: own });
    }
  }
  const writer = createPackWriter();
  const all: ListRow[] = [];
  const lists: Meta["lists"][number][] = [];
  for (const [list, { kind, effective, rows }] of chosen) {
    lists.push({ list, kind, effective, from: all.length, to: all.length + rows.length });
    all.push(...rows);
  }
  for (const field of ["code", "title", "detail", "extra"] as const)
    writer.addTexts(
      field,
      all.map((row) => writer.intern(row[field])),
    );
  for (const field of ["from", "to"] as const)
    writer.add(
      field,
      Int32Array.from(all, (row) => (row[field] === undefined ? noDay : dayNumber(row[field]))),
    );
  return writer.finish({ kind: "lists", meta: { lists } satisfies Meta });
}

const noDay = -2_147_483_648;

export function openLists(pack: Pack): ListBook {
  const { lists } = pack.meta as Meta;
  const from = pack.i32("from");
  const to = pack.i32("to");
  const columns = { code: pack.u32("code"), title: pack.u32("title"), detail: pack.u32("detail"), extra: pack.u32("extra") };
  const rowAt = (list: ListName, at: number): ListRow => {
    const text = (field: keyof typeof columns): string => pack.texts.text(columns[field][at] ?? 0);
    const first = from[at] ?? noDay;
    const last = to[at] ?? noDay;
    return {
      list,
      code: text("code"),
      title: text("title"),
      detail: text("detail"),
      extra: text("extra"),
      ...(first === noDay ? {} : { from: dateOfDayNumber(first) }),
      ...(last === noDay ? {} : { to: dateOfDayNumber(last) }),
    };
  };
  const made = new Map<ListName, ReadonlyMap<string, ListRow>>();
  const tableOf = (list: ListName): ReadonlyMap<string, ListRow> => {
    const known = made.get(list);
    if (known !== undefined) return known;
    const place = lists.find((one) => one.list === list);
    const rows = new Map<string, ListRow>();
    for (let at = place?.from ?? 0; at < (place?.to ?? 0); at += 1) {
      const row = rowAt(list, at);
      rows.set(row.code, row);
    }
    made.set(list, rows);
    return rows;
  };
  return {
    releases: lists.flatMap(({ list, kind, effective, from: start, to: end }): Release[] => {
      const known = listKinds.find((one) => one.kind === kind);
      if (known === undefined) return [];
      return [
        { table: list, name: `${list} from ${effective}`, source: known.source, licence: known.licence, effective, rows: end - start },
      ];
    }),
    has: (list) => lists.some((one) => one.list === list),
    effective: (list) => lists.find((one) => one.list === list)?.effective,
    row: (list, code) => tableOf(list).get(code),
    rows: (list) => [...tableOf(list).values()],
  };
}
