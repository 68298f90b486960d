/** The kept place of each visit: the list of visits is read from here. */
import type { ClaimState } from "../core/claims/model.ts";
import { type Cents, cents } from "../core/kernel/cents.ts";
import type { ChargeId, ClaimId, EncounterId, PatientId, PayerId, ProviderId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { primaryOn } from "../core/parties/coverage.ts";
import type { Payer } from "../core/parties/model.ts";
import { lastFilingDay } from "../core/parties/timely-filing.ts";
import type { ChanceName } from "../core/worklist/chances.ts";
import { priorityOf } from "../core/worklist/priority.ts";
import type { Queue } from "../core/worklist/queue.ts";
import { placeOfVisit } from "../core/worklist/visit-place.ts";
import { followUpIn, type OwnerId, type WorkStanding } from "../core/worklist/work.ts";
import { placeClaims } from "./claim-places.ts";
import { coveragesOfPatients } from "./coverages.ts";
import { listPayers } from "./parties.ts";
import { type Sql, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";
import { workStandings } from "./visit-work.ts";

/** What a transaction has changed that places follow from. */
export interface Touched {
  readonly encounters: Set<EncounterId>;
  readonly claims: Set<ClaimId>;
  readonly charges: Set<ChargeId>;
  /** All their visits: names and coverages. */
  readonly patients: Set<PatientId>;
}

export function nothingTouched(): Touched {
  return { encounters: new Set(), claims: new Set(), charges: new Set(), patients: new Set() };
}

/** Few enough that their facts are no burden to memory. */
const placedAtOnce = 1000;

/** Brings the places up to date with what the transaction has changed: its last statements, so that no wait goes in a ring. */
export async function placeTouched(tx: Tx, { encounters, claims, charges, patients }: Touched): Promise<void> {
  if (encounters.size + claims.size + charges.size + patients.size === 0) return;
  const rows = await tx.many<{ id: EncounterId }>(sql`
    select unnest(${[...encounters]}::bigint[]) as id
    union select encounter_id from claim where practice_id = ${tx.practiceId} and id = any(${[...claims]}::bigint[])
    union select encounter_id from charge where practice_id = ${tx.practiceId} and id = any(${[...charges]}::bigint[])
    union select id from encounter where practice_id = ${tx.practiceId} and patient_id = any(${[...patients]}::bigint[])
    order by id`);
  for (let from = 0; from < rows.length; from += placedAtOnce)
    await placeVisits(
      tx,
      rows.slice(from, from + placedAtOnce).map((row) => row.id),
    );
}

/** What is open with this payer, or will be asked of it: its last days follow from the payer's limits. */
export async function touchVisitsOfPayer(tx: Tx, payerId: PayerId): Promise<void> {
  const rows = await tx.many<{ id: EncounterId }>(sql`
    select encounter_id as id from visit_place where practice_id = ${tx.practiceId} and payer_id = ${payerId} and queue <> 'closed'`);
  for (const { id } of rows) tx.touched.encounters.add(id);
}

/** Places up to so many visits that an older version left without one. Returns how many there were. */
export async function placeUnplaced(tx: Tx, limit: number): Promise<number> {
  const rows = await tx.many<{ id: EncounterId }>(sql`
    select encounter_id as id from visit_place where practice_id = ${tx.practiceId} and queue = 'unplaced' order by encounter_id limit ${limit}`);
  await placeVisits(
    tx,
    rows.map((row) => row.id),
  );
  return rows.length;
}

/** `ids` in rising order. Who changes the same visit at the same time waits here, and then sees what the first has changed. */
async function placeVisits(tx: Tx, ids: readonly EncounterId[]): Promise<void> {
  tx.post(sql`
    select 1 from visit_place where practice_id = ${tx.practiceId} and encounter_id = any(${ids}::bigint[]) order by encounter_id for update`);
  const rows = await placesNow(tx, ids);
  tx.post(sql`
    insert into visit_place as kept (${columns})
    select ${tx.practiceId}::int, given.* from ${unnested(rows)} as given order by encounter_id
    on conflict (practice_id, encounter_id) do update set (${columns}) = row(excluded.*)
    where (kept.*) is distinct from (excluded.*)`);
  await placeClaims(tx, ids);
}

const columns = sql`practice_id, encounter_id, patient_id, visit_date, sort_name, rendering_id, payer_id, queue, why, silent_after, silent_why,
  deadline, charged, insurance, patient, owner_id, follow_up, denial_category, money_points, chance, counts_to, rank`;
const given = sql`encounter_id, patient_id, visit_date, sort_name, rendering_id, payer_id, queue, why, silent_after, silent_why, deadline,
  charged, insurance, patient, owner_id, follow_up, denial_category, money_points, chance, counts_to, rank`;

interface Kept {
  readonly encounter_id: EncounterId;
  readonly patient_id: PatientId;
  readonly visit_date: IsoDate;
  readonly sort_name: string;
  readonly rendering_id: ProviderId;
  readonly payer_id: PayerId | null;
  readonly queue: string;
  readonly why: string;
  readonly silent_after: string;
  readonly silent_why: string | null;
  readonly deadline: string;
  readonly charged: number;
  readonly insurance: number;
  readonly patient: number;
  readonly owner_id: number | null;
  /** "-infinity" when nobody put it off. */
  readonly follow_up: string;
  readonly denial_category: string | null;
  readonly money_points: number;
  readonly chance: string;
  readonly counts_to: string;
  readonly rank: number;
}

function unnested(rows: readonly Kept[]): Sql {
  return sql`(select * from unnest(${rows.map((one) => one.encounter_id)}::bigint[], ${rows.map((one) => one.patient_id)}::bigint[],
    ${rows.map((one) => one.visit_date)}::date[], ${rows.map((one) => one.sort_name)}::text[], ${rows.map((one) => one.rendering_id)}::bigint[],
    ${rows.map((one) => one.payer_id)}::bigint[], ${rows.map((one) => one.queue)}::text[], ${rows.map((one) => one.why)}::text[],
    ${rows.map((one) => one.silent_after)}::date[], ${rows.map((one) => one.silent_why)}::text[], ${rows.map((one) => one.deadline)}::date[],
    ${rows.map((one) => one.charged)}::bigint[], ${rows.map((one) => one.insurance)}::bigint[], ${rows.map((one) => one.patient)}::bigint[],
    ${rows.map((one) => one.owner_id)}::bigint[], ${rows.map((one) => one.follow_up)}::date[], ${rows.map((one) => one.denial_category)}::text[],
    ${rows.map((one) => one.money_points)}::int[], ${rows.map((one) => one.chance)}::text[], ${rows.map((one) => one.counts_to)}::date[],
    ${rows.map((one) => one.rank)}::int[])
    as given (${given}))`;
}

/** As core's `askedClaim` has it: the claim that is asked now is the first in rank with which somebody is not done. */
const isDoneWith = sql`(state in ('paid', 'partly-paid', 'denied', 'to-patient', 'voided', 'closed') and not exists (select 1 from denial
  where denial.practice_id = claim.practice_id and denial.claim_id = claim.id and status in ('open', 'working', 'appealed')))`;

/** What the places of these visits are to be, from what is stored now. */
async function placesNow(tx: Tx, ids: readonly EncounterId[]): Promise<readonly Kept[]> {
  const facts = await tx.many<FactRow>(sql`
    select e.id, e.patient_id, e.visit_date, e.rendering_id, e.self_pay, p.last_name, p.first_name, d.codes, h.charges, h.charged, h.insurance,
      h.patient, c.state, c.state_since, c.payer_id, c.diagnoses, c.decided, n.category, n.denied_on
    from encounter e
      join patient p on p.practice_id = e.practice_id and p.id = e.patient_id
      cross join lateral (select array_agg(code) as codes from encounter_diagnosis
        where practice_id = ${tx.practiceId} and encounter_id = e.id) d
      cross join lateral (select count(*) as charges, coalesce(sum(k.amount), 0)::bigint as charged,
          coalesce(sum(b.insurance), 0)::bigint as insurance, coalesce(sum(b.patient), 0)::bigint as patient
        from charge k left join charge_balance b on b.practice_id = k.practice_id and b.charge_id = k.id
        where k.practice_id = ${tx.practiceId} and k.encounter_id = e.id and not k.removed) h
      left join lateral (select id, state, state_since, payer_id, content -> 'diagnoses' as diagnoses,
          case when rank > 1 then jsonb_path_query_array(content, '$.otherPayers[*].paidOn')
            || jsonb_path_query_array(content, '$.lines[*].adjudications[*].paidOn') end as decided
        from claim where practice_id = ${tx.practiceId} and encounter_id = e.id order by ${isDoneWith}, rank limit 1) c on true
      left join lateral (select category, denied_on from denial where practice_id = ${tx.practiceId} and claim_id = c.id
        and status in ('open', 'working', 'appealed') order by amount desc, id limit 1) n on true
    where e.practice_id = ${tx.practiceId} and e.id = any(${ids}::bigint[]) order by e.id`);
  const work = await workStandings(tx, ids);
  const payers = new Map((await listPayers(tx)).map((payer) => [payer.id, payer]));
  const without = facts.filter((row) => row.state === null && !row.self_pay).map((row) => row.patient_id);
  const coverages = await coveragesOfPatients(tx, [...new Set(without)]);
  return facts.map((row) => {
    const covered = row.self_pay ? undefined : primaryOn(coverages.get(row.patient_id) ?? [], row.visit_date);
    const payer = payers.get(row.payer_id ?? covered?.payerId ?? (0 as PayerId));
    return keptOf(row, { payerId: payer?.id, fileBy: payer === undefined ? undefined : fileByOf(row, payer), work: work(row.id) });
  });
}

function fileByOf({ visit_date: servedOn, decided }: FactRow, payer: Payer): IsoDate {
  return lastFilingDay(payer, { servedOn, decidedBefore: decided === null ? undefined : [...decided].sort().at(-1) });
}

function keptOf(
  row: FactRow,
  { payerId, fileBy, work }: { readonly payerId: PayerId | undefined; readonly fileBy: IsoDate | undefined; readonly work: WorkStanding },
): Kept {
  const codes = row.codes ?? [];
  const money = { charged: cents(row.charged), insuranceBalance: cents(row.insurance), patientBalance: cents(row.patient) };
  const place = placeOfVisit({
    date: row.visit_date,
    selfPay: row.self_pay,
    coded: row.charges > 0 && codes.length > 0,
    diagnoses: row.diagnoses ?? codes.map((code) => ({ qualifier: "ABF", code })),
    openDenial: row.category !== null,
    questionOpen: work.questionOpen,
    ...money,
    ...(row.state === null || row.state_since === null ? {} : { claim: { state: row.state, stateSince: row.state_since } }),
    ...(fileBy === undefined ? {} : { fileBy }),
  });
  const priority = priorityOf({
    queue: place.queue,
    servedOn: row.visit_date,
    ...money,
    ...(place.deadline === undefined ? {} : { deadline: place.deadline }),
    ...(row.category === null || row.denied_on === null ? {} : { denial: { category: row.category, since: row.denied_on } }),
  });
  return {
    encounter_id: row.id,
    patient_id: row.patient_id,
    visit_date: row.visit_date,
    sort_name: `${row.last_name}, ${row.first_name}`.toUpperCase(),
    rendering_id: row.rendering_id,
    payer_id: payerId ?? null,
    queue: place.queue,
    why: place.why,
    silent_after: place.silent?.after ?? "infinity",
    silent_why: place.silent?.why ?? null,
    deadline: place.deadline ?? "infinity",
    charged: row.charged,
    insurance: row.insurance,
    patient: row.patient,
    owner_id: work.ownerId ?? null,
    follow_up: followUpIn(work, place.queue) ?? "-infinity",
    denial_category: place.queue === "denied" ? row.category : null,
    money_points: priority.moneyPoints,
    chance: priority.chance,
    counts_to: priority.countsTo ?? "infinity",
    rank: priority.rank,
  };
}

interface FactRow {
  readonly id: EncounterId;
  readonly patient_id: PatientId;
  readonly visit_date: IsoDate;
  readonly rendering_id: ProviderId;
  readonly self_pay: boolean;
  readonly last_name: string;
  readonly first_name: string;
  readonly codes: readonly string[] | null;
  readonly charges: number;
  readonly charged: Cents;
  readonly insurance: Cents;
  readonly patient: Cents;
  readonly state: ClaimState | null;
  readonly state_since: IsoDate | null;
  readonly payer_id: PayerId | null;
  readonly diagnoses: readonly { readonly qualifier: string; readonly code: string }[] | null;
  /** When the payers before the one that is asked decided; null for the first. */
  readonly decided: readonly IsoDate[] | null;
  /** Of its largest open denial. */
  readonly category: string | null;
  readonly denied_on: IsoDate | null;
}

/** The visits after `after` in the order of their ids, and those among them whose kept place is not what it is to be. */
export async function comparePlaces(
  tx: Tx,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ readonly ids: readonly EncounterId[]; readonly wrong: readonly EncounterId[] }> {
  const rows = await tx.many<{ id: EncounterId }>(sql`
    select id from encounter where practice_id = ${tx.practiceId} and id > ${after}::bigint order by id limit ${limit}`);
  const ids = rows.map((row) => row.id);
  const kept = await tx.many<Kept>(sql`
    select ${given} from visit_place where practice_id = ${tx.practiceId} and encounter_id = any(${ids}::bigint[]) order by encounter_id`);
  const keptById = new Map(kept.map((row) => [row.encounter_id, JSON.stringify(row)]));
  const wrong = (await placesNow(tx, ids)).filter((row) => keptById.get(row.encounter_id) !== JSON.stringify(row));
  return { ids, wrong: wrong.map((row) => row.encounter_id) };
}

/** What is kept of one visit. */
export async function keptPlace(tx: Tx, id: EncounterId): Promise<KeptPlace | undefined> {
  return tx.maybe<KeptPlace>(sql`
    select queue, owner_id as "ownerId", follow_up as "followUp", deadline, money_points as "moneyPoints", chance, counts_to as "countsTo"
    from visit_place where practice_id = ${tx.practiceId} and encounter_id = ${id}`);
}

/** Days are "infinity" or "-infinity" where there is none. */
export interface KeptPlace {
  readonly queue: Queue;
  readonly ownerId: OwnerId | null;
  readonly followUp: string;
  readonly deadline: string;
  readonly moneyPoints: number;
  readonly chance: ChanceName;
  readonly countsTo: string;
}
