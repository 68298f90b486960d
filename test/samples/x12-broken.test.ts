/** Every public sample cut off after each of its segments, and with bytes changed: read, refused and answered, never a crash or a hang. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { acknowledge } from "../../src/core/x12/acknowledge/acknowledge.ts";
import { readByGuide } from "../../src/core/x12/by-guide/read.ts";
import { checkFile } from "../../src/core/x12/check/check-file.ts";
import { newDice } from "../../src/core/x12/samples/invented.ts";
import { forEachSegment } from "../../src/core/x12/syntax/reader.ts";
import { rewrite } from "../../src/core/x12/syntax/rewrite.ts";
import { explainSegments } from "../../src/core/x12/transactions/explain.ts";
import { x12Json } from "../../src/core/x12/transactions/json.ts";
import { sharedFolder } from "../support/shared-folder.ts";

const folder = sharedFolder("x12-samples");
const options = { today: isoDate("2026-11-24"), time: "0800", control: 7 };

/** Files of more segments than these are cut at some of them: each cut reads the file from its beginning. */
const mostCuts = 250;

describe.skipIf(folder === undefined)("the X12 samples, broken", () => {
  const root = folder ?? "";
  const files =
    folder === undefined
      ? []
      : readFileSync(join(root, "manifest.tsv"), "utf8")
          .trim()
          .split("\n")
          .slice(1)
          .map((line) => line.split("\t")[0] ?? "");
  const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(join(root, file)));

  it("are read, refused and answered wherever they end", () => {
    let cuts = 0;
    for (const file of files) {
      const bytes = bytesOf(file);
      const starts: number[] = [];
      forEachSegment(bytes, ({ offset, tag }) => {
        // A file of several interchanges is whole where one ends.
        if (tag !== "ISA") starts.push(offset);
      });
      const step = starts.length > mostCuts ? Math.ceil(starts.length / 25) : 1;
      for (let at = 0; at < starts.length; at += step) {
        const cut = bytes.subarray(0, starts[at]);
        const result = checkFile(cut);
        cuts += 1;
        expect({ file, at, accepted: result.accepted }).toEqual({ file, at, accepted: false });
        acknowledge(result, options);
        if (at % 5 === 0) {
          x12Json(cut);
          readByGuide(cut);
        }
      }
    }
    console.info(`${files.length} files, ${cuts} cuts`);
    expect(cuts).toBeGreaterThan(12_000);
  }, 300_000);

  it("are read and rewritten byte for byte with bytes changed", () => {
    const dice = newDice(20261127);
    for (const file of files) {
      for (let round = 0; round < 3; round += 1) {
        const bytes = bytesOf(file).slice();
        for (let change = 0; change <= round * 3; change += 1) bytes[dice.roll(bytes.length)] = dice.roll(256);
        expect(Buffer.compare(rewrite(bytes), bytes), file).toBe(0);
        acknowledge(checkFile(bytes), options);
        if (bytes.length > 100_000) continue;
        expect(JSON.stringify(x12Json(bytes).transactions).length, file).toBeGreaterThan(0);
        explainSegments(bytes);
        readByGuide(bytes);
      }
    }
  }, 300_000);
});
