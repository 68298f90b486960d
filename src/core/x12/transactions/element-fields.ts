/** Segments that are a row of amounts and counts: which element is which field, once for reader, writer and JSON. */
import type { Cents } from "../../kernel/cents.ts";
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { SegmentView } from "../syntax/segment.ts";
import { exact, type JsonShape, money, plain, shape } from "./json-shapes.ts";
import { dateAt, decimalAt, optionalAmountAt, type ReadingContext, textAt } from "./segment-values.ts";
import { amountText, dateText, quantityText } from "./write-envelope.ts";

type KindOf<Value> = Value extends Cents ? "money" : Value extends Decimal ? "number" : Value extends IsoDate ? "date" : "text";

/** The element of each field, and what it holds. */
export type ElementFields<Value> = { readonly [Key in keyof Value]-?: readonly [number, KindOf<Exclude<Value[Key], undefined>>] };

type AnyFields = readonly (readonly [string, readonly [number, "money" | "number" | "date" | "text"]])[];

/** The fields that the segment has. An element that cannot be read is reported and absent. */
export function elementFieldsAt<Value extends object>(context: ReadingContext, view: SegmentView, fields: ElementFields<Value>): Value {
  const found: Record<string, unknown> = {};
  for (const [name, [element, kind]] of Object.entries(fields) as AnyFields) {
    const value = valueAt(context, view, element, kind);
    if (value !== undefined) found[name] = value;
  }
  return found as Value;
}

function valueAt(context: ReadingContext, view: SegmentView, element: number, kind: AnyFields[number][1][1]): unknown {
  if (kind === "money") return optionalAmountAt(context, view, element);
  if (kind === "number") return decimalAt(context, view, element);
  if (kind === "date") return dateAt(context, view, element);
  const text = textAt(view, element);
  return text === "" ? undefined : text;
}

/** Elements 01 to the last that a field or one of the others has. */
export function elementTexts<Value extends object>(
  value: Value,
  fields: ElementFields<Value>,
  others: readonly (readonly [number, string])[] = [],
): readonly (string | undefined)[] {
  const texts: (string | undefined)[] = [];
  const put = (element: number, text: string | undefined): void => {
    while (texts.length < element) texts.push(undefined);
    texts[element - 1] = text;
  };
  for (const [name, [element, kind]] of Object.entries(fields) as AnyFields) {
    const one: unknown = value[name as keyof Value];
    if (one !== undefined) put(element, textOf(one, kind));
  }
  for (const [element, text] of others) put(element, text);
  return texts;
}

function textOf(value: unknown, kind: AnyFields[number][1][1]): string | undefined {
  if (kind === "money") return amountText(value as Cents);
  if (kind === "number") return quantityText(value as Decimal);
  return kind === "date" ? dateText(value as IsoDate) : String(value);
}

export function elementShape<Value extends object>(fields: ElementFields<Value>): JsonShape<Value> {
  return shape<Value>(elementShapes(fields));
}

/** The shape of each field, for a shape that has more. */
export function elementShapes<Value extends object>(fields: ElementFields<Value>): Parameters<typeof shape<Value>>[0] {
  const shapes = (Object.entries(fields) as AnyFields).map(([name, [, kind]]) => [
    name,
    kind === "money" ? money : kind === "number" ? exact : plain,
  ]);
  return Object.fromEntries(shapes) as Parameters<typeof shape<Value>>[0];
}
