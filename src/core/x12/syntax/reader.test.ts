import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText, encodeUtf8 } from "./decode.ts";
import { copySegment, forEachSegment, newSegmentReader, readSegments, type SegmentToken } from "./reader.ts";
import { rewrite } from "./rewrite.ts";
import type { Delimiters, SegmentView } from "./segment.ts";

const header = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261123*0930*^*00501*000000001*0*T*:~";
const small = `${header}GS*HC*S1*R1*20261123*0930*1*X*005010X222A1~ST*837*0001~HI*ABK:J069^ABF:I10*:B~SE*3*0001~GE*1*1~IEA*1*000000001~`;

/** The same file with other delimiters. The texts hold no other use of the usual four. */
function withDelimiters(text: string, { element, component, repetition, segment }: Record<keyof Delimiters, string>): string {
  const other: Readonly<Record<string, string>> = { "*": element, ":": component, "^": repetition, "~": segment };
  return [...text].map((char) => other[char] ?? char).join("");
}

function textsOf(segments: readonly SegmentView[]): readonly (readonly string[])[] {
  return segments.map((one) => [one.tag, ...Array.from({ length: one.elementCount }, (_, index) => one.element(index + 1))]);
}

/** Reads in chunks of a given size: what each segment says, and the findings' codes. */
function readInChunks(bytes: Uint8Array, size: number): { readonly segments: readonly unknown[]; readonly codes: readonly string[] } {
  const reader = newSegmentReader();
  const segments: unknown[] = [];
  const take = (one: SegmentToken): void => {
    const kept = copySegment(one);
    segments.push({ index: kept.index, offset: kept.offset, terminated: kept.terminated, texts: textsOf([kept])[0] });
  };
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.slice(at, at + size), take);
  reader.end(take);
  return { segments, codes: reader.findings.map((one) => one.code) };
}

const delimiterSets = fc
  .uniqueArray(fc.constantFrom(..."*:^~|>!\\'\"#@;&\n\u001c\u001d\u001e\u001f"), { minLength: 4, maxLength: 4 })
  .map(([element = "*", component = ":", repetition = "^", segment = "~"]) => ({ element, component, repetition, segment }));

