/** 270 and 271 (005010X279A1). The notation is described in notation.ts. */
const providerKinds = "[AD AT BI CO CV H HH LA OT P1 P2 PC PE R RF SB SK SU]";
const personNumbers = "[18 1L 1W 3H 49 6P CE CT EA EJ F6 GH HJ IF IG ML MRC N6 NQ Q4 SY Y4]";
/** Types of service (data element 1365), as the guide lists them. */
export const serviceTypes =
  "[1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 30 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98 99 A0 A1 A2 A3 A4 A5 A6 A7 A8 A9 AA AB AC AD AE AF AG AH AI AJ AK AL AM AN AO AQ AR B1 B2 B3 BA BB BC BD BE BF BG BH BI BJ BK BL BM BN BP BQ BR BS BT BU BV BW BX BY BZ C1 CA CB CC CD CE CF CG CH CI CJ CK CL CM CN CO CP CQ DG DM DS GF GN GY IC MH NI ON PT PU RN RT TC TN UC]";
const serviceCode = "{1! [AD CJ HC ID IV N4 ZZ]; 2!; 3?; 4?; 5?; 6?; 8?}";
const reasons =
  "04 15 33 35 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 95 97 98 AA AE AF AG AO CI E8 IA MA T4";
const refusalOf = (codes: string): string => `AAA S9 refusal: 01! [N Y]; 03! [${codes}]; 04! [C N P R S W X Y]`;
/** Of a benefit any reason; of the system, the payer, who asks, the subscriber and the dependent their own. */
const rejection = refusalOf(reasons);
const ofSystem = refusalOf("04 41 42 79");
const ofPayer = refusalOf("04 41 42 79 80 T4");
const ofAsking = refusalOf("15 41 43 44 45 46 47 48 50 51 79 97 T4");
const ofSubscriber = refusalOf("15 35 42 43 45 47 48 49 51 52 56 57 58 60 61 62 63 71 72 73 74 75 76 78");
const ofDependent = refusalOf("15 35 42 43 45 47 48 49 51 52 56 57 58 60 61 62 63 64 65 66 67 68 71 77");
const personDates = "[096 102 152 291 307 318 340 341 342 343 346 347 356 357 382 435 442 458 472 539 540 636 771]";
const benefitDates = "[096 102 152 193 194 198 290 291 292 295 304 307 318 346 347 348 349 356 357 382 435 472 539 540 636 771]";

