/** 278 request and response (005010X217). The notation is described in notation.ts. */
import { deeper } from "./claim-codes.ts";

const city = "N4 S1 city, state, ZIP: 01?; 02? @state; 03?; 04? @country; 07?";
const contact = "PER S1 contact: 01! [IC]; 02?; 03? [EM FX TE UR]; 04?; 05? [EM EX FX TE UR]; 06?; 07? [EM EX FX TE UR]; 08?";
/** Reasons of refusals at any level; those of codes and authorisations stand at events and services. */
const refusalReasons =
  "04 15 33 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98 99 AA AB AC AD AE AF AG AH AI AJ AK AL AM AN AO C1 C2 C3 C4 C5 C6 C7 C8 C9 CA CB CC CI E8 IA IP MA NC T1 T2 T3 T4 T5 T6";
const refusal = `AAA S9 refusal: 01! [N Y]; 03? [${refusalReasons}]; 04? [C N P R S W X Y]`;
const personNumbers = "REF S9 other numbers: 01! [1L 1W 3L 6P A6 DP EJ HJ IG N6 NQ SY Y4]; 02!; 03?";
const requesterNumbers = "REF S8 other numbers: 01! [0B 1G 1J CT EI G5 N5 N7 SY TJ ZH]; 02!; 03?";
/** How a dependent is related to the subscriber: everything but 18, who is the subscriber. */
const dependents =
  "01 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 36 38 39 40 41 43 48 49 53 60 76 G8 G9";
const surface = "[B D F I L M O]";
const name = "03?; 04?; 05?; 06?; 07?";

/** What differs: the response repeats the request and adds refusals and decisions. */
interface Side {
  readonly isResponse: boolean;
}

const onlyIn = (isThere: boolean, text: string): string => (isThere ? `${text}\n` : "");

function textOf({ isResponse }: Side): string {
  const aaa = onlyIn(isResponse, refusal);
  return `
BHT R1 purpose and reference: 01! [0007]; 02! ${isResponse ? "[11]" : "[01 13 36]"}; 03!; 04!; 05!; 06? [18 19 AT RU]
+2000A R1 level of the reviewing organisation
  HL R1 level: 01!; 03! [20]; 04! [0 1]
${deeper(1, aaa)}  +2010A R1 reviewing organisation
    NM1 R1 name: 01! [2B 36 PR X3]; 02! [1 2]; ${name}; 08! [24 34 46 FI PI XV XX]; 09!
${deeper(2, onlyIn(isResponse, contact) + aaa)}  +2000B ${isResponse ? "S" : "R"}1 level of who asks
    HL R1 level: 01!; 02!; 03! [21]; 04! [0 1]
    +2010B R1 who asks
      NM1 R1 name: 01! [1P 2B 36 ABG FA PR X3]; 02! [1 2]; ${name}; 08! [24 34 46 FI PI SV XV XX]; 09!
      ${requesterNumbers}
      N3 S1 street: 01!; 02?
      ${city}
      ${contact}
${deeper(3, aaa)}      PRV S1 specialty: 01! [AD AS AT CO CV OP OR OT PC PE RF]; 02! [PXC]; 03! ~ P0203
    +2000C ${isResponse ? "S" : "R"}1 subscriber level
      HL R1 level: 01!; 02!; 03! [22]; 04! [0 1]
      +2010C R1 subscriber
        NM1 R1 name: 01! [IL]; 02! [1]; ${name}; 08! [II MI]; 09!
        ${personNumbers}
        N3 S1 street: 01!; 02?
        ${city}
${deeper(4, aaa)}        DMG S1 birth and sex: 01! [D8]; 02!; 03? [F M U]
        INS S1 relationship: 01! [Y]; 02! [18]; 08?
      +2000D S1 dependent level
        HL R1 level: 01!; 02!; 03! [23]; 04! [0 1]
        +2010D R1 dependent
          NM1 R1 name: 01! [QC]; 02! [1]; ${name}
          ${personNumbers}
          N3 S1 street: 01!; 02?
          ${city}
${deeper(5, aaa)}          DMG S1 birth and sex: 01! [D8]; 02!; 03? [F M U]
          INS S1 relationship: 01! [N]; 02! [${dependents}]; 17?
        +2000E S* patient event level
${deeper(5, eventText({ isResponse }))}      +2000E S* =2000E
`;
}

