/** Questions of eligibility and their answers to text: 270 and 271, 005010X279A1. ASCII only. */
import { formatDecimal } from "../../kernel/decimal.ts";
import type { SegmentValue, TransactionText } from "../syntax/writer.ts";
import { deliveryFields, placeFields } from "./benefit-details.ts";
import { elementTexts } from "./element-fields.ts";
import type {
  Benefit,
  BenefitPlace,
  EligibilityAnswer,
  EligibilityInquiry,
  EligibilityPerson,
  EligibilityQuestion,
  EligibilityReceiver,
  EligibilityRejection,
  EligibilityResponse,
  InquiryParty,
  InquiryTrace,
  RelatedParty,
  ServiceQuestion,
} from "./eligibility.ts";
import { militaryServiceSegments } from "./military-service.ts";
import type { ClaimDate, ClaimProcedure } from "./professional-claim.ts";
import {
  addressSegments,
  amountText,
  contactSegments,
  dateSegment,
  dateText,
  fileSegments,
  nameSegment,
  optionalAmountText,
  quantityText,
  referenceSegments,
  type X12Envelope,
} from "./write-envelope.ts";
import { type Level, levelSegments, runsOf } from "./write-levels.ts";

export const eligibilityGuide = "005010X279A1";

/** One interchange, one ST … SE each. */
export function writeEligibilityInquiries(inquiries: readonly EligibilityInquiry[], envelope: X12Envelope): string {
  const transactions = inquiries.map((one): TransactionText => {
    const begin: SegmentValue = ["BHT", "0022", one.purpose, one.reference, dateText(one.createdOn), one.createdAt, one.kind];
    return {
      set: "270",
      control: one.control,
      guide: eligibilityGuide,
      segments: [begin, ...levelSegments(questionLevels(one.questions))],
    };
  });
  return [...fileSegments(envelope, { code: "HS", version: eligibilityGuide, transactions })].join("");
}

export function writeEligibilityResponses(responses: readonly EligibilityResponse[], envelope: X12Envelope): string {
  const transactions = responses.map((one): TransactionText => {
    const begin: SegmentValue = ["BHT", "0022", one.purpose, one.reference, dateText(one.createdOn), one.createdAt, one.kind];
    return { set: "271", control: one.control, guide: eligibilityGuide, segments: [begin, ...levelSegments(answerLevels(one.answers))] };
  });
  return [...fileSegments(envelope, { code: "HB", version: eligibilityGuide, transactions })].join("");
}

function questionLevels(questions: readonly EligibilityQuestion[]): readonly Level[] {
  return runsOf(questions, (one) => one.payer).map((ofPayer) => ({
    code: "20",
    segments: [partySegment(ofPayer[0].payer)],
    children: runsOf(ofPayer, (one) => one.receiver).map((ofReceiver) => ({
      code: "21",
      segments: receiverSegments(ofReceiver[0].receiver, []),
      children: runsOf(ofReceiver, (one) => (one.dependent === undefined ? one : one.subscriber)).map(subscriberQuestions),
    })),
  }));
}

function subscriberQuestions(questions: readonly [EligibilityQuestion, ...EligibilityQuestion[]]): Level {
  const [first] = questions;
  if (first.dependent === undefined) {
    const content = [...personSegments("IL", first.subscriber, { dates: first.dates }), ...first.services.flatMap(serviceSegments)];
    return { code: "22", segments: [...first.traces.map(traceSegment), ...content], children: [] };
  }
  return {
    code: "22",
    segments: personSegments("IL", first.subscriber, {}),
    children: questions.map(({ traces, dependent, dates, services }) => ({
      code: "23",
      segments: [
        ...traces.map(traceSegment),
        ...personSegments("03", dependent ?? { identifiers: [] }, { dates }),
        ...services.flatMap(serviceSegments),
      ],
      children: [],
    })),
  };
}

