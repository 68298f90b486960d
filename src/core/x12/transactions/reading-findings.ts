/** What the typed readers say when a value cannot be read. The claim or payment still carries everything that could be. */
import type { FindingKind } from "../../kernel/finding.ts";

export const unreadableAmount: FindingKind = {
  code: "X12-AMOUNT-UNREADABLE",
  severity: "error",
  title: "Amount cannot be read",
  message: "{tag}{element} should be an amount of money; it says “{value}” and was read as {used}.",
  why: "An amount is digits with at most one decimal point and two decimals. Anything else cannot be added up.",
  fix: "Correct the amount in the sending system and send the file again.",
  authority: "ASC X12 005010, data element 782 (type R)",
  snip: 1,
  acknowledgement: { in: "IK4", code: "6" },
};

export const unreadableDate: FindingKind = {
  code: "X12-DATE-UNREADABLE",
  severity: "error",
  title: "Date cannot be read",
  message: "{tag}{element} should be a date; it says “{value}”.",
  why: "Dates are written year, month, day in eight digits (ranges: two of them with a hyphen) and must exist in the calendar.",
  fix: "Correct the date in the sending system and send the file again.",
  authority: "ASC X12 005010, data elements 373, 1250 and 1251",
  snip: 1,
  acknowledgement: { in: "IK4", code: "8" },
};

export const unreadableNumber: FindingKind = {
  code: "X12-NUMBER-UNREADABLE",
  severity: "error",
  title: "Number cannot be read",
  message: "{tag}{element} should be a number; it says “{value}”.",
  why: "Units, counts and diagnosis pointers are used in arithmetic, so they have to be numbers.",
  fix: "Correct the number in the sending system and send the file again.",
  authority: "ASC X12 005010, data elements 380, 554 and 1328 (types R and N0)",
  snip: 1,
  acknowledgement: { in: "IK4", code: "6" },
};

export const unknownCode: FindingKind = {
  code: "X12-CODE-UNKNOWN",
  severity: "error",
  title: "Code is not one that this place allows",
  message: "{tag}{element} says “{value}”; it was read as {used}.",
  why: "The code decides what the segment means. One that the guide does not list cannot be followed.",
  fix: "Ask the sender for a file that follows the guide.",
  authority: "HIPAA implementation guides 005010X222A1 and 005010X221A1, code lists of the segments",
  snip: 2,
  acknowledgement: { in: "IK4", code: "7" },
};

export const missingValue: FindingKind = {
  code: "X12-VALUE-MISSING",
  severity: "error",
  title: "A value that everything depends on is missing",
  message: "{tag}{element} is empty; {used} stands in.",
  why: "Without it the claim or payment cannot be identified, added up or dated.",
  fix: "Ask the sender for a complete file.",
  authority: "HIPAA implementation guides 005010X222A1 and 005010X221A1, required elements",
  snip: 2,
  acknowledgement: { in: "IK4", code: "1" },
};

export const misplacedSegment: FindingKind = {
  code: "X12-SEGMENT-MISPLACED",
  severity: "error",
  title: "Segment stands where it has no meaning",
  message: "{tag} cannot be read here: {why}.",
  why: "A claim belongs to a subscriber and a billing provider, a service line to a claim. Without its parent it has no owner.",
  fix: "Ask the sender to repair the order of the segments.",
  authority: "HIPAA implementation guides 005010X222A1 and 005010X221A1, loop structure",
  snip: 2,
  acknowledgement: { in: "IK3", code: "2" },
};

export const tooManyReadingFindings: FindingKind = {
  code: "X12-TOO-MANY-FAULTS",
  severity: "error",
  title: "Too many faults to list",
  message: "The first {limit} faults are listed; the rest of the file was read without listing more.",
  why: "A file with so many faults is wrong as a whole; a longer list would not help and would fill memory.",
  fix: "Repair the sending system, then send the file again.",
  authority: "Claimwright's own limit",
};

export const claimTooBig: FindingKind = {
  code: "X12-CLAIM-TOO-BIG",
  severity: "error",
  title: "Claim has too many service lines",
  message: "A claim has more than {limit} service lines; the rest of them was left out.",
  why: "No guide allows so many, and one claim must not fill the memory of the machine.",
  fix: "Ask the sender to split the claim.",
  authority: "Claimwright's own limit; the professional claim allows 50 lines, the remittance 999 (loops 2400 and 2110)",
  snip: 2,
  acknowledgement: { in: "IK3", code: "4" },
};

export const readingFindings: readonly FindingKind[] = [
  unreadableAmount,
  unreadableDate,
  unreadableNumber,
  unknownCode,
  missingValue,
  misplacedSegment,
  tooManyReadingFindings,
  claimTooBig,
];
