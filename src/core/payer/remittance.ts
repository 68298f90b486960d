/** A decision as the 835 says it. */
import { type Cents, sumCents } from "../kernel/cents.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { RemittanceClaim, RemittanceLine } from "../x12/transactions/remittance.ts";
import type { DecidedClaim, DecidedLine } from "./state.ts";

export function remittanceClaimOf(claim: DecidedClaim): RemittanceClaim {
  const patientPart = patientPartOf(claim);
  const id = { qualifier: "MI", value: claim.memberId };
  const allowed = sumCents(claim.lines.map((line) => line.allowed));
  const isReversal = claim.kind === "reversal";
  return {
    patientControlNumber: claim.controlNumber,
    status: claim.status,
    charge: claim.charge,
    paid: claim.paid,
    // A reversal carries no CLP05 though its PR adjustments are negated.
    ...(patientPart > 0 && !isReversal ? { patientResponsibility: patientPart } : {}),
    filingIndicator: claim.filingIndicator,
    payerControlNumber: claim.payerControlNumber,
    facilityType: claim.facilityType,
    frequency: claim.frequency,
    patient: { name: claim.patient, id },
    ...(claim.insured === undefined ? {} : { insured: { name: claim.insured, id } }),
    ...(claim.rendering === undefined
      ? {}
      : { rendering: { name: claim.rendering.name, id: { qualifier: "XX", value: claim.rendering.npi } } }),
    adjustments: [],
    remarks: claim.remarks,
    identifiers: claim.replaces === undefined ? [] : [{ qualifier: "F8", value: claim.replaces }],
    ...datesOf(claim.lines),
    receivedOn: claim.receivedOn,
    amounts: [
      ...(allowed > 0 && !isReversal && !isLaterPayer(claim) ? [{ qualifier: "AU", amount: allowed }] : []),
      ...(claim.interest === undefined ? [] : [{ qualifier: "I", amount: claim.interest }]),
    ],
    lines: claim.lines.map((line) => remittanceLineOf(line, claim)),
  };
}

function patientPartOf(claim: DecidedClaim): Cents {
  return sumCents(claim.lines.flatMap((line) => line.adjustments.filter((one) => one.group === "PR").map((one) => one.amount)));
}

function remittanceLineOf(line: DecidedLine, claim: DecidedClaim): RemittanceLine {
  const showAllowed = line.allowed > 0 && claim.kind === "decision" && !isLaterPayer(claim);
  return {
    procedure: { qualifier: line.qualifier, code: line.procedure, modifiers: line.modifiers },
    charge: line.charge,
    paid: line.paid,
    // A denied line has no paid units; SVC07 keeps what was asked.
    ...unitsOf(line),
    serviceFrom: line.from,
    serviceTo: line.to,
    adjustments: line.adjustments,
    ...(line.controlNumber === undefined ? {} : { controlNumber: line.controlNumber }),
    identifiers: [],
    ...(showAllowed ? { allowed: line.allowed } : {}),
    amounts: showAllowed ? [{ qualifier: "B6", amount: line.allowed }] : [],
    remarks: claim.kind === "reversal" ? [] : line.remarks,
  };
}

/** SVC05 counts what is paid; SVC07 what was asked, when that is more. A denied line has no paid units. */
function unitsOf({ denied, units, unitsPaid }: DecidedLine): { readonly units: Decimal; readonly submittedUnits?: Decimal } {
  if (denied) return { units: decimal("0"), submittedUnits: decimal(units) };
  return unitsPaid === undefined ? { units: decimal(units) } : { units: decimal(unitsPaid), submittedUnits: decimal(units) };
}

/** After another payer there is no allowed amount of ours to show. */
function isLaterPayer(claim: DecidedClaim): boolean {
  return claim.lines.some((line) => line.adjustments.some((one) => one.group === "OA" && one.reason === "23"));
}

function datesOf(lines: readonly DecidedLine[]): { readonly statementFrom?: IsoDate; readonly statementTo?: IsoDate } {
  const statementFrom = lines.map((line) => line.from).sort()[0];
  const statementTo = lines
    .map((line) => line.to)
    .sort()
    .at(-1);
  return { ...(statementFrom === undefined ? {} : { statementFrom }), ...(statementTo === undefined ? {} : { statementTo }) };
}