export const eligibilityInquiryText = `
BHT R1 purpose and reference: 01! [0022]; 02! [01 13 36]; 03?; 04!; 05!; 06? [RT RU]
+2000A R* payer level
  HL R1 level: 01!; 03! [20]; 04! [1]
  +2100A R1 payer
    NM1 R1 name: 01! [2B 36 GP P5 PR]; 02! [1 2]; 03!; 04?; 05?; 07?; 08! [24 46 FI NI PI XV XX]; 09!
  +2000B R* level of who asks
    HL R1 level: 01!; 02!; 03! [21]; 04! [1]
    +2100B R1 who asks
      NM1 R1 name: 01! [1P 2B 36 80 FA GP P5 PR]; 02! [1 2]; 03?; 04?; 05?; 07?; 08! [24 34 FI PI PP SV XV XX]; 09!
      REF S9 other numbers: 01! [0B 1C 1D 1J 4A CT EL EO HPI JD N5 N7 Q4 SY TJ]; 02!; 03?
      N3 S1 street: 01!; 02?
      N4 S1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
      PRV S1 specialty: 01! ${providerKinds}; 02? [PXC]; 03? ~ P0203
    +2000C R* subscriber level
      HL R1 level: 01!; 02!; 03! [22]; 04! [0 1]
      TRN S2 trace: 01! [1]; 02!; 03!; 04?
      +2100C R1 subscriber
        NM1 R1 name: 01! [IL]; 02! [1 2]; 03?; 04?; 05?; 07?; 08? [24 II MI]; 09?
        REF S9 other numbers: 01! ${personNumbers}; 02!; 03?
        N3 S1 street: 01!; 02?
        N4 S1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
        PRV S1 provider: 01! ${providerKinds}; 02? [9K D3 EI HPI PXC SY TJ]; 03? ~ P0203
        DMG S1 birth and sex: 01? [D8]; 02?; 03? [F M]
        INS S1 relationship: 01! [Y]; 02! [18]; 17?
        HI S1 diagnoses: 01! {1! [ABK BK]; 2!}; 02-08? {1! [ABF BF]; 2!}
        DTP S2 dates: 01! [102 291]; 02! [D8 RD8]; 03!
        +2110C S99 question
          EQ R1 what is asked: 01? ${serviceTypes}x99; 02? ${serviceCode}; 03? [FAM]; 05? {1!; 2?; 3?; 4?}
          AMT S1 spend-down: 01! [R]; 02!
          AMT S1 billed: 01! [PB]; 02!
          III S1 place or diagnosis: 01! [ZZ]; 02!
          REF S1 other numbers: 01! [9F G1]; 02!
          DTP S1 dates: 01! [291]; 02! [D8 RD8]; 03!
      +2000D S* dependent level
        HL R1 level: 01!; 02!; 03! [23]; 04! [0]
        TRN S2 trace: 01! [1]; 02!; 03!; 04?
        +2100D R1 dependent
          NM1 R1 name: 01! [03]; 02! [1]; 03?; 04?; 05?; 07?
          REF S9 other numbers: 01! ${personNumbers}; 02!; 03?
          N3 S1 street: 01!; 02?
          N4 S1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
          PRV S1 provider: 01! ${providerKinds}; 02? [9K D3 EI HPI PXC SY TJ]; 03? ~ P0203
          DMG S1 birth and sex: 01? [D8]; 02?; 03? [F M]
          INS S1 relationship: 01! [N]; 02! [01 19 34]; 17?
          HI S1 diagnoses: 01! {1! [ABK BK]; 2!}; 02-08? {1! [ABF BF]; 2!}
          DTP S2 dates: 01! [102 291]; 02! [D8 RD8]; 03!
          +2110D R99 question
            EQ R1 what is asked: 01? ${serviceTypes}x99; 02? ${serviceCode}; 05? {1!; 2?; 3?; 4?}
            III S1 place or diagnosis: 01! [ZZ]; 02!
            REF S1 other numbers: 01! [9F G1]; 02!
            DTP S1 dates: 01! [291]; 02! [D8 RD8]; 03!
`;

