/** Rows of relative values, conversion factors, geographic indices and fixed amounts. */
import { parseCents } from "../kernel/cents.ts";
import { type Decimal, parseDecimal } from "../kernel/decimal.ts";
import type { ConversionFactor, Fee, Gpci, RelativeValues } from "./model.ts";
import { type Row, releaseWindow, type Table, windowOf } from "./parse-table.ts";

const zero: Decimal = { digits: 0n, scale: 0 };

/** Rows with a number that cannot be read are left out and named in `bad`. */
export interface FeeRows<Value> {
  readonly values: readonly Value[];
  readonly bad: readonly Row[];
}

export function readRelativeValues(table: Table): FeeRows<RelativeValues> {
  return collect(table, (row) => {
    const work = number(row, "work");
    const nonFacilityPe = number(row, "nf_pe");
    const facilityPe = number(row, "f_pe");
    const malpractice = number(row, "mp");
    if (work === undefined || nonFacilityPe === undefined || facilityPe === undefined || malpractice === undefined) return undefined;
    return {
      code: row.cell("code"),
      modifier: row.cell("mod"),
      status: row.cell("status"),
      work,
      nonFacilityPe,
      facilityPe,
      malpractice,
      globalDays: row.cell("global"),
      pcTc: row.cell("pctc"),
      multipleProcedure: row.cell("mult"),
      bilateral: row.cell("bilat"),
      assistant: row.cell("asst"),
      ...windowOf(row, releaseWindow(table)),
    };
  });
}

export function readConversionFactors(table: Table): FeeRows<ConversionFactor> {
  return collect(table, (row) => {
    const dollars = parseDecimal(row.cell("dollars"));
    const kind = row.cell("kind");
    if (dollars === undefined || (kind !== "physician" && kind !== "physician-apm" && kind !== "anesthesia")) return undefined;
    return { kind, dollars, ...windowOf(row) };
  });
}

export function readGpcis(table: Table): FeeRows<Gpci> {
  return collect(table, (row) => {
    const work = parseDecimal(row.cell("work"));
    const practiceExpense = parseDecimal(row.cell("pe"));
    const malpractice = parseDecimal(row.cell("mp"));
    if (work === undefined || practiceExpense === undefined || malpractice === undefined) return undefined;
    return {
      locality: row.cell("locality"),
      name: row.cell("name"),
      work,
      practiceExpense,
      malpractice,
      ...windowOf(row, releaseWindow(table)),
    };
  });
}

export function readFees(table: Table): FeeRows<Fee> {
  return collect(table, (row) => {
    const amount = parseCents(row.cell("amount"));
    const schedule = row.cell("schedule");
    if (amount === undefined || (schedule !== "clinical-lab" && schedule !== "drug" && schedule !== "practice-charge")) return undefined;
    return { schedule, code: row.cell("code"), amount, ...windowOf(row, releaseWindow(table)) };
  });
}

function collect<Value>(table: Table, read: (row: Row) => Value | undefined): FeeRows<Value> {
  const values: Value[] = [];
  const bad: Row[] = [];
  for (const row of table.rows) {
    const value = read(row);
    if (value === undefined) bad.push(row);
    else values.push(value);
  }
  return { values, bad };
}

function number(row: Row, column: string): Decimal | undefined {
  return row.cell(column) === "" ? zero : parseDecimal(row.cell(column));
}
