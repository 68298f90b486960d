/** Level 4: the guides' situational rules, which are data, against the loops of a file. */
import { type Condition, type Situation, situations } from "../guides/situations.ts";
import { bit } from "./compile.ts";
import * as kinds from "./content-findings.ts";
import {
  ancestor,
  childOf,
  componentAt,
  hasAt,
  isAt,
  isComponentAt,
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
  segmentOf,
} from "./record.ts";
import { tagId } from "./tags.ts";

export interface SituationRules {
  /** Judges a loop and what hangs under it. */
  readonly judge: (record: LoopRecord, report: Report) => void;
  /** Judges a loop alone. */
  readonly judgeOwn: (record: LoopRecord, report: Report) => void;
}

const known = new Map<string, SituationRules>();

/** The rules of a guide, sorted once by the loop they are about. */
export function situationRulesOf(guide: string): SituationRules {
  let rules = known.get(guide);
  if (rules === undefined) {
    rules = rulesOf(situations.filter((one) => one.guides.includes(guide)));
    known.set(guide, rules);
  }
  return rules;
}

/** A rule made ready: all of one form, so that judging it is reading fields, with the bits of the tags without which it says nothing. */
interface Ready {
  readonly need: Need;
  readonly when: readonly Test[];
  readonly bits: number;
  readonly because: string;
  readonly isAdvice: boolean;
}

interface Need {
  readonly kind: Situation["need"]["kind"];
  readonly tag: string;
  readonly qualifier: string | undefined;
  /** 0 when the need is no element. */
  readonly element: number;
  /** 0 for a whole element. */
  readonly component: number;
  readonly loop: string;
}

interface Test {
  readonly tag: string;
  readonly qualifier: string | undefined;
  /** Undefined for the loop itself. */
  readonly within: string | undefined;
  readonly element: number;
  readonly component: number;
  readonly values: readonly string[];
  /** What it has to be: one of the values (the empty text may be one), or none of them. */
  readonly isOne: boolean;
}

export function rulesOf(rules: readonly Situation[]): SituationRules {
  const byLoop = new Map<string, Ready[]>();
  // Rules for any loop are about one segment: they are asked only where it stands.
  const byTag = new Map<string, Ready[]>();
  let anyBits = 0;
  for (const rule of rules) {
    if (rule.loop === "*") {
      const tag = rule.when[0]?.tag ?? "";
      anyBits |= bitOf(tag);
      addTo(byTag, tag, readyOf(rule));
    } else addTo(byLoop, rule.loop, readyOf(rule));
  }
  const judgeOwn = (record: LoopRecord, report: Report): void => {
    const own = byLoop.get(record.loop);
    if (own !== undefined) {
      for (const rule of own) if ((record.bits & rule.bits) === rule.bits) judgeRule(rule, record, report);
    }
    if ((record.bits & anyBits) === 0) return;
    for (let segment = record.head; segment !== undefined; segment = segment.next) {
      if ((segment.bit & anyBits) === 0) continue;
      const any = byTag.get(segment.tag);
      if (any !== undefined) for (const rule of any) judgeSegment(rule, segment, record, report);
    }
  };
  const judge = (record: LoopRecord, report: Report): void => {
    judgeOwn(record, report);
    for (let { child } = record; child !== undefined; child = child.next) judge(child, report);
  };
  return { judge, judgeOwn };
}

function addTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function readyOf(rule: Situation): Ready {
  const need = needOf(rule.need);
  const when = rule.when.map((condition) => testOf(condition, rule.loop));
  // What a condition on the loop itself names must be there, and so must the segment whose element is asked for.
  let bits = need.element > 0 ? bitOf(need.tag) : 0;
  for (const { tag, within } of when) if (within === undefined) bits |= bitOf(tag);
  return { need, when, bits, because: rule.because, isAdvice: rule.isAdvice === true };
}

function needOf(need: Situation["need"]): Need {
  if (need.kind === "loop") return { kind: need.kind, tag: need.tag, qualifier: undefined, element: 0, component: 0, loop: need.loop };
  const { tag, qualifier } = need.pattern;
  const element = "element" in need ? need.element : 0;
  const component = "component" in need ? (need.component ?? 0) : 0;
  return { kind: need.kind, tag, qualifier, element, component, loop: "" };
}

