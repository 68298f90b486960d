/** Level 4: the guide's situational rules, and what must fit together inside one claim. */
import type { Condition, Situation } from "../guides/situations.ts";
import { situations } from "../guides/situations.ts";
import * as kinds from "./findings.ts";
import {
  ancestor,
  childrenOf,
  componentText,
  type LoopRecord,
  type Marks,
  placeOf,
  type Report,
  type SegmentRecord,
  segmentOf,
  segmentsOf,
} from "./record.ts";

/** Judges one claim (loop 2300) with its lines, its subscriber and its other payers. */
export function checkSituations(claim: LoopRecord, { marks, report }: { readonly marks: Marks; readonly report: Report }): void {
  judgeTree(claim, { marks, report });
  checkPatient(claim, report);
  checkRanks(claim, report);
  checkDiagnoses(claim, { marks, report });
  checkOtherPayers(claim, report);
}

/** Judges the data rules on a loop and on what hangs under it. */
export function judgeTree(record: LoopRecord, context: { readonly marks: Marks; readonly report: Report }): void {
  for (const rule of situations) {
    if (rule.loop === "*" || rule.loop === record.loop) judgeRule(rule, record, context);
  }
  if (record.loop === "2010AA") checkBillingStreet(record, context.report);
  for (const child of record.children) judgeTree(child, context);
}

const box = /\b(P\.? ?O\.? ?BOX|POST OFFICE BOX|POSTAL BOX|LOCK ?BOX)\b/i;

function checkBillingStreet(record: LoopRecord, report: Report): void {
  const street = segmentOf(record, "N3");
  for (const number of [1, 2]) {
    const value = street?.texts[number] ?? "";
    if (street === undefined || !box.test(value)) continue;
    report(kinds.billingStreet, placeOf(street, record, number), { name: `N30${number}`, value: value.slice(0, 60) });
    return;
  }
}

function judgeRule(rule: Situation, record: LoopRecord, { marks, report }: { readonly marks: Marks; readonly report: Report }): void {
  const { need } = rule;
  if (need.kind === "element") {
    for (const segment of segmentsOf(record, need.pattern.tag)) {
      if (!rule.when.every((condition) => holds(condition, segment, marks))) continue;
      const text = segment.texts[need.element];
      if ((need.component === undefined ? (text ?? "") : componentText(text, need.component, marks)) !== "") continue;
      const name = `${segment.tag}${String(need.element).padStart(2, "0")}${need.component === undefined ? "" : `-${need.component}`}`;
      const place = { ...placeOf(segment, record, need.element), ...(need.component === undefined ? {} : { component: need.component }) };
      report(kinds.situationElement, place, { missing: name, because: rule.because });
    }
    return;
  }
  const trigger = triggerOf(rule, record, marks);
  if (trigger === undefined) return;
  const { tag, qualifier } = need.pattern;
  const found = segmentOf(record, tag, qualifier);
  const name = qualifier === undefined ? tag : `${tag}*${qualifier}`;
  if (need.kind === "segment" && found === undefined) {
    report(kinds.situation, { segment: record.index, tag, loop: record.loop }, { missing: name, because: rule.because });
  } else if (need.kind === "no-segment" && found !== undefined) {
    report(kinds.situationForbidden, placeOf(found, record), { present: name, because: rule.because });
  }
}

function triggerOf(rule: Situation, record: LoopRecord, marks: Marks): SegmentRecord | undefined {
  let trigger: SegmentRecord | undefined;
  for (const condition of rule.when) {
    const source = condition.in === undefined ? record : ancestor(record, condition.in);
    const segment = segmentOf(source, condition.tag, condition.qualifier);
    if (segment === undefined || !holds(condition, segment, marks)) return undefined;
    trigger = segment;
  }
  return trigger;
}

function holds(condition: Condition, segment: SegmentRecord, marks: Marks): boolean {
  const text = segment.texts[condition.element];
  const value = condition.component === undefined ? (text ?? "") : componentText(text, condition.component, marks);
  return condition.empty === true ? value === "" || value === "US" : (condition.values?.includes(value) ?? false);
}

/** A claim that hangs under the subscriber says so: SBR02 = 18 (005010X222A1 2000B SBR02). */
function checkPatient(claim: LoopRecord, report: Report): void {
  if (claim.parent?.loop !== "2000B") return;
  const sbr = segmentOf(claim.parent, "SBR");
  if (sbr === undefined || (sbr.texts[2] ?? "") !== "") return;
  report(kinds.situationElement, placeOf(sbr, claim.parent, 2), {
    missing: "SBR02",
    because: "the claim stands under the subscriber, who is then the patient",
  });
}

function checkRanks(claim: LoopRecord, report: Report): void {
  const subscriber = claim.parent?.loop === "2000B" ? claim.parent : ancestor(claim, "2000B");
  const seen = new Set<string>();
  const own = segmentOf(subscriber, "SBR")?.texts[1];
  if (own !== undefined) seen.add(own);
  for (const other of childrenOf(claim, "2320")) {
    const sbr = segmentOf(other, "SBR");
    const rank = sbr?.texts[1] ?? "";
    // U (unknown) names no rank.
    if (sbr === undefined || rank === "" || rank === "U") continue;
    if (seen.has(rank)) report(kinds.rankRepeated, placeOf(sbr, other, 1), { value: rank });
    seen.add(rank);
  }
}

function checkDiagnoses(claim: LoopRecord, { marks, report }: { readonly marks: Marks; readonly report: Report }): void {
  const hi = claim.segments.find((segment) => segment.tag === "HI" && /^A?BK/.test(segment.texts[1] ?? ""));
  const composites = hi?.texts.slice(1).filter((text) => text !== "") ?? [];
  if (hi !== undefined) {
    const codes = composites.map((text) => componentText(text, 2, marks));
    codes.forEach((code, index) => {
      if (code !== "" && codes.indexOf(code) < index) report(kinds.diagnosisRepeated, placeOf(hi, claim, index + 1), { value: code });
    });
    const isTen = composites.map((text) => text.startsWith("AB"));
    if (isTen.includes(true) && isTen.includes(false)) report(kinds.diagnosisMixed, placeOf(hi, claim), {});
  }
  if (hi === undefined) return;
  for (const line of childrenOf(claim, "2400")) {
    const sv1 = segmentOf(line, "SV1");
    for (const pointer of (sv1?.texts[7] ?? "").split(marks.component)) {
      if (sv1 === undefined || !/^\d{1,2}$/.test(pointer) || Number(pointer) <= composites.length) continue;
      report(kinds.pointerBeyond, placeOf(sv1, line, 7), { value: pointer, count: composites.length });
    }
  }
}

function checkOtherPayers(claim: LoopRecord, report: Report): void {
  const others = childrenOf(claim, "2320");
  const ids = new Set(others.flatMap((other) => childrenOf(other, "2330B")).map((payer) => segmentOf(payer, "NM1")?.texts[9] ?? ""));
  for (const line of childrenOf(claim, "2400")) {
    for (const decided of childrenOf(line, "2430")) {
      const svd = segmentOf(decided, "SVD");
      const payer = svd?.texts[1] ?? "";
      if (svd !== undefined && payer !== "" && !ids.has(payer)) report(kinds.otherPayerUnknown, placeOf(svd, decided, 1), { value: payer });
    }
  }
}
