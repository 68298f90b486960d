/** Walks ISA, GS, ST and their trailers: says which transaction a segment belongs to, and what is wrong with the envelope. */
import { type Finding, type FindingKind, finding, type Params } from "../../kernel/finding.ts";
import { parseCompactDate } from "../../kernel/iso-date.ts";
import * as kinds from "./envelope-findings.ts";
import type { Delimiters, SegmentView } from "./segment.ts";

export interface Interchange {
  /** Segment number of the ISA. */
  readonly segment: number;
  readonly senderQualifier: string;
  readonly sender: string;
  readonly receiverQualifier: string;
  readonly receiver: string;
  /** YYMMDD and HHMM as written. */
  readonly date: string;
  readonly time: string;
  readonly version: string;
  readonly control: string;
  readonly wantsTa1: boolean;
  readonly usage: string;
  readonly delimiters: Delimiters;
  readonly groups: readonly Group[];
  /** Findings on this interchange that a TA1 answers. */
  readonly findings: readonly Finding[];
}

export interface Group {
  readonly segment: number;
  readonly code: string;
  readonly sender: string;
  readonly receiver: string;
  readonly date: string;
  readonly control: string;
  readonly version: string;
  readonly transactions: readonly Transaction[];
  /** GE01; undefined when there is no GE or it holds no number. */
  readonly declared?: number;
  /** Findings that AK9 answers. */
  readonly findings: readonly Finding[];
}

export interface Transaction {
  /** Segment number of the ST. */
  readonly segment: number;
  /** ST01. */
  readonly set: string;
  /** ST02. */
  readonly control: string;
  /** ST03, else GS08. */
  readonly version: string;
  /** ST03 as written. */
  readonly reference: string;
  /** Findings that IK5 answers. */
  readonly findings: readonly Finding[];
}

export interface EnvelopeHandler {
  readonly onStart?: (transaction: Transaction, st: SegmentView) => void;
  /** Every segment between ST and SE. */
  readonly onSegment?: (segment: SegmentView, transaction: Transaction) => void;
  readonly onEnd?: (transaction: Transaction, group: Group | undefined, lastSegment: number) => void;
  /** A TA1: between ISA and the first GS. */
  readonly onAcknowledgement?: (segment: SegmentView, interchange: Interchange) => void;
}

export interface EnvelopeWalk {
  step(segment: SegmentView): void;
  end(): void;
  readonly interchanges: readonly Interchange[];
  /** Transactions outside of any group. */
  readonly loose: readonly Transaction[];
  /** Findings that belong to no interchange. */
  readonly findings: readonly Finding[];
}

type Open<Value> = { -readonly [Key in keyof Value]: Value[Key] extends readonly (infer Item)[] ? Item[] : Value[Key] };

const findingLimit = 200;

