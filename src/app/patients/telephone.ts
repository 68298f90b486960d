/** What a biller has open on the telephone: the story of each amount, and the script. */
import { proofs, proofWords, telephoneScript, tellCharge } from "../../core/billing/telephone.ts";
import { sumCents, zeroCents } from "../../core/kernel/cents.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import { onRecord } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../refusal.ts";
import { loadAccount } from "./load-account.ts";

export async function viewTelephone(context: Context, patientId: PatientId) {
  return onRecord(context, { act: "telephone.open", object: ["patient", patientId], snapshot: true }, async (tx) => {
    const account = await loadAccount(context, tx, patientId);
    if (account === undefined) return notFound("patient");
    const { charges, patient, holds, today, plans } = account;
    const kept = plans.find(({ standing }) => standing.state === "kept" || standing.state === "behind");
    const { verify, say, never } = telephoneScript({
      patient,
      holds,
      due: sumCents(charges.map(({ gate }) => gate.due)),
      insurancePending: sumCents(charges.map(({ gate }) => gate.insurancePending)),
      planLeft: kept?.standing.left ?? zeroCents,
      today,
    });
    return ok({
      proofs: proofs.map((proof) => ({ proof, words: proofWords[proof] })),
      verify: [...verify],
      say: [...say],
      never: [...never],
      stories: charges.map(({ told, gate, account: books, visit, charge }) => ({
        chargeId: charge.id,
        visitId: visit.id,
        on: charge.serviceFrom,
        service: told.description,
        providerName: told.providerName,
        open: gate.due + gate.withheld + gate.insurancePending > 0,
        due: gate.due,
        story: [...tellCharge({ ...told, writtenOff: books.writtenOff }, gate)],
      })),
    });
  });
}
