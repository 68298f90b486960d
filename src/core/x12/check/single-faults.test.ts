/** Files with one fault each, made from right ones: thousands by the guide data, and those that only the content shows. */
import { describe, expect, it } from "vitest";
import { faultsOf, fileOf, type MadeFault } from "../../../../test/support/x12-fault-maker.ts";
import type { Finding } from "../../kernel/finding.ts";
import { type SpecimenName, specimens } from "../samples/specimens.ts";
import { checkFile } from "./check-file.ts";
import { checkFindings } from "./findings.ts";

const names = Object.keys(specimens) as SpecimenName[];

function findingsOf(lines: readonly string[]): readonly Finding[] {
  const { findings, transactions } = checkFile(fileOf(lines));
  return [...findings, ...transactions.flatMap((one) => one.findings)];
}

/** Segments whose order is free are missed, or counted as too many, only when their place is over. */
function isAt({ code, place }: Finding, fault: MadeFault): boolean {
  if (!fault.codes.includes(code)) return false;
  if (code === "X12-SEGMENT-MISSING") return place.loop === fault.loop && (place.segment ?? 0) >= fault.segment;
  if (code === "X12-SEGMENT-REPEAT") return place.loop === fault.loop && (place.segment ?? 0) >= fault.segment - 2;
  return place.segment === fault.segment && (fault.element === undefined || place.element === undefined || place.element === fault.element);
}

/** What tells request from response, or one level from another: without it the rest is read by the other one. */
const carriesOthers = /^(BHT\*0007\*11|BHT2 |HL3 |DTP1 has a code)/;

describe("single faults made by the guides", () => {
  let made = 0;

  it.each(names)("%s is right, and each fault in it is found at its place with hardly anything beside it", (name) => {
    const lines = specimens[name];
    expect(findingsOf(lines).map(({ code, place }) => `${code} ${place.segment}`)).toEqual([]);
    const faults = faultsOf(lines);
    made += faults.length;
    for (const fault of faults) {
      const found = findingsOf(fault.lines);
      const told = found.map(({ code, place }) => `${code} ${place.segment} ${place.element ?? "-"} ${place.loop}`);
      expect(
        found.some((one) => isAt(one, fault)),
        `${fault.name}: ${told.join(", ")}`,
      ).toBe(true);
      if (!carriesOthers.test(fault.name)) expect(told.length, `${fault.name}: ${told.join(", ")}`).toBeLessThanOrEqual(2);
    }
  });

  it("are many, over every kind of file", () => {
    expect(made).toBeGreaterThan(5_000);
  });
});

/** Specimen, what stands in it, what stands there instead, and the finding as "CODE loop element" (`-` for none). */
type ContentFault = readonly [name: SpecimenName, from: string | RegExp, to: string, expected: string];

const envelope: readonly ContentFault[] = [
  ["837P visit", "*0*T*:", "*0*X*:", "X12-ISA-USAGE - 15"],
  ["835", "00501", "00401", "X12-ISA-VERSION - 12"],
  ["271", "*261123*", "*261323*", "X12-ISA-DATE - 9"],
  ["276", "*0930*^", "*2561*^", "X12-ISA-TIME - 10"],
  ["277CA", "GS*HN*", "GS*HP*", "X12-GS-KIND - 1"],
  ["999", "GS*FA*", "GS*HC*", "X12-GS-KIND - 1"],
  ["837I stay", "ST*837*0001*005010X223A2", "ST*837*0001*005010X223", "X12-ST-GUIDE - 3"],
  ["837D", /SE\*(\d+)\*0001/, "SE*$1*0002", "X12-SE-CONTROL - 2"],
  ["278 request", "GE*1*1", "GE*2*1", "X12-GE-COUNT - 1"],
  ["270", "GE*1*1", "GE*1*2", "X12-GE-CONTROL - 2"],
  ["277", "IEA*1*000000001", "IEA*1*000000002", "X12-IEA-CONTROL - 2"],
  ["835", "IEA*1*", "IEA*2*", "X12-IEA-COUNT - 1"],
  ["837I stay", "ST*837*0001*005010X223A2", "ST*837*0001", "X12-ST-GUIDE - 3"],
  ["999", "ST*999*0001*005010X231A1", "ST*999*0001", "X12-ST-GUIDE - 3"],
  ["278 request", "ST*278*0001", "ST*279*0001", "X12-ST-SET - 1"],
  ["837P visit", "ST*837*0001", "ST*838*0001", "X12-ST-SET - 1"],
  ["837P visit", "*1*X*005010X222A1", "*1*T*005010X222A1", "X12-GS-ELEMENT - 7"],
  ["271", "*ZZ*MAPLEFAMILY ", "*QQ*MAPLEFAMILY ", "X12-ISA-ELEMENT - 5"],
  ["277", "*ZZ*HARBORHEALTH ", "*XX*HARBORHEALTH ", "X12-ISA-ELEMENT - 7"],
  ["837P visit", "HARBOR HEALTH PLAN*****46", "   *****46", "X12-ELEMENT-CHARACTERS 1000B 3"],
  ["TA1", "*A*000", "*Q*000", "X12-ELEMENT-CODE - 4"],
  ["TA1", "*0930*A", "*2561*A", "X12-ELEMENT-TIME - 3"],
  ["TA1", "*A*000", "*A*099", "X12-ELEMENT-CODE - 5"],
];

