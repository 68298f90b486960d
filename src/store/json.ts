/**
 * Values of the core as JSON and back. Exact decimals hold a bigint, which JSON cannot, so they are kept as
 * `{"$decimal":"1.5"}`; everything else is plain.
 */
import { type Decimal, decimal, formatDecimal } from "../core/kernel/decimal.ts";

/** The text for a jsonb column. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isDecimal(part) ? { $decimal: formatDecimal(part) } : part));
}

export function fromJson(text: string): unknown {
  if (!text.includes('"$decimal"')) return JSON.parse(text);
  return JSON.parse(text, (_key, part: unknown) => (isWrittenDecimal(part) ? decimal(part.$decimal) : part));
}

function isDecimal(part: unknown): part is Decimal {
  return typeof part === "object" && part !== null && "digits" in part && typeof part.digits === "bigint";
}

function isWrittenDecimal(part: unknown): part is { readonly $decimal: string } {
  return typeof part === "object" && part !== null && "$decimal" in part && typeof part.$decimal === "string";
}
