/** An 835 in which the payer takes its first decision on a claim back and decides one line of it anew, as after a reopening or an appeal. */
import { type Cents, cents, negateCents, subtractCents, sumCents } from "../../src/core/kernel/cents.ts";
import type { Adjustment } from "../../src/core/x12/transactions/professional-claim.ts";
import type { RemittanceClaim } from "../../src/core/x12/transactions/remittance.ts";
import { writeRemittances } from "../../src/core/x12/transactions/write-remittances.ts";
import type { StoredClaim } from "../../src/store/claims.ts";
import { loadRemittance, remittanceClaimsOfClaim } from "../../src/store/remittances.ts";
import type { Tx } from "../../src/store/transaction.ts";

type Cas = readonly [group: Adjustment["group"], reason: string, amount: number];

export async function decidedAnew(
  tx: Tx,
  claim: Pick<StoredClaim, "id">,
  { procedure, paid, adjustments }: { readonly procedure: string; readonly paid: number; readonly adjustments: readonly Cas[] },
): Promise<string> {
  const first = (await remittanceClaimsOfClaim(tx, claim.id)).findLast((one) => one.state === "posted" && !one.undone);
  const head = first === undefined ? undefined : (await loadRemittance(tx, first.remittanceId))?.head;
  if (first === undefined || head === undefined) throw new Error("the payer has not decided this claim");
  const { content } = first;
  const correction = correctedClaim(content, { procedure, paid: cents(paid), adjustments });
  const amount = subtractCents(correction.paid, content.paid);
  return writeRemittances(
    [
      {
        ...head,
        control: "0001",
        payment: { ...head.payment, amount, trace: `${head.payment.trace}R` },
        providerAdjustments: [],
        claims: [reversalOf(content), correction],
      },
    ],
    {
      sender: { qualifier: "ZZ", id: "PAYER" },
      receiver: { qualifier: "ZZ", id: "PRACTICE" },
      groupSender: "PAYER",
      groupReceiver: "PRACTICE",
      date: head.producedOn ?? "2026-12-01",
      time: "0900",
      interchangeControl: 900_001,
      groupControl: 900_001,
      usage: "P",
    } as Parameters<typeof writeRemittances>[1],
  );
}

function reversalOf({ patientResponsibility: _share, ...claim }: RemittanceClaim): RemittanceClaim {
  const negated = (all: readonly Adjustment[]): readonly Adjustment[] => all.map((one) => ({ ...one, amount: negateCents(one.amount) }));
  return {
    ...claim,
    status: "22",
    charge: negateCents(claim.charge),
    paid: negateCents(claim.paid),
    adjustments: negated(claim.adjustments),
    amounts: [],
    remarks: [],
    lines: claim.lines.map(({ allowed: _allowed, ...line }) => ({
      ...line,
      charge: negateCents(line.charge),
      paid: negateCents(line.paid),
      adjustments: negated(line.adjustments),
      amounts: [],
      remarks: [],
    })),
  };
}

function correctedClaim(
  claim: RemittanceClaim,
  { procedure, paid, adjustments }: { readonly procedure: string; readonly paid: Cents; readonly adjustments: readonly Cas[] },
): RemittanceClaim {
  const lines = claim.lines.map(({ submittedUnits, ...line }) =>
    line.procedure.code === procedure
      ? {
          ...line,
          paid,
          ...(submittedUnits === undefined ? {} : { units: submittedUnits }),
          adjustments: adjustments.map(([group, reason, amount]): Adjustment => ({ group, reason, amount: cents(amount) })),
          remarks: [],
        }
      : line,
  );
  const share = sumCents(lines.flatMap((line) => line.adjustments.filter((one) => one.group === "PR").map((one) => one.amount)));
  const { patientResponsibility: _before, ...rest } = claim;
  return {
    ...rest,
    status: "1",
    payerControlNumber: `${claim.payerControlNumber}A`,
    identifiers: [{ qualifier: "F8", value: claim.payerControlNumber }],
    paid: sumCents(lines.map((line) => line.paid)),
    ...(share > 0 ? { patientResponsibility: share } : {}),
    amounts: [],
    lines,
  };
}
