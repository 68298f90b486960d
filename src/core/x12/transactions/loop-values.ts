/** What readers of loops take from one: its identifiers, its address, texts of its segments. */
import { type LoopView, segmentIn, segmentsIn } from "../by-guide/loop-views.ts";
import type { SegmentView } from "../syntax/segment.ts";
import type { X12Address, X12Identifier } from "./professional-claim.ts";
import { fillCity, type Mutable, referenceAt, streetOf, textAt } from "./segment-values.ts";

/** Text fields by name, absent where they are empty. */
export function present<Name extends string>(fields: Readonly<Record<Name, string>>): { readonly [Key in Name]?: string } {
  return Object.fromEntries(Object.entries<string>(fields).filter(([, value]) => value !== "")) as { readonly [Key in Name]?: string };
}

export function optional<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [Key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value };
}

export function identifiersOf(view: LoopView | undefined): X12Identifier[] {
  return segmentsIn(view, "REF").flatMap((one) => referenceAt(one) ?? []);
}

export function addressOf(view: LoopView | undefined): X12Address | undefined {
  const street = segmentIn(view, "N3");
  const city = segmentIn(view, "N4");
  if (street === undefined && city === undefined) return undefined;
  const address: Mutable<X12Address> = street === undefined ? { line1: "", city: "" } : streetOf(street);
  if (city !== undefined) fillCity(address, city);
  return address;
}

export function textOf(segment: SegmentView | undefined, element: number): string {
  return segment === undefined ? "" : textAt(segment, element);
}
