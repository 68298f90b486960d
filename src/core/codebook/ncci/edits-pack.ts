/** The correct-coding edits as a pack: two and a half million pairs in a few typed arrays, read without copying. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { dateOfDayNumber, dayNumber, type IsoDate } from "../../kernel/iso-date.ts";
import { incompleteQuarter } from "../codebook-findings.ts";
import { createMueBuilder, type MueTable, openMue } from "../mue.ts";
import { codeOfKey, keyOf } from "../pack/code-key.ts";
import { createPackWriter, type Pack } from "../pack/pack-file.ts";
import { createPtpBuilder, openPtp, type PtpTable } from "../ptp.ts";
import type { HeldText } from "../read/kind-of-source.ts";
import { type AddOnRow, type AddOnTable, openAddOns } from "./add-ons.ts";
import { quarterName, readAddOnFile, readMue, readPtp } from "./read-ncci.ts";

type EditKind = "ncci-ptp" | "ncci-mue" | "ncci-add-ons";

export interface EditRelease {
  readonly kind: EditKind;
  readonly name: string;
  readonly effective: IsoDate;
  readonly rows: number;
}

export interface EditTables {
  readonly releases: readonly EditRelease[];
  readonly ptp?: PtpTable;
  readonly mue?: MueTable;
  readonly addOns?: AddOnTable;
}

/**
 * Each quarter's pairs and add-on codes are the whole history, so the newest quarter counts, in all of its parts; pairs of which
 * half is missing do not take the place of the quarter before. Limits of units have no days of their own: each quarter's stay
 * beside the others.
 */
export function compileEdits(given: readonly HeldText[]): {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly findings: readonly Finding[];
} {
  // Of another biller the tables are the same: which it is says the pack.
  const sources = given.map((one) => ({ ...one, kind: one.kind.replace(/-(?:hospital|supplier)$/, "") }));
  const { effective: pairsOf, findings } = pairsInUse(sources);
  const ptp = createPtpBuilder();
  const mue = createMueBuilder();
  const addOns: AddOnRow[] = [];
  const releases: EditRelease[] = [];
  for (const source of [...sources].sort((a, b) => (a.effective < b.effective ? -1 : a.effective > b.effective ? 1 : 0))) {
    const newest = sources.every((other) => other.kind !== source.kind || other.effective <= source.effective);
    if (source.kind === "ncci-ptp" ? source.effective !== pairsOf : source.kind === "ncci-add-ons" && !newest) continue;
    const { kind, name, text, effective } = source;
    const rows =
      kind === "ncci-ptp"
        ? readPtp(name, text, (row) => ptp.add(row.column1, row.column2, row.indicator, row.from, row.to)).rows
        : kind === "ncci-mue"
          ? taken(readMue(name, text), (row) => mue.add(row.code, row.units, row.mai, effective))
          : taken(readAddOnFile(name, text), (row) => addOns.push(row));
    releases.push({ kind: kind as EditKind, name: quarterName(effective), effective, rows });
  }
  const writer = createPackWriter();
  const pairs = ptp.columns();
  writer.add("ptpCodes", Float64Array.from(pairs.codes, keyOf));
  writer.add("ptpStarts", pairs.starts);
  writer.add("ptpSeconds", pairs.seconds);
  writer.add("ptpFrom", pairs.from);
  writer.add("ptpTo", pairs.to);
  writer.add("ptpKinds", pairs.kinds);
  const limits = mue.columns();
  writer.add("mueCodes", Float64Array.from(limits.codes, keyOf));
  writer.add("mueFrom", Int32Array.from(limits.from, dayNumber));
  writer.add("mueUnits", limits.units);
  writer.add("mueMais", limits.mais);
  writer.add(
    "addOnCodes",
    Float64Array.from(addOns, (row) => keyOf(row.code)),
  );
  writer.add(
    "addOnPrimaries",
    Float64Array.from(addOns, (row) => (row.primary === undefined ? 0 : keyOf(row.primary))),
  );
  writer.add(
    "addOnTypes",
    Uint8Array.from(addOns, (row) => row.type),
  );
  writer.add(
    "addOnFrom",
    Int32Array.from(addOns, (row) => (row.from === undefined ? noDay : dayNumber(row.from))),
  );
  writer.add(
    "addOnTo",
    Int32Array.from(addOns, (row) => (row.to === undefined ? noDay : dayNumber(row.to))),
  );
  return { bytes: writer.finish({ kind: "edits", meta: { releases: together(releases) } }), findings };
}

