/** Segments of a claim file (837) in plain words. */
import type { SegmentView } from "../syntax/segment.ts";
import type { TitleOf } from "./explain.ts";
import { clock, counted, day, dollars, phrase, procedurePhrase } from "./explain-phrases.ts";
import {
  causes,
  diagnosisKinds,
  filingIndicators,
  frequencies,
  levels837,
  noteKinds,
  placesOfService,
  ranks,
  relationships,
  units,
  withWords,
  wordsFor,
} from "./explain-words.ts";
import { textAt, trimmed } from "./segment-values.ts";

export function explainClaim(view: SegmentView, tag: string, titleOf: TitleOf): string | undefined {
  const at = (n: number): string => textAt(view, n);
  switch (tag) {
    case "BHT":
      return phrase(
        `${at(6) === "RP" ? "encounters" : at(6) === "31" ? "subrogation claims" : "claims"}, batch ${at(3)}`,
        `made ${day(at(4))} ${clock(at(5))}`,
        at(2) === "18" ? "sent again" : "",
      );
    case "HL":
      return phrase(`level ${at(1)}: ${wordsFor(levels837, at(3))}`, at(2) === "" ? "" : `under level ${at(2)}`);
    case "SBR":
      return subscriber(view);
    case "PAT":
      return at(1) === "" ? "about the patient" : `patient is the subscriber's ${wordsFor(relationships, at(1))}`;
    case "CLM":
      return claim(view);
    case "HI":
      return diagnoses(view, titleOf);
    case "SV1":
      return service(view, titleOf);
    case "SV5":
      return phrase(`equipment ${view.component(1, 2)}`, `rent ${dollars(at(4))}`, `price ${dollars(at(5))}`);
    case "NTE":
      return `${wordsFor(noteKinds, at(1))}: ${at(2)}`;
    case "OI":
      return phrase(`benefits assigned: ${yesNo(at(3))}`, `release of information: ${yesNo(at(6))}`);
    case "SVD":
      return phrase(
        `payer ${at(1)} paid ${dollars(at(2))} for ${procedurePhrase(view, 3, titleOf)}`,
        at(5) === "" ? "" : counted(at(5), "unit"),
        at(6) === "" ? "" : `included in line ${at(6)}`,
      );
    case "LIN":
      return `${at(2) === "N4" ? "drug, NDC" : "product"} ${at(3)}`;
    case "CTP":
      return `drug quantity ${at(4)} ${trimmed(view.component(5, 1))}`;
    case "PWK":
      return phrase(`attachment ${at(1)} sent by way ${at(2)}`, at(6) === "" ? "" : `number ${at(6)}`);
    case "CN1":
      return phrase(`contract type ${at(1)}`, at(2) === "" ? "" : dollars(at(2)));
    case "K3":
      return `fixed information: ${at(1)}`;
    case "CRC":
      return `condition ${at(1)}: ${yesNo(at(2))}, ${phrase(at(3), at(4), at(5), at(6), at(7))}`;
    case "CR1":
      return phrase(`ambulance trip, reason ${at(4)}`, at(6) === "" ? "" : counted(at(6), "mile"));
    case "PS1":
      return `purchased service from ${at(1)} for ${dollars(at(2))}`;
    default:
      return undefined;
  }
}

function yesNo(code: string): string {
  return { Y: "yes", N: "no", W: "does not apply", I: "consent not needed" }[code] ?? code;
}

function subscriber(view: SegmentView): string {
  const relationship = textAt(view, 2);
  return phrase(
    `${wordsFor(ranks, textAt(view, 1))} insurance`,
    relationship === "" ? "" : `patient is ${withWords(relationships, relationship)}`,
    textAt(view, 3) === "" ? "" : `group ${textAt(view, 3)}`,
    textAt(view, 4),
    textAt(view, 9) === "" ? "" : withWords(filingIndicators, textAt(view, 9)),
  );
}

function claim(view: SegmentView): string {
  const related = view.components(view.element(11)).map(trimmed);
  const because = related.slice(0, 3).filter((code) => code !== "");
  return phrase(
    `claim ${textAt(view, 1)} for ${dollars(textAt(view, 2))}`,
    `place of service ${withWords(placesOfService, trimmed(view.component(5, 1)))}`,
    wordsFor(frequencies, trimmed(view.component(5, 3))),
    textAt(view, 7) === "C" ? "assignment not accepted" : "assignment accepted",
    because.length === 0
      ? ""
      : `because of ${because.map((code) => wordsFor(causes, code)).join(" and ")}${related[3] ? ` in ${related[3]}` : ""}`,
    textAt(view, 20) === "" ? "" : `late, reason ${textAt(view, 20)}`,
  );
}

function diagnoses(view: SegmentView, titleOf: TitleOf): string {
  const parts: string[] = [];
  for (let n = 1; n <= view.elementCount; n += 1) {
    const code = trimmed(view.component(n, 2));
    if (code === "") continue;
    const kind = trimmed(view.component(n, 1));
    parts.push(`${wordsFor(diagnosisKinds, kind)} ${code}${kind.startsWith("AB") ? titleOf("icd10cm", code) : ""}`);
  }
  return parts.join("; ");
}

function service(view: SegmentView, titleOf: TitleOf): string {
  const pointers = view
    .components(view.element(7))
    .map(trimmed)
    .filter((pointer) => pointer !== "");
  return phrase(
    `${procedurePhrase(view, 1, titleOf)} for ${dollars(textAt(view, 2))}`,
    counted(textAt(view, 4), wordsFor(units, textAt(view, 3))),
    textAt(view, 5) === "" ? "" : `place of service ${withWords(placesOfService, textAt(view, 5))}`,
    pointers.length === 0 ? "" : `for diagnos${pointers.length > 1 ? "es" : "is"} ${pointers.join(", ")}`,
    textAt(view, 9) === "Y" ? "emergency" : "",
  );
}