const levels: readonly ContentFault[] = [
  ["837P second payer", "HL*3*2*23*0", "HL*4*2*23*0", "X12-HL-NUMBER 2000C 1"],
  ["837P second payer", "HL*3*2*23*0", "HL*3*1*23*0", "X12-HL-PARENT 2000C 2"],
  ["837P second payer", "HL*2*1*22*1", "HL*2*1*22*0", "X12-HL-CHILD 2000B 4"],
  ["270", "HL*3*2*22*0", "HL*3*2*22*1", "X12-HL-CHILD 2000C 4"],
  ["277", "HL*4*3*22*0", "HL*5*3*22*0", "X12-HL-NUMBER 2000D 1"],
  ["278 request", "HL*5*4*SS*0", "HL*5*3*SS*0", "X12-HL-PARENT 2000F 2"],
];

const balances: readonly ContentFault[] = [
  ["837P visit", "CLM*V-1*168", "CLM*V-1*169", "X12-CLAIM-TOTAL 2300 2"],
  ["837I stay", "CLM*I-1*3200", "CLM*I-1*3200.01", "X12-CLAIM-TOTAL 2300 2"],
  ["837D", "AD:D2150*180", "AD:D2150*181", "X12-CLAIM-TOTAL 2300 2"],
  ["837P second payer", "AMT*D*85", "AMT*D*86", "X12-COB-PAID 2320 2"],
  ["837P second payer", "SVD*PC01*70", "SVD*PC01*71", "X12-COB-LINE 2430 2"],
  ["837P second payer", "CAS*PR*3*10", "CAS*PR*3*11", "X12-COB-LINE 2430 2"],
  ["837P second payer", "CAS*OA*23*5", "CAS*OA*23*4", "X12-COB-PAID 2320 2"],
  ["837P second payer", "SVD*PC01*70", "SVD*PC02*70", "X12-COB-PAYER 2430 1"],
  ["837I outpatient", "AMT*D*300", "AMT*D*299", "X12-COB-PAID 2320 2"],
  ["837I outpatient", "SVD*PC01*300", "SVD*PC01*301", "X12-COB-LINE 2430 2"],
  ["837I outpatient", "DTP*573*D8*20261122", "DTP*573*D8*20261122~AMT*EAF*501", "X12-COB-REMAINING 2430 2"],
  ["835", "BPR*I*181.25", "BPR*I*181.26", "X12-835-TOTAL ST 2"],
  ["835", "SVC*HC:99213:25*150*105", "SVC*HC:99213:25*150*104", "X12-835-LINE 2110 3"],
  ["835", "CLP*V-2*1*100*60", "CLP*V-2*1*100*61", "X12-835-CLAIM 2100 4"],
  ["835", "CLP*V-1*1*168*120*20", "CLP*V-1*1*168*120*19", "X12-835-PATIENT 2100 5"],
  ["835", "INTEREST*-1.25", "INTEREST*1.25", "X12-835-TOTAL ST 2"],
  ["835", "CAS*CO*45*3", "CAS*CO*45*-3", "X12-835-LINE 2110 3"],
  ["277CA", "QTY*90*1", "QTY*90*2", "X12-277CA-TOTAL 2200B 2"],
  ["277CA", "QTY*AA*1", "QTY*AA*0", "X12-277CA-TOTAL 2200B 2"],
  ["277CA", "AMT*YU*168", "AMT*YU*169", "X12-277CA-TOTAL 2200B 2"],
  ["277CA", "AMT*YY*150", "AMT*YY*15", "X12-277CA-TOTAL 2200B 2"],
];

