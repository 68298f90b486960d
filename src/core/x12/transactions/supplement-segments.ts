/** Reading what some claims and lines say beyond services and diagnoses. */
import type { Decimal } from "../../kernel/decimal.ts";
import type { SegmentView } from "../syntax/segment.ts";
import { zeroUnits } from "./claim-builders.ts";
import type {
  Ambulance,
  AmbulanceStop,
  AmbulanceTransport,
  ClaimContract,
  ClaimForm,
  ConditionIndicator,
  Equipment,
  EquipmentService,
  FormAnswer,
  PurchasedService,
  QualifiedQuantity,
  SpinalManipulation,
  TestResult,
} from "./claim-supplements.ts";
import { elementFieldsAt } from "./element-fields.ts";
import type { ClaimLine, X12Address } from "./professional-claim.ts";
import { missingValue } from "./reading-findings.ts";
import { type Repricing, repricingFields } from "./repricing.ts";
import {
  amountAt,
  dateAt,
  decimalAt,
  type Mutable,
  optionalAmountAt,
  procedureAt,
  type ReadingContext,
  report,
  textAt,
  textsBetween,
} from "./segment-values.ts";

type StopBuilder = Mutable<AmbulanceStop> & { address?: Mutable<X12Address> };
type FormBuilder = Mutable<Omit<ClaimForm, "answers">> & { answers: FormAnswer[] };
type Equipped = { equipment?: Mutable<Equipment> };

/** A claim or a line with what may hang on it. */
export interface Supplemented {
  ambulance?: Mutable<Ambulance>;
  conditionIndicators?: ConditionIndicator[];
  contract?: ClaimContract;
  fileInformation?: string[];
  repricing?: Repricing;
}

export type SupplementedLine = Supplemented &
  Equipped & {
    purchasedService?: PurchasedService;
    quantities?: QualifiedQuantity[];
    testResults?: TestResult[];
    forms?: FormBuilder[];
  };

export type LineSupplements = keyof SupplementedLine & keyof ClaimLine;

/** Segments of a claim and of a line; false for a tag that is none of them. */
export function supplement(context: ReadingContext, of: Supplemented, view: SegmentView, tag: string): boolean {
  switch (tag) {
    case "CR1":
      ambulanceOf(of).transport = transportOf(context, view);
      return true;
    case "CRC":
      of.conditionIndicators ??= [];
      of.conditionIndicators.push({ category: textAt(view, 1), applies: textAt(view, 2) === "Y", conditions: textsBetween(view, 3, 7) });
      return true;
    case "CN1":
      of.contract = contractOf(context, view);
      return true;
    case "K3":
      of.fileInformation ??= [];
      of.fileInformation.push(textAt(view, 1));
      return true;
    case "HCP":
      of.repricing = elementFieldsAt(context, view, repricingFields);
      return true;
    default:
      return false;
  }
}

/** Segments of a line alone; false for a tag that is none of them. */
export function lineSupplement(context: ReadingContext, line: SupplementedLine, view: SegmentView, tag: string): boolean {
  switch (tag) {
    case "SV5":
      line.equipment ??= {};
      line.equipment.service = equipmentServiceOf(context, view);
      return true;
    case "CR3":
      line.equipment ??= {};
      line.equipment.certification = { kind: textAt(view, 1), months: quantityAt(context, view, 3) };
      return true;
    case "QTY":
      line.quantities ??= [];
      line.quantities.push({ qualifier: textAt(view, 1), quantity: quantityAt(context, view, 2) });
      return true;
    case "MEA":
      line.testResults ??= [];
      line.testResults.push({ kind: textAt(view, 1), measure: textAt(view, 2), value: quantityAt(context, view, 3) });
      return true;
    case "PS1":
      line.purchasedService = { provider: textAt(view, 1), charge: amountAt(context, view, 2) };
      return true;
    case "LQ":
      line.forms ??= [];
      line.forms.push({ list: textAt(view, 1), form: textAt(view, 2), answers: [] });
      return true;
    case "FRM":
      line.forms?.at(-1)?.answers.push(answerOf(context, view));
      return true;
    default:
      return supplement(context, line, view, tag);
  }
}

