/** 837D (005010X224A2). The notation is described in notation.ts. */
import {
  adjustments,
  anyCity,
  anyName,
  attachment,
  contact,
  contract,
  currency,
  deeper,
  demographics,
  filingIndicators,
  ownCity,
  payerRanks,
  personName,
  providerAtOther,
  relationships,
  repricing,
} from "./claim-codes.ts";

const parties = `
BHT R1 purpose and reference: 01! [0019]; 02! [00 18]; 03!; 04!; 05!; 06! [31 CH RP]
+1000A R1 submitter
  NM1 R1 name: 01! [41]; 02! [1 2]; 03!; 04?; 05?; 08! [46]; 09!
  PER R2 contact: 01! [IC]; 02?; 03! [EM FX TE]; 04!; 05? [EM EX FX TE]; 06?; 07? [EM EX FX TE]; 08?
+1000B R1 receiver
  NM1 R1 name: 01! [40]; 02! [2]; 03!; 08! [46]; 09!
+2000A R* billing provider level
  HL R1 level: 01!; 03! [20]; 04! [1]
  PRV S1 taxonomy: 01! [BI]; 02! [PXC]; 03! ~ P0203
  ${currency}
  +2010AA R1 billing provider
    NM1 R1 name: 01! [85]; ${anyName}
    N3 R1 street: 01!; 02?
    ${ownCity}
    REF R1 tax number: 01! [EI SY]; 02!
    REF S2 license or other number: 01! [0B 1G]; 02!
    ${contact}
  +2010AB S1 pay-to address
    NM1 R1 name: 01! [87]; 02! [1 2]
    N3 R1 street: 01!; 02?
    ${ownCity}
  +2010AC S1 plan to be paid (subrogation)
    NM1 R1 name: 01! [PE]; 02! [2]; 03!; 08! [PI XV]; 09!
    N3 R1 street: 01!; 02?
    ${ownCity}
    REF S1 other numbers: 01! [2U FY NF]; 02!
    REF R1 tax number: 01! [EI]; 02!
  +2000B R* subscriber level
    HL R1 level: 01!; 02!; 03! [22]; 04! [0 1]
    SBR R1 rank and relationship: 01! ${payerRanks}; 02? [18]; 03?; 04?; 05? [12 13 14 15 16 41 42 43 47]; 09? ${filingIndicators}
    +2010BA R1 subscriber
      NM1 R1 name: 01! [IL]; 02! [1 2]; 03!; 04?; 05?; 07?; 08! [II MI]; 09!
      N3 S1 street: 01!; 02?
      ${anyCity}
      ${demographics.replace("R1", "S1")}
      REF S1 social security number: 01! [SY]; 02!
      REF S1 casualty claim number: 01! [Y4]; 02!
    +2010BB R1 payer
      NM1 R1 name: 01! [PR]; 02! [2]; 03!; 08! [PI XV]; 09!
      N3 S1 street: 01!; 02?
      ${anyCity}
      REF S3 other numbers: 01! [2U EI FY NF]; 02!
      REF S2 number given by the payer: 01! [G2 LU]; 02!
`;

