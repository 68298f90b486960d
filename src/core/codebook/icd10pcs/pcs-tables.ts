/** The tables of ICD-10-PCS in a pack: what a character means where it stands. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import { codeOfKey, keyOf, positionOf } from "../pack/code-key.ts";
import type { Pack } from "../pack/pack-file.ts";
import type { PcsMeta } from "./compile-pcs.ts";
import type { PcsPlace, PcsTablePage } from "./model.ts";
import type { PcsAxis } from "./read-xml.ts";

export interface PcsTables {
  /** The release whose words the characters have on the day: that of their table; before the first release the first. */
  releaseOf(prefix: string, on: IsoDate): string | undefined;
  /** The character after the prefix, in words. */
  place(prefix: string, value: string, on: IsoDate): PcsPlace;
  table(prefix: string, on: IsoDate): PcsTablePage | undefined;
}

interface OpenTable {
  readonly release: string;
  readonly at: string;
  /** Section, body system, operation: the axis' title and its label. */
  readonly head: readonly { readonly axis: string; readonly label: string }[];
  readonly definition: string;
  readonly rows: readonly (readonly PcsAxis[])[];
}

export function openPcsTables(pack: Pack, meta: PcsMeta): PcsTables {
  const lists = meta.tableLists.map((head, at) => ({ head, tables: openList(pack, at) }));
  const definition = openDefinitions(pack);
  const listOn = (on: IsoDate) => lists.findLast((one) => one.head.effective <= on) ?? lists[0];
  const place = (prefix: string, value: string, on: IsoDate): PcsPlace => {
    const position = prefix.length + 1;
    const found = wordsFor(listOn(on)?.tables, prefix, value);
    return {
      position,
      value,
      axis: found.axis,
      label: found.label,
      ...definition(prefix[0] ?? value, position, found.label, found.definition),
    };
  };
  return {
    place,
    table(prefix, on) {
      const [table] = prefix.length < 3 ? [] : (listOn(on)?.tables.beginning(prefix.slice(0, 3)) ?? []);
      if (table === undefined) return undefined;
      return {
        at: table.at,
        release: table.release,
        head: [0, 1, 2].map((at) => place(table.at.slice(0, at), table.at[at] ?? "", on)),
        columns: (table.rows[0] ?? []).map((axis) => axis.title),
        rows: table.rows.map((axes) => ({ cells: axes.map((axis) => axis.labels) })),
      };
    },
    releaseOf(prefix, on) {
      const list = listOn(on);
      const [table] = prefix.length < 3 ? [] : (list?.tables.beginning(prefix.slice(0, 3)) ?? []);
      return table?.release ?? list?.head.name;
    },
  };
}

interface Words {
  readonly axis: string;
  readonly label: string;
  readonly definition?: string;
}

const noWords: Words = { axis: "", label: "" };

interface List {
  /** Tables that begin with these characters. */
  beginning(prefix: string): Iterable<OpenTable>;
}

function wordsFor(list: List | undefined, prefix: string, value: string): Words {
  if (list === undefined) return noWords;
  const place = prefix.length;
  if (place < 3) {
    for (const table of list.beginning(prefix + value)) {
      const head = table.head[place];
      if (head !== undefined) return { ...head, ...(place === 2 && table.definition !== "" ? { definition: table.definition } : {}) };
    }
    // A table that is newer than the list: the operation is named in other tables of the section.
    for (const table of list.beginning(prefix[0] ?? "")) {
      const head = table.head[place];
      if (head !== undefined && place === 2 && table.at[2] === value) return head;
    }
    return noWords;
  }
  const axisAt = place - 3;
  let near: Words | undefined;
  // The row that the settled characters lead to; else the same axis of the table, its body system, its section.
  for (const above of [prefix.slice(0, 3), prefix.slice(0, 2), prefix.slice(0, 1)]) {
    for (const table of list.beginning(above)) {
      for (const axes of table.rows) {
        const axis = axes[axisAt];
        const label = axis?.labels.find((one) => one.value === value)?.label;
        if (axis === undefined || label === undefined) continue;
        const words = { axis: axis.title, label };
        const isOwn =
          above.length === 3 && [...prefix.slice(3)].every((settled, at) => axes[at]?.labels.some((one) => one.value === settled));
        if (isOwn) return words;
        near ??= words;
      }
    }
    if (near !== undefined) return near;
  }
  return noWords;
}

