/**
 * A transaction against its guide: finds the place of each segment, counts, and says what is missing, too much, out of
 * order or unknown. A segment that fits nowhere changes nothing, so that it cannot hide the next fault.
 */
import type { LoopRule, SegmentRule } from "../guides/model.ts";
import { isKnownTag } from "../guides/notation.ts";
import type { SegmentToken } from "../syntax/token.ts";
import { described, type Level, levelOf, type Node } from "./compile.ts";
import * as kinds from "./findings.ts";
import { addOne, clean, type Frame, newFrame, passOver, turnTo } from "./frames.ts";
import { chosen, firstFitting, hasQualifier } from "./match.ts";
import {
  addChild,
  addSegment,
  isAt,
  type LoopRecord,
  newLoopRecord,
  type Report,
  recordOf,
  type SegmentRecord,
  sameBytes,
  textAt,
} from "./record.ts";
import type { RecordPool } from "./record-pool.ts";
import { floating, followers, isTraced, levelTag, numbered, openers } from "./sign-tags.ts";
import { tagIdOf } from "./tags.ts";

export interface WalkOptions {
  readonly children: readonly (SegmentRule | LoopRule)[];
  readonly report: Report;
  /** For the records of units, when none is needed after its unit was judged. */
  readonly pool?: RecordPool;
  /** Loops whose records are judged when they end, with all that hangs under them, and then dropped. */
  readonly units: ReadonlySet<string>;
  readonly onUnit: (record: LoopRecord) => void;
  /** Tells of a segment that fits nowhere; `report` where nobody takes that back. */
  readonly reportMisfit?: Report;
  /** The run of segments that fit nowhere has ended. What was told of it was wrong when they belong to a loop whose first segment is missing. */
  readonly onRunEnd?: (wasWrong: boolean) => void;
  /** A loop above the units has ended. */
  readonly onLoop?: (record: LoopRecord) => void;
  readonly onSegment: (segment: SegmentRecord, record: LoopRecord) => void;
  /** A loop was entered without the segment that begins it. */
  readonly onHeadless: (record: LoopRecord) => void;
}

export interface GuideWalk {
  step(segment: SegmentToken): void;
  /** `last` is the segment number of SE, or of the last segment when there is none. */
  end(last: number): LoopRecord;
}

