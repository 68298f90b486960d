/**
 * Values of the transactions as plain JSON: money as "12.50", units as exact decimal text, dates as in the model. A shape
 * names every field of a type in the order it is written, so a field that is added to a model does not compile until it
 * has its place here.
 */
import type { Cents } from "../../kernel/cents.ts";
import { type Decimal, formatDecimal } from "../../kernel/decimal.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import { type JsonBytes, writeAscii, writeByte, writeCents, writeRaw, writeText } from "./json-bytes.ts";

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

/** How values of one type are written, and what they look like when they are. */
export interface JsonShape<Value> {
  readonly schema: JsonSchema;
  readonly write: (out: JsonBytes, value: Value) => void;
}

export interface ObjectShape<Value> extends JsonShape<Value> {
  /** What stands before the value of a field, and what stands behind it: whoever streams a long list writes it between the two. */
  readonly writeBefore: (out: JsonBytes, key: keyof Value & string, value: Partial<Value>) => void;
  readonly writeAfter: (out: JsonBytes, key: keyof Value & string, value: Partial<Value>) => void;
}

type Fields<Value> = { readonly [Key in keyof Value]-?: JsonShape<Exclude<Value[Key], undefined>> };

const comma = 0x2c;
const brace = { open: 0x7b, close: 0x7d };
const bracket = { open: 0x5b, close: 0x5d };

/** An object with these fields, in this order; absent ones are left out. */
export function shape<Value extends object>(fields: Fields<Value>): ObjectShape<Value> {
  const entries = Object.entries(fields) as [keyof Value & string, JsonShape<unknown>][];
  const properties = Object.fromEntries(entries.map(([key, { schema }]) => [key, schema]));
  const names = entries.map(([key]) => key);
  const writers = entries.map(([key, { write }]) => ({ key, write, name: encodeUtf8(`,${JSON.stringify(key)}:`) }));

  function writeFields(out: JsonBytes, value: Partial<Value>, from: number, to: number): void {
    for (let at = from; at < to; at += 1) {
      const writer = writers[at];
      if (writer === undefined) return;
      const field = value[writer.key];
      if (field === undefined) continue;
      writeRaw(out, writer.name);
      writer.write(out, field);
    }
  }

  /** Each name begins with a comma: that of the first field becomes the brace. */
  function writeOpen(out: JsonBytes, value: Partial<Value>, to: number): void {
    const start = out.size;
    writeFields(out, value, 0, to);
    if (out.size === start) writeByte(out, brace.open);
    else out.bytes[start] = brace.open;
  }

  return {
    schema: { type: "object", properties, additionalProperties: false },
    write(out, value) {
      writeOpen(out, value, writers.length);
      writeByte(out, brace.close);
    },
    writeBefore(out, key, value) {
      const at = names.indexOf(key);
      writeOpen(out, value, at);
      writeAscii(out, `${at === 0 ? "" : ","}${JSON.stringify(key)}:`);
    },
    writeAfter(out, key, value) {
      writeFields(out, value, names.indexOf(key) + 1, writers.length);
      writeByte(out, brace.close);
    },
  };
}

/** For a value that stands again and again in a file, as the same object: its bytes are made once and copied. */
export function repeated<Value extends object>({ schema, write }: JsonShape<Value>): JsonShape<Value> {
  let last: Value | undefined;
  let bytes = new Uint8Array(0);
  return {
    schema,
    write(out, value) {
      if (value === last) {
        writeRaw(out, bytes);
        return;
      }
      const from = out.size;
      write(out, value);
      bytes = out.bytes.slice(from, out.size);
      last = value;
    },
  };
}

export function list<Value>({ schema, write }: JsonShape<Value>): JsonShape<readonly Value[]> {
  return { schema: { type: "array", items: schema }, write: (out, values) => writeList(out, values, write) };
}

function writeList<Value>(out: JsonBytes, values: readonly Value[], write: (out: JsonBytes, value: Value) => void): void {
  writeByte(out, bracket.open);
  let isFirst = true;
  for (const value of values) {
    if (!isFirst) writeByte(out, comma);
    isFirst = false;
    write(out, value);
  }
  writeByte(out, bracket.close);
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

export const plain: JsonShape<string | number | boolean> = { schema: scalar, write: writeScalar };
export const money: JsonShape<Cents> = {
  schema: { type: "string", pattern: "^-?\\d+\\.\\d\\d$", description: "dollars and cents" },
  write: writeCents,
};
export const exact: JsonShape<Decimal> = {
  schema: { type: "string", pattern: number, description: "an exact decimal number" },
  write: writeExact,
};
export const plains: JsonShape<readonly (string | number)[]> = {
  schema: { type: "array", items: { type: ["string", "number"] } },
  write: (out, values) => writeList(out, values, writeScalar),
};
