import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usualDelimiters } from "./delimiters.ts";
import { largestWindow, type MarkWindow, markPlainly, windowOfMarks } from "./marks.ts";
import { newMarksKernel } from "./marks-kernel.ts";
import { readSegments } from "./reader.ts";

const element = usualDelimiters.element;
const terminator = usualDelimiters.segment;

/** Bytes that are marks now and then, always the same ones. */
function invented(size: number, oneIn: number): Uint8Array {
  let state = 12_345;
  return Uint8Array.from({ length: size }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const drawn = (state >>> 16) % oneIn;
    return drawn === 0 ? terminator : drawn < 4 ? element : 65 + (drawn % 26);
  });
}

function plainly(bytes: Uint8Array, from: number, to: number): readonly number[] {
  const found: number[] = [];
  for (let at = from; at < to; at += 1) if (bytes[at] === element || bytes[at] === terminator) found.push(at);
  return found;
}

function marksOf({ numbers, count }: MarkWindow): readonly number[] {
  return Array.from(numbers.subarray(0, count));
}

function endsOf({ numbers, count }: MarkWindow): readonly number[] {
  return Array.from(numbers.subarray(count));
}

describe("marks", () => {
  it("are the same with vectors and without, whatever the bytes and the delimiters", () => {
    expect(newMarksKernel(), "this engine has vectors").toBeDefined();
    const byte = fc.integer({ min: 0, max: 255 });
    // Few different bytes: marks that stand side by side, up to a window of nothing else.
    const bytesOf = fc.oneof(
      fc.uint8Array({ max: 5, maxLength: 300 }),
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ max: 1, minLength: largestWindow - 2, maxLength: largestWindow + 40 }),
    );
    fc.assert(
      fc.property(bytesOf, byte, byte, fc.nat({ max: 40 }), (bytes, element, segment, from) => {
        for (const [one, other] of [
          [element, segment],
          [element % 6, segment % 6],
        ] as const) {
          const start = Math.min(from, bytes.length);
          const delimiters = { ...usualDelimiters, element: one, segment: other };
          const fast = windowOfMarks(bytes, { start, end: bytes.length, delimiters, size: largestWindow });
          expect(fast).toEqual(markPlainly(bytes, start, fast.end, delimiters));
        }
      }),
    );
  });

  it("are those that a plain look finds, from any byte on and of any length", () => {
    for (const [size, from] of [
      [1, 0],
      [3, 0],
      [4, 1],
      [9, 2],
      [1000, 7],
      [40_000, 3],
    ] as const) {
      const bytes = invented(size, 24);
      const window = windowOfMarks(bytes, { start: from, end: size, delimiters: usualDelimiters, size: largestWindow });
      expect(marksOf(window)).toEqual(plainly(bytes, from, window.end));
    }
  });

  it("go on until a terminator is reached, however far that is", () => {
    const bytes = new Uint8Array(100_000).fill(65);
    bytes[50_000] = element;
    bytes[90_000] = terminator;
    const window = windowOfMarks(bytes, { start: 0, end: bytes.length, delimiters: usualDelimiters, size: largestWindow });
    expect(marksOf(window)).toEqual([50_000, 90_000]);
    expect(endsOf(window)).toEqual([1]);
    expect(window.end).toBeGreaterThan(90_000);
  });

  it("make the same segments where a segment is longer than a window and the delimiters change within one", () => {
    const long = `NTE*ADD*${"X".repeat(40_000)}`;
    const interchange = (e: string, t: string): string =>
      [
        `ISA${e}00${e}          ${e}00${e}          ${e}ZZ${e}MAPLEFAMILY    ${e}ZZ${e}HARBORHEALTH   ${e}260105${e}1200${e}^${e}00501${e}000000001${e}0${e}T${e}:`,
        `GS${e}HC${e}A${e}B${e}20260105${e}1200${e}1${e}X${e}005010X222A1`,
        long.replaceAll("*", e),
        `GE${e}0${e}1`,
        `IEA${e}1${e}000000001`,
      ].join(t) + t;
    const segments = readSegments(new TextEncoder().encode(interchange("*", "~") + interchange("|", "\n") + interchange("*", "~")));
    expect(segments.map(({ tag }) => tag)).toEqual([
      "ISA",
      "GS",
      "NTE",
      "GE",
      "IEA",
      "ISA",
      "GS",
      "NTE",
      "GE",
      "IEA",
      "ISA",
      "GS",
      "NTE",
      "GE",
      "IEA",
    ]);
    for (const at of [2, 7, 12]) expect(segments[at]?.element(2)).toBe("X".repeat(40_000));
    expect(segments.map(({ element: text }) => text(1)).slice(5, 10)).toEqual(["00", "HC", "ADD", "0", "1"]);
  });
});
