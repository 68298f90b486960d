/** Every public sample reads, is rewritten byte for byte and checks without a crash; verdicts are compared with three open validators. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkFile } from "../../src/core/x12/check/check-file.ts";
import { rewrite } from "../../src/core/x12/syntax/rewrite.ts";
import { sharedFolder } from "../support/shared-folder.ts";

const folder = sharedFolder("x12-samples");
const here = dirname(fileURLToPath(import.meta.url));

function rowsOf(path: string): readonly (readonly string[])[] {
  const lines = readFileSync(path, "utf8").trim().split("\n").slice(1);
  return lines.map((line) => line.split("\t"));
}

describe.skipIf(folder === undefined)("the X12 samples", () => {
  const root = folder ?? "";
  const rows = folder === undefined ? [] : rowsOf(join(root, "manifest.tsv"));

  it("are all read, rewritten and checked", () => {
    expect(rows.length).toBeGreaterThan(400);
    for (const [file = ""] of rows) {
      const bytes = new Uint8Array(readFileSync(join(root, file)));
      expect(Buffer.compare(rewrite(bytes), bytes), file).toBe(0);
      expect(checkFile(bytes).segments, file).toBeGreaterThan(0);
    }
  });

  it("that others call valid are refused only for a listed reason", () => {
    const listed = rowsOf(join(here, "x12-disagreements.tsv"));
    // Each with the finding that refuses it and the authority for that: a reason that no longer holds has to go.
    for (const [file = "", reason = "", codes = "", authority = ""] of listed) {
      const { findings, transactions } = checkFile(new Uint8Array(readFileSync(join(root, file))));
      const told = new Set([...findings, ...transactions.flatMap((one) => one.findings)].map(({ code }) => code));
      expect(reason.length > 0 && authority.length > 0, file).toBe(true);
      expect(
        codes.split(" ").filter((code) => !told.has(code)),
        file,
      ).toEqual([]);
    }
    const refused = rows
      .filter(([, types = "", , verdict = ""]) => verdict.startsWith("valid") && /837|835|999|TA1|27[01678]/.test(types))
      .map(([file = ""]) => file)
      .filter((file) => !checkFile(new Uint8Array(readFileSync(join(root, file)))).accepted);
    expect(refused).toEqual(listed.map(([file]) => file));
  });

  it("that others refuse are refused here too, but 997s, which are read by their envelope", () => {
    const taken = rows
      .filter(([, , , verdict = ""]) => /^(bad-envelope|envelope-fault|rejected)/.test(verdict))
      .map(([file = ""]) => file)
      .filter((file) => checkFile(new Uint8Array(readFileSync(join(root, file)))).accepted);
    expect(taken).toEqual(["997/997-01-01.x12", "997/997-01-02.x12"]);
  });
});
