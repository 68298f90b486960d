/** Each person's work, the accuracy of coders and the further measures of the flow, once more: folded from raw rows in this process. */
import { daysBetween, type IsoDate } from "../../src/core/kernel/iso-date.ts";
import type { CodeVerdict } from "../../src/core/reviews/model.ts";
import { sql } from "../../src/store/sql.ts";
import type { Tx } from "../../src/store/transaction.ts";
import type { Asked, Counted, Raw } from "./measures-counted-again.ts";
import { lag, sum } from "./measures-counted-again.ts";

type Row = readonly [id: string, counted: Counted];

export async function readMore(tx: Tx) {
  const p = tx.practiceId;
  return {
    codings: await tx.many<{
      visit: number;
      sequence: number;
      on: IsoDate;
      hour: string | null;
      by: string;
      account: number | null;
      kind: string;
      total: number;
    }>(sql`
      select encounter_id as visit, sequence, on_day as "on", to_char(recorded_at at time zone 'utc', 'YYYY-MM-DD HH24') as hour, by_name as by,
        account_id as account, kind, total from coding_event where practice_id = ${p}`),
    made: await tx.many<{ on: IsoDate; kind: string; by: string | null; account: string | null }>(
      sql`select happened_on as "on", kind, payload ->> 'by' as by, payload ->> 'account' as account from claim_event where practice_id = ${p} and kind in ('drafted', 'released')`,
    ),
    payments: await tx.many<{ id: number; on: IsoDate; by: string; amount: number; visit: number | null; account: number | null }>(sql`
      select id, received_on as "on", received_by as by, account_id as account, amount, encounter_id as visit from patient_payment where practice_id = ${p}`),
    undone: await tx.many<{ key: string }>(
      sql`select source_key as key from journal_entry where practice_id = ${p} and source = 'reversal'`,
    ),
    exceptions: await tx.many<{
      on: IsoDate | null;
      by: string | null;
      account: number | null;
      source: string;
      detail: Record<string, unknown> | null;
    }>(sql`
      select resolved_on as "on", resolved_by as by, resolved_account_id as account, source, detail from exception_item where practice_id = ${p}`),
    work: await tx.many<{ id: number; visit: number; kind: string; on: IsoDate }>(
      sql`select id, encounter_id as visit, kind, on_day as "on" from visit_work where practice_id = ${p} order by id`,
    ),
    denialWork: await tx.many<{ denial: number; on: IsoDate; by: string; account: number | null }>(
      sql`select denial_id as denial, happened_on as "on", actor as by, account_id as account from denial_event where practice_id = ${p}`,
    ),
    calls: await tx.many<{ on: IsoDate; by: string; account: number | null }>(
      sql`select on_day as "on", by_name as by, account_id as account from contact where practice_id = ${p}`,
    ),
    lines: await tx.many<{ visit: number; procedure: string; removed: boolean }>(
      sql`select encounter_id as visit, procedure, removed from charge where practice_id = ${p}`,
    ),
    appointments: await tx.many<{ patient: number; on: IsoDate; selfPay: boolean; state: string }>(
      sql`select patient_id as patient, on_day as "on", self_pay as "selfPay", state from appointment where practice_id = ${p}`,
    ),
    inquiries: await tx.many<{ patient: number; kind: string; about: IsoDate; answered: IsoDate | null }>(
      sql`select patient_id as patient, kind, about_day as about, answered_on as answered from inquiry where practice_id = ${p}`,
    ),
    remitted: await tx.many<{
      remittance: number;
      at: number;
      claim: number | null;
      state: string;
      status: string;
      on: IsoDate;
      content: { lines: unknown[] };
    }>(sql`
      select c.remittance_id as remittance, c.position as at, c.claim_id as claim, c.state, r.status, f.received_on as "on", c.content
      from remittance_claim c join remittance r on r.practice_id = c.practice_id and r.id = c.remittance_id
        join inbound_file f on f.practice_id = r.practice_id and f.id = r.inbound_file_id where c.practice_id = ${p}`),
    statements: await tx.many<{ on: IsoDate; content: { lines: readonly { chargeId: number; youOwe: number }[] } }>(
      sql`select statement_date as "on", content from statement where practice_id = ${p} order by statement_date, id`,
    ),
    sampled: await tx.many<{ sample: number; position: number; coder: string; coding: { lines: { amount: number }[] } }>(
      sql`select sample_id as sample, position, coder_name as coder, coding from coding_sample_visit where practice_id = ${p}`,
    ),
    reviews: await tx.many<{ sample: number; position: number; kind: string; on: IsoDate; content: unknown; misstated: number | null }>(sql`
      select sample_id as sample, position, kind, on_day as "on", content, misstated from coding_review_event
      where practice_id = ${p} order by sample_id, position, sequence`),
  };
}

