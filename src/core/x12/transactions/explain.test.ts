import { expect, test } from "vitest";
import { isoDate } from "../../kernel/iso-date.ts";
import { inventedProfessionalClaimFile } from "../samples/invented-837p.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import { explainedLine, explainSegments } from "./explain.ts";

const isa = "ISA*00*          *00*          *ZZ*PRACTICE       *ZZ*PAYER          *261123*0930*^*00501*000000007*1*T*:~";

function lines(text: string): readonly string[] {
  return explainSegments(encodeUtf8(isa + text)).map(explainedLine);
}

test("a claim file reads as sentences", () => {
  const explained = lines(
    [
      "GS*HC*PRACTICE*PAYER*20261123*0930*7*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*B1*20261123*0930*CH~",
      "HL*1**20*1~NM1*85*2*Maple Family Practice*****XX*1234567893~HL*2*1*22*0~SBR*P*18*G7******CI~",
      "CLM*A-1001*150***11:B:1*Y*A*Y*Y**AA:::OH~HI*ABK:J020*ABF:I10~LX*1~SV1*HC:99213:25*150*UN*1***1:2~DTP*472*D8*20261120~REF*6R*L1~SE*14*0001~",
    ].join(""),
  );
  expect(explained).toEqual([
    "ISA: test file from PRACTICE to PAYER, made 11/23/2026 09:30, number 000000007, a receipt (TA1) is wanted",
    "GS: group of claims from PRACTICE to PAYER, made 11/23/2026 09:30, number 7, guide 005010X222A1",
    "ST: start of a transaction: 837 claims, number 0001, guide 005010X222A1",
    "BHT: claims, batch B1, made 11/23/2026 09:30",
    "HL: level 1: billing provider",
    "NM1: billing provider: Maple Family Practice, NPI 1234567893",
    "HL: level 2: subscriber, under level 1",
    "SBR: primary insurance, patient is 18 self, group G7, CI commercial insurance",
    "CLM: claim A-1001 for $150.00, place of service 11 office, original claim, assignment accepted, because of auto accident in OH",
    "HI: main diagnosis J020; diagnosis I10",
    "LX: line 1",
    "SV1: procedure 99213 with modifier 25 for $150.00, 1 unit, for diagnoses 1, 2",
    "DTP: service on 11/20/2026",
    "REF: our number for the service line: L1",
    "SE: end of transaction 0001, 14 segments",
  ]);
});

test("a remittance says who pays, what is taken and why", () => {
  const explained = lines(
    [
      "ST*835*0001~BPR*I*80*C*ACH************20261122~TRN*1*EFT7*1123456789~N1*PR*Harbor Health Plan~LX*1~",
      "CLP*A-1001*1*150*80*20*12*ICN9*11*1~SVC*HC:99213*150*80**1~CAS*CO*45*50~CAS*PR*3*20~LQ*HE*N130~PLB*1234567893*20261231*WO:ICN3*12.5*L6*-1.25~",
    ].join(""),
  );
  expect(explained.slice(2)).toEqual([
    "BPR: payment of $80.00 by bank transfer, dated 11/22/2026, details only, the payment travels separately",
    "TRN: check or transfer number EFT7, payer's number 1123456789",
    "N1: payer: Harbor Health Plan",
    "LX: claims, part 1",
    "CLP: claim A-1001: charged $150.00, paid $80.00, patient owes $20.00, 1 processed as primary, 12 preferred provider plan, payer's number ICN9, place of service 11 office, original claim",
    "SVC: procedure 99213: charged $150.00, paid $80.00, 1 unit",
    "CAS: adjusted, CO contract: the provider may not bill it: $50.00 for reason 45",
    "CAS: adjusted, PR the patient owes it: $20.00 for reason 3",
    "LQ: remark N130",
    "PLB: provider 1234567893: takes $12.50 from the payment, WO overpayment taken back (ICN3); adds $1.25 to the payment, L6 interest",
  ]);
});

test("an answer says accepted or rejected, and what is wrong", () => {
  expect(lines("TA1*000000123*261122*1200*R*025~ST*999*1~IK3*CLM*22*2300*8~IK4*5:3*1325*7*9~IK5*R*5~").slice(1)).toEqual([
    "TA1: file number 000000123 of 11/22/2026 was rejected: 025 control number used before",
    "ST: start of a transaction: 999 syntax acknowledgement, number 1",
    "IK3: segment CLM, number 22 of its transaction, loop 2300, 8 segment has wrong elements",
    "IK4: element 5, component 3: 7 code not known, it says “9”",
    "IK5: transaction rejected, reason 5",
  ]);
  expect(lines("ST*277*1*005010X214~STC*A7:562:82*20261123*U*150~").at(-1)).toBe(
    "STC: rejected: A7 rejected, information is wrong, 562 NPI, about the rendering provider, on 11/23/2026, charges $150.00",
  );
});

test("what we have no words for is shown as it is, and titles come from the code book", () => {
  expect(lines("ST*278*1~UM*HS*I~").at(-1)).toBe("UM: values HS, I");
  const lookup = {
    validity: () => "valid" as const,
    title: (_: string, code: string) => (code === "J020" ? "Strep throat" : undefined),
    release: () => "test",
  };
  const explained = explainSegments(encodeUtf8(`${isa}ST*837*1*005010X222A1~HI*ABK:J020~`), { lookup, on: isoDate("2026-11-23") });
  expect(explained.at(-1)?.words).toBe("main diagnosis J020 (Strep throat)");
});

test("no segment of an invented claim file is left without words of its own", () => {
  const explained = explainSegments(inventedProfessionalClaimFile({ claims: 20, seed: 5 }));
  expect(explained.length).toBeGreaterThan(300);
  expect(explained.filter(({ words }) => words.startsWith("values ") || words.includes("code "))).toEqual([]);
});
