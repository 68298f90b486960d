/** Which child of a level a segment is, by its qualifier. */
import type { SegmentToken } from "../syntax/token.ts";
import type { Choice, Level, Node } from "./compile.ts";
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