export type More = Awaited<ReturnType<typeof readMore>>;

export function countMore(raw: Raw, more: More, asked: Asked): readonly Row[] {
  return [...ofPeople(more, asked), ...ofReviews(more, asked), ...ofFlow(raw, more, asked)];
}

/** How many deeds, and on how many days (or in how many hours) of a person. */
function perSpan(deeds: readonly { readonly by: string; readonly span: string }[]): Counted {
  return { part: deeds.length, whole: new Set(deeds.map(({ by, span }) => JSON.stringify([by, span]))).size };
}

function ofPeople(more: More, { from, to }: Asked): readonly Row[] {
  const within = ({ on }: { readonly on: IsoDate | null }) => on !== null && on >= from && on <= to;
  const perDay = (
    rows: readonly { readonly by: string | null; readonly account: number | string | null; readonly on: IsoDate | null }[],
  ): Counted =>
    perSpan(rows.flatMap((one) => (within(one) && one.by !== null ? [{ by: `${one.by} ${one.account}`, span: one.on ?? "" }] : [])));
  const coded = more.codings.filter((one) => one.sequence === 1 && one.kind === "coded");
  const denials = new Map(
    more.denialWork
      .filter((one) => one.by !== "the payer" && one.by !== "a second person")
      .map((one) => [JSON.stringify([one.denial, one.on, one.by, one.account]), one]),
  );
  return [
    ["coded-per-day", perDay(coded)],
    [
      "coded-per-hour",
      perSpan(
        coded
          .filter(within)
          .flatMap(({ by, hour, account }) => (hour === null || account === null ? [] : [{ by: `${by} ${account}`, span: hour }])),
      ),
    ],
    ["prepared-per-day", perDay(more.made.filter((one) => one.kind === "drafted"))],
    ["released-per-day", perDay(more.made.filter((one) => one.kind === "released"))],
    ["posted-per-day", perDay(more.payments)],
    ["exceptions-per-day", perDay(more.exceptions)],
    ["denials-per-day", perDay([...denials.values()])],
    ["calls-per-day", perDay(more.calls)],
  ];
}

/** From the verdicts themselves, not from the counts that are kept with the end of a review. */
function ofReviews(more: More, { from, to }: Asked): readonly Row[] {
  let [right, all, clean, closed, charged, rightMoney] = [0, 0, 0, 0, 0, 0];
  for (const { sample, position, coding } of more.sampled) {
    const events = more.reviews.filter((one) => one.sample === sample && one.position === position);
    const end = events.find((one) => one.kind === "closed");
    if (end === undefined || end.on < from || end.on > to) continue;
    const verdicts = events.findLast((one) => one.kind === "reviewed")?.content as readonly CodeVerdict[];
    const good = verdicts.filter((one) => one.verdict === "right").length;
    right += good;
    all += verdicts.length;
    closed += 1;
    if (good === verdicts.length) clean += 1;
    if (end.misstated === null) continue;
    const asked = sum(coding.lines.map((line) => line.amount));
    charged += asked;
    rightMoney += asked - end.misstated;
  }
  return [
    ["accuracy-by-code", { part: right, whole: all }],
    ["accuracy-by-visit", { part: clean, whole: closed }],
    ["accuracy-by-money", { part: rightMoney, whole: charged }],
  ];
}

