/**
 * The sums of measures day by day, as they were last folded, and the days whose rows have changed since. Triggers note each change
 * of a row that is counted (`0057-measure-days.ts`), in the transaction that makes it; a day that is noted is summed from its rows
 * until it is folded anew. So the figure is at every moment what its rows add up to.
 */
import { type IsoDate, isoDate } from "../../core/kernel/iso-date.ts";
import { measures } from "../../core/measures/definitions.ts";
import type { Days, RowsName } from "../../core/measures/model.ts";
import { type Sql, sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";
import type { DaysAsked } from "./days.ts";

/** What the rows of a measure follow from: a change of it makes the days of all of them stale. */
const followsFrom = {
  sent: ["submitted-clean", "submitted-rejected", "submitted-lag", "coded-to-sent"],
  decided: ["remitted-first-pass", "remitted-denied", "remitted-denied-money", "remitted-time"],
  denials: ["denials-decided", "denials-worked", "denials-preventable"],
  coded: ["coded-lag", "coded-with-question"],
  office: ["office-visits", "relative-work"],
  expected: ["appointments-verified"],
  answers: ["answers-posted"],
  statements: ["first-statements"],
  allowed: ["allowed-lines"],
  payments: ["patient-payments", "done-posted"],
  deeds: ["done-coded", "done-coded-hours", "done-prepared", "done-released", "done-exceptions", "done-denials", "done-calls"],
} as const satisfies Readonly<Record<string, readonly RowsName[]>>;

type About = keyof typeof followsFrom;
export type KeptRows = (typeof followsFrom)[About][number];

const abouts = Object.keys(followsFrom) as readonly About[];
const aboutOf: ReadonlyMap<RowsName, About> = new Map(abouts.flatMap((about) => followsFrom[about].map((rows) => [rows, about] as const)));

/** Of these the days themselves are kept apart, for the median: all rows with one are kept (`measure-days.test.ts`). */
const withMedian: ReadonlySet<RowsName> = new Set(
  measures.filter(({ shape }) => shape === "mean-days").flatMap(({ lists }) => lists.map(({ rows }) => rows)),
);

export function isKeptByDay(rows: RowsName): rows is KeptRows {
  return aboutOf.has(rows);
}

/** So many rows whose part is `each`; where there is no median, `each` says nothing. */
export interface RowsOfPart {
  readonly each: number;
  readonly count: number;
  readonly part: number;
  readonly whole: number;
}

/** How the rows of some days are written down as SQL, and what the fee schedule is called by which some of them are valued. */
export interface RelationOfDays {
  readonly mark: string | undefined;
  readonly of: (rows: KeptRows, days: DaysAsked) => Promise<Sql>;
}

/** Depends on the loaded fee schedule too: a day that was folded with another one is read from its rows. */
const valued = "relative-work" satisfies KeptRows;

/** What every kept measure adds up to in these days. On one snapshot. */
export async function sumDays(tx: Tx, days: Days, relation: RelationOfDays): Promise<ReadonlyMap<KeptRows, readonly RowsOfPart[]>> {
  const { from, to } = days;
  const kept = await tx.many<RowsOfPart & { rows: KeptRows }>(sql`
    select relation as rows, each, sum(count)::bigint as count, sum(part)::bigint as part, sum(whole)::bigint as whole from measure_day d
    where d.practice_id = ${tx.practiceId} and d.on_day between ${from}::date and ${to}::date and not exists (
      select 1 from measure_stale s where s.practice_id = ${tx.practiceId} and s.on_day = d.on_day and s.about = d.about)
      and (d.valued_by is null or d.valued_by = ${relation.mark})
    group by relation, each`);
  const sums = new Map<KeptRows, RowsOfPart[]>();
  const add = (rows: KeptRows, more: readonly RowsOfPart[]): void => void sums.set(rows, [...(sums.get(rows) ?? []), ...more]);
  for (const { rows, ...one } of kept) add(rows, [one]);
  for (const [about, only] of await staleDays(tx, days))
    for (const rows of followsFrom[about]) add(rows, await tx.many<RowsOfPart>(summed(rows, await relation.of(rows, { ...days, only }))));
  const only = await daysValuedOtherwise(tx, days, relation);
  if (only.length > 0) add(valued, await tx.many<RowsOfPart>(summed(valued, await relation.of(valued, { ...days, only }))));
  return sums;
}

/** Without those that are noted as changed. */
async function daysValuedOtherwise(tx: Tx, { from, to }: Days, { mark }: RelationOfDays): Promise<readonly IsoDate[]> {
  const rows = await tx.many<{ day: IsoDate }>(sql`
    select distinct d.on_day as day from measure_day d
    where d.practice_id = ${tx.practiceId} and d.relation = ${valued} and d.on_day between ${from}::date and ${to}::date
      and d.valued_by is distinct from ${mark} and not exists (
        select 1 from measure_stale s where s.practice_id = ${tx.practiceId} and s.on_day = d.on_day and s.about = d.about)
    order by 1`);
  return rows.map(({ day }) => day);
}

async function staleDays(tx: Tx, { from, to }: Days): Promise<ReadonlyMap<About, readonly IsoDate[]>> {
  const rows = await tx.many<{ about: About; days: readonly IsoDate[] }>(sql`
    select about, array_agg(distinct on_day order by on_day) as days from measure_stale
    where practice_id = ${tx.practiceId} and on_day between ${from}::date and ${to}::date group by about`);
  return new Map(rows.map(({ about, days }) => [about, days]));
}

function summed(rows: KeptRows, relation: Sql): Sql {
  const each = withMedian.has(rows) ? sql`part` : sql`0`;
  return sql`
    select (${each})::bigint as each, count(*) as count, coalesce(sum(part), 0)::bigint as part, coalesce(sum(whole), 0)::bigint as whole
    from (${relation}) r group by 1`;
}

/** So many days at once: the reading of a day of all rows is some milliseconds. */
const foldedAtOnce = 31;

/**
 * Folds the oldest days that have changed. What changes them while this goes on is noted by its own row, which stays. Returns how
 * many were left to fold before it: zero when there was nothing to do, or somebody else does it.
 */
export async function foldDays(tx: Tx, relation: RelationOfDays): Promise<number> {
  const { alone } = await tx.one<{ alone: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtext('claimwright measure days'), ${tx.practiceId}) as alone`,
  );
  if (!alone) return 0;
  if (relation.mark !== undefined)
    await tx.run(sql`
      insert into measure_stale (practice_id, about, on_day) select d.practice_id, d.about, d.on_day from measure_day d
      where d.practice_id = ${tx.practiceId} and d.relation = ${valued} and d.valued_by <> ${relation.mark} and not exists (
        select 1 from measure_stale s where s.practice_id = ${tx.practiceId} and s.on_day = d.on_day and s.about = d.about)`);
  const notes = await tx.many<{ about: About; days: readonly IsoDate[]; ids: readonly number[]; left: number }>(sql`
    select about, array_agg(distinct on_day order by on_day) as days, array_agg(id) as ids, (select count(*) from measure_stale
      where practice_id = ${tx.practiceId}) as left
    from measure_stale where practice_id = ${tx.practiceId} and on_day in (
      select distinct on_day from measure_stale where practice_id = ${tx.practiceId} order by on_day limit ${foldedAtOnce})
    group by about`);
  for (const { about, days } of notes) await foldAbout(tx, { about, days, relation });
  tx.post(sql`delete from measure_stale where practice_id = ${tx.practiceId} and id = any(${notes.flatMap(({ ids }) => ids)}::bigint[])`);
  return notes[0]?.left ?? 0;
}

async function foldAbout(
  tx: Tx,
  { about, days, relation }: { readonly about: About; readonly days: readonly IsoDate[]; readonly relation: RelationOfDays },
): Promise<void> {
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return;
  tx.post(sql`delete from measure_day where practice_id = ${tx.practiceId} and about = ${about} and on_day = any(${days}::date[])`);
  for (const rows of followsFrom[about])
    tx.post(sql`
      insert into measure_day (practice_id, on_day, relation, about, each, count, part, whole, valued_by)
      select ${tx.practiceId}::int, f.*, ${rows === valued ? (relation.mark ?? "") : null}::text
      from (${ofEachDay(rows, about, await relation.of(rows, { from, to, only: days }))}) f`);
}

function ofEachDay(rows: KeptRows, about: About, relation: Sql): Sql {
  const each = withMedian.has(rows) ? sql`part` : sql`0`;
  return sql`
    select on_day, ${rows}::text as relation, ${about}::text as about, (${each})::bigint as each, count(*) as count,
      coalesce(sum(part), 0)::bigint as part, coalesce(sum(whole), 0)::bigint as whole
    from (${relation}) r group by 1, 4`;
}

/** Kept days that are not what their rows add up to, without those that are noted as changed. On one snapshot. */
export async function wrongMeasureDays(
  tx: Tx,
  relation: RelationOfDays,
): Promise<{ readonly sums: number; readonly wrong: readonly { readonly day: IsoDate; readonly rows: string }[] }> {
  const { sums } = await tx.one<{ sums: number }>(sql`select count(*) as sums from measure_day where practice_id = ${tx.practiceId}`);
  const wrong: { day: IsoDate; rows: string }[] = [];
  for (const about of abouts)
    for (const rows of followsFrom[about]) {
      if (rows === valued && relation.mark === undefined) continue;
      const now = ofEachDay(rows, about, await relation.of(rows, always));
      const found = await tx.many<{ day: IsoDate }>(sql`
        select distinct coalesce(k.on_day, f.on_day) as day
        from (select * from measure_day where practice_id = ${tx.practiceId} and relation = ${rows}) k
          full join (${now}) f on f.on_day = k.on_day and f.each = k.each
        where (k.count, k.part, k.whole, k.about) is distinct from (f.count, f.part, f.whole, f.about)
          and (k.valued_by is null or k.valued_by = ${relation.mark})
          and not exists (select 1 from measure_stale s where s.practice_id = ${tx.practiceId} and s.about = ${about}
            and s.on_day = coalesce(k.on_day, f.on_day))
        order by 1`);
      wrong.push(...found.map(({ day }) => ({ day, rows })));
    }
  return { sums, wrong };
}

const always: DaysAsked = { from: isoDate("1800-01-01"), to: isoDate("2999-12-31") };

/** As a sum over the rows themselves gives it. Medians by nearest rank, as `percentile_disc` has them. */
export function sumOfParts(parts: readonly RowsOfPart[]): {
  readonly rows: number;
  readonly part: number;
  readonly whole: number;
  readonly median: number | null;
  readonly ninetieth: number | null;
} {
  const total = (of: (one: RowsOfPart) => number): number => parts.reduce((sum, one) => sum + of(one), 0);
  const rows = total((one) => one.count);
  const rising = parts.toSorted((a, b) => a.each - b.each);
  const reaching = (percent: number): number | null => {
    let below = 0;
    // In whole numbers: the first value with at least so many of a hundred at or below it.
    for (const { each, count } of rising) {
      below += count;
      if (below * 100 >= percent * rows) return each;
    }
    return null;
  };
  return { rows, part: total((one) => one.part), whole: total((one) => one.whole), median: reaching(50), ninetieth: reaching(90) };
}
