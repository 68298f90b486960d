/** One fault at a time in an invented remittance: the check says it at its place, and hardly anything else. */
import { describe, expect, it } from "vitest";
import { expectOneFault, type Fault, fileWith, findingsOf, named } from "../../../../test/support/x12-single-fault.ts";
import type { CodeLookup } from "../../kernel/code-lookup.ts";

const remittance = [
  "ISA*00*          *00*          *ZZ*ORCHARDPLAN    *ZZ*MAPLECLINIC    *261123*0930*^*00501*000000021*0*T*:",
  "GS*HP*ORCHARDPLAN*MAPLECLINIC*20261123*0930*21*X*005010X221A1",
  "ST*835*0001",
  "BPR*I*215*C*ACH*CCP*01*021000021*DA*100200300*1123456789**01*011000015*DA*400500600*20261123",
  "TRN*1*EFT00000021*1123456789",
  "DTM*405*20261123",
  "N1*PR*ORCHARD PLAN",
  "N3*900 ORCHARD WAY",
  "N4*LAKEVIEW*MI*488500002",
  "PER*BL*EDI DESK*TE*5555550199",
  "N1*PE*MAPLE CLINIC*XX*1234567893",
  "LX*1",
  "CLP*C1*200*140*20*12*PC1*11*1",
  "NM1*QC*1*ROE*JANE****MI*M100",
  "MOA***MA01",
  "DTM*050*20261101",
  "SVC*HC:99213*150*110**1",
  "DTM*472*20261020",
  "CAS*CO*45*20",
  "CAS*PR*3*20",
  "REF*6R*C1-1",
  "AMT*B6*130",
  "SVC*HC:36415*50*30**1",
  "DTM*472*20261020",
  "CAS*CO*45*20",
  "LQ*HE*M15",
  "CLP*C2*1*100*80**12*PC2*11*1",
  "CAS*OA*23*20",
  "NM1*QC*1*DOE*SAM****MI*M200",
  "PLB*1234567893*20261231*L6*-5*WO:PC0*10",
  "SE*29*0001",
  "GE*1*21",
  "IEA*1*000000021",
].map((line) => line.replace("CLP*C1*200", "CLP*C1*1*200"));

const bank = "ACH*CCP*01*021000021*DA*100200300*1123456789**01*011000015*DA*400500600*20261123";

