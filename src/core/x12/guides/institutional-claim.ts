/** 837I (005010X223A2): parties and loop 2300 up to the other payers. The notation is described in notation.ts. */
import {
  adjustments,
  anyCity,
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

export const institutionalParties = `
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
    NM1 R1 name: 01! [85]; 02! [2]; 03!; 08? [XX]; 09?
    N3 R1 street: 01!; 02?
    ${ownCity}
    REF R1 tax number: 01! [EI]; 02!
    ${contact}
  +2010AB S1 pay-to address
    NM1 R1 name: 01! [87]; 02! [2]
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
    SBR R1 rank and relationship: 01! ${payerRanks}; 02? [18]; 03?; 04?; 09? ${filingIndicators}
    +2010BA R1 subscriber
      NM1 R1 name: 01! [IL]; 02! [1 2]; 03!; 04?; 05?; 07?; 08? [II MI]; 09?
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
      REF S1 number given by the payer: 01! [G2 LU]; 02!
`;

const numbers = "S4 license or other number: 01! [0B 1G G2 LU]; 02!";

const providers = `
+2310A S1 attending provider
  NM1 R1 name: 01! [71]; ${personName}
  PRV S1 taxonomy: 01! [AT]; 02! [PXC]; 03! ~ P0203
  REF ${numbers}
+2310B S1 operating physician
  NM1 R1 name: 01! [72]; ${personName}
  REF ${numbers}
+2310C S1 other operating physician
  NM1 R1 name: 01! [ZZ]; ${personName}
  REF ${numbers}
+2310D S1 rendering provider
  NM1 R1 name: 01! [82]; ${personName}
  REF ${numbers}
+2310E S1 service facility
  NM1 R1 name: 01! [77]; 02! [2]; 03!; 08? [XX]; 09?
  N3 R1 street: 01!; 02?
  ${ownCity}
  REF S3 license or other number: 01! [0B G2 LU]; 02!
+2310F S1 referring provider
  NM1 R1 name: 01! [DN]; ${personName}
  REF S3 license or other number: 01! [0B 1G G2]; 02!
`;

const person = (role: string): string => `01! [${role}]; 02! [1]`;
const fourNumbers = "R4 license or other number: 01! [0B 1G G2 LU]";

const otherPayers = `
+2320 S10 other payer and its subscriber
  SBR R1 rank and relationship: 01! ${payerRanks}; 02! ${relationships}; 03?; 04?; 09? ${filingIndicators}
  ${adjustments}
  AMT S1 paid by the other payer: 01! [D]; 02!
  AMT S1 left to the patient: 01! [EAF]; 02!
  AMT S1 not covered: 01! [A8]; 02!
  OI R1 assignment and release: 03! [N W Y]; 06! [I Y]
  MIA S1 inpatient remarks: 01!; 03?; 04?; 05? @rarc; 06?; 07?; 08?; 09?; 10?; 11?; 12?; 13?; 14?; 15?; 16?; 17?; 18?; 19?; 20-23? @rarc; 24?
  MOA S1 outpatient remarks: 01?; 02?; 03-07? @rarc; 08?; 09?
  +2330A R1 other subscriber
    NM1 R1 name: 01! [IL]; 02! [1 2]; 03!; 04?; 05?; 07?; 08! [II MI]; 09!
    N3 S1 street: 01!; 02?
    ${anyCity}
    REF S2 social security number: 01! [SY]; 02!
  +2330B R1 other payer
    NM1 R1 name: 01! [PR]; 02! [2]; 03!; 08! [PI XV]; 09!
    N3 S1 street: 01!; 02?
    ${anyCity}
    DTP S1 decided on: 01! [573]; 02! [D8]; 03!
    REF S2 other numbers: 01! [2U EI FY NF]; 02!
    REF S1 prior authorisation: 01! [G1]; 02!
    REF S1 referral number: 01! [9F]; 02!
    REF S1 adjustment mark: 01! [T4]; 02!
    REF S1 payer claim number: 01! [F8]; 02!
${deeper(
  1,
  [
    providerAtOther("2330C", "attending provider", { name: person("71"), numbers: fourNumbers }),
    providerAtOther("2330D", "operating physician", { name: person("72"), numbers: fourNumbers }),
    providerAtOther("2330E", "other operating physician", { name: person("ZZ"), numbers: fourNumbers }),
    providerAtOther("2330F", "facility", { name: "01! [77]; 02! [2]", numbers: "R3 license or other number: 01! [0B G2 LU]" }),
    providerAtOther("2330G", "rendering provider", { name: person("82"), numbers: fourNumbers }),
    providerAtOther("2330H", "referring provider", { name: person("DN"), numbers: "R3 license or other number: 01! [0B 1G G2]" }),
    providerAtOther("2330I", "billing provider", { name: "01! [85]; 02! [2]", numbers: "R2 number given by the payer: 01! [G2 LU]" }),
  ].join(""),
)}`;

const diagnosis = (kinds: string): string => `{1! [${kinds}]; 2!; 9? [N U W Y]}`;
const dated = (kinds: string, format: string): string => `{1! [${kinds}]; 2!; 3! [${format}]; 4!}`;

export const institutionalClaim = `
    +2300 S100 claim
      CLM R1 claim: 01!; 02!; 05! {1!; 2! [A]; 3!}; 07! [A B C]; 08! [N W Y]; 09! [I Y]; 20? [1 2 3 4 5 6 7 8 9 10 11 15]
      DTP S1 discharge hour: 01! [096]; 02! [TM]; 03!
      DTP R1 statement period: 01! [434]; 02! [RD8]; 03!
      DTP S1 admission: 01! [435]; 02! [D8 DT]; 03!
      DTP S1 received: 01! [050]; 02! [D8]; 03!
      CL1 R1 admission and patient status: 01?; 02?; 03!
      ${attachment}
      ${contract}
      AMT S1 estimated to be due from the patient: 01! [F3]; 02!
      REF S1 authorisation exception: 01! [4N]; 02!
      REF S1 referral number: 01! [9F]; 02!
      REF S1 prior authorisation: 01! [G1]; 02!
      REF S1 payer claim number: 01! [F8]; 02!
      REF S1 repriced claim number: 01! [9A]; 02!
      REF S1 repriced claim number, adjusted: 01! [9C]; 02!
      REF S5 trial device number: 01! [LX]; 02!
      REF S1 clearinghouse number: 01! [D9]; 02!
      REF S1 state of the automobile accident: 01! [LU]; 02! @state
      REF S1 medical record number: 01! [EA]; 02!
      REF S1 demonstration project: 01! [P4]; 02!
      REF S1 review organisation number: 01! [G4]; 02!
      K3 S10 data required by law: 01!
      NTE S10 note: 01! [ALG DCP DGN DME MED NTR ODT RHB RLH RNH SET SFM SPT UPI]; 02!
      NTE S1 billing note: 01! [ADD]; 02!
      CRC S1 EPSDT referral: 01! [ZZ]; 02! [N Y]; 03! [AV NU S2 ST]; 04-05? [AV NU S2 ST]
      HI R1 principal diagnosis: 01! ${diagnosis("ABK BK")}
      HI S1 admitting diagnosis: 01! {1! [ABJ BJ]; 2!}
      HI S1 reason for the visit: 01! {1! [APR PR]; 2!}; 02-03? {1! [APR PR]; 2!}
      HI S1 external cause: 01! ${diagnosis("ABN BN")}; 02-12? ${diagnosis("ABN BN")}
      HI S1 diagnosis related group: 01! {1! [DR]; 2!}
      HI S2 other diagnoses: 01! ${diagnosis("ABF BF")}; 02-12? ${diagnosis("ABF BF")}
      HI S1 principal procedure: 01! ${dated("BBR BR CAH", "D8")}
      HI S2 other procedures: 01! ${dated("BBQ BQ", "D8")}; 02-12? ${dated("BBQ BQ", "D8")}
      HI S2 occurrence spans: 01! ${dated("BI", "RD8")}; 02-12? ${dated("BI", "RD8")}
      HI S2 occurrences: 01! ${dated("BH", "D8")}; 02-12? ${dated("BH", "D8")}
      HI S2 values: 01! {1! [BE]; 2!; 5!}; 02-12? {1! [BE]; 2!; 5!}
      HI S2 condition codes: 01! {1! [BG]; 2!}; 02-12? {1! [BG]; 2!}
      HI S2 treatment codes: 01! {1! [TC]; 2!}; 02-12? {1! [TC]; 2!}
      ${repricing("08?; 11? [DA UN]; 12?")}
${deeper(3, providers)}${deeper(3, otherPayers)}`;

const lineNumbers = "S20 license or other number: 01! [0B 1G G2 LU]; 02!; 04? {1! [2U]; 2!}";

export const institutionalLine = `
      +2400 R999 service line
        LX R1 line number: 01!
        SV2 R1 institutional service: 01!; 02? {1! [ER HC HP IV WK]; 2!; 3?; 4?; 5?; 6?; 7?}; 03!; 04! [DA UN]; 05!; 07? ~ R0102 P0405
        ${attachment}
        DTP S1 service: 01! [472]; 02! [D8 RD8]; 03!
        REF S1 line number of the sender: 01! [6R]; 02!
        REF S1 repriced line number: 01! [9B]; 02!
        REF S1 repriced line number, adjusted: 01! [9D]; 02!
        AMT S1 service tax: 01! [GT]; 02!
        AMT S1 facility tax: 01! [N8]; 02!
        NTE S1 note of a third party: 01! [TPO]; 02!
        ${repricing("08?; 09? [ER HC HP IV WK]; 10?; 11? [DA UN]; 12?")}
        +2410 S1 drug
          LIN R1 drug: 02! [N4]; 03!
          CTP R1 drug quantity: 04!; 05! {1! [F2 GR ME ML UN]}
          REF S1 prescription: 01! [VY XZ]; 02!
        +2420A S1 operating physician of the line
          NM1 R1 name: 01! [72]; ${personName}
          REF ${lineNumbers}
        +2420B S1 other operating physician of the line
          NM1 R1 name: 01! [ZZ]; ${personName}
          REF ${lineNumbers}
        +2420C S1 rendering provider of the line
          NM1 R1 name: 01! [82]; ${personName}
          REF ${lineNumbers}
        +2420D S1 referring provider of the line
          NM1 R1 name: 01! [DN]; ${personName}
          REF S20 license or other number: 01! [0B 1G G2]; 02!; 04? {1! [2U]; 2!}
        +2430 S15 what another payer decided on the line
          SVD R1 paid by the other payer: 01!; 02!; 03? {1! [ER HC HP IV WK]; 2!; 3?; 4?; 5?; 6?; 7?}; 04!; 05!; 06?
          ${adjustments}
          DTP R1 decided on: 01! [573]; 02! [D8]; 03!
          AMT S1 left to the patient: 01! [EAF]; 02!
    +2000C S* dependent level
      HL R1 level: 01!; 02!; 03! [23]; 04! [0]
      PAT R1 patient facts: 01! [01 19 20 21 39 40 53 G8]
      +2010CA R1 dependent patient
        NM1 R1 name: 01! [QC]; 02! [1]; 03!; 04?; 05?; 07?
        N3 R1 street: 01!; 02?
        ${ownCity}
        ${demographics}
        REF S1 casualty claim number: 01! [Y4]; 02!
        REF S1 patient number: 01! [1W SY]; 02!
      +2300 R100 =2300
`;
