/**
 * A transaction against its guide: finds the place of each segment, counts, and says what is missing, too much, out of
 * order or unknown. A segment that fits nowhere changes nothing, so that it cannot hide the next fault.
 */
import type { LoopRule, SegmentRule } from "../guides/model.ts";
import { isKnownTag } from "../guides/notation.ts";
import type { SegmentToken } from "../syntax/token.ts";
import { described, type Level, levelOf, type Node } from "./compile.ts";
import * as kinds from "./findings.ts";
import { addOne, clean, type Frame, newFrame, passOver, turnTo, unpass } from "./frames.ts";
import { levelNumberOf } from "./levels.ts";
import { chosen, codesOf, firstFitting, hasQualifier, isAddress, otherwiseQualified, takesSegment } from "./match.ts";
import { addChild, addSegment, isAt, type LoopRecord, newLoopRecord, recordOf, sameBytes } from "./record.ts";
import { floating, followers, isTraced, levelTag, numbered, openers } from "./sign-tags.ts";
import { tagIdOf } from "./tags.ts";
import type { Late, WalkOptions } from "./walk-options.ts";

export interface GuideWalk {
  step(segment: SegmentToken): void;
  /** `last` is the segment number of SE, or of the last segment when there is none. */
  end(last: number): LoopRecord;
}