const situations: readonly ContentFault[] = [
  ["837P visit", "11:B:1", "11:B:7", "X12-SITUATION 2300 -"],
  ["837I stay", "11:A:1", "11:A:8", "X12-SITUATION 2300 -"],
  ["837D", "11:B:1", "11:B:7", "X12-SITUATION 2300 -"],
  ["837P second payer", "AA:OA::OH", "AA:OA", "X12-SITUATION-ELEMENT 2300 11"],
  ["837P second payer", "DTP*439*D8*20261101~", "", "X12-SITUATION 2300 -"],
  ["837P second payer", "PWK*OZ*EL***AC*ATT1", "PWK*OZ*EL", "X12-SITUATION-ELEMENT 2300 6"],
  ["837P visit", "N3*480 MILL STREET~", "", "X12-SITUATION 2010BA -"],
  ["837P visit", "DMG*D8*19800412*F~", "", "X12-SITUATION 2010BA -"],
  ["837I stay", "N4*LAKEVIEW*MI*48850~", "", "X12-SITUATION 2010BA -"],
  ["837P visit", "N4*LAKEVIEW*MI*48850", "N4*LAKEVIEW**48850", "X12-SITUATION-ELEMENT 2010BA 2"],
  ["835", "N4*LAKEVIEW*MI*488500002", "N4*LAKEVIEW*MI", "X12-SITUATION-ELEMENT 1000A 3"],
  ["837P visit", "N3*12 ORCHARD LANE", "N3*PO BOX 9", "X12-BILLING-STREET 2010AA 1"],
  ["837P visit", "SBR*P*18*", "SBR*P**", "X12-SITUATION-ELEMENT 2000B 2"],
  ["837P second payer", "SBR*S**G1001******CI", "SBR*S**G1001******MB", "X12-SITUATION-ELEMENT 2000B 5"],
  ["837P second payer", "SBR*P*18*******12", "SBR*S*18*******12", "X12-RANK-REPEATED 2320 1"],
  ["837P visit", "NM1*77*2*CEDAR STREET CLINIC*", "NM1*85*2*MAPLE*", "X12-ELEMENT-CODE 2310B 1"],
  ["837P visit", "NM1*85*2*MAPLE FAMILY PRACTICE*", "NM1*85*2*MAPLE FAMILY PRACTICE*ADA", "X12-SITUATION-ELEMENT-FORBIDDEN 2010AA 4"],
  ["837P visit", "ABF:I10", "ABF:J020", "X12-DIAGNOSIS-REPEATED 2300 2"],
  ["837P visit", "ABF:I10", "BF:4019", "X12-DIAGNOSIS-MIXED 2300 2"],
  ["837P visit", "ABK:J020", "ABK:W010XXA", "X12-DIAGNOSIS-CAUSE 2300 1"],
  ["837P visit", "***1:2", "***1:3", "X12-POINTER 2400 7"],
  ["837P visit", "***1:2", "***1:1", "X12-POINTER-REPEATED 2400 7"],
  ["837D", "1*****1", "1*****2", "X12-POINTER 2400 11"],
  ["837P visit", "LX*2", "LX*3", "X12-LINE-NUMBER 2400 1"],
  ["837I stay", "LX*1", "LX*0", "X12-LINE-NUMBER 2400 1"],
  ["837P visit", "V-1-2", "V-1-1", "X12-LINE-REPEATED 2400 2"],
  ["837P visit", "D8*19800412", "D8*20261122", "X12-DATE-ORDER 2010BA 2"],
  ["837P visit", "DTP*472*D8*20261120", "DTP*472*D8*20261124", "X12-DATE-AHEAD 2400 3"],
  ["837P services", "DTP*607*D8*20261101~", "", "X12-SITUATION 2400 -"],
  ["837P services", "DTP*463*D8*20260101~", "", "X12-SITUATION 2400 -"],
  ["837P services", "CR1*LB*140**A*DH", "CR1*LB*140*X*A*DH", "X12-ELEMENT-NOT-USED 2300 3"],
  ["837I stay", "NM1*72*1*PETROV*ELIAS****XX*1000000012~", "", "X12-SITUATION 2310B -"],
  ["837I stay", "RD8*20261110-20261113", "RD8*20261114-20261113", "X12-ELEMENT-DATE 2300 3"],
  ["837I stay", "BH:11:D8:20261109", "BH:11:D8:20261309", "X12-ELEMENT-DATE 2300 1"],
  ["835", "DA*100200300*1123456789", "DA*100200300*", "X12-SITUATION-ELEMENT ST 10"],
  ["835", "TRN*1*EFT00000001*1123456789", "TRN*1*EFT00000001*1999999999", "X12-CONTRADICTION ST 3"],
  ["835", "BPR*I*181.25*C*ACH", "BPR*H*181.25*C*ACH", "X12-CONTRADICTION ST 1"],
  ["835", "CLP*V-1*1*168*120*20*12", "CLP*V-1*22*168*120*20*12", "X12-SITUATION-ELEMENT-FORBIDDEN 2100 5"],
  ["835", "CLP*V-2*1*100", "CLP*V-2*25*100", "X12-CONTRADICTION 2100 4"],
  ["835", "DTM*472*20261120", "DTM*150*20261120", "X12-SITUATION 2110 -"],
  ["835", "LX*1~", "", "X12-SEGMENT-MISSING 2000 -"],
  ["837P visit", "SBR*P*18*G1001******CI", "SBR*P*18*G1001", "X12-SITUATION-ELEMENT 2000B 9"],
  ["837I stay", "SBR*P*18*G1001******CI", "SBR*P*18*G1001", "X12-SITUATION-ELEMENT 2000B 9"],
  ["837P second payer", "SBR*P*18*******12", "SBR*P*18", "X12-SITUATION-ELEMENT 2320 9"],
  ["837P second payer", "SBR*S**G1001", "SBR*S*18*G1001", "X12-SITUATION-ELEMENT-FORBIDDEN 2000B 2"],
  ["837P second payer", "AMT*D*85~", "", "X12-SITUATION 2320 -"],
  ["837I outpatient", "AMT*D*300~", "", "X12-SITUATION 2320 -"],
  ["837P visit", "REF*D9*T000000001", "REF*F8*HHP0000000001", "X12-SITUATION-FORBIDDEN 2300 -"],
  ["837D", "REF*G1*AUTH1", "REF*F8*HHP0000000001", "X12-SITUATION-FORBIDDEN 2300 -"],
  ["837P visit", "G1001******CI", "G1001**12****MB", "X12-SITUATION-ELEMENT-FORBIDDEN 2000B 5"],
  [
    "837P services",
    "CR3*R*MO*12~CRC*09*Y*38~DTP*472*D8*20261120~DTP*607*D8*20261101~DTP*463*D8*20260101",
    "DTP*472*D8*20261120",
    "X12-SITUATION 2400 -",
  ],
  ["837P visit", "HI*ABK:J020*ABF:I10", "CRC*ZZ*N*S2~HI*ABK:J020*ABF:I10", "X12-CONTRADICTION 2300 3"],
  ["837P visit", "HI*ABK:J020*ABF:I10", "CRC*ZZ*Y*NU~HI*ABK:J020*ABF:I10", "X12-CONTRADICTION 2300 3"],
  ["837P visit", "NM1*82*1*HADDAD*NOOR****XX*1999999984", "NM1*82*1*HADDAD*NOOR", "X12-PROVIDER-NUMBER 2310B 9"],
  ["837P visit", "PRACTICE*****XX*1234567893", "PRACTICE", "X12-PROVIDER-NUMBER 2010AA 9"],
  ["837I stay", "NM1*71*1*HADDAD*NOOR****XX*1999999984", "NM1*71*1*HADDAD*NOOR", "X12-PROVIDER-NUMBER 2310A 9"],
  ["837I stay", "NM1*71*1*HADDAD*NOOR****XX*1999999984~PRV*AT*PXC*207R00000X~", "", "X12-SITUATION 2310A -"],
  ["837I outpatient", "NM1*71*1*HADDAD*NOOR****XX*1999999984~", "", "X12-SITUATION 2310A -"],
  ["837I outpatient", "HI*APR:R51", "HI*ABJ:R51", "X12-SITUATION-FORBIDDEN 2300 -"],
  ["837I stay", "DTP*435*DT*202611101530", "DTP*435*DT*202611151530", "X12-DATE-ORDER 2300 3"],
  ["837I stay", "0BH17EZ:D8:20261111", "0BH17EZ:D8:20261114", "X12-DATE-ORDER 2300 1"],
  ["837I outpatient", "DTP*472*D8*20261120", "DTP*472*D8*20261122", "X12-DATE-ORDER 2400 3"],
  ["837I outpatient", "DTP*472*D8*20261120", "DTP*472*D8*20261119", "X12-DATE-ORDER 2400 3"],
  ["837I stay", "CL1*1*1*01", "CL1*1*1*30", "X12-CONTRADICTION 2300 3"],
  ["837I stay", "11:A:1", "11:A:2", "X12-CONTRADICTION 2300 3"],
  ["837I stay", "11:A:1", "21:A:2", "X12-CONTRADICTION 2300 3"],
  ["837D", "180****1*", "180***R*1*", "X12-SITUATION 2400 -"],
  ["837D", "DTP*472*D8*20261120~", "", "X12-SITUATION 2300 -"],
  ["837D", "TOO*JP*3*M:O", "TOO*JP*3*M:M", "X12-CONTRADICTION 2400 3"],
  ["837D", "TOO*JP*3*M:O", "TOO*JP*3*M:I", "X12-CONTRADICTION 2400 3"],
  ["837D", "TOO*JP*3*M:O", "TOO*JP*3*M:O:D", "X12-CONTRADICTION 2400 1"],
  ["835", "CLP*V-2*1*100*60", "CLP*V-2*22*100*60", "X12-CONTRADICTION 2100 3"],
  ["835", "SVC*HC:36415*18*15**1~DTM*472*20261120", "SVC*HC:36415*18*15**1", "X12-SITUATION 2110 -"],
  [
    "835",
    /ACH\*CCP\*01\*021000021\*DA\*100200300\*1123456789\*\*01\*011000015\*DA\*400500600/,
    "CHK****DA*100200300*1123456789*****",
    "X12-SITUATION-ELEMENT-FORBIDDEN ST 8",
  ],
  ["270", "OKAFOR*ADA****MI*M100000001", "", "X12-SITUATION-ELEMENT 2100C 3"],
  ["278 response", "HCR*A1*AUTH0001~DTP*007", "HCR*A1~DTP*007", "X12-SITUATION-ELEMENT 2000E 2"],
  ["278 response", /HCR\*A1\*AUTH0001~DTP\*007(.*)HCR\*A1\*AUTH0001/, "DTP*007$1HCR*A1", "X12-SITUATION-ELEMENT 2000F 2"],
  ["999", "AK2*837*0001", "AK2*835*0001", "X12-CONTRADICTION 2000 1"],
  ["999", "CTX*CLM01:V-1~IK4*3*355*7*XX~", "CTX*CLM01:V-1~", "X12-SITUATION 2110 -"],
  ["837P second payer", "DTP*439*D8*20261101", "DTP*439*D8*20261121", "X12-DATE-ORDER 2300 3"],
  ["999", "IK5*A~", "IK5*A*5~", "X12-CONTRADICTION 2000 2"],
  ["TA1", "*A*000", "*A*001", "X12-CONTRADICTION - 5"],
  ["TA1", "*A*000", "*R*000", "X12-CONTRADICTION - 5"],
  ["277CA", "STC*A2:20:PR*20261123*WQ", "STC*A2:20:PR*20261123*U", "X12-CONTRADICTION 2200D 3"],
  ["277CA", "STC*A7:453:85*20261123*U*150", "STC*A7:453:85*20261123*WQ*150", "X12-CONTRADICTION 2200D 3"],
  ["999", "IK5*R*I5", "IK5*A", "X12-CONTRADICTION 2000 1"],
  ["999", "AK9*P*2*2*1", "AK9*P*2*2*3", "X12-CONTRADICTION ST 4"],
  ["999", "AK9*P*2*2*1", "AK9*A*2*2*1", "X12-CONTRADICTION ST 1"],
  ["271", "EB*B*IND*98*C1**27*25", "EB*B*IND*98*C1**27", "X12-SITUATION-ELEMENT 2110C 7"],
  ["271", "23**0.2", "23", "X12-SITUATION-ELEMENT 2110C 8"],
];

