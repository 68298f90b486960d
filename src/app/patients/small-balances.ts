/**
 * Small balances closed together: first which and why others not, then one request for all of them, posted at once within the
 * practice's limit, above it when a second person agrees. `small-batches.ts` lists them and opens them again.
 */

import { maskedName } from "../../core/access/glass.ts";
import { decideSmall, type SmallLeftOut, smallLeftOut } from "../../core/billing/small-balance.ts";
import { type Cents, formatUsd, negateCents, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { journalEntry } from "../../core/ledger/entries.ts";
import type { JournalLine } from "../../core/ledger/model.ts";
import { firstOpenDay } from "../../core/ledger/periods.ts";
import { formatListName } from "../../core/parties/format.ts";
import { patientBalances } from "../../store/balances.ts";
import { holdBooks } from "../../store/books.ts";
import { postEntries } from "../../store/journal.ts";
import { insertMoneyRequest, moneyRequestByKey } from "../../store/money-requests.ts";
import { loadPatients, lockPatients } from "../../store/patients.ts";
import { plansOfPatients } from "../../store/payment-plans.ts";
import { groupRows } from "../../store/row.ts";
import { newestRules } from "../../store/settings.ts";
import { patientShares, patientsWhoOweLittle, patientsWhoWait, type SmallShare } from "../../store/small-balances.ts";
import { inPractice, snapshotOfPractice, type Tx } from "../../store/transaction.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { asker, weigh } from "../money-limits.ts";
import { no, type Outcome } from "../refusal.ts";
import { usualRules } from "../settings/view.ts";
import { firstSmall } from "./first-small.ts";
import { patientKey } from "./small-batches.ts";
import { changedSince, countLeftOut, leftOutWords } from "./small-words.ts";

/** One request holds so many accounts. */
const mostAtOnce = 500;

interface Small {
  readonly patientId: PatientId;
  readonly amount: Cents;
  readonly lastMoved: IsoDate;
  readonly charges: number;
}

/** What would be closed, and how many not and why; nothing is. */
export async function viewSmallBalances(context: Context, most = mostAtOnce) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const rules = (await newestRules(tx)) ?? usualRules;
    const { small, why } = await firstSmall(await patientsWhoOweLittle(tx, rules.smallBalance), most, (page) =>
      sort(context, tx, page, today),
    );
    const patients = await loadPatients(
      tx,
      small.map((one) => one.patientId),
    );
    await recordAct(context, tx, { act: "money.small-list", patients: small.map((one) => one.patientId) });
    const total = sumCents(small.map((one) => one.amount));
    const { limit, second } = await weigh(tx, { kind: "write-off", patientId: undefined, amount: total, today });
    return {
      smallBalance: rules.smallBalance,
      days: rules.smallBalanceDays,
      rows: small.map(({ patientId, ...one }) => {
        const patient = patients.get(patientId);
        return { ...one, patient: { id: patientId as number, name: patient === undefined ? maskedName : formatListName(patient.name) } };
      }),
      leftOut: countLeftOut(why, smallLeftOut),
      total,
      limit,
      second,
    };
  });
}

/** Each account decided anew; what has changed since the preview is left out and said. Refuses: nothing left, the same key for others. */
export async function closeSmallBalances(
  context: Context,
  {
    patients: given,
    reason,
    key,
  }: { readonly patients: readonly { id: PatientId; amount: number }[]; readonly reason: string; readonly key: string },
): Promise<Outcome<{ readonly requestId: number; readonly state: "posted" | "waiting"; readonly items: number; readonly words: string }>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const known = await moneyRequestByKey(tx, key);
    if (known !== undefined)
      return known.subject.what === "small-balances"
        ? ok({
            requestId: known.id,
            state: known.state === "waiting" ? "waiting" : "posted",
            items: known.subject.patients.length,
            words: "Done before.",
          })
        : no("request-key", "This key was used for something else.", "Load the page again.");
    const ids = given.map((one) => one.id).sort((a, b) => a - b);
    lockPatients(tx, ids);
    const { today } = await practiceToday(context, tx);
    const { small, why } = await sort(context, tx, ids, today);
    const asked = new Map(given.map((one) => [one.id, one.amount]));
    const same = small.filter((one) => asked.get(one.patientId) === one.amount);
    const changed = small.filter((one) => !same.includes(one)).map(() => "changed" as const);
    const words = leftOutWords(countLeftOut([...why, ...changed], smallLeftOut), "account");
    const patients = same.map(({ patientId, amount }) => ({ patientId, amount }));
    if (patients.length === 0) {
      await recordAct(context, tx, { act: "money.small", patients: [], outcome: "nothing-to-do" });
      return no("nothing-to-do", `Nothing can be closed any more. ${words}`.trim(), "Load the page again.");
    }
    const amount = sumCents(patients.map((one) => one.amount));
    const { limit, second } = await weigh(tx, { kind: "write-off", patientId: undefined, amount, today });
    const on = firstOpenDay(today, await holdBooks(tx));
    const state = second ? "waiting" : "posted";
    const requestId = await insertMoneyRequest(tx, {
      requestKey: key,
      kind: "write-off",
      amount,
      subject: { what: "small-balances", patients },
      reason,
      limit,
      ...asker(context),
      askedOn: today,
      state,
      ...(second ? {} : { postedOn: on }),
    });
    if (!second) {
      const posted = await postSmallBalances(tx, { requestId, patients, on });
      if (!posted.ok) return posted;
    }
    await recordAct(context, tx, {
      act: "money.small",
      patients: patients.map((one) => one.patientId),
      object: ["request", requestId],
      changes: [
        { field: "accounts", to: patients.length },
        { field: "amount", to: formatUsd(amount) },
        { field: "state", to: state },
      ],
    });
    return ok({ requestId, state, items: patients.length, words });
  });
}

