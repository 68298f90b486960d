/** What an earlier payer decided on a claim of ours, as the claim to the next payer has to tell it (loops 2320, 2330B, 2430). */
import type { PriorDecision, PriorLineDecision } from "../claims/build-other-payers.ts";
import type { Claim } from "../claims/model.ts";
import { assert } from "../kernel/assert.ts";
import type { ChargeId } from "../kernel/id.ts";
import type { RemittanceClaim, RemittanceHead } from "../x12/transactions/remittance.ts";
import type { OpenCharge } from "./model.ts";
import { otherPayerFrom } from "./other-payer.ts";

/** `lineNumbers`: the visit's own number of each charge. The payer's answer names lines by their place on the claim. */
export function priorDecision(
  remitted: RemittanceClaim,
  {
    head,
    claim,
    charges,
    lineNumbers,
    otherPayerId,
  }: {
    readonly head: RemittanceHead;
    readonly claim: Pick<Claim, "content" | "chargeIds">;
    readonly charges: readonly OpenCharge[];
    readonly lineNumbers: ReadonlyMap<ChargeId, number>;
    readonly otherPayerId: string;
  },
): PriorDecision {
  const { otherPayer, lines } = otherPayerFrom(remitted, {
    remittance: { ...head, claims: [], providerAdjustments: [] },
    subscriber: claim.content.subscriber,
    charges,
    otherPayerId,
  });
  const ownNumber = (onClaim: number): number | undefined => {
    const chargeId = claim.chargeIds[onClaim - 1];
    return chargeId === undefined ? undefined : lineNumbers.get(chargeId);
  };
  const paidOn = head.payment.paidOn ?? head.producedOn;
  assert(paidOn !== undefined, "a payment that was posted has a day");
  return {
    paid: remitted.paid,
    adjustments: otherPayer.adjustments,
    payerControlNumber: remitted.payerControlNumber,
    paidOn,
    remarks: remitted.remarks,
    ...(otherPayer.remainingPatientLiability === undefined ? {} : { remainingPatientLiability: otherPayer.remainingPatientLiability }),
    lines: [...lines].flatMap(([onClaim, decisions]) =>
      decisions.flatMap((one): readonly PriorLineDecision[] => {
        const lineNumber = ownNumber(onClaim);
        const into = one.bundledInto === undefined ? undefined : ownNumber(one.bundledInto);
        if (lineNumber === undefined) return [];
        return [
          {
            lineNumber,
            paid: one.paid,
            procedure: one.procedure,
            units: one.units,
            adjustments: one.adjustments,
            ...(into === undefined ? {} : { bundledInto: into }),
            ...(one.remainingPatientLiability === undefined ? {} : { remainingPatientLiability: one.remainingPatientLiability }),
          },
        ];
      }),
    ),
  };
}
