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
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
  segmentOf,
  textAt,
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

/** A rule with the bits of the tags without which it has nothing to say of a loop. */
interface Ready {
  readonly rule: Situation;
  readonly bits: number;
}

export function rulesOf(rules: readonly Situation[]): SituationRules {
  const byLoop = new Map<string, Ready[]>();
  // Rules for any loop are about one segment: they are asked only where it stands.
  const byTag = new Map<string, Situation[]>();
  let anyBits = 0;
  for (const rule of rules) {
    if (rule.loop === "*") {
      const tag = rule.when[0]?.tag ?? "";
      anyBits |= bitOf(tag);
      addTo(byTag, tag, rule);
    } else addTo(byLoop, rule.loop, { rule, bits: bitsOf(rule) });
  }
  const judgeOwn = (record: LoopRecord, report: Report): void => {
    const own = byLoop.get(record.loop);
    if (own !== undefined) {
      for (const { rule, bits } of own) if ((record.bits & bits) === bits) judgeRule(rule, record, report);
    }
    if ((record.bits & anyBits) === 0) return;
    for (const segment of record.segments) {
      if ((segment.bit & anyBits) === 0) continue;
      const any = byTag.get(segment.tag);
      if (any !== undefined) for (const rule of any) judgeElement(rule, segment, record, report);
    }
  };
  const judge = (record: LoopRecord, report: Report): void => {
    judgeOwn(record, report);
    for (const child of record.children) judge(child, report);
  };
  return { judge, judgeOwn };
}

function addTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** What a condition on the loop itself names must be there, and so must the segment whose element is asked for. */
function bitsOf({ loop, when, need }: Situation): number {
  let bits = need.kind === "element" || need.kind === "no-element" ? bitOf(need.pattern.tag) : 0;
  for (const condition of when) if (condition.in === undefined || condition.in === loop) bits |= bitOf(condition.tag);
  return bits;
}

function bitOf(tag: string): number {
  return bit(tagId(tag));
}

function judgeRule(rule: Situation, record: LoopRecord, report: Report): void {
  const { need } = rule;
  if (need.kind === "element" || need.kind === "no-element") {
    for (const segment of record.segments) {
      if (segment.tag === need.pattern.tag) judgeElement(rule, segment, record, report);
    }
    return;
  }
  for (const condition of rule.when) if (!isMet(condition, record)) return;
  if (need.kind === "loop") {
    if (childOf(record, need.loop) !== undefined) return;
    const at = { segment: record.index, tag: need.tag, loop: need.loop };
    report(kinds.situation, at, { missing: `${need.tag} (${need.loop})`, because: rule.because });
    return;
  }
  const { tag, qualifier } = need.pattern;
  const found = segmentOf(record, tag, qualifier);
  const name = qualifier === undefined ? tag : `${tag}*${qualifier}`;
  if (need.kind === "segment" && found === undefined) {
    report(kinds.situation, { segment: record.index, tag, loop: record.loop }, { missing: name, because: rule.because });
  } else if (need.kind === "no-segment" && found !== undefined) {
    report(kinds.situationForbidden, placeOf(found, record), { present: name, because: rule.because });
  }
}

function judgeElement(rule: Situation, segment: SegmentRecord, record: LoopRecord, report: Report): void {
  const { need } = rule;
  if (need.kind !== "element" && need.kind !== "no-element") {
    if (rule.when.every((condition) => holds(condition, segment))) judgeRule({ ...rule, when: [] }, record, report);
    return;
  }
  const { element } = need;
  const component = need.kind === "element" ? need.component : undefined;
  if (need.pattern.qualifier !== undefined && !isAt(segment, 1, need.pattern.qualifier)) return;
  for (const condition of rule.when) {
    if (!(condition.tag === segment.tag ? holds(condition, segment) : isMet(condition, record))) return;
  }
  const isThere = component === undefined ? hasAt(segment, element) : componentAt(segment, element, component) !== "";
  if (isThere === (need.kind === "element")) return;
  const name = `${segment.tag}${String(element).padStart(2, "0")}${component === undefined ? "" : `-${component}`}`;
  const place = { ...placeOf(segment, record, element), ...(component === undefined ? {} : { component }) };
  if (need.kind === "element") report(kinds.situationElement, place, { missing: name, because: rule.because });
  else report(kinds.situationElementForbidden, place, { present: name, because: rule.because });
}

/** True when some segment of the loop, or of the enclosing one that is named, is as the condition says. */
function isMet(condition: Condition, record: LoopRecord): boolean {
  const source = condition.in === undefined || condition.in === record.loop ? record : ancestor(record, condition.in);
  if (source === undefined) return false;
  for (const segment of source.segments) {
    if (segment.tag === condition.tag && holds(condition, segment)) return true;
  }
  return false;
}

function holds(condition: Condition, segment: SegmentRecord): boolean {
  const { qualifier, element, component } = condition;
  if (qualifier !== undefined && !isAt(segment, 1, qualifier)) return false;
  if ("domestic" in condition) {
    const country = component === undefined ? textAt(segment, element) : componentAt(segment, element, component);
    return country === "" || country === "US";
  }
  if (component === undefined) {
    if ("values" in condition) return condition.values.some((value) => isAt(segment, element, value));
    if ("not" in condition) return !condition.not.some((value) => isAt(segment, element, value));
    return hasAt(segment, element) === "filled" in condition;
  }
  const value = componentAt(segment, element, component);
  if ("values" in condition) return condition.values.includes(value);
  if ("not" in condition) return !condition.not.includes(value);
  return (value !== "") === "filled" in condition;
}
