import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoDate } from "../../kernel/iso-date.ts";
import { acknowledge } from "../acknowledge/acknowledge.ts";
import { inventedRemittanceFile } from "../samples/invented-835.ts";
import { inventedProfessionalClaimFile } from "../samples/invented-837p.ts";
import { decodeText, encodeUtf8 } from "../syntax/decode.ts";
import { envelopeFindings } from "../syntax/envelope-findings.ts";
import { syntaxFindings } from "../syntax/findings.ts";
import { rewrite } from "../syntax/rewrite.ts";
import { type CheckResult, checkFile, newFileChecker } from "./check-file.ts";
import { checkFindings } from "./findings.ts";

const files = [inventedProfessionalClaimFile({ claims: 4, seed: 11 }), inventedRemittanceFile({ claims: 4, seed: 12 })].map((bytes) =>
  decodeText(bytes, 0, bytes.length).split("~").slice(0, -1),
);
const known = new Set([...syntaxFindings, ...envelopeFindings, ...checkFindings].map((kind) => kind.code));
const answer = { today: isoDate("2026-11-24"), time: "0800", control: 7 };

function all(result: CheckResult) {
  return [...result.findings, ...result.transactions.flatMap((one) => one.findings)];
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** One fault: a segment left out, doubled, moved, cut, or an element or a byte changed. */
const damage = fc.record({
  how: fc.constantFrom("drop", "double", "swap", "cut", "element", "byte", "split"),
  at: fc.nat(400),
  other: fc.nat(400),
  text: fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom("", "ISA", "20261340", "-", "1e9", "9".repeat(25), ":", "^^", "*")),
});
type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never;

function damaged(segments: readonly string[], { how, at, other, text }: Damage): readonly string[] {
  const here = at % segments.length;
  const there = other % segments.length;
  const own = segments[here] ?? "";
  switch (how) {
    case "drop":
      return segments.filter((_, index) => index !== here);
    case "double":
      return segments.flatMap((one, index) => (index === here ? [one, one] : [one]));
    case "swap":
      return segments.map((one, index) => (index === here ? (segments[there] ?? "") : index === there ? own : one));
    case "cut":
      return segments.slice(0, here);
    case "split":
      return segments.flatMap((one, index) => (index === here ? [one.slice(0, other % (one.length + 1)), text] : [one]));
    case "byte":
      return segments.map((one, index) => (index === here ? `${one.slice(0, other % (one.length + 1))}${text}` : one));
    default: {
      const elements = own.split("*");
      elements[other % elements.length] = text;
      return segments.map((one, index) => (index === here ? elements.join("*") : one));
    }
  }
}

describe("checkFile on damaged files", () => {
  it("gives findings of the registry, at places of the file, and is never thrown off", () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.array(damage, { minLength: 1, maxLength: 6 }), (segments, faults) => {
        const broken = faults.reduce<readonly string[]>((now, fault) => (now.length === 0 ? now : damaged(now, fault)), segments);
        const bytes = encodeUtf8(broken.map((one) => `${one}~`).join(""));
        const result = checkFile(bytes);
        const wrong = all(result).filter(({ code, place }) => !known.has(code) || (place.segment ?? 0) > result.segments);
        expect(wrong).toEqual([]);
        expect(sameBytes(rewrite(bytes), bytes)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("is answered by a TA1 or 999 that is itself without a fault", () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.array(damage, { minLength: 1, maxLength: 3 }), (segments, faults) => {
        const broken = faults.reduce<readonly string[]>((now, fault) => (now.length === 0 ? now : damaged(now, fault)), segments);
        const said = acknowledge(checkFile(encodeUtf8(broken.map((one) => `${one}~`).join(""))), answer);
        if (said !== "") expect(all(checkFile(encodeUtf8(said))), said).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("says the same whatever the chunks are", () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), damage, fc.integer({ min: 1, max: 900 }), (segments, fault, size) => {
        const bytes = encodeUtf8(
          damaged(segments, fault)
            .map((one) => `${one}~`)
            .join(""),
        );
        const checker = newFileChecker();
        for (let at = 0; at < bytes.length; at += size) checker.push(bytes.slice(at, at + size));
        expect(checker.end()).toEqual(checkFile(bytes));
      }),
      { numRuns: 60 },
    );
  });
});

describe("a transaction whose ST is ruined", () => {
  it.each(["ST", "ST**0001", "ST*8\u00017*00*005010X222A1", "ST*837* 1*\u0002"])("is still named in the 999: %j", (st) => {
    const segments = (files[0] ?? []).map((one) => (one.startsWith("ST*") ? st : one));
    const said = acknowledge(checkFile(encodeUtf8(segments.map((one) => `${one}~`).join(""))), answer);
    expect(said).toMatch(/AK2\*837\*[^~]{4,9}~|AK2\*837\*[^~]{4,9}\*005010X222A1~/);
    expect(all(checkFile(encodeUtf8(said)))).toEqual([]);
  });
});

describe("an accepted file", () => {
  it("is answered by a 999 that accepts every transaction", () => {
    const said = acknowledge(checkFile(encodeUtf8((files[0] ?? []).map((one) => `${one}~`).join(""))), answer);
    expect(said).toContain("IK5*A~AK9*A*1*1*1~");
    expect(all(checkFile(encodeUtf8(said)))).toEqual([]);
  });
});
