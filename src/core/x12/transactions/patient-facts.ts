/** PAT05 to PAT09 in loops 2000B and 2000C of professional claims: what is said of the patient beside who they are. */
import type { Decimal } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { SegmentView } from "../syntax/segment.ts";
import { dateAt, decimalAt, type Mutable, type ReadingContext, textAt } from "./segment-values.ts";
import { dateText, quantityText } from "./write-envelope.ts";

export interface PatientFacts {
  /** PAT06. */
  readonly diedOn?: IsoDate;
  /** PAT08, in pounds. */
  readonly weight?: Decimal;
  /** PAT09. */
  readonly isPregnant?: true;
}

/** Undefined when nothing is said. */
export function patientFactsOf(context: ReadingContext, view: SegmentView): PatientFacts | undefined {
  if (view.elementCount < 6) return undefined;
  const facts: Mutable<PatientFacts> = {};
  const diedOn = dateAt(context, view, 6);
  if (diedOn !== undefined) facts.diedOn = diedOn;
  const weight = decimalAt(context, view, 8);
  if (weight !== undefined) facts.weight = weight;
  if (textAt(view, 9) === "Y") facts.isPregnant = true;
  return diedOn === undefined && weight === undefined && facts.isPregnant === undefined ? undefined : facts;
}

/** Elements 02 to 09. */
export function patientFactElements(facts: PatientFacts | undefined): readonly (string | undefined)[] {
  if (facts === undefined) return [];
  const { diedOn, weight, isPregnant } = facts;
  return [
    undefined,
    undefined,
    undefined,
    diedOn === undefined ? undefined : "D8",
    dateText(diedOn),
    weight === undefined ? undefined : "01",
    quantityText(weight),
    isPregnant === true ? "Y" : undefined,
  ];
}
