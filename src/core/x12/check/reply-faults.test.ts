/** Single faults as testers at payers and clearinghouses make them, in what answers, asks and pays: each told at its place, hardly anything beside it. */
import { describe, expect, it } from "vitest";
import { fileOf } from "../../../../test/support/x12-fault-maker.ts";
import type { CodeLookup } from "../../kernel/code-lookup.ts";
import { type SpecimenName, specimens } from "../samples/specimens.ts";
import { checkFile } from "./check-file.ts";

/** Specimen, what stands there, what is put instead, the finding as "CODE loop element". */
type ReplyFault = readonly [name: SpecimenName, from: string, to: string, expected: string];

function toldOf(text: string, lookup?: CodeLookup): readonly string[] {
  const { findings, transactions } = checkFile(fileOf(text.split("~")), lookup === undefined ? {} : { lookup });
  return [...findings, ...transactions.flatMap((one) => one.findings)].map(
    ({ code, place }) => `${code} ${place.loop || "-"} ${place.element ?? "-"}`,
  );
}

const bank = "ACH*CCP*01*021000021*DA*100200300*1123456789**01*011000015*DA*400500600";
const places: readonly ReplyFault[] = [
  ["835", "REF*2U*HHP01", "REF*TJ*HHP01", "X12-ELEMENT-CODE 1000A 1"],
  ["835", "AMT*B6*125", "AMT*AU*125", "X12-ELEMENT-CODE 2110 1"],
  ["835", "CAS*CO*45*25~", "CAS*CO*45*25~NM1*82*1*HADDAD*NOOR****XX*1999999984~", "X12-SEGMENT-UNEXPECTED 2110 -"],
  ["835", "~TRN*1*EFT", "~PLB*1234567893*20261231*CS:A*0~TRN*1*EFT", "X12-SEGMENT-EARLY ST -"],
  ["835", "REF*TJ*123456780", "REF*TJ*123456780~DTM*405*20261123", "X12-SEGMENT-REPEAT ST -"],
  ["270", "HL*3*2*22*0", "HL*3*2*23*0", "X12-ELEMENT-CODE 2000C 3"],
  ["278 request", "HL*4*3*EV*1", "HL*4*3*PE*1", "X12-ELEMENT-CODE 2000E 3"],
  ["278 request", "HL*5*4*SS*0", "HL*5*4*SS*1", "X12-ELEMENT-CODE 2000F 4"],
  ["278 request", "NM1*SJ*1*PETROV", "NM1*SX*1*PETROV", "X12-ELEMENT-CODE 2010EA 1"],
  ["278 response", "0007*11*ASK3*20261123*0931", "0007*08*ASK3*20261123*0931*18", "X12-ELEMENT-CODE ST 2"],
  ["277CA", "DTP*009*D8*20261123", "DTP*009*RD8*20261123", "X12-ELEMENT-CODE 2200A 2"],
  ["277CA", "PRACTICE*****46*MAPLEFAMILY", "PRACTICE*****XX*MAPLEFAMILY", "X12-ELEMENT-CODE 2100B 8"],
  ["999", "CTX*CLM01:V-1", "CTX*CLM02:V-1", "X12-ELEMENT-CODE 2100 1"],
  ["999", "CTX*CLM01:V-1", "CTX*SITUATIONAL TRIGER*SV1*22*2400", "X12-ELEMENT-CODE 2100 1"],
  ["835", "HHP0000000001*11*1~", "HHP0000000001*11*1~QTY*PS*1~", "X12-SEGMENT-EARLY 2100 -"],
  ["835", "N1*PR*HARBOR HEALTH PLAN", "REF*2U*HHP02~N1*PR*HARBOR HEALTH PLAN", "X12-ELEMENT-CODE ST 1"],
  ["278 request", "HL*5*4*SS*0~DTP", "TRN*1*TRACE4*9123456789~DTP", "X12-SEGMENT-MISSING 2000F -"],
];

