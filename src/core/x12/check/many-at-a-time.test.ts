import { describe, expect, it } from "vitest";
import { inventedEnvelope } from "../samples/invented.ts";
import { inventedRemittanceFile } from "../samples/invented-835.ts";
import { inventedProfessionalClaims } from "../samples/invented-837p.ts";
import { decodeText, encodeUtf8 } from "../syntax/decode.ts";
import { writeProfessionalClaims } from "../transactions/write-professional-claims.ts";
import { checkFile } from "./check-file.ts";

/** More claims than wait for each other, in one transaction. */
const claims = 40;
const envelope = inventedEnvelope({ from: "MAPLEFAMILY", to: "HARBORHEALTH", control: 1 });
const { text } = writeProfessionalClaims([inventedProfessionalClaims({ claims, seed: 11 })], envelope);
const segments = text.split("~");
const remittanceBytes = inventedRemittanceFile({ claims, seed: 3 });

function findingsOf(
  changed: readonly string[],
): readonly { readonly code: string; readonly segment: number | undefined; readonly claim: string | undefined }[] {
  const { transactions } = checkFile(encodeUtf8(changed.join("~")));
  return transactions.flatMap(({ findings }) => findings).map(({ code, place }) => ({ code, segment: place.segment, claim: place.claim }));
}

const remittance = decodeText(remittanceBytes, 0, remittanceBytes.length).split("~");

describe("payments that wait to be judged together", () => {
  const starts = remittance.flatMap((segment, index) => (segment.trimStart().startsWith("CLP*") ? [index] : []));

  it("are as many as were asked for", () => {
    expect(starts).toHaveLength(claims);
    expect(findingsOf(remittance)).toEqual([]);
  });

  it("say the same when the first segment of any of them is missing, and it is no fault of the others", () => {
    const told = starts.slice(0, -1).map((at) => {
      const found = findingsOf(remittance.toSpliced(at, 1));
      for (const { claim } of found) expect(claim === undefined || controls.has(claim)).toBe(true);
      return found.filter(({ segment }) => segment !== undefined && segment > at + 1 && segment < at + 400).map(({ code }) => code);
    });
    for (const codes of told) expect(codes.length).toBeLessThanOrEqual(3);
  });

  it("lose and invent nothing when stray segments stand before a missing first one, wherever that is", () => {
    for (let nth = 2; nth < starts.length - 1; nth += 1) {
      const at = starts[nth] ?? 0;
      const next = starts[nth + 1] ?? 0;
      const service = remittance.findIndex((segment, index) => index > at && segment.trimStart().startsWith("SVC*"));
      const wrong = [...remittance.slice(0, service), "REF*6R*X-1", "AMT*B6*52", ...remittance.slice(next + 1)];
      const before = starts[nth - 1] ?? 0;
      wrong[before] = (wrong[before] ?? "").split("*").with(4, "0.01").join("*");
      const found = findingsOf(wrong);
      expect(found.filter(({ code, segment }) => code === "X12-ELEMENT-CODE" && segment === service + 1)).toEqual([]);
      expect(found.filter(({ segment }) => segment === before + 1).map(({ code }) => code)).toContain("X12-835-CLAIM");
    }
  });

  const controls = new Set(starts.map((at) => (remittance[at] ?? "").split("*")[1]));
});

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
