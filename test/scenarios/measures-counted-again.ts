/**
 * The measures once more, from what was recorded first: journal lines, events of claims, visits, denials. Nothing that the program
 * keeps as a copy is read, and the rows are counted in this process instead of in SQL.
 */
import { daysBetween, type IsoDate, isoDate } from "../../src/core/kernel/iso-date.ts";
import { sql } from "../../src/store/sql.ts";
import type { Tx } from "../../src/store/transaction.ts";
import { countMore, type More } from "./people-counted-again.ts";
import { countValues, type Values } from "./value-counted-again.ts";

export interface Counted {
  readonly part: number;
  readonly whole: number;
  readonly median?: number;
  readonly ninetieth?: number;
}

export async function readRaw(tx: Tx) {
  const p = tx.practiceId;
  return {
    lines: await tx.many<{
      account: string;
      amount: number;
      on: IsoDate;
      chargeId: number | null;
      claimId: number | null;
      patientId: number;
    }>(sql`
      select account, amount, happened_on as "on", charge_id as "chargeId", claim_id as "claimId", patient_id as "patientId"
      from journal_line where practice_id = ${p}`),
    charges: await tx.many<{ id: number; visit: number; amount: number; removed: boolean }>(
      sql`select id, encounter_id as visit, amount, removed from charge where practice_id = ${p}`,
    ),
    visits: await tx.many<{ id: number; on: IsoDate; coded: IsoDate | null; selfPay: boolean; state: string }>(sql`
      select id, visit_date as "on", coded_on as coded, self_pay as "selfPay", coding_state as state from encounter where practice_id = ${p}`),
    claims: await tx.many<{ id: number; visit: number; service: IsoDate; state: string }>(
      sql`select id, encounter_id as visit, service_from as service, state from claim where practice_id = ${p}`,
    ),
    events: await tx.many<{ claim: number; kind: string; on: IsoDate; remittance: number | null; outcome: string | null }>(sql`
      select claim_id as claim, kind, happened_on as "on", (payload ->> 'remittanceId')::bigint as remittance, payload ->> 'outcome' as outcome
      from claim_event where practice_id = ${p} order by claim_id, sequence`),
    answers: await tx.many<{ remittance: number; claim: number | null; charge: number; status: string; paidOn: IsoDate }>(sql`
      select c.remittance_id as remittance, c.claim_id as claim, c.charge, c.status, r.paid_on as "paidOn" from remittance_claim c
      join remittance r on r.practice_id = c.practice_id and r.id = c.remittance_id where c.practice_id = ${p} order by c.remittance_id, c.position`),
    denials: await tx.many<RawDenial>(sql`
      select id, claim_id as claim, remittance_id as remittance, amount, denied_on as "on", closed_on as closed, status, preventable, recovered
      from denial where practice_id = ${p}`),
    deeds: await tx.many<{ denial: number; kind: string }>(
      sql`select denial_id as denial, kind from denial_event where practice_id = ${p}`,
    ),
    questions: await tx.many<{ visit: number }>(
      sql`select encounter_id as visit from visit_work where practice_id = ${p} and kind = 'asked'`,
    ),
  };
}

interface RawDenial {
  readonly id: number;
  readonly claim: number;
  readonly remittance: number;
  readonly amount: number;
  readonly on: IsoDate;
  readonly closed: IsoDate | null;
  readonly status: string;
  readonly preventable: string;
  readonly recovered: number | null;
}

export type Raw = Awaited<ReturnType<typeof readRaw>>;
export interface Asked {
  readonly today: IsoDate;
  readonly from: IsoDate;
  readonly to: IsoDate;
}

export function countAgain(
  raw: Raw,
  { more, values }: { readonly more: More; readonly values: Values },
  asked: Asked,
): ReadonlyMap<string, Counted> {
  const all = [
    ...ofMoney(raw, asked),
    ...ofClaims(raw, asked),
    ...ofDenials(raw, asked),
    ...ofVisits(raw, asked),
    ...countMore(raw, more, asked),
    ...countValues(values, asked),
  ];
  // The negative of nothing is nothing.
  return new Map(all.map(([id, counted]) => [id, { ...counted, part: counted.part + 0, whole: counted.whole + 0 }]));
}

export const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, one) => all + one, 0);

