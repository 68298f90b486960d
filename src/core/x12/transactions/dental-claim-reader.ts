/** The dental claim (837D, 005010X224A2): its own segments among those that all claims share. */
import { zeroCents } from "../../kernel/cents.ts";
import { guideOf } from "../guides/guides.ts";
import type { SegmentView } from "../syntax/segment.ts";
import type { AdjudicationBuilder, OtherPayerBuilder } from "./claim-builders.ts";
import { type ClaimHandlers, type ClaimKind, inherit, newClaimReader, type Reading } from "./claim-reader.ts";
import {
  attachmentOf,
  claimAmount,
  commonSegment,
  decisionDate,
  openLine,
  type ProviderRoles,
  pointersAt,
  relatedCausesAt,
} from "./claim-segments.ts";
import type { DentalClaim, DentalLine, Orthodontics, Tooth, ToothStatus } from "./dental-claim.ts";
import type { Attachment, ClaimDate, ClaimDiagnosis, ClaimNote, X12Identifier } from "./professional-claim.ts";
import { missingValue } from "./reading-findings.ts";
import type { SegmentSink } from "./segment-sink.ts";
import {
  amountAt,
  datesOf,
  decimalAt,
  type Mutable,
  optionalAmountAt,
  procedureAt,
  type ReadingContext,
  report,
  textAt,
  trimmed,
} from "./segment-values.ts";
import { type Supplemented, supplement } from "./supplement-segments.ts";

type Supplements = "contract" | "fileInformation" | "repricing";
type LineLists = "teeth" | "dates" | "identifiers" | "adjudications" | Supplements;
type LineBuilder = Mutable<Omit<DentalLine, LineLists>> &
  Pick<Supplemented, Supplements> & {
    teeth: Tooth[];
    dates: ClaimDate[];
    identifiers: X12Identifier[];
    adjudications: AdjudicationBuilder[];
  };

type ClaimLists = Supplements | "dates" | "toothStatus" | "attachments" | "identifiers" | "notes" | "diagnoses" | "otherPayers" | "lines";
type ClaimBuilder = Mutable<Omit<DentalClaim, ClaimLists>> &
  Pick<Supplemented, Supplements> & {
    dates: ClaimDate[];
    toothStatus: ToothStatus[];
    attachments: Attachment[];
    identifiers: X12Identifier[];
    notes: ClaimNote[];
    diagnoses: ClaimDiagnosis[];
    otherPayers: OtherPayerBuilder[];
    lines: LineBuilder[];
  };

export function newDentalClaimReader(context: ReadingContext, handlers: ClaimHandlers<DentalClaim>): SegmentSink {
  return newClaimReader(dentalClaims, context, handlers);
}

const dentalClaims: ClaimKind<ClaimBuilder, LineBuilder> = {
  guideName: "837D",
  isOurs: ({ set }) => guideOf(set.id, set.guide)?.name === "837D",
  openClaim({ context }, parties, view) {
    const claim: ClaimBuilder = {
      controlNumber: textAt(view, 1),
      charge: amountAt(context, view, 2),
      placeOfService: view.component(5, 1),
      frequency: view.component(5, 3),
      providerSignature: textAt(view, 6) === "Y",
      assignment: textAt(view, 7),
      benefitsAssigned: textAt(view, 8),
      releaseOfInformation: textAt(view, 9),
      isPredetermination: textAt(view, 19) === "PB",
      dates: [],
      toothStatus: [],
      attachments: [],
      identifiers: [],
      notes: [],
      diagnoses: [],
      billing: parties.billing,
      subscriber: parties.subscriber,
      payer: parties.payer,
      otherPayers: [],
      lines: [],
    };
    inherit(claim, parties);
    const relatedCauses = relatedCausesAt(view, 11);
    if (relatedCauses !== undefined) claim.relatedCauses = relatedCauses;
    const specialProgram = textAt(view, 12);
    if (specialProgram !== "") claim.specialProgram = specialProgram;
    const delayReason = textAt(view, 20);
    if (delayReason !== "") claim.delayReason = delayReason;
    return claim;
  },
  segment(reading, claim, view, tag) {
    switch (tag) {
      case "LX":
        openLine(reading, claim, view, newLine);
        return;
      case "SV3":
        service(reading, reading.line ?? openLine(reading, claim, view, newLine), view);
        return;
      case "TOO":
        if (reading.line !== undefined) reading.line.teeth.push(toothOf(view));
        return;
      case "DTP":
        date(reading, claim, view);
        return;
      case "HI":
        diagnoses(claim, view);
        return;
      case "DN1":
        claim.orthodontics = orthodonticsOf(reading.context, view);
        return;
      case "DN2":
        claim.toothStatus.push({ tooth: textAt(view, 1), status: textAt(view, 2) });
        return;
      case "PWK":
        claim.attachments.push(attachmentOf(view));
        return;
      case "AMT":
        amount(reading, claim, view);
        return;
      case "CN1":
      case "K3":
      case "HCP":
        supplement(reading.context, reading.line ?? claim, view, tag);
        return;
      default:
        commonSegment(reading, claim, { view, tag, roles });
    }
  },
};

