/** What a walk through a transaction is told, and whom it tells. */
import type { LoopRule, SegmentRule } from "../guides/model.ts";
import type { Frame } from "./frames.ts";
import type { LoopRecord, Report, SegmentRecord } from "./record.ts";
import type { RecordPool } from "./record-pool.ts";

export interface WalkOptions {
  readonly children: readonly (SegmentRule | LoopRule)[];
  readonly report: Report;
  /** For the records of units, when none is needed after its unit was judged. */
  readonly pool?: RecordPool;
  /** Loops whose records are judged when they end, with all that hangs under them, and then dropped. */
  readonly units: ReadonlySet<string>;
  readonly onUnit: (record: LoopRecord) => void;
  /** Tells of a segment that fits nowhere; `report` where nobody takes that back. */
  readonly reportMisfit?: Report;
  /** The run of segments that fit nowhere has ended. What was told of it was wrong when they belong to a loop whose first segment is missing. */
  readonly onRunEnd?: (wasWrong: boolean) => void;
  /** Tells of a segment that comes too late; taken back when it turns out that the one before it stands too early. */
  readonly reportLate?: Report;
  readonly onEarly?: () => void;
  /** A loop above the units has ended. */
  readonly onLoop?: (record: LoopRecord) => void;
  readonly onSegment: (segment: SegmentRecord, record: LoopRecord) => void;
  /** A loop was entered without the segment that begins it. */
  readonly onHeadless: (record: LoopRecord) => void;
}

/** The segment that came too late last, and the one that stood before it. */
export interface Late {
  segment: number;
  frame: Frame | undefined;
  ordinal: number;
  behind: SegmentRecord | undefined;
}
