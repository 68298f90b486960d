/**
 * The measures of the practice. The family of formulas is that of HFMA's MAP Keys (numerator and denominator by name); what is a
 * rule of thumb of the trade is called one.
 */
import { denialMeasures } from "./denial-measures.ts";
import type { Measure } from "./model.ts";
import { moneyMeasures } from "./money-measures.ts";
import { peopleMeasures } from "./people-measures.ts";
import { workMeasures } from "./work-measures.ts";

export const measures: readonly Measure[] = [...moneyMeasures, ...workMeasures, ...denialMeasures, ...peopleMeasures];

export function measureOf(id: string): Measure | undefined {
  return measures.find((one) => one.id === id);
}
