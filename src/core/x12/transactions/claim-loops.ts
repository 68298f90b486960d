/** What claims of hospitals and dentists share with professional ones, from loops to values and back. */
import { zeroCents } from "../../kernel/cents.ts";
import { parseCompactDate } from "../../kernel/iso-date.ts";
import type { LoopValue } from "../by-guide/loop-segments.ts";
import { type LoopView, loopAbove, loopIn, segmentIn, segmentsIn } from "../by-guide/loop-views.ts";
import type { SegmentView } from "../syntax/segment.ts";
import type { SegmentValue } from "../syntax/writer.ts";
import type {
  Adjustment,
  ClaimDependent,
  ClaimNote,
  ClaimPayer,
  ClaimProvider,
  ClaimSubscriber,
  LineAdjudication,
  OtherPayer,
  X12Address,
  X12Identifier,
} from "./professional-claim.ts";
import {
  namePayer,
  nameSubscriber,
  noPayer,
  noProvider,
  noSubscriber,
  providerOf,
  subscriberOf,
  zeroUnits,
} from "./professional-claim-builders.ts";
import { unknownCode, unreadableDate } from "./reading-findings.ts";
import {
  adjustmentsInto,
  amountAt,
  contactOf,
  dateAt,
  datesOf,
  decimalAt,
  fillCity,
  identifierAt,
  integerAt,
  type Mutable,
  nameOf,
  optionalAmountAt,
  procedureAt,
  type ReadingContext,
  report,
  streetOf,
  textAt,
  textsBetween,
} from "./segment-values.ts";
import {
  addressSegments,
  adjustmentSegments,
  amountText,
  contactSegments,
  dateSegment,
  dateText,
  nameSegment,
  procedureElement,
  quantityText,
  referenceSegments,
} from "./write-envelope.ts";
import { npiOf } from "./write-providers.ts";

/** Text fields by name, absent where they are empty. */
export function present<Name extends string>(fields: Readonly<Record<Name, string>>): { readonly [Key in Name]?: string } {
  return Object.fromEntries(Object.entries<string>(fields).filter(([, value]) => value !== "")) as { readonly [Key in Name]?: string };
}

export function optional<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [Key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value };
}

export function identifiersOf(view: LoopView | undefined): X12Identifier[] {
  return segmentsIn(view, "REF").flatMap((one) => identifierAt(one, 1) ?? []);
}

export function notesOf(view: LoopView): readonly ClaimNote[] {
  return segmentsIn(view, "NTE").map((one) => ({ kind: textAt(one, 1), text: textAt(one, 2) }));
}

export function addressOf(view: LoopView | undefined): X12Address | undefined {
  const street = segmentIn(view, "N3");
  const city = segmentIn(view, "N4");
  if (street === undefined && city === undefined) return undefined;
  const address: Mutable<X12Address> = street === undefined ? { line1: "", city: "" } : streetOf(street);
  if (city !== undefined) fillCity(address, city);
  return address;
}

/** A loop that one NM1 begins: name, taxonomy, address, identifiers, contacts. */
export function providerIn(view: LoopView | undefined): ClaimProvider | undefined {
  const name = segmentIn(view, "NM1");
  if (view === undefined || name === undefined) return undefined;
  const provider = providerOf(name);
  const taxonomy = textOf(segmentIn(view, "PRV"), 3);
  if (taxonomy !== "") provider.taxonomy = taxonomy;
  const address = addressOf(view);
  if (address !== undefined) provider.address = address;
  provider.identifiers.push(...identifiersOf(view));
  provider.contacts.push(...segmentsIn(view, "PER").map(contactOf));
  return provider;
}

export function textOf(segment: SegmentView | undefined, element: number): string {
  return segment === undefined ? "" : textAt(segment, element);
}

type Person = Mutable<Omit<ClaimSubscriber, "identifiers"> | Omit<ClaimDependent, "identifiers">> & { identifiers: X12Identifier[] };

