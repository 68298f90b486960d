/**
 * Cents that payers left open on claims that they have decided, closed together as patients' small balances are (decision 0043): first
 * which and why others not, then one request for all of them, posted at once within the limit, above it when a second person agrees.
 */

import { maskedName } from "../../core/access/glass.ts";
import { decideRemainder, type RemainderLeftOut, remainderLeftOut } from "../../core/billing/small-remainder.ts";
import type { ClaimState } from "../../core/claims/model.ts";
import { isDecided } from "../../core/claims/state.ts";
import { type Cents, formatUsd, negateCents, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import type { ClaimId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { journalEntry } from "../../core/ledger/entries.ts";
import type { JournalLine } from "../../core/ledger/model.ts";
import { firstOpenDay } from "../../core/ledger/periods.ts";
import type { MoneySubject } from "../../core/ledger/second-person.ts";
import { formatListName } from "../../core/parties/format.ts";
import { holdBooks } from "../../store/books.ts";
import { lockClaims } from "../../store/claims.ts";
import { postEntries } from "../../store/journal.ts";
import { insertMoneyRequest, moneyRequestByKey } from "../../store/money-requests.ts";
import { loadPatients, lockPatients } from "../../store/patients.ts";
import { groupRows } from "../../store/row.ts";
import { newestRules } from "../../store/settings.ts";
import {
  claimsWithRemainder,
  type RemainderClaim,
  type RemainderShare,
  remainderClaims,
  remainderShares,
} from "../../store/small-balances.ts";
import { inPractice, snapshotOfPractice, type Tx } from "../../store/transaction.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { asker, weigh } from "../money-limits.ts";
import { no, type Outcome } from "../refusal.ts";
import { usualRules } from "../settings/view.ts";
import { firstSmall } from "./first-small.ts";
import { claimKey } from "./small-batches.ts";
import { changedSince, countLeftOut, leftOutWords } from "./small-words.ts";

/** One request holds so many claims. */
const mostAtOnce = 500;

type Remainder = Extract<MoneySubject, { readonly what: "small-remainders" }>["remainders"][number];

interface Small {
  readonly claim: RemainderClaim;
  readonly amount: Cents;
  readonly lastMoved: IsoDate;
  readonly remainders: readonly Remainder[];
}

/** What would be closed, and how many not and why; nothing is. */
export async function viewSmallRemainders(context: Context, most = mostAtOnce) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const rules = (await newestRules(tx)) ?? usualRules;
    const { small, why } = await firstSmall(await claimsWithRemainder(tx, rules.smallBalance), most, (page) =>
      sort(context, tx, page, today),
    );
    const ids = small.map((one) => one.claim.patientId);
    const patients = await loadPatients(tx, ids);
    await recordAct(context, tx, { act: "money.remainder-list", patients: [...new Set(ids)] });
    const total = sumCents(small.map((one) => one.amount));
    const { limit, second } = await weigh(tx, { kind: "write-off", patientId: undefined, amount: total, today });
    return {
      smallBalance: rules.smallBalance,
      days: rules.smallBalanceDays,
      rows: small.map(({ claim, amount, lastMoved }) => {
        const patient = patients.get(claim.patientId);
        return {
          claim: { id: claim.id as number, controlNumber: claim.controlNumber },
          payerName: claim.payerName,
          patientName: patient === undefined ? maskedName : formatListName(patient.name),
          amount,
          lastMoved: lastMoved as string,
        };
      }),
      leftOut: countLeftOut(why, remainderLeftOut),
      total,
      limit,
      second,
    };
  });
}

/** Each claim decided anew; what has changed since the preview is left out and said. Refuses: nothing left, the same key for others. */
export async function closeSmallRemainders(
  context: Context,
  {
    claims: given,
    reason,
    key,
  }: { readonly claims: readonly { readonly id: ClaimId; readonly amount: number }[]; readonly reason: string; readonly key: string },
): Promise<Outcome<{ readonly requestId: number; readonly state: "posted" | "waiting"; readonly items: number; readonly words: string }>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const known = await moneyRequestByKey(tx, key);
    if (known !== undefined)
      return known.subject.what === "small-remainders"
        ? ok({
            requestId: known.id,
            state: known.state === "waiting" ? "waiting" : "posted",
            items: new Set(known.subject.remainders.map((one) => one.claimId)).size,
            words: "Done before.",
          })
        : no("request-key", "This key was used for something else.", "Load the page again.");
    const ids = given.map((one) => one.id).sort((a, b) => a - b);
    await lockWithPatients(tx, ids);
    const { today } = await practiceToday(context, tx);
    const { small, why } = await sort(context, tx, ids, today);
    const asked = new Map(given.map((one) => [one.id, one.amount]));
    const same = small.filter((one) => asked.get(one.claim.id) === one.amount);
    const changed = small.filter((one) => !same.includes(one)).map(() => "changed" as const);
    const words = leftOutWords(countLeftOut([...why, ...changed], remainderLeftOut), "claim");
    const patients = [...new Set(same.map((one) => one.claim.patientId))];
    if (same.length === 0) {
      await recordAct(context, tx, { act: "money.remainder", patients: [], outcome: "nothing-to-do" });
      return no("nothing-to-do", `Nothing can be closed any more. ${words}`.trim(), "Load the page again.");
    }
    const remainders = same.flatMap((one) => one.remainders);
    const amount = sumCents(remainders.map((one) => one.amount));
    const { limit, second } = await weigh(tx, { kind: "write-off", patientId: undefined, amount, today });
    const on = firstOpenDay(today, await holdBooks(tx));
    const state = second ? "waiting" : "posted";
    const requestId = await insertMoneyRequest(tx, {
      requestKey: key,
      kind: "write-off",
      amount,
      subject: { what: "small-remainders", remainders },
      reason,
      limit,
      ...asker(context),
      askedOn: today,
      state,
      ...(second ? {} : { postedOn: on }),
    });
    if (!second) await postEntries(tx, entriesOf({ requestId, remainders, on }));
    await recordAct(context, tx, {
      act: "money.remainder",
      patients,
      object: ["request", requestId],
      changes: [
        { field: "claims", to: same.length },
        { field: "amount", to: formatUsd(amount) },
        { field: "state", to: state },
      ],
    });
    return ok({ requestId, state, items: same.length, words });
  });
}

