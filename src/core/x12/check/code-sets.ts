/** Level 5: codes that others publish, judged by the day they were used. What no loaded release knows is never an error. */
import type { CodeLookup, CodeSystem } from "../../kernel/code-lookup.ts";
import type { CodeMemory } from "./code-memory.ts";
import type { ListSpot } from "./compile.ts";
import * as kinds from "./content-findings.ts";
import {
  componentKeyAt,
  componentStart,
  componentStop,
  dayNumberAt,
  dayOf,
  hasAt,
  isAt,
  isComponentAt,
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
  textOf,
} from "./record.ts";
import { hasKey, keySetOf } from "./tags.ts";

/** Days are numbers here, CCYYMMDD, and 0 when there is none. */
export interface CodeContext {
  readonly lookup: CodeLookup;
  readonly memory: CodeMemory;
  readonly report: Report;
  /** The day for codes that have no day of their own: of the payment or of the file. */
  readonly on: number;
}

/** Judges one claim (2300) or payment (2100) or status (2200D) with all that hangs under it. */
export function checkCodes(unit: LoopRecord, context: CodeContext): void {
  judge(unit, serviceDay(unit) || earliestLine(unit) || context.on, context);
}

/** Judges parties that stand above the units: payer, payee, subscriber. Their codes are of the day of the file. */
export function checkPartyCodes(party: LoopRecord, context: CodeContext): void {
  judgeOwn(party, context.on, serviceDay(party) || context.on, context);
}

/** Judges a segment that is handed on and not kept; its codes are of the day of the file. */
export function checkLooseCodes(segment: SegmentRecord, record: LoopRecord, context: CodeContext): void {
  judgeLists(segment.spec.lists, segment, record, context.on, context);
}

function judge(record: LoopRecord, day: number, context: CodeContext): void {
  const own = serviceDay(record) || day;
  judgeOwn(record, day, own, context);
  for (let { child } = record; child !== undefined; child = child.next) judge(child, own, context);
}

/** `day` is that of the unit, `own` that of the loop itself. */
function judgeOwn(record: LoopRecord, day: number, own: number, context: CodeContext): void {
  for (let segment = record.head; segment !== undefined; segment = segment.next) {
    const { hasCodes, lists } = segment.spec;
    if (!hasCodes) continue;
    if (lists.length > 0) judgeLists(lists, segment, record, own, context);
    judgeSegment(segment, record, day, own, context);
  }
}

function judgeLists(lists: readonly ListSpot[], segment: SegmentRecord, record: LoopRecord, own: number, context: CodeContext): void {
  const isForeign = segment.tag === "N4" && hasAt(segment, 4) && !isAt(segment, 4, "US");
  for (const { element, component, list } of lists) {
    if (isForeign && element === 2) continue;
    // Adjustment reasons and remarks are judged by the day of the remittance, not of the service.
    const on = list === "carc" || list === "rarc" ? context.on || own : own;
    ask(list, on, { segment, record, element, component }, context);
  }
}

interface Spot {
  readonly segment: SegmentRecord;
  readonly record: LoopRecord;
  readonly element: number;
  /** 0 for the whole element. */
  readonly component: number;
}

/** Codes whose list another element names. */
function judgeSegment(segment: SegmentRecord, record: LoopRecord, day: number, own: number, context: CodeContext): void {
  switch (segment.tag) {
    case "HI":
      judgeHealthCodes(segment, record, day, context);
      break;
    case "LQ":
      if (isAt(segment, 1, "HE")) ask("rarc", context.on || own, { segment, record, element: 2, component: 0 }, context);
      break;
    case "SV1":
    case "SVC":
      judgeProcedure(segment, record, 1, own, context);
      break;
    case "SV2":
      judgeProcedure(segment, record, 2, own, context);
      break;
    case "PRV":
      if (isAt(segment, 2, "PXC")) ask("taxonomy", own, { segment, record, element: 3, component: 0 }, context);
      break;
    default:
  }
}

const diagnosisKeys = keySetOf(["ABK", "ABF", "ABJ", "APR", "ABN"]);
const procedureKeys = keySetOf(["BBR", "BBQ"]);

function judgeHealthCodes(segment: SegmentRecord, record: LoopRecord, on: number, context: CodeContext): void {
  for (let element = 1; element <= segment.count; element += 1) {
    const key = componentKeyAt(segment, element, 1);
    const system = hasKey(diagnosisKeys, key) ? "icd10cm" : hasKey(procedureKeys, key) ? "icd10pcs" : undefined;
    if (system !== undefined) ask(system, on, { segment, record, element, component: 2 }, context);
  }
}

function judgeProcedure(segment: SegmentRecord, record: LoopRecord, element: number, on: number, context: CodeContext): void {
  if (!isComponentAt(segment, element, 1, "HC")) return;
  const first = segment.bytes[componentStart(segment, element, 2)] ?? 0;
  ask(first >= 65 && first <= 90 ? "hcpcs" : "cpt", on, { segment, record, element, component: 2 }, context);
  for (let component = 3; component <= 6; component += 1) {
    if (!ask("modifier", on, { segment, record, element, component }, context)) break;
  }
}

/** Judges the code that stands there; false when none does. */
function ask(system: CodeSystem, on: number, spot: Spot, { lookup, memory, report }: CodeContext): boolean {
  const { segment, record, element, component } = spot;
  const from = componentStart(segment, element, component);
  if (from < 0) return false;
  const to = componentStop(segment, element, from, component);
  if (to === from) return false;
  const { bytes } = segment;
  if (on === 0 || memory.has(system, bytes, from, to, on)) return true;
  const date = dayOf(on);
  const code = textOf(segment, from, to);
  if (date === undefined || lookup.validity(system, code, date) !== "invalid") memory.keep(system, bytes, from, to, on);
  else report(kinds.codeInvalid, placeOf(segment, record, element), { system, value: code.slice(0, 60), date });
  return true;
}

/** 0 when the loop has no day of service. */
function serviceDay(record: LoopRecord): number {
  for (let segment = record.head; segment !== undefined; segment = segment.next) {
    if (segment.tag === "DTP" && (isAt(segment, 1, "472") || isAt(segment, 1, "434"))) return dayNumberAt(segment, 3);
    if (segment.tag === "DTM" && (isAt(segment, 1, "472") || isAt(segment, 1, "150"))) return dayNumberAt(segment, 2);
  }
  return 0;
}

function earliestLine(unit: LoopRecord): number {
  let first = 0;
  for (let { child } = unit; child !== undefined; child = child.next) {
    if (child.loop !== "2400" && child.loop !== "2110") continue;
    const day = serviceDay(child);
    if (day > 0 && (first === 0 || day < first)) first = day;
  }
  return first;
}