/** The newest quarter whose pairs are not far fewer than those of the one before. */
function pairsInUse(sources: readonly HeldText[]): { readonly effective: IsoDate | undefined; readonly findings: readonly Finding[] } {
  const rows = new Map<IsoDate, number>();
  for (const one of sources) if (one.kind === "ncci-ptp") rows.set(one.effective, (rows.get(one.effective) ?? 0) + one.rows);
  const [newest, before] = [...rows].sort(([a], [b]) => (a < b ? 1 : -1));
  if (newest === undefined || before === undefined || newest[1] * 2 >= before[1]) return { effective: newest?.[0], findings: [] };
  const told = { release: quarterName(newest[0]), rows: newest[1], before: before[1] };
  return { effective: before[0], findings: [finding(incompleteQuarter, {}, told)] };
}

const noDay = -2_147_483_648;

function taken<Row>({ value, rows }: { readonly value: readonly Row[]; readonly rows: number }, take: (row: Row) => void): number {
  for (const row of value) take(row);
  return rows;
}

/** A quarter's pairs come in several files. */
function together(releases: readonly EditRelease[]): readonly EditRelease[] {
  const byKey = new Map<string, EditRelease>();
  for (const one of releases) {
    const key = `${one.kind} ${one.effective}`;
    byKey.set(key, { ...one, rows: one.rows + (byKey.get(key)?.rows ?? 0) });
  }
  return [...byKey.values()];
}

export function openEdits(pack: Pack): EditTables {
  const { releases } = pack.meta as { readonly releases: readonly EditRelease[] };
  const has = (kind: EditKind): boolean => releases.some((one) => one.kind === kind);
  const codesOf = (name: string): readonly string[] => Array.from(pack.f64(name), codeOfKey);
  return {
    releases,
    ...(has("ncci-ptp")
      ? {
          ptp: openPtp({
            codes: codesOf("ptpCodes"),
            starts: pack.u32("ptpStarts"),
            seconds: pack.u16("ptpSeconds"),
            from: pack.u16("ptpFrom"),
            to: pack.u16("ptpTo"),
            kinds: pack.u8("ptpKinds"),
          }),
        }
      : {}),
    ...(has("ncci-mue")
      ? {
          mue: openMue({
            codes: codesOf("mueCodes"),
            from: Array.from(pack.i32("mueFrom"), dateOfDayNumber),
            units: pack.u32("mueUnits"),
            mais: pack.u8("mueMais"),
          }),
        }
      : {}),
    ...(has("ncci-add-ons") ? { addOns: openAddOns(addOnRows(pack)) } : {}),
  };
}

function addOnRows(pack: Pack): readonly AddOnRow[] {
  const primaries = pack.f64("addOnPrimaries");
  const types = pack.u8("addOnTypes");
  const from = pack.i32("addOnFrom");
  const to = pack.i32("addOnTo");
  return Array.from(pack.f64("addOnCodes"), (key, at): AddOnRow => {
    const type = types[at];
    const primary = primaries[at] ?? 0;
    const start = from[at] ?? noDay;
    const end = to[at] ?? noDay;
    return {
      code: codeOfKey(key),
      type: type === 1 ? 1 : type === 2 ? 2 : 3,
      ...(primary === 0 ? {} : { primary: codeOfKey(primary) }),
      ...(start === noDay ? {} : { from: dateOfDayNumber(start) }),
      ...(end === noDay ? {} : { to: dateOfDayNumber(end) }),
    };
  });
}
