/** Level 5: codes that others publish, judged by the day they were used. What no loaded release knows is never an error. */
import type { CodeLookup, CodeSystem, Validity } from "../../kernel/code-lookup.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import { specOf } from "./compile.ts";
import * as kinds from "./content-findings.ts";
import { componentAt, dayAt, hasAt, isAt, type LoopRecord, placeOf, type Report, type SegmentRecord, textAt } from "./record.ts";

export interface CodeContext {
  readonly lookup: CodeLookup;
  readonly report: Report;
  /** The day for codes that have no day of their own: of the payment or of the file. */
  readonly on?: IsoDate;
}

/** Asks each code of a day once: files repeat the same codes over and over. */
export function rememberingLookup(lookup: CodeLookup): CodeLookup {
  const systems = new Map<CodeSystem, Map<IsoDate, Map<string, Validity>>>();
  return {
    ...lookup,
    validity(system, code, on) {
      const codes = mapIn(mapIn(systems, system), on);
      const known = codes.get(code);
      if (known !== undefined) return known;
      if (codes.size > mostRemembered) codes.clear();
      const answer = lookup.validity(system, code, on);
      codes.set(code, answer);
      return answer;
    },
  };
}

const mostRemembered = 20_000;

function mapIn<Key, InnerKey, Value>(maps: Map<Key, Map<InnerKey, Value>>, key: Key): Map<InnerKey, Value> {
  let map = maps.get(key);
  if (map === undefined) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
}

/** Judges one claim (2300) or payment (2100) or status (2200D) with all that hangs under it. */
export function checkCodes(unit: LoopRecord, context: CodeContext): void {
  judge(unit, serviceDate(unit) ?? earliestLine(unit) ?? context.on, context);
}

/** Judges parties that stand above the units: payer, payee, subscriber. Their codes are of the day of the file. */
export function checkPartyCodes(party: LoopRecord, context: CodeContext): void {
  judgeOwn(party, { day: context.on, own: serviceDate(party) ?? context.on }, context);
}

function judge(record: LoopRecord, day: IsoDate | undefined, context: CodeContext): void {
  const own = serviceDate(record) ?? day;
  judgeOwn(record, { day, own }, context);
  for (const child of record.children) judge(child, own, context);
}

function judgeOwn(record: LoopRecord, { day, own }: Days, context: CodeContext): void {
  for (const segment of record.segments) {
    const isForeign = segment.tag === "N4" && hasAt(segment, 4) && !isAt(segment, 4, "US");
    for (const { element, component, list } of specOf(segment.rule).lists) {
      if (!hasAt(segment, element) || (isForeign && element === 2)) continue;
      const code = component === 0 ? textAt(segment, element) : componentAt(segment, element, component);
      // Adjustment reasons and remarks are judged by the day of the remittance, not of the service.
      const on = list === "carc" || list === "rarc" ? (context.on ?? own) : own;
      ask({ system: list, code, on }, { segment, record, element }, context);
    }
    judgeSegment({ segment, record, element: 1 }, { day, own }, context);
  }
}

interface Spot {
  readonly segment: SegmentRecord;
  readonly record: LoopRecord;
  readonly element: number;
}

interface Days {
  readonly day: IsoDate | undefined;
  readonly own: IsoDate | undefined;
}

/** Codes whose list another element names. */
function judgeSegment(spot: Spot, { day, own }: Days, context: CodeContext): void {
  const { segment } = spot;
  switch (segment.tag) {
    case "HI":
      judgeHealthCodes(spot, day, context);
      break;
    case "LQ":
      if (isAt(segment, 1, "HE"))
        ask({ system: "rarc", code: textAt(segment, 2), on: context.on ?? own }, { ...spot, element: 2 }, context);
      break;
    case "SV1":
    case "SVC":
      judgeProcedure(spot, own, context);
      break;
    case "SV2":
      judgeProcedure({ ...spot, element: 2 }, own, context);
      break;
    case "PRV":
      if (isAt(segment, 2, "PXC")) ask({ system: "taxonomy", code: textAt(segment, 3), on: own }, { ...spot, element: 3 }, context);
      break;
    default:
  }
}

const healthCodes: ReadonlyMap<string, CodeSystem> = new Map([
  ["ABK", "icd10cm"],
  ["ABF", "icd10cm"],
  ["ABJ", "icd10cm"],
  ["APR", "icd10cm"],
  ["ABN", "icd10cm"],
  ["BBR", "icd10pcs"],
  ["BBQ", "icd10pcs"],
]);

function judgeHealthCodes(spot: Spot, on: IsoDate | undefined, context: CodeContext): void {
  const { segment } = spot;
  for (let element = 1; element <= segment.count; element += 1) {
    const system = healthCodes.get(componentAt(segment, element, 1));
    if (system !== undefined) ask({ system, code: componentAt(segment, element, 2), on }, { ...spot, element }, context);
  }
}

function judgeProcedure(spot: Spot, on: IsoDate | undefined, context: CodeContext): void {
  const { segment, element } = spot;
  if (componentAt(segment, element, 1) !== "HC") return;
  const code = componentAt(segment, element, 2);
  const first = code.charCodeAt(0);
  ask({ system: first >= 65 && first <= 90 ? "hcpcs" : "cpt", code, on }, spot, context);
  for (let component = 3; component <= 6; component += 1) {
    const modifier = componentAt(segment, element, component);
    if (modifier === "") break;
    ask({ system: "modifier", code: modifier, on }, spot, context);
  }
}

function ask(
  { system, code, on }: { readonly system: CodeSystem; readonly code: string; readonly on: IsoDate | undefined },
  { segment, record, element }: Spot,
  { lookup, report }: CodeContext,
): void {
  if (code === "" || on === undefined || lookup.validity(system, code, on) !== "invalid") return;
  report(kinds.codeInvalid, placeOf(segment, record, element), { system, value: code.slice(0, 60), date: on });
}

function serviceDate(record: LoopRecord): IsoDate | undefined {
  for (const segment of record.segments) {
    if (segment.tag === "DTP" && (isAt(segment, 1, "472") || isAt(segment, 1, "434"))) return dayAt(segment, 3);
    if (segment.tag === "DTM" && (isAt(segment, 1, "472") || isAt(segment, 1, "150"))) return dayAt(segment, 2);
  }
  return undefined;
}

function earliestLine(unit: LoopRecord): IsoDate | undefined {
  let first: IsoDate | undefined;
  for (const child of unit.children) {
    if (child.loop !== "2400" && child.loop !== "2110") continue;
    const day = serviceDate(child);
    if (day !== undefined && (first === undefined || day < first)) first = day;
  }
  return first;
}
