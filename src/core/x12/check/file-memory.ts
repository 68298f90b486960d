/** What the checks of a file's transactions use one after the other, so that a file of many small ones makes it once. */
import { type CodeMemory, newCodeMemory } from "./code-memory.ts";
import type { LoopRecord, SegmentRecord } from "./record.ts";
import { newRecordPool, type RecordPool } from "./record-pool.ts";

export interface FileMemory {
  readonly codes: CodeMemory;
  readonly records: RecordPool;
  readonly waiting: WaitingSegments;
  /** Traces of the payments (TRN02 and TRN03) that the file has told so far. */
  readonly payments: Set<string>;
}

/** Segments that wait to be judged: only the first `count` of each list. */
export interface WaitingSegments {
  readonly segments: SegmentRecord[];
  readonly records: LoopRecord[];
  /** The claims that findings on them belong to. */
  readonly claims: (SegmentRecord | undefined)[];
  count: number;
}

export function newFileMemory(): FileMemory {
  return {
    codes: newCodeMemory(),
    records: newRecordPool(),
    waiting: { segments: [], records: [], claims: [], count: 0 },
    payments: new Set(),
  };
}
