import { expect, test } from "vitest";
import { inventedRemittanceFile } from "../samples/invented-835.ts";
import { inventedProfessionalClaimFile } from "../samples/invented-837p.ts";
import { type SpecimenName, specimens, specimenText } from "../samples/specimens.ts";
import { decodeText, encodeUtf8 } from "../syntax/decode.ts";
import { x12Json } from "./json.ts";
import { x12JsonText } from "./json-text.ts";

const names = Object.keys(specimens) as SpecimenName[];
const claims = inventedProfessionalClaimFile({ claims: 120, seed: 1 });
const files: readonly (readonly [string, Uint8Array])[] = [
  ...names.map((name) => [name, encodeUtf8(specimenText(name))] as const),
  ["many claims", claims],
  ["many payments", inventedRemittanceFile({ claims: 120, seed: 2 })],
  ["several interchanges", encodeUtf8(names.map(specimenText).join(""))],
  ["quotes, backslashes and letters beyond ASCII", encodeUtf8(specimenText("837P visit").replaceAll("OKAFOR", 'ÓKÄ"FO\\R\u{1f600}'))],
  ["cut off", claims.subarray(0, claims.length >> 1)],
];

for (const [name, bytes] of files) {
  test(`the text of ${name} is that of its tree`, () => {
    const { transactions, findings } = x12JsonText(bytes);
    const tree = x12Json(bytes);
    expect(transactions.length).toBeGreaterThan(0);
    expect(transactions.map((pieces) => pieces.map((piece) => decodeText(piece, 0, piece.length)).join(""))).toEqual(
      tree.transactions.map((one) => JSON.stringify(one)),
    );
    expect(findings).toEqual(tree.findings);
  });
}