function ofFlow(raw: Raw, more: More, { today, from, to }: Asked): readonly Row[] {
  const within = (on: IsoDate) => on >= from && on <= to;
  const dayOf = new Map(raw.visits.map((visit) => [visit.id, visit.on]));
  const questions = more.work.filter(({ kind, on }) => kind === "asked" && within(on) && daysBetween({ from: on, to: today }) >= 7);
  let answered = 0;
  let standing = 0;
  for (const question of questions) {
    const next = more.work.find(
      (one) => one.visit === question.visit && one.id > question.id && /^(asked|answered|withdrawn)$/.test(one.kind),
    );
    if (next !== undefined && next.kind !== "answered") continue;
    standing += 1;
    if (next !== undefined && daysBetween({ from: question.on, to: next.on }) <= 7) answered += 1;
  }
  const levels = more.lines.filter(
    ({ visit, procedure, removed }) => !removed && within(dayOf.get(visit) ?? today) && /^99(20[2-5]|21[1-5])$/.test(procedure),
  );
  const expected = more.appointments.filter((one) => within(one.on) && !one.selfPay && one.state !== "cancelled");
  const verified = expected.filter(({ patient, on }) =>
    more.inquiries.some((one) => {
      const before = daysBetween({ from: one.about, to: on });
      return (
        one.patient === patient && one.kind === "eligibility" && one.answered !== null && one.answered <= on && before >= 0 && before <= 31
      );
    }),
  );
  const firstCoded = new Map(more.codings.filter((one) => one.sequence === 1).map((one) => [one.visit, one]));
  const lags: number[] = [];
  for (const claim of raw.claims) {
    const left = raw.events.find((event) => event.claim === claim.id && event.kind === "written");
    const coded = firstCoded.get(claim.visit);
    if (left !== undefined && within(left.on) && coded?.kind === "coded") lags.push(daysBetween({ from: coded.on, to: left.on }));
  }
  const undone = new Set(more.undone.map((one) => one.key));
  const taken = more.payments.filter((one) => within(one.on) && !undone.has(`patient-payment/payment ${one.id}`));
  return [
    ["questions-answered", { part: answered, whole: standing }],
    ["high-levels", { part: levels.filter((one) => /[45]$/.test(one.procedure)).length, whole: levels.length }],
    ["insurance-verified", { part: verified.length, whole: expected.length }],
    ["charge-to-claim", lag(lags)],
    ["auto-posted", postedAlone(more, within)],
    [
      "point-of-service",
      {
        part: sum(taken.filter((one) => dayOf.get(one.visit ?? 0) === one.on).map((one) => one.amount)),
        whole: sum(taken.map((one) => one.amount)),
      },
    ],
    ["statement-lag", statementLag(raw, more, within)],
    ["paid-per-visit", paidPerVisit(raw, today)],
  ];
}

function postedAlone(more: More, within: (on: IsoDate) => boolean): Counted {
  let [alone, all] = [0, 0];
  for (const { remittance, at, claim, state, status, on, content } of more.remitted) {
    if (!within(on) || status === "duplicate") continue;
    const lines = Math.max(1, content.lines.length);
    const named = more.exceptions.some(
      ({ source, detail }) =>
        source === "remittance" &&
        detail?.remittanceId === remittance &&
        (detail.index === at - 1 || (claim !== null && detail.claimId === claim)),
    );
    all += lines;
    if (status === "posted" && (state === "posted" || state === "reversed") && !named) alone += lines;
  }
  return { part: alone, whole: all };
}

function statementLag(raw: Raw, more: More, within: (on: IsoDate) => boolean): Counted {
  const visitOf = new Map(raw.charges.map((charge) => [charge.id, charge.visit]));
  const first = new Map<number, IsoDate>();
  for (const { on, content } of more.statements)
    for (const { chargeId, youOwe } of content.lines) {
      const visit = visitOf.get(chargeId) ?? 0;
      if (youOwe > 0 && !first.has(visit)) first.set(visit, on);
    }
  const lags: number[] = [];
  for (const [visit, on] of first) {
    if (!within(on)) continue;
    const days = raw.lines
      .filter(
        (line) => line.account === "patient-receivable" && line.amount > 0 && line.on <= on && visitOf.get(line.chargeId ?? 0) === visit,
      )
      .map((line) => line.on)
      .toSorted();
    const since = days.at(-1);
    if (since !== undefined) lags.push(daysBetween({ from: since, to: on }));
  }
  return lag(lags);
}

function paidPerVisit({ lines, charges, visits }: Raw, today: IsoDate): Counted {
  const visitOf = new Map(charges.map((charge) => [charge.id, charge.visit]));
  const ripe = new Set(
    visits
      .filter(({ on }) => daysBetween({ from: on, to: today }) >= 180 && daysBetween({ from: on, to: today }) <= 269)
      .map((one) => one.id),
  );
  const mine = lines.filter(({ chargeId }) => chargeId !== null && ripe.has(visitOf.get(chargeId) ?? 0));
  // What is neither charged, taken off nor open was paid.
  const kept = /^(charges|contractual|payer-reductions|write-off-.*|bad-debt|insurance-receivable|patient-receivable)$/;
  return {
    part: 0 - sum(mine.filter(({ account }) => kept.test(account)).map((line) => line.amount)),
    whole: new Set(mine.map(({ chargeId }) => visitOf.get(chargeId ?? 0))).size,
  };
}