const codesAndServices: readonly ContentFault[] = [
  ["837P visit", "XX*1234567893", "XX*1234567890", "X12-NPI 2010AA 9"],
  ["835", "XX*1999999984", "XX*1999999985", "X12-NPI 2100 9"],
  ["837I stay", "XX*1000000012", "XX*1000000013", "X12-NPI 2310B 9"],
  ["837P visit", "REF*EI*123456780", "REF*EI*12-3456780", "X12-ELEMENT-PATTERN 2010AA 2"],
  ["837P visit", "207Q00000X~NM1*85", "207Q00000~NM1*85", "X12-ELEMENT-PATTERN 2000A 3"],
  ["837P visit", "N4*LAKEVIEW*MI*48850", "N4*LAKEVIEW*MI*4885", "X12-ELEMENT-PATTERN 2010BA 3"],
  ["837P services", "N4*00409379301", "N4*0040937930", "X12-ELEMENT-PATTERN 2410 3"],
  ["837P visit", "ABK:J020", "ABK:J02.0", "X12-ELEMENT-PATTERN 2300 1"],
  ["837I stay", "BBR:0BH17EZ", "BBR:0BH17E", "X12-ELEMENT-PATTERN 2300 1"],
  ["837I stay", "SV2*0120*", "SV2*01A0*", "X12-ELEMENT-PATTERN 2400 1"],
  ["835", "01*021000021", "01*02100002", "X12-ELEMENT-PATTERN ST 7"],
  ["837P visit", "HI*ABK:J020*ABF:I10", "HI*BK:4659*BF:4019", "X12-CODE-AGE 2300 1"],
  ["837P services", "CR1*LB*140**A*DH*12****TRIP~", "", "X12-SERVICE-TYPE 2300 -"],
  ["837P services", "NM1*PW*2~N3*480 MILL STREET~N4*LAKEVIEW*MI*48850~", "", "X12-SERVICE-TYPE 2310E -"],
  ["837P services", "300*MJ*45", "300*UN*3", "X12-SERVICE-UNITS 2400 3"],
  ["837P visit", "HC:36415*18", "HC:87880:QW*18", "X12-SERVICE-TYPE 2300 -"],
  ["837I stay", "HI*ABJ:R0902~", "", "X12-SERVICE-TYPE 2300 -"],
  ["837I stay", "DTP*435*DT*202611101530~", "", "X12-SERVICE-TYPE 2300 -"],
  ["837I stay", "CL1*1*1*01", "CL1**1*01", "X12-SERVICE-TYPE 2300 1"],
  ["837I outpatient", "DTP*472*D8*20261120~", "", "X12-SERVICE-TYPE 2400 -"],
  ["837I outpatient", "CL1*3*1*01~HI*ABK:S0100XA~HI*APR:R51", "CL1*1*1*01~HI*ABK:S0100XA", "X12-SERVICE-TYPE 2300 -"],
  ["837I stay", "DTP*096*TM*1100~", "", "X12-SERVICE-TYPE 2300 -"],
  ["837I stay", "CL1*1*1*01", "CL1*1**01", "X12-SERVICE-TYPE 2300 2"],
  [
    "837I stay",
    "J189:::::::Y~HI*ABJ:R0902~HI*ABF:I10:::::::Y*ABF:E119:::::::N",
    "J189~HI*ABJ:R0902~HI*ABF:I10*ABF:E119",
    "X12-SERVICE-ADVICE 2300 1",
  ],
  ["837P services", "NM1*45*2~N3*900 HARBOR WAY~N4*LAKEVIEW*MI*48850~", "", "X12-SERVICE-TYPE 2310F -"],
  ["837P visit", "HC:36415*18", "HC:77067*18", "X12-SERVICE-ADVICE 2300 -"],
  ["837D", "TOO*JP*3*M:O~", "", "X12-SERVICE-TYPE 2400 -"],
  ["837D", "TOO*JP*3*M:O", "TOO*JP*3", "X12-SERVICE-TYPE 2400 3"],
  ["837D", "TOO*JP*3*M:O", "TOO*JP*33*M:O", "X12-ELEMENT-PATTERN 2400 2"],
  ["837D", "DN2*14", "DN2*40", "X12-ELEMENT-PATTERN 2300 1"],
  ["837D", "AD:D1110", "AD:D8080", "X12-SERVICE-TYPE 2300 -"],
  ["837D", "AD:D1110", "AD:D7140", "X12-SERVICE-TYPE 2400 -"],
  ["837P visit", "CLM*V-1*168*", "CLM*V-1*168.005*", "X12-ELEMENT-PATTERN 2300 2"],
  ["837P visit", "UN*1***1:2", "UN*-1***1:2", "X12-ELEMENT-PATTERN 2400 4"],
  ["837P visit", "HC:36415*18*", "HC:36415*-18*", "X12-ELEMENT-PATTERN 2400 2"],
  ["837P second payer", "CAS*CO*45*20~CAS*PR", "CAS*CO*45*20.001~CAS*PR", "X12-ELEMENT-PATTERN 2430 3"],
  ["835", "INTEREST*-1.25", "INTEREST*-1.255", "X12-ELEMENT-PATTERN ST 4"],
  ["271", "23**0.2", "23**20", "X12-ELEMENT-PATTERN 2110C 8"],
  ["837P visit", "HC:99213:25", "HC:9921:25", "X12-ELEMENT-PATTERN 2400 1"],
  ["837P visit", "UN*1***1:2", "UN*1.12345***1:2", "X12-ELEMENT-PATTERN 2400 4"],
  ["837I stay", "SV2*0120*", "SV2*9999*", "X12-ELEMENT-PATTERN 2400 1"],
  ["837I stay", "11:A:1", "99:A:1", "X12-ELEMENT-PATTERN 2300 5"],
  ["837I stay", "CL1*1*1*01", "CL1*X*1*01", "X12-ELEMENT-PATTERN 2300 1"],
  ["837I outpatient", "CL1*3*1*01", "CL1*3*1*99", "X12-ELEMENT-PATTERN 2300 3"],
  ["837P visit", "TE*5555550100", "TE*555-555-0100", "X12-TELEPHONE 1000A 4"],
];