const diagnosis = "{1! [ABF ABJ ABK APR BF BJ BK DR LOI PR]; 2!; 3? [D8]; 4?}";
const delivery =
  "HSD S1 delivery: 01? [DY FL HS MN VS]; 02?; 03? [DA MO WK]; 04?; 05? [6 7 21 26 27 29 34 35]; 06?; 07?; 08? ~ P0102 C0605";
const attachment =
  "PWK S10 attachment: 01! [03 04 05 06 07 08 09 10 11 13 15 21 48 55 59 77 A3 A4 AM AS AT B2 B3 BR BS BT CB CK D2 DA DB DG DJ DS FM HC HR I5 IR LA M1 MT NN OB OC OD OE OX P4 P5 P6 P7 PE PN PO PQ PY PZ QC QR RB RR RT RX SG V5 XP]; 02! [AA BM EL EM FT FX VO]; 05? [AC]; 06?; 07? ~ P0506";
const place = "{1!; 2! [A B]; 3?}";
const causes = "{1! [AA AP EM]; 2? [AA AP EM]; 3? [AA AP EM]; 4? @state; 5? @country}";
const decision = "HCR S1 decision: 01! [A1 A2 A3 A4 A6 C CT NA]; 02?; 03?; 04? [N Y]";
const procedure = "{1! [HC ID IV N4 WK ZZ]; 2!; 3?; 4?; 5?; 6?; 7?; 8?}";

