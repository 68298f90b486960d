/** Filed in time, and not filed before? */

import { formatDecimal } from "../../kernel/decimal.ts";
import { addYears, daysBetween } from "../../kernel/iso-date.ts";
import type { SeenLine } from "../seen-line.ts";
import { isEvaluation } from "../service-lists.ts";
import type { DecidedLine } from "../state.ts";
import { deny, type Edit } from "./edit.ts";

/** Medicare: one calendar year from the line's first date to receipt (42 CFR 424.44). */
export const filedLate: Edit = (line, { receivedOn, replacing }) => {
  const { filing, replacement } = line.terms;
  const days = replacing && replacement !== undefined ? replacement.days : "days" in filing ? filing.days : undefined;
  const late =
    days === undefined
      ? "calendarYears" in filing && receivedOn > addYears(line.from, filing.calendarYears)
      : daysBetween({ from: line.from, to: receivedOn }) > days;
  return late ? deny("filed-late", "CO", "29", [], `service of ${line.from} received on ${receivedOn}`) : undefined;
};

/** Same patient, providers, day, procedure, modifiers, place, units and charge as a line that was not denied, or as an earlier line of the claim. */
export const duplicate: Edit = (line, { lines, history }) => {
  const key = duplicateKey(line);
  const before = history.some((one) => !one.line.denied && decidedKey(one.line, one.billingNpi, one.renderingNpi) === key);
  const inClaim = lines.some((other) => other.number < line.number && duplicateKey(other) === key);
  return before || inClaim ? deny("duplicate", "OA", "18", [], "the same service was decided before") : undefined;
};

/**
 * The same service of the same day by the same practice was paid before, in another form: another charge, practitioner
 * or place, and no modifier that tells the two apart. Visits: one a day and practitioner (B14).
 */
export const suspectDuplicate: Edit = (line, { history }) => {
  if (line.modifiers.some((modifier) => again.has(modifier))) return undefined;
  const before = history.find(
    (one) =>
      !one.line.denied &&
      one.line.from === line.from &&
      one.line.procedure === line.procedure &&
      one.billingNpi === line.billingNpi &&
      modifierKey(one.line.modifiers) === modifierKey(line.modifiers),
  );
  if (before === undefined) return undefined;
  if (!isEvaluation(line.procedure)) {
    return deny("suspect-duplicate", "CO", "B13", ["M86"], `${line.procedure} of this day was decided before`);
  }
  return before.renderingNpi === line.renderingNpi
    ? deny("second-visit-of-day", "CO", "B14", [], "one visit a day and practitioner")
    : undefined;
};

/** Modifiers that say: done again, or apart. */
const again = new Set(["25", "27", "59", "76", "77", "78", "79", "91", "XE", "XS", "XP", "XU"]);

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
