/** Institutional claims (837I): loops to values. */
import { zeroCents } from "../../kernel/cents.ts";
import { parseCompactDate } from "../../kernel/iso-date.ts";
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
import type {
  Attachment,
  InstitutionalClaim,
  InstitutionalDiagnosis,
  InstitutionalLine,
  InstitutionalProcedure,
  Occurrence,
  ValueCode,
} from "./institutional-claim.ts";
import type { ClaimDrug } from "./professional-claim.ts";
import { zeroUnits } from "./professional-claim-builders.ts";
import { type ClaimKind, type ReadClaimFile, readClaimFile } from "./read-claim-file.ts";
import { missingValue, unreadableDate, unreadableNumber } from "./reading-findings.ts";
import {
  amountAt,
  datesOf,
  decimalAt,
  integerAt,
  optionalAmountAt,
  procedureAt,
  type ReadingContext,
  readDecimal,
  report,
  textAt,
  trimmed,
} from "./segment-values.ts";

/** Reads a whole file: every batch of institutional claims with its envelope. */
export function readInstitutionalClaimFile(bytes: Uint8Array): ReadClaimFile<InstitutionalClaim> {
  return readClaimFile(bytes, institutionalClaims);
}

export const institutionalClaims: ClaimKind<InstitutionalClaim> = { name: "837I", claimOf };

function claimOf(context: ReadingContext, view: LoopView): InstitutionalClaim {
  const clm = segmentIn(view, "CLM");
  const cl1 = segmentIn(view, "CL1");
  const codes = healthCodesOf(view);
  const diagnoses = (kind: RegExp): readonly InstitutionalDiagnosis[] => codes.filter((one) => kind.test(one.qualifier)).map(diagnosisOf);
  const [principal] = diagnoses(/^A?BK$/);
  const [admitting] = diagnoses(/^A?BJ$/);
  const [group] = codes.filter((one) => one.qualifier === "DR");
  return {
    ...partiesOf(context, view),
    controlNumber: textOf(clm, 1),
    charge: clm === undefined ? zeroCents : amountAt(context, clm, 2),
    facilityType: clm?.component(5, 1) ?? "",
    frequency: clm?.component(5, 3) ?? "",
    assignment: textOf(clm, 7),
    benefitsAssigned: textOf(clm, 8),
    releaseOfInformation: textOf(clm, 9),
    ...present({ delayReason: textOf(clm, 20) }),
    ...periodOf(context, view),
    ...present({ admissionType: textOf(cl1, 1), admissionSource: textOf(cl1, 2) }),
    patientStatus: textOf(cl1, 3),
    ...optional("patientDue", qualifiedAmount(context, view, "F3")),
    attachments: attachmentsOf(view),
    identifiers: identifiersOf(view),
    notes: notesOf(view),
    ...optional("principalDiagnosis", principal),
    ...optional("admittingDiagnosis", admitting),
    visitReasons: diagnoses(/^A?PR$/),
    externalCauses: diagnoses(/^A?BN$/),
    otherDiagnoses: diagnoses(/^A?BF$/),
    ...optional("relatedGroup", group?.code),
    procedures: proceduresOf(context, codes),
    occurrences: codes.filter((one) => one.qualifier === "BH").map((one) => occurrenceOf(context, one)),
    occurrenceSpans: codes.filter((one) => one.qualifier === "BI").map((one) => occurrenceOf(context, one)),
    values: codes.filter((one) => one.qualifier === "BE").map((one) => valueCodeOf(context, one)),
    conditions: codes.filter((one) => one.qualifier === "BG").map((one) => one.code),
    treatments: codes.filter((one) => one.qualifier === "TC").map((one) => one.code),
    ...optional("attending", providerIn(loopIn(view, "2310A"))),
    ...optional("operating", providerIn(loopIn(view, "2310B"))),
    ...optional("otherOperating", providerIn(loopIn(view, "2310C"))),
    ...optional("rendering", providerIn(loopIn(view, "2310D"))),
    ...optional("facility", providerIn(loopIn(view, "2310E"))),
    ...optional("referring", providerIn(loopIn(view, "2310F"))),
    otherPayers: loopsIn(view, "2320").map((one) => otherPayerOf(context, one)),
    lines: loopsIn(view, "2400").map((one, index) => lineOf(context, one, index)),
  };
}

function periodOf(context: ReadingContext, view: LoopView) {
  const statement = segmentIn(view, "DTP", "434");
  const days = statement === undefined ? undefined : datesOf(context, statement);
  const admission = segmentIn(view, "DTP", "435");
  const admitted = textOf(admission, 3);
  const admittedOn = admission === undefined ? undefined : datesOf(context, admission)?.from;
  return {
    ...optional("statementFrom", days?.from),
    ...optional("statementTo", days === undefined ? undefined : (days.to ?? days.from)),
    ...optional("admittedOn", admittedOn),
    ...present({ admittedAt: admitted.length > 8 ? admitted.slice(8) : "", dischargedAt: textOf(segmentIn(view, "DTP", "096"), 3) }),
  };
}