export function newGuideWalk(options: WalkOptions): GuideWalk {
  const { report, pool, reportMisfit = report, reportLate = report } = options;
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
  let runFrom = 0;
  // Segments in a row that fit nowhere, by their tags; they may be of a loop whose first segment is missing.
  const run: number[] = [];
  let foundDepth = 0;
  let foundSlot = 0;
  const leap = { segment: 0, tag: "", depth: 0, from: 0, slot: 0 };
  const late: Late = { segment: 0, frame: undefined, ordinal: 0, behind: undefined };

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
    const isUnit = options.units.has(loop.id);
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
      if (passOver(frame, node.ordinal, segment.index) > 1 && node.loop === undefined) noteLeap(segment, at, slot);
      frame.ordinal = node.ordinal;
    }
    count(frame, node, segment);
  }

  function noteLeap({ index, tag }: SegmentToken, at: number, slot: number): void {
    Object.assign(leap, { segment: index, tag, depth: at, from: frameAt(at).ordinal, slot });
  }

  /** What follows a segment that passed over several required ones is one of these: that segment stood too early, and nothing is missing. */
  function takeBackLeap(segment: SegmentToken, tag: number): boolean {
    if (leap.segment !== segment.index - 1 || leap.depth !== depth) return false;
    const frame = frameAt(depth);
    const slot = firstFitting(frame.level, frame.level.byTag[tag] ?? [], { segment, least: depth > 0 ? 1 : 0, ordinal: leap.from });
    const early = frame.level.nodes[leap.slot];
    if (slot < 0 || early === undefined || slot >= leap.slot) return false;
    const loop = early.loop?.id ?? frame.record.loop;
    report(kinds.segmentEarly, { segment: leap.segment, tag: leap.tag, loop }, { tag: leap.tag, label: early.label, loop });
    frame.ordinal = leap.from;
    unpass(frame, leap.from);
    place(segment, depth, slot);
    return true;
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
      // What follows it stands in its order again: one segment stood before it.
      if (segment.index === frame.record.index + 1) frame.ordinal = head.ordinal;
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
    for (let at = depth, isFound = false; at >= 0; at -= 1) {
      const frame = frameAt(at);
      if (parent !== "" && parent !== levelNumberOf(frame.record)) continue;
      for (const slot of frame.level.byTag[tag] ?? []) {
        const node = frame.level.nodes[slot];
        if (node?.segment.qualifier === undefined || (slot === 0 && at > 0) || node.ordinal < frame.ordinal) continue;
        if (parent === "" && (!node.required || (frame.counts[slot] ?? 0) > 0)) continue;
        foundDepth = at;
        foundSlot = slot;
        isFound = true;
        // Of two kinds of levels below one (dependent, event) the last is the usual one.
        if (parent === "") return true;
      }
      if (isFound) return true;
    }
    return false;
  }

  /** HL03 names a level further up, but the level before says that one follows under it (HL04 is 1), and HL02 names it: HL03 is wrong. */
  function isMisnamed(segment: SegmentToken): boolean {
    for (let at = depth; at > foundDepth; at -= 1) {
      const { record } = frameAt(at);
      if (record.rule?.opener.tag !== "HL") continue;
      const hl = record.head;
      return hl !== undefined && isAt(hl, 4, "1") && levelNumberOf(record) === segment.element(2);
    }
    return false;
  }

  /** HL02 names the level that is open: what follows is a level under it, whatever HL03 says. */
  function isUnderOpenLevel(segment: SegmentToken): boolean {
    for (let at = depth; at >= 0; at -= 1) {
      const { record } = frameAt(at);
      if (record.rule?.opener.tag === "HL") return levelNumberOf(record) === segment.element(2);
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
    if (tag !== 0 && (takeBackLeap(segment, tag) || takeOutOfPlace(segment, tag))) return;
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
    const same = sameTag(tag, segment);
    const at = { segment: segment.index, tag: segment.tag, loop };
    if (same !== undefined) reportQualifier(segment, same.segment, same.loop?.id ?? loop);
    else if (isKnownTag(segment.tag)) reportMisfit(kinds.segmentUnexpected, at, { tag: segment.tag, loop });
    else reportMisfit(kinds.segmentUnknown, at, { tag: segment.tag.slice(0, 10) });
  }

  /** What belongs somewhere, though not here: into a loop without head, or earlier. */
  function takeOutOfPlace(segment: SegmentToken, tag: number): boolean {
    // Its own rule, and not that of another loop, says what is wrong with it.
    if (isOfOpenLoop(segment, tag)) return false;
    const isLate = findLate(segment, tag);
    const at = foundDepth;
    const slot = foundSlot;
    const isSpent = isLate && isExhausted();
    if (isLate && at < depth && lacksLevel(at) && findHeadless(segment, tag, false) && foundDepth === at) {
      enterHeadless(segment, tag);
      return true;
    }
    // In the loop that is open, and not there yet: it comes too late, nothing else.
    const isOpen = isLate && at === depth && !isSpent;
    if (isLate && at < depth && isQualifierOff(segment, tag)) return false;
    if (
      !isOpen &&
      (findHeadless(segment, tag, true) || ((!isLate || isSpent) && findHeadless(segment, tag, false, isSpent && segment.tag === "N3")))
    ) {
      if (isSpent && isDoubtful(at, slot)) return false;
      enterHeadless(segment, tag);
      return true;
    }
    if (isLate) takeLate(segment, at, slot);
    return isLate;
  }

  /** The loop that is open takes this tag from here on, and lacks something required behind it: only the qualifier is wrong. */
  function isOfOpenLoop(segment: SegmentToken, tag: number): boolean {
    if (tag === levelTag || depth === 0) return false;
    const { level, ordinal, counts } = frameAt(depth);
    const node = otherwiseQualified(level, tag, segment, ordinal);
    if (node === undefined) return false;
    return level.required.some((one) => (level.nodes[one]?.ordinal ?? 0) > node.ordinal && (counts[one] ?? 0) === 0);
  }

  /** The innermost loop takes the tag from here on with other qualifiers: the wrong one is told there, though a loop above has it. */
  function isQualifierOff(segment: SegmentToken, tag: number): boolean {
    if (!floating.has(tag) || segment.tag === "N3" || segment.tag === "N4") return false;
    const { level, ordinal } = frameAt(depth);
    return otherwiseQualified(level, tag, segment, ordinal) !== undefined;
  }

  /** A level that says that others follow under it (HL04 is 1), and none has followed yet. */
  function lacksLevel(at: number): boolean {
    const { level, record, counts } = frameAt(at);
    if (record.head?.tag !== "HL" || !isAt(record.head, 4, "1")) return false;
    return level.byTag[levelTag]?.every((slot) => slot === 0 || (counts[slot] ?? 0) === 0) ?? false;
  }

  /** Once more what a claim's payment has had and need not have, behind its lines: no sign that the next one begins without its head. */
  function isDoubtful(at: number, slot: number): boolean {
    const { level, record } = frameAt(at);
    const node = level.nodes[slot];
    return node?.required === false && depth > at && node.segment.tag === "NM1" && record.rule?.opener.tag === "CLP";
  }

  function takeLate(segment: SegmentToken, at: number, slot: number): void {
    const frame = frameAt(at);
    const node = frame.level.nodes[slot];
    if (node === undefined) return;
    const loop = node.loop?.id ?? frame.record.loop;
    const isNext = late.segment === segment.index - 1 && late.frame === frame && node.ordinal >= late.ordinal;
    if (!isNext) {
      const before = frame.record.tail;
      late.behind = before?.index === segment.index - 1 ? before : undefined;
      // What is too much besides has that finding alone.
      if (!isExhaustedNow(frame, node))
        reportLate(kinds.segmentOrder, { segment: segment.index, tag: segment.tag, loop }, { tag: segment.tag, label: node.label, loop });
    } else if (late.behind !== undefined) {
      // Several that stand in their own order behind one: that one stands too early, and nothing is late.
      const { index, tag, rule } = late.behind;
      options.onEarly?.();
      report(kinds.segmentEarly, { segment: index, tag, loop }, { tag, label: rule.label, loop });
      late.behind = undefined;
    }
    late.segment = segment.index;
    late.frame = frame;
    late.ordinal = node.ordinal;
    if (node.loop !== undefined) while (depth > at) close(segment.index);
    count(frame, node, segment);
  }

  /** A rule for this tag at the open places, whatever its qualifier; with the loop that it begins, where it can be no other. */
  function sameTag(tag: number, token: SegmentToken): { readonly segment: SegmentRule; readonly loop?: LoopRule | undefined } | undefined {
    for (let at = depth; tag !== 0 && at >= 0; at -= 1) {
      const frame = frameAt(at);
      const slots = (frame.level.byTag[tag] ?? []).filter((slot) => slot > 0 || at === 0);
      const node = frame.level.nodes[slots[0] ?? -1];
      if (node === undefined) continue;
      const { segment } = node;
      if (segment.qualifier === undefined || slots.some((slot) => hasQualifier(frame.level.nodes[slot] ?? node, token))) return undefined;
      return slots.length === 1 || (segment.tag === "NM1" && at === depth) ? { segment, loop: node.loop } : { segment };
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
      { name, value: value.slice(0, 60), codes: codesOf(frameAt(depth).level, segment.tag) },
    );
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