const forms: readonly ReplyFault[] = [
  ["835", "REF*TJ*123456780", "REF*TJ*12-3456780", "X12-UNUSUAL 1000B 2"],
  ["835", "*11*1~NM1*QC*1*OKAFOR", "*98*1~NM1*QC*1*OKAFOR", "X12-UNUSUAL 2100 8"],
  ["835", "*11*1~NM1*QC*1*OKAFOR", "*11*O~NM1*QC*1*OKAFOR", "X12-UNUSUAL 2100 9"],
  ["835", "HHP0000000002*11*1", "HHP0000000002*11*1**47", "X12-UNUSUAL 2100 11"],
  ["835", "ADA****MI*M100000001", "ADA****34*123-45-678", "X12-UNUSUAL 2100 9"],
  ["835", "*18*15**1", "*18*15*9ABC*1", "X12-ELEMENT-PATTERN 2110 4"],
  ["835", "SVC*HC:36415*18*15", "SVC*NU:0007*18*15", "X12-ELEMENT-PATTERN 2110 1"],
  ["835", "SVC*HC:36415*18*15", "SVC*AD:1110*18*15", "X12-ELEMENT-PATTERN 2110 1"],
  ["835", "*18*15**1", "*18*15**1*HC:36X15", "X12-ELEMENT-PATTERN 2110 6"],
  ["835", "PLB*1234567893", "PLB*1234567890", "X12-NPI ST 1"],
  ["835", "~CAS*CO*45*3~", "~CAS*CO*45*3**144*0~", "X12-UNUSUAL 2110 6"],
  ["835", "~REF*EV*", "~CUR*PR*USQ~REF*EV*", "X12-ELEMENT-CODE ST 2"],
  ["835", "PRACTICE*XX*1234567893", "PRACTICE*FI*12-3456780", "X12-UNUSUAL 1000B 4"],
  ["277CA", "REF*1K*HHP0000000001", "REF*1K*HHP0000000001~REF*BLT*1", "X12-ELEMENT-PATTERN 2200D 2"],
  ["270", "XX*1234567893", "XX*1234567893~PRV*PE*PXC*207QXXXXXX", "X12-UNUSUAL 2100B 3"],
  ["270", "EQ*30", "EQ**HC:992", "X12-ELEMENT-PATTERN 2110C 2"],
  ["270", "EQ*30", "EQ*30~III*ZZ*97", "X12-UNUSUAL 2110C 2"],
  ["271", "*30*C1**23*1500", "*30*C1**23*1500******HC:9921", "X12-ELEMENT-PATTERN 2110C 13"],
  ["276", "HC:99213", "NU:45", "X12-ELEMENT-PATTERN 2210D 1"],
  ["276", "*150*****1", "*150", "X12-ELEMENT-MISSING 2210D 7"],
  ["277", "*150*105****1", "*150*105", "X12-ELEMENT-MISSING 2220D 7"],
  ["278 request", "11:B", "97:B", "X12-UNUSUAL 2000E 4"],
  ["278 request", "HI*ABK:M5450", "HI*BK:M54.50", "X12-ELEMENT-PATTERN 2000E 1"],
  ["278 request", "HC:97110", "HC:9711", "X12-ELEMENT-PATTERN 2000F 1"],
  ["278 request", "HI*ABK:M5450", "HI*ABK:M5450~CR6*3*20261101*RD8*20261230-20261101**Y*N*I", "X12-ELEMENT-DATE 2000E 4"],
  ["278 request", "HI*ABK:M5450", "HI*ABK:M5450~CR6*3*20261101*RD8*20261101-20261230***N*X", "X12-ELEMENT-CODE 2000E 8"],
  ["278 request", "HSD*VS*6", "HSD*VS*6~PWK*77*EL", "X12-SITUATION-ELEMENT 2000E 6"],
  ["271", "DTP*346*D8*20260101", "DTP*346*D8*20260101~MPI*C*AO*A***D8*2026", "X12-ELEMENT-DATE 2100C 7"],
];

