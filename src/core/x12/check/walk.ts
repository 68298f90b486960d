/**
 * A transaction against its guide: finds the place of each segment, counts, and says what is missing, too much, out of
 * order or unknown. A segment that fits nowhere changes nothing, so that it cannot hide the next fault.
 */
import type { LoopRule, SegmentRule } from "../guides/model.ts";
import { isKnownTag } from "../guides/notation.ts";
import type { SegmentView } from "../syntax/segment.ts";
import { checkElements } from "./elements.ts";
import * as kinds from "./findings.ts";
import type { LoopRecord, Marks, Report, SegmentRecord } from "./record.ts";

type Child = SegmentRule | LoopRule;

export interface WalkOptions {
  readonly children: readonly Child[];
  readonly report: Report;
  /** Loops whose records are judged when they end, with all that hangs under them, and then dropped. */
  readonly units: ReadonlySet<string>;
  readonly onUnit: (record: LoopRecord, marks: Marks) => void;
  readonly onSegment: (segment: SegmentRecord, record: LoopRecord) => void;
}

export interface GuideWalk {
  step(segment: SegmentView): void;
  /** `last` is the segment number of SE, or of the last segment when there is none. */
  end(last: number): LoopRecord;
}

interface Frame {
  readonly children: readonly Child[];
  readonly slots: ReadonlyMap<string, readonly number[]>;
  readonly counts: number[];
  /** Segment number at which a required child was passed over. */
  readonly passed: (number | undefined)[];
  readonly record: LoopRecord;
  readonly isUnit: boolean;
  ordinal: number;
}

interface Match {
  readonly depth: number;
  readonly slot: number;
}

export function newGuideWalk(options: WalkOptions): GuideWalk {
  const { report } = options;
  const root = newFrame(options.children, { loop: "ST", index: 0, segments: [], children: [] }, false);
  const stack: Frame[] = [root];
  let marks: Marks = { component: ":", repetition: "^" };
  let marksOf: unknown;
  // Set after a loop that the guide does not have: its segments belong to it and are not judged.
  let stray = false;

  function close(index: number): void {
    const frame = stack.pop();
    if (frame === undefined) return;
    frame.children.forEach((child, slot) => {
      if (!child.required || (frame.counts[slot] ?? 0) > 0) return;
      const opener = child.kind === "loop" ? child.opener : child;
      const loop = child.kind === "loop" ? child.id : frame.record.loop;
      report(
        kinds.segmentMissing,
        { segment: frame.passed[slot] ?? index, tag: opener.tag, loop },
        { tag: described(opener), label: child.label, loop },
      );
    });
    if (frame.isUnit) options.onUnit(frame.record, marks);
  }

  function enter(frame: Frame, loop: LoopRule, index: number): Frame {
    const record: LoopRecord = { loop: loop.id, rule: loop, index, parent: frame.record, segments: [], children: [] };
    const isUnit = options.units.has(loop.id);
    // What can occur without bound is not kept at its parent: memory stays flat in a file of one transaction.
    if (!isUnit && Number.isFinite(loop.max)) frame.record.children.push(record);
    const inner = newFrame(loop.children, record, isUnit);
    inner.counts[0] = 1;
    inner.ordinal = loop.opener.ordinal;
    stack.push(inner);
    return inner;
  }

  function place(segment: SegmentView, { depth, slot }: Match): void {
    while (stack.length - 1 > depth) close(segment.index);
    const frame = stack[depth];
    const child = frame?.children[slot];
    if (frame === undefined || child === undefined) return;
    if (child.ordinal > frame.ordinal) {
      passOver(frame, child.ordinal, segment.index);
      frame.ordinal = child.ordinal;
    }
    count(frame, child, segment);
  }

  function count(frame: Frame, child: Child, segment: SegmentView): void {
    const times = (frame.counts[child.slot] ?? 0) + 1;
    frame.counts[child.slot] = times;
    const isLoop = child.kind === "loop";
    const loop = isLoop ? child.id : frame.record.loop;
    if (times > child.max) {
      const kind = isLoop ? kinds.loopTooOften : kinds.segmentTooOften;
      report(kind, { segment: segment.index, tag: segment.tag, loop }, { tag: segment.tag, label: child.label, loop, most: child.max });
    }
    const target = isLoop ? enter(frame, child, segment.index) : frame;
    judge(segment, isLoop ? child.opener : child, target);
  }

  function judge(segment: SegmentView, rule: SegmentRule, frame: Frame): void {
    const texts = textsOf(segment);
    checkElements(rule, { index: segment.index, loop: frame.record.loop, texts, marks }, report);
    const record: SegmentRecord = { tag: segment.tag, index: segment.index, texts, rule };
    // Kept while it is bounded; a segment without bound is only handed on.
    if (Number.isFinite(rule.max)) frame.record.segments.push(record);
    options.onSegment(record, frame.record);
  }

  /** Fits nowhere forward: out of order, wrong qualifier, or not of this guide. */
  function misfit(segment: SegmentView): void {
    const late = findMatch(stack, segment, marks, "late");
    if (late !== undefined) {
      const frame = stack[late.depth];
      const child = frame?.children[late.slot];
      if (frame === undefined || child === undefined) return;
      const loop = child.kind === "loop" ? child.id : frame.record.loop;
      report(kinds.segmentOrder, { segment: segment.index, tag: segment.tag, loop }, { tag: segment.tag, label: child.label, loop });
      if (child.kind === "loop") while (stack.length - 1 > late.depth) close(segment.index);
      count(frame, child, segment);
      return;
    }
    const loop = stack.at(-1)?.record.loop ?? "ST";
    const at = { segment: segment.index, tag: segment.tag, loop };
    const other = findMatch(stack, segment, marks, "any-qualifier");
    const named = other === undefined ? undefined : stack[other.depth]?.children[other.slot];
    const rule = named?.kind === "loop" ? named.opener : named;
    stray = openers.has(segment.tag);
    if (rule?.qualifier !== undefined) {
      const { element, component, codes } = rule.qualifier;
      const value = qualifierText(segment, rule, marks);
      const params = { name: `${segment.tag}${String(element).padStart(2, "0")}`, value, codes: qualifiersAt(stack, segment.tag, codes) };
      report(
        value === "" ? kinds.elementMissing : kinds.elementCode,
        { ...at, element, ...(component === undefined ? {} : { component }) },
        params,
      );
    } else if (isKnownTag(segment.tag)) report(kinds.segmentUnexpected, at, { tag: segment.tag, loop });
    else report(kinds.segmentUnknown, at, { tag: segment.tag.slice(0, 10) });
  }

  return {
    step(segment) {
      if (marksOf !== segment.delimiters) {
        marksOf = segment.delimiters;
        marks = {
          component: String.fromCharCode(segment.delimiters.component),
          repetition: segment.delimiters.repetition === 0 ? "" : String.fromCharCode(segment.delimiters.repetition),
        };
      }
      if (stray && followers.has(segment.tag)) return;
      const match = findMatch(stack, segment, marks, "forward");
      if (match === undefined) {
        misfit(segment);
        return;
      }
      stray = false;
      place(segment, match);
    },
    end(last) {
      while (stack.length > 0) close(last);
      return root.record;
    },
  };
}

