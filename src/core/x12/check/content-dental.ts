/** Levels 4 and 6 of a dental claim (837D): days, teeth and surfaces, orthodontics. Procedures by number; their words are the ADA's. */
import type { Place } from "../../kernel/finding.ts";
import * as kinds from "./content-findings.ts";
import {
  childrenOf,
  componentAt,
  hasAt,
  isAt,
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
  sameBytes,
  segmentOf,
  segmentsOf,
  textAt,
} from "./record.ts";

/** Judges one loop 2300 of an 837D. */
export function checkDentalClaim(claim: LoopRecord, report: Report): void {
  const clm = segmentOf(claim, "CLM");
  const isEstimate = clm !== undefined && isAt(clm, 19, "PB");
  const lines = childrenOf(claim, "2400");
  checkMonths(claim, report);
  checkTeethOnce(claim, report);
  if (isEstimate) checkEstimate(claim, lines, report);
  const hasDay = segmentOf(claim, "DTP", "472") !== undefined;
  const isDated = (line: LoopRecord): boolean => segmentOf(line, "DTP", "472") !== undefined;
  // One finding when no line has its day: then the claim's is missing.
  if (clm !== undefined && !isEstimate && !hasDay && lines.length > 1 && lines.every((line) => !isDated(line) && !isOrthodontic(line)))
    report(kinds.situation, { segment: claim.index, tag: "DTP", loop: "2300" }, { missing: "DTP*472", because: needsDay });
  const isToldOnce = !lines.some(isDated) && lines.length > 1;
  for (const line of lines) {
    const sv3 = segmentOf(line, "SV3");
    if (sv3 === undefined) continue;
    const code = componentAt(sv3, 1, 1) === "AD" ? componentAt(sv3, 1, 2) : "";
    const need = (missing: string, at: Place, because: string): void =>
      report(kinds.serviceNeeds, at, { code: code || "SV3", missing, because });
    if (!isEstimate && !hasDay && !isToldOnce && !isDated(line) && !isOrthodontic(line))
      need("DTP*472", { segment: line.index, tag: "DTP", loop: "2400" }, needsDay);
    if (/^D80[1-9]\d$/.test(code) && segmentOf(claim, "DN1") === undefined)
      need("DN1", { segment: claim.index, tag: "DN1", loop: "2300" }, "orthodontic treatment says how long it lasts");
    checkProsthesis(line, sv3, report);
    checkAreas(claim, line, { sv3, code, report });
    checkTeeth(line, sv3, { code, need, report });
  }
}

/** A predetermination (CLM19 is PB) asks what would be paid: nothing has been done yet. */
function checkEstimate(claim: LoopRecord, lines: readonly LoopRecord[], report: Report): void {
  for (const record of [claim, ...lines]) {
    const day = segmentOf(record, "DTP", "472");
    if (day === undefined) continue;
    report(kinds.unusualValue, placeOf(day, record, 3), {
      name: "DTP03",
      value: textAt(day, 3),
      because: "a predetermination (CLM19 PB) is for services that were not rendered yet",
    });
    return;
  }
}

/** A tooth is missing or to be extracted, not both, and said once (2300 DN2). */
function checkTeethOnce(claim: LoopRecord, report: Report): void {
  const teeth = segmentsOf(claim, "DN2");
  teeth.forEach((dn2, index) => {
    const tooth = textAt(dn2, 1);
    const before = teeth.slice(0, index).find((one) => textAt(one, 1) === tooth);
    // The same segment twice has its own finding.
    if (tooth === "" || before === undefined || sameBytes(before, dn2)) return;
    report(kinds.verdictMismatch, placeOf(dn2, claim, 1), {
      name: "DN201",
      value: tooth,
      other: "the tooth status before it, which is of the same tooth",
    });
  });
}

/** Months of treatment that remain are a part of all months. */
function checkMonths(claim: LoopRecord, report: Report): void {
  const dn1 = segmentOf(claim, "DN1");
  const [total, rest] = [textAt(dn1, 1), textAt(dn1, 2)];
  if (dn1 !== undefined && /^\d{1,4}$/.test(total) && /^\d{1,4}$/.test(rest) && Number(rest) > Number(total))
    report(kinds.verdictMismatch, placeOf(dn1, claim, 2), { name: "DN102", value: rest, other: `${total} months in all (DN101)` });
}

interface Procedure {
  readonly sv3: SegmentRecord;
  readonly code: string;
  readonly report: Report;
}

/** What most payers ask for with some procedures: the quadrant, whether a prosthesis is the first, the day of the appliance. */
function checkAreas(claim: LoopRecord, line: LoopRecord, { sv3, code, report }: Procedure): void {
  const advise = (missing: string, at: Place, because: string): void => report(kinds.serviceMayNeed, at, { code, missing, because });
  if (byQuadrant.test(code) && !hasAt(sv3, 4)) advise("SV304", placeOf(sv3, line, 4), "treatment by quadrants names the quadrant");
  if (prostheses.test(code) && !hasAt(sv3, 5))
    advise("SV305", placeOf(sv3, line, 5), "a crown, bridge or denture is the first (I) or replaces another (R)");
  const hasAppliance = (): boolean => segmentOf(claim, "DTP", "452") !== undefined || segmentOf(line, "DTP", "452") !== undefined;
  if (/^D80[789]0$/.test(code) && !hasAppliance())
    advise("DTP*452", { segment: claim.index, tag: "DTP", loop: "2300" }, "orthodontic treatment begins when the appliance is placed");
}