const contents: readonly ReplyFault[] = [
  ["835", bank, bank.replace("DA*100200300", "*100200300"), "X12-SITUATION-ELEMENT ST 8"],
  ["835", bank, "FWT**01*021000021*DA*100200300*1123456789*****", "X12-SITUATION-ELEMENT ST 12"],
  ["835", "MOA***MA01", "MIA*0~MOA***MA01", "X12-SITUATION-FORBIDDEN 2100 -"],
  ["835", "CLP*V-1*1*", "CLP*V-1*19*", "X12-SITUATION 2100 -"],
  ["835", "CLP*V-1*1*", "CLP*V-1*4*", "X12-UNUSUAL 2100 2"],
  ["835", "CAS*CO*45*3~", "CAS*CO*23*3~", "X12-UNUSUAL 2110 1"],
  ["835", "CAS*CO*45*3~", "CAS*CO*18*3~", "X12-UNUSUAL 2110 1"],
  ["835", "*18*15**1~DTM*472*20261120", "*18*15**1~DTM*472*20281120", "X12-UNUSUAL 2110 2"],
  ["835", "DTM*050*20261121", "DTM*050*20261121~AMT*I*2", "X12-UNUSUAL ST 4"],
  ["835", "SVC*HC:36415*18*15", "SVC*HC:36415*20*15", "X12-835-LINE 2110 3"],
  ["835", "LX*1~", "LX*1~TS3*1234567893*11*20261231*5*268~", "X12-CONTRADICTION 2000 4"],
  ["835", "LX*1~", "LX*1~TS3*1234567893*11*20261231*2*300~", "X12-CONTRADICTION 2000 5"],
  ["277CA", "DTP*009*D8*20261123", "DTP*009*D8*20261120", "X12-DATE-ORDER 2200A 3"],
  ["277CA", "DTP*472*D8*20261120~HL*5", "DTP*472*D8*20271120~HL*5", "X12-DATE-AHEAD 2200D 3"],
  ["277CA", "STC*A7:453:85*20261123*U*150", "STC*A2:20:PR*20261123*WQ*150", "X12-CONTRADICTION 2220D 3"],
  ["999", "IK5*R*I5", "IK5*R", "X12-SITUATION-ELEMENT 2000 2"],
  ["999", "AK2*837*0002*005010X222A1", "AK2*837*0002*005010X223A2", "X12-CONTRADICTION 2000 3"],
  ["999", "AK2*837*0002", "AK2*837*0001", "X12-CONTRADICTION 2000 2"],
  ["999", "AK2*837*0002", "AK2*835*0002", "X12-CONTRADICTION 2000 1"],
  ["999", "AK1*HC*1*005010X222A1", "AK1*HP*1*005010X222A1", "X12-CONTRADICTION 2000 1"],
  ["999", "AK9*P*2*2*1", "AK9*P*3*2*1", "X12-CONTRADICTION ST 2"],
  ["999", "AK9*P*2*2*1", "AK9*R*2*2*2", "X12-CONTRADICTION ST 4"],
  ["TA1", "*A*000", "*E*000", "X12-CONTRADICTION - 5"],
  ["270", "DMG*D8*19800412", "DMG*D8*20300412", "X12-DATE-AHEAD 2100C 2"],
  ["271", "~DTP*346*", "~AAA*N**41*C~DTP*346*", "X12-SEGMENT-ORDER 2100C -"],
  ["271", "~DMG*D8*19800412*F", "~AAA*N**41*C~DMG*D8*19800412*F", "X12-ELEMENT-CODE 2100C 3"],
  ["277", "**168*120*", "**168*0*", "X12-UNUSUAL 2200D 5"],
  ["277", "STC*F1:65*20261123**168", "STC*F2:65*20261123**168", "X12-UNUSUAL 2200D 5"],
  ["278 request", "UM*HS*I*2", "UM*HS*3*2", "X12-CONTRADICTION 2000E 2"],
  ["278 request", "UM*HS*I*2", "UM*AR*I*2", "X12-SERVICE-ADVICE 2000E -"],
  ["278 request", "~HI*ABK", "~DTP*435*D8*20261205~DTP*096*D8*20261201~HI*ABK", "X12-DATE-ORDER 2000E 3"],
  ["278 response", "HCR*A1*AUTH0001~DTP*007", "HCR*A3~DTP*007", "X12-SITUATION-ELEMENT 2000E 3"],
  ["278 response", "HCR*A1*AUTH0001~DTP*007", "HCR*A4~DTP*007", "X12-SERVICE-ADVICE 2000E 3"],
];

