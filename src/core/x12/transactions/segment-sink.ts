/** The shape that all readers share: shown one segment after the other, they hand out what they have read as soon as it is whole. */
import type { Finding } from "../../kernel/finding.ts";
import { forEachSegment, type SegmentToken } from "../syntax/reader.ts";

export interface SegmentSink {
  /** Takes the next segment of the file, ISA first. Segments of other transactions are passed over. */
  segment(view: SegmentToken): void;
  /** Closes a file that stops in the middle. Always call it after the last segment. */
  end(): void;
}

/** Shows a whole file to a reader; gives the findings of its tokens. */
export function readSegments(bytes: Uint8Array, sink: SegmentSink): readonly Finding[] {
  const findings = forEachSegment(bytes, (segment) => sink.segment(segment));
  sink.end();
  return findings;
}