/** Surgery and cleaning of the gums that are priced by quadrant. */
const byQuadrant = /^D4(21[01]|24[01]|26[01]|34[12])$/;

/** Crowns, whole dentures, and the parts of fixed bridges. */
const prostheses = /^D(27[1-9]\d|51[1-4]0|62[1-4]\d|67[2-9]\d)$/;

const needsDay = "a service that was rendered has its day, on the claim or on its line";

/** Treatment over months is dated by the appliance (DTP*452) as well. */
function isOrthodontic(line: LoopRecord): boolean {
  return componentAt(segmentOf(line, "SV3"), 1, 2).startsWith("D8");
}

/** The day the first prosthesis was placed is known (441) or an estimate (139). */
function checkProsthesis(line: LoopRecord, sv3: SegmentRecord, report: Report): void {
  if (!isAt(sv3, 5, "R")) return;
  if (segmentOf(line, "DTP", "441") !== undefined || segmentOf(line, "DTP", "139") !== undefined) return;
  report(
    kinds.situation,
    { segment: line.index, tag: "DTP", loop: "2400" },
    {
      missing: "DTP*441 or DTP*139",
      because: "a prosthesis that replaces another is reported with the day the first was placed, or an estimate of it",
    },
  );
}

interface Service {
  readonly code: string;
  readonly need: (missing: string, at: Place, because: string) => void;
  readonly report: Report;
}

/** Fillings by their number of surfaces; the last of each kind is for four or more. */
const fillings: ReadonlyMap<string, number> = new Map([
  ["D2140", 1],
  ["D2150", 2],
  ["D2160", 3],
  ["D2161", 4],
  ["D2330", 1],
  ["D2331", 2],
  ["D2332", 3],
  ["D2335", 4],
  ["D2391", 1],
  ["D2392", 2],
  ["D2393", 3],
  ["D2394", 4],
]);

/** Crowns, root canals of a whole tooth and extractions are of one tooth. */
const ofOneTooth = /^D(27[1-9]\d|3310|3320|3330|334[678]|7140|7210|7220|7230|7240|7241)$/;

/** Front teeth have an edge, the others a chewing surface. */
const frontTeeth = /^([6-9]|1[01]|2[2-7]|[C-H]|[M-R])$/;

function checkTeeth(line: LoopRecord, sv3: SegmentRecord, { code, need, report }: Service): void {
  const teeth = segmentsOf(line, "TOO");
  const surfaces = fillings.get(code);
  if (teeth.length === 0) {
    if (surfaces !== undefined || ofOneTooth.test(code))
      need("TOO", { segment: line.index, tag: "TOO", loop: "2400" }, "what is done to a tooth names the tooth");
    return;
  }
  for (const too of teeth) {
    checkSurfaces(too, line, report);
    if (surfaces === undefined) continue;
    if (!hasAt(too, 3)) need("TOO03", placeOf(too, line, 3), "a filling names its surfaces");
    else if (teeth.length === 1) {
      const named = surfacesOf(too).length;
      // One that is named twice has its own finding.
      const fits = [named, new Set(surfacesOf(too)).size].some((count) => (surfaces === 4 ? count >= 4 : count === surfaces));
      // A front tooth's fourth surface may also be its angle.
      if (!fits && !(code === "D2335" && named > 0))
        report(kinds.verdictMismatch, placeOf(sv3, line, 1), { name: "SV301-2", value: code, other: `${named} surfaces (TOO03)` });
    }
  }
}

function checkSurfaces(too: SegmentRecord, line: LoopRecord, report: Report): void {
  const surfaces = surfacesOf(too);
  const tooth = componentAt(too, 2, 1);
  if (tooth === "") return;
  const wrong = frontTeeth.test(tooth) ? "O" : "I";
  const isUsual = /^([1-9]|[12]\d|3[0-2]|[A-T])$/.test(tooth);
  const twice = surfaces.find((surface, index) => surfaces.indexOf(surface) !== index);
  if (twice !== undefined)
    report(kinds.verdictMismatch, placeOf(too, line, 3), {
      name: "TOO03",
      value: twice,
      other: "the surfaces before it, which name it already",
    });
  else if (isUsual && surfaces.includes(wrong))
    report(kinds.verdictMismatch, placeOf(too, line, 3), { name: "TOO03", value: wrong, other: `tooth ${tooth}` });
}

function surfacesOf(too: SegmentRecord): readonly string[] {
  return [1, 2, 3, 4, 5].map((component) => componentAt(too, 3, component)).filter((surface) => surface !== "");
}
