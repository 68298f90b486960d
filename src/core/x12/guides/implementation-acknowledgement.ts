/** 999 (005010X231A1) and the TA1 segment. The notation is described in notation.ts. */
const setCodes = "1 2 3 4 5 6 7 8 9 10 11 12 13 15 16 17 18 19 23 24 25 26 27 I5 I6";
const groupCodes = "1 2 3 4 5 6 10 11 12 13 14 15 16 17 18 19 23 24 25 26";
/** Names of what tells whose data a segment is: of claims, payments, questions, people. */
const businessUnits =
  "CLM01 ENT01 NM109 PATIENT_NAME PATIENT_NAME_NM109 REF02 SUBSCRIBER_NAME SUBSCRIBER_NAME_NM109 SUBSCRIBER_NUMBER SUBSCRIBER_NUMBER_REF02 TRN02";
const position = "{1!; 2?; 3?}";

export const implementationAcknowledgementText = `
AK1 R1 group answered: 01! [BE HB HC HI HN HP HR HS PI RA]; 02!; 03!
+2000 S* transaction answered
  AK2 R1 transaction answered: 01! [270 271 275 276 277 278 820 834 835 837]; 02!; 03?
  +2100 S* segment in error
    IK3 R1 segment in error: 01!; 02!; 03?; 04? [1 2 3 4 5 6 7 8 I4 I6 I7 I8 I9]
    CTX S9 what made it required: 01! {1! [SITUATIONAL_TRIGGER]}; 02!; 03!; 04?; 05? ${position}; 06? {1!}
    CTX S1 whose data it is: 01! {1! [${businessUnits}]; 2!}x10; 05? ${position}
    +2110 S* element in error
      IK4 R1 element in error: 01! ${position}; 02?; 03! [1 2 3 4 5 6 7 8 9 10 11 12 13 I10 I11 I12 I13 I6 I9]; 04?
      CTX S10 what made it required: 01! {1! [SITUATIONAL_TRIGGER]}; 02!; 03!; 04?; 05? ${position}; 06? {1!}
  IK5 R1 verdict on the transaction: 01! [A E M R W X]; 02-06? [${setCodes}]
AK9 R1 verdict on the group: 01! [A E M P R W X]; 02!; 03!; 04!; 05-09? [${groupCodes}]
`;

const interchangeNotes = Array.from({ length: 32 }, (_, note) => String(note).padStart(3, "0")).join(" ");

export const interchangeAcknowledgementText = `
TA1 R1 verdict on the interchange: 01!; 02!; 03!; 04! [A E R]; 05! [${interchangeNotes}]
`;
