import { expect, test } from "vitest";
import { loadCodeBook } from "../../../app/load-code-book.ts";
import { checkFile } from "../check/check-file.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import { inventedLargeFile } from "./invented-large.ts";

const lookup = loadCodeBook();

for (const kind of ["837P", "837I", "835"] as const) {
  for (const transactions of ["many", "one"] as const) {
    test(`a large ${kind} of ${transactions === "one" ? "one transaction" : "many"} has the size asked for, and nothing is wrong with it`, () => {
      const file = encodeUtf8([...inventedLargeFile({ kind, bytes: 400_000, transactions })].join(""));
      expect(file.length).toBeGreaterThan(400_000);
      expect(file.length).toBeLessThan(600_000);
      const result = checkFile(file, { lookup });
      expect([...result.findings, ...result.transactions.flatMap((one) => one.findings)]).toEqual([]);
      expect(result.transactions.length > 1).toBe(transactions === "many");
      expect(result.transactions.every((one) => one.name === kind && one.checked)).toBe(true);
    });
  }
}
