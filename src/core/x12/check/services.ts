/** Level 6: what a kind of service calls for, and level 5's age of code sets: judged on one claim. */
import * as kinds from "./content-findings.ts";
import {
  childOf,
  childrenOf,
  componentAt,
  hasAt,
  isAt,
  type LoopRecord,
  placeOf,
  type Report,
  segmentOf,
  segmentsOf,
  textAt,
} from "./record.ts";

/** Judges one loop 2300 of an 837P. */
export function checkProfessionalServices(claim: LoopRecord, report: Report): void {
  const place = componentAt(segmentOf(claim, "CLM"), 5, 1);
  for (const line of childrenOf(claim, "2400")) {
    const sv1 = segmentOf(line, "SV1");
    if (sv1 === undefined || componentAt(sv1, 1, 1) !== "HC") continue;
    const code = componentAt(sv1, 1, 2);
    if (code.length !== 5 && code !== "")
      report(
        kinds.elementPattern,
        { ...placeOf(sv1, line, 1), component: 2 },
        {
          name: "SV101-2",
          value: code.slice(0, 60),
          expected: "a procedure code of five characters",
        },
      );
    // Each at the place where it is missing; of a claim's part that several lines call for, one finding.
    const need = (missing: string, at: Missing, because: string): void =>
      report(kinds.serviceNeeds, { segment: claim.index, ...at }, { code, missing, because });
    if (/^A04(2[5-9]|3[0-6])$/.test(code)) {
      if (!has(claim, line, "CR1")) need("CR1", { tag: "CR1", loop: "2300" }, "an ambulance transport is described");
      if (childOf(claim, "2310E") === undefined && childOf(line, "2420G") === undefined)
        need("loop 2310E", { tag: "NM1", loop: "2310E" }, "an ambulance transport has the place where it began");
      if (childOf(claim, "2310F") === undefined && childOf(line, "2420H") === undefined)
        need("loop 2310F", { tag: "NM1", loop: "2310F" }, "an ambulance transport has the place where it ended");
    }
    if (/^0(0[1-9]\d\d|1[0-9]\d\d)$/.test(code) && !byUnit.has(code) && isAt(sv1, 3, "UN")) {
      report(kinds.serviceUnits, placeOf(sv1, line, 3), { code });
    }
    checkEquipment(line, code, report);
    const modifiers = [3, 4, 5, 6].map((component) => componentAt(sv1, 1, component));
    if (modifiers.includes("QW") && !hasNumber(claim, line, "X4"))
      need("REF*X4", { tag: "REF", loop: "2300" }, "a waived laboratory test names the laboratory's certificate");
    // Medicare pays laboratories by their certificate (Claims Processing Manual, chapter 16, section 70).
    if (isMedicare(claim) && isLaboratoryTest.test(code) && !hasNumber(claim, line, "X4"))
      report(
        kinds.serviceMayNeed,
        { segment: claim.index, tag: "REF", loop: "2300" },
        { code, missing: "REF*X4", because: "a laboratory test for Medicare names the laboratory's certificate" },
      );
    if (/^7706[567]$/.test(code) && !hasNumber(claim, line, "EW"))
      report(
        kinds.serviceMayNeed,
        { segment: claim.index, tag: "REF", loop: "2300" },
        { code, missing: "REF*EW", because: "mammography names the facility's certificate where it is certified" },
      );
    const inpatient = (hasAt(sv1, 5) ? textAt(sv1, 5) : place) === "21";
    if (inpatient && /^992(2[1-3]|3[1-9])$/.test(code) && segmentOf(claim, "DTP", "435") === undefined)
      need("DTP*435", { tag: "DTP", loop: "2300" }, "a visit in hospital has the day of admission");
  }
}

