/** What a transaction's content can have wrong, by SNIP level, with the code of the 999 (IK3, IK4, IK5) or 277CA that says it. */
import type { AcknowledgementCode, FindingKind, Severity } from "../../kernel/finding.ts";

type Words = readonly [title: string, message: string, why: string, fix: string];
interface Frame {
  readonly severity?: Severity;
  readonly snip: NonNullable<FindingKind["snip"]>;
  readonly authority: string;
  readonly acknowledgement?: AcknowledgementCode;
}

const kind = (code: string, frame: Frame, [title, message, why, fix]: Words): FindingKind => ({
  code,
  severity: "error",
  title,
  message,
  why,
  fix,
  ...frame,
});

const standard = "X12 005010 data element dictionary and segment directory";
const guide = "Implementation guide named in ST03, the loop and segment given";
const ik3 = (code: string): AcknowledgementCode => ({ in: "IK3", code });
const ik4 = (code: string): AcknowledgementCode => ({ in: "IK4", code });
const status = (code: string): AcknowledgementCode => ({ in: "277CA", code });
const level1 = (code: string): Frame => ({ snip: 1, authority: standard, acknowledgement: ik4(code) });
const guideSegment = (code: string): Frame => ({ snip: 2, authority: guide, acknowledgement: ik3(code) });
const guideElement = (code: string): Frame => ({ snip: 2, authority: guide, acknowledgement: ik4(code) });
const refused = "Receivers refuse a transaction that breaks its guide; none of its claims is adjudicated.";
const format = "Receivers check type and length before anything else and refuse what does not fit.";

export const segmentUnknown = kind("X12-SEGMENT-UNKNOWN", { ...level1("1"), acknowledgement: ik3("1") }, [
  "Segment is not known",
  "{tag} is not a segment of the standard.",
  format,
  "Correct the identifier; look for a terminator inside the data.",
]);
export const segmentUnexpected = kind("X12-SEGMENT-UNEXPECTED", guideSegment("2"), [
  "Segment is not expected here",
  "{tag} is not used at this place ({loop}).",
  refused,
  "Remove the segment or move it to its loop.",
]);
export const segmentMissing = kind("X12-SEGMENT-MISSING", guideSegment("3"), [
  "Required segment is missing",
  "{tag} ({label}) is missing in {loop}.",
  refused,
  "Add the segment.",
]);
export const loopTooOften = kind("X12-LOOP-REPEAT", guideSegment("4"), [
  "Loop occurs too often",
  "Loop {loop} ({label}) may occur {most} times.",
  refused,
  "Leave out or split what is too much.",
]);
export const segmentTooOften = kind("X12-SEGMENT-REPEAT", guideSegment("5"), [
  "Segment occurs too often",
  "{tag} ({label}) may occur {most} times here.",
  refused,
  "Leave out what is too much.",
]);
export const segmentOrder = kind("X12-SEGMENT-ORDER", guideSegment("7"), [
  "Segment is out of order",
  "{tag} ({label}) comes too late in {loop}.",
  refused,
  "Move it to its place.",
]);

