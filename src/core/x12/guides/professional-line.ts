/** 837P (005010X222A1): loop 2400 and what hangs under it, then the dependent level. The notation is described in notation.ts. */
import { adjustments } from "./claim-codes.ts";

export const professionalLine = `
      +2400 R50 service line
        LX R1 line number: 01!
        SV1 R1 professional service: 01! {1! [ER HC IV WK]; 2!; 3?; 4?; 5?; 6?; 7?}; 02!; 03! [MJ UN]; 04!; 05? @pos; 07! {1! [1 2 3 4 5 6 7 8 9 10 11 12]; 2? [1 2 3 4 5 6 7 8 9 10 11 12]; 3? [1 2 3 4 5 6 7 8 9 10 11 12]; 4? [1 2 3 4 5 6 7 8 9 10 11 12]}; 09? [Y]; 11? [Y]; 12? [Y]; 15? [0] ~ P0304
        SV5 S1 equipment service: 01! {1! [HC]; 2!}; 02! [DA]; 03!; 04!; 05!; 06! [1 4 6] ~ R0405 C0604
        PWK S10 attachment: 01! [03 04 05 06 07 08 09 10 11 13 15 21 A3 A4 AM AS B2 B3 B4 BR BS BT CB CK CT D2 DA DB DG DJ DS EB HC HR I5 IR LA M1 MT NN OB OC OD OE OX OZ P4 P5 PE PN PO PQ PY PZ RB RR RT RX SG V5 XP]; 02! [AA BM EL EM FT FX]; 05? [AC]; 06? ~ P0506
        PWK S1 equipment certificate: 01! [CT]; 02! [AB AD AF AG NS] ~ P0506
        CR1 S1 ambulance transport: 01? [LB]; 02?; 04! [A B C D E]; 05! [DH]; 06!; 09?; 10? ~ P0102 P0506
        CR3 S1 equipment certification: 01! [I R S]; 02! [MO]; 03! ~ P0203
        CRC S3 ambulance condition: 01! [07]; 02! [N Y]; 03! [01 04 05 06 07 08 09 12]; 04-07? [01 04 05 06 07 08 09 12]
        CRC S1 hospice employee: 01! [70]; 02! [N Y]; 03! [65]
        CRC S1 equipment condition: 01! [09]; 02! [N Y]; 03! [38 ZV]; 04? [38 ZV]
        DTP R1 service: 01! [472]; 02! [D8 RD8]; 03!
        DTP S1 prescription: 01! [471]; 02! [D8]; 03!
        DTP S1 recertified: 01! [607]; 02! [D8]; 03!
        DTP S1 therapy began: 01! [463]; 02! [D8]; 03!
        DTP S1 last certified: 01! [461]; 02! [D8]; 03!
        DTP S1 last seen: 01! [304]; 02! [D8]; 03!
        DTP S2 test: 01! [738 739]; 02! [D8]; 03!
        DTP S1 shipped: 01! [011]; 02! [D8]; 03!
        DTP S1 last X-ray: 01! [455]; 02! [D8]; 03!
        DTP S1 first treatment: 01! [454]; 02! [D8]; 03!
        QTY S1 ambulance patients: 01! [PT]; 02! ~ E0204 R0204
        QTY S1 obstetric anesthesia units: 01! [FL]; 02! ~ E0204 R0204
        MEA S5 test result: 01! [OG TR]; 02! [HT R1 R2 R3 R4]; 03!
        CN1 S1 contract: 01! [01 02 03 04 05 06 09]; 02?; 03?; 04?; 05?; 06?
        REF S1 repriced line number: 01! [9B]; 02!
        REF S1 repriced line number, adjusted: 01! [9D]; 02!
        REF S5 prior authorisation: 01! [G1]; 02!; 04? {1! [2U]; 2!}
        REF S1 line number of the sender: 01! [6R]; 02!
        REF S1 mammography certificate: 01! [EW]; 02!
        REF S1 CLIA number: 01! [X4]; 02!
        REF S1 referring laboratory: 01! [F4]; 02!
        REF S1 vaccine batch: 01! [BT]; 02!
        REF S5 referral number: 01! [9F]; 02!; 04? {1! [2U]; 2!}
        AMT S1 sales tax: 01! [T]; 02!
        AMT S1 postage: 01! [F4]; 02!
        K3 S10 data required by law: 01!
        NTE S1 note: 01! [ADD DCP]; 02!
        NTE S1 note of a third party: 01! [TPO]; 02!
        PS1 S1 bought service: 01!; 02!
        HCP S1 repricing: 01! [00 01 02 03 04 05 06 07 08 09 10 11 12 13 14]; 02!; 03?; 04?; 05?; 06?; 07?; 09? [ER HC IV WK]; 10?; 11? [MJ UN]; 12?; 13? [T1 T2 T3 T4 T5 T6]; 14? [1 2 3 4 5]; 15? [1 2 3 4 5 6] ~ R0113 P0910 P1112
        +2410 S1 drug
          LIN R1 drug: 02! [EN EO HI N4 ON UK UP]; 03!
          CTP R1 drug quantity: 04!; 05! {1! [F2 GR ME ML UN]}
          REF S1 prescription: 01! [VY XZ]; 02!
        +2420A S1 rendering provider of the line
          NM1 R1 name: 01! [82]; 02! [1 2]; 03!; 04?; 05?; 07?; 08? [XX]; 09?
          PRV S1 taxonomy: 01! [PE]; 02! [PXC]; 03! ~ P0203
          REF S20 license or other number: 01! [0B 1G G2 LU]; 02!; 04? {1! [2U]; 2!}
        +2420B S1 provider the service was bought from
          NM1 R1 name: 01! [QB]; 02! [1 2]; 08? [XX]; 09?
          REF S20 license or other number: 01! [0B 1G G2]; 02!; 04? {1! [2U]; 2!}
        +2420C S1 facility of the line
          NM1 R1 name: 01! [77]; 02! [2]; 03!; 08? [XX]; 09?
          N3 R1 street: 01!; 02?
          N4 R1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
          REF S3 number given by the payer: 01! [G2 LU]; 02!; 04? {1! [2U]; 2!}
        +2420D S1 supervising provider of the line
          NM1 R1 name: 01! [DQ]; 02! [1]; 03!; 04?; 05?; 07?; 08? [XX]; 09?
          REF S20 license or other number: 01! [0B 1G G2 LU]; 02!; 04? {1! [2U]; 2!}
        +2420E S1 ordering provider
          NM1 R1 name: 01! [DK]; 02! [1]; 03!; 04?; 05?; 07?; 08? [XX]; 09?
          N3 S1 street: 01!; 02?
          N4 S1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
          REF S20 license or other number: 01! [0B 1G G2]; 02!; 04? {1! [2U]; 2!}
          PER S1 contact: 01! [IC]; 02?; 03! [EM FX TE]; 04!; 05? [EM EX FX TE]; 06?; 07? [EM EX FX TE]; 08?
        +2420F S2 referring provider of the line
          NM1 R1 name: 01! [DN P3]; 02! [1]; 03!; 04?; 05?; 07?; 08? [XX]; 09?
          REF S20 license or other number: 01! [0B 1G G2]; 02!; 04? {1! [2U]; 2!}
        +2420G S1 pick-up of the line
          NM1 R1 name: 01! [PW]; 02! [2]
          N3 R1 street: 01!; 02?
          N4 R1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
        +2420H S1 drop-off of the line
          NM1 R1 name: 01! [45]; 02! [2]; 03?
          N3 R1 street: 01!; 02?
          N4 R1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
        +2430 S15 what another payer decided on the line
          SVD R1 paid by the other payer: 01!; 02!; 03! {1! [ER HC IV WK]; 2!; 3?; 4?; 5?; 6?; 7?}; 05!; 06?
          ${adjustments}
          DTP R1 decided on: 01! [573]; 02! [D8]; 03!
          AMT S1 left to the patient: 01! [EAF]; 02!
        +2440 S* form answers
          LQ R1 code of a list: 01! [AS UT]; 02! ~ C0102
          FRM R99 answer: 01!; 02? [N W Y]; 03?; 04?; 05? ~ R02030405
    +2000C S* dependent level
      HL R1 level: 01!; 02!; 03! [23]; 04! [0]
      PAT R1 patient facts: 01! [01 19 20 21 39 40 53 G8]; 05? [D8]; 06?; 07? [01]; 08?; 09? [Y] ~ P0506 P0708
      +2010CA R1 dependent patient
        NM1 R1 name: 01! [QC]; 02! [1]; 03!; 04?; 05?; 07?
        N3 R1 street: 01!; 02?
        N4 R1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
        DMG R1 birth date and sex: 01! [D8]; 02!; 03! [F M U] ~ P0102 P1011 C1105
        REF S1 casualty claim number: 01! [Y4]; 02!
        REF S1 patient number: 01! [1W SY]; 02!
        PER S1 contact: 01! [IC]; 02?; 03! [TE]; 04!; 05? [EX]; 06?
      +2300 R100 =2300
`;
