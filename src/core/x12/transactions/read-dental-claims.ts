/** Dental claims (837D): loops to values. */
import { zeroCents } from "../../kernel/cents.ts";
import { type LoopView, loopIn, loopsIn, segmentIn, segmentsIn } from "../by-guide/loop-views.ts";
import type { SegmentView } from "../syntax/segment.ts";
import {
  adjudicationOf,
  identifiersOf,
  notesOf,
  optional,
  otherPayerOf,
  partiesOf,
  present,
  providerIn,
  qualifiedAmount,
  textOf,
} from "./claim-loops.ts";
import type { DentalClaim, DentalLine, Orthodontics, Tooth } from "./dental-claim.ts";
import type { ClaimDate, ClaimDiagnosis, RelatedCauses } from "./professional-claim.ts";
import { type ClaimKind, type ReadClaimFile, readClaimFile } from "./read-claim-file.ts";
import { attachmentsOf } from "./read-institutional-claims.ts";
import { missingValue, unreadableNumber } from "./reading-findings.ts";
import {
  amountAt,
  datesOf,
  decimalAt,
  integerAt,
  procedureAt,
  type ReadingContext,
  readInteger,
  report,
  textAt,
  trimmed,
} from "./segment-values.ts";

/** Reads a whole file: every batch of dental claims with its envelope. */
export function readDentalClaimFile(bytes: Uint8Array): ReadClaimFile<DentalClaim> {
  return readClaimFile(bytes, dentalClaims);
}

export const dentalClaims: ClaimKind<DentalClaim> = { name: "837D", claimOf };

function claimOf(context: ReadingContext, view: LoopView): DentalClaim {
  const clm = segmentIn(view, "CLM");
  const dates = datesIn(context, view);
  const service = dates.find((one) => one.qualifier === "472");
  return {
    ...partiesOf(context, view),
    controlNumber: textOf(clm, 1),
    charge: clm === undefined ? zeroCents : amountAt(context, clm, 2),
    placeOfService: clm?.component(5, 1) ?? "",
    frequency: clm?.component(5, 3) ?? "",
    providerSignature: textOf(clm, 6) === "Y",
    assignment: textOf(clm, 7),
    benefitsAssigned: textOf(clm, 8),
    releaseOfInformation: textOf(clm, 9),
    ...optional("relatedCauses", causesOf(clm)),
    ...present({ specialProgram: textOf(clm, 12) }),
    isPredetermination: textOf(clm, 19) === "PB",
    ...present({ delayReason: textOf(clm, 20) }),
    ...optional("servedFrom", service?.from),
    ...optional("servedTo", service === undefined ? undefined : (service.to ?? service.from)),
    dates: dates.filter((one) => one !== service),
    ...optional("orthodontics", orthodonticsOf(context, segmentIn(view, "DN1"))),
    toothStatus: segmentsIn(view, "DN2").map((one) => ({ tooth: textAt(one, 1), status: textAt(one, 2) })),
    attachments: attachmentsOf(view),
    ...optional("patientPaid", qualifiedAmount(context, view, "F5")),
    identifiers: identifiersOf(view),
    notes: notesOf(view),
    diagnoses: segmentsIn(view, "HI").flatMap(diagnosesOf),
    ...optional("referring", providerIn(loopIn(view, "2310A"))),
    ...optional("rendering", providerIn(loopIn(view, "2310B"))),
    ...optional("facility", providerIn(loopIn(view, "2310C"))),
    ...optional("assistant", providerIn(loopIn(view, "2310D"))),
    ...optional("supervising", providerIn(loopIn(view, "2310E"))),
    otherPayers: loopsIn(view, "2320").map((one) => otherPayerOf(context, one)),
    lines: loopsIn(view, "2400").map((one, index) => lineOf(context, one, index)),
  };
}

function datesIn(context: ReadingContext, view: LoopView): readonly ClaimDate[] {
  return segmentsIn(view, "DTP").flatMap((one) => datesOf(context, one) ?? []);
}

/** CLM11. */
function causesOf(clm: SegmentView | undefined): RelatedCauses | undefined {
  if (clm === undefined || textAt(clm, 11) === "") return undefined;
  const causes = [1, 2, 3].map((component) => trimmed(clm.component(11, component))).filter((one) => one !== "");
  return { causes, ...present({ autoState: trimmed(clm.component(11, 4)) }) };
}

function orthodonticsOf(context: ReadingContext, dn1: SegmentView | undefined): Orthodontics | undefined {
  if (dn1 === undefined) return undefined;
  return {
    ...optional("months", decimalAt(context, dn1, 1)),
    ...optional("monthsLeft", decimalAt(context, dn1, 2)),
    ...present({ text: textAt(dn1, 4) }),
  };
}

function diagnosesOf(hi: SegmentView): readonly ClaimDiagnosis[] {
  return Array.from({ length: Math.min(12, hi.elementCount) }, (_, index) => ({
    qualifier: trimmed(hi.component(index + 1, 1)),
    code: trimmed(hi.component(index + 1, 2)),
  })).filter(({ code }) => code !== "");
}

function lineOf(context: ReadingContext, view: LoopView, index: number): DentalLine {
  const lx = segmentIn(view, "LX");
  const sv3 = segmentIn(view, "SV3");
  const dates = datesIn(context, view);
  const service = dates.find((one) => one.qualifier === "472");
  const references = identifiersOf(view);
  if (sv3 !== undefined && sv3.component(1, 2) === "") report(context, missingValue, sv3, 1, { used: "an empty code" });
  return {
    number: (lx === undefined ? undefined : integerAt(context, lx, 1)) ?? index + 1,
    procedure: sv3 === undefined ? { qualifier: "", code: "", modifiers: [] } : procedureAt(sv3, 1),
    charge: sv3 === undefined ? zeroCents : amountAt(context, sv3, 2),
    ...present({ placeOfService: textOf(sv3, 3) }),
    areas: componentsOf(sv3, 4),
    ...present({ prosthesis: textOf(sv3, 5) }),
    ...optional("count", sv3 === undefined ? undefined : decimalAt(context, sv3, 6)),
    pointers: sv3 === undefined ? [] : pointersOf(context, sv3),
    teeth: segmentsIn(view, "TOO").map((too): Tooth => ({ ...present({ tooth: textAt(too, 2) }), surfaces: componentsOf(too, 3) })),
    ...optional("servedOn", service?.from),
    dates: dates.filter((one) => one !== service),
    ...optional("controlNumber", references.find((one) => one.qualifier === "6R")?.value),
    identifiers: references.filter((one) => one.qualifier !== "6R"),
    ...optional("rendering", providerIn(loopIn(view, "2420A"))),
    ...optional("assistant", providerIn(loopIn(view, "2420B"))),
    ...optional("supervising", providerIn(loopIn(view, "2420C"))),
    ...optional("facility", providerIn(loopIn(view, "2420D"))),
    adjudications: loopsIn(view, "2430").map((one) => adjudicationOf(context, one)),
  };
}

function componentsOf(segment: SegmentView | undefined, element: number): readonly string[] {
  if (segment === undefined) return [];
  return segment
    .components(segment.element(element))
    .map(trimmed)
    .filter((one) => one !== "");
}

function pointersOf(context: ReadingContext, sv3: SegmentView): readonly number[] {
  return componentsOf(sv3, 11).flatMap((text) => {
    const position = readInteger(text);
    if (position === undefined) report(context, unreadableNumber, sv3, 11, { value: text });
    return position ?? [];
  });
}
