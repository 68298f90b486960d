/** Loops 2330C to 2330I: the providers of a claim under the numbers that another payer gave them. */
import type { SegmentValue } from "../syntax/writer.ts";
import type { X12Identifier } from "./professional-claim.ts";
import { referenceSegments } from "./write-envelope.ts";

export interface OtherPayerProvider {
  /** NM101: DN referring, P3 primary care, 82 rendering, 77 facility, DQ supervising, 85 billing, 71 attending, 72 operating, ZZ other operating, DD assistant. */
  readonly role: string;
  readonly kind: "person" | "organisation";
  readonly identifiers: readonly X12Identifier[];
}

/** The roles in the order in which the professional claim has their loops. */
const professionalOrder = ["DN", "P3", "82", "77", "DQ", "85"];

/** In the order of the professional claim; what it does not have stands last. */
export function* otherPayerProviders(providers: readonly OtherPayerProvider[] | undefined): Generator<SegmentValue> {
  if (providers === undefined) return;
  const placeOf = (role: string): number => (professionalOrder.includes(role) ? professionalOrder.indexOf(role) : professionalOrder.length);
  for (const one of providers.toSorted((a, b) => placeOf(a.role) - placeOf(b.role))) yield* otherPayerProvider(one);
}

export function otherPayerProvider({ role, kind, identifiers }: OtherPayerProvider): readonly SegmentValue[] {
  return [["NM1", role, kind === "person" ? "1" : "2"], ...referenceSegments(identifiers)];
}
