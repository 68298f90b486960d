/** 276 and 277 (005010X212). The notation is described in notation.ts. */
export const claimStatusInquiryText = `
BHT R1 purpose and reference: 01! [0010]; 02! [13]; 03!; 04!; 05!
+2000A R* payer level
  HL R1 level: 01!; 03! [20]; 04! [1]
  +2100A R1 payer
    NM1 R1 name: 01! [PR]; 02! [2]; 03!; 08! [PI XV]; 09!
  +2000B R* level of who asks
    HL R1 level: 01!; 02!; 03! [21]; 04! [1]
    +2100B R1 who asks
      NM1 R1 name: 01! [41]; 02! [1 2]; 03?; 04?; 05?; 08! [46]; 09!
    +2000C R* provider level
      HL R1 level: 01!; 02!; 03! [19]; 04! [1]
      +2100C R2 provider
        NM1 R1 name: 01! [1P]; 02! [1 2]; 03?; 04?; 05?; 07?; 08! [FI SV XX]; 09!
      +2000D R* subscriber level
        HL R1 level: 01!; 02!; 03! [22]; 04! [0 1]
        DMG S1 birth and sex: 01! [D8]; 02!; 03? [F M]
        +2100D R1 subscriber
          NM1 R1 name: 01! [IL]; 02! [1 2]; 03!; 04?; 05?; 07?; 08! [24 II MI]; 09!
        +2200D S* claim asked for
          TRN R1 trace: 01! [1]; 02!
          REF S1 payer claim number: 01! [1K]; 02!
          REF S1 bill type: 01! [BLT]; 02!
          REF S1 application: 01! [LU]; 02!
          REF S1 group number: 01! [6P]; 02!
          REF S1 number of the sender: 01! [EJ]; 02!
          REF S1 prescription: 01! [XZ]; 02!
          REF S1 clearinghouse number: 01! [D9]; 02!
          AMT S1 charge: 01! [T3]; 02!
          DTP S1 service: 01! [472]; 02! [D8 RD8]; 03!
          +2210D S* line asked for
            SVC R1 service: 01! {1! [AD ER HC HP IV N4 NU WK]; 2!; 3?; 4?; 5?; 6?}; 02!; 04?; 07!
            REF S1 line number of the sender: 01! [FJ]; 02!
            DTP R1 service: 01! [472]; 02! [D8 RD8]; 03!
        +2000E S* dependent level
          HL R1 level: 01!; 02!; 03! [23]
          DMG R1 birth and sex: 01! [D8]; 02!; 03? [F M]
          +2100E R1 dependent
            NM1 R1 name: 01! [QC]; 02! [1]; 03!; 04?; 05?; 07?
          +2200E R* claim asked for
            TRN R1 trace: 01! [1]; 02!
            REF S1 payer claim number: 01! [1K]; 02!
            REF S1 bill type: 01! [BLT]; 02!
            REF S1 application: 01! [LU]; 02!
            REF S1 group number: 01! [6P]; 02!
            REF S1 number of the sender: 01! [EJ]; 02!
            REF S1 prescription: 01! [XZ]; 02!
            REF S1 clearinghouse number: 01! [D9]; 02!
            AMT S1 charge: 01! [T3]; 02!
            DTP S1 service: 01! [472]; 02! [D8 RD8]; 03!
            +2210E S* line asked for
              SVC R1 service: 01! {1! [AD ER HC HP IV N4 NU WK]; 2!; 3?; 4?; 5?; 6?}; 02!; 04?; 07!
              REF S1 line number of the sender: 01! [FJ]; 02!
              DTP R1 service: 01! [472]; 02! [D8 RD8]; 03!
`;

