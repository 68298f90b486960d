/** Segments and interchanges to text. Counts and control numbers come out right by construction. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import { formatCompactDate } from "../../kernel/iso-date.ts";
import { usualDelimiters } from "./delimiters.ts";
import type { Delimiters } from "./segment.ts";

/** Text, the components of a composite, or the repetitions of either. Undefined stands for an empty element. */
export type ElementValue =
  | string
  | undefined
  | readonly (string | undefined)[]
  | { readonly repeat: readonly (string | readonly (string | undefined)[])[] };

/** A segment as values: tag first, then its elements. */
export type SegmentValue = readonly [tag: string, ...elements: ElementValue[]];

export interface TransactionText {
  /** ST01. */
  readonly set: string;
  /** ST02: four to nine characters. */
  readonly control: string;
  /** ST03; absent for 999 of older versions and for sets without it. */
  readonly guide?: string;
  /** What stands between ST and SE. */
  readonly segments: Iterable<SegmentValue>;
}

export interface GroupText {
  /** GS01: HC, HP, FA, HN … */
  readonly code: string;
  readonly sender: string;
  readonly receiver: string;
  /** GS06: 1–999999999. */
  readonly control: number;
  /** GS08. */
  readonly version: string;
  readonly transactions: Iterable<TransactionText>;
}

export interface InterchangeParty {
  /** ISA05 or ISA07. */
  readonly qualifier: string;
  readonly id: string;
}

export interface InterchangeText {
  readonly sender: InterchangeParty;
  readonly receiver: InterchangeParty;
  /** ISA13: 1–999999999. */
  readonly control: number;
  readonly date: IsoDate;
  /** HHMM. */
  readonly time: string;
  /** ISA15. */
  readonly usage: "P" | "T";
  /** ISA14: ask for a TA1. */
  readonly wantsTa1?: boolean;
  readonly delimiters?: Delimiters;
  /** A line end after each terminator. */
  readonly lines?: boolean;
  /** Segments that stand between ISA and the first GS (TA1). */
  readonly acknowledgements?: readonly SegmentValue[];
  readonly groups: Iterable<GroupText>;
}

/** One segment with its terminator. Trailing empty elements and components are left out, delimiters in data become blanks. */
export function formatSegment(tag: string, elements: readonly ElementValue[], delimiters: Delimiters = usualDelimiters): string {
  const marks = marksOf(delimiters);
  const texts = elements.map((element) => formatElement(element, marks));
  let size = texts.length;
  while (size > 0 && texts[size - 1] === "") size -= 1;
  return [tag, ...texts.slice(0, size)].join(marks.element) + marks.segment;
}

/** A whole interchange as text: ISA of fixed width, SE01, GE01 and IEA01 counted. */
export function writeInterchange(interchange: InterchangeText): string {
  let text = "";
  for (const piece of interchangeSegments(interchange)) text += piece;
  return text;
}

/** The same, one segment at a time, for files that do not fit in memory. */
export function* interchangeSegments(interchange: InterchangeText): Generator<string> {
  const delimiters = interchange.delimiters ?? usualDelimiters;
  const lineEnd = interchange.lines === true ? "\n" : "";
  const format = ([tag, ...elements]: SegmentValue): string => formatSegment(tag, elements, delimiters) + lineEnd;
  yield formatIsa(interchange, delimiters) + lineEnd;
  for (const acknowledgement of interchange.acknowledgements ?? []) yield format(acknowledgement);
  let groups = 0;
  for (const group of interchange.groups) {
    groups += 1;
    yield* groupSegments(group, interchange, format);
  }
  yield format(["IEA", String(groups), pad(interchange.control, 9)]);
}

function* groupSegments(group: GroupText, { date, time }: InterchangeText, format: (segment: SegmentValue) => string): Generator<string> {
  yield format(["GS", group.code, group.sender, group.receiver, formatCompactDate(date), time, String(group.control), "X", group.version]);
  let sets = 0;
  for (const transaction of group.transactions) {
    sets += 1;
    yield format(["ST", transaction.set, transaction.control, transaction.guide]);
    let segments = 2;
    for (const segment of transaction.segments) {
      segments += 1;
      yield format(segment);
    }
    yield format(["SE", String(segments), transaction.control]);
  }
  yield format(["GE", String(sets), String(group.control)]);
}

function formatIsa(interchange: InterchangeText, delimiters: Delimiters): string {
  const marks = marksOf(delimiters);
  const fixed = (text: string, width: number): string => clean(text, marks).padEnd(width, " ").slice(0, width);
  const elements = [
    "ISA",
    "00",
    fixed("", 10),
    "00",
    fixed("", 10),
    fixed(interchange.sender.qualifier, 2),
    fixed(interchange.sender.id, 15),
    fixed(interchange.receiver.qualifier, 2),
    fixed(interchange.receiver.id, 15),
    formatCompactDate(interchange.date).slice(2),
    fixed(interchange.time, 4),
    marks.repetition,
    "00501",
    pad(interchange.control, 9),
    interchange.wantsTa1 === true ? "1" : "0",
    interchange.usage,
    marks.component,
  ];
  return elements.join(marks.element) + marks.segment;
}

interface Marks {
  readonly element: string;
  readonly component: string;
  readonly repetition: string;
  readonly segment: string;
}

function marksOf(delimiters: Delimiters): Marks {
  return {
    element: String.fromCharCode(delimiters.element),
    component: String.fromCharCode(delimiters.component),
    repetition: String.fromCharCode(delimiters.repetition),
    segment: String.fromCharCode(delimiters.segment),
  };
}

function formatElement(value: ElementValue, marks: Marks): string {
  if (value === undefined) return "";
  if (typeof value === "string") return clean(value, marks);
  if (isComponents(value)) return formatComponents(value, marks);
  return value.repeat.map((one) => (typeof one === "string" ? clean(one, marks) : formatComponents(one, marks))).join(marks.repetition);
}

function isComponents(value: Exclude<ElementValue, string | undefined>): value is readonly (string | undefined)[] {
  return Array.isArray(value);
}

function formatComponents(components: readonly (string | undefined)[], marks: Marks): string {
  const texts = components.map((component) => clean(component ?? "", marks));
  let size = texts.length;
  while (size > 0 && texts[size - 1] === "") size -= 1;
  return texts.slice(0, size).join(marks.component);
}

/** Delimiters and control characters become blanks; blanks at the ends go. */
function clean(text: string, marks: Marks): string {
  let out = "";
  for (const char of text) {
    const forbidden =
      char < " " ||
      char === "\u007f" ||
      char === marks.element ||
      char === marks.component ||
      char === marks.repetition ||
      char === marks.segment;
    out += forbidden ? " " : char;
  }
  return out.trim();
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
