/** Which patients a code is for, by the Medicare Code Editor's lists where they are loaded: they name each code, ranges only most. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { DiagnosisDetail, DiagnosisFlag } from "../model.ts";
import type { FactBook } from "./fact-book.ts";

const ofPatients: readonly DiagnosisFlag[] = ["female", "male", "newborn", "pediatric", "maternity", "adult"];

/** A code that is newer than the list, and a heading, which is in no list, keep what is known of them otherwise. */
export function withCodeEditor(facts: FactBook): (detail: DiagnosisDetail, on: IsoDate) => DiagnosisDetail {
  const kept = new WeakMap<DiagnosisDetail, DiagnosisDetail>();
  return (detail, on) => {
    const release = facts.releaseOn("code-editor", on);
    if (release === undefined || !detail.billable || detail.from > release.effective) return detail;
    const known = kept.get(detail);
    if (known !== undefined) return known;
    const named = facts.codeEditor(detail.code, on).map((one) => one.edit);
    const listed = ofPatients.filter((flag) => named.includes(flag));
    const flagged = (flags: readonly DiagnosisFlag[]): readonly DiagnosisFlag[] => {
      const others = flags.filter((flag) => !ofPatients.includes(flag));
      const isManifestation = named.includes("manifestation") && !others.includes("manifestation");
      return [...others, ...(isManifestation ? (["manifestation"] as const) : []), ...listed];
    };
    const made = { ...detail, flags: flagged(detail.flags), allFlags: flagged(detail.allFlags) };
    kept.set(detail, made);
    return made;
  };
}
