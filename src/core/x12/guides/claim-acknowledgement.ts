/** 277CA (005010X214). The notation is described in notation.ts. */
export const claimAcknowledgementText = `
BHT R1 purpose and reference: 01! [0085]; 02! [08]; 03!; 04!; 05!; 06! [TH]
+2000A R* sender level
  HL R1 level: 01!; 03! [20]; 04! [1]
  +2100A R1 sender
    NM1 R1 name: 01! [PR AY]; 02! [2]; 03!; 08! [46 FI PI XV]; 09!
  +2200A R* receipt of the transmission
    TRN R1 trace: 01! [1]; 02!
    DTP R1 received: 01! [050]; 02! [D8]; 03!
    DTP R1 processed: 01! [009]; 02! [D8]; 03!
  +2000B R1 submitter level
    HL R1 level: 01!; 02!; 03! [21]; 04! [0 1]
    +2100B R1 submitter
      NM1 R1 name: 01! [41]; 02! [1 2]; 03!; 04?; 05?; 08! [46]; 09!
    +2200B R1 verdict on the batch
      TRN R1 trace: 01! [2]; 02!
      STC R* status: 01! {1! @claim-status-category; 2! @claim-status; 3? [36 40 41 AY PR]}; 02!; 03! [U WQ]; 04!; 10? {1! @claim-status-category; 2! @claim-status; 3?}; 11? {1! @claim-status-category; 2! @claim-status; 3?}
      QTY S1 claims accepted: 01! [90]; 02! ~ E0204 R0204
      QTY S1 claims rejected: 01! [AA]; 02! ~ E0204 R0204
      AMT S1 amount accepted: 01! [YU]; 02!
      AMT S1 amount rejected: 01! [YY]; 02!
    +2000C S* billing provider level
      HL R1 level: 01!; 02!; 03! [19]; 04! [0 1]
      +2100C R* billing provider
        NM1 R1 name: 01! [85]; 02! [1 2]; 03!; 04?; 05?; 06?; 07?; 08! [FI SV XX]; 09!
      +2200C S1 verdict on the provider
        TRN R1 trace: 01! [1]; 02!
        STC S* status: 01! {1! @claim-status-category; 2! @claim-status; 3? [36 40 41 77 82 85 87 AY PR]}; 03! [U WQ]; 04!; 10? {1! @claim-status-category; 2! @claim-status; 3?}; 11? {1! @claim-status-category; 2! @claim-status; 3?}
        REF S1 license or other number: 01! [0B 1G G2 LU SY TJ]; 02!
        QTY S1 claims accepted: 01! [QA]; 02! ~ E0204 R0204
        QTY S1 claims rejected: 01! [QC]; 02! ~ E0204 R0204
        AMT S1 amount accepted: 01! [YU]; 02!
        AMT S1 amount rejected: 01! [YY]; 02!
      +2000D S* patient level
        HL R1 level: 01!; 02!; 03! [PT]
        +2100D R1 patient
          NM1 R1 name: 01! [QC]; 02! [1]; 03!; 04?; 05?; 06?; 07?; 08! [II MI]; 09!
        +2200D S* verdict on the claim
          TRN R1 trace: 01! [2]; 02!
          STC R* status: 01! {1! @claim-status-category; 2! @claim-status; 3? [03 1P 1Z 40 41 71 72 73 77 82 85 87 DK DN DQ FA GB HK IL LI MSC PR PRP QB QC QD SEP TL TTP TU]}; 02!; 03! [U WQ]; 04!; 10? {1! @claim-status-category; 2! @claim-status; 3? }; 11? {1! @claim-status-category; 2! @claim-status; 3? }; 12?
          REF S1 payer claim number: 01! [1K]; 02!
          REF S1 clearinghouse number: 01! [D9]; 02!
          REF S1 bill type: 01! [BLT]; 02!
          DTP R1 service: 01! [472]; 02! [RD8 D8]; 03!
          +2220D S* verdict on the line
            SVC R1 service: 01! {1! [AD ER HC HP IV NU WK]; 2!; 3?; 4?; 5?; 6?}; 02!; 04?; 07?
            STC R* status: 01! {1! @claim-status-category; 2! @claim-status; 3? [03 1P 1Z 40 41 71 72 73 77 82 85 87 DK DN DQ FA GB HK IL LI MSC PR PRP QB QC QD SEP TL TTP TU]}; 02!; 03! [U]; 10? {1! @claim-status-category; 2! @claim-status; 3? }; 11? {1! @claim-status-category; 2! @claim-status; 3? }
            REF S1 line number of the sender: 01! [FJ]; 02!
            REF S1 prescription: 01! [XZ]; 02!
            DTP S1 service: 01! [472]; 02! [D8 RD8]; 03!
`;
