/** Level 4 of questions: a 270 names somebody who can be found. */
import * as kinds from "./content-findings.ts";
import { hasAt, type LoopRecord, placeOf, type Report, segmentOf, segmentsOf } from "./record.ts";

/** 270: nobody is found without a name or a number; a dependent is also found by first name or birth date, beside the subscriber's number. */
export function checkSought(person: LoopRecord, report: Report): void {
  if (person.loop !== "2100C" && person.loop !== "2100D") return;
  const nm1 = segmentOf(person, "NM1");
  if (nm1 === undefined || hasAt(nm1, 3) || hasAt(nm1, 9) || segmentsOf(person, "REF").length > 0) return;
  if (person.loop === "2100D" && (hasAt(nm1, 4) || segmentOf(person, "DMG") !== undefined)) return;
  report(kinds.situationElement, placeOf(nm1, person, 3), { missing: "NM103", because: "without a name or a number nobody is found" });
}
