/** The PR gate: what of a patient balance may be asked of the patient today, and why the rest may not. */
import { type Cents, maxCents, minCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import type { ChargeId } from "../kernel/id.ts";

export interface PatientShare {
  /** Group and CARC of the ledger line, "PR-1". */
  readonly reason: string;
  readonly amount: Cents;
}

/** A charge with its balances and what is known of its claims. */
export interface GatedCharge {
  readonly chargeId: ChargeId;
  /** Patient receivable, negative for a credit. */
  readonly patientBalance: Cents;
  /** Open with all payers. */
  readonly insuranceBalance: Cents;
  /** How the patient's part came about; empty for a self-pay charge. */
  readonly shares: readonly PatientShare[];
  readonly selfPay: boolean;
  /** A later coverage has not decided. */
  readonly furtherPayer: boolean;
  /** A denial, correction, appeal or information request on the line is open. */
  readonly openWork: boolean;
  /** Its payment was reversed and the corrected claim has not posted. */
  readonly awaitsCorrection: boolean;
  /** A programme that forbids the bill or limits it. */
  readonly program?: "medicaid" | "qmb" | "workers-compensation" | "hold-harmless";
  /** Remark codes of its remittances. */
  readonly remarks: readonly string[];
  /** What people know that forbids the bill (`holds.ts`), and a kept payment plan that asks for it in parts; in sentences. */
  readonly holds?: readonly string[];
}

export interface GateAnswer {
  readonly chargeId: ChargeId;
  /** May be asked today. */
  readonly due: Cents;
  /** In the patient's name, but may not be asked (yet, or ever). */
  readonly withheld: Cents;
  /** A credit of the patient, positive. */
  readonly credit: Cents;
  /** Open with payers: shown apart and not asked for. */
  readonly insurancePending: Cents;
  readonly reasons: readonly string[];
}

/** QMB remarks: deductible, coinsurance and copayment may not be collected (42 U.S.C. 1396a(n)(3)(B)). */
const qmbRemarks: ReadonlySet<string> = new Set(["N192", "N781", "N782", "N783"]);
/** Medicaid: the monthly share and a lawful nominal copayment only (42 CFR 447.15, 447.52). */
const medicaidReasons: ReadonlySet<string> = new Set(["PR-142", "PR-3"]);

export function gateCharge(charge: GatedCharge): GateAnswer {
  const owed = maxCents(charge.patientBalance, zeroCents);
  const { limit, reasons } = limitOf(charge, owed);
  const due = minCents(owed, limit);
  return {
    chargeId: charge.chargeId,
    due,
    withheld: subtractCents(owed, due),
    credit: maxCents(subtractCents(zeroCents, charge.patientBalance), zeroCents),
    insurancePending: maxCents(charge.insuranceBalance, zeroCents),
    reasons: owed === zeroCents ? [] : reasons,
  };
}

function limitOf(charge: GatedCharge, owed: Cents): { readonly limit: Cents; readonly reasons: readonly string[] } {
  const stops = stoppingReasons(charge);
  if (stops.length > 0) return { limit: zeroCents, reasons: stops };
  if (charge.selfPay) return { limit: owed, reasons: [] };
  const lawful = charge.program === "medicaid" ? charge.shares.filter((share) => medicaidReasons.has(share.reason)) : charge.shares;
  const reported = sumCents(lawful.filter((share) => share.reason.startsWith("PR-")).map((share) => share.amount));
  if (reported >= owed) return { limit: owed, reasons: [] };
  const why =
    charge.program === "medicaid"
      ? "Medicaid allows only its own share and copayment."
      : "Only what a payer reported as the patient's may be billed.";
  return { limit: maxCents(reported, zeroCents), reasons: [why] };
}

function stoppingReasons(charge: GatedCharge): readonly string[] {
  const qmb = charge.program === "qmb" || charge.remarks.some((remark) => qmbRemarks.has(remark));
  return [
    ...(charge.furtherPayer ? ["Another insurance has not decided yet."] : []),
    ...(charge.openWork ? ["A denial, correction or appeal on this service is open."] : []),
    ...(charge.awaitsCorrection ? ["The insurance took its payment back and has not sent the corrected decision."] : []),
    ...(qmb ? ["The patient is a Qualified Medicare Beneficiary: the cost share may not be collected."] : []),
    ...(charge.program === "workers-compensation" ? ["Care under an accepted work-injury claim is not billed to the patient."] : []),
    ...(charge.program === "hold-harmless" ? ["A hold-harmless programme forbids the bill."] : []),
    ...(charge.holds ?? []),
  ];
}
