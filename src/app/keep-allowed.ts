/** Keeps what a payment allowed on each line, beside what the payer's contract lets expect: priced now, as it is posted. */
import type { Cents } from "../core/kernel/cents.ts";
import { type ChargeId, id, type RemittanceId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Plan } from "../core/parties/model.ts";
import { codeBookFees } from "../core/pricing/code-book-fees.ts";
import { expectedForClaim } from "../core/pricing/expected-claim.ts";
import type { PostingPlan } from "../core/remit/model.ts";
import type { ProfessionalClaim } from "../core/x12/transactions/professional-claim.ts";
import { addAllowedLines, takeBackAllowedLines } from "../store/allowed-lines.ts";
import { loadClaims, type StoredClaim } from "../store/claims.ts";
import { plansOfCoverages } from "../store/coverages.ts";
import { listPlans } from "../store/parties.ts";
import { sentBeforeChange } from "../store/snapshots.ts";
import type { Tx } from "../store/transaction.ts";
import type { App, Context } from "./context.ts";

export async function keepAllowed(
  context: Context,
  tx: Tx,
  { plan, remittanceId, today }: { readonly plan: PostingPlan; readonly remittanceId: RemittanceId; readonly today: IsoDate },
): Promise<void> {
  const days = new Map(plan.entries.map((entry) => [entry.sourceKey, entry.on]));
  const dayOf = (sourceKey: string): IsoDate => days.get(sourceKey) ?? today;
  const posted = plan.claims.filter(({ allowed = [] }) => allowed.length > 0);
  const claims = await loadClaims(
    tx,
    posted.flatMap(({ claimId }) => claimId ?? []),
  );
  const sentBefore = await sentBeforeChange(tx, [...claims.keys()]);
  const planIds = await plansOfCoverages(
    tx,
    [...claims.values()].map((claim) => claim.coverageId),
  );
  const plans = new Map((await listPlans(tx)).map((one) => [one.id, one]));
  const planOf = ({ coverageId }: StoredClaim): Plan | undefined => plans.get(planIds.get(coverageId) ?? id<"plan">(0));
  addAllowedLines(
    tx,
    posted.flatMap(({ claimId, allowed = [], sourceKey }) => {
      const claim = claimId === undefined ? undefined : claims.get(claimId);
      if (claimId === undefined || claim === undefined) return [];
      const lines = sentLines(context.app, claim, { sent: sentBefore.get(claimId) ?? claim.content, plan: planOf(claim), today });
      return allowed.flatMap(({ chargeId, allowed: amount }) => {
        const line = lines.get(chargeId);
        if (line === undefined) return [];
        return [
          { ...line, postedOn: dayOf(sourceKey), sourceKey, remittanceId, claimId, chargeId, payerId: claim.payerId, allowed: amount },
        ];
      });
    }),
  );
  takeBackAllowedLines(
    tx,
    plan.claims.flatMap(({ outcome, sourceKey, reversedSourceKey }) =>
      outcome !== "reversed" || reversedSourceKey === undefined
        ? []
        : [{ sourceKey, reversedSourceKey, remittanceId, postedOn: dayOf(sourceKey) }],
    ),
  );
}

/**
 * By charge, as the claim was sent: a correction that has not left is not what the payer answers. A line is known by its control number,
 * which it keeps through every version. A plan without a contract lets expect nothing.
 */
function sentLines(
  app: App,
  { content, chargeIds }: StoredClaim,
  { sent, plan, today }: { readonly sent: ProfessionalClaim; readonly plan: Plan | undefined; readonly today: IsoDate },
): ReadonlyMap<ChargeId, { readonly procedure: string; readonly expected?: Cents }> {
  const known = plan !== undefined && (plan.kind === "medicare-part-b" || plan.contractFactor !== undefined);
  const expected = known ? expectedForClaim(sent, { plan, tables: codeBookFees(app.codeBook), today }).lines : [];
  return new Map(
    chargeIds.flatMap((chargeId, index) => {
      const number = content.lines[index]?.controlNumber;
      const at = number === undefined ? index : sent.lines.findIndex((one) => one.controlNumber === number);
      const line = sent.lines[at];
      if (line === undefined) return [];
      const { allowed, outcome } = expected[at] ?? {};
      return [
        [
          chargeId,
          { procedure: line.procedure.code, ...(allowed === undefined || outcome !== "priced" ? {} : { expected: allowed }) },
        ] as const,
      ];
    }),
  );
}