export const claimStatusResponseText = `
BHT R1 purpose and reference: 01! [0010]; 02! [08]; 03!; 04!; 05!; 06! [DG]
+2000A R* payer level
  HL R1 level: 01!; 03! [20]; 04! [1]
  +2100A R1 payer
    NM1 R1 name: 01! [PR]; 02! [2]; 03!; 08! [PI XV]; 09!
    PER S1 contact: 01! [IC]; 02?; 03! [ED EM FX TE]; 04!; 05? [ED EM EX FX TE]; 06?; 07? [ED EM EX FX TE]; 08?
  +2000B R* level of who asks
    HL R1 level: 01!; 02!; 03! [21]; 04! [0 1]
    +2100B R1 who asks
      NM1 R1 name: 01! [41]; 02! [1 2]; 03?; 04?; 05?; 08! [46]; 09!
    +2200B S1 status of the question
      TRN R1 trace: 01! [2]; 02!
      STC R* status: 01! {1! @claim-status-category; 2! @claim-status; 3? [41 AY PR]}; 02!; 10? {1! @claim-status-category; 2! @claim-status; 3?}; 11? {1! @claim-status-category; 2! @claim-status; 3?}
    +2000C S* provider level
      HL R1 level: 01!; 02!; 03! [19]; 04! [0 1]
      +2100C R2 provider
        NM1 R1 name: 01! [1P]; 02! [1 2]; 03?; 04?; 05?; 07?; 08! [FI SV XX]; 09!
      +2200C S1 status of the provider
        TRN R1 trace: 01! [1]; 02!
        STC R* status: 01! {1! @claim-status-category; 2! @claim-status; 3? [1P]}; 02!; 10? {1! @claim-status-category; 2! @claim-status; 3?}; 11? {1! @claim-status-category; 2! @claim-status; 3?}
      +2000D S* subscriber level
        HL R1 level: 01!; 02!; 03! [22]; 04! [0 1]
        +2100D R1 subscriber
          NM1 R1 name: 01! [IL]; 02! [1 2]; 03!; 04?; 05?; 07?; 08! [24 II MI]; 09!
        +2200D S* status of a claim
          TRN R1 trace: 01! [2]; 02!
          STC R* status: 01! {1! @claim-status-category; 2! @claim-status; 3?; 4? [RX]}; 02!; 04?; 05?; 06?; 08?; 09?; 10? {1! @claim-status-category; 2! @claim-status; 3?; 4? [RX]}; 11? {1! @claim-status-category; 2! @claim-status; 3?; 4? [RX]}
          REF S1 payer claim number: 01! [1K]; 02!
          REF S1 bill type: 01! [BLT]; 02!
          REF S1 number of the sender: 01! [EJ]; 02!
          REF S1 prescription: 01! [XZ]; 02!
          REF S1 voucher: 01! [VV]; 02!
          REF S1 clearinghouse number: 01! [D9]; 02!
          DTP S1 service: 01! [472]; 02! [D8 RD8]; 03!
          +2220D S* status of a line
            SVC R1 service: 01! {1! [AD ER HC HP IV N4 NU WK]; 2!; 3?; 4?; 5?; 6?}; 02!; 03!; 04?; 07!
            STC R* status: 01! {1! @claim-status-category; 2! @claim-status; 3?; 4? [RX]}; 02!; 10? {1! @claim-status-category; 2! @claim-status; 3?; 4? [RX]}; 11? {1! @claim-status-category; 2! @claim-status; 3?; 4? [RX]}
            REF S1 line number of the sender: 01! [FJ]; 02!
            DTP R1 service: 01! [472]; 02! [D8 RD8]; 03!
        +2000E S* dependent level
          HL R1 level: 01!; 02!; 03! [23]
          +2100E R1 dependent
            NM1 R1 name: 01! [QC]; 02! [1]; 03!; 04?; 05?; 07?
          +2200E R* status of a claim
            TRN R1 trace: 01! [2]; 02!
            STC R* status: 01! {1! @claim-status-category; 2! @claim-status; 3?; 4? [RX]}; 02!; 04?; 05?; 06?; 08?; 09?; 10? {1! @claim-status-category; 2! @claim-status; 3?; 4? [RX]}; 11? {1! @claim-status-category; 2! @claim-status; 3?; 4? [RX]}
            REF S1 payer claim number: 01! [1K]; 02!
            REF S1 bill type: 01! [BLT]; 02!
            REF S1 number of the sender: 01! [EJ]; 02!
            REF S1 prescription: 01! [XZ]; 02!
            REF S1 voucher: 01! [VV]; 02!
            REF S1 clearinghouse number: 01! [D9]; 02!
            DTP S1 service: 01! [472]; 02! [D8 RD8]; 03!
            +2220E S* status of a line
              SVC R1 service: 01! {1! [AD ER HC HP IV N4 NU WK]; 2!; 3?; 4?; 5?; 6?}; 02!; 03!; 04?; 07!
              STC R* status: 01! {1! @claim-status-category; 2! @claim-status; 3?; 4? [RX]}; 02!; 10? {1! @claim-status-category; 2! @claim-status; 3?; 4? [RX]}; 11? {1! @claim-status-category; 2! @claim-status; 3?; 4? [RX]}
              REF S1 line number of the sender: 01! [FJ]; 02!
              DTP R1 service: 01! [472]; 02! [D8 RD8]; 03!
`;
