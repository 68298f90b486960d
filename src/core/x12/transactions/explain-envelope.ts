/** ISA, TA1, GS, ST, SE, GE and IEA in plain words. */
import type { SegmentView } from "../syntax/segment.ts";
import { clock, day, phrase } from "./explain-phrases.ts";
import { envelopeNotes, envelopeVerdicts, groupNames, setNames, withWords, wordsFor } from "./explain-words.ts";
import { textAt } from "./segment-values.ts";

export function explainEnvelope(view: SegmentView, tag: string): string | undefined {
  const at = (n: number): string => textAt(view, n);
  switch (tag) {
    case "ISA":
      return phrase(
        `${at(15) === "T" ? "test" : "production"} file from ${at(6)} to ${at(8)}`,
        `made ${day(`20${at(9)}`)} ${clock(at(10))}`,
        `number ${at(13)}`,
        at(14) === "1" ? "a receipt (TA1) is wanted" : "",
      );
    case "TA1":
      return `file number ${at(1)} of ${day(`20${at(2)}`)} was ${wordsFor(envelopeVerdicts, at(4))}: ${withWords(envelopeNotes, at(5))}`;
    case "GS":
      return phrase(
        `group of ${wordsFor(groupNames, at(1))} from ${at(2)} to ${at(3)}`,
        `made ${day(at(4))} ${clock(at(5))}`,
        `number ${at(6)}`,
        `guide ${at(8)}`,
      );
    case "ST":
      return phrase(`start of a transaction: ${withWords(setNames, at(1))}`, `number ${at(2)}`, at(3) === "" ? "" : `guide ${at(3)}`);
    case "SE":
      return `end of transaction ${at(2)}, ${at(1)} segments`;
    case "GE":
      return `end of group ${at(2)}, transactions: ${at(1)}`;
    case "IEA":
      return `end of file ${at(2)}, groups: ${at(1)}`;
    default:
      return undefined;
  }
}
