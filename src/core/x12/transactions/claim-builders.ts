/** The values of a claim while they are being read: the same shapes, still open. */
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { SegmentView } from "../syntax/segment.ts";
import type { Adjudicated } from "./institutional-claim.ts";
import type { OtherPayerProvider } from "./other-payer-providers.ts";
import type {
  Adjustment,
  ClaimDependent,
  ClaimDrug,
  ClaimNote,
  ClaimParties,
  ClaimPayer,
  ClaimPlace,
  ClaimProduct,
  ClaimProvider,
  ClaimSubscriber,
  OtherPayer,
  Sex,
  X12Address,
  X12Contact,
  X12Identifier,
  X12Name,
} from "./professional-claim.ts";
import { identifierAt, type Mutable, nameOf, textAt } from "./segment-values.ts";

/** Whoever the last NM1 named: N3, N4, REF, PER, PRV and DMG that follow are theirs. */
export interface Party {
  address?: X12Address;
  identifiers?: X12Identifier[];
  contacts?: X12Contact[];
  contact?: X12Contact;
  taxonomy?: string;
  birthDate?: IsoDate;
  sex?: Sex;
}

export type ProviderBuilder = Mutable<Omit<ClaimProvider, "identifiers" | "contacts">> & {
  identifiers: X12Identifier[];
  contacts: X12Contact[];
};
export type SubscriberBuilder = Mutable<Omit<ClaimSubscriber, "identifiers">> & { identifiers: X12Identifier[] };
export type DependentBuilder = Mutable<Omit<ClaimDependent, "identifiers">> & { identifiers: X12Identifier[] };
export type PayerBuilder = Mutable<Omit<ClaimPayer, "identifiers">> & { identifiers: X12Identifier[] };
export type AdjudicationBuilder = Mutable<Omit<Adjudicated, "adjustments">> & { adjustments: Adjustment[] };

export type OtherPayerBuilder = Mutable<Omit<OtherPayer, "subscriber" | "payer" | "adjustments" | "remarks" | "providers">> & {
  subscriber: SubscriberBuilder;
  payer: PayerBuilder;
  adjustments: Adjustment[];
  remarks: readonly string[];
  providers?: OtherProviderBuilder[];
};

type OtherProviderBuilder = Mutable<Omit<OtherPayerProvider, "identifiers">> & { identifiers: X12Identifier[] };

export type PlaceBuilder = Mutable<Omit<ClaimPlace, "lineSegments">> & { lineSegments: number[] };

/** What claims of every kind have, while they are read. */
export type OpenClaim = Mutable<ClaimParties> & {
  identifiers: X12Identifier[];
  notes: ClaimNote[];
  otherPayers: OtherPayerBuilder[];
  readonly lines: OpenLine[];
  place?: PlaceBuilder;
};

/** What service lines of every kind have. */
export interface OpenLine {
  identifiers: X12Identifier[];
  notes?: ClaimNote[];
  controlNumber?: string;
  drug?: ClaimDrug;
  product?: Mutable<ClaimProduct>;
  adjudications: AdjudicationBuilder[];
}

const unnamed: X12Name = { kind: "organisation", last: "" };
const zero: Decimal = { digits: 0n, scale: 0 };

/** NM1 of any provider. An identifier other than the NPI (NM108 XX) is kept with its qualifier. */
export function providerOf(view: SegmentView): ProviderBuilder {
  const provider: ProviderBuilder = { name: nameOf(view), identifiers: [], contacts: [] };
  const identifier = identifierAt(view, 8);
  if (identifier?.qualifier === "XX") provider.npi = identifier.value;
  else if (identifier !== undefined) provider.identifiers.push(identifier);
  return provider;
}

export function noProvider(): ProviderBuilder {
  return { name: unnamed, identifiers: [], contacts: [] };
}

/** SBR: 01 rank, 02 relationship, 03 group number, 04 group name, 05 insurance type, 09 filing indicator. */
export function subscriberOf(view: SegmentView): SubscriberBuilder {
  const subscriber: SubscriberBuilder = { payerRank: textAt(view, 1), name: unnamed, identifiers: [] };
  const relationship = textAt(view, 2);
  if (relationship !== "") subscriber.relationship = relationship;
  const groupNumber = textAt(view, 3);
  if (groupNumber !== "") subscriber.groupNumber = groupNumber;
  const groupName = textAt(view, 4);
  if (groupName !== "") subscriber.groupName = groupName;
  const insuranceType = textAt(view, 5);
  if (insuranceType !== "") subscriber.insuranceType = insuranceType;
  const filingIndicator = textAt(view, 9);
  if (filingIndicator !== "") subscriber.filingIndicator = filingIndicator;
  return subscriber;
}

export function noSubscriber(): SubscriberBuilder {
  return { payerRank: "", name: unnamed, identifiers: [] };
}

export function nameSubscriber(subscriber: SubscriberBuilder, view: SegmentView): SubscriberBuilder {
  subscriber.name = nameOf(view);
  const memberId = identifierAt(view, 8);
  if (memberId !== undefined) subscriber.memberId = memberId;
  return subscriber;
}

export function noPayer(): PayerBuilder {
  return { name: "", identifiers: [] };
}

export function namePayer(payer: PayerBuilder, view: SegmentView): PayerBuilder {
  payer.name = textAt(view, 3);
  const identifier = identifierAt(view, 8);
  if (identifier !== undefined) payer.id = identifier;
  return payer;
}

export const zeroUnits = zero;
