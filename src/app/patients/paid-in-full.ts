/** A patient who paid a visit in full may ask that the plan is not told of it (45 CFR 164.522(a)(1)(vi)): then no claim is made. */
import type { EncounterId, PatientId } from "../../core/kernel/id.ts";
import { standingHolds } from "../../store/billing-holds.ts";
import type { Tx } from "../../store/transaction.ts";
import { no } from "../refusal.ts";

/** For who makes a claim. */
export async function refusedByWish(tx: Tx, { patientId, visitId }: { readonly patientId: PatientId; readonly visitId: EncounterId }) {
  const holds = (await standingHolds(tx, [patientId])).get(patientId) ?? [];
  if (!holds.some(({ kind, encounterId }) => kind === "paid-in-full" && encounterId === visitId)) return undefined;
  return no(
    "paid-in-full",
    "The patient paid this visit in full and asked that the plan is not told of it.",
    "Make the visit self-pay; or lift the hold on the patient's account when the patient took the wish back in writing.",
  );
}