/** One entry a patient. Refuses when an account is not what was asked: what two people agreed on is that amount. */
export async function postSmallBalances(
  tx: Tx,
  {
    requestId,
    patients,
    on,
  }: { readonly requestId: number; readonly patients: readonly Pick<Small, "patientId" | "amount">[]; readonly on: IsoDate },
): Promise<Outcome<undefined>> {
  const ids = patients.map((one) => one.patientId).sort((a, b) => a - b);
  lockPatients(tx, ids);
  const shares = groupRows(await patientShares(tx, ids), (one) => one.patientId);
  const other = patients.filter(({ patientId, amount }) => sumCents((shares.get(patientId) ?? []).map((one) => one.amount)) !== amount);
  if (other.length > 0) return changedSince(other.length, "account");
  await postEntries(
    tx,
    patients.map(({ patientId }) => smallEntry({ on, sourceKey: patientKey(requestId, patientId), shares: shares.get(patientId) ?? [] })),
  );
  return ok(undefined);
}

function smallEntry({
  on,
  sourceKey,
  shares,
}: {
  readonly on: IsoDate;
  readonly sourceKey: string;
  readonly shares: readonly SmallShare[];
}) {
  return journalEntry({
    on,
    source: "write-off",
    sourceKey,
    memo: "Write-off: small balance",
    lines: shares.flatMap(({ patientId, chargeId, claimId, amount }): readonly JournalLine[] => {
      const about = { patientId, chargeId, ...(claimId === null ? {} : { claimId }), reason: "small balance" };
      return [
        { ...about, account: "write-off-small-balance", amount },
        { ...about, account: "patient-receivable", amount: negateCents(amount) },
      ];
    }),
  });
}

async function sort(context: Context, tx: Tx, ids: readonly PatientId[], today: IsoDate) {
  const rules = (await newestRules(tx)) ?? usualRules;
  const balances = await patientBalances(tx, ids);
  const shares = groupRows(await patientShares(tx, ids), (one) => one.patientId);
  const plans = await plansOfPatients(tx, ids);
  const waiting = await patientsWhoWait(tx, ids);
  const hidden = await hiddenPatients(context, tx, ids);
  const small: Small[] = [];
  const why: SmallLeftOut[] = [];
  for (const patientId of ids) {
    const own = shares.get(patientId) ?? [];
    const owed = balances.get(patientId);
    const lastMoved =
      own
        .map((one) => one.lastMoved)
        .sort()
        .at(-1) ?? today;
    const account = {
      patient: owed?.patient ?? zeroCents,
      insurance: owed?.insurance ?? zeroCents,
      unapplied: owed?.unapplied ?? zeroCents,
      someCredit: own.some((one) => one.amount < zeroCents),
      lastMoved,
      onPlan: (plans.get(patientId) ?? []).some((plan) => plan.endedOn === undefined),
      waits: waiting.has(patientId),
      hidden: hidden.has(patientId),
    };
    const decided = decideSmall(account, rules, today);
    if (decided.ok) small.push({ patientId, amount: account.patient, lastMoved, charges: own.length });
    else why.push(decided.refusal);
  }
  return { small, why };
}
