/** 999 (005010X231A1) and TA1 from values, for who decides otherwise than by the check; `acknowledge` makes them from a check. */
import { type SegmentValue, writeInterchange } from "../syntax/writer.ts";
import type {
  AcknowledgedSegmentError,
  AcknowledgedSet,
  ErrorContext,
  ImplementationAcknowledgement,
  InterchangeAcknowledgement,
} from "./acknowledgements.ts";
import { fileSegments, type X12Envelope } from "./write-envelope.ts";

const guide = "005010X231A1";

/** One 999 for each group answered; ST02 counts from 0001. */
export function writeImplementationAcknowledgements(values: readonly ImplementationAcknowledgement[], envelope: X12Envelope): string {
  const transactions = values.map((value, index) => ({
    set: "999",
    control: String(index + 1).padStart(4, "0"),
    guide,
    segments: acknowledgementSegments(value),
  }));
  return [...fileSegments(envelope, { code: "FA", version: guide, transactions })].join("");
}

/** An interchange that holds a TA1 and nothing else. */
export function writeInterchangeAcknowledgement(value: InterchangeAcknowledgement, envelope: X12Envelope): string {
  return writeInterchange({
    sender: envelope.sender,
    receiver: envelope.receiver,
    control: envelope.interchangeControl,
    date: envelope.date,
    time: envelope.time,
    usage: envelope.usage,
    ...(envelope.delimiters === undefined ? {} : { delimiters: envelope.delimiters }),
    ...(envelope.lines === undefined ? {} : { lines: envelope.lines }),
    acknowledgements: [["TA1", value.control, value.date, value.time, value.verdict, value.note]],
    groups: [],
  });
}

function* acknowledgementSegments(value: ImplementationAcknowledgement): Generator<SegmentValue> {
  yield ["AK1", value.groupCode, value.groupControl, value.groupVersion];
  for (const set of value.sets) yield* setSegments(set);
  const count = (number: number | undefined): string | undefined => (number === undefined ? undefined : String(number));
  yield [
    "AK9",
    value.verdict,
    count(value.setsIncluded),
    count(value.setsReceived),
    count(value.setsAccepted),
    ...value.groupNotes.slice(0, 5),
  ];
}

function* setSegments(set: AcknowledgedSet): Generator<SegmentValue> {
  yield ["AK2", set.set, set.control, set.guide];
  for (const error of set.errors) yield* errorSegments(error);
  yield ["IK5", set.verdict, ...set.notes.slice(0, 5)];
}

function* errorSegments(error: AcknowledgedSegmentError): Generator<SegmentValue> {
  yield ["IK3", error.tag, String(error.position), error.loop, error.code];
  for (const context of error.context) yield contextSegment(context);
  for (const { element, component, repetition, reference, code, value, context } of error.elements) {
    yield ["IK4", placeOf(element, component, repetition), reference, code, value];
    for (const one of context ?? []) yield contextSegment(one);
  }
}

function contextSegment({ names, tag, position, loop, element, component, repetition, reference }: ErrorContext): SegmentValue {
  const place = element === undefined ? undefined : placeOf(element, component, repetition);
  const name = { repeat: names.map((one) => (one.value === undefined ? [one.name] : [one.name, one.value])) };
  return [
    "CTX",
    name,
    tag,
    position === undefined ? undefined : String(position),
    loop,
    place,
    reference === undefined ? undefined : [reference],
  ];
}

function placeOf(element: number, ...parts: readonly (number | undefined)[]): readonly (string | undefined)[] {
  return [element, ...parts].map((part) => (part === undefined ? undefined : String(part)));
}
