/** What claims of hospitals and dentists share, from values to loops. */
import type { LoopValue } from "../by-guide/loop-segments.ts";
import type { SegmentValue } from "../syntax/writer.ts";
import { adjudicationInformation } from "./adjudication-information.ts";
import type { Adjudicated } from "./institutional-claim.ts";
import { otherPayerProvider } from "./other-payer-providers.ts";
import type { ClaimDependent, ClaimParties, ClaimPayer, ClaimProvider, ClaimSubscriber, OtherPayer } from "./professional-claim.ts";
import {
  addressSegments,
  adjustmentSegments,
  amountText,
  contactSegments,
  coverageSegments,
  dateSegment,
  dateText,
  nameSegment,
  procedureElement,
  quantityText,
  referenceSegments,
} from "./write-envelope.ts";
import { npiOf } from "./write-providers.ts";

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
export function billingLoop({ billing, currency, payTo, payToPlan }: ClaimParties, subscribers: readonly LoopValue[]): LoopValue {
  const { taxonomy, ...provider } = billing;
  const payToLoop: readonly LoopValue[] =
    payTo === undefined
      ? []
      : [
          {
            id: "2010AB",
            segments: [["NM1", "87", (payTo.kind ?? billing.name.kind) === "person" ? "1" : "2"], ...addressSegments(payTo.address)],
            loops: [],
          },
        ];
  const planLoop: readonly LoopValue[] =
    payToPlan === undefined ? [] : [{ id: "2010AC", segments: payerSegments("PE", payToPlan), loops: [] }];
  const own: readonly SegmentValue[] = taxonomy === undefined ? [] : [["PRV", "BI", "PXC", taxonomy]];
  const money: readonly SegmentValue[] = currency === undefined ? [] : [["CUR", "85", currency]];
  return {
    id: "2000A",
    segments: [...own, ...money],
    loops: [...providerLoop("2010AA", "85", provider), ...payToLoop, ...planLoop, ...subscribers],
  };
}

/** Loop 2000B with its claim, under a dependent where there is one. */
export function subscriberLoop({ subscriber, payer, dependent }: ClaimParties, claim: LoopValue): LoopValue {
  const own: readonly LoopValue[] = [
    { id: "2010BA", segments: [nameSegment("IL", subscriber.name, subscriber.memberId), ...personSegments(subscriber)], loops: [] },
    { id: "2010BB", segments: payerSegments("PR", payer), loops: [] },
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

function payerSegments(role: string, payer: ClaimPayer): readonly SegmentValue[] {
  return [
    nameSegment(role, { kind: "organisation", last: payer.name }, payer.id),
    ...addressSegments(payer.address),
    ...referenceSegments(payer.identifiers),
  ];
}

/** `providerLoops`: the loop of each role (NM101) in which another payer knows a provider. */
export function otherPayerLoop(other: OtherPayer, providerLoops: Readonly<Record<string, string>>): LoopValue {
  const segments: SegmentValue[] = [subscriberSegment(other.subscriber), ...adjustmentSegments(other.adjustments)];
  if (other.paid !== undefined) segments.push(["AMT", "D", amountText(other.paid)]);
  if (other.remainingPatientLiability !== undefined) segments.push(["AMT", "EAF", amountText(other.remainingPatientLiability)]);
  if (other.nonCovered !== undefined) segments.push(["AMT", "A8", amountText(other.nonCovered)]);
  segments.push(...coverageSegments(other), ...adjudicationInformation(other));
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
      { id: "2330B", segments: [...payerSegments("PR", payer), ...decided], loops: [] },
      ...(other.providers ?? []).flatMap((one): readonly LoopValue[] => {
        const id = providerLoops[one.role];
        return id === undefined ? [] : [{ id, segments: otherPayerProvider(one), loops: [] }];
      }),
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
