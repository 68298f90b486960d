import { describe, expect, it } from "vitest";
import { isXz, unpackXz } from "./xz.ts";

const text = "Order of the day: a note that repeats itself, repeats itself, repeats itself.\n";
const withCrc32 =
  "/Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4ABNADRdACeciIZv6FjJUgxRAVevkY6CTiHgvo9b5lh1GnKaw5l6JCPAtwV/wuWtUa+d2aZEtAcYAAAAFa3CGwABTE612S7tkEKZDQEAAAAAAVla";
const withCrc64 =
  "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ABNADRdACeciIZv6FjJUgxRAVevkY6CTiHgvo9b5lh1GnKaw5l6JCPAtwV/wuWtUa+d2aZEtAcYAAAAF+NWl9nxqxkAAVBO6IRZCx+2830BAAAAAARZWg==";

describe("xz", () => {
  it.each([withCrc32, withCrc64])("gives back what was packed", (packed) => {
    const bytes = new Uint8Array(Buffer.from(packed, "base64"));
    expect(isXz(bytes)).toBe(true);
    const unpacked = unpackXz(bytes, 1000);
    expect(typeof unpacked === "string" ? unpacked : Buffer.from(unpacked).toString()).toBe(text);
  });

  it("stops at the limit", () => {
    expect(unpackXz(new Uint8Array(Buffer.from(withCrc32, "base64")), 20)).toBe("more");
  });

  it("calls every cut and every changed byte of the content damaged, and never hangs or throws", () => {
    const bytes = new Uint8Array(Buffer.from(withCrc32, "base64"));
    const blockEnd = bytes.length - 28;
    for (let at = 0; at < blockEnd; at += 1) {
      expect(unpackXz(bytes.slice(0, at), 1000)).toBe("damaged");
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      const outcome = unpackXz(changed, 1000);
      expect(typeof outcome === "string" || Buffer.from(outcome).toString() === text).toBe(true);
    }
  });
});
