/** Level 4 of questions and benefits: a 270 names somebody who can be found, and a 270 or 276 asks something; loops of a 271 have their ends. */
import * as kinds from "./content-findings.ts";
import {
  childOf,
  componentAt,
  hasAt,
  isAt,
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
  segmentOf,
  segmentsOf,
  textAt,
} from "./record.ts";

/** 270: nobody is found without a name or a number; a dependent is also found by first name or birth date, beside the subscriber's number. */
export function checkSought(person: LoopRecord, report: Report): void {
  if (person.loop !== "2100C" && person.loop !== "2100D") return;
  const nm1 = segmentOf(person, "NM1");
  if (nm1 === undefined || hasAt(nm1, 3) || hasAt(nm1, 9) || segmentsOf(person, "REF").length > 0) return;
  if (person.loop === "2100D" && (hasAt(nm1, 4) || segmentOf(person, "DMG") !== undefined)) return;
  report(kinds.situationElement, placeOf(nm1, person, 3), { missing: "NM103", because: "without a name or a number nobody is found" });
}

/** 270 and 271: who is asked about has diagnoses (HI), and a question or benefit points to them (EQ05, EB14). */
export function checkPointers(unit: LoopRecord, report: Report): void {
  const [tag, element] = unit.loop.startsWith("2110") && segmentOf(unit, "EQ") !== undefined ? ["EQ", 5] : ["EB", 14];
  const segment = segmentOf(unit, tag);
  if (segment === undefined || !hasAt(segment, element)) return;
  const person = childOf(unit.parent, "2100C") ?? childOf(unit.parent, "2100D") ?? unit.parent;
  const hi = segmentOf(person, "HI");
  const count = hi === undefined ? 0 : hi.count;
  for (let component = 1; component <= 4; component += 1) {
    const value = componentAt(segment, element, component);
    if (!/^\d{1,2}$/.test(value) || (Number(value) >= 1 && Number(value) <= count)) continue;
    const name = `${tag}${String(element).padStart(2, "0")}-${component}`;
    report(
      kinds.verdictMismatch,
      { ...placeOf(segment, unit, element), component },
      {
        name,
        value,
        other: count === 0 ? "a person without diagnoses (HI)" : `the ${count} diagnoses of HI`,
      },
    );
  }
}

/** Each question has a trace of its own: the answer is found by it. */
export function newTraceTally(report: Report): (trn: SegmentRecord, record: LoopRecord) => void {
  const seen = new Map<string, number>();
  return (trn, record) => {
    if (!isAt(trn, 1, "1")) return;
    const key = `${textAt(trn, 2)}*${textAt(trn, 3)}`;
    if ((seen.get(key) ?? record.index) !== record.index && hasAt(trn, 2))
      report(kinds.unusualValue, placeOf(trn, record, 2), {
        name: "TRN02",
        value: textAt(trn, 2),
        because: "another question of this transaction has it, and the answer is found by it",
      });
    if (seen.size < mostTraces && !seen.has(key)) seen.set(key, record.index);
  };
}

const mostTraces = 100_000;

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