const otherPayers = `
+2320 S10 other payer and its subscriber
  SBR R1 rank and relationship: 01! ${payerRanks}; 02! ${relationships}; 03?; 04?; 05? [12 13 14 15 16 41 42 43 47]; 09? ${filingIndicators}
  ${adjustments}
  AMT S1 paid by the other payer: 01! [D]; 02!
  AMT S1 left to the patient: 01! [EAF]; 02!
  AMT S1 not covered: 01! [A8]; 02!
  OI R1 assignment and release: 03! [N W Y]; 06! [I Y]
  MOA S1 outpatient remarks: 01?; 02?; 03-07? @rarc; 08?; 09?
  +2330A R1 other subscriber
    NM1 R1 name: 01! [IL]; 02! [1 2]; 03!; 04?; 05?; 07?; 08! [II MI]; 09!
    N3 S1 street: 01!; 02?
    ${anyCity}
    REF S1 social security number: 01! [SY]; 02!
  +2330B R1 other payer
    NM1 R1 name: 01! [PR]; 02! [2]; 03!; 08! [PI XV]; 09!
    N3 S1 street: 01!; 02?
    ${anyCity}
    DTP S1 decided on: 01! [573]; 02! [D8]; 03!
    REF S3 other numbers: 01! [2U EI FY NF]; 02!
    REF S1 prior authorisation: 01! [G1]; 02!
    REF S1 referral number: 01! [9F]; 02!
    REF S1 adjustment mark: 01! [T4]; 02!
    REF S1 predetermination: 01! [G3]; 02!
    REF S1 payer claim number: 01! [F8]; 02!
${deeper(
  1,
  [
    providerAtOther("2330C", "referring provider", {
      name: "01! [DN P3]; 02! [1]",
      numbers: "R3 license or other number: 01! [0B 1G G2]",
    }).replace("S1", "S2"),
    providerAtOther("2330D", "rendering provider", {
      name: "01! [82]; 02! [1 2]",
      numbers: "R3 license or other number: 01! [0B 1G G2 LU]",
    }),
    providerAtOther("2330E", "supervising provider", {
      name: "01! [DQ]; 02! [1]",
      numbers: "R3 license or other number: 01! [0B 1G G2 LU]",
    }),
    providerAtOther("2330F", "billing provider", { name: "01! [85]; 02! [1 2]", numbers: "R2 number given by the payer: 01! [G2 LU]" }),
    providerAtOther("2330G", "facility", { name: "01! [77]; 02! [2]", numbers: "R3 license or other number: 01! [0B G2 LU]" }),
    providerAtOther("2330H", "assistant surgeon", {
      name: "01! [DD]; 02! [1 2]",
      numbers: "R3 license or other number: 01! [0B 1G G2 LU]",
    }),
  ].join(""),
)}`;

const claim = `
    +2300 S100 claim
      CLM R1 claim: 01!; 02!; 05! {1! @pos; 2! [B]; 3!}; 06! [N Y]; 07! [A B C P]; 08! [N W Y]; 09! [I Y]; 11? {1! [AA EM OA]; 2? [AA EM OA]; 4? @state; 5? @country}; 12? [01 02 03 05]; 19? [PB]; 20? [1 2 3 4 5 6 7 8 9 10 11 15]
      DTP S1 accident: 01! [439]; 02! [D8]; 03!
      DTP S1 appliance placed: 01! [452]; 02! [D8]; 03!
      DTP S1 service: 01! [472]; 02! [D8 RD8]; 03!
      DTP S1 received: 01! [050]; 02! [D8]; 03!
      DN1 S1 orthodontics: 01?; 02?; 04?
      DN2 S35 tooth status: 01!; 02! [E M]; 06! [JP]
      ${attachment}
      ${contract}
      AMT S1 paid by the patient: 01! [F5]; 02!
      REF S1 predetermination: 01! [G3]; 02!
      REF S1 authorisation exception: 01! [4N]; 02!
      REF S1 payer claim number: 01! [F8]; 02!
      REF S1 referral number: 01! [9F]; 02!
      REF S1 prior authorisation: 01! [G1]; 02!
      REF S1 repriced claim number: 01! [9A]; 02!
      REF S1 repriced claim number, adjusted: 01! [9C]; 02!
      REF S1 clearinghouse number: 01! [D9]; 02!
      K3 S10 data required by law: 01!
      NTE S5 note: 01! [ADD]; 02!
      HI S1 diagnoses: 01! {1! [ABK BK TQ]; 2!}; 02-04? {1! [ABF BF TQ]; 2!}
      ${repricing("")}
      +2310A S2 referring provider
        NM1 R1 name: 01! [DN P3]; ${personName}
        PRV S1 taxonomy: 01! [RF]; 02! [PXC]; 03! ~ P0203
        REF S3 license or other number: 01! [0B 1G G2]; 02!
      +2310B S1 rendering provider
        NM1 R1 name: 01! [82]; ${anyName}
        PRV S1 taxonomy: 01! [PE]; 02! [PXC]; 03! ~ P0203
        REF S4 license or other number: 01! [0B 1G G2 LU]; 02!
      +2310C S1 service facility
        NM1 R1 name: 01! [77]; 02! [2]; 03!; 08? [XX]; 09?
        N3 R1 street: 01!; 02?
        ${ownCity}
        REF S3 license or other number: 01! [0B G2 LU]; 02!
      +2310D S1 assistant surgeon
        NM1 R1 name: 01! [DD]; ${anyName}
        PRV S1 taxonomy: 01! [AS]; 02! [PXC]; 03! ~ P0203
        REF S4 license or other number: 01! [0B 1G G2 LU]; 02!
      +2310E S1 supervising provider
        NM1 R1 name: 01! [DQ]; ${personName}
        REF S4 license or other number: 01! [0B 1G G2 LU]; 02!
${deeper(3, otherPayers)}`;

