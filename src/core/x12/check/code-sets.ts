/** Level 5: codes that others publish, judged by the day they were used. What no loaded release knows is never an error. */
import type { CodeLookup, CodeSystem } from "../../kernel/code-lookup.ts";
import { type IsoDate, parseCompactDate } from "../../kernel/iso-date.ts";
import type { ElementRule } from "../guides/model.ts";
import * as kinds from "./findings.ts";
import { childrenOf, componentText, type LoopRecord, type Marks, placeOf, type Report, type SegmentRecord, segmentOf } from "./record.ts";

export interface CodeContext {
  readonly lookup: CodeLookup;
  readonly marks: Marks;
  readonly report: Report;
  /** The day for codes that have no day of their own: of the payment or of the file. */
  readonly on?: IsoDate;
}

/** Judges one claim (2300) or payment (2100) or status (2200D) with all that hangs under it. */
export function checkCodes(unit: LoopRecord, context: CodeContext): void {
  const day = serviceDate(unit) ?? earliest(childrenOf(unit, "2400").concat(childrenOf(unit, "2110")).map(serviceDate)) ?? context.on;
  judge(unit, day, context);
}

/** Judges parties that stand above the units: payer, payee, subscriber. Their codes are of the day of the file. */
export function checkPartyCodes(party: LoopRecord, context: CodeContext): void {
  judge(party, context.on, context);
}

function judge(record: LoopRecord, day: IsoDate | undefined, context: CodeContext): void {
  const own = serviceDate(record) ?? day;
  for (const segment of record.segments) {
    const isN4 = segment.tag === "N4";
    segment.rule.elements.forEach((rule, number) => {
      if (rule === undefined || (isN4 && number === 2 && !isUnitedStates(segment))) return;
      judgeElement(rule, { segment, record, number, own }, context);
    });
    if (segment.tag === "HI") judgeDiagnoses({ segment, record, number: 0, own: day }, context);
    if (segment.tag === "LQ" && segment.texts[1] === "HE")
      ask({ system: "rarc", code: segment.texts[2] ?? "", on: context.on ?? own }, { segment, record, number: 2, own }, context);
    if (segment.tag === "SV1" || segment.tag === "SVC") judgeProcedure({ segment, record, number: 1, own }, context);
  }
  for (const child of record.children) judge(child, own, context);
}

interface Spot {
  readonly segment: SegmentRecord;
  readonly record: LoopRecord;
  readonly number: number;
  readonly own: IsoDate | undefined;
}

function judgeElement(rule: ElementRule, spot: Spot, context: CodeContext): void {
  const text = spot.segment.texts[spot.number] ?? "";
  if (text === "") return;
  // Adjustment reasons and remarks are judged by the day of the remittance, not of the service.
  const dayOf = (one: ElementRule): IsoDate | undefined =>
    one.list === "carc" || one.list === "rarc" ? (context.on ?? spot.own) : spot.own;
  if (rule.list !== undefined) ask({ system: rule.list, code: text, on: dayOf(rule) }, spot, context);
  rule.components?.forEach((component, index) => {
    if (component?.list !== undefined)
      ask({ system: component.list, code: componentText(text, index, context.marks), on: dayOf(component) }, spot, context);
  });
}

function judgeDiagnoses(spot: Spot, context: CodeContext): void {
  spot.segment.texts.forEach((text, number) => {
    const qualifier = number === 0 ? "" : componentText(text, 1, context.marks);
    if (qualifier !== "ABK" && qualifier !== "ABF") return;
    ask({ system: "icd10cm", code: componentText(text, 2, context.marks), on: spot.own }, { ...spot, number }, context);
  });
}

function judgeProcedure(spot: Spot, context: CodeContext): void {
  const text = spot.segment.texts[1];
  if (componentText(text, 1, context.marks) !== "HC") return;
  const code = componentText(text, 2, context.marks);
  ask({ system: /^[A-Z]\d{4}$/.test(code) ? "hcpcs" : "cpt", code, on: spot.own }, spot, context);
  for (let component = 3; component <= 6; component += 1)
    ask({ system: "modifier", code: componentText(text, component, context.marks), on: spot.own }, spot, context);
}

function ask(
  { system, code, on }: { readonly system: CodeSystem; readonly code: string; readonly on: IsoDate | undefined },
  spot: Spot,
  context: CodeContext,
): void {
  if (code === "" || on === undefined || context.lookup.validity(system, code, on) !== "invalid") return;
  context.report(kinds.codeInvalid, placeOf(spot.segment, spot.record, spot.number), { system, value: code.slice(0, 60), date: on });
}

function serviceDate(record: LoopRecord): IsoDate | undefined {
  const text =
    segmentOf(record, "DTP", "472")?.texts[3] ?? segmentOf(record, "DTM", "472")?.texts[2] ?? segmentOf(record, "DTM", "150")?.texts[2];
  return text === undefined ? undefined : parseCompactDate(text.slice(0, 8));
}

function earliest(days: readonly (IsoDate | undefined)[]): IsoDate | undefined {
  return days
    .filter((day) => day !== undefined)
    .reduce<IsoDate | undefined>((first, day) => (first === undefined || day < first ? day : first), undefined);
}

function isUnitedStates(n4: SegmentRecord): boolean {
  const country = n4.texts[4] ?? "";
  return country === "" || country === "US";
}