function fillPerson(context: ReadingContext, person: Person, view: LoopView | undefined): void {
  const address = addressOf(view);
  if (address !== undefined) person.address = address;
  person.identifiers.push(...identifiersOf(view));
  const dmg = segmentIn(view, "DMG");
  if (dmg === undefined) return;
  const birth = textAt(dmg, 2);
  const birthDate = parseCompactDate(birth.slice(0, 8));
  if (birthDate !== undefined) person.birthDate = birthDate;
  else if (birth !== "") report(context, unreadableDate, dmg, 2, { value: birth });
  const sex = textAt(dmg, 3);
  if (sex === "F" || sex === "M" || sex === "U") person.sex = sex;
  else if (sex !== "") report(context, unknownCode, dmg, 3, { value: sex, used: "absent" });
}

export interface ClaimParties {
  readonly billing: ClaimProvider;
  readonly payTo?: { readonly address: X12Address };
  readonly subscriber: ClaimSubscriber;
  readonly payer: ClaimPayer;
  readonly dependent?: ClaimDependent;
}

/** Everybody above the claim: loops 2000A, 2000B and 2000C. */
export function partiesOf(context: ReadingContext, claim: LoopView): ClaimParties {
  const billingLevel = loopAbove(claim, "2000A");
  const level = loopAbove(claim, "2000B");
  const dependentLevel = claim.parent?.id === "2000C" ? claim.parent : undefined;
  const billing = { ...(providerIn(loopIn(billingLevel, "2010AA")) ?? noProvider()) };
  const taxonomy = textOf(segmentIn(billingLevel, "PRV"), 3);
  const payTo = addressOf(loopIn(billingLevel, "2010AB"));
  return {
    billing: taxonomy === "" ? billing : { ...billing, taxonomy },
    ...(payTo === undefined ? {} : { payTo: { address: payTo } }),
    subscriber: subscriberIn(context, { sbr: segmentIn(level, "SBR"), view: loopIn(level, "2010BA") }),
    payer: payerIn(loopIn(level, "2010BB")),
    ...(dependentLevel === undefined ? {} : { dependent: dependentIn(context, dependentLevel) }),
  };
}

function subscriberIn(
  context: ReadingContext,
  { sbr, view }: { readonly sbr: SegmentView | undefined; readonly view: LoopView | undefined },
): ClaimSubscriber {
  const subscriber = sbr === undefined ? noSubscriber() : subscriberOf(sbr);
  const name = segmentIn(view, "NM1");
  if (name !== undefined) nameSubscriber(subscriber, name);
  fillPerson(context, subscriber, view);
  return subscriber;
}

function payerIn(view: LoopView | undefined): ClaimPayer {
  const payer = noPayer();
  const name = segmentIn(view, "NM1");
  if (name !== undefined) namePayer(payer, name);
  const address = addressOf(view);
  if (address !== undefined) payer.address = address;
  payer.identifiers.push(...identifiersOf(view));
  return payer;
}

function dependentIn(context: ReadingContext, level: LoopView): ClaimDependent {
  const view = loopIn(level, "2010CA");
  const name = segmentIn(view, "NM1");
  const dependent: Mutable<Omit<ClaimDependent, "identifiers">> & { identifiers: X12Identifier[] } = {
    relationship: textOf(segmentIn(level, "PAT"), 1),
    name: name === undefined ? { kind: "person", last: "" } : nameOf(name),
    identifiers: [],
  };
  fillPerson(context, dependent, view);
  return dependent;
}

function adjustmentsOf(context: ReadingContext, view: LoopView): readonly Adjustment[] {
  const adjustments: Adjustment[] = [];
  for (const cas of segmentsIn(view, "CAS")) adjustmentsInto(context, cas, adjustments);
  return adjustments;
}

function moneyOf(context: ReadingContext, view: LoopView, qualifier: string) {
  const amt = segmentIn(view, "AMT", qualifier);
  return amt === undefined ? undefined : optionalAmountAt(context, amt, 2);
}

export { moneyOf as qualifiedAmount };

