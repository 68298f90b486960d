/** 837P (005010X222A1): header, billing provider, subscriber, payer. The notation is described in notation.ts. */
import { currency } from "./claim-codes.ts";

export const professionalParties = `
BHT R1 purpose and reference: 01! [0019]; 02! [00 18]; 03!; 04!; 05!; 06! [31 CH RP]
+1000A R1 submitter
  NM1 R1 name: 01! [41]; 02! [1 2]; 03!; 04?; 05?; 08! [46]; 09!
  PER R2 contact: 01! [IC]; 02?; 03! [ED EM FX TE]; 04!; 05? [ED EM EX FX TE]; 06?; 07? [ED EM EX FX TE]; 08?
+1000B R1 receiver
  NM1 R1 name: 01! [40]; 02! [2]; 03!; 08! [46]; 09!
+2000A R* billing provider level
  HL R1 level: 01!; 03! [20]; 04! [1]
  PRV S1 taxonomy: 01! [BI]; 02! [PXC]; 03! ~ P0203
  ${currency}
  +2010AA R1 billing provider
    NM1 R1 name: 01! [85]; 02! [1 2]; 03!; 04?; 05?; 07?; 08? [XX]; 09?
    N3 R1 street: 01!; 02?
    N4 R1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
    REF R1 tax number: 01! [EI SY]; 02!
    REF S2 license or other number: 01! [0B 1G]; 02!
    PER S2 contact: 01! [IC]; 02?; 03! [EM FX TE]; 04!; 05? [EM EX FX TE]; 06?; 07? [EM EX FX TE]; 08?
  +2010AB S1 pay-to address
    NM1 R1 name: 01! [87]; 02! [1 2]
    N3 R1 street: 01!; 02?
    N4 R1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
  +2010AC S1 plan to be paid (subrogation)
    NM1 R1 name: 01! [PE]; 02! [2]; 03!; 08! [PI XV]; 09!
    N3 R1 street: 01!; 02?
    N4 R1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
    REF S1 other numbers: 01! [2U FY NF]; 02!
    REF R1 tax number: 01! [EI]; 02!
  +2000B R* subscriber level
    HL R1 level: 01!; 02!; 03! [22]; 04! [0 1]
    SBR R1 rank and relationship: 01! [A B C D E F G H P S T U]; 02? [18]; 03?; 04?; 05? [12 13 14 15 16 41 42 43 47]; 09? [11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ]
    PAT S1 patient facts: 05? [D8]; 06?; 07? [01]; 08?; 09? [Y] ~ P0506 P0708
    +2010BA R1 subscriber
      NM1 R1 name: 01! [IL]; 02! [1 2]; 03!; 04?; 05?; 07?; 08! [II MI]; 09!
      N3 S1 street: 01!; 02?
      N4 S1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
      DMG S1 birth date and sex: 01! [D8]; 02!; 03! [F M U] ~ P0102 P1011 C1105
      REF S1 social security number: 01! [SY]; 02!
      REF S1 casualty claim number: 01! [Y4]; 02!
      PER S1 contact: 01! [IC]; 02?; 03! [TE]; 04!; 05? [EX]; 06?
    +2010BB R1 payer
      NM1 R1 name: 01! [PR]; 02! [2]; 03!; 08! [PI XV]; 09!
      N3 S1 street: 01!; 02?
      N4 S1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
      REF S3 other numbers: 01! [2U EI FY NF]; 02!
      REF S2 number given by the payer: 01! [G2 LU]; 02!
`;
