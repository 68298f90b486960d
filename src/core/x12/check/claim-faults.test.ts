/** One fault at a time in an invented professional claim file: the check says it at its place, and hardly anything else. */
import { describe, expect, it } from "vitest";
import { expectOneFault, type Fault, fileWith, findingsOf, named } from "../../../../test/support/x12-single-fault.ts";
import type { CodeLookup, Validity } from "../../kernel/code-lookup.ts";

const primary = [
  "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261123*0930*^*00501*000000001*0*T*:",
  "GS*HC*SENDER*RECEIVER*20261123*0930*1*X*005010X222A1",
  "ST*837*0001*005010X222A1",
  "BHT*0019*00*REF1*20261123*0930*CH",
  "NM1*41*2*MAPLE CLINIC*****46*S1",
  "PER*IC*ANN LEE*TE*5555550100",
  "NM1*40*2*ORCHARD PLAN*****46*R1",
  "HL*1**20*1",
  "NM1*85*2*MAPLE CLINIC*****XX*1234567893",
  "N3*1 MAIN ST",
  "N4*FAIRMONT*PA*430010001",
  "REF*EI*123456789",
  "HL*2*1*22*0",
  "SBR*P*18*******CI",
  "NM1*IL*1*ROE*JANE****MI*M100",
  "N3*2 OAK ST",
  "N4*FAIRMONT*OH*43001",
  "DMG*D8*19800101*F",
  "NM1*PR*2*ORCHARD PLAN*****PI*P1",
  "CLM*C1*150***11:B:1*Y*A*Y*Y",
  "HI*ABK:J069*ABF:I10",
  "LX*1",
  "SV1*HC:99213*100*UN*1***1:2",
  "DTP*472*D8*20261120",
  "LX*2",
  "SV1*HC:36415:59*50*UN*1***1",
  "DTP*472*D8*20261120",
  "SE*26*0001",
  "GE*1*1",
  "IEA*1*000000001",
];

const isa = primary[0] ?? "";

const envelopeFaults: readonly Fault[] = [
  [1, isa.replace("*T*", "*X*"), "X12-ISA-USAGE 1 15 -"],
  [1, isa.replace("00501", "00401"), "X12-ISA-VERSION 1 12 -"],
  [1, isa.replace("261123", "261323"), "X12-ISA-DATE 1 9 -"],
  [1, isa.replace("0930", "2530"), "X12-ISA-TIME 1 10 -"],
  [1, isa.replace("SENDER         ", " ".repeat(15)), "X12-ISA-SENDER 1 6 -"],
  [1, isa.replace("*0*T*", "*9*T*"), "X12-ISA-ACK 1 14 -"],
  [2, "GS*HP*SENDER*RECEIVER*20261123*0930*1*X*005010X222A1", "X12-GS-KIND 2 1 -"],
  [2, "GS*HC*SENDER*RECEIVER*20261123*0930*X1*X*005010X222A1", "X12-GS-CONTROL 2 6 -", "X12-GE-CONTROL"],
  [2, "GS*HC*SENDER*RECEIVER*20261199*0930*1*X*005010X222A1", "X12-GS-ELEMENT 2 4 -"],
  [3, "ST*837*0001*005010X222A2", "X12-ST-GUIDE 3 3 -"],
  [3, "ST*837*01*005010X222A1", "X12-ST-CONTROL 3 2 -", "X12-SE-CONTROL"],
  [28, "SE*25*0001", "X12-SE-COUNT 28 1 -"],
  [28, "SE*26*0002", "X12-SE-CONTROL 28 2 -"],
  [28, "", "X12-SE-MISSING 27 - -"],
  [29, "GE*2*1", "X12-GE-COUNT 29 1 -"],
  [29, "GE*1*2", "X12-GE-CONTROL 29 2 -"],
  [29, "", "X12-GE-MISSING 28 - -"],
  [30, "IEA*1*000000002", "X12-IEA-CONTROL 30 2 -"],
  [30, "IEA*2*000000001", "X12-IEA-COUNT 30 1 -"],
  [30, "", "X12-IEA-MISSING 29 - -"],
  [29, "GE*1*1~NTE*ADD*LOST", "X12-OUTSIDE 30 - -"],
];

