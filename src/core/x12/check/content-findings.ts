/** What a transaction's content can have wrong (SNIP levels 4 to 7), with the code of the 999 or 277CA that says it. */
import type { FindingKind } from "../../kernel/finding.ts";
import { balance, ik3, ik4, kind, refused, status, x222 } from "./finding-frames.ts";

export const situation = kind(
  "X12-SITUATION",
  { snip: 4, authority: "Implementation guide named in ST03, situational rule of the loop and segment given", acknowledgement: ik3("I6") },
  [
    "Situation calls for something that is missing",
    "{missing} is missing: {because}.",
    "The guide makes it required in this situation.",
    "Add {missing}.",
  ],
);
export const situationElement = kind(
  "X12-SITUATION-ELEMENT",
  { snip: 4, authority: "Implementation guide named in ST03, situational rule of the element given", acknowledgement: ik4("I9") },
  [
    "Situation calls for an element that is missing",
    "{missing} is empty: {because}.",
    "The guide makes it required in this situation.",
    "Fill in {missing}.",
  ],
);
export const situationForbidden = kind(
  "X12-SITUATION-FORBIDDEN",
  { snip: 4, authority: "Implementation guide named in ST03, situational rule of the loop and segment given", acknowledgement: ik3("I9") },
  [
    "Situation does not allow something that is present",
    "{present} may not be sent: {because}.",
    "The guide does not use it in this situation.",
    "Remove {present}.",
  ],
);
export const situationElementForbidden = kind(
  "X12-SITUATION-ELEMENT-FORBIDDEN",
  { snip: 4, authority: "Implementation guide named in ST03, situational rule of the element given", acknowledgement: ik4("I13") },
  [
    "Situation does not allow an element that is present",
    "{present} may not be sent: {because}.",
    "The guide does not use it in this situation.",
    "Empty {present}.",
  ],
);
export const situationAdvice = kind(
  "X12-SITUATION-ADVICE",
  {
    severity: "warning",
    snip: 4,
    authority: "Implementation guide named in ST03, situational rule of the place given; its condition also depends on what no file says",
    acknowledgement: status("A6:21"),
  },
  [
    "What is hardly ever left out is missing",
    "{missing} is missing: {because}.",
    "The guide calls for it where it exists; payers match people and places by it.",
    "Add {missing}, or be sure that there is none.",
  ],
);
export const segmentTwice = kind(
  "X12-SEGMENT-TWICE",
  {
    severity: "warning",
    snip: 4,
    authority: "Implementation guide named in ST03, repeats of the segment given: each is for another value",
    acknowledgement: status("A7:746"),
  },
  [
    "Segment says again what the one before it says",
    "{tag} is the same, letter by letter, as the {tag} before it in {loop}.",
    "A segment is repeated for another value; amounts that stand twice are also added up twice.",
    "Remove the second one, or give it the value that was meant.",
  ],
);
export const claimTwice = kind(
  "X12-CLAIM-TWICE",
  {
    severity: "warning",
    snip: 4,
    authority: "Implementation guide named in ST03, loop 2300 CLM01: the payer's answers name the claim by it",
    acknowledgement: status("A7:746"),
  },
  [
    "Claim number is used twice",
    "CLM01 “{value}” is also the number of the claim at segment {other}{how}.",
    "Answers name a claim by this number alone, and payers refuse the same claim a second time as a duplicate.",
    "Remove the second claim, or give it a number of its own.",
  ],
);
export const rankRepeated = kind(
  "X12-RANK-REPEATED",
  { snip: 4, authority: "005010X222A1 loops 2000B and 2320, SBR01", acknowledgement: status("A7:742") },
  [
    "Two payers have the same rank",
    "SBR01 {value} occurs twice in this claim.",
    "Each payer of a claim has its own place in the order.",
    "Give each payer its rank.",
  ],
);
export const diagnosisRepeated = kind(
  "X12-DIAGNOSIS-REPEATED",
  { snip: 4, authority: "005010X222A1 loop 2300 HI", acknowledgement: status("A7:255") },
  [
    "Diagnosis is given twice",
    "Diagnosis {value} occurs twice in HI.",
    "A diagnosis is reported once a claim.",
    "Remove the second one and correct the pointers.",
  ],
);
export const diagnosisMixed = kind(
  "X12-DIAGNOSIS-MIXED",
  { snip: 4, authority: "005010X222A1 loop 2300 HI", acknowledgement: status("A8:255") },
  [
    "ICD-9 and ICD-10 are mixed",
    "HI has both kinds of codes.",
    "A claim uses the code set of its dates of service.",
    "Code all diagnoses in one set.",
  ],
);
export const diagnosisCauseFirst = kind(
  "X12-DIAGNOSIS-CAUSE",
  { snip: 4, authority: "ICD-10-CM Official Guidelines, section I.C.20.a.6", acknowledgement: status("A7:509") },
  [
    "External cause is given as the first diagnosis",
    "HI01 “{value}” says how something came about, not what is treated.",
    "External cause codes are never listed first.",
    "Put the condition first and the cause behind it.",
  ],
);
export const pointerRepeated = kind(
  "X12-POINTER-REPEATED",
  { snip: 4, authority: "Implementation guide named in ST03, loop 2400, diagnosis pointers", acknowledgement: status("A7:477") },
  [
    "Pointer is given twice",
    "Diagnosis {value} is pointed to twice by one line.",
    "Each pointer of a line leads to another diagnosis, the most important first.",
    "Remove the second one.",
  ],
);
export const lineNumber = kind(
  "X12-LINE-NUMBER",
  { snip: 4, authority: "Implementation guide named in ST03, loop 2400 LX01", acknowledgement: ik4("7") },
  [
    "Lines are not numbered in order",
    "LX01 is “{value}”, {expected} is next.",
    "Lines are counted from 1 in each claim; the payer's answer may name the line by it.",
    "Number the lines 1, 2, 3 …",
  ],
);
export const lineControlRepeated = kind(
  "X12-LINE-REPEATED",
  { snip: 4, authority: "Implementation guide named in ST03, loop 2400 REF*6R", acknowledgement: status("A7:746") },
  [
    "Two lines have the same control number",
    "REF*6R “{value}” occurs twice in this claim.",
    "The remittance names the line by it: with one number for two lines nobody knows which was paid.",
    "Give each line its own number.",
  ],
);
export const dateOrder = kind(
  "X12-DATE-ORDER",
  { snip: 4, authority: "Implementation guide named in ST03, dates of the loop given", acknowledgement: status("A8:187") },
  [
    "Dates are in an order that cannot be",
    "{name} {value} cannot be {how} {other} {than}.",
    "Nobody is treated before birth, nor billed before being treated.",
    "Correct the date that is wrong.",
  ],
);
export const dateAhead = kind(
  "X12-DATE-AHEAD",
  {
    severity: "warning",
    snip: 4,
    authority: "Implementation guide named in ST03, dates of the loop given",
    acknowledgement: status("A7:510"),
  },
  [
    "Date lies after the file was made",
    "{name} {value} is after {madeOn}, the day in BHT04.",
    "What has not happened yet cannot be billed.",
    "Correct the date, or send the claim later.",
  ],
);
export const verdictMismatch = kind(
  "X12-CONTRADICTION",
  { snip: 4, authority: "Implementation guide named in ST03, the segment given", acknowledgement: ik4("7") },
  [
    "Values contradict each other",
    "{name} “{value}” does not fit {other}.",
    "A program acts on one of them and a person on the other.",
    "Ask the sender which of them is right.",
  ],
);
export const answerTotal = kind(
  "X12-277CA-TOTAL",
  { snip: 3, authority: "005010X214 loops 2200B and 2200C, QTY and AMT", acknowledgement: ik4("7") },
  [
    "Totals of the acknowledgement are not those of its claims",
    "{name} is {value}, the claims below make {sum}.",
    "Who counts on the totals takes claims for accepted that were not, or looks for claims that are not there.",
    "Ask the sender which of them is right.",
  ],
);
export const providerUnnamed = kind(
  "X12-PROVIDER-NUMBER",
  {
    severity: "warning",
    snip: 4,
    authority: "45 CFR 162.410: covered providers use their NPI; only those who are none have another number",
    acknowledgement: status("A6:562"),
  },
  [
    "Provider has no number at all",
    "{name} has neither an NPI nor another number.",
    "Payers find providers by their number; without one the claim is refused or pends.",
    "Give the NPI in NM109.",
  ],
);
export const serviceNeeds = kind(
  "X12-SERVICE-TYPE",
  { snip: 6, authority: "Implementation guide named in ST03, situational rules by type of service", acknowledgement: status("A6:21") },
  [
    "Kind of service calls for something that is missing",
    "{code}: {missing} is missing, {because}.",
    "Payers refuse this kind of service without it.",
    "Add {missing}.",
  ],
);
export const serviceMayNeed = kind(
  "X12-SERVICE-ADVICE",
  {
    severity: "warning",
    snip: 6,
    authority: "Implementation guide named in ST03, situational rules by type of service; the condition also depends on what no file says",
    acknowledgement: status("A6:21"),
  },
  [
    "Kind of service often calls for something that is missing",
    "{code}: {missing} is missing, {because}.",
    "Most payers refuse this kind of service without it; some providers and codes are exempt.",
    "Add {missing}, or be sure that it does not apply.",
  ],
);
export const serviceUnits = kind(
  "X12-SERVICE-UNITS",
  {
    snip: 6,
    authority: "005010X222A1 loop 2400 SV103; Medicare Claims Processing Manual, chapter 12, section 50",
    acknowledgement: status("A7:476"),
  },
  [
    "Anaesthesia is not given in minutes",
    "{code} is reported with UN instead of MJ.",
    "Anaesthesia is paid by its time.",
    "Give the minutes, with MJ in SV103.",
  ],
);
export const codeSetAge = kind(
  "X12-CODE-AGE",
  { severity: "warning", snip: 5, authority: "45 CFR 162.1002: ICD-10 for services from 1 October 2015", acknowledgement: status("A7:21") },
  [
    "Code set was not in use on that day",
    "{set} is used for a claim of {date}.",
    "Which code set applies follows from the date of service, for stays from the date of discharge.",
    "Code the claim in the set of its date.",
  ],
);
export const elementPattern = kind(
  "X12-ELEMENT-PATTERN",
  { snip: 2, authority: "Implementation guide named in ST03, note to the element given", acknowledgement: ik4("I12") },
  ["Value has not the form that the guide asks for", "{name} “{value}” is not {expected}.", refused, "Correct the value."],
);
export const telephone = kind(
  "X12-TELEPHONE",
  {
    severity: "warning",
    snip: 2,
    authority: "Implementation guide named in ST03, note to PER04, PER06 and PER08",
    acknowledgement: ik4("I12"),
  },
  [
    "Telephone number has not the form that the guide asks for",
    "{name} “{value}” is not a number in digits only, with its area code.",
    "The guides write numbers as ten digits; who calls back by program cannot use another form.",
    "Write the ten digits without blanks, brackets or hyphens.",
  ],
);
export const unusualValue = kind(
  "X12-UNUSUAL",
  {
    severity: "warning",
    snip: 4,
    authority: "Implementation guide named in ST03 and the outside code lists that it names, for the element given",
    acknowledgement: status("A7:21"),
  },
  [
    "Value is hardly ever right",
    "{name} “{value}” is unusual: {because}.",
    "The guide leaves it open, and payers refuse it.",
    "Look whether it is what was meant.",
  ],
);
export const zipIncomplete = kind(
  "X12-ZIP",
  {
    severity: "warning",
    snip: 2,
    authority: "Implementation guide named in ST03, note to N403 of the billing provider and the service facility: the full nine digits",
    acknowledgement: ik4("I12"),
  },
  [
    "ZIP code has not all its digits",
    "N403 “{value}” has five digits, the guide asks for nine here.",
    "Payers price by the place and find providers by it; told once a transaction.",
    "Add the four digits.",
  ],
);
export const remarkMissing = kind(
  "X12-REMARK",
  {
    severity: "warning",
    snip: 4,
    authority: "Claim adjustment reason codes, text of the code: at least one remark code must be provided",
    acknowledgement: ik3("I6"),
  },
  [
    "Adjustment reason stands without the remark that it calls for",
    "Reason {value} says nothing without a remark code (LQ, MOA or MIA), and there is none.",
    "By itself the reason does not say what is wrong with the claim.",
    "Ask the payer for the remark code.",
  ],
);
export const partnerRule = kind(
  "X12-PARTNER",
  { snip: 7, authority: "Companion guide of the trading partner", acknowledgement: status("A3:732") },
  [
    "Partner asks for something else",
    "{partner}: {rule}.",
    "A partner may narrow what the guide leaves open, and refuses what does not follow.",
    "Follow the partner's companion guide.",
  ],
);
export const pointerBeyond = kind(
  "X12-POINTER",
  { snip: 4, authority: "005010X222A1 loop 2400 SV107", acknowledgement: status("A7:477") },
  [
    "Pointer leads to no diagnosis",
    "SV107 points to diagnosis {value}, the claim has {count}.",
    "The payer judges necessity by the diagnosis pointed to.",
    "Point to a diagnosis of this claim.",
  ],
);
export const otherPayerUnknown = kind(
  "X12-COB-PAYER",
  { snip: 4, authority: "005010X222A1 loop 2430 SVD01 and 2330B NM109", acknowledgement: status("A8:479") },
  [
    "Line names a payer that the claim does not have",
    "SVD01 “{value}” is not the id of another payer of the claim.",
    "Line payments are matched to their payer by this id.",
    "Use the id of loop 2330B.",
  ],
);