/** Chemistry, blood counts, immunology and cultures: all under 42 CFR part 493. */
const isLaboratoryTest = /^8(0(0[4-7]|30)\d|1[05]\d\d|2[0-8]\d\d|3[5-9]\d[0-68-9]|4\d\d\d|50[0-4]\d|6[0-3]\d\d|7[0-8]\d\d)$/;

function isMedicare(claim: LoopRecord): boolean {
  const sbr = segmentOf(claim.parent?.loop === "2000B" ? claim.parent : claim.parent?.parent, "SBR");
  return sbr !== undefined && isAt(sbr, 9, "MB");
}

/** Equipment has one code in both places; a bought service has its price; a form of a payer has who ordered. */
function checkEquipment(line: LoopRecord, code: string, report: Report): void {
  const sv5 = segmentOf(line, "SV5");
  const rented = componentAt(sv5, 1, 2);
  if (sv5 !== undefined && rented !== "" && rented !== code)
    report(kinds.verdictMismatch, { ...placeOf(sv5, line, 1), component: 2 }, { name: "SV501-2", value: rented, other: `SV101-2 ${code}` });
  if (line.children.length === 0) return;
  const missing = (tag: string, loop: string, because: string): void =>
    report(kinds.situation, { segment: line.index, tag, loop }, { missing: loop === "2400" ? tag : `${tag} (${loop})`, because });
  if (childOf(line, "2420B") !== undefined && segmentOf(line, "PS1") === undefined)
    missing("PS1", "2400", "the line was bought from another provider, and has its price");
  const form = childOf(line, "2440");
  if (form !== undefined && segmentOf(form, "LQ", "UT") !== undefined && childOf(line, "2420E") === undefined)
    missing("NM1", "2420E", "a certificate of medical necessity is signed by who ordered");
}

interface Missing {
  readonly tag: string;
  readonly loop: string;
}

/** Anaesthesia that is counted, not timed. */
const byUnit: ReadonlySet<string> = new Set(["01953", "01996", "01968", "01969"]);

function has(claim: LoopRecord, line: LoopRecord, tag: string): boolean {
  return segmentOf(claim, tag) !== undefined || segmentOf(line, tag) !== undefined;
}

function hasNumber(claim: LoopRecord, line: LoopRecord, qualifier: string): boolean {
  return segmentOf(claim, "REF", qualifier) !== undefined || segmentOf(line, "REF", qualifier) !== undefined;
}

const nines: ReadonlySet<string> = new Set(["BK", "BF", "BJ", "BN", "PR", "BR", "BQ"]);
const tens: ReadonlySet<string> = new Set(["ABK", "ABF", "ABJ", "ABN", "APR", "BBR", "BBQ"]);

/** ICD-10 is for services from 1 October 2015 (45 CFR 162.1002), discharges count for stays; ICD-9 before. */
const firstDayOfTen = "20151001";

/** A code set that was not in use on the claim's last day: a finding of its own, apart from syntax and from each code. */
export function checkCodeAge(claim: LoopRecord, report: Report): void {
  const day = lastDay(claim);
  if (day === "") return;
  for (const hi of segmentsOf(claim, "HI")) {
    const qualifier = componentAt(hi, 1, 1);
    const isNine = nines.has(qualifier);
    const isTen = tens.has(qualifier);
    if ((isNine && day >= firstDayOfTen) || (isTen && day < firstDayOfTen)) {
      report(kinds.codeSetAge, placeOf(hi, claim, 1), { set: isNine ? "ICD-9" : "ICD-10", date: day });
      return;
    }
  }
}

function lastDay(claim: LoopRecord): string {
  let last = "";
  const take = (record: LoopRecord, qualifier: string): void => {
    const text = textAt(segmentOf(record, "DTP", qualifier), 3);
    const day = text.length === 17 ? text.slice(9) : text.length === 8 ? text : "";
    if (day > last && !/\D/.test(day)) last = day;
  };
  take(claim, "434");
  for (const child of claim.children) if (child.loop === "2400") take(child, "472");
  return last;
}
