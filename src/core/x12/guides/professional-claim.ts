/** 837P (005010X222A1): loop 2300 up to its providers and other payers. The notation is described in notation.ts. */
import { adjustments } from "./claim-codes.ts";

export const professionalClaim = `
    +2300 S100 claim
      CLM R1 claim: 01!; 02!; 05! {1! @pos; 2! [B]; 3!}; 06! [N Y]; 07! [A B C]; 08! [N W Y]; 09! [I Y]; 10? [P]; 11? {1! [AA EM OA]; 2? [AA EM OA]; 4? @state; 5? @country}; 12? [02 03 05 09]; 20? [1 2 3 4 5 6 7 8 9 10 11 15]
      DTP S1 onset of illness: 01! [431]; 02! [D8]; 03!
      DTP S1 first treatment: 01! [454]; 02! [D8]; 03!
      DTP S1 last seen: 01! [304]; 02! [D8]; 03!
      DTP S1 acute phase: 01! [453]; 02! [D8]; 03!
      DTP S1 accident: 01! [439]; 02! [D8]; 03!
      DTP S1 last period: 01! [484]; 02! [D8]; 03!
      DTP S1 last X-ray: 01! [455]; 02! [D8]; 03!
      DTP S1 prescription: 01! [471]; 02! [D8]; 03!
      DTP S1 disability: 01! [314 360 361]; 02! [D8 RD8]; 03!
      DTP S1 last day worked: 01! [297]; 02! [D8]; 03!
      DTP S1 back to work: 01! [296]; 02! [D8]; 03!
      DTP S1 admission: 01! [435]; 02! [D8]; 03!
      DTP S1 discharge: 01! [096]; 02! [D8]; 03!
      DTP S2 care taken over or given up: 01! [090 091]; 02! [D8]; 03!
      DTP S1 first contact: 01! [444]; 02! [D8]; 03!
      DTP S1 received: 01! [050]; 02! [D8]; 03!
      PWK S10 attachment: 01! [03 04 05 06 07 08 09 10 11 13 15 21 A3 A4 AM AS B2 B3 B4 BR BS BT CB CK CT D2 DA DB DG DJ DS EB HC HR I5 IR LA M1 MT NN OB OC OD OE OX OZ P4 P5 PE PN PO PQ PY PZ RB RR RT RX SG V5 XP]; 02! [AA BM EL EM FT FX]; 05? [AC]; 06? ~ P0506
      CN1 S1 contract: 01! [01 02 03 04 05 06 09]; 02?; 03?; 04?; 05?; 06?
      AMT S1 paid by the patient: 01! [F5]; 02!
      REF S1 authorisation exception: 01! [4N]; 02!
      REF S1 Medicare crossover: 01! [F5]; 02!
      REF S1 mammography certificate: 01! [EW]; 02!
      REF S1 referral number: 01! [9F]; 02!
      REF S1 prior authorisation: 01! [G1]; 02!
      REF S1 payer claim number: 01! [F8]; 02!
      REF S1 CLIA number: 01! [X4]; 02!
      REF S1 repriced claim number: 01! [9A]; 02!
      REF S1 repriced claim number, adjusted: 01! [9C]; 02!
      REF S1 trial device number: 01! [LX]; 02!
      REF S1 clearinghouse number: 01! [D9]; 02!
      REF S1 medical record number: 01! [EA]; 02!
      REF S1 demonstration project: 01! [P4]; 02!
      REF S1 care plan oversight: 01! [1J]; 02!
      K3 S10 data required by law: 01!
      NTE S1 note: 01! [ADD CER DCP DGN TPO]; 02!
      CR1 S1 ambulance transport: 01? [LB]; 02?; 04! [A B C D E]; 05! [DH]; 06!; 09?; 10? ~ P0102 P0506
      CR2 S1 spinal manipulation: 08! [A C D E F G M]; 10-11? ~ P0102 C0403 P0506
      CRC S3 ambulance condition: 01! [07]; 02! [N Y]; 03! [01 04 05 06 07 08 09 12]; 04-07? [01 04 05 06 07 08 09 12]
      CRC S3 eyewear condition: 01! [E1 E2 E3]; 02! [N Y]; 03! [L1 L2 L3 L4 L5]; 04-07? [L1 L2 L3 L4 L5]
      CRC S1 homebound: 01! [75]; 02! [Y]; 03! [IH]
      CRC S1 EPSDT referral: 01! [ZZ]; 02! [N Y]; 03! [AV NU S2 ST]; 04-05? [AV NU S2 ST]
      HI R1 diagnoses: 01! {1! [ABK BK]; 2!}; 02-12? {1! [ABF BF]; 2!}
      HI S1 surgery under anesthesia: 01! {1! [BP]; 2!}; 02? {1! [BO]; 2!}
      HI S2 condition codes: 01! {1! [BG]; 2!}; 02-12? {1! [BG]; 2!}
      HCP S1 repricing: 01! [00 01 02 03 04 05 07 08 09 10 11 12 13 14]; 02!; 03?; 04?; 05?; 06?; 07?; 13? [T1 T2 T3 T4 T5 T6]; 14? [1 2 3 4 5]; 15? [1 2 3 4 5 6] ~ R0113 P0910 P1112
      +2310A S2 referring provider
        NM1 R1 name: 01! [DN P3]; 02! [1]; 03!; 04?; 05?; 07?; 08? [XX]; 09?
        REF S3 license or other number: 01! [0B 1G G2]; 02!
      +2310B S1 rendering provider
        NM1 R1 name: 01! [82]; 02! [1 2]; 03!; 04?; 05?; 07?; 08? [XX]; 09?
        PRV S1 taxonomy: 01! [PE]; 02! [PXC]; 03! ~ P0203
        REF S4 license or other number: 01! [0B 1G G2 LU]; 02!
      +2310C S1 service facility
        NM1 R1 name: 01! [77]; 02! [2]; 03!; 08? [XX]; 09?
        N3 R1 street: 01!; 02?
        N4 R1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
        REF S3 license or other number: 01! [0B G2 LU]; 02!
        PER S1 contact: 01! [IC]; 02?; 03! [TE]; 04!; 05? [EX]; 06?
      +2310D S1 supervising provider
        NM1 R1 name: 01! [DQ]; 02! [1]; 03!; 04?; 05?; 07?; 08? [XX]; 09?
        REF S4 license or other number: 01! [0B 1G G2 LU]; 02!
      +2310E S1 ambulance pick-up
        NM1 R1 name: 01! [PW]; 02! [2]
        N3 R1 street: 01!; 02?
        N4 R1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
      +2310F S1 ambulance drop-off
        NM1 R1 name: 01! [45]; 02! [2]; 03?
        N3 R1 street: 01!; 02?
        N4 R1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
      +2320 S10 other payer and its subscriber
        SBR R1 rank and relationship: 01! [A B C D E F G H P S T U]; 02! [01 18 19 20 21 39 40 53 G8]; 03?; 04?; 05? [12 13 14 15 16 41 42 43 47]; 09? [11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ]
        ${adjustments}
        AMT S1 paid by the other payer: 01! [D]; 02!
        AMT S1 not covered: 01! [A8]; 02!
        AMT S1 left to the patient: 01! [EAF]; 02!
        OI R1 assignment and release: 03! [N W Y]; 04? [P]; 06! [I Y]
        MOA S1 outpatient remarks: 01?; 02?; 03-07? @rarc; 08?; 09?
        +2330A R1 other subscriber
          NM1 R1 name: 01! [IL]; 02! [1 2]; 03!; 04?; 05?; 07?; 08! [II MI]; 09!
          N3 S1 street: 01!; 02?
          N4 S1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
          REF S1 social security number: 01! [SY]; 02!
        +2330B R1 other payer
          NM1 R1 name: 01! [PR]; 02! [2]; 03!; 08! [PI XV]; 09!
          N3 S1 street: 01!; 02?
          N4 S1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
          DTP S1 decided on: 01! [573]; 02! [D8]; 03!
          REF S2 other numbers: 01! [2U EI FY NF]; 02!
          REF S1 prior authorisation: 01! [G1]; 02!
          REF S1 referral number: 01! [9F]; 02!
          REF S1 adjustment mark: 01! [T4]; 02!
          REF S1 payer claim number: 01! [F8]; 02!
        +2330C S2 referring provider at the other payer
          NM1 R1 name: 01! [DN P3]; 02! [1]
          REF R3 license or other number: 01! [0B 1G G2]; 02!
        +2330D S1 rendering provider at the other payer
          NM1 R1 name: 01! [82]; 02! [1 2]
          REF R3 license or other number: 01! [0B 1G G2 LU]; 02!
        +2330E S1 facility at the other payer
          NM1 R1 name: 01! [77]; 02! [2]
          REF R3 license or other number: 01! [0B G2 LU]; 02!
        +2330F S1 supervising provider at the other payer
          NM1 R1 name: 01! [DQ]; 02! [1]
          REF R3 license or other number: 01! [0B 1G G2 LU]; 02!
        +2330G S1 billing provider at the other payer
          NM1 R1 name: 01! [85]; 02! [1 2]
          REF R2 number given by the payer: 01! [G2 LU]; 02!
`;