export const elementMissing = kind("X12-ELEMENT-MISSING", guideElement("1"), [
  "Required element is missing",
  "{name} is empty.",
  refused,
  "Fill in the element.",
]);
export const elementNotUsed = kind("X12-ELEMENT-NOT-USED", guideElement("I10"), [
  "Element is not used",
  "{name} holds “{value}” but must stay empty in this guide.",
  refused,
  "Empty the element.",
]);
export const elementTooMany = kind("X12-ELEMENT-COUNT", level1("3"), [
  "Too many elements",
  "{tag} ends with element {most} in the standard.",
  format,
  "Look for an element separator inside the data.",
]);
export const componentTooMany = kind("X12-COMPONENT-COUNT", level1("13"), [
  "Too many components",
  "{name} holds more components than are defined.",
  format,
  "Look for a component separator inside the data.",
]);
export const repetitionTooMany = kind("X12-REPETITION-COUNT", level1("12"), [
  "Too many repetitions",
  "{name} may occur {most} times.",
  format,
  "Look for a repetition separator inside the data.",
]);
export const elementShort = kind("X12-ELEMENT-SHORT", level1("4"), [
  "Element is too short",
  "{name} “{value}” has {length} characters; {least} is the least.",
  format,
  "Give the value in full.",
]);
export const elementLong = kind("X12-ELEMENT-LONG", level1("5"), [
  "Element is too long",
  "{name} has {length} characters; {most} is the most.",
  format,
  "Shorten the value.",
]);
export const elementCharacters = kind("X12-ELEMENT-CHARACTERS", level1("6"), [
  "Element has characters that are not allowed",
  "{name} “{value}” is not {expected}.",
  format,
  "Correct the value.",
]);
export const elementCode = kind("X12-ELEMENT-CODE", guideElement("7"), [
  "Code is not allowed here",
  "{name} “{value}” is not one of the codes that the guide has here.",
  refused,
  "Use one of: {codes}.",
]);
export const elementDate = kind("X12-ELEMENT-DATE", level1("8"), [
  "Date is wrong",
  "{name} “{value}” is not a date in the form {expected}.",
  format,
  "Write the date in this form.",
]);
export const elementTime = kind("X12-ELEMENT-TIME", level1("9"), [
  "Time is wrong",
  "{name} “{value}” is not a time.",
  format,
  "Write HHMM, HHMMSS or HHMMSSD.",
]);
export const relationMissing = kind("X12-RELATION-MISSING", level1("2"), [
  "Element that belongs to another is missing",
  "{name} is empty, though {other} calls for it.",
  "Some elements only make sense together.",
  "Fill in both, or neither.",
]);
export const relationExcluded = kind("X12-RELATION-EXCLUDED", level1("10"), [
  "Elements exclude each other",
  "{name} and {other} may not both be present.",
  "They say the same thing in two ways.",
  "Keep the one that applies.",
]);
export const levelNumber = kind("X12-HL-NUMBER", { snip: 2, authority: "X12 005010 HL segment, HL01", acknowledgement: ik4("7") }, [
  "Levels are not numbered in order",
  "HL01 is “{value}”, {expected} is next.",
  "Levels are counted from 1 in each transaction.",
  "Number the levels 1, 2, 3 …",
]);
export const levelParent = kind("X12-HL-PARENT", { snip: 2, authority: "X12 005010 HL segment, HL02", acknowledgement: ik4("7") }, [
  "Level hangs under the wrong parent",
  "HL02 is “{value}”, the level above is {expected}.",
  "By it the receiver knows which subscriber belongs to which provider.",
  "Give the HL01 of the level above.",
]);
export const levelChild = kind("X12-HL-CHILD", { snip: 2, authority: "X12 005010 HL segment, HL04", acknowledgement: ik4("7") }, [
  "Mark for lower levels is wrong",
  "HL04 is “{value}”, but lower levels {found}.",
  "It says whether levels follow below this one.",
  "Write 1 when levels follow below, else 0.",
]);

const x222 = "005010X222A1 section 1.4.2 (balancing)";
const x221 = "005010X221A1 section 1.10.2 (balancing)";
const balance = (authority: string, code: string): Frame => ({ snip: 3, authority, acknowledgement: status(code) });
const adds = "Amounts that do not add up cannot be adjudicated or posted; receivers refuse them.";

