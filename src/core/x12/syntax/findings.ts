/** What the reader itself can say, before any envelope or guide is looked at. */
import type { FindingKind } from "../../kernel/finding.ts";

const isaLayout = "X12 005010 interchange header: sixteen elements of fixed width, 106 bytes with the terminator";

export const isaLength: FindingKind = {
  code: "X12-ISA-LENGTH",
  severity: "error",
  title: "Interchange header has a wrong length",
  message: "The ISA segment does not have its fixed widths: element {element} is not where it has to be.",
  why: "The delimiters are read from fixed byte positions of the ISA. A strict partner cannot read this file.",
  fix: "Pad every ISA element to its width so that the segment has 106 bytes with its terminator.",
  authority: isaLayout,
  snip: 1,
  acknowledgement: { in: "TA1", code: "024" },
};

export const isaUnreadable: FindingKind = {
  code: "X12-ISA-UNREADABLE",
  severity: "error",
  title: "Interchange header cannot be read",
  message: "The ISA segment does not show its delimiters.",
  why: "Without delimiters no segment of the interchange can be told from the next. They were guessed for the rest of the check.",
  fix: "Write the ISA with sixteen elements, the component separator as the last one, and the segment terminator right after it.",
  authority: isaLayout,
  snip: 1,
  acknowledgement: { in: "TA1", code: "022" },
};

export const delimitersClash: FindingKind = {
  code: "X12-DELIMITERS-CLASH",
  severity: "error",
  title: "Two delimiters are the same character",
  message: "The ISA gives the same character for {first} and {second}.",
  why: "A reader cannot tell where an element, a component or a segment ends.",
  fix: "Choose four different characters that do not occur in the data.",
  authority: isaLayout,
  snip: 1,
  acknowledgement: { in: "TA1", code: "027" },
};

export const noEnvelope: FindingKind = {
  code: "X12-NO-ENVELOPE",
  severity: "error",
  title: "File does not begin with an interchange header",
  message: "The file begins with {tag} instead of ISA; its delimiters were guessed.",
  why: "A partner finds sender, receiver and delimiters in the ISA and refuses a file without one.",
  fix: "Send the transactions inside ISA … IEA and GS … GE.",
  authority: isaLayout,
  snip: 1,
  acknowledgement: { in: "TA1", code: "022" },
};

export const segmentCut: FindingKind = {
  code: "X12-SEGMENT-CUT",
  severity: "error",
  title: "Last segment has no terminator",
  message: "The file ends inside segment {tag}.",
  why: "A transfer that broke off looks like this. What is missing is not known.",
  fix: "Fetch or send the whole file again.",
  authority: "X12.6 application control structure: every segment ends with the terminator",
  snip: 1,
  acknowledgement: { in: "TA1", code: "023" },
};

export const segmentTooLong: FindingKind = {
  code: "X12-SEGMENT-TOO-LONG",
  severity: "error",
  title: "Segment is too long",
  message: "More than {limit} bytes without a segment terminator; the bytes were cut there.",
  why: "No guide has a segment of that size; most likely the terminator is another character than the ISA says.",
  fix: "Check the byte after the ISA and the terminators in the file.",
  authority: "Claimwright limit on segment size",
  snip: 1,
  acknowledgement: { in: "TA1", code: "004" },
};

export const segmentEmpty: FindingKind = {
  code: "X12-SEGMENT-EMPTY",
  severity: "error",
  title: "Empty segment",
  message: "Two terminators follow each other with no segment between them.",
  why: "Every segment needs an identifier.",
  fix: "Remove the extra terminator.",
  authority: "X12.6 application control structure: a segment begins with its identifier",
  snip: 1,
  acknowledgement: { in: "IK3", code: "1" },
};

export const notX12: FindingKind = {
  code: "X12-NOT-X12",
  severity: "error",
  title: "File is not X12",
  message: "No segment could be found in the file.",
  why: "X12 begins with ISA, or at least with a segment identifier and a separator.",
  fix: "Check that the right file was chosen and that it is not compressed or encrypted.",
  authority: "X12.6 application control structure",
  snip: 1,
};

export const syntaxFindings: readonly FindingKind[] = [
  isaLength,
  isaUnreadable,
  delimitersClash,
  noEnvelope,
  segmentCut,
  segmentTooLong,
  segmentEmpty,
  notX12,
];
