/**
 * Values of the transactions as plain JSON: money as "12.50", units as exact decimal text, dates as in the model. A shape
 * names every field of a type in the order it is written, so a field that is added to a model does not compile until it
 * has its place here.
 */
import { type Cents, formatCents } from "../../kernel/cents.ts";
import { type Decimal, formatDecimal } from "../../kernel/decimal.ts";

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

export type ToJson<Value> = ((value: Value) => Json) & { readonly schema: JsonSchema };

type Fields<Value> = { readonly [Key in keyof Value]-?: ToJson<Exclude<Value[Key], undefined>> };

/** An object with these fields, in this order; absent ones are left out. */
export function shape<Value extends object>(fields: Fields<Value>): ToJson<Value> {
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
  return Object.assign(toJson, { schema: { type: "object", properties, additionalProperties: false } as const });
}

export function list<Value>(toJson: ToJson<Value>): ToJson<readonly Value[]> {
  return Object.assign((values: readonly Value[]): Json => values.map((value) => toJson(value)), {
    schema: { type: "array", items: toJson.schema } as const,
  });
}

const scalar: JsonSchema = { type: ["string", "number", "boolean"] };
const number = "^-?\\d+(\\.\\d+)?$";

export const plain: ToJson<string | number | boolean> = Object.assign((value: string | number | boolean) => value, { schema: scalar });
export const money: ToJson<Cents> = Object.assign((value: Cents) => formatCents(value), {
  schema: { type: "string", pattern: "^-?\\d+\\.\\d\\d$", description: "dollars and cents" } as const,
});
export const exact: ToJson<Decimal> = Object.assign((value: Decimal) => formatDecimal(value), {
  schema: { type: "string", pattern: number, description: "an exact decimal number" } as const,
});
export const plains: ToJson<readonly (string | number)[]> = Object.assign((values: readonly (string | number)[]) => values, {
  schema: { type: "array", items: { type: ["string", "number"] } } as const,
});