describe("single faults of content", () => {
  const all = [...envelope, ...levels, ...balances, ...situations, ...codesAndServices];

  it.each(all)("%s with %s as %s gives %s", (name, from, to, expected) => {
    const whole = specimens[name].join("~");
    const broken = whole.replace(from, to);
    expect(broken).not.toBe(whole);
    const told = findingsOf(broken.split("~")).map(({ code, place }) => `${code} ${place.loop || "-"} ${place.element ?? "-"}`);
    expect(told).toContain(expected);
    expect(told.length, told.join(", ")).toBeLessThanOrEqual(2);
  });

  it.each([
    ["CLM*V-1*168***11:B:1*Y*A*Y*Y", "CLM*V-1*168***11:B:1*Y*\u0000A*Y*Y", "X12-ELEMENT-CHARACTERS 2300 7"],
    ["DTP*472*D8*20261120", "DTP*472*D\u0001*20261120", "X12-ELEMENT-CHARACTERS 2400 2"],
  ])("a control character in a code of %s is told", (from, to, expected) => {
    const broken = specimens["837P visit"].join("~").replace(from, to);
    const told = findingsOf(broken.split("~")).map(({ code, place }) => `${code} ${place.loop} ${place.element}`);
    expect(told).toEqual([expected]);
  });

  it("show every level", () => {
    const codes = new Set(all.map(([, , , expected]) => expected.split(" ")[0]));
    const snips = checkFindings.filter((kind) => codes.has(kind.code)).map((kind) => kind.snip);
    expect([...new Set(snips)].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
