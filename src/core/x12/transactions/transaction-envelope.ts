/** The envelope around a transaction, as read: who sent it to whom, when, and its control numbers. */
import type { SegmentView } from "../syntax/segment.ts";
import { type Mutable, textAt } from "./segment-values.ts";

/** ISA … GS … ST around one transaction. Dates and times as written. */
export interface TransactionEnvelope {
  readonly interchange: {
    readonly senderQualifier: string;
    readonly senderId: string;
    readonly receiverQualifier: string;
    readonly receiverId: string;
    /** YYMMDD. */
    readonly date: string;
    /** HHMM. */
    readonly time: string;
    /** ISA13. */
    readonly control: string;
    /** ISA14: 1 asks for a TA1. */
    readonly acknowledgementRequested: boolean;
    /** ISA15. */
    readonly test: boolean;
  };
  readonly group: {
    /** GS01. */
    readonly code: string;
    readonly sender: string;
    readonly receiver: string;
    /** CCYYMMDD. */
    readonly date: string;
    readonly time: string;
    /** GS06. */
    readonly control: string;
    /** GS08. */
    readonly version: string;
  };
  readonly set: {
    /** ST01. */
    readonly id: string;
    /** ST02. */
    readonly control: string;
    /** ST03, or GS08 when the sender leaves it out. */
    readonly guide: string;
    /** The segment of ST, counted from ISA = 1. */
    readonly segment: number;
  };
}

const noInterchange: TransactionEnvelope["interchange"] = {
  senderQualifier: "",
  senderId: "",
  receiverQualifier: "",
  receiverId: "",
  date: "",
  time: "",
  control: "",
  acknowledgementRequested: false,
  test: false,
};
const noGroup: TransactionEnvelope["group"] = { code: "", sender: "", receiver: "", date: "", time: "", control: "", version: "" };
const noSet: TransactionEnvelope["set"] = { id: "", control: "", guide: "", segment: 0 };

/** True for the segments that begin and end interchanges, groups and transactions; not TA1. */
export function isEnvelopeTag(tag: string): boolean {
  return tag === "ISA" || tag === "GS" || tag === "ST" || tag === "SE" || tag === "GE" || tag === "IEA";
}

/** Keeps the envelope of the segment that is read now. Parts that a bare transaction lacks stay empty. */
export interface EnvelopeTracker {
  current(): TransactionEnvelope;
  /** True when the segment belongs to the envelope (ISA, GS, ST, SE, GE, IEA; not TA1). `tag` saves reading it again. */
  segment(view: SegmentView, tag?: string): boolean;
}

export function newEnvelopeTracker(): EnvelopeTracker {
  const now: Mutable<TransactionEnvelope> = { interchange: noInterchange, group: noGroup, set: noSet };
  return {
    current: () => ({ ...now }),
    segment(view, tag = view.tag) {
      switch (tag) {
        case "ISA":
          now.interchange = interchangeOf(view);
          now.group = noGroup;
          now.set = noSet;
          return true;
        case "GS":
          now.group = groupOf(view);
          now.set = noSet;
          return true;
        case "ST":
          now.set = { id: textAt(view, 1), control: textAt(view, 2), guide: textAt(view, 3) || now.group.version, segment: view.index };
          return true;
        case "SE":
        case "GE":
        case "IEA":
          return true;
        default:
          return false;
      }
    },
  };
}

function interchangeOf(view: SegmentView): TransactionEnvelope["interchange"] {
  return {
    senderQualifier: textAt(view, 5),
    senderId: textAt(view, 6),
    receiverQualifier: textAt(view, 7),
    receiverId: textAt(view, 8),
    date: textAt(view, 9),
    time: textAt(view, 10),
    control: textAt(view, 13),
    acknowledgementRequested: textAt(view, 14) === "1",
    test: textAt(view, 15) === "T",
  };
}

function groupOf(view: SegmentView): TransactionEnvelope["group"] {
  return {
    code: textAt(view, 1),
    sender: textAt(view, 2),
    receiver: textAt(view, 3),
    date: textAt(view, 4),
    time: textAt(view, 5),
    control: textAt(view, 6),
    version: textAt(view, 8),
  };
}
