/**
 * Coordination of benefits: loop 2320 for each other payer and 2430 for each line that it decided. A payer that has not
 * decided yet is named without amounts. Line amounts are sent by line only, never at both levels.
 */
import type { Cents } from "../kernel/cents.ts";
import type { Decimal } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { Coverage, Patient, Payer } from "../parties/model.ts";
import type { Charge } from "../visits/model.ts";
import type { Adjustment, ClaimProcedure, LineAdjudication, OtherPayer } from "../x12/transactions/professional-claim.ts";
import { claimPayer, otherSubscriber } from "./build-parties.ts";

export interface OtherCoverage {
  readonly coverage: Coverage;
  readonly payer: Payer;
  /** SBR05 when this other payer is Medicare and not primary. */
  readonly medicareSecondaryType?: string;
  /** Absent: this payer has not decided. */
  readonly decision?: PriorDecision;
}

/** What an earlier payer decided, from its 835. */
export interface PriorDecision {
  /** CLP04. */
  readonly paid: Cents;
  /** Claim-level CAS only. */
  readonly adjustments: readonly Adjustment[];
  /** CLP07. */
  readonly payerControlNumber?: string;
  readonly paidOn: IsoDate;
  /** MOA remark codes. */
  readonly remarks: readonly string[];
  /** What the patient still owes of it; sent for a decision without lines. */
  readonly remainingPatientLiability?: Cents;
  readonly lines: readonly PriorLineDecision[];
}

export interface PriorLineDecision {
  /** The charge's own line number (REF*6R). */
  readonly lineNumber: number;
  readonly paid: Cents;
  /** As paid, when the payer changed it. */
  readonly procedure?: ClaimProcedure;
  readonly units?: Decimal;
  /** The line number of the charge that it was bundled into. */
  readonly bundledInto?: number;
  readonly adjustments: readonly Adjustment[];
  readonly remainingPatientLiability?: Cents;
}

export function otherPayers(others: readonly OtherCoverage[], patient: Patient): readonly OtherPayer[] {
  return [...others].sort((a, b) => a.coverage.rank - b.coverage.rank).map((other) => otherPayer(other, patient));
}

/** The lines that payers decided before, for one charge. `charges` are in line order: SVD06 names a line of this claim. */
export function lineAdjudications(
  others: readonly OtherCoverage[],
  { charge, charges }: { readonly charge: Charge; readonly charges: readonly Charge[] },
): readonly LineAdjudication[] {
  return others.flatMap(({ payer, decision }) => {
    if (decision === undefined) return [];
    return decision.lines
      .filter((line) => line.lineNumber === charge.lineNumber)
      .map(
        (line): LineAdjudication => ({
          payerId: payer.payerId,
          paid: line.paid,
          procedure: line.procedure ?? { qualifier: "HC", code: charge.procedure, modifiers: charge.modifiers },
          units: line.units ?? charge.units,
          ...bundled(line, charges),
          adjustments: line.adjustments,
          paidOn: decision.paidOn,
          ...(line.remainingPatientLiability === undefined ? {} : { remainingPatientLiability: line.remainingPatientLiability }),
        }),
      );
  });
}

function otherPayer({ coverage, payer, medicareSecondaryType, decision }: OtherCoverage, patient: Patient): OtherPayer {
  const source = { patient, coverage, payer, ...(medicareSecondaryType === undefined ? {} : { medicareSecondaryType }) };
  const base = {
    subscriber: otherSubscriber(source),
    benefitsAssigned: "Y",
    releaseOfInformation: "Y",
  };
  if (decision === undefined) return { ...base, payer: claimPayer(payer), adjustments: [], remarks: [] };
  const named = claimPayer(payer);
  const byLine = decision.lines.length > 0;
  const left = decision.remainingPatientLiability;
  return {
    ...base,
    payer:
      decision.payerControlNumber === undefined
        ? named
        : { ...named, identifiers: [{ qualifier: "F8", value: decision.payerControlNumber }] },
    adjustments: decision.adjustments,
    paid: decision.paid,
    ...(byLine || left === undefined ? {} : { remainingPatientLiability: left }),
    remarks: decision.remarks.slice(0, 5),
    // DTP*573 stands here or on the lines, never in both places.
    ...(byLine ? {} : { paidOn: decision.paidOn }),
  };
}

function bundled({ bundledInto }: PriorLineDecision, charges: readonly Charge[]): { readonly bundledInto?: number } {
  const index = bundledInto === undefined ? -1 : charges.findIndex((charge) => charge.lineNumber === bundledInto);
  return index < 0 ? {} : { bundledInto: index + 1 };
}