function answerLevels(answers: readonly EligibilityAnswer[]): readonly Level[] {
  return runsOf(answers, (one) => [one.payer, one.contacts, at(one, "source"), at(one, "payer")]).map((ofPayer) => {
    const [{ payer, contacts }] = ofPayer;
    return {
      code: "20",
      segments: [
        ...at(ofPayer[0], "source").map(rejectionSegment),
        partySegment(payer),
        ...contacts.flatMap((contact) => [...contactSegments("IC", contact)]),
        ...at(ofPayer[0], "payer").map(rejectionSegment),
      ],
      children: runsOf(
        ofPayer.filter((one) => one.receiver !== undefined),
        (one) => [one.receiver, at(one, "receiver")],
      ).map((ofReceiver) => ({
        code: "21",
        segments: ofReceiver[0].receiver === undefined ? [] : receiverSegments(ofReceiver[0].receiver, at(ofReceiver[0], "receiver")),
        children: runsOf(
          ofReceiver.filter((one) => one.subscriber !== undefined),
          (one) => (one.dependent === undefined ? one : [one.subscriber, at(one, "subscriber")]),
        ).map(subscriberAnswers),
      })),
    };
  });
}

function subscriberAnswers(answers: readonly [EligibilityAnswer, ...EligibilityAnswer[]]): Level {
  const [first] = answers;
  const subscriber = first.subscriber ?? { identifiers: [] };
  if (first.dependent === undefined) {
    const person = personSegments("IL", subscriber, { rejections: at(first, "subscriber"), dates: first.dates });
    const content = [...person, ...first.benefits.flatMap(benefitSegments)];
    return { code: "22", segments: [...first.traces.map(traceSegment), ...content], children: [] };
  }
  return {
    code: "22",
    segments: personSegments("IL", subscriber, { rejections: at(first, "subscriber") }),
    children: answers.map((one) => ({
      code: "23",
      segments: [
        ...one.traces.map(traceSegment),
        ...personSegments("03", one.dependent ?? { identifiers: [] }, { rejections: at(one, "dependent"), dates: one.dates }),
        ...one.benefits.flatMap(benefitSegments),
      ],
      children: [],
    })),
  };
}

function at({ rejections }: EligibilityAnswer, level: EligibilityRejection["at"]): readonly EligibilityRejection[] {
  return rejections.filter((one) => one.at === level);
}

function partySegment({ role, name, id }: InquiryParty): SegmentValue {
  return nameSegment(role, name, id);
}

function receiverSegments(receiver: EligibilityReceiver, rejections: readonly EligibilityRejection[]): readonly SegmentValue[] {
  return [
    partySegment(receiver),
    ...referenceSegments(receiver.identifiers),
    ...addressSegments(receiver.address),
    ...rejections.map(rejectionSegment),
    ...some(receiver.providerKind ?? receiver.taxonomy, () => [
      "PRV",
      receiver.providerKind ?? "PE",
      receiver.taxonomy === undefined ? undefined : "PXC",
      receiver.taxonomy,
    ]),
  ];
}

/** In the guide's order: NM1, REF, N3, N4, AAA, PRV, DMG, INS, HI, DTP, MPI; `dates` are those of the person asked about. */
function personSegments(
  role: "IL" | "03",
  person: EligibilityPerson,
  { rejections = [], dates = [] }: { readonly rejections?: readonly EligibilityRejection[]; readonly dates?: readonly ClaimDate[] },
): readonly SegmentValue[] {
  const { birthDate, sex, relationship, maintenance, maintenanceReason, birthOrder, diagnoses } = person;
  return [
    nameSegment(role, person.name ?? { kind: "person", last: "" }, person.memberId),
    ...referenceSegments(person.identifiers),
    ...addressSegments(person.address),
    ...rejections.map(rejectionSegment),
    ...specialtySegments(person),
    ...some(birthDate ?? sex, () => ["DMG", birthDate === undefined ? undefined : "D8", dateText(birthDate), sex]),
    ...some(relationship, (code) => [
      "INS",
      role === "IL" ? "Y" : "N",
      code,
      maintenance,
      maintenanceReason,
      ...Array<undefined>(12).fill(undefined),
      birthOrder === undefined ? undefined : String(birthOrder),
    ]),
    ...some(diagnoses, (all) => ["HI", ...all.map((one) => [one.qualifier, one.code])]),
    ...[...(person.dates ?? []), ...dates].map(dateOf),
    ...militaryServiceSegments(person.military),
  ];
}

