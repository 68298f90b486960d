/** What a typed value must be as JSON, made from its schema by another way than the writer's: the one is held against the other. */
import { type Cents, formatCents } from "../../src/core/kernel/cents.ts";
import { type Decimal, formatDecimal } from "../../src/core/kernel/decimal.ts";
import type { Json, JsonSchema } from "../../src/core/x12/transactions/json-shapes.ts";

export function jsonOf(schema: JsonSchema, value: unknown): Json {
  if (Array.isArray(value)) return value.map((one) => jsonOf(schema.items ?? schema, one));
  if (schema.description === "dollars and cents") return formatCents(value as Cents);
  if (schema.description === "an exact decimal number") return formatDecimal(value as Decimal);
  if (schema.type !== "object") return value as Json;
  const fields = value as { readonly [key: string]: unknown };
  const known = Object.entries(schema.properties ?? {}).filter(([key]) => fields[key] !== undefined);
  return Object.fromEntries(known.map(([key, own]) => [key, jsonOf(own, fields[key])]));
}
