/** The charges of a claim as an answer of the payer names them: by their line on the claim. */
import { zeroCents } from "../core/kernel/cents.ts";
import type { OpenCharge } from "../core/remit/model.ts";
import type { StoredClaim } from "../store/claims.ts";

/** With nothing open: who posts adds the balances. */
export function chargesOnClaim(claim: Pick<StoredClaim, "content" | "chargeIds">): readonly OpenCharge[] {
  return claim.content.lines.flatMap((line, index): readonly OpenCharge[] => {
    const chargeId = claim.chargeIds[index];
    if (chargeId === undefined || line.serviceFrom === undefined) return [];
    return [
      {
        chargeId,
        lineNumber: line.number,
        procedure: line.procedure.code,
        modifiers: line.procedure.modifiers,
        serviceFrom: line.serviceFrom,
        amount: line.charge,
        insuranceBalance: zeroCents,
        ...(line.controlNumber === undefined ? {} : { controlNumber: line.controlNumber }),
        ...(line.serviceTo === undefined ? {} : { serviceTo: line.serviceTo }),
      },
    ];
  });
}