describe("single faults of replies, questions and payments", () => {
  it.each([...places, ...forms, ...contents])("%s with %s as %s gives %s", (name, from, to, expected) => {
    const whole = specimens[name].join("~");
    const broken = whole.replace(from, to);
    expect(broken).not.toBe(whole);
    const told = toldOf(broken);
    expect(told).toContain(expected);
    expect(told.length, told.join(", ")).toBeLessThanOrEqual(2);
  });

  it("a whole charge above the fee is doubted, a part of it is not", () => {
    const whole = specimens["835"].join("~");
    const broken = whole.replace("CLP*V-2*1*100*60", "CLP*V-2*1*100*0").replace("CAS*CO*45*40", "CAS*CO*45*100");
    expect(toldOf(broken.replace("BPR*I*181.25", "BPR*I*121.25"))).toEqual(["X12-UNUSUAL 2100 3"]);
  });

  it("nothing that is paid is no check", () => {
    const whole = specimens["835"].join("~");
    const none = whole
      .replace("INTEREST*-1.25", "INTEREST*-1.25*WO:V-9*181.25")
      .replace(`BPR*I*181.25*C*${bank}`, "BPR*I*0*C*CHK***********");
    expect(toldOf(none)).toEqual(["X12-UNUSUAL ST 4"]);
    expect(toldOf(none.replace("BPR*I*0*C*CHK", "BPR*H*0*C*NON"))).toEqual([]);
  });

  it("who started a payment is the same in BPR and TRN", () => {
    const whole = specimens["835"].join("~").replace("1123456789**01", "1123456789*555555555*01");
    expect(toldOf(whole)).toEqual([]);
    expect(toldOf(whole.replace("~REF*EV", "*555555555~REF*EV"))).toEqual([]);
    expect(toldOf(whole.replace("~REF*EV", "*444444444~REF*EV"))).toEqual(["X12-CONTRADICTION ST 4"]);
  });

  it("the sums of a receiver have the claims of a provider who was refused as a whole", () => {
    const refused = "HL*3*2*19*0~NM1*85*2*ELM CLINIC*****FI*123456780~TRN*1*0~STC*A3:25:85**U*70~QTY*QC*2~AMT*YY*70~HL*4*2*19*1";
    const text = specimens["277CA"]
      .join("~")
      .replace("HL*3*2*19*1", refused)
      .replace("HL*4*3*PT", "HL*5*4*PT")
      .replace("HL*5*3*PT", "HL*6*4*PT")
      .replace("WQ*318", "WQ*388")
      .replace("QTY*AA*1", "QTY*AA*3")
      .replace("AMT*YY*150", "AMT*YY*220");
    expect(toldOf(text)).toEqual([]);
    expect(toldOf(text.replace("QTY*AA*3", "QTY*AA*2"))).toEqual(["X12-277CA-TOTAL 2200B 2"]);
    expect(toldOf(text.replace("AMT*YY*70", "AMT*YY*60"))).toEqual(["X12-277CA-TOTAL 2200C 2"]);
  });

  it("a claim decided anew after its reversal names the first decision", () => {
    const whole = specimens["835"].join("~");
    const reversal = "CLP*V-2*22*-100*-60**12*HHP0000000001*11*1~CAS*CO*45*-40~NM1*QC*1*PETROV*ELIAS~DTM*232*20261118~DTM*233*20261119~";
    const paid = whole.replace("BPR*I*181.25", "BPR*I*121.25").replace("CLP*V-2*", `${reversal}CLP*V-2*`);
    expect(toldOf(paid)).toEqual(["X12-SERVICE-ADVICE 2100 -"]);
    expect(
      toldOf(
        paid.replace("ELIAS~DTM*232*20261118~DTM*233*20261119~PLB", "ELIAS~REF*F8*HHP0000000001~DTM*232*20261118~DTM*233*20261119~PLB"),
      ),
    ).toEqual([]);
  });

  it("two payments of one file have traces of their own", () => {
    const [isa = "", gs = "", ...rest] = specimens["835"];
    const set = rest.slice(0, -2);
    const second = set.map((line) => line.replace(/EFT00000001|\*0001$/, (one) => one.replace("1", "2")));
    const other = second.map((line) => line.replace("EFT00000002", "EFT00000001"));
    const file = (last: readonly string[]): string => [isa, gs, ...set, ...last, "GE*2*1", "IEA*1*000000001"].join("~");
    expect(toldOf(file(second)).filter((one) => one.includes("UNUSUAL"))).toEqual([]);
    expect(toldOf(file(other)).filter((one) => one.includes("UNUSUAL"))).toEqual(["X12-UNUSUAL ST 2"]);
  });

  it("two questions for claims have traces of their own", () => {
    const whole = specimens["276"].join("~");
    const other = whole.replace("~SE*", "~TRN*1*TRACE2~REF*EJ*V-2~SE*");
    expect(toldOf(other)).toEqual(["X12-UNUSUAL 2200D 2"]);
    expect(toldOf(other.replace("TRACE2~REF*EJ", "TRACE3~REF*EJ"))).toEqual([]);
  });

  it("a pointer of a question leads to a diagnosis", () => {
    const whole = specimens["270"].join("~");
    const pointed = whole.replace("~DTP*291", "~HI*ABK:J020~DTP*291");
    expect(toldOf(pointed.replace("EQ*30", "EQ*30****1"))).toEqual([]);
    expect(toldOf(pointed.replace("EQ*30", "EQ*30****2"))).toEqual(["X12-CONTRADICTION 2110C 5"]);
  });

  it("a level that says that nothing follows was refused", () => {
    const text = specimens["277CA"].join("~");
    const cut = text
      .slice(0, text.indexOf("~HL*3*"))
      .replace("HL*2*1*21*1", "HL*2*1*21*0")
      .replace("~QTY*90*1~QTY*AA*1~AMT*YU*168~AMT*YY*150", "");
    const end = "~SE*1*0001~GE*1*1~IEA*1*000000001";
    expect(toldOf(`${cut}${end}`)).toEqual(["X12-CONTRADICTION 2000B 4"]);
    expect(toldOf(`${cut.replace("STC*A1:19:PR*20261123*WQ", "STC*A3:24:41*20261123*U")}${end}`)).toEqual([]);
  });

  it("an answer to a person without events says why", () => {
    const text = specimens["278 response"].join("~");
    const cut = text.slice(0, text.indexOf("~HL*4*")).replace("HL*3*2*22*1", "HL*3*2*22*0");
    const end = "~SE*1*0001~GE*1*1~IEA*1*000000001";
    expect(toldOf(`${cut}${end}`)).toEqual(["X12-SITUATION 2010C -"]);
    expect(toldOf(`${cut.replace("~DMG*", "~AAA*N**72*C~DMG*")}${end}`)).toEqual([]);
    const asked = specimens["278 request"].join("~");
    const nothing = asked.slice(0, asked.indexOf("~HL*4*")).replace("HL*3*2*22*1", "HL*3*2*22*0");
    expect(toldOf(`${nothing}${end}`)).toEqual(["X12-SITUATION 2000E -"]);
  });
});
