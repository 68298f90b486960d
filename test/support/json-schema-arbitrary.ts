/** Values that fit a JSON schema of the contract, and values that nearly fit it. */
import fc from "fast-check";

export interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

/** Texts that mean something to a database, a page, a shell, a path, a spreadsheet or a decoder. */
export const hostileTexts: readonly string[] = [
  "'; drop table patient; --",
  '" or 1=1 --',
  "1) union select login, password_hash from access.account --",
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  "javascript:alert(1)",
  "{{7*7}}",
  "../../etc/passwd",
  "..\\..\\x",
  "=1+1",
  "%00",
  "\u0000",
  "a\u0000b",
  "\uD800",
  "\u202Etxt.exe",
  "\r\nSet-Cookie: x=1",
  "~*:^>",
  "🜁".repeat(50),
  "",
  " ",
];

const oddValues: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  -Number.MAX_SAFE_INTEGER,
  2 ** 31,
  [],
  {},
  [[[[[[]]]]]],
  { toString: "x" },
  "x".repeat(20_000),
];

export function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice !== undefined) return fc.oneof(...choice.map(fitting));
  if (schema.type === "object") return objectOf(schema);
  if (schema.type === "array")
    return fc.array(fitting(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 3, 3) });
  if (schema.type === "string") return textOf(schema);
  if (schema.type === "integer" || schema.type === "number")
    return fc.oneof(fc.integer(rangeOf(schema)), fc.constantFrom(rangeOf(schema).min, rangeOf(schema).max));
  if (schema.type === "boolean") return fc.boolean();
  return fc.constantFrom<unknown>(...oddValues, ...hostileTexts);
}

/** Fitting, but for a value or two, a key too many or one that is missing. */
export function nearlyFitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  return fc
    .tuple(
      fitting(schema),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom<unknown>(...oddValues, ...hostileTexts)), { minLength: 1, maxLength: 2 }),
    )
    .map(([value, changes]) => changes.reduce((all, [place, odd]) => changed(all, place, odd), value));
}

function objectOf({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const parts = Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, fitting(one)]));
  return fc.record(parts, { requiredKeys: [...required] });
}

function textOf({ pattern, minLength = 0, maxLength = 40 }: JsonSchema): fc.Arbitrary<unknown> {
  const hostile = hostileTexts.filter((text) => text.length >= minLength && text.length <= maxLength);
  const any = fc.oneof(
    fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 40) }),
    ...(hostile.length > 0 ? [fc.constantFrom(...hostile)] : []),
  );
  // fast-check makes no text for an expression that looks ahead.
  return pattern === undefined || pattern.includes("(?")
    ? any
    : fc.oneof({ weight: 5, arbitrary: fc.stringMatching(new RegExp(pattern)) }, any);
}

function rangeOf({ minimum, maximum, exclusiveMinimum }: JsonSchema): { min: number; max: number } {
  const min = Math.max(minimum ?? (exclusiveMinimum === undefined ? -1000 : exclusiveMinimum + 1), -Number.MAX_SAFE_INTEGER);
  return { min, max: Math.min(maximum ?? 2 ** 31 - 1, 2 ** 31 - 1) };
}

/** The value with what stands at a place, counted through the whole of it, exchanged. */
function changed(value: unknown, place: number, odd: unknown): unknown {
  if (typeof value !== "object" || value === null || place % 5 === 0) return odd;
  if (Array.isArray(value))
    return value.length === 0 ? [odd] : value.map((one, index) => (index === place % value.length ? changed(one, place + 1, odd) : one));
  const keys = Object.keys(value);
  const key = keys[place % Math.max(1, keys.length)];
  if (key === undefined) return { extra: odd };
  if (place % 7 === 0) return Object.fromEntries(Object.entries(value).filter(([one]) => one !== key));
  return { ...value, [key]: changed((value as Record<string, unknown>)[key], place + 1, odd) };
}
