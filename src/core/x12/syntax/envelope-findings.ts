/** What can be wrong with ISA, GS, ST and their trailers; each with the code that a TA1 or 999 gives for it. */
import type { AcknowledgementCode, FindingKind } from "../../kernel/finding.ts";

const structure = "X12.5 and X12.6 control structures; 005010 control segments";

function kind(
  code: string,
  acknowledgement: AcknowledgementCode,
  words: readonly [title: string, message: string, why: string, fix: string],
): FindingKind {
  const [title, message, why, fix] = words;
  return { code, severity: "error", title, message, why, fix, authority: structure, snip: 1, acknowledgement };
}

const ta1 = (code: string): AcknowledgementCode => ({ in: "TA1", code });
const ak9 = (code: string): AcknowledgementCode => ({ in: "AK9", code });
const ik5 = (code: string): AcknowledgementCode => ({ in: "IK5", code });

const asked = "The receiver uses it to find sender, age and kind of the file, and refuses the file without a right value.";
const paired = "Header and trailer prove together that nothing was lost or mixed on the way.";
const copied = "Write the trailer with the number of its header.";
const counted = "Count again and correct the trailer; software should count while it writes.";

export const isaElement = kind("X12-ISA-ELEMENT", ta1("024"), [
  "Interchange header has a wrong value",
  "ISA{element} holds “{value}”, which is not allowed there.",
  asked,
  "Correct the element; the fixed widths must stay.",
]);
export const isaSender = kind("X12-ISA-SENDER", ta1("006"), [
  "Sender is missing",
  "ISA06 is blank.",
  asked,
  "Give the sender's id that was agreed with the partner.",
]);
export const isaReceiver = kind("X12-ISA-RECEIVER", ta1("008"), [
  "Receiver is missing",
  "ISA08 is blank.",
  asked,
  "Give the receiver's id from the partner's companion guide.",
]);
export const isaDate = kind("X12-ISA-DATE", ta1("014"), [
  "Interchange date is wrong",
  "ISA09 “{value}” is not a date YYMMDD.",
  asked,
  "Write the date as YYMMDD.",
]);
export const isaTime = kind("X12-ISA-TIME", ta1("015"), [
  "Interchange time is wrong",
  "ISA10 “{value}” is not a time HHMM.",
  asked,
  "Write the time as HHMM.",
]);
export const isaVersion = kind("X12-ISA-VERSION", ta1("017"), [
  "Interchange version is not supported",
  "ISA12 is “{value}”; 00501 is expected.",
  "The HIPAA transactions are exchanged in version 5010 (45 CFR 162).",
  "Write 00501.",
]);
export const isaControl = kind("X12-ISA-CONTROL", ta1("018"), [
  "Interchange control number is wrong",
  "ISA13 “{value}” is not nine digits.",
  asked,
  "Write nine digits with leading zeros.",
]);
export const isaAckRequest = kind("X12-ISA-ACK", ta1("019"), [
  "Wish for an acknowledgement is unclear",
  "ISA14 is “{value}” instead of 0 or 1.",
  asked,
  "Write 1 to ask for a TA1, else 0.",
]);
export const isaUsage = kind("X12-ISA-USAGE", ta1("020"), [
  "Test or production is unclear",
  "ISA15 is “{value}” instead of P or T.",
  "A test file must never be paid, and a production file never be thrown away.",
  "Write P or T.",
]);
export const ieaMissing = kind("X12-IEA-MISSING", ta1("023"), [
  "Interchange has no end",
  "The IEA segment is missing.",
  paired,
  "Send the whole file again.",
]);
export const ieaControl = kind("X12-IEA-CONTROL", ta1("001"), [
  "Interchange control numbers differ",
  "IEA02 is “{trailer}” but ISA13 is “{header}”.",
  paired,
  copied,
]);
export const ieaCount = kind("X12-IEA-COUNT", ta1("021"), [
  "Number of groups is wrong",
  "IEA01 says {declared}, the interchange has {counted}.",
  paired,
  counted,
]);
export const isaRepeated = kind("X12-ISA-REPEATED", ta1("025"), [
  "Interchange control number is used twice",
  "ISA13 {value} occurs again in this file from the same sender.",
  "A receiver takes the second one for a duplicate and drops it.",
  "Give each interchange a new number.",
]);
export const segmentOutside = kind("X12-OUTSIDE", ta1("022"), [
  "Segment stands outside its envelope",
  "{tag} stands where only envelope segments may be.",
  "Data outside of a transaction is not read by anyone.",
  "Put it inside the transaction it belongs to, or remove it.",
]);
export const trailerAlone = kind("X12-TRAILER-ALONE", ta1("022"), [
  "Trailer without its header",
  "{tag} closes nothing.",
  paired,
  "Restore the header, or remove the trailer.",
]);
export const gsElement = kind("X12-GS-ELEMENT", ta1("024"), [
  "Group header has a wrong value",
  "GS{element} holds “{value}”, which is not allowed there.",
  asked,
  "Correct the element.",
]);
export const gsKind = kind("X12-GS-KIND", ak9("1"), [
  "Group code does not fit its transactions",
  "GS01 is {value}, transactions {set} travel in {expected}.",
  "Receivers send a group to a program by its code.",
  "Write the group code of the transaction.",
]);
export const gsControl = kind("X12-GS-CONTROL", ak9("6"), [
  "Group control number is wrong",
  "GS06 “{value}” is not a number of one to nine digits.",
  asked,
  "Write a number from 1 to 999999999.",
]);
export const gsRepeated = kind("X12-GS-REPEATED", ak9("19"), [
  "Group control number is used twice",
  "GS06 {value} occurs again in this interchange.",
  "A 999 names the group by this number only.",
  "Give each group its own number.",
]);
export const geMissing = kind("X12-GE-MISSING", ak9("3"), [
  "Group has no end",
  "The GE segment is missing.",
  paired,
  "Send the whole group again.",
]);
export const geControl = kind("X12-GE-CONTROL", ak9("4"), [
  "Group control numbers differ",
  "GE02 is “{trailer}” but GS06 is “{header}”.",
  paired,
  copied,
]);
export const geCount = kind("X12-GE-COUNT", ak9("5"), [
  "Number of transactions is wrong",
  "GE01 says {declared}, the group has {counted}.",
  paired,
  counted,
]);
export const stAlone = kind("X12-ST-ALONE", ik5("18"), [
  "Transaction outside a group",
  "The transaction {control} is not inside GS … GE.",
  "Receivers read transactions only inside a group.",
  "Send it inside GS … GE.",
]);
export const stControl = kind("X12-ST-CONTROL", ik5("7"), [
  "Transaction control number is wrong",
  "ST02 “{value}” has not four to nine characters.",
  asked,
  "Write four to nine characters.",
]);
export const stRepeated = kind("X12-ST-REPEATED", ik5("23"), [
  "Transaction control number is used twice",
  "ST02 {value} occurs again in this group.",
  "A 999 names the transaction by this number only.",
  "Give each transaction of a group its own number.",
]);
export const stGuide = kind("X12-ST-GUIDE", ik5("19"), [
  "Guide of the transaction does not fit its group",
  "ST03 is “{value}”, GS08 is “{group}”.",
  "ST03 names the guide by which the transaction is checked; it repeats GS08.",
  "Write the same guide in both.",
]);
export const stSet = kind("X12-ST-SET", ik5("6"), [
  "Transaction is not of the set that its guide describes",
  "ST01 is “{value}”, the guide {guide} is of {expected}.",
  "By ST01 the receiver chooses the program that reads the transaction.",
  "Write the set of the guide.",
]);
export const seMissing = kind("X12-SE-MISSING", ik5("2"), [
  "Transaction has no end",
  "The SE segment is missing.",
  paired,
  "Send the whole transaction again.",
]);
export const seControl = kind("X12-SE-CONTROL", ik5("3"), [
  "Transaction control numbers differ",
  "SE02 is “{trailer}” but ST02 is “{header}”.",
  paired,
  copied,
]);
export const seCount = kind("X12-SE-COUNT", ik5("4"), [
  "Number of segments is wrong",
  "SE01 says {declared}, the transaction has {counted} with ST and SE.",
  paired,
  counted,
]);

export const envelopeFindings: readonly FindingKind[] = [
  isaElement,
  isaSender,
  isaReceiver,
  isaDate,
  isaTime,
  isaVersion,
  isaControl,
  isaAckRequest,
  isaUsage,
  ieaMissing,
  ieaControl,
  ieaCount,
  isaRepeated,
  segmentOutside,
  trailerAlone,
  gsElement,
  gsKind,
  gsControl,
  gsRepeated,
  geMissing,
  geControl,
  geCount,
  stAlone,
  stControl,
  stRepeated,
  stGuide,
  stSet,
  seMissing,
  seControl,
  seCount,
];
