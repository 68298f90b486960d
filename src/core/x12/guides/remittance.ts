/** 835 (005010X221A1). The notation is described in notation.ts. */
const adjustmentReasons =
  "[50 51 72 90 AH AM AP B2 B3 BD BN C5 CR CS CT CV CW DM E3 FB FC GO HM IP IR IS J1 L3 L6 LE LS OA OB PI PL RA RE SL TL WO WU]";

/** ISO 4217: currencies in use, and those that ended lately. */
const currencies =
  "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG ZWL";

export const remittanceText = `
BPR R1 payment: 01! [C D H I P U X]; 02!; 03! [C D]; 04! [ACH BOP CHK FWT NON]; 05? [CCP CTX]; 06? [01 04]; 07?; 08? [DA]; 09?; 10?; 11?; 12? [01 04]; 13?; 14? [DA SG]; 15?; 16! ~ P0607 C0809 P1213 C1415 P1819 C2021
TRN R1 trace: 01! [1]; 02!; 03!; 04?
CUR S1 currency: 01! [PR]; 02! [${currencies}]
REF S1 receiver number: 01! [EV]; 02!
REF S1 software version: 01! [F2]; 02!
DTM S1 produced on: 01! [405]; 02! ~ R020305 C0403 P0506
+1000A R1 payer
  N1 R1 name: 01! [PR]; 02!; 03? [XV]; 04? ~ R0203 P0304
  N3 R1 street: 01!; 02?
  N4 R1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
  REF S4 other numbers: 01! [2U EO HI NF]; 02!
  PER S1 business contact: 01! [CX]; 02?; 03? [EM FX TE]; 04?; 05? [EM EX FX TE]; 06?; 07? [EX]; 08?
  PER R* technical contact: 01! [BL]; 02?; 03? [EM TE UR]; 04?; 05? [EM EX FX TE UR]; 06?; 07? [EM EX FX UR]; 08?
  PER S1 web site: 01! [IC]; 03! [UR]; 04!
+1000B R1 payee
  N1 R1 name: 01! [PE]; 02!; 03! [FI XV XX]; 04! ~ R0203 P0304
  N3 S1 street: 01!; 02?
  N4 S1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?
  REF S* license or other number: 01! [0B D3 PQ TJ]; 02!
  RDM S1 delivery of the remittance: 01! [BM EM FT OL]; 02?; 03?
+2000 S* claim block
  LX R1 line number: 01!
  TS3 S1 facility summary: 01!; 02!; 03!; 04!; 05!; 13?; 15?; 17?; 18?; 20?; 21?; 22?; 23?; 24?
  TS2 S1 inpatient summary: 01?; 02?; 03?; 04?; 05?; 06?; 07?; 08?; 09?; 10?; 11?; 12?; 13?; 14?; 15?; 16?; 17?; 18?; 19?
  +2100 R* claim payment
    CLP R1 claim payment: 01!; 02! [1 19 2 20 21 22 23 25 3 4]; 03!; 04!; 05?; 06! [12 13 14 15 16 17 AM CH DS HM LM MA MB MC OF TV VA WC ZZ]; 07!; 08?; 09?; 11?; 12?; 13?
    CAS S99 adjustments: 01! [CO OA PI PR]; 02! @carc; 03!; 04?; 05? @carc; 06?; 07?; 08? @carc; 09?; 10?; 11? @carc; 12?; 13?; 14? @carc; 15?; 16?; 17? @carc; 18?; 19?
    NM1 R1 patient: 01! [QC]; 02! [1]; 03?; 04?; 05?; 07?; 08? [34 HN II MI MR]; 09?
    NM1 S1 insured: 01! [IL]; 02! [1 2]; 03?; 04?; 05?; 07?; 08! [FI II MI]; 09!
    NM1 S1 corrected name: 01! [74]; 02! [1 2]; 03?; 04?; 05?; 07?; 08? [C]; 09?
    NM1 S1 rendering provider: 01! [82]; 02! [1 2]; 03?; 04?; 05?; 07?; 08! [BD BS FI MC PC SL UP XX]; 09!
    NM1 S1 crossover carrier: 01! [TT]; 02! [2]; 03!; 08! [AD FI NI PI PP XV]; 09!
    NM1 S1 corrected first payer: 01! [PR]; 02! [2]; 03!; 08! [AD FI NI PI PP XV]; 09!
    NM1 S1 other subscriber: 01! [GB]; 02! [1 2]; 03?; 04?; 05?; 07?; 08? [FI II MI]; 09?
    MIA S1 inpatient remarks: 01!; 02?; 03?; 04?; 05? @rarc; 06?; 07?; 08?; 09?; 10?; 11?; 12?; 13?; 14?; 15?; 16?; 17?; 18?; 19?; 20-23? @rarc; 24?
    MOA S1 outpatient remarks: 01?; 02?; 03-07? @rarc; 08?; 09?
    REF S5 claim numbers: 01! [1L 1W 28 6P 9A 9C BB CE EA F8 G1 G3 IG SY]; 02!
    REF S10 license or other number: 01! [0B 1A 1B 1C 1D 1G 1H 1J D3 G2 LU]; 02!
    DTM S2 statement dates: 01! [232 233]; 02! ~ R020305 C0403 P0506
    DTM S1 coverage ended: 01! [036]; 02! ~ R020305 C0403 P0506
    DTM S1 received: 01! [050]; 02! ~ R020305 C0403 P0506
    PER S2 business contact: 01! [CX]; 02?; 03! [EM FX TE]; 04!; 05? [EM EX FX TE]; 06?; 07? [EX]; 08?
    AMT S13 claim amounts: 01! [AU D8 DY F5 I NL T T2 ZK ZL ZM ZN ZO]; 02!
    QTY S14 claim quantities: 01! [CA CD LA LE NE NR OU PS VS ZK ZL ZM ZN ZO]; 02! ~ E0204 R0204
    +2110 S999 line payment
      SVC R1 line payment: 01! {1! [AD ER HC HP IV N4 N6 NU UI WK]; 2!; 3?; 4?; 5?; 6?}; 02!; 03!; 04?; 05?; 06? {1! [AD ER HC HP IV N4 NU WK]; 2!; 3?; 4?; 5?; 6?; 7?}; 07?
      DTM S2 service dates: 01! [150 151 472]; 02! ~ R020305 C0403 P0506
      CAS S99 adjustments: 01! [CO OA PI PR]; 02! @carc; 03!; 04?; 05? @carc; 06?; 07?; 08? @carc; 09?; 10?; 11? @carc; 12?; 13?; 14? @carc; 15?; 16?; 17? @carc; 18?; 19?
      REF S8 service numbers: 01! [1S APC BB E9 G1 G3 LU RB]; 02!
      REF S1 line number of the sender: 01! [6R]; 02!
      REF S10 license or other number: 01! [0B 1A 1B 1C 1D 1G 1H 1J D3 G2 HPI SY TJ]; 02!
      REF S5 policy reference: 01! [0K]; 02!
      AMT S9 line amounts: 01! [B6 KH T T2 ZK ZL ZM ZN ZO]; 02!
      QTY S6 line quantities: 01! [ZK ZL ZM ZN ZO]; 02! ~ E0204 R0204
      LQ S99 code of a list: 01! [HE RX]; 02! ~ C0102
PLB S* provider adjustment: 01!; 02!; 03! {1! ${adjustmentReasons}; 2?}; 04!; 05? {1! ${adjustmentReasons}; 2?}; 06?; 07? {1! ${adjustmentReasons}; 2?}; 08?; 09? {1! ${adjustmentReasons}; 2?}; 10?; 11? {1! ${adjustmentReasons}; 2?}; 12?; 13? {1! ${adjustmentReasons}; 2?}; 14? ~ P0506 P0708 P0910 P1112 P1314
`;
