/** The earlier payer's decision as the next payer's claim tells it: loops 2320, 2330B and 2430 from the 835. */
import { sumCents, zeroCents } from "../kernel/cents.ts";
import { decimalFromInteger } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { Adjustment, ClaimSubscriber, LineAdjudication, OtherPayer } from "../x12/transactions/professional-claim.ts";
import type { Remittance, RemittanceClaim, RemittanceLine } from "../x12/transactions/remittance.ts";
import { matchLines } from "./match.ts";
import type { OpenCharge, OtherPayerInfo } from "./model.ts";

/**
 * X12 005010X222A1, loops 2320 and 2430: line decisions go to 2430, claim-level adjustments stay in 2320, never both. The
 * payment date stands on the lines when there are any, else in 2330B. Balanced input gives balanced output: on each line
 * charge = SVD02 + CAS, and AMT*D = Σ SVD02 − Σ CAS of 2320.
 */
export function otherPayerFrom(
  remitted: RemittanceClaim,
  context: {
    readonly remittance: Remittance;
    /** The patient's coverage with the earlier payer (SBR of 2320, 2330A). */
    readonly subscriber: ClaimSubscriber;
    readonly charges: readonly OpenCharge[];
    /** NM109 of 2330B, repeated in every SVD01. */
    readonly otherPayerId: string;
    readonly benefitsAssigned?: string;
    readonly releaseOfInformation?: string;
  },
): OtherPayerInfo {
  const { remittance } = context;
  const paidOn = remittance.payment.paidOn ?? remittance.producedOn;
  const lines = lineAdjudications(remitted, { charges: context.charges, payerId: context.otherPayerId, paidOn });
  const claimLevelOnly = lines.size === 0;
  const otherPayer: OtherPayer = {
    subscriber: context.subscriber,
    payer: {
      name: remittance.payer.name,
      id: { qualifier: "PI", value: context.otherPayerId },
      identifiers: remitted.payerControlNumber === "" ? [] : [{ qualifier: "F8", value: remitted.payerControlNumber }],
    },
    adjustments: remitted.adjustments,
    paid: remitted.paid,
    ...(claimLevelOnly ? liability(remitted.adjustments) : {}),
    benefitsAssigned: context.benefitsAssigned ?? "Y",
    releaseOfInformation: context.releaseOfInformation ?? "Y",
    remarks: remitted.remarks,
    ...(claimLevelOnly && paidOn !== undefined ? { paidOn } : {}),
  };
  return { otherPayer, lines };
}

function lineAdjudications(
  remitted: RemittanceClaim,
  { charges, payerId, paidOn }: { readonly charges: readonly OpenCharge[]; readonly payerId: string; readonly paidOn: IsoDate | undefined },
): ReadonlyMap<number, readonly LineAdjudication[]> {
  const matched = matchLines(remitted, charges);
  const found = new Map<number, LineAdjudication[]>();
  remitted.lines.forEach((line, index) => {
    const charge = matched[index];
    if (charge === undefined) return;
    const into = bundledInto(line, remitted, matched);
    const adjudication: LineAdjudication = {
      payerId,
      paid: line.paid,
      procedure: line.procedure,
      units: line.units ?? decimalFromInteger(1),
      ...(into === undefined ? {} : { bundledInto: into }),
      adjustments: line.adjustments,
      ...(paidOn === undefined ? {} : { paidOn }),
      ...liability(line.adjustments),
    };
    found.set(charge.lineNumber, [...(found.get(charge.lineNumber) ?? []), adjudication]);
  });
  return found;
}

/** SVD06: our line that carries the charge of this one (CO-97 for the whole charge, answered by OA-94 below zero). */
function bundledInto(line: RemittanceLine, remitted: RemittanceClaim, matched: readonly (OpenCharge | undefined)[]): number | undefined {
  if (line.paid !== zeroCents || !line.adjustments.some((one) => one.reason === "97" && one.amount === line.charge)) return undefined;
  const survivor = remitted.lines.findIndex(
    (other) =>
      other !== line &&
      other.procedure.code === line.procedure.code &&
      other.adjustments.some((one) => one.group === "OA" && one.reason === "94" && one.amount < 0),
  );
  return matched[survivor]?.lineNumber;
}

/** AMT*EAF: the patient's part of this decision, still unpaid. */
function liability(adjustments: readonly Adjustment[]): { readonly remainingPatientLiability?: OtherPayer["paid"] & number } {
  const share = sumCents(adjustments.filter((one) => one.group === "PR").map((one) => one.amount));
  return share > zeroCents ? { remainingPatientLiability: share } : {};
}
