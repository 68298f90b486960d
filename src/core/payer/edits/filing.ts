/** Filed in time, and not filed before? */

import { formatDecimal } from "../../kernel/decimal.ts";
import { addYears, daysBetween } from "../../kernel/iso-date.ts";
import type { SeenLine } from "../seen-line.ts";
import type { DecidedLine } from "../state.ts";
import { deny, type Edit } from "./edit.ts";

/** Medicare: one calendar year from the line's first date to receipt (42 CFR 424.44). */
export const filedLate: Edit = (line, { plan, receivedOn, replacing }) => {
  const late = deny("filed-late", "CO", "29", [], `service of ${line.from} received on ${receivedOn}`);
  if (replacing && plan.replacement !== undefined) {
    return daysBetween({ from: line.from, to: receivedOn }) > plan.replacement.days ? late : undefined;
  }
  if ("days" in plan.filing) return daysBetween({ from: line.from, to: receivedOn }) > plan.filing.days ? late : undefined;
  return receivedOn > addYears(line.from, plan.filing.calendarYears) ? late : undefined;
};

/** Same patient, providers, day, procedure, modifiers, place, units and charge as a line that was not denied, or as an earlier line of the claim. */
export const duplicate: Edit = (line, { lines, history }) => {
  const key = duplicateKey(line);
  const before = history.some((one) => !one.line.denied && decidedKey(one.line, one.billingNpi, one.renderingNpi) === key);
  const inClaim = lines.some((other) => other.number < line.number && duplicateKey(other) === key);
  return before || inClaim ? deny("duplicate", "OA", "18", [], "the same service was decided before") : undefined;
};

function duplicateKey(line: SeenLine): string {
  const { billingNpi, renderingNpi, from, procedure, placeOfService, charge } = line;
  return [billingNpi, renderingNpi, from, procedure, modifierKey(line.modifiers), placeOfService, formatDecimal(line.units), charge].join(
    "|",
  );
}

function decidedKey(line: DecidedLine, billingNpi: string, renderingNpi: string): string {
  const { from, procedure, placeOfService, charge } = line;
  return [billingNpi, renderingNpi, from, procedure, modifierKey(line.modifiers), placeOfService, line.units, charge].join("|");
}

function modifierKey(modifiers: readonly string[]): string {
  return [...modifiers].sort().join(",");
}
