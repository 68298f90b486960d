/** Values under the names of a guide, to text: every loop, segment and element that the guide has can be written. */
import type { Guide, LoopRule, SegmentRule } from "../guides/model.ts";
import type { ElementValue, SegmentValue } from "../syntax/writer.ts";
import { fileSegments, type X12Envelope } from "../transactions/write-envelope.ts";
import { childNames, type GuideChild, type GuideComponents, type GuideElement, type GuideLoop, type GuideSegment } from "./values.ts";

export interface GuideContent {
  /** ST02: four to nine characters. */
  readonly control: string;
  readonly content: GuideLoop;
}

/** One interchange with one group. Levels (HL) are numbered where HL01 is left out. */
export function writeByGuide(guide: Guide, transactions: readonly GuideContent[], envelope: X12Envelope): string {
  const texts = transactions.map(({ control, content }) => ({
    set: guide.set,
    control,
    guide: guide.id,
    segments: guideSegments(guide, content),
  }));
  return [...fileSegments(envelope, { code: guide.groupCode, version: guide.id, transactions: texts })].join("");
}

/** What stands between ST and SE, in the order of the guide. Names that the guide does not have are not written. */
export function* guideSegments(guide: Guide, content: GuideLoop): Generator<SegmentValue> {
  yield* levelSegments(guide.children, content, { numbers: { last: 0 }, parent: undefined });
}

interface Hierarchy {
  readonly numbers: { last: number };
  readonly parent: string | undefined;
}

function* levelSegments(
  children: readonly (SegmentRule | LoopRule)[],
  content: GuideLoop,
  { numbers, parent }: Hierarchy,
): Generator<SegmentValue> {
  let own = parent;
  for (const { name, rule } of childNames(children)) {
    for (const value of listOf(content[name])) {
      if (rule.kind === "loop") yield* levelSegments(rule.children, value as GuideLoop, { numbers, parent: own });
      else if (rule.tag === "HL") {
        numbers.last += 1;
        const level = numbered(rule, value as GuideSegment, {
          number: String(numbers.last),
          parent,
          hasChildren: hasLevels(children, content),
        });
        own = typeof level.HL01 === "string" ? level.HL01 : undefined;
        yield segmentOf(rule.tag, level);
      } else yield segmentOf(rule.tag, value as GuideSegment);
    }
  }
}

function numbered(
  rule: SegmentRule,
  level: GuideSegment,
  { number, parent, hasChildren }: { readonly number: string; readonly parent: string | undefined; readonly hasChildren: boolean },
): GuideSegment {
  if (level.HL01 !== undefined) return level;
  return {
    ...level,
    HL01: number,
    ...(parent === undefined || rule.elements[2] === undefined ? {} : { HL02: parent }),
    ...(rule.elements[4] === undefined ? {} : { HL04: hasChildren ? "1" : "0" }),
  };
}

function hasLevels(children: readonly (SegmentRule | LoopRule)[], content: GuideLoop): boolean {
  return childNames(children).some(
    ({ name, rule }) => rule.kind === "loop" && rule.opener.tag === "HL" && listOf(content[name]).length > 0,
  );
}

function listOf(value: GuideChild | undefined): readonly (GuideSegment | GuideLoop)[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as GuideSegment | GuideLoop];
}

/** Names say where each value stands: CLM02, or CLM05-3 for a component. */
function segmentOf(tag: string, values: GuideSegment): SegmentValue {
  const elements: ElementValue[] = [];
  const composites = new Map<number, (string | undefined)[]>();
  for (const [name, value] of Object.entries(values)) {
    const place = placeIn(tag, name);
    if (place === undefined) continue;
    const { element, component } = place;
    while (elements.length < element) elements.push(undefined);
    if (component === 0) elements[element - 1] = elementOf(tag, value);
    else if (typeof value === "string") {
      const parts = composites.get(element) ?? [];
      while (parts.length < component) parts.push(undefined);
      parts[component - 1] = value;
      composites.set(element, parts);
      elements[element - 1] = parts;
    }
  }
  return [tag, ...elements];
}

function elementOf(tag: string, value: GuideElement): ElementValue {
  if (typeof value === "string") return value;
  return { repeat: value.map((one) => (typeof one === "string" ? one : componentList(tag, one))) };
}

function componentList(tag: string, values: GuideComponents): readonly (string | undefined)[] {
  const parts: (string | undefined)[] = [];
  for (const [name, value] of Object.entries(values)) {
    const component = placeIn(tag, name)?.component ?? 0;
    if (component === 0) continue;
    while (parts.length < component) parts.push(undefined);
    parts[component - 1] = value;
  }
  return parts;
}

function placeIn(tag: string, name: string): { readonly element: number; readonly component: number } | undefined {
  if (!name.startsWith(tag)) return undefined;
  const match = /^(\d\d)(?:-(\d{1,2}))?$/.exec(name.slice(tag.length));
  return match === null ? undefined : { element: Number(match[1]), component: Number(match[2] ?? 0) };
}
