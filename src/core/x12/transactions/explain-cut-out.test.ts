import { describe, expect, it } from "vitest";
import { inventedProfessionalClaimFile } from "../samples/invented-837p.ts";
import { forEachSegment } from "../syntax/reader.ts";
import { newExplainer } from "./explain.ts";

describe("segments that are cut out of a file", () => {
  const text = new TextDecoder().decode(inventedProfessionalClaimFile({ claims: 1, seed: 3 }));
  const isa = text.slice(0, 106);
  const claim = text.slice(text.indexOf("CLM*"), text.indexOf("SE*"));
  const words = (within?: string) => {
    const explain = newExplainer(within === undefined ? {} : { within });
    const all: string[] = [];
    forEachSegment(new TextEncoder().encode(isa + claim), (view) => all.push(`${view.tag} ${explain(view).words}`));
    return all;
  };

  it("are told in words when it is said of which transaction they are", () => {
    const told = words("837");
    expect(told.find((one) => one.startsWith("CLM"))).toMatch(/^CLM claim .+ for \$/);
    expect(told.find((one) => one.startsWith("SV1"))).toMatch(/^SV1 procedure /);
    expect(told.filter((one) => /^(CLM|HI|SV1) values /.test(one))).toEqual([]);
    expect(words().filter((one) => /^(CLM|HI|SV1) values /.test(one)).length).toBeGreaterThan(2);
  });
});