export const billingStreet = kind(
  "X12-BILLING-STREET",
  { snip: 4, authority: "005010X222A1 loop 2010AA N3: a street address", acknowledgement: status("A7:126:85") },
  [
    "Billing provider's address is a post office box",
    "{name} “{value}” is no street address.",
    "The billing provider is identified by where it is; only the pay-to address may be a box.",
    "Give the street here and the box as pay-to address (loop 2010AB).",
  ],
);
export const remainingTooMuch = kind("X12-COB-REMAINING", balance(x222, "A7:672"), [
  "More is left to the patient than was charged",
  "AMT*EAF adds up to {sum}, the charge is {stated}.",
  "What is left to the patient is a part of the charge.",
  "Give the part of the other payer's patient responsibility that is still open.",
]);

export const npiCheckDigit = kind(
  "X12-NPI",
  { severity: "warning", snip: 5, authority: "45 CFR 162.406: ten digits, the last a check digit", acknowledgement: status("A7:562") },
  [
    "NPI is not a possible number",
    "{name} “{value}” fails the check digit.",
    "Payers look providers up by the NPI and reject a number that cannot be.",
    "Look the number up in NPPES.",
  ],
);
export const codeInvalid = kind(
  "X12-CODE-SET",
  { snip: 5, authority: "Code set and release in force on the day given", acknowledgement: status("A7:21") },
  [
    "Code was not valid on that day",
    "{system} “{value}” is not valid on {date}.",
    "External codes are judged by the date of service or of the remittance.",
    "Use a code that was valid on that day.",
  ],
);
export const contentFindings: readonly FindingKind[] = [
  situation,
  situationElement,
  situationForbidden,
  situationElementForbidden,
  situationAdvice,
  segmentTwice,
  claimTwice,
  rankRepeated,
  diagnosisRepeated,
  diagnosisMixed,
  diagnosisCauseFirst,
  pointerRepeated,
  lineNumber,
  lineControlRepeated,
  dateOrder,
  dateAhead,
  verdictMismatch,
  answerTotal,
  providerUnnamed,
  serviceNeeds,
  serviceMayNeed,
  serviceUnits,
  codeSetAge,
  elementPattern,
  telephone,
  unusualValue,
  zipIncomplete,
  remarkMissing,
  partnerRule,
  pointerBeyond,
  otherPayerUnknown,
  billingStreet,
  remainingTooMuch,
  npiCheckDigit,
  codeInvalid,
];
