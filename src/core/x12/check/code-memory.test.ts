import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../syntax/decode.ts";
import { newCodeMemory } from "./code-memory.ts";

const day = 20260105;

describe("the memory of codes", () => {
  it("has what was kept, for its system, its day and its bytes only", () => {
    const memory = newCodeMemory();
    const bytes = encodeUtf8("99213*9921*207Q00000X*J0201*207Q00000XAB");
    memory.keep("cpt", bytes, 0, 5, day);
    expect(memory.has("cpt", bytes, 0, 5, day)).toBe(true);
    expect(memory.has("hcpcs", bytes, 0, 5, day)).toBe(false);
    expect(memory.has("cpt", bytes, 0, 5, day + 1)).toBe(false);
    expect(memory.has("cpt", bytes, 6, 10, day)).toBe(false);
    expect(memory.has("taxonomy", bytes, 11, 21, day)).toBe(false);
    memory.keep("taxonomy", bytes, 11, 21, day);
    expect(memory.has("taxonomy", bytes, 11, 21, day)).toBe(true);
    expect(memory.has("taxonomy", bytes, 28, 40, day)).toBe(false);
  });

  it("never takes one code for another, however many are kept", () => {
    const memory = newCodeMemory();
    const codes = Array.from({ length: 20_000 }, (_, index) => encodeUtf8(String(10_000 + index)));
    for (const code of codes) memory.keep("cpt", code, 0, code.length, day);
    const found = codes.filter((code) => memory.has("cpt", code, 0, code.length, day)).length;
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThanOrEqual(4096);
    for (let index = 0; index < 20_000; index += 1) {
      const other = encodeUtf8(String(30_000 + index));
      expect(memory.has("cpt", other, 0, other.length, day)).toBe(false);
    }
  });

  it("does not keep what is too long for it", () => {
    const memory = newCodeMemory();
    const bytes = encodeUtf8("ABCDEFGHIJKLM");
    memory.keep("cpt", bytes, 0, 13, day);
    expect(memory.has("cpt", bytes, 0, 13, day)).toBe(false);
  });
});
