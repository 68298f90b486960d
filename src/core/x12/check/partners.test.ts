import { describe, expect, it } from "vitest";
import { partners } from "../guides/partners.ts";
import { inventedProfessionalClaimFile } from "../samples/invented-837p.ts";
import { decodeText, encodeUtf8 } from "../syntax/decode.ts";
import { checkFile } from "./check-file.ts";

const bytes = inventedProfessionalClaimFile({ claims: 1, seed: 3 });
const file = decodeText(bytes, 0, bytes.length);

function codes(text: string, id: string): readonly string[] {
  const partner = partners.find((one) => one.id === id);
  const { transactions } = checkFile(encodeUtf8(text), partner === undefined ? {} : { partner });
  return transactions.flatMap((one) => one.findings.map(({ code, place }) => `${code} ${place.loop ?? ""}`));
}

describe("a partner's own rules", () => {
  it("say nothing of a file that follows them, and are not asked without the partner", () => {
    expect(codes(file, "example-reopening")).toEqual([]);
    expect(codes(file, "example-line-numbers")).toEqual([]);
    expect(codes(file.replace(/PRV\*BI\*[^~]*~/, ""), "nobody").filter((code) => code.startsWith("X12-PARTNER"))).toEqual([]);
  });

  it("are level 7 findings at their loop", () => {
    expect(codes(file.replace(/PRV\*BI\*[^~]*~/, ""), "example-reopening")).toContain("X12-PARTNER 2000A");
    expect(codes(file.replace(/REF\*6R\*[^~]*~/, ""), "example-line-numbers")).toContain("X12-PARTNER 2400");
  });

  it("may refuse what the guide takes", () => {
    const replaced = file.replace(/(CLM\*[^~]*)11:B:1/, "$111:B:7");
    expect(codes(replaced, "example-reopening")).toContain("X12-PARTNER 2300");
  });
});
