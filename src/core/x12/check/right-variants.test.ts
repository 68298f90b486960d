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
  [
    "a first and only bill for a patient who is still in the nursing facility",
    "837I stay",
    [
      ["11:A:1", "21:A:1"],
      ["DTP*096*TM*1100~", ""],
      ["CL1*1*1*01", "CL1*1*1*30"],
    ],
  ],
  ["a hospice's notice of election, which asks for no money", "837I stay", noticeOf("81", "SV2*0650*HC:Q5001*0*UN*1")],
  ["a notice of admission to home health", "837I stay", noticeOf("32", "SV2*0023*HP:1AA11*0*UN*1~DTP*472*D8*20261110")],
];

/** A notice to Medicare of this type of bill: no codes of a stay, no values, no charge. */
function noticeOf(type: string, line: string): readonly Change[] {
  return [
    ["SBR*P*18*G1001******CI", "SBR*P*18*******MA"],
    ["M100000001", "1EG4TE5MK73"],
    ["CLM*I-1*3200***11:A:1", `CLM*I-1*0***${type}:A:A`],
    ["DTP*096*TM*1100~", ""],
    ["20261110-20261113", "20261110-20261110"],
    ["CL1*1*1*01", "CL1*3*1*30"],
    ["HI*ABJ:R0902~", ""],
    [/HI\*BBR.*HI\*BG:C5~/, ""],
    [/SV2\*0120.*UN\*1/, line],
  ];
}

const died = ["SBR*P*18*G1001******CI~", "SBR*P*18*G1001******CI~PAT*****D8*20261118~"] as const;

const claims: readonly Variant[] = [
  ["an autopsy on the day after the death", "837P visit", [died, ["HC:99213:25", "HC:88027"], ["SV1*HC:36415", "SV1*HC:88036"]]],
  [
    "supplies of half a month in which the patient died",
    "837P visit",
    [
      died,
      ["HC:99213:25", "HC:B4150"],
      ["HC:36415", "HC:B4034"],
      ["D8*20261120", "RD8*20261108-20261122"],
      ["D8*20261120", "RD8*20261108-20261122"],
    ],
  ],
  [
    "two claims of one account, each under a level of its own, of one patient",
    "837P visit",
    [
      [
        "REF*6R*V-1-2~",
        "REF*6R*V-1-2~HL*3*1*22*0~SBR*P*18*G1001******CI~NM1*IL*1*OKAFOR*ADA****MI*M100000001~N3*480 MILL STREET~N4*LAKEVIEW*MI*48850~DMG*D8*19800412*F~NM1*PR*2*HARBOR HEALTH PLAN*****PI*HHP01~CLM*V-1*90***11:B:1*Y*A*Y*Y~HI*ABK:J020~LX*1~SV1*HC:99212*90*UN*1***1~DTP*472*D8*20261121~",
      ],
    ],
  ],
];

const others: readonly Variant[] = [
  ["a diagnosis that is exempt from saying whether it was present on admission", "837I stay", [["ABF:E119:::::::N", "ABF:Z794"]]],
  [
    "a provider that was refused as a whole counts for the submitter",
    "277CA",
    [
      ["WQ*318", "WQ*418"],
      ["QTY*AA*1", "QTY*AA*2"],
      ["AMT*YY*150", "AMT*YY*250"],
      [
        "REF*FJ*V-2-1~DTP*472*D8*20261120",
        "REF*FJ*V-2-1~DTP*472*D8*20261120~HL*6*2*19*0~NM1*85*2*BIRCH CLINIC*****XX*1999999984~TRN*1*0~STC*A3:562:85**U*100~QTY*QC*1~AMT*YY*100",
      ],
    ],
  ],
  [
    "a paid claim with one of its days needs none on its lines",
    "835",
    [
      ["DTM*050*20261121", "DTM*233*20261120~DTM*050*20261121"],
      ["SVC*HC:36415*18*15**1~DTM*472*20261120", "SVC*HC:36415*18*15**1"],
    ],
  ],
  [
    "a prosthesis whose first placement is an estimated day",
    "837D",
    [
      ["180****1*", "180***R*1*"],
      ["TOO*JP*3*M:O", "TOO*JP*3*M:O~DTP*139*D8*20200101"],
    ],
  ],
  [
    "a dependent who is sought by the day of birth",
    "270",
    [
      ["HL*3*2*22*0", "HL*3*2*22*1"],
      ["DMG*D8*19800412*F", "DMG*D8*19800412*F~HL*4*3*23*0~NM1*03*1~DMG*D8*20150301*F"],
    ],
  ],
  [
    "a dependent who is sought by the first name",
    "270",
    [
      ["HL*3*2*22*0", "HL*3*2*22*1"],
      ["DMG*D8*19800412*F", "DMG*D8*19800412*F~HL*4*3*23*0~NM1*03*1**JUNE"],
    ],
  ],
  [
    "two plans of one payer, of which the first has decided",
    "837P second payer",
    [
      [
        "REF*F8*PC0000000009",
        "REF*F8*PC0000000009~SBR*T*18*******CI~OI***Y***Y~NM1*IL*1*OKAFOR*ADA****MI*X56~N3*480 MILL STREET~N4*LAKEVIEW*MI*48850~NM1*PR*2*PRAIRIE CONTRACTOR*****PI*PC01",
      ],
    ],
  ],
  ["a service that is certified by the number of its event", "278 response", [["HCR*A1*AUTH0001~DTP*472", "HCR*A1~DTP*472"]]],
];

describe("right files", () => {
  it.each([...institutional, ...claims, ...others])("%s", (_, name, changes) => {
    let text = specimens[name].join("~");
    for (const [from, to] of changes) {
      const changed = text.replace(from, to);
      expect(changed).not.toBe(text);
      text = changed;
    }
    expect(findingsOf(fileWith(text.split("~")))).toEqual([]);
  });
});
