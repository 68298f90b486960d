/** Level 4 of questions and benefits: a 270 names somebody who can be found, and a 270 or 276 asks something; loops of a 271 have their ends. */
import * as kinds from "./content-findings.ts";
import { childOf, hasAt, isAt, type LoopRecord, placeOf, type Report, type SegmentRecord, segmentOf, segmentsOf } from "./record.ts";

/** 270: nobody is found without a name or a number; a dependent is also found by first name or birth date, beside the subscriber's number. */
export function checkSought(person: LoopRecord, report: Report): void {
  if (person.loop !== "2100C" && person.loop !== "2100D") return;
  const nm1 = segmentOf(person, "NM1");
  if (nm1 === undefined || hasAt(nm1, 3) || hasAt(nm1, 9) || segmentsOf(person, "REF").length > 0) return;
  if (person.loop === "2100D" && (hasAt(nm1, 4) || segmentOf(person, "DMG") !== undefined)) return;
  report(kinds.situationElement, placeOf(nm1, person, 3), { missing: "NM103", because: "without a name or a number nobody is found" });
}

export interface QuestionTally {
  segment(segment: SegmentRecord, record: LoopRecord): void;
  end(): void;
}

/** A subscriber under whom no dependent follows (HL04 is 0) is who is asked about: then there is a question, EQ in a 270, TRN in a 276. */
export function newQuestionTally(name: "270" | "276", report: Report): QuestionTally {
  const [tag, loop] = name === "270" ? ["EQ", "2110C"] : ["TRN", "2200D"];
  let open: SegmentRecord | undefined;
  function settle(): void {
    if (open !== undefined)
      report(
        kinds.situation,
        { segment: open.index, tag, loop },
        { missing: `${tag} (${loop})`, because: "the subscriber is who is asked about, and nothing is asked" },
      );
    open = undefined;
  }
  return {
    segment(segment, { loop: at }) {
      if (segment.tag === "HL") {
        settle();
        if (segment.spec.rule.elements[4] !== undefined && isAt(segment, 3, "22") && isAt(segment, 4, "0")) open = segment;
      } else if (at === loop) open = undefined;
    },
    end: settle,
  };
}

/** 271: whom a benefit concerns (2120) stands between LS and LE. */
export function checkBrackets(benefit: LoopRecord, report: Report): void {
  const inner = childOf(benefit, benefit.loop === "2110C" ? "2120C" : "2120D");
  const [begins, ends] = [segmentOf(benefit, "LS"), segmentOf(benefit, "LE")];
  if (inner === undefined && begins === undefined && ends === undefined) return;
  const missing = (tag: string, segment: number): void =>
    report(kinds.situation, { segment, tag, loop: benefit.loop }, { missing: tag, because: "loop 2120 stands between LS and LE" });
  if (begins === undefined) missing("LS", inner?.index ?? benefit.index);
  if (ends === undefined) missing("LE", inner?.index ?? benefit.index);
}