/** Loop 2320 with 2330A and 2330B. */
export function otherPayerOf(context: ReadingContext, view: LoopView): OtherPayer {
  const payerLoop = loopIn(view, "2330B");
  const oi = segmentIn(view, "OI");
  const moa = segmentIn(view, "MOA");
  const paidOn = segmentIn(payerLoop, "DTP", "573");
  return {
    subscriber: subscriberIn(context, { sbr: segmentIn(view, "SBR"), view: loopIn(view, "2330A") }),
    payer: payerIn(payerLoop),
    adjustments: adjustmentsOf(context, view),
    ...optional("paid", moneyOf(context, view, "D")),
    ...optional("remainingPatientLiability", moneyOf(context, view, "EAF")),
    ...optional("nonCovered", moneyOf(context, view, "A8")),
    ...present({ benefitsAssigned: textOf(oi, 3), releaseOfInformation: textOf(oi, 6) }),
    remarks: moa === undefined ? [] : textsBetween(moa, 3, 7),
    ...optional("paidOn", paidOn === undefined ? undefined : datesOf(context, paidOn)?.from),
  };
}

export interface Adjudicated extends LineAdjudication {
  /** SVD04, of an institutional line. */
  readonly revenueCode?: string;
}

/** Loop 2430. */
export function adjudicationOf(context: ReadingContext, view: LoopView): Adjudicated {
  const svd = segmentIn(view, "SVD");
  const paidOn = segmentIn(view, "DTP", "573");
  return {
    payerId: textOf(svd, 1),
    paid: svd === undefined ? zeroCents : amountAt(context, svd, 2),
    procedure: svd === undefined ? { qualifier: "", code: "", modifiers: [] } : procedureAt(svd, 3),
    ...present({ revenueCode: textOf(svd, 4) }),
    units: (svd === undefined ? undefined : decimalAt(context, svd, 5)) ?? zeroUnits,
    ...optional("bundledInto", svd === undefined ? undefined : integerAt(context, svd, 6)),
    adjustments: adjustmentsOf(context, view),
    ...optional("paidOn", paidOn === undefined ? undefined : dateAt(context, paidOn, 3)),
    ...optional("remainingPatientLiability", moneyOf(context, view, "EAF")),
  };
}

/** A loop of one provider; `specialty` is the role in PRV01, absent where the guide has no taxonomy. */
export function providerLoop(
  id: string,
  role: string,
  provider: ClaimProvider | undefined,
  specialty: string | undefined = undefined,
): readonly LoopValue[] {
  if (provider === undefined) return [];
  const segments: SegmentValue[] = [nameSegment(role, provider.name, npiOf(provider))];
  if (provider.taxonomy !== undefined) segments.push(["PRV", specialty ?? "PE", "PXC", provider.taxonomy]);
  segments.push(...addressSegments(provider.address), ...referenceSegments(provider.identifiers));
  for (const contact of provider.contacts) segments.push(...contactSegments("IC", contact));
  return [{ id, segments, loops: [] }];
}

/** Loop 2000A of one billing provider, with the subscribers of its claims. */
export function billingLoop({ billing, payTo }: ClaimParties, subscribers: readonly LoopValue[]): LoopValue {
  const { taxonomy, ...provider } = billing;
  const payToLoop: readonly LoopValue[] =
    payTo === undefined
      ? []
      : [
          {
            id: "2010AB",
            segments: [["NM1", "87", billing.name.kind === "person" ? "1" : "2"], ...addressSegments(payTo.address)],
            loops: [],
          },
        ];
  return {
    id: "2000A",
    segments: taxonomy === undefined ? [] : [["PRV", "BI", "PXC", taxonomy]],
    loops: [...providerLoop("2010AA", "85", provider), ...payToLoop, ...subscribers],
  };
}