const structureFaults: readonly Fault[] = [
  [4, "", "X12-SEGMENT-MISSING 4 - ST"],
  [6, "", "X12-SEGMENT-MISSING 6 - 1000A"],
  [10, "", "X12-SEGMENT-MISSING 10 - 2010AA"],
  [12, "", "X12-SEGMENT-MISSING 12 - 2010AA"],
  [14, "ZZZ*P", "X12-SEGMENT-UNKNOWN 14 - 2000B", "X12-SEGMENT-MISSING"],
  [21, "", "X12-SEGMENT-MISSING 21 - 2300"],
  [27, "", "X12-SEGMENT-MISSING 27 - 2400"],
  [24, "DTP*472*D8*20261120~DTP*472*D8*20261121", "X12-SEGMENT-REPEAT 25 - 2400"],
  [24, "DTP*472*D8*20261120~CLP*1", "X12-SEGMENT-UNEXPECTED 25 - 2400"],
  [24, "NTE*ADD*FIRST~DTP*472*D8*20261120", "X12-SEGMENT-ORDER 25 - 2400"],
  [21, "REF*QQ*1~HI*ABK:J069*ABF:I10", "X12-ELEMENT-CODE 21 1 2300"],
  [8, "HL*2**20*1", "X12-HL-NUMBER 8 1 2000A"],
  [13, "HL*2*9*22*0", "X12-HL-PARENT 13 2 2000B"],
  [13, "HL*2*1*22*1", "X12-HL-CHILD 13 4 2000B"],
];

const elementFaults: readonly Fault[] = [
  [4, "BHT*0019*00*REF1*20261123*2530*CH", "X12-ELEMENT-TIME 4 5 ST"],
  [5, `NM1*41*2*${"M".repeat(61)}*****46*S1`, "X12-ELEMENT-LONG 5 3 1000A"],
  [9, "NM1*85*2*MAPLE CLINIC*****XX*1234567890", "X12-NPI 9 9 2010AA"],
  [9, "NM1*85*2*MAPLE CLINIC******1234567893", "X12-RELATION-MISSING 9 8 2010AA"],
  [9, "NM1*85*2*MAPLE CLINIC***DR**XX*1234567893", "X12-ELEMENT-NOT-USED 9 6 2010AA"],
  [9, "NM1*85*2*MAPLE CLINIC*****XX*1234567893****X", "X12-ELEMENT-COUNT 9 13 2010AA"],
  [11, "N4*FAIRMONT*OH*43", "X12-ELEMENT-SHORT 11 3 2010AA"],
  [18, "DMG*D8*19800132*F", "X12-ELEMENT-DATE 18 2 2010BA"],
  [18, "DMG*D8*19800101*X", "X12-ELEMENT-CODE 18 3 2010BA"],
  [20, "CLM*C1*150***11:B:1*Y*Q*Y*Y", "X12-ELEMENT-CODE 20 7 2300"],
  [20, "CLM**150***11:B:1*Y*A*Y*Y", "X12-ELEMENT-MISSING 20 1 2300"],
  [20, "CLM*C1*150***11::1*Y*A*Y*Y", "X12-ELEMENT-MISSING 20 5 2300"],
  [20, "CLM*C1*150***11:B:1^12:B:1*Y*A*Y*Y", "X12-REPETITION-COUNT 20 5 2300"],
  [20, "CLM*C1:X*150***11:B:1*Y*A*Y*Y", "X12-COMPONENT-COUNT 20 1 2300"],
  [22, "LX*A", "X12-ELEMENT-CHARACTERS 22 1 2400"],
  [23, "SV1*HC:99213*1OO*UN*1***1:2", "X12-ELEMENT-CHARACTERS 23 2 2400"],
  [23, "SV1*HC:99213*100*UN****1:2", "X12-ELEMENT-MISSING 23 4 2400"],
  [24, "DTP*472*D8*20261340", "X12-ELEMENT-DATE 24 3 2400"],
  [24, "DTP*472*RD8*20261120-20261119", "X12-ELEMENT-DATE 24 3 2400"],
];

const contentFaults: readonly Fault[] = [
  [20, "CLM*C1*140***11:B:1*Y*A*Y*Y", "X12-CLAIM-TOTAL 20 2 2300"],
  [23, "SV1*HC:99213*100.01*UN*1***1:2", "X12-CLAIM-TOTAL 20 2 2300"],
  [20, "CLM*C1*150***11:B:7*Y*A*Y*Y", "X12-SITUATION 20 - 2300"],
  [20, "CLM*C1*150***11:B:1*Y*A*Y*Y**OA", "X12-SITUATION 20 - 2300"],
  [20, "CLM*C1*150***11:B:1*Y*A*Y*Y**AA~DTP*439*D8*20261101", "X12-SITUATION-ELEMENT 20 11 2300"],
  [20, "CLM*C1*150***11:B:1*Y*A*Y*Y~PWK*OZ*FX", "X12-SITUATION-ELEMENT 21 6 2300"],
  [21, "HI*ABK:J069*ABF:J069", "X12-DIAGNOSIS-REPEATED 21 2 2300"],
  [21, "HI*ABK:J069*BF:4019", "X12-DIAGNOSIS-MIXED 21 2 2300"],
  [26, "SV1*HC:36415:59*50*UN*1***5", "X12-POINTER 26 7 2400"],
  [16, "", "X12-SITUATION 15 - 2010BA"],
  [18, "", "X12-SITUATION 15 - 2010BA"],
  [17, "N4*FAIRMONT**43001", "X12-SITUATION-ELEMENT 17 2 2010BA"],
  [17, "N4*FAIRMONT*OH", "X12-SITUATION-ELEMENT 17 3 2010BA"],
  [10, "N3*P.O. BOX 12", "X12-BILLING-STREET 10 1 2010AA"],
  [10, "N3*1 MAIN ST*PO Box 12", "X12-BILLING-STREET 10 2 2010AA"],
  [14, "SBR*P********CI", "X12-SITUATION-ELEMENT 14 2 2000B"],
];