export const claimTotal = kind("X12-CLAIM-TOTAL", balance(x222, "A7:178"), [
  "Claim total is not the sum of its lines",
  "CLM02 is {stated}, the lines add up to {sum}.",
  adds,
  "Correct the total or the lines.",
]);
export const lineOtherPayer = kind("X12-COB-LINE", balance(x222, "A7:643"), [
  "Other payer's line does not balance",
  "Line {line}: charge {stated}, but paid and adjustments of payer {payer} add up to {sum}.",
  adds,
  "Copy SVD and CAS from that payer's remittance.",
]);
export const claimOtherPaid = kind("X12-COB-PAID", balance(x222, "A7:672"), [
  "Other payer's payment does not balance",
  "AMT*D is {stated}, the paid lines less claim adjustments make {sum}.",
  adds,
  "Correct AMT*D or the line payments.",
]);
export const claimOtherPayer = kind("X12-COB-CLAIM", balance(x222, "A7:672"), [
  "Other payer's claim does not balance",
  "The claim charge is {stated}, paid and adjustments of the other payer add up to {sum}.",
  adds,
  "Copy amounts and adjustments from that payer's remittance.",
]);
export const remittanceLine = kind("X12-835-LINE", balance(x221, "A7:643"), [
  "Line of the remittance does not balance",
  "SVC03 is {stated}, charge less adjustments is {sum}.",
  adds,
  "Ask the payer for a corrected remittance; post nothing by guess.",
]);
export const remittanceClaim = kind("X12-835-CLAIM", balance(x221, "A7:672"), [
  "Claim of the remittance does not balance",
  "CLP04 is {stated}, charge less all adjustments is {sum}.",
  adds,
  "Ask the payer for a corrected remittance; post nothing by guess.",
]);
export const remittanceCharges = kind("X12-835-CHARGES", balance(x221, "A7:178"), [
  "Line charges do not make the claim charge",
  "CLP03 is {stated}, the lines add up to {sum}.",
  adds,
  "Ask the payer for a corrected remittance.",
]);
export const remittanceTotal = kind("X12-835-TOTAL", balance(x221, "A7:672"), [
  "Payment is not the sum of its claims",
  "BPR02 is {stated}, claims less provider adjustments make {sum}.",
  "The deposit cannot be explained by what stands in the remittance.",
  "Ask the payer for a corrected remittance.",
]);
export const patientShare = kind("X12-835-PATIENT", { ...balance(x221, "A7:672"), severity: "warning" }, [
  "Patient responsibility is not the sum of its adjustments",
  "CLP05 is {stated}, adjustments of group PR add up to {sum}.",
  "The patient's balance follows from the adjustments.",
  "Post from the adjustments.",
]);

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
export const guideNotChecked = kind("X12-GUIDE-NOT-CHECKED", { severity: "note", snip: 2, authority: "Claimwright" }, [
  "Guide is not checked yet",
  "{name} ({guide}): only the envelope was checked.",
  "Claimwright checks 837P, 837I, 837D, 835, 999, TA1, 277CA, 270, 271, 276, 277 and 278 in full.",
  "Nothing needs to be done; this says how far the check went.",
]);
export const findingsCut = kind("X12-FINDINGS-CUT", { severity: "note", snip: 1, authority: "Claimwright" }, [
  "More findings than are shown",
  "The transaction has more than {limit} findings; the rest is left out.",
  "So many findings mostly have one cause.",
  "Correct the first ones and check again.",
]);

export const checkFindings: readonly FindingKind[] = [
  segmentUnknown,
  segmentUnexpected,
  segmentMissing,
  loopTooOften,
  segmentTooOften,
  segmentOrder,
  elementMissing,
  elementNotUsed,
  elementTooMany,
  componentTooMany,
  repetitionTooMany,
  elementShort,
  elementLong,
  elementCharacters,
  elementCode,
  elementDate,
  elementTime,
  relationMissing,
  relationExcluded,
  levelNumber,
  levelParent,
  levelChild,
  claimTotal,
  lineOtherPayer,
  claimOtherPaid,
  claimOtherPayer,
  remittanceLine,
  remittanceClaim,
  remittanceCharges,
  remittanceTotal,
  patientShare,
  situation,
  situationElement,
  situationForbidden,
  rankRepeated,
  diagnosisRepeated,
  diagnosisMixed,
  pointerBeyond,
  otherPayerUnknown,
  billingStreet,
  remainingTooMuch,
  npiCheckDigit,
  codeInvalid,
  guideNotChecked,
  findingsCut,
];