/** One walk a file. `groupCodeOf` says in which group a set travels; undefined when not known. */
export function newEnvelopeWalk(
  handler: EnvelopeHandler,
  groupCodeOf: (set: string) => string | undefined = () => undefined,
): EnvelopeWalk {
  const interchanges: Interchange[] = [];
  const loose: Transaction[] = [];
  const findings: Finding[] = [];
  const seenInterchanges = new Set<string>();
  let seenGroups = new Set<string>();
  let seenSets = new Set<string>();
  let interchange: Open<Interchange> | undefined;
  let group: Open<Group> | undefined;
  let transaction: Open<Transaction> | undefined;
  let last = 0;
  // The last segment that stood outside of a transaction.
  let outside = 0;

  function add(
    list: Finding[] | undefined,
    kind: FindingKind,
    place: { readonly segment: number; readonly tag: string; readonly element?: number },
    params: Params = {},
  ): void {
    const target = list ?? findings;
    if (target.length < findingLimit) target.push(finding(kind, place, params));
  }

  function startInterchange(segment: SegmentView): void {
    closeInterchange(false);
    const text = (n: number): string => segment.element(n).trim();
    interchange = {
      segment: segment.index,
      senderQualifier: text(5),
      sender: text(6),
      receiverQualifier: text(7),
      receiver: text(8),
      date: text(9),
      time: text(10),
      version: text(12),
      control: text(13),
      wantsTa1: text(14) === "1",
      usage: text(15),
      delimiters: segment.delimiters,
      groups: [],
      findings: [],
    };
    interchanges.push(interchange);
    seenGroups = new Set();
    for (const [element, kind, isRight] of isaRules) {
      const value = text(element);
      if (!isRight(value))
        add(
          interchange.findings,
          kind,
          { segment: segment.index, tag: "ISA", element },
          { element: String(element).padStart(2, "0"), value },
        );
    }
    const key = `${interchange.sender} ${interchange.control}`;
    if (seenInterchanges.has(key))
      add(interchange.findings, kinds.isaRepeated, { segment: segment.index, tag: "ISA", element: 13 }, { value: interchange.control });
    seenInterchanges.add(key);
  }

  function closeInterchange(hasTrailer: boolean): void {
    closeGroup(false);
    if (interchange !== undefined && !hasTrailer) add(interchange.findings, kinds.ieaMissing, { segment: last, tag: "IEA" });
    interchange = undefined;
  }

  function startGroup(segment: SegmentView): void {
    closeGroup(false);
    const text = (n: number): string => segment.element(n);
    group = {
      segment: segment.index,
      code: text(1),
      sender: text(2),
      receiver: text(3),
      date: text(4),
      control: text(6),
      version: text(8),
      transactions: [],
      findings: [],
    };
    const place = (element: number) => ({ segment: segment.index, tag: "GS", element });
    if (interchange === undefined) add(findings, kinds.segmentOutside, { segment: segment.index, tag: "GS" }, { tag: "GS" });
    else interchange.groups.push(group);
    for (const [element, isRight] of gsRules) {
      if (!isRight(text(element)))
        add(interchange?.findings, kinds.gsElement, place(element), { element: String(element).padStart(2, "0"), value: text(element) });
    }
    if (!/^\d{1,9}$/.test(group.control)) add(group.findings, kinds.gsControl, place(6), { value: group.control });
    if (seenGroups.has(group.control)) add(group.findings, kinds.gsRepeated, place(6), { value: group.control });
    seenGroups.add(group.control);
    seenSets = new Set();
  }

  function closeGroup(hasTrailer: boolean): void {
    closeTransaction();
    if (group !== undefined && !hasTrailer) add(group.findings, kinds.geMissing, { segment: last, tag: "GE" });
    group = undefined;
  }

  function startTransaction(segment: SegmentView): void {
    closeTransaction();
    const reference = segment.element(3);
    const control = segment.element(2);
    const set = segment.element(1);
    transaction = {
      segment: segment.index,
      set,
      control,
      reference,
      version: reference === "" ? (group?.version ?? "") : reference,
      findings: [],
    };
    const place = (element: number) => ({ segment: segment.index, tag: "ST", element });
    if (group === undefined) {
      loose.push(transaction);
      add(transaction.findings, kinds.stAlone, { segment: segment.index, tag: "ST" }, { control });
    } else {
      group.transactions.push(transaction);
      const expected = groupCodeOf(set);
      if (expected !== undefined && expected !== group.code)
        add(group.findings, kinds.gsKind, { segment: group.segment, tag: "GS", element: 1 }, { value: group.code, set, expected });
      // The guides of these two have no ST03.
      const isMissing =
        reference === "" && set !== "835" && set !== "997" && groupCodeOf(set) !== undefined && group.version.startsWith("005010X");
      if (isMissing || (reference !== "" && reference !== group.version))
        add(transaction.findings, kinds.stGuide, place(3), { value: reference, group: group.version });
    }
    if (control.length < 4 || control.length > 9) add(transaction.findings, kinds.stControl, place(2), { value: control });
    if (seenSets.has(control)) add(transaction.findings, kinds.stRepeated, place(2), { value: control });
    seenSets.add(control);
    handler.onStart?.(transaction, segment);
  }

  /** Ends the open transaction; `se` when it has its trailer. */
  function closeTransaction(se?: SegmentView): void {
    if (transaction === undefined) return;
    const place = (element: number) => ({ segment: se?.index ?? last, tag: "SE", element });
    if (se === undefined) {
      add(transaction.findings, kinds.seMissing, { segment: last, tag: "SE" });
    } else {
      const counted = se.index - transaction.segment + 1;
      const declared = se.element(1);
      if (!isCount(declared, counted)) add(transaction.findings, kinds.seCount, place(1), { declared, counted });
      if (se.element(2) !== transaction.control)
        add(transaction.findings, kinds.seControl, place(2), { trailer: se.element(2), header: transaction.control });
    }
    const closed = transaction;
    transaction = undefined;
    handler.onEnd?.(closed, group, se?.index ?? last);
  }

  function endGroup(segment: SegmentView): void {
    closeTransaction();
    if (group === undefined) {
      add(interchange?.findings, kinds.trailerAlone, { segment: segment.index, tag: "GE" }, { tag: "GE" });
      return;
    }
    const place = (element: number) => ({ segment: segment.index, tag: "GE", element });
    const declared = segment.element(1);
    const counted = group.transactions.length;
    if (/^\d{1,6}$/.test(declared)) group.declared = Number(declared);
    if (!isCount(declared, counted)) add(group.findings, kinds.geCount, place(1), { declared, counted });
    if (!sameNumber(segment.element(2), group.control))
      add(group.findings, kinds.geControl, place(2), { trailer: segment.element(2), header: group.control });
    closeGroup(true);
  }

  function endInterchange(segment: SegmentView): void {
    closeGroup(false);
    if (interchange === undefined) {
      add(findings, kinds.trailerAlone, { segment: segment.index, tag: "IEA" }, { tag: "IEA" });
      return;
    }
    const place = (element: number) => ({ segment: segment.index, tag: "IEA", element });
    const declared = segment.element(1);
    const counted = interchange.groups.length;
    if (!isCount(declared, counted)) add(interchange.findings, kinds.ieaCount, place(1), { declared, counted });
    if (segment.element(2) !== interchange.control)
      add(interchange.findings, kinds.ieaControl, place(2), { trailer: segment.element(2), header: interchange.control });
    closeInterchange(true);
  }

  function inside(segment: SegmentView): void {
    if (transaction !== undefined) handler.onSegment?.(segment, transaction);
    else if (segment.tag === "TA1" && interchange !== undefined && group === undefined) handler.onAcknowledgement?.(segment, interchange);
    else if (outside !== last || outside === 0) {
      // The first one tells of all that follow it.
      add(
        group?.findings ?? interchange?.findings,
        kinds.segmentOutside,
        { segment: segment.index, tag: segment.tag },
        { tag: segment.tag.slice(0, 10) },
      );
      outside = segment.index;
    } else outside = segment.index;
  }

  return {
    step(segment) {
      switch (segment.tag) {
        case "ISA":
          startInterchange(segment);
          break;
        case "GS":
          startGroup(segment);
          break;
        case "ST":
          startTransaction(segment);
          break;
        case "SE":
          if (transaction === undefined)
            add(group?.findings ?? interchange?.findings, kinds.trailerAlone, { segment: segment.index, tag: "SE" }, { tag: "SE" });
          else closeTransaction(segment);
          break;
        case "GE":
          endGroup(segment);
          break;
        case "IEA":
          endInterchange(segment);
          break;
        default:
          inside(segment);
      }
      last = segment.index;
    },
    end() {
      closeInterchange(false);
    },
    interchanges,
    loose,
    findings,
  };
}