export const eligibilityResponseText = `
BHT R1 purpose and reference: 01! [0022]; 02! [06 11]; 03?; 04!; 05!; 06? [RT RU]
+2000A R* payer level
  HL R1 level: 01!; 03! [20]; 04! [0 1]
  ${ofSystem}
  +2100A R1 payer
    NM1 R1 name: 01! [2B 36 GP P5 PR]; 02! [1 2]; 03!; 04?; 05?; 07?; 08! [24 46 FI NI PI XV XX]; 09!
    PER S3 contact: 01! [IC]; 02?; 03? [ED EM FX TE UR]; 04?; 05? [ED EM EX FX TE UR]; 06?; 07? [ED EM EX FX TE UR]; 08?
    ${ofPayer}
  +2000B S* level of who asks
    HL R1 level: 01!; 02!; 03! [21]; 04! [0 1]
    +2100B R1 who asks
      NM1 R1 name: 01! [1P 2B 36 80 FA GP P5 PR]; 02! [1 2]; 03?; 04?; 05?; 07?; 08! [24 34 FI PI PP SV XV XX]; 09!
      REF S9 other numbers: 01! [0B 1C 1D 1J 4A CT EL EO HPI JD N5 N7 Q4 SY TJ]; 02!; 03?
      N3 S1 street: 01!; 02?
      N4 S1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
      ${ofAsking}
      PRV S1 specialty: 01! ${providerKinds}; 02? [PXC]; 03? ~ P0203
    +2000C S* subscriber level
      HL R1 level: 01!; 02!; 03! [22]; 04! [0 1]
      TRN S3 trace: 01! [1 2]; 02!; 03!; 04?
      +2100C R1 subscriber
        NM1 R1 name: 01! [IL]; 02! [1 2]; 03?; 04?; 05?; 07?; 08? [24 II MI]; 09?
        REF S9 other numbers: 01! ${personNumbers}; 02!; 03?
        N3 S1 street: 01!; 02?
        N4 S1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
        ${ofSubscriber}
        PRV S1 provider: 01! ${providerKinds}; 02? [9K D3 EI HPI PXC SY TJ]; 03? ~ P0203
        DMG S1 birth and sex: 01? [D8]; 02?; 03? [F M U]
        INS S1 relationship: 01! [Y]; 02! [18]; 03? [001]; 04? [25]; 17?
        HI S1 diagnoses: 01! {1! [ABK BK]; 2!}; 02-08? {1! [ABF BF]; 2!}
        DTP S9 dates: 01! ${personDates}; 02! [D8 RD8]; 03!
        MPI S1 military: 01! [A C L O P S T]; 02! [AE AO AS AT AU CC DD HD IR LX PE RE RM RR RU]; 03! [A B C D E F G H I J K L M N O P Q R S T U]; 04?; 05?; 06? [D8 RD8]; 07?
        +2110C S* benefit
          EB R1 benefit: 01! [1 2 3 4 5 6 7 8 A B C CB D E F G H I J K L M MC N O P Q R S T U V W X Y]; 02? [CHD DEP ECH EMP ESP FAM IND SPC SPO]; 03? ${serviceTypes}x99; 04? [12 13 14 15 16 41 42 43 47 AP C1 CO CP D DB EP FF GP HM HN HS IN IP LC LD LI LT MA MB MC MH MI MP OT PE PL PP PR PS QM RP SP TF WC WU]; 05?; 06? [6 7 13 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36]; 07?; 08?; 09? [8H 99 CA CE D3 DB DY HS LA LE M2 MN P6 QA S7 S8 VS YY]; 10?; 11? [N U Y]; 12? [N U W Y]; 13? ${serviceCode}; 14? {1!; 2?; 3?; 4?} ~ P0910
          HSD S9 delivery: 01? [DY FL HS MN VS]; 02?; 03? [DA MO VS WK YR]; 04?; 05? [6 7 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35]; 06?; 07?; 08? ~ P0102
          REF S9 other numbers: 01! [18 1L 1W 49 6P 9F ALS CLI EJ F6 FO G1 IG M7 N6 NQ Y4]; 02!; 03?
          DTP S20 dates: 01! ${benefitDates}; 02! [D8 RD8]; 03!
          ${rejection}
          MSG S10 message: 01!
          +2115C S10 place or diagnosis
            III R1 place or diagnosis: 01? [ABF ABK BF BK GR NI ZZ]; 02?; 03? [44]; 04? ~ P0102
          LS S1 loop begins: 01! [2120]
          +2120C S23 whom it concerns
            NM1 R1 name: 01! [13 1I 1P 2B 36 73 FA GP GW I3 IL LR OC P3 P4 P5 PR PRP SEP TTP VER VN VY X3 Y2]; 02! [1 2]; 03?; 04?; 05?; 07?; 08? [24 34 46 FA FI II MI NI PI PP SV XV XX]; 09?; 10? [01 02 27 41 48 65 72]
            N3 S1 street: 01!; 02?
            N4 S1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
            PER S3 contact: 01! [IC]; 02?; 03? [ED EM FX TE UR WP]; 04?; 05? [ED EM EX FX TE UR WP]; 06?; 07? [ED EM EX FX TE UR WP]; 08?
            PRV S1 specialty: 01! ${providerKinds}; 02? [9K D3 EI HPI PXC SY TJ]; 03? ~ P0203
          LE S1 loop ends: 01! [2120]
      +2000D S* dependent level
        HL R1 level: 01!; 02!; 03! [23]; 04! [0]
        TRN S3 trace: 01! [1 2]; 02!; 03!; 04?
        +2100D R1 dependent
          NM1 R1 name: 01! [03]; 02! [1]; 03?; 04?; 05?; 07?
          REF S9 other numbers: 01! ${personNumbers}; 02!; 03?
          N3 S1 street: 01!; 02?
          N4 S1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
          ${ofDependent}
          PRV S1 provider: 01! ${providerKinds}; 02? [9K D3 EI HPI PXC SY TJ]; 03? ~ P0203
          DMG S1 birth and sex: 01? [D8]; 02?; 03? [F M U]
          INS S1 relationship: 01! [N]; 02! [01 19 20 21 39 40 53 34 G8]; 03? [001]; 04? [25]; 17?
          HI S1 diagnoses: 01! {1! [ABK BK]; 2!}; 02-08? {1! [ABF BF]; 2!}
          DTP S9 dates: 01! ${personDates}; 02! [D8 RD8]; 03!
          MPI S1 military: 01! [A C L O P S T]; 02! [AE AO AS AT AU CC DD HD IR LX PE RE RM RR RU]; 03! [A B C D E F G H I J K L M N O P Q R S T U]; 04?; 05?; 06? [D8 RD8]; 07?
          +2110D S* benefit
            EB R1 benefit: 01! [1 2 3 4 5 6 7 8 A B C CB D E F G H I J K L M MC N O P Q R S T U V W X Y]; 02? [CHD DEP ECH EMP ESP FAM IND SPC SPO]; 03? ${serviceTypes}x99; 04? [12 13 14 15 16 41 42 43 47 AP C1 CO CP D DB EP FF GP HM HN HS IN IP LC LD LI LT MA MB MC MH MI MP OT PE PL PP PR PS QM RP SP TF WC WU]; 05?; 06? [6 7 13 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36]; 07?; 08?; 09? [8H 99 CA CE D3 DB DY HS LA LE M2 MN P6 QA S7 S8 VS YY]; 10?; 11? [N U Y]; 12? [N U W Y]; 13? ${serviceCode}; 14? {1!; 2?; 3?; 4?} ~ P0910
            HSD S9 delivery: 01? [DY FL HS MN VS]; 02?; 03? [DA MO VS WK YR]; 04?; 05? [6 7 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35]; 06?; 07?; 08? ~ P0102
            REF S9 other numbers: 01! [18 1L 1W 49 6P 9F ALS CLI EJ F6 FO G1 IG M7 N6 NQ Y4]; 02!; 03?
            DTP S20 dates: 01! ${benefitDates}; 02! [D8 RD8]; 03!
            ${rejection}
            MSG S10 message: 01!
            +2115D S10 place or diagnosis
              III R1 place or diagnosis: 01? [ABF ABK BF BK GR NI ZZ]; 02?; 03? [44]; 04? ~ P0102
            LS S1 loop begins: 01! [2120]
            +2120D S23 whom it concerns
              NM1 R1 name: 01! [13 1I 1P 2B 36 73 FA GP GW I3 IL LR OC P3 P4 P5 PR PRP SEP TTP VER VN VY X3 Y2]; 02! [1 2]; 03?; 04?; 05?; 07?; 08? [24 34 46 FA FI II MI NI PI PP SV XV XX]; 09?; 10? [01 02 27 41 48 65 72]
              N3 S1 street: 01!; 02?
              N4 S1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
              PER S3 contact: 01! [IC]; 02?; 03? [ED EM FX TE UR WP]; 04?; 05? [ED EM EX FX TE UR WP]; 06?; 07? [ED EM EX FX TE UR WP]; 08?
              PRV S1 specialty: 01! ${providerKinds}; 02? [9K D3 EI HPI PXC SY TJ]; 03? ~ P0203
            LE S1 loop ends: 01! [2120]
`;
