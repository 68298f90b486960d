/** Lists and lines that the three claim guides (837P, 837I, 837D) share. */
export const payerRanks = "[A B C D E F G H P S T U]";
export const relationships = "[01 18 19 20 21 39 40 53 G8]";
export const filingIndicators = "[11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ]";
export const attachmentKinds =
  "[03 04 05 06 07 08 09 10 11 13 15 21 A3 A4 AM AS B2 B3 B4 BR BS BT CB CK CT D2 DA DB DG DJ DS EB HC HR I5 IR LA M1 MT NN OB OC OD OE OX OZ P4 P5 P6 PE PN PO PQ PY PZ RB RR RT RX SG V5 XP]";
export const attachment = `PWK S10 attachment: 01! ${attachmentKinds}; 02! [AA BM EL EM FT FX]; 05? [AC]; 06? ~ P0506`;
/** ISO 3166-1, two letters. */
export const countries: ReadonlySet<string> = new Set(
  (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL " +
    "CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU " +
    "GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC " +
    "MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT " +
    "PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA " +
    "UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
  ).split(" "),
);
/** ISO 4217. */
export const currencies =
  "[AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG]";
export const currency = `CUR S1 currency: 01! [85]; 02! ${currencies}`;
export const contract = "CN1 S1 contract: 01! [01 02 03 04 05 06 09]; 02?; 03?; 04?; 05?; 06?";
export const contact = "PER S2 contact: 01! [IC]; 02?; 03! [EM FX TE]; 04!; 05? [EM EX FX TE]; 06?; 07? [EM EX FX TE]; 08?";
export const adjustments =
  "CAS S5 adjustments: 01! [CO CR OA PI PR]; 02! @carc; 03!; 04?; 05? @carc; 06?; 07?; 08? @carc; 09?; 10?; 11? @carc; 12?; 13?; 14? @carc; 15?; 16?; 17? @carc; 18?; 19? ~ P0506 P0809 P1112 P1415 P1718";
export const personName = "02! [1]; 03!; 04?; 05?; 07?; 08? [XX]; 09?";
export const anyName = "02! [1 2]; 03!; 04?; 05?; 07?; 08? [XX]; 09?";
export const ownCity = "N4 R1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?";
export const anyCity = "N4 S1 city, state, ZIP: 01!; 02? @state; 03?; 04? @country; 07?";
export const demographics = "DMG R1 birth date and sex: 01! [D8]; 02!; 03! [F M U] ~ P0102 P1011 C1105";
const rejectReasons = "13? [T1 T2 T3 T4 T5 T6]; 14? [1 2 3 4 5]; 15? [1 2 3 4 5 6] ~ R0113 P0910 P1112";
const pricingMethods = "01! [00 01 02 03 04 05 06 07 08 09 10 11 12 13 14]; 02!; 03?; 04?; 05?; 06?; 07?";

/** HCP, with the elements that only one guide uses in the middle. */
export function repricing(own: string): string {
  return `HCP S1 repricing: ${pricingMethods}; ${own}${own === "" ? "" : "; "}${rejectReasons}`;
}

/** A text of the notation that stands so many levels deeper. */
export function deeper(depth: number, text: string): string {
  return text
    .split("\n")
    .map((line) => (line.trim() === "" ? line : "  ".repeat(depth) + line))
    .join("\n");
}

/** A loop of one provider that only its number identifies, as another payer knows it. */
export function providerAtOther(
  loop: string,
  label: string,
  { name, numbers }: { readonly name: string; readonly numbers: string },
): string {
  return `+${loop} S1 ${label} at the other payer
  NM1 R1 name: ${name}
  REF ${numbers}; 02!
`;
}
