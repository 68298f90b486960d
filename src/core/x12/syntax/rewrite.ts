/** Writes again what was read, through the tokens, byte for byte: the proof that reading loses nothing. */
import type { Finding } from "../../kernel/finding.ts";
import { newSegmentReader, type SegmentToken } from "./reader.ts";

export interface Rewriter {
  push(chunk: Uint8Array): void;
  end(): void;
  readonly findings: readonly Finding[];
}

/** Streams: hands `write` the bytes in order. They are windows on reused buffers: copy what is kept. */
export function newRewriter(write: (bytes: Uint8Array) => void): Rewriter {
  const reader = newSegmentReader({ onGap: write });
  const mark = new Uint8Array(1);
  const writeMark = (byte: number): void => {
    mark[0] = byte;
    write(mark);
  };
  const writeSegment = (segment: SegmentToken): void => {
    write(segment.elementBytes(0));
    for (let n = 1; n <= segment.elementCount; n += 1) {
      writeMark(segment.delimiters.element);
      write(segment.elementBytes(n));
    }
    if (segment.terminated) writeMark(segment.delimiters.segment);
  };
  return {
    push: (chunk) => reader.push(chunk, writeSegment),
    end: () => reader.end(writeSegment),
    findings: reader.findings,
  };
}

/** The same bytes, read to tokens and written again. */
export function rewrite(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let size = 0;
  const rewriter = newRewriter((part) => {
    out.set(part, size);
    size += part.length;
  });
  rewriter.push(bytes);
  rewriter.end();
  return out.subarray(0, size);
}
