/** Segments of a remittance (835) in plain words. */
import type { SegmentView } from "../syntax/segment.ts";
import type { TitleOf } from "./explain.ts";
import { counted, day, dollars, phrase, procedurePhrase } from "./explain-phrases.ts";
import {
  claimStatuses,
  filingIndicators,
  frequencies,
  handlings,
  paymentMethods,
  placesOfService,
  providerAdjustments,
  withWords,
  wordsFor,
} from "./explain-words.ts";
import { textAt, trimmed } from "./segment-values.ts";

export function explainRemittance(view: SegmentView, tag: string, titleOf: TitleOf): string | undefined {
  const at = (n: number): string => textAt(view, n);
  switch (tag) {
    case "BPR":
      return phrase(
        `payment of ${dollars(at(2))} by ${wordsFor(paymentMethods, at(4))}`,
        at(16) === "" ? "" : `dated ${day(at(16))}`,
        at(3) === "D" ? "a debit" : "",
        wordsFor(handlings, at(1)),
      );
    case "TRN":
      return `check or transfer number ${at(2)}, payer's number ${at(3)}`;
    case "LX":
      return `claims, part ${at(1)}`;
    case "CLP":
      return claim(view);
    case "SVC":
      return service(view, titleOf);
    case "LQ":
      return `remark ${at(2)}${at(1) === "HE" ? titleOf("rarc", at(2)) : ""}`;
    case "PLB":
      return providerLevel(view);
    case "RDM":
      return `remittance is sent by way ${at(1)}`;
    case "TS3":
      return `summary of provider ${at(1)}: ${at(4)} claims, charges ${dollars(at(5))}`;
    default:
      return undefined;
  }
}

function claim(view: SegmentView): string {
  const at = (n: number): string => textAt(view, n);
  return phrase(
    `claim ${at(1)}: charged ${dollars(at(3))}`,
    `paid ${dollars(at(4))}`,
    at(5) === "" ? "" : `patient owes ${dollars(at(5))}`,
    withWords(claimStatuses, at(2)),
    withWords(filingIndicators, at(6)),
    at(7) === "" ? "" : `payer's number ${at(7)}`,
    at(8) === "" ? "" : `place of service ${withWords(placesOfService, at(8))}`,
    at(9) === "" ? "" : wordsFor(frequencies, at(9)),
  );
}

function service(view: SegmentView, titleOf: TitleOf): string {
  return phrase(
    `${procedurePhrase(view, 1, titleOf)}: charged ${dollars(textAt(view, 2))}`,
    `paid ${dollars(textAt(view, 3))}`,
    textAt(view, 5) === "" ? "" : counted(textAt(view, 5), "unit"),
    view.element(6) === "" ? "" : `billed as ${procedurePhrase(view, 6, titleOf)}`,
  );
}

/** The sign of a PLB is the reverse of what people expect: positive takes money away. */
function providerLevel(view: SegmentView): string {
  const parts: string[] = [];
  for (let n = 3; n <= 13; n += 2) {
    const reason = trimmed(view.component(n, 1));
    const amount = textAt(view, n + 1);
    if (reason === "" && amount === "") continue;
    const reference = trimmed(view.component(n, 2));
    const effect = amount.startsWith("-") ? `adds ${dollars(amount.slice(1))} to` : `takes ${dollars(amount)} from`;
    parts.push(`${effect} the payment, ${withWords(providerAdjustments, reason)}${reference === "" ? "" : ` (${reference})`}`);
  }
  return `provider ${textAt(view, 1)}: ${parts.join("; ")}`;
}