/** One entry a claim. Refuses when a charge is not what was asked: what two people agreed on is that amount. */
export async function postRemainders(
  tx: Tx,
  { requestId, remainders, on }: { readonly requestId: number; readonly remainders: readonly Remainder[]; readonly on: IsoDate },
): Promise<Outcome<undefined>> {
  const ids = [...new Set(remainders.map((one) => one.claimId))].sort((a, b) => a - b);
  await lockWithPatients(tx, ids);
  const shares = groupRows(await remainderShares(tx, ids), (one) => one.claimId);
  const asked = groupRows(remainders, (one) => one.claimId);
  const other = ids.filter((id) => shareWords(shares.get(id) ?? []) !== shareWords(asked.get(id) ?? []));
  if (other.length > 0) return changedSince(other.length, "claim");
  await postEntries(tx, entriesOf({ requestId, remainders, on }));
  return ok(undefined);
}

function shareWords(shares: readonly Pick<RemainderShare, "chargeId" | "payerId" | "amount">[]): string {
  return shares
    .map(({ chargeId, payerId, amount }) => `${chargeId}/${payerId}/${amount}`)
    .sort()
    .join(" ");
}

function entriesOf({
  requestId,
  remainders,
  on,
}: {
  readonly requestId: number;
  readonly remainders: readonly Remainder[];
  readonly on: IsoDate;
}) {
  return [...groupRows(remainders, (one) => one.claimId)].map(([claimId, mine]) =>
    journalEntry({
      on,
      source: "write-off",
      sourceKey: claimKey(requestId, claimId),
      memo: "Write-off: small remainder of the payer",
      lines: mine.flatMap(({ patientId, chargeId, payerId, amount }): readonly JournalLine[] => {
        const about = { patientId, chargeId, claimId, reason: "small remainder" };
        return [
          { ...about, account: "write-off-small-balance", amount },
          { ...about, payerId, account: "insurance-receivable", amount: negateCents(amount) },
        ];
      }),
    }),
  );
}

/** Claim before patient, as everywhere. */
async function lockWithPatients(tx: Tx, ids: readonly ClaimId[]): Promise<void> {
  const claims = await lockClaims(tx, ids);
  const patients = [...new Set([...claims.values()].map((one) => one.patientId))].sort((a, b) => a - b);
  lockPatients(tx, patients);
}

async function sort(context: Context, tx: Tx, ids: readonly ClaimId[], today: IsoDate) {
  const rules = (await newestRules(tx)) ?? usualRules;
  const claims = await remainderClaims(tx, ids);
  const shares = groupRows(await remainderShares(tx, ids), (one) => one.claimId);
  const hidden = await hiddenPatients(context, tx, [...new Set([...claims.values()].map((one) => one.patientId))]);
  const small: Small[] = [];
  const why: RemainderLeftOut[] = [];
  for (const claimId of ids) {
    const claim = claims.get(claimId);
    if (claim === undefined) continue;
    const own = shares.get(claimId) ?? [];
    const one = smallOf(claim, own, today);
    const decided = decideRemainder(
      {
        amount: one.amount,
        decided: isSettled(claim.state) && claim.state !== "voided",
        othersOpen: claim.otherStates.some((state) => !isSettled(state)),
        openDenial: claim.openDenial,
        someCredit: own.some((share) => share.amount < zeroCents),
        lastMoved: one.lastMoved,
        waits: claim.waits,
        hidden: hidden.has(claim.patientId),
      },
      rules,
      today,
    );
    if (decided.ok) small.push(one);
    else why.push(decided.refusal);
  }
  return { small, why };
}

/** Nothing more is to come for this claim by itself. A payment that was taken back is followed by another decision. */
function isSettled(state: ClaimState): boolean {
  return (isDecided(state) && state !== "reversed") || state === "closed" || state === "voided";
}

function smallOf(claim: RemainderClaim, own: readonly RemainderShare[], today: IsoDate): Small {
  const { id: claimId, patientId } = claim;
  return {
    claim,
    amount: sumCents(own.map((one) => one.amount)),
    lastMoved:
      own
        .map((one) => one.lastMoved)
        .sort()
        .at(-1) ?? today,
    remainders: own.map(({ chargeId, payerId, amount }) => ({ patientId, claimId, chargeId, payerId, amount })),
  };
}
