/** Level 5: codes that others publish, judged by the day they were used. What no loaded release knows is never an error. */
import type { CodeLookup, CodeSystem, Validity } from "../../kernel/code-lookup.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { ListSpot } from "./compile.ts";
import * as kinds from "./content-findings.ts";
import { componentAt, dayAt, hasAt, isAt, type LoopRecord, placeOf, type Report, type SegmentRecord, textAt } from "./record.ts";

export interface CodeContext {
  readonly lookup: CodeLookup;
  readonly report: Report;
  /** The day for codes that have no day of their own: of the payment or of the file. */
  readonly on: IsoDate | undefined;
}

/** Asks each code of a day once: files repeat the same codes over and over. */
export function rememberingLookup(lookup: CodeLookup): CodeLookup {
  const systems = new Map<CodeSystem, Remembered>();
  return {
    ...lookup,
    validity(system, code, on) {
      let remembered = systems.get(system);
      if (remembered === undefined) {
        remembered = { days: new Map(), day: undefined, codes: new Map() };
        systems.set(system, remembered);
      }
      // Neighbours are mostly of one day.
      if (remembered.day !== on) turnTo(remembered, on);
      const { codes } = remembered;
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
const mostDays = 400;

interface Remembered {
  readonly days: Map<IsoDate, Map<string, Validity>>;
  day: IsoDate | undefined;
  codes: Map<string, Validity>;
}

function turnTo(remembered: Remembered, on: IsoDate): void {
  const { days } = remembered;
  const codes = days.get(on) ?? new Map<string, Validity>();
  if (!days.has(on)) {
    if (days.size >= mostDays) days.clear();
    days.set(on, codes);
  }
  remembered.day = on;
  remembered.codes = codes;
}

/** Judges one claim (2300) or payment (2100) or status (2200D) with all that hangs under it. */
export function checkCodes(unit: LoopRecord, context: CodeContext): void {
  judge(unit, serviceDate(unit) ?? earliestLine(unit) ?? context.on, context);
}

/** Judges parties that stand above the units: payer, payee, subscriber. Their codes are of the day of the file. */
export function checkPartyCodes(party: LoopRecord, context: CodeContext): void {
  judgeOwn(party, context.on, serviceDate(party) ?? context.on, context);
}

/** Judges a segment that is handed on and not kept; its codes are of the day of the file. */
export function checkLooseCodes(segment: SegmentRecord, record: LoopRecord, context: CodeContext): void {
  judgeLists(segment.spec.lists, segment, record, context.on, context);
}

function judge(record: LoopRecord, day: IsoDate | undefined, context: CodeContext): void {
  const own = serviceDate(record) ?? day;
  judgeOwn(record, day, own, context);
  for (const child of record.children) judge(child, own, context);
}

/** `day` is that of the unit, `own` that of the loop itself. */
function judgeOwn(record: LoopRecord, day: IsoDate | undefined, own: IsoDate | undefined, context: CodeContext): void {
  for (const segment of record.segments) {
    const { hasCodes, lists } = segment.spec;
    if (!hasCodes) continue;
    if (lists.length > 0) judgeLists(lists, segment, record, own, context);
    judgeSegment(segment, record, day, own, context);
  }
}

function judgeLists(
  lists: readonly ListSpot[],
  segment: SegmentRecord,
  record: LoopRecord,
  own: IsoDate | undefined,
  context: CodeContext,
): void {
  const isForeign = segment.tag === "N4" && hasAt(segment, 4) && !isAt(segment, 4, "US");
  for (const { element, component, list } of lists) {
    if (!hasAt(segment, element) || (isForeign && element === 2)) continue;
    const code = component === 0 ? textAt(segment, element) : componentAt(segment, element, component);
    // Adjustment reasons and remarks are judged by the day of the remittance, not of the service.
    const on = list === "carc" || list === "rarc" ? (context.on ?? own) : own;
    if (isInvalid(list, code, on, context)) tell(list, code, on, { segment, record, element }, context);
  }
}

interface Spot {
  readonly segment: SegmentRecord;
  readonly record: LoopRecord;
  readonly element: number;
}

/** Codes whose list another element names. */
function judgeSegment(
  segment: SegmentRecord,
  record: LoopRecord,
  day: IsoDate | undefined,
  own: IsoDate | undefined,
  context: CodeContext,
): void {
  switch (segment.tag) {
    case "HI":
      judgeHealthCodes(segment, record, day, context);
      break;
    case "LQ":
      if (isAt(segment, 1, "HE")) ask("rarc", textAt(segment, 2), context.on ?? own, { segment, record, element: 2 }, context);
      break;
    case "SV1":
    case "SVC":
      judgeProcedure({ segment, record, element: 1 }, own, context);
      break;
    case "SV2":
      judgeProcedure({ segment, record, element: 2 }, own, context);
      break;
    case "PRV":
      if (isAt(segment, 2, "PXC")) ask("taxonomy", textAt(segment, 3), own, { segment, record, element: 3 }, context);
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

function judgeHealthCodes(segment: SegmentRecord, record: LoopRecord, on: IsoDate | undefined, context: CodeContext): void {
  for (let element = 1; element <= segment.count; element += 1) {
    const system = healthCodes.get(componentAt(segment, element, 1));
    if (system !== undefined) ask(system, componentAt(segment, element, 2), on, { segment, record, element }, context);
  }
}

function judgeProcedure(spot: Spot, on: IsoDate | undefined, context: CodeContext): void {
  const { segment, element } = spot;
  if (componentAt(segment, element, 1) !== "HC") return;
  const code = componentAt(segment, element, 2);
  const first = code.charCodeAt(0);
  ask(first >= 65 && first <= 90 ? "hcpcs" : "cpt", code, on, spot, context);
  for (let component = 3; component <= 6; component += 1) {
    const modifier = componentAt(segment, element, component);
    if (modifier === "") break;
    ask("modifier", modifier, on, spot, context);
  }
}

function ask(system: CodeSystem, code: string, on: IsoDate | undefined, spot: Spot, context: CodeContext): void {
  if (isInvalid(system, code, on, context)) tell(system, code, on, spot, context);
}

function isInvalid(system: CodeSystem, code: string, on: IsoDate | undefined, { lookup }: CodeContext): boolean {
  return code !== "" && on !== undefined && lookup.validity(system, code, on) === "invalid";
}

function tell(
  system: CodeSystem,
  code: string,
  on: IsoDate | undefined,
  { segment, record, element }: Spot,
  { report }: CodeContext,
): void {
  report(kinds.codeInvalid, placeOf(segment, record, element), { system, value: code.slice(0, 60), date: on ?? "" });
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
