/** The hierarchy of a transaction (HL): levels written in order, numbered from 1, each with its content before its children. */
import type { SegmentValue } from "../syntax/writer.ts";

export interface Level {
  /** HL03. */
  readonly code: string;
  readonly segments: readonly SegmentValue[];
  readonly children: readonly Level[];
  /** HL04 is not used at this level. */
  readonly bare?: boolean;
}

export function* levelSegments(levels: readonly Level[]): Generator<SegmentValue> {
  const numbers = { last: 0 };
  for (const level of levels) yield* oneLevel(level, undefined, numbers);
}

function* oneLevel(level: Level, parent: number | undefined, numbers: { last: number }): Generator<SegmentValue> {
  numbers.last += 1;
  const own = numbers.last;
  const hasChildren = level.children.length > 0 ? "1" : "0";
  yield ["HL", String(own), parent === undefined ? undefined : String(parent), level.code, level.bare === true ? undefined : hasChildren];
  yield* level.segments;
  for (const child of level.children) yield* oneLevel(child, own, numbers);
}

/** Neighbours that say the same under a key stand together, in their order. */
export function runsOf<Value>(values: readonly Value[], keyOf: (value: Value) => unknown): readonly (readonly [Value, ...Value[]])[] {
  const runs: [Value, ...Value[]][] = [];
  let last: string | undefined;
  for (const value of values) {
    const key = JSON.stringify(keyOf(value), (_name, one) => (typeof one === "bigint" ? String(one) : one));
    const run = runs.at(-1);
    if (run !== undefined && key === last) run.push(value);
    else runs.push([value]);
    last = key;
  }
  return runs;
}
