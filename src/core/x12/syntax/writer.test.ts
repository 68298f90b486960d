import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoDate } from "../../kernel/iso-date.ts";
import { encodeUtf8 } from "./decode.ts";
import { newEnvelopeWalk } from "./envelope.ts";
import { forEachSegment, readSegments } from "./reader.ts";
import type { SegmentView } from "./segment.ts";
import { type ElementValue, formatSegment, type InterchangeText, type SegmentValue, writeInterchange } from "./writer.ts";

/** A value as the reader gives it back: components of repetitions. */
type Read = readonly (readonly string[])[];

const text = fc.stringMatching(/^[A-Z0-9 .\-/,&]{0,12}$/).map((one) => one.trim());
const components = fc.array(text, { minLength: 1, maxLength: 5 });
const element: fc.Arbitrary<ElementValue> = fc.oneof(
  text,
  fc.constant(undefined),
  components,
  fc.array(fc.oneof(text, components), { minLength: 1, maxLength: 3 }).map((repeat) => ({ repeat })),
);
const segment = fc
  .tuple(fc.constantFrom("REF", "NM1", "HI", "N3"), fc.array(element, { maxLength: 8 }))
  .map(([tag, elements]): SegmentValue => [tag, ...elements]);

function interchangeOf(segments: readonly SegmentValue[], more: Partial<InterchangeText> = {}): InterchangeText {
  return {
    sender: { qualifier: "ZZ", id: "SENDER" },
    receiver: { qualifier: "ZZ", id: "RECEIVER" },
    control: 42,
    date: isoDate("2026-11-23"),
    time: "0930",
    usage: "T",
    groups: [
      {
        code: "HC",
        sender: "S1",
        receiver: "R1",
        control: 7,
        version: "005010X222A1",
        transactions: [{ set: "837", control: "0001", guide: "005010X222A1", segments }],
      },
    ],
    ...more,
  };
}

/** What was written, without what the writer leaves out: empty ends of segments, composites and repetitions. */
function plain(value: ElementValue): Read {
  const repeat = value === undefined ? [] : typeof value === "string" ? [value] : "repeat" in value ? value.repeat : [value];
  return repeat.map((one) => dropEnd(typeof one === "string" ? [one] : one.map((each) => each ?? ""), (each) => each === ""));
}

function dropEnd<Item>(items: readonly Item[], isEmpty: (item: Item) => boolean): readonly Item[] {
  let size = items.length;
  while (size > 0 && isEmpty(items[size - 1] as Item)) size -= 1;
  return items.slice(0, size);
}

const isNothing = (read: Read): boolean => read.length === 0 || (read.length === 1 && read[0]?.length === 0);

function readBack(view: SegmentView): readonly Read[] {
  return Array.from({ length: view.elementCount }, (_, index) =>
    view.repetitions(index + 1).map((one) => (one === "" ? [] : view.components(one))),
  );
}

describe("the writer", () => {
  it("is undone by the reader, whatever stands in the segments and whatever the delimiters are", () => {
    const marks = fc.constantFrom("*:^~", "|>!\n", "\u001d\u001f\u001e\u001c");
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 12 }), marks, fc.boolean(), (segments, four, lines) => {
        const [element = 0, component = 0, repetition = 0, terminator = 0] = [...four].map((char) => char.charCodeAt(0));
        const delimiters = { element, component, repetition, segment: terminator };
        const written = writeInterchange(interchangeOf(segments, { delimiters, lines }));
        const inside = readSegments(encodeUtf8(written)).slice(3, -3);
        expect(inside.map((one) => one.tag)).toEqual(segments.map(([tag]) => tag));
        inside.forEach((one, index) => {
          const [, ...elements] = segments[index] ?? ["REF"];
          const expected = dropEnd(elements.map(plain), isNothing).map((read) => (isNothing(read) ? [] : read));
          expect(readBack(one).map((read) => (isNothing(read) ? [] : read))).toEqual(expected);
        });
      }),
    );
  });

  it("counts segments, transactions and groups, and repeats the control numbers", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(5), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (shape) => {
        const groups = shape.map((sizes, group) => ({
          code: "HC",
          sender: "S1",
          receiver: "R1",
          control: group + 1,
          version: "005010X222A1",
          transactions: sizes.map((size, set) => ({
            set: "837",
            control: String(set + 1).padStart(4, "0"),
            segments: Array.from({ length: size }, (): SegmentValue => ["REF", "EI", "1"]),
          })),
        }));
        const written = encodeUtf8(writeInterchange(interchangeOf([], { groups })));
        const walk = newEnvelopeWalk({});
        forEachSegment(written, walk.step);
        walk.end();
        const [interchange] = walk.interchanges;
        expect(interchange?.groups.map((group) => group.transactions.length)).toEqual(shape.map((sizes) => sizes.length));
        const all = [interchange, ...(interchange?.groups ?? []), ...(interchange?.groups.flatMap((group) => group.transactions) ?? [])];
        expect(all.flatMap((one) => one?.findings ?? [])).toEqual([]);
      }),
    );
  });

  it("keeps the header's widths when the ids are too long, and writes no delimiter inside data", () => {
    const written = writeInterchange(interchangeOf([["NTE", "ADD", "A*B~C:D^E\nF"]], { sender: { qualifier: "ZZZ", id: "X".repeat(40) } }));
    expect(written.indexOf("~")).toBe(105);
    expect(written).toContain("NTE*ADD*A B C D E F~");
  });

  it("leaves out what is empty at the end, and nothing else", () => {
    expect(formatSegment("SV1", [["HC", "99213", "", ""], "100", undefined, "", ""])).toBe("SV1*HC:99213*100~");
    expect(formatSegment("N4", [undefined, "OH"])).toBe("N4**OH~");
  });
});
