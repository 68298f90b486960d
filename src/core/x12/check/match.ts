/** Which child of a level a segment is, by its qualifier. */
import type { LoopRule } from "../guides/model.ts";
import type { SegmentToken } from "../syntax/token.ts";
import type { Choice, Level, Node } from "./compile.ts";
import { floating } from "./sign-tags.ts";
import { packBytes } from "./tags.ts";

/** The slot of the first child from there on whose qualifier the segment has; -1 when there is none. */
export function chosen(
  { qualifier, component, keys, slots, ordinals }: Choice,
  segment: SegmentToken,
  least: number,
  ordinal: number,
): number {
  const key = qualifier === 0 ? 0 : keyAt(segment, qualifier, component);
  if (key === 0 && qualifier !== 0) return -1;
  for (let index = 0; index < keys.length; index += 1) {
    if (keys[index] !== key || (ordinals[index] ?? 0) < ordinal) continue;
    const slot = slots[index] ?? 0;
    if (slot >= least) return slot;
  }
  return -1;
}

export function firstFitting(
  level: Level,
  slots: readonly number[],
  { segment, least, ordinal }: { readonly segment: SegmentToken; readonly least: number; readonly ordinal: number },
): number {
  for (const slot of slots) {
    const node = level.nodes[slot];
    if (node !== undefined && slot >= least && node.ordinal >= ordinal && hasQualifier(node, segment)) return slot;
  }
  return -1;
}

/** A code of up to four bytes as a number; 0 when it is absent or longer. `component` 0 is the whole element. */
function keyAt({ bytes, offsets, first, elementCount, end, delimiters }: SegmentToken, element: number, component: number): number {
  if (element > elementCount) return 0;
  let from = (offsets[first + element - 1] ?? end) + 1;
  let to = offsets[first + element] ?? end;
  if (component > 0) {
    const mark = delimiters.component;
    for (let passed = 1; passed < component; passed += 1) {
      while (from < to && bytes[from] !== mark) from += 1;
      from += 1;
    }
    let stop = from;
    while (stop < to && bytes[stop] !== mark) stop += 1;
    to = stop;
  }
  return to <= from ? 0 : packBytes(bytes, from, to);
}

export function hasQualifier(node: Node, segment: SegmentToken): boolean {
  const { qualifier, component } = node;
  if (qualifier === 0) return true;
  const key = keyAt(segment, qualifier, component);
  if (key !== 0) return node.keys.includes(key);
  return node.segment.qualifier?.codes.has(component > 0 ? segment.component(qualifier, component) : segment.element(qualifier)) === true;
}

/** A child with that tag from there on, when it is told by a qualifier that the segment does not have. */
export function otherwiseQualified(level: Level, tag: number, segment: SegmentToken, ordinal: number): Node | undefined {
  const slot = level.byTag[tag]?.find((one) => one > 0 && (level.nodes[one]?.ordinal ?? 0) >= ordinal);
  const node = level.nodes[slot ?? -1];
  return node?.segment.qualifier === undefined || hasQualifier(node, segment) ? undefined : node;
}

/** In a loop that need not be there, only a segment of its own is a sign of it, not one that begins a loop below. */
export function takesSegment(
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

/** All codes that this tag may carry in a loop, for a message. */
export function codesOf({ nodes }: Level, tag: string): string {
  const codes = new Set(nodes.flatMap(({ segment }) => (segment.tag === tag ? [...(segment.qualifier?.codes ?? [])] : [])));
  return [...codes].slice(0, 40).join(", ");
}

/** A loop of a name and its address: a second street, after the address of the loop that is open, is its. */
export function isAddress({ children }: LoopRule): boolean {
  const second = children[1];
  return second?.kind === "segment" && second.tag === "N3" && second.required;
}