describe("the segment reader", () => {
  it("reads segments, elements, components and repetitions with their places", () => {
    const segments = readSegments(encodeUtf8(small));
    expect(segments.map((one) => one.tag)).toEqual(["ISA", "GS", "ST", "HI", "SE", "GE", "IEA"]);
    const hi = segments[3];
    expect(hi?.index).toBe(4);
    expect(hi?.offset).toBe(small.indexOf("HI*"));
    expect(hi?.elementCount).toBe(2);
    expect(hi?.element(1)).toBe("ABK:J069^ABF:I10");
    expect(hi?.component(1, 2)).toBe("J069");
    expect(hi?.component(2, 2)).toBe("B");
    expect(hi?.repetitions(1)).toEqual(["ABK:J069", "ABF:I10"]);
    expect(hi?.components("ABF:I10")).toEqual(["ABF", "I10"]);
    expect([hi?.element(0), hi?.element(3), hi?.component(1, 9)]).toEqual(["", "", ""]);
  });

  it("reads the same whatever the delimiters are", () => {
    const usual = textsOf(readSegments(encodeUtf8(small)));
    fc.assert(
      fc.property(delimiterSets, (marks) => {
        const text = withDelimiters(small, marks);
        const found = textsOf(readSegments(encodeUtf8(text)));
        const expected = usual.map((segment) => segment.map((one) => withDelimiters(one, marks)));
        expect(found).toEqual(expected);
        expect(forEachSegment(encodeUtf8(text), () => undefined)).toEqual([]);
      }),
    );
  });

  it.each([1, 2, 3, 7, 105, 106, 107, 511, 4096])("gives the same segments in chunks of %i bytes", (size) => {
    const twice = encodeUtf8(
      `\ufeff${small.replaceAll("~", "~\r\n")}${withDelimiters(small, { element: "|", component: ">", repetition: "!", segment: "\n" })}`,
    );
    expect(readInChunks(twice, size)).toEqual(readInChunks(twice, twice.length));
  });

  it("gives the same segments in chunks of any size, also of a file with faults", () => {
    const whole = encodeUtf8(small);
    const damage = fc.record({
      at: fc.nat(whole.length - 1),
      byte: fc.nat(255),
      cut: fc.nat(whole.length),
      size: fc.integer({ min: 1, max: 300 }),
    });
    fc.assert(
      fc.property(damage, ({ at, byte, cut, size }) => {
        const bytes = whole.slice(0, Math.max(cut, 120));
        bytes[at % bytes.length] = byte;
        expect(readInChunks(bytes, size)).toEqual(readInChunks(bytes, bytes.length));
      }),
    );
  });

  it.each([
    ["line ends", small.replaceAll("~", "~\n")],
    ["CR and LF", small.replaceAll("~", "~\r\n")],
    ["a byte order mark", `\ufeff${small}`],
    ["blanks and zero bytes at the end", `${small}   \u0000\u0000\u001a`],
    ["blank lines first", `\r\n\r\n${small}`],
    ["line ends as terminators", small.replaceAll("~", "\n")],
    ["CR and LF as terminators", small.replaceAll("~", "\r\n").replaceAll("\r\n", "\r")],
  ])("reads a file with %s and writes it again byte for byte", (_, text) => {
    const bytes = encodeUtf8(text);
    expect(textsOf(readSegments(bytes))).toEqual(textsOf(readSegments(encodeUtf8(small))));
    expect(forEachSegment(bytes, () => undefined)).toEqual([]);
    expect(rewrite(bytes)).toEqual(bytes);
  });

  it("takes the delimiters of each interchange from its own ISA", () => {
    const second = withDelimiters(small, { element: "|", component: ">", repetition: "!", segment: "'" });
    const segments = readSegments(encodeUtf8(`${small}\n${second}`));
    expect(segments.length).toBe(14);
    expect(segments[10]?.component(1, 2)).toBe("J069");
    expect(segments[10]?.delimiters.element).toBe("|".charCodeAt(0));
    expect(segments[10]?.index).toBe(11);
  });
});

describe("the segment reader on a wrong header", () => {
  const codes = (text: string): readonly string[] => forEachSegment(encodeUtf8(text), () => undefined).map((one) => one.code);

  it.each([
    ["a sender that is too short", small.replace("SENDER         ", "SENDER")],
    ["a receiver that is too long", small.replace("RECEIVER       ", "RECEIVER           ")],
    ["no component separator", small.replace("*T*:~", "*T*~").replaceAll(":", "-")],
  ])("still finds the delimiters with %s", (_, text) => {
    expect(codes(text)).toEqual(["X12-ISA-LENGTH"]);
    expect(readSegments(encodeUtf8(text)).map((one) => one.tag)).toEqual(["ISA", "GS", "ST", "HI", "SE", "GE", "IEA"]);
  });

  it.each([
    ["X12-DELIMITERS-CLASH", small.replace("*T*:~", "*T**~")],
    ["X12-NO-ENVELOPE", small.slice(small.indexOf("ST*"))],
    ["X12-NOT-X12", "  \r\n"],
    ["X12-NOT-X12", ""],
    ["X12-SEGMENT-CUT", small.slice(0, -4)],
    ["X12-SEGMENT-EMPTY", small.replace("SE*", "~SE*")],
    ["X12-ISA-UNREADABLE", "ISA*00*~GS*HC~"],
  ])("says %s", (code, text) => {
    expect(codes(text)).toContain(code);
  });

  it("breaks a segment without an end at the limit instead of keeping it", () => {
    const reader = newSegmentReader({ maxSegmentBytes: 1000 });
    const lengths: number[] = [];
    const take = (one: SegmentToken): number => lengths.push(one.length);
    reader.push(encodeUtf8(header), take);
    for (let times = 0; times < 50; times += 1) reader.push(encodeUtf8("NTE*ADD*".padEnd(100, "x")), take);
    reader.end(take);
    expect(reader.findings.map((one) => one.code)).toContain("X12-SEGMENT-TOO-LONG");
    expect(Math.max(...lengths)).toBeLessThanOrEqual(1001);
  });
});