function ofMoney({ lines, charges, visits, claims }: Raw, { today, from, to }: Asked): readonly (readonly [string, Counted])[] {
  const visitOf = new Map(charges.map((charge) => [charge.id, charge.visit]));
  const dayOf = new Map(visits.map((visit) => [visit.id, visit.on]));
  const serviceOf = new Map(claims.map((claim) => [claim.id, claim.service]));
  const open = new Map<string, { amount: number; since: IsoDate }>();
  for (const { account, amount, chargeId, claimId } of lines) {
    if (account !== "insurance-receivable" && account !== "patient-receivable") continue;
    const visit = visitOf.get(chargeId ?? 0) ?? 0;
    const key = account === "insurance-receivable" ? `claim ${claimId}` : `visit ${visit}`;
    const since = (account === "insurance-receivable" ? serviceOf.get(claimId ?? 0) : dayOf.get(visit)) ?? isoDate("1900-01-01");
    const before = open.get(key)?.amount ?? 0;
    open.set(key, { amount: before + amount, since });
  }
  const balances = [...open.values()];
  const total = (accounts: RegExp, days?: readonly [IsoDate, IsoDate]): number =>
    sum(
      lines
        .filter(({ account, on }) => accounts.test(account) && (days === undefined || (on >= days[0] && on <= days[1])))
        .map((line) => line.amount),
    );
  const ninety: readonly [IsoDate, IsoDate] = [dayBefore(today, 89), today];
  const old = balances.filter(({ since, amount }) => amount > 0 && daysBetween({ from: since, to: today }) > 90);
  const cohort = new Set(visits.filter(({ on }) => on >= dayBefore(today, 269) && on <= dayBefore(today, 180)).map((visit) => visit.id));
  const ofCohort = lines.filter(({ chargeId }) => chargeId !== null && cohort.has(visitOf.get(chargeId) ?? 0));
  const gross = -sum(ofCohort.filter(({ account }) => account === "charges").map((line) => line.amount));
  const contractual = sum(ofCohort.filter(({ account }) => account === "contractual").map((line) => line.amount));
  const notPaid = /^(contractual|payer-reductions|write-off-.*|bad-debt|insurance-receivable|patient-receivable)$/;
  const paid = gross - sum(ofCohort.filter(({ account }) => notPaid.test(account)).map((line) => line.amount));
  return [
    ["days-in-ar", { part: sum(balances.map((one) => one.amount)), whole: -total(/^charges$/, ninety) }],
    ["ar-over-90", { part: sum(old.map((one) => one.amount)), whole: sum(balances.map((one) => Math.max(0, one.amount))) }],
    ["credit-days", { part: -sum(balances.map((one) => Math.min(0, one.amount))), whole: -total(/^(charges|contractual)$/, ninety) }],
    ["unapplied", { part: -total(/^unapplied$/), whole: total(/^cash$/, ninety) }],
    ["net-collection", { part: paid, whole: gross - contractual }],
    ["gross-collection", { part: paid, whole: gross }],
    [
      "denial-write-offs",
      { part: total(/^write-off-(denial|timely-filing)$/, [from, to]), whole: -total(/^(charges|contractual)$/, [from, to]) },
    ],
    ["bad-debt", { part: total(/^bad-debt$/, [from, to]), whole: -total(/^charges$/, [from, to]) }],
  ];
}

function ofClaims({ claims, events, answers, denials }: Raw, { from, to }: Asked): readonly (readonly [string, Counted])[] {
  let clean = 0;
  let sent = 0;
  let rejected = 0;
  let resolved = 0;
  let decided = 0;
  let denied = 0;
  let deniedMoney = 0;
  let charged = 0;
  const sentLags: number[] = [];
  const payLags: number[] = [];
  for (const claim of claims) {
    const mine = events.filter((event) => event.claim === claim.id);
    const sentAt = mine.findIndex((event) => event.kind === "written");
    const left = mine[sentAt];
    if (left !== undefined && left.on >= from && left.on <= to) {
      sent += 1;
      sentLags.push(daysBetween({ from: claim.service, to: left.on }));
      if (!mine.slice(0, sentAt).some(({ kind }) => kind === "held" || kind === "taken-back")) clean += 1;
      const after = mine.slice(sentAt + 1);
      const again = after.findIndex(({ kind }) => kind === "written");
      if ((again < 0 ? after : after.slice(0, again)).some(({ kind }) => kind.endsWith("-rejected"))) rejected += 1;
    }
    const decidedAt = mine.findIndex((event) => event.kind === "adjudicated");
    const answer = mine[decidedAt];
    if (answer === undefined || answer.on < from || answer.on > to) continue;
    decided += 1;
    const earlier = mine.slice(0, decidedAt);
    const remitted = answers.find((one) => one.claim === claim.id && one.remittance === answer.remittance && one.status !== "22");
    const refused = denials.filter((one) => one.claim === claim.id && one.remittance === answer.remittance);
    charged += remitted?.charge ?? Number.NaN;
    deniedMoney += sum(refused.map((one) => Math.max(0, one.amount)));
    if (refused.length > 0) denied += 1;
    const once = earlier.filter(({ kind }) => kind === "written").length <= 1 && !earlier.some(({ kind }) => kind.endsWith("-rejected"));
    if (once && refused.length === 0 && (answer.outcome === "paid" || answer.outcome === "to-patient")) resolved += 1;
    const accepted = earlier.find(({ kind }) => kind === "acknowledged");
    if (accepted !== undefined && remitted !== undefined) payLags.push(daysBetween({ from: accepted.on, to: remitted.paidOn }));
  }
  return [
    ["claim-lag", lag(sentLags)],
    ["clean-claims", { part: clean, whole: sent }],
    ["rejections", { part: rejected, whole: sent }],
    ["first-pass", { part: resolved, whole: decided }],
    ["time-to-pay", lag(payLags)],
    ["denials-by-claim", { part: denied, whole: decided }],
    ["denials-by-dollar", { part: deniedMoney, whole: charged }],
  ];
}