function serviceSegments({
  types,
  procedure,
  coverage,
  pointers,
  amounts,
  places,
  identifiers,
  dates,
}: ServiceQuestion): readonly SegmentValue[] {
  return [
    ["EQ", { repeat: types }, procedure === undefined ? undefined : serviceElement(procedure), coverage, undefined, pointers?.map(String)],
    ...(amounts ?? []).map(({ qualifier, amount }): SegmentValue => ["AMT", qualifier, amountText(amount)]),
    ...placeSegments(places),
    ...referenceSegments(identifiers),
    ...dates.map(dateOf),
  ];
}

function benefitSegments(benefit: Benefit): readonly SegmentValue[] {
  const { procedure, percent, parties } = benefit;
  return [
    [
      "EB",
      benefit.kind,
      benefit.coverage,
      { repeat: benefit.serviceTypes },
      benefit.insuranceType,
      benefit.plan,
      benefit.period,
      optionalAmountText(benefit.amount),
      percent === undefined ? undefined : formatDecimal(percent),
      benefit.quantityKind,
      quantityText(benefit.quantity),
      benefit.authorization,
      benefit.network,
      procedure === undefined ? undefined : serviceElement(procedure),
      benefit.pointers?.map(String),
    ],
    ...(benefit.deliveries ?? []).map((one): SegmentValue => ["HSD", ...elementTexts(one, deliveryFields)]),
    ...referenceSegments(benefit.identifiers),
    ...benefit.dates.map(dateOf),
    ...benefit.rejections.map(rejectionSegment),
    ...benefit.messages.map((message): SegmentValue => ["MSG", message]),
    ...placeSegments(benefit.places),
    ...relatedSegments(parties),
  ];
}

function placeSegments(places: readonly BenefitPlace[] = []): readonly SegmentValue[] {
  return places.map((one) => ["III", ...elementTexts(one, placeFields)]);
}

function relatedSegments(parties: readonly RelatedParty[]): readonly SegmentValue[] {
  return parties.length === 0 ? [] : [["LS", "2120"], ...parties.flatMap(relatedPartySegments), ["LE", "2120"]];
}

function relatedPartySegments(party: RelatedParty): readonly SegmentValue[] {
  const { address, contacts, relationship } = party;
  const name = partySegment(party);
  return [
    relationship === undefined ? name : [...name, relationship],
    ...addressSegments(address),
    ...(contacts ?? []).flatMap((contact) => [...contactSegments("IC", contact)]),
    ...specialtySegments(party),
  ];
}

function specialtySegments({ providerKind, specialty }: Pick<RelatedParty, "providerKind" | "specialty">): readonly SegmentValue[] {
  return some(providerKind ?? specialty, () => ["PRV", providerKind, specialty?.qualifier, specialty?.value]);
}

/** One segment for a value that is there. */
function some<Value>(value: Value | undefined, write: (value: Value) => SegmentValue): readonly SegmentValue[] {
  return value === undefined ? [] : [write(value)];
}

/** A composite of the service with four modifiers, no description, and the end of a range. */
function serviceElement({ qualifier, code, modifiers, lastCode }: ClaimProcedure): readonly (string | undefined)[] {
  const [first, second, third, fourth] = modifiers;
  return [qualifier, code, first, second, third, fourth, undefined, lastCode];
}

function traceSegment({ kind, number, originator, division }: InquiryTrace): SegmentValue {
  return ["TRN", kind, number, originator, division];
}

function rejectionSegment({ valid, reason, followUp }: EligibilityRejection): SegmentValue {
  return ["AAA", valid ? "Y" : "N", undefined, reason, followUp];
}

function dateOf({ qualifier, from, to }: ClaimDate): SegmentValue {
  return dateSegment(qualifier, from, to);
}
