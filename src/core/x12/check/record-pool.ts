/**
 * Records that are used again. What hangs under a unit is dropped when the unit is judged: taking its records for the next
 * unit leaves nothing behind for the engine to clear away, in a file of any size.
 */
import type { LoopRule } from "../guides/model.ts";
import type { SegmentToken } from "../syntax/token.ts";
import type { SegmentSpec } from "./compile.ts";
import { type LoopRecord, newLoopRecord, noRecords, recordOf, type SegmentRecord } from "./record.ts";

export interface RecordPool {
  segment(token: SegmentToken, spec: SegmentSpec): SegmentRecord;
  loop(loop: string, index: number, rule: LoopRule, parent: LoopRecord): LoopRecord;
  /** Nothing that was given is used any more. */
  release(): void;
}

type Open<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** Records that are kept; what goes beyond is made anew. */
const most = 1 << 13;
/** Offsets that a segment has place for in its page; one with more elements keeps the reader's. */
const room = 32;
const pageBits = 7;

export function newRecordPool(): RecordPool {
  const segments: Open<SegmentRecord>[] = [];
  const loops: Open<LoopRecord>[] = [];
  const pages: Int32Array[] = [];
  let usedSegments = 0;
  let usedLoops = 0;

  function putOffsets(record: Open<SegmentRecord>, at: number, { offsets, first, elementCount }: SegmentToken): void {
    if (elementCount >= room) {
      record.offsets = offsets;
      record.first = first;
      return;
    }
    const page = pages[at >> pageBits] ?? new Int32Array(room << pageBits);
    pages[at >> pageBits] = page;
    const start = (at & ((1 << pageBits) - 1)) * room;
    for (let number = 0; number <= elementCount; number += 1) page[start + number] = offsets[first + number] ?? 0;
    record.offsets = page;
    record.first = start;
  }

  return {
    segment(token, spec) {
      const at = usedSegments;
      if (at === most) return recordOf(token, spec);
      usedSegments += 1;
      const record = segments[at];
      if (record === undefined) {
        const made: Open<SegmentRecord> = recordOf(token, spec);
        putOffsets(made, at, token);
        segments.push(made);
        return made;
      }
      record.tag = token.tag;
      record.index = token.index;
      if (record.spec !== spec) {
        record.rule = spec.rule;
        record.spec = spec;
        record.bit = spec.bit;
      }
      record.count = token.elementCount;
      // An old object that is given a new one costs more than a comparison.
      if (record.bytes !== token.bytes) record.bytes = token.bytes;
      if (record.delimiters !== token.delimiters) record.delimiters = token.delimiters;
      record.start = token.start;
      record.end = token.end;
      record.next = undefined;
      putOffsets(record, at, token);
      return record;
    },
    loop(loop, index, rule, parent) {
      if (usedLoops === most) return newLoopRecord(loop, index, rule, parent);
      const record = loops[usedLoops];
      usedLoops += 1;
      if (record === undefined) {
        const made: Open<LoopRecord> = newLoopRecord(loop, index, rule, parent);
        loops.push(made);
        return made;
      }
      record.loop = loop;
      record.rule = rule;
      record.index = index;
      record.parent = parent;
      record.head = undefined;
      record.tail = undefined;
      record.child = undefined;
      record.lastChild = undefined;
      record.next = undefined;
      record.bits = 0;
      record.judged = false;
      record.level = 0;
      record.asked = "";
      record.askedOf = undefined;
      record.answer = noRecords;
      return record;
    },
    release() {
      usedSegments = 0;
      usedLoops = 0;
    },
  };
}