interface HealthCode {
  readonly view: SegmentView;
  readonly element: number;
  readonly qualifier: string;
  readonly code: string;
}

function healthCodesOf(view: LoopView): readonly HealthCode[] {
  return segmentsIn(view, "HI").flatMap((hi) =>
    Array.from({ length: Math.min(12, hi.elementCount) }, (_, index) => ({
      view: hi,
      element: index + 1,
      qualifier: trimmed(hi.component(index + 1, 1)),
      code: trimmed(hi.component(index + 1, 2)),
    })).filter(({ code }) => code !== ""),
  );
}

function diagnosisOf({ view, element, qualifier, code }: HealthCode): InstitutionalDiagnosis {
  return { qualifier, code, ...present({ presentOnAdmission: trimmed(view.component(element, 9)) }) };
}

function proceduresOf(context: ReadingContext, codes: readonly HealthCode[]): readonly InstitutionalProcedure[] {
  const all = codes.filter(({ qualifier }) => /^(BBR|BR|CAH|BBQ|BQ)$/.test(qualifier));
  return all.map((one) => ({ qualifier: one.qualifier, code: one.code, ...optional("on", daysOf(context, one)?.from) }));
}

function occurrenceOf(context: ReadingContext, one: HealthCode): Occurrence {
  return { code: one.code, ...daysOf(context, one) };
}

/** Components 3 and 4: the form of a day or of a span, and its value. */
function daysOf(context: ReadingContext, { view, element }: HealthCode): Pick<Occurrence, "from" | "to"> | undefined {
  const value = trimmed(view.component(element, 4));
  if (value === "") return undefined;
  const [first = "", last] = value.split("-");
  const from = parseCompactDate(first);
  const to = last === undefined ? undefined : parseCompactDate(last);
  if (from === undefined || (last !== undefined && to === undefined)) report(context, unreadableDate, view, element, { value });
  return from === undefined ? undefined : { from, ...optional("to", to) };
}

function valueCodeOf(context: ReadingContext, { view, element, code }: HealthCode): ValueCode {
  const text = trimmed(view.component(element, 5));
  const value = readDecimal(text);
  if (value === undefined) report(context, unreadableNumber, view, element, { value: text });
  return { code, value: value ?? zeroUnits };
}

export function attachmentsOf(view: LoopView): readonly Attachment[] {
  return segmentsIn(view, "PWK").map((one) => ({
    kind: textAt(one, 1),
    sent: textAt(one, 2),
    ...present({ controlNumber: textAt(one, 6) }),
  }));
}

function lineOf(context: ReadingContext, view: LoopView, index: number): InstitutionalLine {
  const lx = segmentIn(view, "LX");
  const sv2 = segmentIn(view, "SV2");
  const service = segmentIn(view, "DTP", "472");
  const days = service === undefined ? undefined : datesOf(context, service);
  const references = identifiersOf(view);
  const control = references.find((one) => one.qualifier === "6R");
  if (sv2 !== undefined && textAt(sv2, 5) === "") report(context, missingValue, sv2, 5, { used: "0" });
  return {
    number: (lx === undefined ? undefined : integerAt(context, lx, 1)) ?? index + 1,
    revenueCode: textOf(sv2, 1),
    ...optional("procedure", sv2 === undefined || textAt(sv2, 2) === "" ? undefined : procedureAt(sv2, 2)),
    charge: sv2 === undefined ? zeroCents : amountAt(context, sv2, 3),
    unitKind: textOf(sv2, 4),
    units: (sv2 === undefined ? undefined : decimalAt(context, sv2, 5)) ?? zeroUnits,
    ...optional("nonCovered", sv2 === undefined ? undefined : optionalAmountAt(context, sv2, 7)),
    ...optional("serviceFrom", days?.from),
    ...optional("serviceTo", days === undefined ? undefined : (days.to ?? days.from)),
    ...optional("controlNumber", control?.value),
    identifiers: references.filter((one) => one.qualifier !== "6R"),
    notes: notesOf(view),
    attachments: attachmentsOf(view),
    ...optional("drug", drugOf(context, loopIn(view, "2410"))),
    ...optional("operating", providerIn(loopIn(view, "2420A"))),
    ...optional("otherOperating", providerIn(loopIn(view, "2420B"))),
    ...optional("rendering", providerIn(loopIn(view, "2420C"))),
    ...optional("referring", providerIn(loopIn(view, "2420D"))),
    adjudications: loopsIn(view, "2430").map((one) => adjudicationOf(context, one)),
  };
}

/** Loop 2410. */
function drugOf(context: ReadingContext, view: LoopView | undefined): ClaimDrug | undefined {
  const lin = segmentIn(view, "LIN");
  if (lin === undefined) return undefined;
  const ctp = segmentIn(view, "CTP");
  const [prescription] = identifiersOf(view);
  return {
    ndc: textAt(lin, 3),
    ...optional("quantity", ctp === undefined ? undefined : decimalAt(context, ctp, 4)),
    ...present({ unit: trimmed(ctp?.component(5, 1) ?? "") }),
    ...optional("prescription", prescription),
  };
}