/** NM1*PW and NM1*45: the place whose address follows. */
export function ambulanceStop(of: Supplemented, view: SegmentView): StopBuilder {
  const name = textAt(view, 3);
  const stop: StopBuilder = name === "" ? {} : { name };
  if (textAt(view, 1) === "PW") ambulanceOf(of).pickUp = stop;
  else ambulanceOf(of).dropOff = stop;
  return stop;
}

/** CR2: 08 condition, 10 and 11 in words. */
export function spinalManipulationOf(view: SegmentView): SpinalManipulation {
  return { condition: textAt(view, 8), descriptions: textsBetween(view, 10, 11) };
}

function ambulanceOf(of: Supplemented): Mutable<Ambulance> {
  of.ambulance ??= {};
  return of.ambulance;
}

/** A number that must be there; zero with a finding when it is not. */
function quantityAt(context: ReadingContext, view: SegmentView, n: number): Decimal {
  if (textAt(view, n) === "") report(context, missingValue, view, n, { used: "0" });
  return decimalAt(context, view, n) ?? zeroUnits;
}

/** CR1: 02 weight, 04 reason, 06 distance, 09 and 10 purposes. */
function transportOf(context: ReadingContext, view: SegmentView): AmbulanceTransport {
  const transport: Mutable<AmbulanceTransport> = { reason: textAt(view, 4), distance: quantityAt(context, view, 6) };
  const patientWeight = decimalAt(context, view, 2);
  if (patientWeight !== undefined) transport.patientWeight = patientWeight;
  const roundTripPurpose = textAt(view, 9);
  if (roundTripPurpose !== "") transport.roundTripPurpose = roundTripPurpose;
  const stretcherPurpose = textAt(view, 10);
  if (stretcherPurpose !== "") transport.stretcherPurpose = stretcherPurpose;
  return transport;
}

function contractOf(context: ReadingContext, view: SegmentView): ClaimContract {
  const contract: Mutable<ClaimContract> = { kind: textAt(view, 1) };
  const amount = optionalAmountAt(context, view, 2);
  if (amount !== undefined) contract.amount = amount;
  const percent = decimalAt(context, view, 3);
  if (percent !== undefined) contract.percent = percent;
  const code = textAt(view, 4);
  if (code !== "") contract.code = code;
  const discountPercent = decimalAt(context, view, 5);
  if (discountPercent !== undefined) contract.discountPercent = discountPercent;
  const version = textAt(view, 6);
  if (version !== "") contract.version = version;
  return contract;
}

/** SV5: 01 procedure, 03 days, 04 rental, 05 purchase, 06 how often the rental is billed. */
function equipmentServiceOf(context: ReadingContext, view: SegmentView): EquipmentService {
  return {
    procedure: procedureAt(view, 1),
    days: quantityAt(context, view, 3),
    rentalPrice: amountAt(context, view, 4),
    purchasePrice: amountAt(context, view, 5),
    rentalFrequency: textAt(view, 6),
  };
}

/** FRM: 01 question, then the answer as 02 yes or no, 03 text, 04 date or 05 percent. */
function answerOf(context: ReadingContext, view: SegmentView): FormAnswer {
  const answer: Mutable<FormAnswer> = { question: textAt(view, 1) };
  const indicator = textAt(view, 2);
  if (indicator !== "") answer.indicator = indicator;
  const text = textAt(view, 3);
  if (text !== "") answer.text = text;
  const date = dateAt(context, view, 4);
  if (date !== undefined) answer.date = date;
  const percent = decimalAt(context, view, 5);
  if (percent !== undefined) answer.percent = percent;
  return answer;
}
