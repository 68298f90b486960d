/**
 * A transaction as values under the names of its guide: every loop, segment and element that the guide has, for every guide
 * that Claimwright knows. Loops stand under their number ("2300"), segments under their tag ("CLM"), or tag and label where
 * a loop has several of one tag ("DTP_statementPeriod"), elements under theirs ("CLM02", components "CLM05-1"). What may
 * occur more than once is a list. Text stands as it does on the wire: dates as CCYYMMDD, amounts without needless zeros.
 */
import type { Guide, LoopRule, SegmentRule } from "../guides/model.ts";

export type GuideElement = string | readonly (string | GuideComponents)[];
/** The components of an element that repeats. */
export type GuideComponents = { readonly [name: string]: string };
export type GuideSegment = { readonly [name: string]: GuideElement };
export type GuideChild = GuideSegment | GuideLoop | readonly (GuideSegment | GuideLoop)[];
export type GuideLoop = { readonly [name: string]: GuideChild };

export interface GuideChildName {
  readonly name: string;
  readonly rule: SegmentRule | LoopRule;
}

const known = new WeakMap<readonly (SegmentRule | LoopRule)[], readonly GuideChildName[]>();

/** The children of a level with their names, in the order of the guide. */
export function childNames(children: readonly (SegmentRule | LoopRule)[]): readonly GuideChildName[] {
  let names = known.get(children);
  if (names === undefined) {
    names = children.map((rule) => ({ name: nameOf(rule, children), rule }));
    known.set(children, names);
  }
  return names;
}

function nameOf(rule: SegmentRule | LoopRule, siblings: readonly (SegmentRule | LoopRule)[]): string {
  if (rule.kind === "loop") return rule.id;
  const isAlone = siblings.filter((one) => one.kind === "segment" && one.tag === rule.tag).length === 1;
  return isAlone ? rule.tag : `${rule.tag}_${camelCase(rule.label)}`;
}

function camelCase(label: string): string {
  return label
    .replace(/[^A-Za-z0-9]+/g, " ")
    .trim()
    .split(" ")
    .map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join("");
}

/** "CLM05", or "CLM05-3" for a component. */
export function elementName(tag: string, element: number, component = 0): string {
  const name = tag + String(element).padStart(2, "0");
  return component === 0 ? name : `${name}-${component}`;
}

/** What the JSON and its schema call the guide: one set of one guide may be two (the request and the response of 278). */
export function guideKey(guide: Guide): string {
  return guide.set === "278" ? (isResponse(guide) ? "278 response" : "278 request") : guide.name;
}

function isResponse({ children }: Guide): boolean {
  const [first] = children;
  return first?.kind === "segment" && first.elements[2]?.codes?.has("11") === true;
}
