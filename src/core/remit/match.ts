/** Finds our claim for a claim of the 835, and our charge for each of its lines. */
import type { Cents } from "../kernel/cents.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { RemittanceClaim, RemittanceLine } from "../x12/transactions/remittance.ts";
import type { OpenCharge, OpenClaim } from "./model.ts";

const rankByStatus: Readonly<Record<string, number>> = { "1": 1, "19": 1, "2": 2, "20": 2, "3": 3, "21": 3 };

/** By our control number (CLP01), then by the payer's (CLP07, REF*F8). Undefined when none or more than one fits. */
export function matchClaim<Claim extends OpenClaim>(remitted: RemittanceClaim, claims: readonly Claim[]): Claim | undefined {
  const byOurs = only(
    remitted,
    claims.filter((claim) => claim.controlNumber === remitted.patientControlNumber || claim.forwardedAs === remitted.patientControlNumber),
  );
  if (byOurs !== undefined) return byOurs;
  const theirs = payerNumbers(remitted);
  return only(
    remitted,
    claims.filter((claim) => claim.payerControlNumbers.some((number) => theirs.includes(number))),
  );
}

/** CLP07 and the number of the claim it replaces. */
export function payerNumbers(remitted: RemittanceClaim): readonly string[] {
  const original = remitted.identifiers.filter((one) => one.qualifier === "F8").map((one) => one.value);
  return [remitted.payerControlNumber, ...original].filter((number) => number !== "");
}

/**
 * The charge of each line, in line order; undefined where none fits. REF*6R decides; without it the submitted procedure,
 * date and charge, each charge once. Lines of an unbundled charge (SVC02 = 0) follow its first line.
 */
export function matchLines(remitted: RemittanceClaim, charges: readonly OpenCharge[]): readonly (OpenCharge | undefined)[] {
  const matched = remitted.lines.map((line) => byControlNumber(line, charges));
  const taken = new Set(matched.filter((charge) => charge !== undefined));
  for (const fits of [sameInAll, sameProcedureAndDate, sameProcedureAndCharge]) {
    remitted.lines.forEach((line, index) => {
      if (matched[index] !== undefined || isUnbundledPart(line)) return;
      const free = charges.filter((charge) => !taken.has(charge) && fits(line, charge, remitted));
      const found = free.find((charge) => sameModifiers(line, charge)) ?? free[0];
      if (found === undefined || (fits !== sameInAll && free.length > 1)) return;
      matched[index] = found;
      taken.add(found);
    });
  }
  return matched.map((found, index) => found ?? unbundledFrom(remitted.lines[index], remitted, charges));
}

function only<Claim extends OpenClaim>(remitted: RemittanceClaim, found: readonly Claim[]): Claim | undefined {
  if (found.length <= 1) return found[0];
  const ranked = found.filter((claim) => claim.rank === rankByStatus[remitted.status]);
  return ranked.length === 1 ? ranked[0] : undefined;
}

function byControlNumber(line: RemittanceLine, charges: readonly OpenCharge[]): OpenCharge | undefined {
  if (line.controlNumber === undefined) return undefined;
  return charges.find((charge) => charge.controlNumber === line.controlNumber);
}

function isUnbundledPart(line: RemittanceLine): boolean {
  return line.charge === 0 && line.submittedProcedure !== undefined;
}

function unbundledFrom(
  line: RemittanceLine | undefined,
  remitted: RemittanceClaim,
  charges: readonly OpenCharge[],
): OpenCharge | undefined {
  if (line === undefined || !isUnbundledPart(line)) return undefined;
  const fitting = charges.filter((charge) => sameProcedure(line, charge) && sameDate(line, charge, remitted));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function sameInAll(line: RemittanceLine, charge: OpenCharge, remitted: RemittanceClaim): boolean {
  return sameProcedureAndCharge(line, charge) && sameDate(line, charge, remitted);
}

function sameProcedureAndDate(line: RemittanceLine, charge: OpenCharge, remitted: RemittanceClaim): boolean {
  return sameProcedure(line, charge) && sameDate(line, charge, remitted);
}

function sameProcedureAndCharge(line: RemittanceLine, charge: OpenCharge): boolean {
  return sameProcedure(line, charge) && magnitude(line.charge) === magnitude(charge.amount);
}

/** The code as we sent it: SVC06 when the payer changed it. */
function sameProcedure(line: RemittanceLine, charge: OpenCharge): boolean {
  return (line.submittedProcedure ?? line.procedure).code === charge.procedure;
}

function sameModifiers(line: RemittanceLine, charge: OpenCharge): boolean {
  return (line.submittedProcedure ?? line.procedure).modifiers.join(":") === charge.modifiers.join(":");
}

function sameDate(line: RemittanceLine, charge: OpenCharge, remitted: RemittanceClaim): boolean {
  const on: IsoDate | undefined = line.serviceFrom ?? remitted.statementFrom;
  return on === undefined || on === charge.serviceFrom;
}

/** A reversal carries the charge negated. */
function magnitude(amount: Cents): number {
  return Math.abs(amount);
}
