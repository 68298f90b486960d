/** Questions of claim status and their answers to text: 276 and 277, 005010X212. ASCII only. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { SegmentValue, TransactionText } from "../syntax/writer.ts";
import type {
  StatusAnswer,
  StatusAnswerLine,
  StatusDetail,
  StatusInquiry,
  StatusPerson,
  StatusQuestion,
  StatusQuestionLine,
  StatusResponse,
} from "./claim-status.ts";
import type { InquiryParty } from "./eligibility.ts";
import {
  contactSegments,
  dateSegment,
  dateText,
  fileSegments,
  nameSegment,
  optionalAmountText,
  procedureElement,
  quantityText,
  referenceSegments,
  type X12Envelope,
} from "./write-envelope.ts";
import { type Level, levelSegments, runsOf } from "./write-levels.ts";

export const claimStatusGuide = "005010X212";

/** One interchange, one ST … SE each. */
export function writeStatusInquiries(inquiries: readonly StatusInquiry[], envelope: X12Envelope): string {
  const transactions = inquiries.map((one): TransactionText => {
    const begin: SegmentValue = ["BHT", "0010", "13", one.reference, dateText(one.createdOn), one.createdAt];
    return {
      set: "276",
      control: one.control,
      guide: claimStatusGuide,
      segments: [begin, ...levelSegments(questionLevels(one.questions))],
    };
  });
  return [...fileSegments(envelope, { code: "HR", version: claimStatusGuide, transactions })].join("");
}

export function writeStatusResponses(responses: readonly StatusResponse[], envelope: X12Envelope): string {
  const transactions = responses.map((one): TransactionText => {
    const begin: SegmentValue = ["BHT", "0010", "08", one.reference, dateText(one.createdOn), one.createdAt, "DG"];
    return { set: "277", control: one.control, guide: claimStatusGuide, segments: [begin, ...levelSegments(answerLevels(one.answers))] };
  });
  return [...fileSegments(envelope, { code: "HN", version: claimStatusGuide, transactions })].join("");
}

function questionLevels(questions: readonly StatusQuestion[]): readonly Level[] {
  return runsOf(questions, (one) => one.payer).map((ofPayer) => ({
    code: "20",
    segments: [partySegment(ofPayer[0].payer)],
    children: runsOf(ofPayer, (one) => one.receiver).map((ofReceiver) => ({
      code: "21",
      segments: [partySegment(ofReceiver[0].receiver)],
      children: runsOf(ofReceiver, (one) => one.providers).map((ofProvider) => ({
        code: "19",
        segments: ofProvider[0].providers.map(partySegment),
        children: runsOf(ofProvider, (one) => [one.subscriber, one.dependent === undefined]).map((ofSubscriber) =>
          personLevel(ofSubscriber, { segmentsOf: questionSegments, demographics: birthAndSex }),
        ),
      })),
    })),
  }));
}

type Demographics = (person: StatusPerson) => readonly SegmentValue[];

/** Claims under the subscriber, or under each of the dependents. */
function personLevel<One extends StatusQuestion | StatusAnswer>(
  claims: readonly [One, ...One[]],
  { segmentsOf, demographics }: { readonly segmentsOf: (one: One) => readonly SegmentValue[]; readonly demographics: Demographics },
): Level {
  const [first] = claims;
  const { subscriber } = first;
  const own = subscriber === undefined ? [] : [...demographics(subscriber), nameSegment("IL", subscriber.name, subscriber.memberId)];
  if (first.dependent === undefined) return { code: "22", segments: [...own, ...claims.flatMap(segmentsOf)], children: [] };
  const children = runsOf(claims, (one) => one.dependent).map((ofDependent): Level => {
    const { dependent } = ofDependent[0];
    const person = dependent === undefined ? [] : [...demographics(dependent), nameSegment("QC", dependent.name)];
    return { code: "23", bare: true, segments: [...person, ...ofDependent.flatMap(segmentsOf)], children: [] };
  });
  return { code: "22", segments: own, children };
}

