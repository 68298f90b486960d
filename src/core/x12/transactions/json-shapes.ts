/**
 * Values of the transactions as plain JSON: money as "12.50", units as exact decimal text, dates as in the model. A shape
 * names every field of a type in the order it is written, so a field that is added to a model does not compile until it
 * has its place here.
 */
import { type Cents, formatCents } from "../../kernel/cents.ts";
import { type Decimal, formatDecimal } from "../../kernel/decimal.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import { type JsonBytes, writeAscii, writeByte, writeRaw, writeText } from "./json-bytes.ts";

export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** A JSON Schema (draft 2020-12), as far as our shapes need one. */
export interface JsonSchema {
  readonly type: "object" | "array" | "string" | readonly string[];
  readonly description?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface ToJson<Value> {
  (value: Value): Json;
  readonly schema: JsonSchema;
  /** The same as bytes, without the tree between. */
  readonly write: (out: JsonBytes, value: Value) => void;
}

export interface ShapeToJson<Value> extends ToJson<Value> {
  /** With one field's value written by the caller: whoever reads a long list has its items already. */
  readonly writeAround: (out: JsonBytes, value: Value, key: keyof Value & string, inner: () => void) => void;
}

type Fields<Value> = { readonly [Key in keyof Value]-?: ToJson<Exclude<Value[Key], undefined>> };

const comma = 0x2c;

/** An object with these fields, in this order; absent ones are left out. */
export function shape<Value extends object>(fields: Fields<Value>): ShapeToJson<Value> {
  const entries = Object.entries(fields) as [keyof Value & string, ToJson<unknown>][];
  const properties = Object.fromEntries(entries.map(([key, toJson]) => [key, toJson.schema]));
  const toJson = (value: Value): Json => {
    const json: { [key: string]: Json } = {};
    for (const [key, toJson] of entries) {
      const field = value[key];
      if (field !== undefined) json[key] = toJson(field);
    }
    return json;
  };
  const writers = entries.map(([key, { write }]) => ({
    key,
    write,
    first: encodeUtf8(`{${JSON.stringify(key)}:`),
    further: encodeUtf8(`,${JSON.stringify(key)}:`),
  }));
  const writeFields = (out: JsonBytes, value: Value, innerKey: string, inner: () => void): void => {
    let isFirst = true;
    for (const writer of writers) {
      const field = value[writer.key];
      if (field === undefined) continue;
      writeRaw(out, isFirst ? writer.first : writer.further);
      isFirst = false;
      if (writer.key === innerKey) inner();
      else writer.write(out, field);
    }
    if (isFirst) writeByte(out, 0x7b);
    writeByte(out, 0x7d);
  };
  return Object.assign(toJson, {
    schema: { type: "object", properties, additionalProperties: false } as const,
    write: (out: JsonBytes, value: Value) => writeFields(out, value, "", nothing),
    writeAround: writeFields,
  });
}

function nothing(): void {}

export function list<Value>(toJson: ToJson<Value>): ToJson<readonly Value[]> {
  const { write } = toJson;
  return Object.assign((values: readonly Value[]): Json => values.map((value) => toJson(value)), {
    schema: { type: "array", items: toJson.schema } as const,
    write: (out: JsonBytes, values: readonly Value[]) => writeList(out, values, write),
  });
}

function writeList<Value>(out: JsonBytes, values: readonly Value[], write: (out: JsonBytes, value: Value) => void): void {
  writeByte(out, 0x5b);
  let isFirst = true;
  for (const value of values) {
    if (!isFirst) writeByte(out, comma);
    isFirst = false;
    write(out, value);
  }
  writeByte(out, 0x5d);
}

function writeScalar(out: JsonBytes, value: string | number | boolean): void {
  if (typeof value === "string") writeText(out, value);
  else writeAscii(out, String(value));
}

let lastExact: Decimal | undefined;
let lastExactText = "";

/** Units are nearly always one and the same number. */
function writeExact(out: JsonBytes, value: Decimal): void {
  if (value !== lastExact) {
    lastExact = value;
    lastExactText = formatDecimal(value);
  }
  writeText(out, lastExactText);
}

const scalar: JsonSchema = { type: ["string", "number", "boolean"] };
const number = "^-?\\d+(\\.\\d+)?$";

export const plain: ToJson<string | number | boolean> = Object.assign((value: string | number | boolean) => value, {
  schema: scalar,
  write: writeScalar,
});
export const money: ToJson<Cents> = Object.assign((value: Cents) => formatCents(value), {
  schema: { type: "string", pattern: "^-?\\d+\\.\\d\\d$", description: "dollars and cents" } as const,
  write: (out: JsonBytes, value: Cents) => writeText(out, formatCents(value)),
});
export const exact: ToJson<Decimal> = Object.assign((value: Decimal) => formatDecimal(value), {
  schema: { type: "string", pattern: number, description: "an exact decimal number" } as const,
  write: writeExact,
});
export const plains: ToJson<readonly (string | number)[]> = Object.assign((values: readonly (string | number)[]) => values, {
  schema: { type: "array", items: { type: ["string", "number"] } } as const,
  write: (out: JsonBytes, values: readonly (string | number)[]) => writeList(out, values, writeScalar),
});
