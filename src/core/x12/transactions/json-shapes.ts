/**
 * Values of the transactions as plain JSON: money as "12.50", units as exact decimal text, dates as in the model. A shape
 * names every field of a type in the order it is written, so a field that is added to a model does not compile until it
 * has its place here.
 */
import { type Cents, formatCents } from "../../kernel/cents.ts";
import { type Decimal, formatDecimal } from "../../kernel/decimal.ts";

export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

export type ToJson<Value> = (value: Value) => Json;

type Fields<Value> = { readonly [Key in keyof Value]-?: ToJson<Exclude<Value[Key], undefined>> };

/** An object with these fields, in this order; absent ones are left out. */
export function shape<Value extends object>(fields: Fields<Value>): ToJson<Value> {
  const entries = Object.entries(fields) as [keyof Value & string, ToJson<unknown>][];
  return (value) => {
    const json: { [key: string]: Json } = {};
    for (const [key, toJson] of entries) {
      const field = value[key];
      if (field !== undefined) json[key] = toJson(field);
    }
    return json;
  };
}

export function list<Value>(toJson: ToJson<Value>): ToJson<readonly Value[]> {
  return (values) => values.map(toJson);
}

export const plain: ToJson<string | number | boolean> = (value) => value;
export const money: ToJson<Cents> = formatCents;
export const exact: ToJson<Decimal> = formatDecimal;
export const plains: ToJson<readonly (string | number)[]> = (values) => values;
