/** Loops with their segments in any order, to segments in the order of their guide, with the levels numbered. */
import type { Guide, LoopRule, SegmentRule } from "../guides/model.ts";
import type { ElementValue, SegmentValue } from "../syntax/writer.ts";

export interface LoopValue {
  readonly id: string;
  readonly segments: readonly SegmentValue[];
  readonly loops: readonly LoopValue[];
}

/** What stands between ST and SE. Levels need no HL: it is made from the guide. */
export function* loopSegments(guide: Guide, { segments, loops }: Omit<LoopValue, "id">): Generator<SegmentValue> {
  yield* levelSegments(guide.children, { segments, loops }, { last: 0, parent: undefined });
}

interface Numbers {
  last: number;
  readonly parent: string | undefined;
}

function* levelSegments(
  children: readonly (SegmentRule | LoopRule)[],
  { segments, loops }: Omit<LoopValue, "id">,
  numbers: Numbers,
): Generator<SegmentValue> {
  let own: Numbers = numbers;
  const waiting = [...segments];
  for (const rule of children) {
    if (rule.kind === "loop") {
      for (const loop of loops) {
        if (loop.id !== rule.id) continue;
        const inner: Numbers = { last: own.last, parent: own.parent };
        yield* levelSegments(rule.children, loop, inner);
        own.last = inner.last;
      }
    } else if (rule.tag === "HL") {
      own = { last: numbers.last + 1, parent: String(numbers.last + 1) };
      yield levelSegment(rule, { number: own.last, parent: numbers.parent, hasLevels: hasLevels(children, loops) });
    } else yield* taken(rule, children, waiting);
  }
  numbers.last = own.last;
}

/** Neighbours of one tag stand at one position: they keep the order they have. */
function* taken(rule: SegmentRule, children: readonly (SegmentRule | LoopRule)[], waiting: SegmentValue[]): Generator<SegmentValue> {
  const isFirst = children.find((one) => one.kind === "segment" && one.ordinal === rule.ordinal) === rule;
  if (!isFirst) return;
  const here = children.filter((one): one is SegmentRule => one.kind === "segment" && one.ordinal === rule.ordinal);
  const isLast = !children.some((one) => one.kind === "segment" && one.tag === rule.tag && one.ordinal > rule.ordinal);
  for (let index = 0; index < waiting.length; ) {
    const segment = waiting[index];
    // What no position of the tag asks for by its code stands at the last one.
    if (segment?.[0] === rule.tag && (isLast || here.some((one) => hasQualifier(one, segment)))) {
      waiting.splice(index, 1);
      yield segment;
    } else index += 1;
  }
}

function hasQualifier({ qualifier }: SegmentRule, segment: SegmentValue): boolean {
  if (qualifier === undefined) return true;
  return qualifier.codes.has(textOf(segment[qualifier.element] as ElementValue, qualifier.component));
}

function textOf(value: ElementValue, component: number | undefined): string {
  if (value === undefined || typeof value === "string") return value ?? "";
  return Array.isArray(value) ? (value[(component ?? 1) - 1] ?? "") : "";
}

function hasLevels(children: readonly (SegmentRule | LoopRule)[], loops: readonly LoopValue[]): boolean {
  return children.some((one) => one.kind === "loop" && one.opener.tag === "HL" && loops.some((loop) => loop.id === one.id));
}

function levelSegment(
  rule: SegmentRule,
  { number, parent, hasLevels: below }: { readonly number: number; readonly parent: string | undefined; readonly hasLevels: boolean },
): SegmentValue {
  const [code] = rule.elements[3]?.codes ?? [];
  return ["HL", String(number), parent, code, rule.elements[4] === undefined ? undefined : below ? "1" : "0"];
}