const roles: ProviderRoles<ClaimBuilder, LineBuilder> = {
  claim: { DN: "referring", P3: "primaryCare", "82": "rendering", "77": "facility", DD: "assistant", DQ: "supervising" },
  line: { "82": "rendering", DD: "assistant", DQ: "supervising", "77": "facility" },
};

function newLine(number: number): LineBuilder {
  return {
    number,
    procedure: { qualifier: "", code: "", modifiers: [] },
    charge: zeroCents,
    areas: [],
    pointers: [],
    teeth: [],
    dates: [],
    identifiers: [],
    adjudications: [],
  };
}

/** SV3: 01 procedure, 02 charge, 03 place of service, 04 areas, 05 prosthesis, 06 count, 11 diagnosis pointers. */
function service(reading: Reading, line: LineBuilder, view: SegmentView): void {
  const { context } = reading;
  line.procedure = procedureAt(view, 1);
  if (line.procedure.code === "") report(context, missingValue, view, 1, { used: "an empty code" });
  line.charge = amountAt(context, view, 2);
  const placeOfService = textAt(view, 3);
  if (placeOfService !== "") line.placeOfService = placeOfService;
  line.areas = componentsAt(view, 4);
  const prosthesis = textAt(view, 5);
  if (prosthesis !== "") line.prosthesis = prosthesis;
  const count = decimalAt(context, view, 6);
  if (count !== undefined) line.count = count;
  line.pointers = pointersAt(reading, view, 11);
}

/** AMT: F5 of a claim, T of a line; what stands below another payer is that payer's. */
function amount(reading: Reading<ClaimBuilder, LineBuilder>, claim: ClaimBuilder, view: SegmentView): void {
  const { context, line, adjudication } = reading;
  if (line !== undefined && adjudication === undefined) {
    const tax = textAt(view, 1) === "T" ? optionalAmountAt(context, view, 2) : undefined;
    if (tax !== undefined) line.salesTax = tax;
    return;
  }
  const patientPaid = claimAmount(reading, view, "F5");
  if (patientPaid !== undefined) claim.patientPaid = patientPaid;
  else commonSegment(reading, claim, { view, tag: "AMT", roles });
}

/** TOO: 02 the tooth, 03 its surfaces. */
export function toothOf(view: SegmentView): Tooth {
  const tooth = textAt(view, 2);
  const surfaces = componentsAt(view, 3);
  return tooth === "" ? { surfaces } : { tooth, surfaces };
}

export function componentsAt(view: SegmentView, n: number): readonly string[] {
  return view
    .components(view.element(n))
    .map(trimmed)
    .filter((one) => one !== "");
}

/** 472 is the day of service: of the claim when all lines share it, else of a line. */
function date(reading: Reading<ClaimBuilder, LineBuilder>, claim: ClaimBuilder, view: SegmentView): void {
  if (decisionDate(reading, view)) return;
  const dates = datesOf(reading.context, view);
  if (dates === undefined) return;
  const { line, other } = reading;
  const isService = dates.qualifier === "472";
  if (line !== undefined) {
    if (isService && line.servedOn === undefined) line.servedOn = dates.from;
    else line.dates.push(dates);
  } else if (other !== undefined) return;
  else if (isService && claim.servedFrom === undefined) {
    claim.servedFrom = dates.from;
    claim.servedTo = dates.to ?? dates.from;
  } else claim.dates.push(dates);
}

function diagnoses(claim: ClaimBuilder, view: SegmentView): void {
  for (let n = 1; n <= view.elementCount && n <= 12; n += 1) {
    const code = trimmed(view.component(n, 2));
    if (code !== "") claim.diagnoses.push({ qualifier: trimmed(view.component(n, 1)), code });
  }
}

/** DN1: 01 months, 02 months that remain, 04 text. */
function orthodonticsOf(context: ReadingContext, view: SegmentView): Orthodontics {
  const orthodontics: Mutable<Orthodontics> = {};
  const months = decimalAt(context, view, 1);
  if (months !== undefined) orthodontics.months = months;
  const monthsLeft = decimalAt(context, view, 2);
  if (monthsLeft !== undefined) orthodontics.monthsLeft = monthsLeft;
  const text = textAt(view, 4);
  if (text !== "") orthodontics.text = text;
  return orthodontics;
}