const pointers = "{1! [1 2 3 4]; 2? [1 2 3 4]; 3? [1 2 3 4]; 4? [1 2 3 4]}";
const lineNumbers = "S20 license or other number: 01! [0B 1G G2 LU]; 02!; 04? {1! [2U]; 2!}";

const line = `
      +2400 R50 service line
        LX R1 line number: 01!
        SV3 R1 dental service: 01! {1! [AD]; 2!; 3?; 4?; 5?; 6?; 7?}; 02!; 03? @pos; 04? {1!; 2?; 3?; 4?; 5?}; 05? [I R]; 06?; 11? ${pointers}
        TOO S32 tooth: 01! [JP]; 02?; 03? {1! [B D F I L M O]; 2? [B D F I L M O]; 3? [B D F I L M O]; 4? [B D F I L M O]; 5? [B D F I L M O]}
        DTP S1 service: 01! [472]; 02! [D8]; 03!
        DTP S1 placed before: 01! [139 441]; 02! [D8]; 03!
        DTP S1 appliance placed: 01! [452]; 02! [D8]; 03!
        DTP S1 appliance replaced: 01! [446]; 02! [D8]; 03!
        DTP S1 treatment began: 01! [196]; 02! [D8]; 03!
        DTP S1 treatment ended: 01! [198]; 02! [D8]; 03!
        ${contract}
        REF S1 predetermination of the line: 01! [G3]; 02!; 04? {1! [2U]; 2!}
        REF S5 prior authorisation: 01! [G1]; 02!; 04? {1! [2U]; 2!}
        REF S1 line number of the sender: 01! [6R]; 02!
        REF S1 repriced line number: 01! [9B]; 02!
        REF S1 repriced line number, adjusted: 01! [9D]; 02!
        REF S5 referral number: 01! [9F]; 02!; 04? {1! [2U]; 2!}
        AMT S1 sales tax: 01! [T]; 02!
        K3 S10 data required by law: 01!
        ${repricing("09? [AD]; 10?; 11? [UN]; 12?")}
        +2420A S1 rendering provider of the line
          NM1 R1 name: 01! [82]; ${anyName}
          PRV S1 taxonomy: 01! [PE]; 02! [PXC]; 03! ~ P0203
          REF ${lineNumbers}
        +2420B S1 assistant surgeon of the line
          NM1 R1 name: 01! [DD]; ${anyName}
          PRV S1 taxonomy: 01! [AS]; 02! [PXC]; 03! ~ P0203
          REF ${lineNumbers}
        +2420C S1 supervising provider of the line
          NM1 R1 name: 01! [DQ]; ${personName}
          REF ${lineNumbers}
        +2420D S1 facility of the line
          NM1 R1 name: 01! [77]; 02! [2]; 03!; 08? [XX]; 09?
          N3 R1 street: 01!; 02?
          ${ownCity}
          REF S3 number given by the payer: 01! [G2 LU]; 02!; 04? {1! [2U]; 2!}
        +2430 S15 what another payer decided on the line
          SVD R1 paid by the other payer: 01!; 02!; 03! {1! [AD ER]; 2!; 3?; 4?; 5?; 6?; 7?}; 05!; 06?
          ${adjustments}
          DTP R1 decided on: 01! [573]; 02! [D8]; 03!
          AMT S1 left to the patient: 01! [EAF]; 02!
    +2000C S* dependent level
      HL R1 level: 01!; 02!; 03! [23]; 04! [0]
      PAT R1 patient facts: 01! [01 19 20 21 22 39 40 53 G8]
      +2010CA R1 dependent patient
        NM1 R1 name: 01! [QC]; 02! [1]; 03!; 04?; 05?; 07?
        N3 R1 street: 01!; 02?
        ${ownCity}
        ${demographics}
        REF S1 casualty claim number: 01! [Y4]; 02!
        REF S1 patient number: 01! [1W SY]; 02!
      +2300 R100 =2300
`;

export const dentalClaimText = parties + claim + line;