function questionSegments(one: StatusQuestion): readonly SegmentValue[] {
  const charge = optionalAmountText(one.charge);
  const amounts: readonly SegmentValue[] = charge === undefined ? [] : [["AMT", "T3", charge]];
  return [
    ["TRN", "1", one.trace],
    ...referenceSegments(one.identifiers),
    ...amounts,
    ...serviceDates(one),
    ...one.lines.flatMap((line): readonly SegmentValue[] => [
      [
        "SVC",
        procedureElement(line.procedure),
        optionalAmountText(line.charge),
        undefined,
        line.revenueCode,
        undefined,
        undefined,
        quantityText(line.units),
      ],
      ...lineEnd(line),
    ]),
  ];
}

function answerLevels(answers: readonly StatusAnswer[]): readonly Level[] {
  return runsOf(answers, (one) => [one.payer, one.contacts]).map((ofPayer) => ({
    code: "20",
    segments: [partySegment(ofPayer[0].payer), ...ofPayer[0].contacts.flatMap((contact) => [...contactSegments("IC", contact)])],
    children: runsOf(ofPayer, (one) => one.receiver).map((ofReceiver) => ({
      code: "21",
      segments: [
        partySegment(ofReceiver[0].receiver),
        ...ofReceiver.filter((one) => one.providers.length === 0).flatMap((one) => refusedSegments(one, "2")),
      ],
      children: runsOf(
        ofReceiver.filter((one) => one.providers.length > 0),
        (one) => one.providers,
      ).map((ofProvider) => ({
        code: "19",
        segments: [
          ...ofProvider[0].providers.map(partySegment),
          ...ofProvider.filter((one) => one.subscriber === undefined).flatMap((one) => refusedSegments(one, "1")),
        ],
        children: runsOf(
          ofProvider.filter((one) => one.subscriber !== undefined),
          (one) => [one.subscriber, one.dependent === undefined],
        ).map((ofSubscriber) => personLevel(ofSubscriber, { segmentsOf: answerSegments, demographics: () => [] })),
      })),
    })),
  }));
}

function refusedSegments({ trace, statuses }: StatusAnswer, kind: "1" | "2"): readonly SegmentValue[] {
  return [["TRN", kind, trace], ...statuses.map(statusSegment)];
}

function answerSegments(one: StatusAnswer): readonly SegmentValue[] {
  return [
    ["TRN", "2", one.trace],
    ...one.statuses.map(statusSegment),
    ...referenceSegments(one.identifiers),
    ...serviceDates(one),
    ...one.lines.flatMap((line): readonly SegmentValue[] => [
      [
        "SVC",
        procedureElement(line.procedure),
        optionalAmountText(line.charge),
        optionalAmountText(line.paid),
        line.revenueCode,
        undefined,
        undefined,
        quantityText(line.units),
      ],
      ...line.statuses.map(statusSegment),
      ...lineEnd(line),
    ]),
  ];
}

function lineEnd(line: StatusQuestionLine | StatusAnswerLine): readonly SegmentValue[] {
  const number: readonly SegmentValue[] = line.controlNumber === undefined ? [] : [["REF", "FJ", line.controlNumber]];
  return [...number, ...serviceDates(line)];
}

function statusSegment({ statuses, on, charge, paid, decidedOn, paidOn, trace }: StatusDetail): SegmentValue {
  const [first, second, third] = statuses.map((one) => [one.category, one.status, one.entity, one.list]);
  return [
    "STC",
    first,
    dateText(on),
    undefined,
    optionalAmountText(charge),
    optionalAmountText(paid),
    dateText(decidedOn),
    undefined,
    dateText(paidOn),
    trace,
    second,
    third,
  ];
}

/** Only the question says them (DMG of 2000D and 2000E). */
function birthAndSex({ birthDate, sex }: StatusPerson): readonly SegmentValue[] {
  return birthDate === undefined ? [] : [["DMG", "D8", dateText(birthDate), sex]];
}

function partySegment({ role, name, id }: InquiryParty): SegmentValue {
  return nameSegment(role, name, id);
}

function serviceDates({
  serviceFrom,
  serviceTo,
}: {
  readonly serviceFrom?: IsoDate;
  readonly serviceTo?: IsoDate;
}): readonly SegmentValue[] {
  if (serviceFrom === undefined) return [];
  return [dateSegment("472", serviceFrom, serviceTo === serviceFrom ? undefined : serviceTo)];
}
