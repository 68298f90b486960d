/**
 * Small balances closed together: first which and why others not, then one request for all of them, posted at once within the
 * practice's limit, above it when a second person agrees. What was closed can be opened again by its inverse.
 */
import { maskedName } from "../../core/access/glass.ts";
import { decideSmall, type SmallLeftOut, smallLeftOut } from "../../core/billing/small-balance.ts";
import { type Cents, formatUsd, negateCents, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import { counted } from "../../core/kernel/counted.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { journalEntry, reversalOf } from "../../core/ledger/entries.ts";
import type { JournalLine } from "../../core/ledger/model.ts";
import { firstOpenDay } from "../../core/ledger/periods.ts";
import { formatListName } from "../../core/parties/format.ts";
import { patientBalances } from "../../store/balances.ts";
import { holdBooks } from "../../store/books.ts";
import { loadEntriesByKey, postEntries } from "../../store/journal.ts";
import {
  insertMoneyRequest,
  listMoneyRequests,
  lockMoneyRequest,
  type MoneyRequest,
  moneyRequestByKey,
} from "../../store/money-requests.ts";
import { loadPatients, lockPatients } from "../../store/patients.ts";
import { plansOfPatients } from "../../store/payment-plans.ts";
import { groupRows } from "../../store/row.ts";
import { newestRules } from "../../store/settings.ts";
import { patientShares, patientsWhoOweLittle, patientsWhoWait, type SmallShare } from "../../store/small-balances.ts";
import { inPractice, snapshotOfPractice, type Tx } from "../../store/transaction.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { asker, weigh } from "../money-limits.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { usualRules } from "../settings/view.ts";

/** One request holds so many accounts. */
const mostAtOnce = 500;
const mostBatches = 20;

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
    const { small, why } = await firstSmall(context, tx, { ids: await patientsWhoOweLittle(tx, rules.smallBalance), most, today });
    const batches = (await listMoneyRequests(tx, { limit: 200 })).filter(({ subject }) => subject.what === "small-balances");
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
      leftOut: countLeftOut(why),
      total,
      limit,
      second,
      batches: await Promise.all(batches.slice(0, mostBatches).map((one) => batchView(tx, one))),
    };
  });
}

async function batchView(tx: Tx, request: MoneyRequest) {
  const { id, amount, askedBy, askedOn, state, decidedBy, subject, postedOn } = request;
  const keys = subject.what === "small-balances" ? subject.patients.map((one) => keyOf(id, one.patientId)) : [];
  const undone =
    (
      await loadEntriesByKey(
        tx,
        "reversal",
        keys.map((key) => `write-off/${key}`),
      )
    ).length > 0;
  return {
    id,
    amount,
    accounts: keys.length,
    askedBy,
    askedOn: askedOn as string,
    state,
    ...(decidedBy === undefined ? {} : { decidedBy }),
    undone,
    mayUndo: postedOn !== undefined && !undone,
  };
}

/** Each account decided anew; what has changed since the preview is left out and said. Refuses: nothing left, the same key for others. */
export async function closeSmallBalances(
  context: Context,
  {
    patients: given,
    reason,
    key,
  }: { readonly patients: readonly { id: PatientId; amount: number }[]; readonly reason: string; readonly key: string },
): Promise<
  Outcome<{ readonly requestId: number; readonly state: "posted" | "waiting"; readonly accounts: number; readonly words: string }>
> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const known = await moneyRequestByKey(tx, key);
    if (known !== undefined)
      return known.subject.what === "small-balances"
        ? ok({
            requestId: known.id,
            state: known.state === "waiting" ? "waiting" : "posted",
            accounts: known.subject.patients.length,
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
    const words = leftOutWords(countLeftOut([...why, ...changed]));
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
    return ok({ requestId, state, accounts: patients.length, words });
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
  if (other.length > 0)
    return no(
      "changed-since",
      `${counted(other.length, "account")} of them ${other.length === 1 ? "has" : "have"} changed since this was asked.`,
      "Decline it, and ask again for what is there now.",
    );
  await postEntries(
    tx,
    patients.map(({ patientId }) => smallEntry({ on, sourceKey: keyOf(requestId, patientId), shares: shares.get(patientId) ?? [] })),
  );
  return ok(undefined);
}

function keyOf(requestId: number, patientId: PatientId): string {
  return `request ${requestId} patient ${patientId}`;
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

/** The balances stand again. Refuses: what was not posted, what was undone, a restricted record among them. */
export async function undoSmallBalances(
  context: Context,
  requestId: number,
  reason: string,
): Promise<Outcome<{ readonly accounts: number }>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const request = await lockMoneyRequest(tx, requestId);
    if (request === undefined) return notFound("request");
    const patients = request.subject.what === "small-balances" ? request.subject.patients.map((one) => one.patientId) : [];
    const undone = await undoBatch(context, tx, request, { patients, reason });
    await recordAct(context, tx, {
      act: "money.small-undo",
      patients,
      object: ["request", requestId],
      ...(undone.ok ? {} : { outcome: undone.refusal.problem }),
    });
    return undone;
  });
}

async function undoBatch(
  context: Context,
  tx: Tx,
  { id, postedOn }: MoneyRequest,
  { patients, reason }: { readonly patients: readonly PatientId[]; readonly reason: string },
): Promise<Outcome<{ readonly accounts: number }>> {
  if (patients.length === 0) return no("not-small", "This request is about no small balances.");
  if (postedOn === undefined) return no("not-posted", "This was never posted.");
  const ids = [...patients].sort((a, b) => a - b);
  if ((await hiddenPatients(context, tx, ids)).size > 0) return no("restricted", "The record of a patient in it is restricted.");
  lockPatients(tx, ids);
  const entries = await loadEntriesByKey(
    tx,
    "write-off",
    ids.map((one) => keyOf(id, one)),
  );
  const before = await loadEntriesByKey(
    tx,
    "reversal",
    entries.map((entry) => `write-off/${entry.sourceKey}`),
  );
  if (before.length > 0) return no("undone-already", "These balances were opened again already.");
  const { today } = await practiceToday(context, tx);
  const on = firstOpenDay(today, await holdBooks(tx));
  await postEntries(
    tx,
    entries.map((entry) => reversalOf(entry, { on, why: reason })),
  );
  return ok({ accounts: entries.length });
}

/** Page by page until one request is full or no account is left: those who owe most may all be left out. */
async function firstSmall(
  context: Context,
  tx: Tx,
  { ids, most, today }: { readonly ids: readonly PatientId[]; readonly most: number; readonly today: IsoDate },
) {
  const small: Small[] = [];
  const why: SmallLeftOut[] = [];
  let at = 0;
  for (; at < ids.length && small.length < most; at += most) {
    const page = await sort(context, tx, ids.slice(at, at + most), today);
    small.push(...page.small);
    why.push(...page.why);
  }
  const later = small.splice(most).length + ids.slice(at).length;
  return { small, why: [...why, ...Array.from({ length: later }, () => "later" as const)] };
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

function countLeftOut(why: readonly SmallLeftOut[]) {
  return [...new Set(why)].map((one) => ({ words: smallLeftOut[one], count: why.filter((other) => other === one).length }));
}

function leftOutWords(leftOut: readonly { readonly words: string; readonly count: number }[]): string {
  return leftOut.map(({ words, count }) => `${counted(count, "account")} left out: ${words}.`).join(" ");
}