/** Segments that begin a loop of an entity or level, and those that can follow inside it. */
const openers: ReadonlySet<string> = new Set(["NM1", "N1", "HL", "LX", "CLM", "CLP", "SVC", "SVD", "LIN"]);
const followers: ReadonlySet<string> = new Set(["N2", "N3", "N4", "PER", "PRV", "REF", "DMG"]);

function newFrame(children: readonly Child[], record: LoopRecord, isUnit: boolean): Frame {
  return { children, slots: slotsOf(children), counts: [], passed: [], record, isUnit, ordinal: 0 };
}

const slotCache = new WeakMap<readonly Child[], ReadonlyMap<string, readonly number[]>>();

/** Children by the tag they begin with. */
function slotsOf(children: readonly Child[]): ReadonlyMap<string, readonly number[]> {
  const known = slotCache.get(children);
  if (known !== undefined) return known;
  const slots = new Map<string, number[]>();
  children.forEach((child, slot) => {
    const tag = child.kind === "loop" ? child.opener.tag : child.tag;
    const list = slots.get(tag);
    if (list === undefined) slots.set(tag, [slot]);
    else list.push(slot);
  });
  slotCache.set(children, slots);
  return slots;
}

/** The deepest open loop that takes the segment: further on, earlier (late), or by tag alone. */
function findMatch(
  stack: readonly Frame[],
  segment: SegmentView,
  marks: Marks,
  how: "forward" | "late" | "any-qualifier",
): Match | undefined {
  const { tag } = segment;
  for (let depth = stack.length - 1; depth >= 0; depth -= 1) {
    const frame = stack[depth];
    if (frame === undefined) continue;
    const slots = frame.slots.get(tag);
    if (slots === undefined) continue;
    for (const slot of slots) {
      // The segment that begins a loop begins a new one each time.
      if (slot === 0 && depth > 0) continue;
      const child = frame.children[slot];
      if (child === undefined) continue;
      if (how === "any-qualifier") return { depth, slot };
      if (how === "forward" ? child.ordinal < frame.ordinal : child.ordinal >= frame.ordinal) continue;
      if (hasQualifier(child.kind === "loop" ? child.opener : child, segment, marks)) return { depth, slot };
    }
  }
  return undefined;
}

function hasQualifier(rule: SegmentRule, segment: SegmentView, marks: Marks): boolean {
  return rule.qualifier === undefined || rule.qualifier.codes.has(qualifierText(segment, rule, marks));
}

function qualifierText(segment: SegmentView, rule: SegmentRule, marks: Marks): string {
  if (rule.qualifier === undefined) return "";
  const text = segment.element(rule.qualifier.element);
  if (rule.qualifier.component === undefined) return text;
  return text.split(marks.component)[rule.qualifier.component - 1] ?? "";
}

/** All codes that this tag may carry at the open places, for the message. */
function qualifiersAt(stack: readonly Frame[], tag: string, codes: ReadonlySet<string>): string {
  const top = stack.at(-1);
  const all = new Set(codes);
  for (const slot of top?.slots.get(tag) ?? []) {
    const child = top?.children[slot];
    const rule = child?.kind === "loop" ? child.opener : child;
    for (const code of rule?.qualifier?.codes ?? []) all.add(code);
  }
  return [...all].slice(0, 40).join(", ");
}

function passOver(frame: Frame, ordinal: number, index: number): void {
  for (let slot = 0; slot < frame.children.length; slot += 1) {
    const child = frame.children[slot];
    if (child === undefined || child.ordinal >= ordinal) break;
    if (child.required && (frame.counts[slot] ?? 0) === 0) frame.passed[slot] ??= index;
  }
}

function textsOf(segment: SegmentView): readonly string[] {
  const count = segment.elementCount;
  const texts: string[] = [segment.tag];
  for (let number = 1; number <= count; number += 1) texts.push(segment.element(number));
  return texts;
}

function described(rule: SegmentRule): string {
  const codes = rule.qualifier === undefined ? [] : [...rule.qualifier.codes];
  return codes.length === 1 && rule.tag !== "HL" ? `${rule.tag}*${codes[0] ?? ""}` : rule.tag;
}
