/** What a transaction's form and sums can have wrong (SNIP levels 1 to 3), with the code of the 999 (IK3, IK4) or 277CA that says it. */
import type { FindingKind } from "../../kernel/finding.ts";
import { contentFindings } from "./content-findings.ts";
import { balance, format, guideElement, guideSegment, ik3, ik4, kind, level1, refused, x222 } from "./finding-frames.ts";

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
export const segmentEarly = kind("X12-SEGMENT-EARLY", guideSegment("7"), [
  "Segment stands too early",
  "{tag} ({label}) stands before what comes first in {loop}.",
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

const x221 = "005010X221A1 section 1.10.2 (balancing)";
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
  segmentEarly,
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
  guideNotChecked,
  findingsCut,
  ...contentFindings,
];
