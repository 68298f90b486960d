/** Segments that mean the same wherever they stand: names, addresses, numbers, dates, amounts, notes. */
import type { SegmentView } from "../syntax/segment.ts";
import type { TitleOf } from "./explain.ts";
import { clock, day, dollars, numberAt, personName, phrase } from "./explain-phrases.ts";
import {
  adjustmentGroups,
  amounts,
  contactKinds,
  contactNumbers,
  dates,
  quantities,
  references,
  roles,
  withWords,
  wordsFor,
} from "./explain-words.ts";
import { textAt, textsBetween } from "./segment-values.ts";

export function explainShared(view: SegmentView, tag: string, titleOf: TitleOf): string | undefined {
  const at = (n: number): string => textAt(view, n);
  switch (tag) {
    case "BHT":
      return phrase(`business number ${at(3)}`, `made ${day(at(4))} ${clock(at(5))}`);
    case "NM1":
      return phrase(`${wordsFor(roles, at(1))}: ${personName(view) || "no name"}`, numberAt(view, 8));
    case "N1":
      return phrase(`${wordsFor(roles, at(1))}: ${at(2) || "no name"}`, numberAt(view, 3));
    case "N3":
      return `street ${phrase(at(1), at(2))}`;
    case "N4":
      return phrase([at(1), at(2), at(3)].filter((part) => part !== "").join(" "), at(4));
    case "PER":
      return phrase(`${wordsFor(contactKinds, at(1))} ${at(2)}`.trim(), ...[3, 5, 7].map((n) => contactNumber(view, n)));
    case "REF":
      return `${wordsFor(references, at(1))}: ${at(2)}`;
    case "DTP":
      return `${wordsFor(dates, at(1))} ${day(at(3))}`;
    case "DTM":
      return `${wordsFor(dates, at(1))} ${day(at(2))}`;
    case "AMT":
      return `${wordsFor(amounts, at(1))}: ${dollars(at(2))}`;
    case "QTY":
      return `${wordsFor(quantities, at(1))}: ${at(2)}`;
    case "CAS":
      return adjustments(view, titleOf);
    case "DMG":
      return phrase(at(2) === "" ? "" : `born ${day(at(2))}`, { F: "female", M: "male", U: "sex unknown" }[at(3)] ?? at(3));
    case "LX":
      return `line ${at(1)}`;
    case "PRV":
      return `specialty (taxonomy) ${at(3)}`;
    case "CUR":
      return `amounts are in ${at(2)}`;
    case "MOA":
    case "MIA":
      return remarks(tag === "MOA" ? textsBetween(view, 3, 7) : [...textsBetween(view, 5, 5), ...textsBetween(view, 20, 23)], titleOf);
    default:
      return undefined;
  }
}

function contactNumber(view: SegmentView, n: number): string {
  const value = textAt(view, n + 1);
  return value === "" ? "" : `${wordsFor(contactNumbers, textAt(view, n))} ${value}`;
}

function adjustments(view: SegmentView, titleOf: TitleOf): string {
  const parts: string[] = [];
  for (let n = 2; n <= 17; n += 3) {
    const reason = textAt(view, n);
    if (reason !== "") parts.push(`${dollars(textAt(view, n + 1))} for reason ${reason}${titleOf("carc", reason)}`);
  }
  return `adjusted, ${withWords(adjustmentGroups, textAt(view, 1))}: ${parts.join("; ")}`;
}

function remarks(codes: readonly string[], titleOf: TitleOf): string {
  return codes.length === 0
    ? "figures of the decision, no remarks"
    : `remarks ${codes.map((code) => `${code}${titleOf("rarc", code)}`).join("; ")}`;
}
