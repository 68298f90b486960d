import { expect, it } from "vitest";
import { qrCode } from "./qr-code.ts";

/** FNV-1a over the modules, row by row. */
function digest(of: string): string {
  let hash = 0x811c9dc5;
  for (const dark of qrCode(of).flat()) hash = Math.imul(hash ^ (dark ? 1 : 0), 0x01000193) >>> 0;
  return hash.toString(16);
}

it("draws what another program's decoder read back as the same text, for versions 1, 8 and 13", () => {
  expect(digest("claimwright")).toBe("34d6ac6d");
  const address =
    "otpauth://totp/Claimwright:ruth%40example.org?issuer=Claimwright&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30";
  expect(digest(address)).toBe("56a842c1");
  expect(digest("x".repeat(331))).toBe("b43d8a05");
  expect(() => qrCode("x".repeat(332))).toThrow("too long");
});

it("has its three corners, its timing and a size that grows with the text", () => {
  for (const length of [1, 14, 15, 100, 200, 331]) {
    const rows = qrCode("x".repeat(length));
    const size = rows.length;
    expect((size - 17) % 4).toBe(0);
    for (const [x, y] of [
      [0, 0],
      [size - 7, 0],
      [0, size - 7],
    ] as const)
      expect(
        rows
          .slice(y, y + 7)
          .map((row) =>
            row
              .slice(x, x + 7)
              .map(Number)
              .join(""),
          )
          .join(" "),
      ).toBe("1111111 1000001 1011101 1011101 1011101 1000001 1111111");
    expect(
      rows[6]
        ?.slice(8, size - 8)
        .map(Number)
        .join(""),
    ).toBe("1".padEnd(size - 16, "01"));
  }
});
