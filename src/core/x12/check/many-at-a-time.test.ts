import { describe, expect, it } from "vitest";
import { inventedEnvelope } from "../samples/invented.ts";
import { inventedProfessionalClaims } from "../samples/invented-837p.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import { writeProfessionalClaims } from "../transactions/write-professional-claims.ts";
import { checkFile } from "./check-file.ts";

/** More claims than wait for each other, in one transaction. */
const claims = 40;
const envelope = inventedEnvelope({ from: "MAPLEFAMILY", to: "HARBORHEALTH", control: 1 });
const { text } = writeProfessionalClaims([inventedProfessionalClaims({ claims, seed: 11 })], envelope);
const segments = text.split("~");

function findingsOf(
  changed: readonly string[],
): readonly { readonly code: string; readonly segment: number | undefined; readonly claim: string | undefined }[] {
  const { transactions } = checkFile(encodeUtf8(changed.join("~")));
  return transactions.flatMap(({ findings }) => findings).map(({ code, place }) => ({ code, segment: place.segment, claim: place.claim }));
}

describe("claims that wait to be judged together", () => {
  const starts = segments.flatMap((segment, index) => (segment.trimStart().startsWith("CLM*") ? [index] : []));

  it("are as many as were written", () => {
    expect(starts).toHaveLength(claims);
    expect(findingsOf(segments)).toEqual([]);
  });

  it("have each its own findings, wherever it stands", () => {
    for (const at of starts) {
      const parts = (segments[at] ?? "").split("*");
      const claim = parts[1] ?? "";
      const wrong = [...segments];
      wrong[at] = parts.with(2, "0.01").join("*");
      const found = findingsOf(wrong);
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ segment: at + 1, claim });
    }
  });

  it("have the same findings when all of them are wrong", () => {
    const wrong = segments.map((segment, index) => (starts.includes(index) ? segment.split("*").with(2, "0.01").join("*") : segment));
    expect(findingsOf(wrong).map(({ segment }) => segment)).toEqual(starts.map((at) => at + 1));
  });
});
