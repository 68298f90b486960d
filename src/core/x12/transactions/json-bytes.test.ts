import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cents, formatCents } from "../../kernel/cents.ts";
import { decodeText } from "../syntax/decode.ts";
import { type JsonBytes, newJsonBytes, writeCents, writeText } from "./json-bytes.ts";

function written(write: (out: JsonBytes) => void): string {
  const out = newJsonBytes();
  write(out);
  return decodeText(out.bytes, 0, out.size);
}

test("amounts are written as the kernel formats them, to the largest there are", () => {
  function check(amount: number): void {
    expect(written((out) => writeCents(out, amount as Cents))).toBe(`"${formatCents(amount as Cents)}"`);
  }
  for (const amount of [0, 1, -1, 9, 10, 99, 100, 999, 1000, -99_999, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) check(amount);
  fc.assert(fc.property(fc.maxSafeInteger(), check));
});

test("texts are written as the engine writes them", () => {
  function check(text: string): void {
    expect(written((out) => writeText(out, text))).toBe(JSON.stringify(text));
  }
  for (const text of ["", 'a"b', "a\\b", "a\nb\u0000", "\u007f", "é", "\u{1f600}", "x".repeat(10_000)]) check(text);
  fc.assert(fc.property(fc.string({ unit: "binary" }), check));
});
