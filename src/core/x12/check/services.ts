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
    const need = (missing: string, because: string): void => report(kinds.serviceNeeds, placeOf(sv1, line), { code, missing, because });
    if (/^A04(2[5-9]|3[0-6])$/.test(code)) {
      if (!has(claim, line, "CR1")) need("CR1", "an ambulance transport is described");
      if (childOf(claim, "2310E") === undefined && childOf(line, "2420G") === undefined)
        need("loop 2310E", "an ambulance transport has the place where it began");
      if (childOf(claim, "2310F") === undefined && childOf(line, "2420H") === undefined)
        need("loop 2310F", "an ambulance transport has the place where it ended");
    }
    if (/^0(0[1-9]\d\d|1[0-9]\d\d)$/.test(code) && !byUnit.has(code) && isAt(sv1, 3, "UN")) {
      report(kinds.serviceUnits, placeOf(sv1, line, 3), { code });
    }
    const modifiers = [3, 4, 5, 6].map((component) => componentAt(sv1, 1, component));
    if (modifiers.includes("QW") && !hasNumber(claim, line, "X4"))
      need("REF*X4", "a waived laboratory test names the laboratory's certificate");
    if (/^7706[567]$/.test(code) && !hasNumber(claim, line, "EW"))
      report(kinds.serviceMayNeed, placeOf(sv1, line), {
        code,
        missing: "REF*EW",
        because: "mammography names the facility's certificate where it is certified",
      });
    const inpatient = (hasAt(sv1, 5) ? textAt(sv1, 5) : place) === "21";
    if (inpatient && /^992(2[1-3]|3[1-9])$/.test(code) && segmentOf(claim, "DTP", "435") === undefined)
      need("DTP*435", "a visit in hospital has the day of admission");
  }
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
