/** Segments of 270, 271 and 276 in plain words. */
import type { SegmentView } from "../syntax/segment.ts";
import type { TitleOf } from "./explain.ts";
import {
  benefitKinds,
  benefitPeriods,
  coverageLevels,
  inquiryLevels,
  rejectionFollowUps,
  rejectionReasons,
  serviceTypes,
} from "./explain-inquiry-words.ts";
import { day, dollars, phrase, procedurePhrase } from "./explain-phrases.ts";
import { withWords, wordsFor } from "./explain-words.ts";
import { textAt } from "./segment-values.ts";

export function explainInquiry(view: SegmentView, tag: string, titleOf: TitleOf): string | undefined {
  const at = (n: number): string => textAt(view, n);
  switch (tag) {
    case "HL":
      return phrase(`level ${at(1)}: ${wordsFor(inquiryLevels, at(3))}`, at(2) === "" ? "" : `under level ${at(2)}`);
    case "TRN":
      return phrase(at(1) === "2" ? `about number ${at(2)}` : `own number ${at(2)}`, at(3) === "" ? "" : `given by ${at(3)}`);
    case "EQ":
      return phrase(`asks for ${typesOf(view, 1)}`, view.element(2) === "" ? "" : procedurePhrase(view, 2, titleOf));
    case "EB":
      return benefit(view, titleOf);
    case "HSD":
      return delivery(at);
    case "III":
      return at(2) === "" ? `about “${at(4)}”` : at(1) === "ZZ" ? `at place of service ${at(2)}` : `about code ${at(2)}`;
    case "AAA":
      return phrase(`no answer: ${withWords(rejectionReasons, at(3))}`, withWords(rejectionFollowUps, at(4)));
    case "INS":
      return at(1) === "Y" ? "the subscriber" : `dependent, relationship ${at(2)}`;
    case "MSG":
      return `says “${at(1)}”`;
    case "LS":
      return "begins whom it concerns";
    case "LE":
      return "ends whom it concerns";
    case "SVC":
      return phrase(procedurePhrase(view, 1, titleOf), at(2) === "" ? "" : `charged ${dollars(at(2))}`);
    case "DTP":
      return at(1) === "291" ? `for ${day(at(3))}` : undefined;
    default:
      return undefined;
  }
}

/** HSD: 01 and 02 how much, 03 and 04 a unit of how much, 05 and 06 over which time. */
function delivery(at: (n: number) => string): string {
  const kinds: Readonly<Record<string, string>> = { DY: "days", FL: "units", HS: "hours", MN: "months", VS: "visits" };
  const units: Readonly<Record<string, string>> = { DA: "day", MO: "month", VS: "visit", WK: "week", YR: "year" };
  return phrase(
    at(2) === "" ? "delivery" : `${at(2)} ${wordsFor(kinds, at(1))}`,
    at(3) === "" ? "" : `for each ${at(4)} ${wordsFor(units, at(3))}`.replace("  ", " "),
    at(5) === "" ? "" : `over ${at(6)} ${wordsFor(benefitPeriods, at(5))}`.replace("  ", " "),
    at(7) === "" ? "" : `pattern ${at(7)}`,
    at(8) === "" ? "" : `time ${at(8)}`,
  );
}

function benefit(view: SegmentView, titleOf: TitleOf): string {
  const at = (n: number): string => textAt(view, n);
  return phrase(
    withWords(benefitKinds, at(1)),
    at(2) === "" ? "" : wordsFor(coverageLevels, at(2)),
    at(3) === "" ? "" : `for ${typesOf(view, 3)}`,
    at(5),
    at(6) === "" ? "" : wordsFor(benefitPeriods, at(6)),
    at(7) === "" ? "" : dollars(at(7)),
    at(8) === "" ? "" : `share ${at(8)}`,
    at(10) === "" ? "" : `quantity ${at(10)}`,
    at(11) === "Y" ? "needs an authorization" : "",
    { Y: "in the network", N: "outside the network", W: "in the network or outside" }[at(12)] ?? "",
    view.element(13) === "" ? "" : procedurePhrase(view, 13, titleOf),
  );
}

function typesOf(view: SegmentView, n: number): string {
  return view
    .repetitions(n)
    .filter((one) => one !== "")
    .map((one) => withWords(serviceTypes, one))
    .join("; ");
}
