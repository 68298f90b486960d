/**
 * A column of a table as lines that compress well and stand for exactly what COPY's text said. A pack is written once and read at
 * each first start, so each column is tried every way and the shortest is kept.
 */
import { deflateRawSync } from "node:zlib";

/** How a column's lines are to be read. */
export type ColumnForm =
  /** As COPY says it. */
  | "text"
  /** One line, the same for every row. */
  | "same"
  /** Whole numbers, each less the one before it. */
  | "steps"
  /** Bytes that are text, instead of their hex digits. */
  | "bytes";

export interface Column {
  readonly form: ColumnForm;
  /** Moments, in microseconds since the pack was made. */
  readonly moments: boolean;
  readonly lines: readonly string[];
}

const forms: readonly ColumnForm[] = ["same", "steps", "bytes", "text"];

/** `values` in COPY's text. `madeAt` in microseconds. */
export function packColumn(values: readonly string[], madeAt: number): Column {
  const since = values.map((value) => (value === absent ? absent : sinceOf(value, madeAt)));
  const moments = values.some((value) => value !== absent) && since.every((value) => value !== undefined);
  const given = moments ? (since as readonly string[]) : values;
  const ways = forms.flatMap((form) => {
    const lines = linesAs(form, given);
    if (lines === undefined) return [];
    const column = { form, moments, lines };
    const back = unpackColumn(column, { rows: values.length, at: madeAt });
    return back.every((value, index) => value === values[index]) ? [{ column, bytes: sizeOf(lines) }] : [];
  });
  return ways.reduce((least, one) => (one.bytes < least.bytes ? one : least)).column;
}

/** `at`: the moment that counts as the one at which the pack was made, in microseconds. */
export function unpackColumn(
  { form, moments, lines }: Column,
  { rows, at }: { readonly rows: number; readonly at: number },
): readonly string[] {
  const values = valuesOf(form, lines, rows);
  return moments ? values.map((value) => (value === absent ? absent : momentText(Number(value) + at))) : values;
}

function valuesOf(form: ColumnForm, lines: readonly string[], rows: number): readonly string[] {
  switch (form) {
    case "text":
      return lines;
    case "same":
      return Array.from({ length: rows }, () => lines[0] ?? absent);
    case "steps":
      return summed(lines);
    case "bytes":
      return lines.map((line) => (line === absent ? absent : `\\\\x${Buffer.from(JSON.parse(line) as string, "utf8").toString("hex")}`));
  }
}

/** What COPY says of a value that is not there. */
const absent = "\\N";

/** Undefined when the values are none of these. */
function linesAs(form: ColumnForm, values: readonly string[]): readonly string[] | undefined {
  switch (form) {
    case "text":
      return values;
    case "same":
      return values.length > 0 && values.every((value) => value === values[0]) ? values.slice(0, 1) : undefined;
    case "steps":
      return values.every((value) => value === absent || /^(0|-?[1-9]\d{0,14})$/.test(value)) ? stepped(values) : undefined;
    case "bytes":
      return values.every((value) => value === absent || value.startsWith("\\\\x"))
        ? values.map((value) => (value === absent ? absent : JSON.stringify(Buffer.from(value.slice(3), "hex").toString("utf8"))))
        : undefined;
  }
}

function stepped(values: readonly string[]): readonly string[] {
  let before = 0;
  return values.map((value) => {
    if (value === absent) return absent;
    const step = Number(value) - before;
    before = Number(value);
    return String(step);
  });
}

function summed(lines: readonly string[]): readonly string[] {
  let before = 0;
  return lines.map((line) => {
    if (line === absent) return absent;
    before += Number(line);
    return String(before);
  });
}

const momentShape = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/;

/** Of COPY's text in UTC; undefined when it is no moment. */
function sinceOf(text: string, madeAt: number): string | undefined {
  const parts = momentShape.exec(text);
  if (parts === null) return undefined;
  const [, day, time, fraction = ""] = parts;
  return String(Date.parse(`${day}T${time}Z`) * 1_000 + Number(fraction.padEnd(6, "0")) - madeAt);
}

function momentText(micros: number): string {
  const fraction = ((micros % 1_000_000) + 1_000_000) % 1_000_000;
  const text = new Date((micros - fraction) / 1_000).toISOString();
  const rest = fraction === 0 ? "" : `.${String(fraction).padStart(6, "0").replace(/0+$/, "")}`;
  return `${text.slice(0, 10)} ${text.slice(11, 19)}${rest}+00`;
}

function sizeOf(lines: readonly string[]): number {
  return deflateRawSync(lines.join("\n")).length;
}