function testOf(condition: Condition, loop: string): Test {
  const { tag, qualifier, element, component = 0 } = condition;
  const within = condition.in === loop ? undefined : condition.in;
  const [values, isOne] = wantedOf(condition);
  // One literal for all: objects of one shape are read fastest.
  return { tag, qualifier, within, element, component, values, isOne };
}

function wantedOf(condition: Condition): readonly [values: readonly string[], isOne: boolean] {
  if ("values" in condition) return [condition.values, true];
  if ("not" in condition) return [condition.not, false];
  if ("domestic" in condition) return [["", "US"], true];
  return [[""], "empty" in condition];
}

function bitOf(tag: string): number {
  return bit(tagId(tag));
}

function judgeRule(rule: Ready, record: LoopRecord, report: Report): void {
  const { need, when } = rule;
  if (need.element > 0) {
    for (let segment = record.head; segment !== undefined; segment = segment.next) {
      if (segment.tag === need.tag) judgeElement(rule, segment, record, report);
    }
    return;
  }
  for (const test of when) if (!isMet(test, record)) return;
  judgeNeed(rule, record, report);
}

/** A rule for any loop, on the segment that it begins with. */
function judgeSegment(rule: Ready, segment: SegmentRecord, record: LoopRecord, report: Report): void {
  if (rule.need.element > 0) {
    judgeElement(rule, segment, record, report);
    return;
  }
  for (const test of rule.when) if (!holds(test, segment)) return;
  judgeNeed(rule, record, report);
}

/** A loop or a segment that must be there, or must not. */
function judgeNeed({ need, because, isAdvice }: Ready, record: LoopRecord, report: Report): void {
  const { kind, tag, qualifier, loop } = need;
  if (kind === "loop") {
    if (childOf(record, loop) !== undefined) return;
    report(kinds.situation, { segment: record.index, tag, loop }, { missing: `${tag} (${loop})`, because });
    return;
  }
  const found = segmentOf(record, tag, qualifier);
  if ((found === undefined) === (kind === "no-segment")) return;
  const name = qualifier === undefined ? tag : `${tag}*${qualifier}`;
  if (found === undefined)
    report(
      isAdvice ? kinds.situationAdvice : kinds.situation,
      { segment: record.index, tag, loop: record.loop },
      { missing: name, because },
    );
  else report(kinds.situationForbidden, placeOf(found, record), { present: name, because });
}

function judgeElement({ need, when, because, isAdvice }: Ready, segment: SegmentRecord, record: LoopRecord, report: Report): void {
  const { kind, element, component, qualifier } = need;
  if (qualifier !== undefined && !isAt(segment, 1, qualifier)) return;
  // What is there, or is not, as it should be needs no further look, nearly always.
  if (component === 0 && hasAt(segment, element) === (kind === "element")) return;
  for (const test of when) {
    if (!(test.tag === segment.tag ? holds(test, segment) : isMet(test, record))) return;
  }
  if (component > 0 && (componentAt(segment, element, component) !== "") === (kind === "element")) return;
  const name = `${segment.tag}${String(element).padStart(2, "0")}${component === 0 ? "" : `-${component}`}`;
  const place = { ...placeOf(segment, record, element), ...(component === 0 ? {} : { component }) };
  if (kind === "element") report(isAdvice ? kinds.situationAdvice : kinds.situationElement, place, { missing: name, because });
  else report(kinds.situationElementForbidden, place, { present: name, because });
}

/** True when some segment of the loop, or of the enclosing one that is named, is as the test says. */
function isMet(test: Test, record: LoopRecord): boolean {
  const { within, tag } = test;
  const source = within === undefined || within === record.loop ? record : ancestor(record, within);
  if (source === undefined) return false;
  for (let segment = source.head; segment !== undefined; segment = segment.next) {
    if (segment.tag === tag && holds(test, segment)) return true;
  }
  return false;
}

function holds({ qualifier, element, component, values, isOne }: Test, segment: SegmentRecord): boolean {
  if (qualifier !== undefined && !isAt(segment, 1, qualifier)) return false;
  for (const value of values) {
    if (component === 0 ? isAt(segment, element, value) : isComponentAt(segment, element, component, value)) return isOne;
  }
  return !isOne;
}
