/** Our words for the codes of a TA1 and a 999: what was wrong with the envelope, the set, the segment, the element. */
import type { AcknowledgedSet } from "../x12/transactions/acknowledgements.ts";

/** TA105. */
const interchangeNotes: Readonly<Record<string, string>> = {
  "000": "no error",
  "001": "the control numbers of ISA and IEA differ",
  "002": "the standard is not supported",
  "003": "the version is not supported",
  "004": "the segment terminator is not valid",
  "005": "the sender's qualifier is not valid",
  "006": "the sender is not valid",
  "007": "the receiver's qualifier is not valid",
  "008": "the receiver is not valid",
  "009": "the receiver is not known",
  "010": "the authorization qualifier is not valid",
  "011": "the authorization is not valid",
  "012": "the security qualifier is not valid",
  "013": "the security information is not valid",
  "014": "the date is not valid",
  "015": "the time is not valid",
  "016": "the repetition separator is not valid",
  "017": "the version is not valid",
  "018": "the control number is not valid",
  "019": "the acknowledgement request is not valid",
  "020": "the test indicator is not valid",
  "021": "the number of groups is wrong",
  "022": "the control structure is not valid",
  "023": "the file ends too early",
  "024": "the content is not valid",
  "025": "the control number was used before",
  "026": "the element separator is not valid",
  "027": "the component separator is not valid",
};

/** IK304. */
const segmentErrors: Readonly<Record<string, string>> = {
  "1": "is not known",
  "2": "is not expected here",
  "3": "is required and missing",
  "4": "starts a loop that occurs too often",
  "5": "occurs too often",
  "6": "does not belong to the set",
  "7": "is out of order",
  "8": "has errors in its elements",
  I4: "must not be used",
  I6: "is missing although another segment asks for it",
  I7: "starts a loop that occurs too seldom",
  I8: "occurs too seldom",
  I9: "must not be used together with another segment",
};

/** IK403. */
const elementErrors: Readonly<Record<string, string>> = {
  "1": "is required and missing",
  "2": "is missing although another element asks for it",
  "3": "is one too many",
  "4": "is too short",
  "5": "is too long",
  "6": "has a character that is not allowed",
  "7": "is not a valid code",
  "8": "is not a valid date",
  "9": "is not a valid time",
  "10": "must not be used together with another element",
  "12": "repeats too often",
  "13": "has too many components",
  I6: "is a code that the guide does not use",
  I9: "is missing although the situation asks for it",
  I10: "must not be used",
  I11: "repeats too seldom",
  I12: "does not match its pattern",
  I13: "must not be used in this situation",
};

export function interchangeNoteWords(note: string): string {
  return interchangeNotes[note] ?? `note ${note}`;
}

/** "NM1 in loop 2010BA (segment 12) has errors in its elements: element 9 is required and missing". At most 20 errors. */
export function setErrorWords(set: AcknowledgedSet): { readonly codes: readonly string[]; readonly words: string } {
  const errors = set.errors.slice(0, 20);
  const sentences = errors.map((error) => {
    const where = `${error.tag}${error.loop === undefined ? "" : ` in loop ${error.loop}`} (segment ${error.position})`;
    const elements = error.elements.map((one) => {
      const name = one.component === undefined ? `element ${one.element}` : `element ${one.element}-${one.component}`;
      return `${name} ${elementErrors[one.code] ?? `has error ${one.code}`}`;
    });
    const what = `${where} ${segmentErrors[error.code] ?? `has error ${error.code}`}`;
    return elements.length === 0 ? what : `${what}: ${elements.join(", ")}`;
  });
  const codes = [
    ...set.notes.map((note) => `IK5-${note}`),
    ...errors.flatMap((error) => [`IK3-${error.code}`, ...error.elements.map((one) => `IK4-${one.code}`)]),
  ];
  const words = sentences.length === 0 ? `set ${set.control}: verdict ${set.verdict}` : sentences.join("; ");
  return { codes: [...new Set(codes)], words };
}