function ofDenials({ denials, deeds }: Raw, { from, to }: Asked): readonly (readonly [string, Counted])[] {
  const tried = new Set(
    deeds.filter(({ kind }) => ["corrected", "appealed", "reopening-asked", "documents-sent"].includes(kind)).map((one) => one.denial),
  );
  const touched = new Set(deeds.map((one) => one.denial));
  const live = denials.filter((one) => one.status !== "void");
  const closed = live.filter((one) => one.closed !== null && one.closed >= from && one.closed <= to && tried.has(one.id));
  const fresh = live.filter((one) => one.on >= from && one.on <= to);
  return [
    ["overturned", { part: sum(closed.map((one) => one.recovered ?? 0)), whole: sum(closed.map((one) => Math.max(0, one.amount))) }],
    ["reworked", { part: fresh.filter((one) => one.status !== "open" || touched.has(one.id)).length, whole: fresh.length }],
    ["preventable", { part: fresh.filter((one) => one.preventable === "yes").length, whole: fresh.length }],
  ];
}

function ofVisits(
  { visits, charges, claims, events, lines, questions }: Raw,
  { from, to }: Asked,
): readonly (readonly [string, Counted])[] {
  const coded = visits.filter((visit) => visit.coded !== null && visit.coded >= from && visit.coded <= to);
  const asked = new Set(questions.map((one) => one.visit));
  let unbilled = 0;
  let waiting = 0;
  for (const visit of visits) {
    if (visit.selfPay) continue;
    const mine = claims.filter((claim) => claim.visit === visit.id);
    const inHouse = ["draft", "held", "ready", "queued", "rejected"];
    if (mine.length > 0 && !mine.some((claim) => inHouse.includes(claim.state))) continue;
    waiting += 1;
    const ids = new Set(mine.map((claim) => claim.id));
    const answered = events.some(({ claim, kind }) => ids.has(claim) && (kind === "adjudicated" || kind === "crossed-over"));
    const own = charges.filter((charge) => charge.visit === visit.id && !charge.removed);
    const ownIds = new Set(own.map((charge) => charge.id));
    const owed = sum(
      lines.filter(({ account, chargeId }) => account === "insurance-receivable" && ownIds.has(chargeId ?? 0)).map((line) => line.amount),
    );
    unbilled += answered ? Math.max(0, owed) : sum(own.map((charge) => charge.amount));
  }
  return [
    ["charge-lag", lag(coded.map((visit) => daysBetween({ from: visit.on, to: visit.coded ?? visit.on })))],
    ["queries", { part: coded.filter((visit) => asked.has(visit.id)).length, whole: coded.length }],
    ["unbilled", { part: unbilled, whole: waiting }],
  ];
}

/** Mean by its two sums; median and ninetieth of a hundred by nearest rank. */
export function lag(days: readonly number[]): Counted {
  const sorted = days.toSorted((a, b) => a - b);
  const rank = (percent: number): number | undefined => sorted[Math.max(1, Math.ceil((percent * sorted.length) / 100)) - 1];
  const median = rank(50);
  const ninetieth = rank(90);
  return {
    part: sum(days),
    whole: days.length,
    ...(median === undefined || ninetieth === undefined ? {} : { median, ninetieth }),
  };
}

function dayBefore(day: IsoDate, days: number): IsoDate {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return isoDate(date.toISOString().slice(0, 10));
}