/** The kinds of ids that the standard has for ISA05 and ISA07. */
export function isPartyQualifier(value: string): boolean {
  return /^(0[1-4789]|[12]\d|3[0-8]|AM|NR|SA|SN|ZZ)$/.test(value);
}

const isaRules: readonly (readonly [number, FindingKind, (value: string) => boolean])[] = [
  [1, kinds.isaElement, (value) => /^0[0-8]$/.test(value)],
  [3, kinds.isaElement, (value) => value === "00" || value === "01"],
  [5, kinds.isaElement, isPartyQualifier],
  [6, kinds.isaSender, (value) => value !== ""],
  [7, kinds.isaElement, isPartyQualifier],
  [8, kinds.isaReceiver, (value) => value !== ""],
  [9, kinds.isaDate, (value) => parseCompactDate(`20${value}`) !== undefined],
  [10, kinds.isaTime, (value) => /^([01]\d|2[0-3])[0-5]\d$/.test(value)],
  [12, kinds.isaVersion, (value) => value === "00501"],
  [13, kinds.isaControl, (value) => /^\d{9}$/.test(value)],
  [14, kinds.isaAckRequest, (value) => value === "0" || value === "1"],
  [15, kinds.isaUsage, (value) => value === "P" || value === "T"],
];

const gsRules: readonly (readonly [number, (value: string) => boolean])[] = [
  [1, (value) => /^[0-9A-Z]{2}$/.test(value)],
  [2, (value) => value.length >= 2 && value.length <= 15],
  [3, (value) => value.length >= 2 && value.length <= 15],
  [4, (value) => parseCompactDate(value) !== undefined],
  [5, (value) => /^([01]\d|2[0-3])[0-5]\d([0-5]\d(\d{1,2})?)?$/.test(value)],
  [7, (value) => value === "X"],
  [8, (value) => value !== "" && value.length <= 12],
];

function isCount(declared: string, counted: number): boolean {
  return /^\d{1,10}$/.test(declared) && Number(declared) === counted;
}

/** GS06 and GE02 are numbers: leading zeros do not matter. */
function sameNumber(a: string, b: string): boolean {
  return a.replace(/^0+/, "") === b.replace(/^0+/, "");
}
