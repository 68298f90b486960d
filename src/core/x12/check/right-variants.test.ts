/** Right files that a check once took for wrong: each says nothing at all. */
import { describe, expect, it } from "vitest";
import { fileWith, findingsOf } from "../../../../test/support/x12-single-fault.ts";
import { type SpecimenName, specimens } from "../samples/specimens.ts";

type Change = readonly [from: string | RegExp, to: string];

type Variant = readonly [why: string, specimen: SpecimenName, changes: readonly Change[]];

const institutional: readonly Variant[] = [
  [
    "a line of an outpatient claim for one day has no day of its own",
    "837I outpatient",
    [
      ["20261120-20261121", "20261120-20261120"],
      ["DTP*472*D8*20261120~", ""],
    ],
  ],
  [
    "a drug on an outpatient claim has no day of its own",
    "837I outpatient",
    [["DTP*472*D8*20261120~", "LIN**N4*00409379301~CTP****2*ML~"]],
  ],
  [
    "a line with a drug's revenue code has no day of its own",
    "837I outpatient",
    [
      ["DTP*472*D8*20261120~SVD*PC01*300*HC:99283*0450", "SVD*PC01*300*HC:99283*0636"],
      ["SV2*0450", "SV2*0636"],
    ],
  ],
];

describe("right files", () => {
  it.each(institutional)("%s", (_, name, changes) => {
    let text = specimens[name].join("~");
    for (const [from, to] of changes) {
      const changed = text.replace(from, to);
      expect(changed).not.toBe(text);
      text = changed;
    }
    expect(findingsOf(fileWith(text.split("~")))).toEqual([]);
  });
});