function openList(pack: Pack, at: number): List {
  const keys = pack.f64(`t${at}_key`);
  const releases = pack.u32(`t${at}_release`);
  const heads = pack.u32(`t${at}_head`);
  const definitions = pack.u32(`t${at}_definition`);
  const rowStarts = pack.u32(`t${at}_rows`);
  const axisTitles = pack.u32(`t${at}_axis`);
  const labelStarts = pack.u32(`t${at}_labels`);
  const values = pack.u8(`t${at}_value`);
  const labels = pack.u32(`t${at}_label`);
  const text = (id: number | undefined): string => pack.texts.text(id ?? 0);
  const opened = new Map<number, OpenTable>();
  const table = (row: number): OpenTable => {
    const known = opened.get(row);
    if (known !== undefined) return known;
    const first = rowStarts[row] ?? 0;
    const axisOf = (axis: number): PcsAxis => {
      const start = labelStarts[axis] ?? 0;
      return {
        title: text(axisTitles[axis]),
        labels: Array.from({ length: (labelStarts[axis + 1] ?? 0) - start }, (_, offset) => ({
          value: String.fromCharCode(values[start + offset] ?? 0),
          label: text(labels[start + offset]),
        })),
      };
    };
    const made: OpenTable = {
      release: text(releases[row]),
      at: codeOfKey(keys[row] ?? 0),
      head: [0, 1, 2].map((place) => ({ axis: text(heads[row * 6 + place * 2]), label: text(heads[row * 6 + place * 2 + 1]) })),
      definition: text(definitions[row]),
      rows: Array.from({ length: (rowStarts[row + 1] ?? 0) - first }, (_, offset) =>
        [0, 1, 2, 3].map((axis) => axisOf((first + offset) * 4 + axis)),
      ),
    };
    opened.set(row, made);
    return made;
  };
  return {
    *beginning(prefix) {
      if (prefix.length === 3) {
        const row = positionOf(keys, keyOf(prefix));
        if (row >= 0) yield table(row);
        return;
      }
      for (let row = 0; row < keys.length; row += 1) if (codeOfKey(keys[row] ?? 0).startsWith(prefix)) yield table(row);
    },
  };
}

type Meaning = Pick<PcsPlace, "definition" | "explanation" | "includes">;

function openDefinitions(pack: Pack): (section: string, position: number, label: string, fallback: string | undefined) => Meaning {
  const places = pack.u16("df_at");
  const columns = {
    term: pack.u32("df_term"),
    definition: pack.u32("df_definition"),
    explanation: pack.u32("df_explanation"),
    includes: pack.u32("df_includes"),
  };
  const text = (column: keyof typeof columns, row: number): string => pack.texts.text(columns[column][row] ?? 0);
  let byTerm: Map<string, number> | undefined;
  return (section, position, label, fallback) => {
    byTerm ??= new Map(Array.from(places, (place, row) => [`${place} ${text("term", row)}`, row]));
    const row = label === "" ? undefined : byTerm.get(`${section.charCodeAt(0) * 8 + position} ${label}`);
    const definition = row === undefined ? "" : text("definition", row);
    const said = definition === "" ? fallback : definition;
    const explanation = row === undefined ? "" : text("explanation", row);
    return {
      ...(said === undefined ? {} : { definition: said }),
      ...(explanation === "" ? {} : { explanation }),
      includes:
        row === undefined
          ? []
          : text("includes", row)
              .split("\n")
              .filter((one) => one !== ""),
    };
  };
}
