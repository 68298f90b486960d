import { describe, expect, it } from "vitest";
import { isoDate } from "../../kernel/iso-date.ts";
import { checkFile } from "../check/check-file.ts";
import { inventedProfessionalClaimFile } from "../samples/invented-837p.ts";
import { decodeText, encodeUtf8 } from "../syntax/decode.ts";
import { acknowledge, answersOf } from "./acknowledge.ts";

const options = { today: isoDate("2026-11-24"), time: "0800", control: 7 };
const bytes = inventedProfessionalClaimFile({ claims: 2, seed: 3 });
const file = decodeText(bytes, 0, bytes.length);

function answer(text: string): string {
  return acknowledge(checkFile(encodeUtf8(text)), options);
}

describe("acknowledge", () => {
  it("accepts a right file by one 999", () => {
    expect(answersOf(checkFile(bytes), options).map((one) => [one.kind, one.control])).toEqual([["999", 7]]);
    expect(answer(file)).toContain("AK1*HC*1*005010X222A1~AK2*837*0001*005010X222A1~IK5*A~AK9*A*1*1*1~");
  });

  it("gives a TA1 that is asked for as an interchange of its own, before the 999", () => {
    const asking = checkFile(encodeUtf8(file.replace("*0*T*:", "*1*T*:")));
    const answers = answersOf(asking, options);
    expect(answers.map((one) => [one.kind, one.control])).toEqual([
      ["TA1", 7],
      ["999", 8],
    ]);
    expect(answers[0]?.text).toContain("TA1*000000001*261201*0930*A*000~IEA*0*000000007~");
    expect(answers[1]?.text).not.toContain("TA1*");
    for (const { text } of answers) expect(checkFile(encodeUtf8(text)).accepted).toBe(true);
  });

  it("refuses an interchange with a broken envelope by TA1 alone", () => {
    expect(answer(file.replace("IEA*1*000000001", "IEA*2*000000001"))).toContain("*R*021~IEA*0*");
  });

  it("names segment, element, bad value and claim of a fault", () => {
    expect(answer(file.replace("*UN*1*", "*XX*1*"))).toMatch(
      /IK3\*SV1\*\d+\*2400\*8~CTX\*CLM01:A-000001~IK4\*3\*355\*7\*XX~IK5\*R\*5~AK9\*R\*1\*1\*0~/,
    );
  });

  it("says of a code that only another guide allows that it is not used in this one, and names the claim also for its first segment", () => {
    expect(answer(file.replace("11:B:1", "11:A:1"))).toMatch(
      /IK3\*CLM\*\d+\*2300\*8~CTX\*CLM01:A-000001~IK4\*5:2\*1332\*I6\*A~IK5\*R\*I5~AK9\*R\*1\*1\*0~/,
    );
  });

  it("leaves to the 277CA what is no fault of syntax", () => {
    expect(answer(file.replace(/CLM\*A-000001\*[\d.]+/, "CLM*A-000001*1"))).toContain("IK5*A~");
  });

  it("does not answer an answer", () => {
    expect(answer(answer(file))).toBe("");
  });
});
