/** Segments of 999, 997, 277CA and 277 in plain words. */
import type { SegmentView } from "../syntax/segment.ts";
import { clock, day, dollars, phrase } from "./explain-phrases.ts";
import {
  elementErrors,
  envelopeVerdicts,
  groupNames,
  levels277,
  roles,
  segmentErrors,
  setNames,
  statusCategories,
  statusCodes,
  withWords,
  wordsFor,
} from "./explain-words.ts";
import { textAt, textsBetween, trimmed } from "./segment-values.ts";

export function explainAcknowledgement(view: SegmentView, tag: string): string | undefined {
  const at = (n: number): string => textAt(view, n);
  switch (tag) {
    case "AK1":
      return `answer to group ${at(2)} of ${wordsFor(groupNames, at(1))}`;
    case "AK2":
      return `answer to transaction ${at(2)}, ${wordsFor(setNames, at(1))}`;
    case "IK3":
    case "AK3":
      return phrase(
        `segment ${at(1)}, number ${at(2)} of its transaction`,
        at(3) === "" ? "" : `loop ${at(3)}`,
        withWords(segmentErrors, at(4)),
      );
    case "IK4":
    case "AK4":
      return phrase(`element ${position(view)}: ${withWords(elementErrors, at(3))}`, at(4) === "" ? "" : `it says “${at(4)}”`);
    case "CTX":
      return `about ${view.components(view.element(1)).map(trimmed).join(" ")}${at(2) === "" ? "" : `, segment ${at(2)} number ${at(3)}`}`;
    case "IK5":
    case "AK5":
      return phrase(`transaction ${wordsFor(envelopeVerdicts, at(1))}`, codes(view, 2, 6));
    case "AK9":
      return phrase(`group ${wordsFor(envelopeVerdicts, at(1))}`, `${at(4)} of ${at(2)} transactions accepted`, codes(view, 5, 9));
    case "BHT":
      return phrase(`answer number ${at(3)}`, `made ${day(at(4))} ${clock(at(5))}`);
    case "HL":
      return phrase(`level ${at(1)}: ${wordsFor(levels277, at(3))}`, at(2) === "" ? "" : `under level ${at(2)}`);
    case "TRN":
      return at(1) === "2" ? `about number ${at(2)}` : `own number ${at(2)}`;
    case "STC":
      return status(view);
    case "SVC":
      return phrase(`service line ${trimmed(view.component(1, 2))}`, at(2) === "" ? "" : `charged ${dollars(at(2))}`);
    default:
      return undefined;
  }
}

function position(view: SegmentView): string {
  const parts = view.components(view.element(1)).map(trimmed);
  return `${parts[0] ?? ""}${parts[1] ? `, component ${parts[1]}` : ""}${parts[2] ? `, repetition ${parts[2]}` : ""}`;
}

function codes(view: SegmentView, from: number, to: number): string {
  const notes = textsBetween(view, from, to);
  return notes.length === 0 ? "" : `reason ${notes.join(", ")}`;
}

function status(view: SegmentView): string {
  const all = [1, 10, 11]
    .map((n) => [1, 2, 3].map((c) => trimmed(view.component(n, c))))
    .filter(([category]) => category !== undefined && category !== "")
    .map(([category = "", code = "", entity = ""]) =>
      phrase(
        withWords(statusCategories, category),
        withWords(statusCodes, code),
        entity === "" ? "" : `about the ${wordsFor(roles, entity)}`,
      ),
    );
  const action = { WQ: "accepted", U: "rejected" }[textAt(view, 3)] ?? "";
  const amount = textAt(view, 4);
  return phrase(
    action === "" ? all.join("; ") : `${action}: ${all.join("; ")}`,
    textAt(view, 2) === "" ? "" : `on ${day(textAt(view, 2))}`,
    amount === "" ? "" : `charges ${dollars(amount)}`,
    textAt(view, 12),
  );
}