/** Loop 2000B with its claim, under a dependent where there is one. */
export function subscriberLoop({ subscriber, payer, dependent }: ClaimParties, claim: LoopValue): LoopValue {
  const own: readonly LoopValue[] = [
    { id: "2010BA", segments: [nameSegment("IL", subscriber.name, subscriber.memberId), ...personSegments(subscriber)], loops: [] },
    { id: "2010BB", segments: payerSegments(payer), loops: [] },
  ];
  const below: LoopValue = dependent === undefined ? claim : dependentLoop(dependent, claim);
  return { id: "2000B", segments: [subscriberSegment(subscriber)], loops: [...own, below] };
}

function dependentLoop(dependent: ClaimDependent, claim: LoopValue): LoopValue {
  return {
    id: "2000C",
    segments: [["PAT", dependent.relationship]],
    loops: [{ id: "2010CA", segments: [nameSegment("QC", dependent.name), ...personSegments(dependent)], loops: [] }, claim],
  };
}

function subscriberSegment(subscriber: ClaimSubscriber): SegmentValue {
  const { payerRank, relationship, groupNumber, groupName, insuranceType, filingIndicator } = subscriber;
  return ["SBR", payerRank, relationship, groupNumber, groupName, insuranceType, undefined, undefined, undefined, filingIndicator];
}

function personSegments(person: ClaimSubscriber | ClaimDependent): readonly SegmentValue[] {
  const demographics: readonly SegmentValue[] =
    person.birthDate === undefined && person.sex === undefined ? [] : [["DMG", "D8", dateText(person.birthDate), person.sex]];
  return [...addressSegments(person.address), ...demographics, ...referenceSegments(person.identifiers)];
}

function payerSegments(payer: ClaimPayer): readonly SegmentValue[] {
  return [
    nameSegment("PR", { kind: "organisation", last: payer.name }, payer.id),
    ...addressSegments(payer.address),
    ...referenceSegments(payer.identifiers),
  ];
}

export function otherPayerLoop(other: OtherPayer): LoopValue {
  const segments: SegmentValue[] = [subscriberSegment(other.subscriber), ...adjustmentSegments(other.adjustments)];
  if (other.paid !== undefined) segments.push(["AMT", "D", amountText(other.paid)]);
  if (other.remainingPatientLiability !== undefined) segments.push(["AMT", "EAF", amountText(other.remainingPatientLiability)]);
  if (other.nonCovered !== undefined) segments.push(["AMT", "A8", amountText(other.nonCovered)]);
  if (other.benefitsAssigned !== undefined || other.releaseOfInformation !== undefined)
    segments.push(["OI", undefined, undefined, other.benefitsAssigned, undefined, undefined, other.releaseOfInformation]);
  if (other.remarks.length > 0) segments.push(["MOA", undefined, undefined, ...other.remarks.slice(0, 5)]);
  const { subscriber, payer, paidOn } = other;
  const person = [
    nameSegment("IL", subscriber.name, subscriber.memberId),
    ...addressSegments(subscriber.address),
    ...referenceSegments(subscriber.identifiers),
  ];
  const decided: readonly SegmentValue[] = paidOn === undefined ? [] : [dateSegment("573", paidOn, undefined)];
  return {
    id: "2320",
    segments,
    loops: [
      { id: "2330A", segments: person, loops: [] },
      { id: "2330B", segments: [...payerSegments(payer), ...decided], loops: [] },
    ],
  };
}

export function adjudicationLoop(one: Adjudicated): LoopValue {
  const svd: SegmentValue = [
    "SVD",
    one.payerId,
    amountText(one.paid),
    one.procedure.code === "" ? undefined : procedureElement(one.procedure),
    one.revenueCode,
    quantityText(one.units),
    one.bundledInto === undefined ? undefined : String(one.bundledInto),
  ];
  const segments: SegmentValue[] = [svd, ...adjustmentSegments(one.adjustments)];
  if (one.paidOn !== undefined) segments.push(dateSegment("573", one.paidOn, undefined));
  if (one.remainingPatientLiability !== undefined) segments.push(["AMT", "EAF", amountText(one.remainingPatientLiability)]);
  return { id: "2430", segments, loops: [] };
}