describe("the segment reader and an ISA that does not end", () => {
  const endless = `ISA*00*${"Q".repeat(300_000)}`;

  it.each([
    ["alone", endless],
    ["after a right one", `${header}${endless}~GS*HC*A*B~`],
    ["longer than the limit", `${header}${endless.repeat(2)}`],
    ["with the terminator shortly after the limit", `${header}NTE*ADD*${"Q".repeat(400_000 - 8)}~ISA*~${endless}~IEA*1~`],
    ["guessed by what is far behind", `ISA*00*${"Q".repeat(6000)}~GS*HC~`],
    ["of a wrong length at the end of a chunk", `NTE*${"Q".repeat(600)}~${header.replace("SENDER    ", "SENDER")}GS*HC~`],
  ])("says the same however the file is cut: %s", (_, text) => {
    const bytes = encodeUtf8(text);
    const read = (size: number): unknown => {
      const reader = newSegmentReader({ maxSegmentBytes: 400_000 - 1 });
      const lengths: number[] = [];
      const take = (one: SegmentToken): number => lengths.push(one.length);
      for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size), take);
      reader.end(take);
      return { lengths, findings: reader.findings };
    };
    const whole = read(bytes.length);
    for (const size of [1, 7, 777, 65_536]) expect(read(size), `chunks of ${size}`).toEqual(whole);
  });

  it("is told once, however many pieces it comes in", () => {
    const bytes = encodeUtf8(`${header}ISA*${"Q".repeat((1 << 20) - 4)}`);
    const reader = newSegmentReader();
    for (let at = 0; at < bytes.length; at += 65_536) reader.push(bytes.subarray(at, at + 65_536), () => undefined);
    reader.end(() => undefined);
    expect(reader.findings.map((one) => one.code)).toEqual(["X12-ISA-UNREADABLE", "X12-SEGMENT-CUT"]);
  });

  it("of two kinds in turn is read with the marks of each", () => {
    const other = withDelimiters(header, { element: "|", component: ">", repetition: "!", segment: "'" });
    const elements: number[] = [];
    forEachSegment(encodeUtf8((header + other).repeat(2000)), ({ elementCount }) => elements.push(elementCount));
    expect(elements).toHaveLength(4000);
    expect(elements.every((count) => count === 16)).toBe(true);
  });
});

describe("the bytes of a segment that was given out", () => {
  it("stay as they were, also when the segment before was broken at the limit", () => {
    const reader = newSegmentReader({ maxSegmentBytes: 1000 });
    const kept: { readonly bytes: Uint8Array; readonly text: string }[] = [];
    const take = ({ bytes, start, end, text }: SegmentToken): void => void kept.push({ bytes: bytes.subarray(start, end), text: text() });
    reader.push(encodeUtf8(header), take);
    for (let times = 0; times < 50; times += 1) reader.push(encodeUtf8(`NTE*ADD*${times}`.padEnd(100, String(times % 10))), take);
    reader.end(take);
    expect(kept.length).toBeGreaterThan(4);
    for (const { bytes, text } of kept) expect(decodeText(bytes, 0, bytes.length)).toBe(text);
  });
});

describe("text of bytes", () => {
  it("comes back as it was for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const bytes = encodeUtf8(text);
        expect(decodeText(bytes, 0, bytes.length)).toBe(text.replace(/[\ud800-\udfff]/gu, "?"));
      }),
    );
  });

  it("is Latin-1 where it is not UTF-8", () => {
    expect(decodeText(Uint8Array.of(0x4a, 0xe9, 0x72, 0xf4), 0, 4)).toBe("J\u00e9r\u00f4");
  });
});