const faults: readonly Fault[] = [
  [17, "SVC*HC:99213*150*100**1", "X12-835-LINE 17 3 2110"],
  [19, "CAS*CO*45*25", "X12-835-LINE 17 3 2110"],
  [13, "CLP*C1*1*200*150*20*12*PC1*11*1", "X12-835-CLAIM 13 4 2100"],
  [13, "CLP*C1*1*210*140*20*12*PC1*11*1", "X12-835-CHARGES 13 3 2100"],
  [28, "CAS*OA*23*19.99", "X12-835-CLAIM 27 4 2100"],
  [4, `BPR*I*220*C*${bank}`, "X12-835-TOTAL 4 2 ST"],
  [30, "PLB*1234567893*20261231*L6*5*WO:PC0*10", "X12-835-TOTAL 4 2 ST"],
  [30, "PLB*1234567893*20261231*L6*-5*QQ:PC0*10", "X12-ELEMENT-CODE 30 5 ST"],
  [30, "PLB*1234567893*20261331*L6*-5*WO:PC0*10", "X12-ELEMENT-DATE 30 2 ST"],
  [30, "PLB*1234567893*20261231*L6*-5*WO:PC0*10*CS", "X12-RELATION-MISSING 30 8 ST"],
  [13, "CLP*C1*1*200*140*15*12*PC1*11*1", "X12-835-PATIENT 13 5 2100"],
  [13, "CLP*C1*1*200*140**12*PC1*11*1", "X12-835-PATIENT 13 5 2100"],
  [13, "CLP*C1*5*200*140*20*12*PC1*11*1", "X12-ELEMENT-CODE 13 2 2100"],
  [13, "CLP*C1*1*200*140*20*12**11*1", "X12-ELEMENT-MISSING 13 7 2100"],
  [13, "CLP*C1*1*2OO*140*20*12*PC1*11*1", "X12-ELEMENT-CHARACTERS 13 3 2100"],
  [4, `BPR*I*215*C*${bank.replace("CCP*01*021000021", "CCP*01*")}`, "X12-RELATION-MISSING 4 7 ST"],
  [4, `BPR*I*215*C*${bank.replace("ACH", "EFT")}`, "X12-ELEMENT-CODE 4 4 ST"],
  [5, "", "X12-SEGMENT-MISSING 5 - ST"],
  [6, "DTM*405*20261199", "X12-ELEMENT-DATE 6 2 ST"],
  [8, "", "X12-SEGMENT-MISSING 8 - 1000A"],
  [10, "", "X12-SEGMENT-MISSING 10 - 1000A"],
  [11, "N1*PE*MAPLE CLINIC*XX*1234567890", "X12-NPI 11 4 1000B"],
  [11, "N1*PE*MAPLE CLINIC*ZZ*1234567893", "X12-ELEMENT-CODE 11 3 1000B"],
  [14, "", "X12-SEGMENT-MISSING 14 - 2100"],
  [18, "DTM*472*2026102", "X12-ELEMENT-DATE 18 2 2110"],
  [19, "CAS*XX*45*20", "X12-ELEMENT-CODE 19 1 2110"],
  [19, "CAS*CO**20", "X12-ELEMENT-MISSING 19 2 2110"],
  [19, "CAS*CO*45*20**45", "X12-RELATION-MISSING 19 6 2110"],
  [22, "AMT*B7*130", "X12-ELEMENT-CODE 22 1 2110"],
  [26, "LQ*HE*M15~SVD*P1*30", "X12-SEGMENT-UNEXPECTED 27 - 2110"],
  [29, "DTM*050*20261101~NM1*QC*1*DOE*SAM****MI*M200", "X12-SEGMENT-ORDER 30 - 2100"],
  [31, "SE*28*0001", "X12-SE-COUNT 31 1 -"],
];

describe("a remittance with one fault", () => {
  it("says nothing of the right one", () => {
    expect(findingsOf(fileWith(remittance))).toEqual([]);
  });

  it.each(named(faults))("$name", ({ fault }) => {
    expectOneFault(remittance, fault);
  });

  it("asks for no patient share on a reversal, whose PR adjustments are negative", () => {
    const reversal = ["CLP*C2*22*-100*-80**12*PC2*11*1", "CAS*PR*3*-20", "NM1*QC*1*DOE*SAM****MI*M200"].join("~");
    const lines = remittance.map((line) => line.replace("BPR*I*215", "BPR*I*55"));
    const without = lines.filter((_, index) => index + 1 !== 28 && index + 1 !== 29);
    expect(findingsOf(fileWith(without, [27, reversal, ""]))).toEqual([]);
  });

  it.each([
    ["carc 3 2026-11-23", "X12-CODE-SET 20 2 2110"],
    ["rarc MA01 2026-11-23", "X12-CODE-SET 15 3 2100"],
    ["rarc M15 2026-11-23", "X12-CODE-SET 26 2 2110"],
    ["cpt 99213 2026-10-20", "X12-CODE-SET 17 1 2110"],
    ["state MI 2026-11-23", "X12-CODE-SET 9 2 1000A"],
  ])("%s is a finding at its place when it is not valid on that day", (code, expected) => {
    const lookup: CodeLookup = {
      validity: (system, value, on) => (`${system} ${value} ${on}` === code ? "invalid" : "valid"),
      title: () => undefined,
      release: () => "invented",
    };
    expect(findingsOf(fileWith(remittance), { lookup })).toEqual([expected]);
  });
});