function eventText({ isResponse }: Side): string {
  const response = onlyIn(isResponse, `${refusal}`);
  return `HL R1 level: 01!; 02!; 03! [EV]; 04! [0 1]
TRN S3 trace: 01! [${isResponse ? "1 2" : "1"}]; 02!; 03!; 04?
${response}UM R1 review asked for: 01! [AR HS IN SC]; 02! [1 2 3 4 5 6 I N R S]; 03?; 04? ${place}; 05? ${causes}; 06? [03 E U]; 07? [1 2 3 4 5 6 7 8 9 E F G P]; 08? [1 2 3 4 5 6 7 8 9 A B C D E F G H I J K]; 09? [I M N O R Y]; 10? [1 2 3 4 7 8 10 11 15 16 AA]
${onlyIn(isResponse, decision)}REF S1 number of the earlier review: 01! [BB]; 02!
REF S1 administrative number: 01! [NT]; 02!
DTP S1 accident: 01! [439]; 02! [D8]; 03!
DTP S1 last period: 01! [484]; 02! [D8]; 03!
DTP S1 expected birth: 01! [ABC]; 02! [D8]; 03!
DTP S1 onset of illness: 01! [431]; 02! [D8]; 03!
DTP S1 event: 01! [AAH]; 02! [D8 RD8]; 03!
DTP S1 admission: 01! [435]; 02! [D8 RD8]; 03!
DTP S1 discharge: 01! [096]; 02! [D8 RD8]; 03!
DTP S1 issued: 01! [102]; 02! [D8]; 03!
DTP S1 ends: 01! [036]; 02! [D8]; 03!
DTP S1 in force: 01! [007]; 02! [D8 RD8]; 03!
HI S1 diagnoses: 01! ${diagnosis}; 02-12? ${diagnosis}
${delivery}
CRC S6 condition of the patient: 01! [07 08 09 11 75 76 77]; 02! [N Y]; 03!; 04-07?
CL1 S1 admission and patient status: 01?; 02?; 03?; 04?
CR1 S1 ambulance transport: 01? [KG LB]; 02?; 03! [I R T X]; 04?; 05? [DH DK]; 06?; 07?; 08?; 09?; 10? ~ P0102 P0506
CR2 S1 spinal manipulation: 01?; 02?; 03?; 04?; 05? [DA MO WK YR]; 06?; 07?; 08?; 09?; 10?; 11?; 12? ~ P0102 C0403 P0506
CR5 S1 oxygen: 01?; 02?; 03? [A B C D E O]; 04? [A B C D E O]; 05?; 06!; 07?; 08?; 09?; 10?; 11?; 12?; 13?; 14?; 15?; 16?; 17? [A B C D E]; 18?
CR6 S1 home health: 01! [1 2 3 4 5 6 7 8]; 02!; 03? [RD8]; 04?; 05?; 06?; 07! [N W Y]; 08! [1 2 3 4 5 6 I N R S]; 09?; 10? [HC ID]; 11?; 12?; 13?; 14?; 15? [D8 RD8]; 16?; 17?; 18?; 19?; 20?; 21?
${attachment}
MSG S1 message: 01!
+2010EA S14 provider of the event
  NM1 R1 name: 01! [71 72 73 77 AAJ DD DK DN DQ FA G3 P3 QB QV SJ]; 02! [1 2]; ${name}; 08? [24 34 46 FI XX]; 09?
  ${requesterNumbers}
  N3 S1 street: 01!; 02?
  ${city}
  ${contact}
${deeper(1, response)}  PRV S1 specialty: 01! [AD AS AT OP OR OT PC PE RF]; 02! [PXC]; 03! ~ P0203
+2010EB S5 transport
  NM1 R1 name: 01! [45 FS ND PW R3]; 02! [2]; 03?
  N3 S1 street: 01!; 02?
  ${city}
+2010EC S3 other reviewing organisation
  NM1 R1 name: 01! [CA]; 02! [2]; 03!
  REF S1 refusal by it: 01! [ZZ]; 02!; 03?
  DTP S1 refused on: 01! [598]; 02! [D8]; 03!
+2000F S* service level
  HL R1 level: 01!; 02!; 03! [SS]; 04! [0]
  TRN S3 trace: 01! [${isResponse ? "1 2" : "1"}]; 02!; 03!; 04?
${deeper(1, response)}  UM S1 review asked for: 01? [HS SC]; 02? [1 2 3 4 I N R S]; 03?; 04? ${place}; 05? ${causes}
${deeper(1, onlyIn(isResponse, decision))}  REF S1 number of the earlier review: 01! [BB]; 02!
  REF S1 administrative number: 01! [NT]; 02!
  DTP S1 service: 01! [472]; 02! [D8 RD8]; 03!
  DTP S1 issued: 01! [102]; 02! [D8]; 03!
  DTP S1 ends: 01! [036]; 02! [D8]; 03!
  DTP S1 in force: 01! [007]; 02! [D8 RD8]; 03!
  SV1 S1 professional service: 01! ${procedure}; 02?; 03? [F2 MJ UN]; 04?; 07? {1! [1 2 3 4 5 6 7 8 9 10 11 12]; 2? [1 2 3 4 5 6 7 8 9 10 11 12]; 3? [1 2 3 4 5 6 7 8 9 10 11 12]; 4? [1 2 3 4 5 6 7 8 9 10 11 12]}; 11? [N Y]; 20? [1 2 3 4 5 6 7 8 9]
  SV2 S1 institutional service: 01?; 02? ${procedure}; 03?; 04? [DA F2 UN]; 05?; 06?; 09? [1 2 3 4 5 6 7 8 9]; 10? ~ R0102 P0405
  SV3 S1 dental service: 01! {1! [AD]; 2!; 3?; 4?; 5?; 6?; 7?; 8?}; 02?; 04? {1!; 2?; 3?; 4?; 5?}; 05? [I R]; 06!; 07?
  TOO S32 tooth: 01! [JP]; 02!; 03? {1! ${surface}; 2? ${surface}; 3? ${surface}; 4? ${surface}; 5? ${surface}}
  ${delivery}
  ${attachment}
  MSG S1 message: 01!
  +2010F S12 provider of the service
    NM1 R1 name: 01! [1T 71 72 73 77 DD DK DQ FA G3 P3 QB QV SJ]; 02! [1 2]; ${name}; 08? [24 34 46 FI XX]; 09?
    ${requesterNumbers}
    N3 S1 street: 01!; 02?
    ${city}
    ${contact}
${deeper(2, response)}    PRV S1 specialty: 01! [AS AT OP OR OT PC PE RF]; 02! [PXC]; 03! ~ P0203
`;
}

export const servicesReviewRequestText = textOf({ isResponse: false });
export const servicesReviewResponseText = textOf({ isResponse: true });
