/** A provider in any role inside a claim or a line. */
import type { SegmentValue } from "../syntax/writer.ts";
import type { ClaimProvider, X12Identifier } from "./professional-claim.ts";
import { addressSegments, contactSegments, nameSegment, referenceSegments } from "./write-envelope.ts";

/** Loops 2310 and 2420: name, taxonomy, address, identifiers, contacts in the order of the guide. */
export function* providerSegments(role: string, provider: ClaimProvider | undefined): Generator<SegmentValue> {
  if (provider === undefined) return;
  yield nameSegment(role, provider.name, npiOf(provider));
  if (provider.taxonomy !== undefined) yield ["PRV", role === "DN" ? "RF" : "PE", "PXC", provider.taxonomy];
  yield* addressSegments(provider.address);
  yield* referenceSegments(provider.identifiers);
  for (const contact of provider.contacts) yield* contactSegments("IC", contact);
}

export function npiOf(provider: ClaimProvider): X12Identifier | undefined {
  return provider.npi === undefined ? undefined : { qualifier: "XX", value: provider.npi };
}
