/** What people name when they ask for a write-off or refund, a charge or a patient, turned into what the books are asked. */
import type { ChargeId, PatientId } from "../core/kernel/id.ts";
import type { WriteOffAccount } from "../core/ledger/entries.ts";
import { claimsOfEncounter } from "../store/claims.ts";
import { findCharge } from "../store/encounters.ts";
import { readPractice } from "../store/transaction.ts";
import type { Context } from "./context.ts";
import { no, notFound, type Outcome } from "./refusal.ts";
import { type AskedMoney, type AskedOutcome, askForMoney } from "./second-person.ts";

type Asked = Omit<AskedMoney, "subject">;

export async function askForWriteOff(
  context: Context,
  asked: Asked & { readonly chargeId: ChargeId; readonly owes: "payer" | "patient"; readonly account: WriteOffAccount },
): Promise<Outcome<AskedOutcome>> {
  const about = await aboutCharge(context, asked.chargeId);
  if (about === undefined) return notFound("charge");
  const { patientId, claim } = about;
  if (asked.owes === "payer" && claim === undefined) return no("no-claim", "No payer owes this charge: it has no claim.");
  return askForMoney(context, {
    ...asked,
    subject: {
      what: "balance",
      patientId,
      chargeId: asked.chargeId,
      account: asked.account,
      ...(claim === undefined ? {} : { claimId: claim.id }),
      ...(asked.owes === "payer" && claim !== undefined ? { payerId: claim.payerId } : {}),
    },
  });
}

/** Of a patient's unapplied money. */
export async function askForPatientRefund(
  context: Context,
  asked: Asked & { readonly patientId: PatientId },
): Promise<Outcome<AskedOutcome>> {
  return askForMoney(context, { ...asked, subject: { what: "patient-credit", patientId: asked.patientId } });
}

/** Of what the payer of the charge's claim paid too much for it. */
export async function askForPayerRefund(context: Context, asked: Asked & { readonly chargeId: ChargeId }): Promise<Outcome<AskedOutcome>> {
  const about = await aboutCharge(context, asked.chargeId);
  if (about === undefined) return notFound("charge");
  const { patientId, claim } = about;
  if (claim === undefined) return no("no-claim", "No payer paid this charge: it has no claim.");
  return askForMoney(context, {
    ...asked,
    subject: { what: "payer-credit", patientId, chargeId: asked.chargeId, claimId: claim.id, payerId: claim.payerId },
  });
}

async function aboutCharge(context: Context, chargeId: ChargeId) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const charge = await findCharge(tx, chargeId);
    if (charge === undefined) return undefined;
    const claim = (await claimsOfEncounter(tx, charge.encounterId)).findLast((one) => one.rank === 1);
    return { patientId: charge.patientId, ...(claim === undefined ? {} : { claim }) };
  });
}
