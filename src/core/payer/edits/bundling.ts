/** What one payment already includes: code pairs, minor procedures with a visit, units, add-on codes. */
import { addDecimals, compareDecimals, type Decimal, decimalFromInteger } from "../../kernel/decimal.ts";
import { daysBetween } from "../../kernel/iso-date.ts";
import { type HistoryLine, type SeenLine, unitsOf } from "../seen-line.ts";
import { isEvaluation } from "../service-lists.ts";
import { deny, type Edit, type EditContext } from "./edit.ts";

/** NCCI procedure-to-procedure: the second column is denied unless an NCCI modifier says that it stands apart. */
export const codePair: Edit = (line, context) => {
  if (!line.terms.edits.ncci) return undefined;
  for (const first of othersOfDay(line, context)) {
    const edit = context.tables.ptpEdit(first.procedure, line.procedure, line.from);
    if (edit === undefined || edit.indicator === 9) continue;
    if (edit.indicator === 1 && (bypasses(line.procedure, line.modifiers) || bypasses(first.procedure, first.modifiers))) continue;
    const words = `${line.procedure} is part of ${first.procedure} of the same day`;
    return context.plan.kind === "medicare"
      ? deny("code-pair", "CO", "236", ["N20"], words)
      : deny("code-pair", "CO", "97", ["M15"], words);
  }
  return undefined;
};

/** A visit with a procedure of 0 or 10 global days is paid only when modifier 25 says it was a service of its own. */
export const visitWithMinorProcedure: Edit = (line, context) => {
  if (!line.terms.edits.ncci || !isEvaluation(line.procedure) || line.modifiers.some((modifier) => ["24", "25", "57"].includes(modifier)))
    return undefined;
  const minor = othersOfDay(line, context).find((other) => {
    const days = context.tables.relativeValues(other.procedure, "", line.from)?.globalDays;
    return !isEvaluation(other.procedure) && (days === "000" || days === "010") && other.renderingNpi === line.renderingNpi;
  });
  return minor === undefined
    ? undefined
    : deny("visit-with-minor-procedure", "CO", "97", ["M15"], `the visit is part of ${minor.procedure} of the same day`);
};

/** A visit in the days after an operation is in the operation's price, unless modifier 24 says it was for something else. */
export const withinGlobalPeriod: Edit = (line, { tables, history }) => {
  if (!line.terms.edits.ncci || !isEvaluation(line.procedure) || line.modifiers.includes("24")) return undefined;
  const operation = history.find(({ line: one, billingNpi }) => {
    if (one.denied || billingNpi !== line.billingNpi || one.from >= line.from || one.taxonomy !== line.taxonomy) return false;
    const days = globalDaysOf(tables.relativeValues(one.procedure, "", one.from)?.globalDays);
    return days > 0 && daysBetween({ from: one.from, to: line.from }) <= days;
  });
  return operation === undefined
    ? undefined
    : deny("within-global-period", "CO", "97", ["M144"], `after-care of ${operation.line.procedure} of ${operation.line.from}`);
};

function globalDaysOf(text: string | undefined): number {
  return text === "010" ? 10 : text === "090" ? 90 : 0;
}

/** NCCI MUE: all units of the code are denied when the line (indicator 1) or the day (2, 3) has too many. */
export const tooManyUnits: Edit = (line, { plan, tables, lines, history }) => {
  if (!line.terms.edits.ncci) return undefined;
  const mue = tables.mue(line.procedure, line.from);
  // Zero units means that Medicare never pays the code, which says nothing about another plan.
  if (mue === undefined || (mue.units === 0 && plan.kind !== "medicare")) return undefined;
  const units = mue.mai === 1 ? line.units : unitsOfDay(line, lines, history);
  if (compareDecimals(units, decimalFromInteger(mue.units)) <= 0) return undefined;
  return deny("too-many-units", "CO", "151", ["N362"], `more than ${mue.units} units of ${line.procedure}`);
};

/** Type 1 add-on codes name their primaries; without one of them the same day the add-on has nothing to add to. */
export const addOnAlone: Edit = (line, context) => {
  if (!line.terms.edits.ncci) return undefined;
  const addOn = context.tables.addOn(line.procedure, line.from);
  if (addOn === undefined || addOn.type !== 1 || addOn.primaries.length === 0) return undefined;
  const found = othersOfDay(line, context).some((other) => addOn.primaries.includes(other.procedure));
  return found ? undefined : deny("add-on-alone", "CO", "B15", ["N122"], `${line.procedure} needs its primary procedure`);
};

/** Status B and P of the fee schedule: payment is always in another service. */
export const alwaysBundled: Edit = (line, { tables }) => {
  if (!line.terms.edits.ncci) return undefined;
  const status = tables.relativeValues(line.procedure, "", line.from)?.status;
  return status === "B" || status === "P"
    ? deny("always-bundled", "CO", "97", ["M15"], `${line.procedure} is never paid on its own`)
    : undefined;
};

interface OtherService {
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly renderingNpi: string;
}

function othersOfDay(line: SeenLine, { lines, history }: EditContext): readonly OtherService[] {
  const inClaim = lines.filter((other) => other.number !== line.number && other.from === line.from);
  const before = history
    .filter((one) => one.line.from === line.from && one.billingNpi === line.billingNpi && !one.line.denied)
    .map((one) => ({ procedure: one.line.procedure, modifiers: one.line.modifiers, renderingNpi: one.renderingNpi }));
  return [...inClaim, ...before];
}

function bypasses(procedure: string, modifiers: readonly string[]): boolean {
  const allowed = isEvaluation(procedure) ? evaluationBypass : procedureBypass;
  return modifiers.some((modifier) => allowed.has(modifier));
}

/** NCCI Policy Manual, chapter I, section E. */
const procedureBypass = new Set(
  "E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD RC LM RI 24 25 57 58 78 79 27 59 91 XE XS XP XU".split(
    " ",
  ),
);
const evaluationBypass = new Set(["24", "25", "27", "57"]);

function unitsOfDay(line: SeenLine, lines: readonly SeenLine[], history: readonly HistoryLine[]): Decimal {
  const same = lines.filter((other) => other.procedure === line.procedure && other.from === line.from).map((other) => other.units);
  const before = history
    .filter(
      (one) =>
        one.line.procedure === line.procedure && one.line.from === line.from && one.billingNpi === line.billingNpi && !one.line.denied,
    )
    .map((one) => unitsOf(one.line));
  return [...same, ...before].reduce(addDecimals, decimalFromInteger(0));
}