export function newGuideWalk(options: WalkOptions): GuideWalk {
  const { report, pool, reportMisfit = report } = options;
  const rootRecord = newLoopRecord("ST", 0);
  // Frames are used again: a loop that is entered costs no arrays.
  const frames: Frame[] = [];
  let depth = -1;
  // Set after a loop that the guide does not have: its segments belong to it and are not judged.
  let stray = false;
  // How many open loops were entered without the segment that begins them.
  let headless = 0;
  // Whether the records are of a unit that is judged as a whole, and then used again.
  let isPooled = false;
  // Segments in a row that fit nowhere, by their tags: they may turn out to be of a loop whose first segment is missing.
  let runFrom = 0;
  const run: number[] = [];
  // Where the last match was found.
  let foundDepth = 0;
  let foundSlot = 0;

  pushFrame(levelOf(options.children), rootRecord, false);

  function pushFrame(level: Level, record: LoopRecord, isUnit: boolean): Frame {
    depth += 1;
    const known = frames[depth];
    const above = frames[depth - 1];
    const inUnit = above !== undefined && (above.isUnit || above.inUnit);
    const frame = known === undefined ? newFrame(level, record) : turnTo(known, level, record);
    frame.isUnit = isUnit;
    frame.inUnit = inUnit;
    if (known === undefined) frames.push(frame);
    return frame;
  }

  function frameAt(at: number): Frame {
    const frame = frames[at];
    if (frame === undefined) throw new RangeError("no frame");
    return frame;
  }

  function close(index: number): void {
    const frame = frameAt(depth);
    depth -= 1;
    if (frame.headless) headless -= 1;
    for (const slot of frame.level.required) {
      if ((frame.counts[slot] ?? 0) > 0) continue;
      const node = frame.level.nodes[slot];
      if (node !== undefined) reportMissing(node, frame, frame.passed[slot] || index);
    }
    clean(frame);
    if (frame.isUnit) {
      isPooled = false;
      options.onUnit(frame.record);
    } else if (!frame.inUnit) options.onLoop?.(frame.record);
  }

  function reportMissing(node: Node, frame: Frame, index: number): void {
    const loop = node.loop?.id ?? frame.record.loop;
    const { tag } = node.segment;
    report(kinds.segmentMissing, { segment: index, tag, loop }, { tag: described(node.segment), label: node.label, loop });
  }

  function enter(frame: Frame, node: Node, loop: LoopRule, index: number): Frame {
    node.isUnit ??= options.units.has(loop.id);
    const { isUnit } = node;
    // A level is compared with the next one after it has been judged.
    if (isUnit && pool !== undefined && loop.opener.tag !== "HL") isPooled = true;
    const record =
      isPooled && pool !== undefined ? pool.loop(loop.id, index, loop, frame.record) : newLoopRecord(loop.id, index, loop, frame.record);
    // What can occur without bound is not kept at its parent, but within a unit: memory stays flat in a file of one transaction.
    if (!isUnit && (loop.max < Number.POSITIVE_INFINITY || isInUnit())) addChild(frame.record, record);
    node.inner ??= levelOf(loop.children);
    const inner = pushFrame(node.inner, record, isUnit);
    addOne(inner, 0);
    inner.ordinal = loop.opener.ordinal;
    return inner;
  }

  function isInUnit(): boolean {
    const frame = frameAt(depth);
    return frame.isUnit || frame.inUnit;
  }

  function place(segment: SegmentToken, at: number, slot: number): void {
    if (isDoubledHead(at, slot, segment)) {
      reportTooOften(frameAt(at), slot, segment);
      return;
    }
    while (depth > at) close(segment.index);
    const frame = frameAt(at);
    const node = frame.level.nodes[slot];
    if (node === undefined) return;
    if (node.ordinal > frame.ordinal) {
      passOver(frame, node.ordinal, segment.index);
      frame.ordinal = node.ordinal;
    }
    count(frame, node, segment);
  }

  /**
   * The segment that begins a loop, twice in a row: the second is too much, not another loop, where only one loop may be or
   * where it is the same letter by letter.
   */
  function isDoubledHead(at: number, slot: number, segment: SegmentToken): boolean {
    const frame = frameAt(at);
    const node = frame.level.nodes[slot];
    if (node?.loop === undefined || depth !== at + 1) return false;
    const { rule, head, tail, child } = frameAt(depth).record;
    if (rule !== node.loop || head === undefined || head !== tail || child !== undefined) return false;
    return (frame.counts[slot] ?? 0) >= node.max || (numbered.has(segment.tag) && sameBytes(head, segment));
  }

  function reportTooOften(frame: Frame, slot: number, segment: SegmentToken): void {
    const node = frame.level.nodes[slot];
    if (node === undefined) return;
    const id = node.loop?.id ?? frame.record.loop;
    // A loop that may be repeated begins with one such segment.
    const isHead = node.loop !== undefined && (frame.counts[slot] ?? 0) < node.max;
    const kind = node.loop === undefined || isHead ? kinds.segmentTooOften : kinds.loopTooOften;
    const most = isHead ? 1 : node.max;
    report(kind, { segment: segment.index, tag: segment.tag, loop: id }, { tag: segment.tag, label: node.label, loop: id, most });
  }

  function count(frame: Frame, node: Node, segment: SegmentToken): void {
    const times = addOne(frame, node.slot);
    const { loop } = node;
    // The first one too many is told; what is too much is judged, but not added up with the rest.
    if (times === node.max + 1) reportTooOften(frame, node.slot, segment);
    judge(segment, node, loop === undefined ? frame : enter(frame, node, loop, segment.index), loop === undefined && times > node.max);
  }

  function judge(segment: SegmentToken, node: Node, frame: Frame, isSurplus = false): void {
    const kept = isPooled && pool !== undefined ? pool.segment(segment, node.spec) : recordOf(segment, node.spec);
    const { record } = frame;
    // Kept while it is bounded; a segment without bound is only handed on.
    if (node.segment.max < Number.POSITIVE_INFINITY && !isSurplus) addSegment(record, kept);
    options.onSegment(kept, record);
  }

  /** The deepest open loop that takes the segment further on. */
  function findForward(segment: SegmentToken, tag: number): boolean {
    for (let at = depth; at >= 0; at -= 1) {
      const { level, ordinal } = frameAt(at);
      const slots = level.byTag[tag];
      if (slots === undefined) continue;
      const choice = level.choices[tag];
      // The segment that begins a loop begins a new one each time.
      const least = at > 0 ? 1 : 0;
      const slot = choice === undefined ? firstFitting(level, slots, { segment, least, ordinal }) : chosen(choice, segment, least, ordinal);
      if (slot < 0) continue;
      foundDepth = at;
      foundSlot = slot;
      return true;
    }
    return false;
  }

  /** The deepest open loop that should have had the segment earlier. A loop of an upper level is not gone back to. */
  function findLate(segment: SegmentToken, tag: number): boolean {
    let isBelow = false;
    for (let at = depth; at >= 0; at -= 1) {
      const frame = frameAt(at);
      for (const slot of frame.level.byTag[tag] ?? []) {
        const node = frame.level.nodes[slot];
        if (node === undefined || (slot === 0 && at > 0) || node.ordinal >= frame.ordinal || !hasQualifier(node, segment)) continue;
        if (isBelow && node.loop !== undefined) continue;
        foundDepth = at;
        foundSlot = slot;
        return true;
      }
      if (frame.record.rule?.opener.tag === "HL") isBelow = true;
    }
    return false;
  }

  /**
   * A segment that belongs into a loop whose first segment is missing: the loop is entered without it, so that what follows
   * is still judged. Loops that the guide requires and that were not met yet come first, then any that may still come.
   */
  function findHeadless(segment: SegmentToken, tag: number, onlyRequired: boolean, isSecondStreet = false): boolean {
    for (let at = depth; at >= 0; at -= 1) {
      const frame = frameAt(at);
      for (const node of frame.level.nodes) {
        if (node.loop === undefined || node.ordinal < frame.ordinal) continue;
        const times = frame.counts[node.slot] ?? 0;
        const isNoSign = floating.has(tag) && !isTraced(node.loop) && !(isSecondStreet && isAddress(node.loop));
        if (onlyRequired ? times > 0 || !node.required : times >= node.max || isNoSign) continue;
        const inner = levelOf(node.loop.children);
        const takes = inner.byTag[tag]?.some((slot) => slot > 0 && takesSegment(inner, slot, { segment, tag, onlyRequired })) ?? false;
        if (!takes) continue;
        foundDepth = at;
        foundSlot = node.slot;
        return true;
      }
    }
    return false;
  }

  function enterHeadless(segment: SegmentToken, tag: number): void {
    while (depth > foundDepth) close(segment.index);
    const frame = frameAt(foundDepth);
    const node = frame.level.nodes[foundSlot];
    if (node?.loop === undefined) return;
    if (node.ordinal > frame.ordinal) {
      passOver(frame, node.ordinal, segment.index);
      frame.ordinal = node.ordinal;
    }
    addOne(frame, node.slot);
    const { byTag } = levelOf(node.loop.children);
    const isOfRun = runFrom > 0 && run.every((one) => byTag[one] !== undefined);
    const from = isOfRun ? runFrom : segment.index;
    if (runFrom > 0) endRun(isOfRun);
    reportMissing(node, frame, from);
    const inner = enter(frame, node, node.loop, segment.index);
    inner.headless = true;
    options.onHeadless(inner.record);
    headless += 1;
    if (findForward(segment, tag)) place(segment, foundDepth, foundSlot);
  }

  /** The segment that begins an open loop comes after others of it: that was told when the loop was entered. */
  function takeHead(segment: SegmentToken, tag: number): boolean {
    for (let at = depth; at > 0; at -= 1) {
      const frame = frameAt(at);
      const [head] = frame.level.nodes;
      if (!frame.headless || head === undefined || head.tag !== tag || !hasQualifier(head, segment)) continue;
      // Of a claim only the very next segment: a later one begins the next claim.
      if (frame.isUnit && (frame.record.head !== frame.record.tail || frame.record.child !== undefined)) continue;
      while (depth > at) close(segment.index);
      frame.headless = false;
      headless -= 1;
      judge(segment, head, frame);
      return true;
    }
    return false;
  }

  /** The next one of these is the first too many, which is told. */
  function isExhaustedNow(frame: Frame, node: Node): boolean {
    return (frame.counts[node.slot] ?? 0) === node.max;
  }

  /** True when the segment found late has already been met as often as it may: then it belongs to the next of its kind. */
  function isExhausted(): boolean {
    const frame = frameAt(foundDepth);
    const node = frame.level.nodes[foundSlot];
    return node !== undefined && (frame.counts[foundSlot] ?? 0) >= node.max;
  }

  /** A required segment whose qualifier is wrong: it is taken for the one that is missing. */
  function findRequiredByTag(segment: SegmentToken, tag: number): boolean {
    const parent = segment.tag === "HL" ? segment.element(2) : "";
    for (let at = depth; at >= 0; at -= 1) {
      const frame = frameAt(at);
      if (parent !== "" && parent !== levelNumber(frame.record)) continue;
      for (const slot of frame.level.byTag[tag] ?? []) {
        const node = frame.level.nodes[slot];
        if (node?.segment.qualifier === undefined || (slot === 0 && at > 0) || node.ordinal < frame.ordinal) continue;
        if (parent === "" && (!node.required || (frame.counts[slot] ?? 0) > 0)) continue;
        foundDepth = at;
        foundSlot = slot;
        return true;
      }
    }
    return false;
  }

  /** HL03 names a level further up, but the level before says that one follows under it (HL04 is 1), and HL02 names it: HL03 is wrong. */
  function isMisnamed(segment: SegmentToken): boolean {
    for (let at = depth; at > foundDepth; at -= 1) {
      const { record } = frameAt(at);
      if (record.rule?.opener.tag !== "HL") continue;
      const hl = record.head;
      return hl !== undefined && isAt(hl, 4, "1") && levelNumber(record) === segment.element(2);
    }
    return false;
  }

  /** HL02 names the level that is open: what follows is a level under it, whatever HL03 says. */
  function isUnderOpenLevel(segment: SegmentToken): boolean {
    for (let at = depth; at >= 0; at -= 1) {
      const { record } = frameAt(at);
      if (record.rule?.opener.tag === "HL") return levelNumber(record) === segment.element(2);
    }
    return false;
  }

  function endRun(wasWrong = false): void {
    options.onRunEnd?.(wasWrong);
    runFrom = 0;
    run.length = 0;
  }

  /** Fits nowhere forward: out of order, in a loop without head, wrong qualifier, or not of this guide. */
  function misfit(segment: SegmentToken, tag: number): void {
    if (tag === levelTag && isUnderOpenLevel(segment) && findRequiredByTag(segment, tag)) {
      place(segment, foundDepth, foundSlot);
      return;
    }
    if (tag !== 0 && takeOutOfPlace(segment, tag)) return;
    stray = openers.has(segment.tag) || segment.tag === "N3";
    const loop = depth < 0 ? "ST" : frameAt(depth).record.loop;
    if (tag !== 0 && findRequiredByTag(segment, tag)) {
      // Its qualifier is reported with its other elements, by the rule of the one that is missing.
      stray = false;
      place(segment, foundDepth, foundSlot);
      return;
    }
    if (runFrom === 0) runFrom = segment.index;
    run.push(tag);
    const same = sameTag(tag);
    const at = { segment: segment.index, tag: segment.tag, loop };
    if (same !== undefined) reportQualifier(segment, same.segment, same.loop?.id ?? loop);
    else if (isKnownTag(segment.tag)) reportMisfit(kinds.segmentUnexpected, at, { tag: segment.tag, loop });
    else reportMisfit(kinds.segmentUnknown, at, { tag: segment.tag.slice(0, 10) });
  }

  /** What belongs somewhere, though not here: into a loop without head, or earlier. */
  function takeOutOfPlace(segment: SegmentToken, tag: number): boolean {
    const isLate = findLate(segment, tag);
    const at = foundDepth;
    const slot = foundSlot;
    const isSpent = isLate && isExhausted();
    // In the loop that is open, and not there yet: it comes too late, nothing else.
    const isOpen = isLate && at === depth && !isSpent;
    if (
      !isOpen &&
      (findHeadless(segment, tag, true) || ((!isLate || isSpent) && findHeadless(segment, tag, false, isSpent && segment.tag === "N3")))
    ) {
      enterHeadless(segment, tag);
      return true;
    }
    if (isLate) takeLate(segment, at, slot);
    return isLate;
  }

  function takeLate(segment: SegmentToken, at: number, slot: number): void {
    const frame = frameAt(at);
    const node = frame.level.nodes[slot];
    if (node === undefined) return;
    const loop = node.loop?.id ?? frame.record.loop;
    // What is too much besides has that finding alone.
    if (!isExhaustedNow(frame, node))
      report(kinds.segmentOrder, { segment: segment.index, tag: segment.tag, loop }, { tag: segment.tag, label: node.label, loop });
    if (node.loop !== undefined) while (depth > at) close(segment.index);
    count(frame, node, segment);
  }

  /** A rule for this tag at the open places, whatever its qualifier; with the loop that it begins, where it can be no other. */
  function sameTag(tag: number): { readonly segment: SegmentRule; readonly loop?: LoopRule | undefined } | undefined {
    for (let at = depth; tag !== 0 && at >= 0; at -= 1) {
      const frame = frameAt(at);
      const slots = (frame.level.byTag[tag] ?? []).filter((slot) => slot > 0 || at === 0);
      const node = frame.level.nodes[slots[0] ?? -1];
      if (node === undefined) continue;
      const { segment } = node;
      if (segment.qualifier === undefined) return undefined;
      return slots.length === 1 ? { segment, loop: node.loop } : { segment };
    }
    return undefined;
  }

  function reportQualifier(segment: SegmentToken, rule: SegmentRule, loop: string): void {
    const { element = 1, component } = rule.qualifier ?? {};
    const value = component === undefined ? segment.element(element) : segment.component(element, component);
    const name = `${segment.tag}${String(element).padStart(2, "0")}`;
    reportMisfit(
      value === "" ? kinds.elementMissing : kinds.elementCode,
      { segment: segment.index, tag: segment.tag, loop, element, ...(component === undefined ? {} : { component }) },
      { name, value: value.slice(0, 60), codes: codesAt(segment.tag) },
    );
  }

  /** All codes that this tag may carry in the innermost loop, for the message. */
  function codesAt(tag: string): string {
    const { level } = frameAt(depth);
    const codes = new Set(level.nodes.flatMap(({ segment }) => (segment.tag === tag ? [...(segment.qualifier?.codes ?? [])] : [])));
    return [...codes].slice(0, 40).join(", ");
  }

  return {
    step(segment) {
      const tag = tagIdOf(segment.tagKey);
      if (stray && followers.has(tag)) return;
      if (headless > 0 && takeHead(segment, tag)) {
        if (runFrom > 0) endRun();
        return;
      }
      if (tag === 0 || !findForward(segment, tag)) {
        const { length } = run;
        misfit(segment, tag);
        if (runFrom > 0 && run.length === length) endRun();
        return;
      }
      if (runFrom > 0) endRun();
      stray = false;
      if (tag === levelTag && isMisnamed(segment)) {
        if (!findRequiredByTag(segment, tag)) findForward(segment, tag);
      }
      place(segment, foundDepth, foundSlot);
    },
    end(last) {
      while (depth >= 0) close(last);
      return rootRecord;
    },
  };
}

/** In a loop that need not be there, only a segment of its own is a sign of it, not one that begins a loop below. */
function takesSegment(
  level: Level,
  slot: number,
  { segment, tag, onlyRequired }: { readonly segment: SegmentToken; readonly tag: number; readonly onlyRequired: boolean },
): boolean {
  const node = level.nodes[slot];
  if (node === undefined) return false;
  // What many loops have is no sign of one whose own required segment would have come before it.
  if (floating.has(tag) && level.nodes.some((one) => one.slot > 0 && one.required && one.ordinal < node.ordinal)) return false;
  // CLP and LX begin the only loops that a block of payments, and a claim, must have: as sure a sign as a segment of their own.
  const isSign = onlyRequired || node.loop === undefined || (node.required && /^(CLP|LX)$/.test(node.loop.opener.tag));
  return isSign && hasQualifier(node, segment);
}

/** A loop of a name and its address: a second street, after the address of the loop that is open, is its. */
function isAddress({ children }: LoopRule): boolean {
  const second = children[1];
  return second?.kind === "segment" && second.tag === "N3" && second.required;
}

function levelNumber(record: LoopRecord): string | undefined {
  const first = record.head;
  return first?.tag === "HL" ? textAt(first, 1) : undefined;
}