describe("a claim file with one fault", () => {
  it("says nothing of the right one", () => {
    expect(findingsOf(fileWith(primary))).toEqual([]);
  });

  it.each(named([...envelopeFaults, ...structureFaults, ...elementFaults, ...contentFaults]))("$name", ({ fault }) => {
    expectOneFault(primary, fault);
  });
});

/** The same claim to the second payer, with what the first one decided on each line. */
const secondary = primary
  .map((line) => line.replace("SBR*P*18*******CI", "SBR*S*18*******CI"))
  .flatMap((line) => {
    if (line.startsWith("HI*")) {
      return [
        line,
        "SBR*P*18*******CI",
        "CAS*OA*23*5",
        "AMT*D*85",
        "OI***Y***Y",
        "NM1*IL*1*ROE*JANE****MI*X55",
        "NM1*PR*2*HARBOR HEALTH*****PI*H1",
      ];
    }
    if (line.startsWith("DTP*472") === false) return [line];
    return [line, "SVD*H1*{paid}*HC:{code}**1", "CAS*CO*45*{contract}", "CAS*PR*3*{copay}", "DTP*573*D8*20261120"];
  })
  .map((line, index) => {
    const first = index < 37;
    return line
      .replace("{paid}", first ? "70" : "20")
      .replace("{code}", first ? "99213" : "36415")
      .replace("{contract}", first ? "20" : "20")
      .replace("{copay}", "10");
  });

const secondaryFaults: readonly Fault[] = [
  [31, "SVD*H1*60*HC:99213**1", "X12-COB-LINE 31 2 2430"],
  [32, "CAS*CO*45*21", "X12-COB-LINE 31 2 2430"],
  [24, "AMT*D*80", "X12-COB-PAID 24 2 2320"],
  [23, "CAS*OA*23*4", "X12-COB-PAID 24 2 2320"],
  [31, "SVD*H9*70*HC:99213**1", "X12-COB-PAYER 31 1 2430"],
  [24, "AMT*D*85~AMT*EAF*150.01", "X12-COB-REMAINING 25 2 2320"],
  [34, "DTP*573*D8*20261120~AMT*EAF*151", "X12-COB-REMAINING 35 2 2430"],
  [22, "SBR*S*18*******CI", "X12-RANK-REPEATED 22 1 2320"],
  [34, "", "X12-SEGMENT-MISSING 34 - 2430"],
  [25, "", "X12-SEGMENT-MISSING 25 - 2320"],
];

describe("a secondary claim with one fault", () => {
  it("says nothing of the right one", () => {
    expect(findingsOf(fileWith(secondary))).toEqual([]);
  });

  it.each(named(secondaryFaults))("$name", ({ fault }) => {
    expectOneFault(secondary, fault);
  });
});

describe("codes that others publish", () => {
  const lookupOf = (answers: Readonly<Record<string, Validity>>): CodeLookup => ({
    validity: (system, code, on) => answers[`${system} ${code}`] ?? answers[`${system} ${code} ${on}`] ?? "valid",
    title: () => undefined,
    release: () => "invented",
  });

  it("are fine when they are valid, and when no loaded release knows them", () => {
    expect(findingsOf(fileWith(primary), { lookup: lookupOf({}) })).toEqual([]);
    const unknown: CodeLookup = { ...lookupOf({}), validity: () => "unknown" };
    expect(findingsOf(fileWith(primary), { lookup: unknown })).toEqual([]);
  });

  it.each([
    ["icd10cm I10", "X12-CODE-SET 21 2 2300"],
    ["icd10cm J069", "X12-CODE-SET 21 1 2300"],
    ["cpt 99213 2026-11-20", "X12-CODE-SET 23 1 2400"],
    ["modifier 59", "X12-CODE-SET 26 1 2400"],
    ["pos 11", "X12-CODE-SET 20 5 2300"],
    ["state OH", "X12-CODE-SET 17 2 2010BA"],
  ])("%s is a finding at its place when it is not valid on the day of service", (code, expected) => {
    expect(findingsOf(fileWith(primary), { lookup: lookupOf({ [code]: "invalid" }) })).toEqual([expected]);
  });

  it.each([
    ["carc 45", "X12-CODE-SET 32 2 2430"],
    ["carc 23", "X12-CODE-SET 23 2 2320"],
  ])("%s is judged by the day of the file in what another payer decided", (code, ...expected) => {
    const found = findingsOf(fileWith(secondary), { lookup: lookupOf({ [`${code} 2026-11-23`]: "invalid" }) });
    expect(found.slice(0, 1)).toEqual(expected);
  });
});
