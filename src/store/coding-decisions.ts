/** What coders made of suggestions, and the practice's lexicon that follows from it. */
import type { Decision, RejectionReason } from "../core/coding/decisions.ts";
import { type Effect, effectOf, type Learnt, type Outcome, type Tally } from "../core/coding/local-lexicon.ts";
import type { Band } from "../core/coding/model.ts";
import type { OwnPhrase } from "../core/coding/with-phrases.ts";
import type { EncounterId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface KeptDecision extends Decision {
  readonly by: string;
  readonly on: IsoDate;
}

interface DecisionRow {
  readonly code: string;
  readonly band: Band | null;
  readonly score: number | null;
  readonly phrase: string | null;
  readonly shown: string | null;
  readonly outcome: Outcome;
  readonly chosen: string | null;
  readonly reason: RejectionReason | null;
  readonly words: string;
  readonly by_name: string;
  readonly on_day: IsoDate;
}

/** What holds now of the visit: the last decision for each phrase and code. */
export async function decisionsOfVisit(tx: Tx, encounterId: EncounterId): Promise<readonly KeptDecision[]> {
  const rows = await tx.many<DecisionRow>(sql`
    select distinct on (code, phrase) code, band, score, phrase, shown, outcome, chosen, reason, words, by_name, on_day
    from coding_decision where practice_id = ${tx.practiceId} and encounter_id = ${encounterId} order by code, phrase, id desc`);
  return rows.map(({ band, score, phrase, shown, chosen, reason, words, code, outcome, by_name, on_day }) => ({
    code,
    outcome,
    words,
    by: by_name,
    on: on_day,
    ...(band === null ? {} : { suggested: { band, score: (score ?? 0) / 1000 } }),
    ...(phrase === null ? {} : { phrase: { key: phrase, shown: shown ?? phrase } }),
    ...present({ chosen, reason }),
  }));
}

/** Adds them, and brings the lines of the lexicon that their phrases have up to date. */
export async function addDecisions(
  tx: Tx,
  encounterId: EncounterId,
  { decisions, by, on }: { readonly decisions: readonly Decision[]; readonly by: string; readonly on: IsoDate },
): Promise<void> {
  if (decisions.length === 0) return;
  await tx.run(sql`
    insert into coding_decision (practice_id, encounter_id, on_day, by_name, code, band, score, phrase, shown, outcome, chosen, reason, words)
    select ${tx.practiceId}::int, ${encounterId}::bigint, ${on}::date, ${by}::text, given.* from unnest(
      ${decisions.map((one) => one.code)}::text[], ${decisions.map((one) => one.suggested?.band ?? null)}::text[],
      ${decisions.map((one) => (one.suggested === undefined ? null : Math.round(one.suggested.score * 1000)))}::int[],
      ${decisions.map((one) => one.phrase?.key ?? null)}::text[], ${decisions.map((one) => one.phrase?.shown ?? null)}::text[],
      ${decisions.map((one) => one.outcome)}::text[], ${decisions.map((one) => one.chosen ?? null)}::text[],
      ${decisions.map((one) => one.reason ?? null)}::text[], ${decisions.map((one) => one.words ?? "")}::text[]) as given`);
  await learnPhrases(tx, [...new Set(decisions.flatMap((one) => one.phrase?.key ?? []))].sort());
}

interface TallyRow {
  readonly phrase: string;
  readonly code: string;
  readonly shown: string;
  readonly accepted: number;
  readonly changed: number;
  readonly rejected: number;
  readonly added: number;
  readonly patients: number;
  readonly chosen: string | null;
  readonly chosen_visits: number;
  readonly last_day: IsoDate;
}

/** The lines as the decisions add up now. */
async function tallies(tx: Tx, phrases: readonly string[]): Promise<readonly TallyRow[]> {
  return tx.many<TallyRow>(sql`
    with last as (
      select distinct on (phrase, encounter_id, code) phrase, encounter_id, code, shown, outcome, chosen, on_day
      from coding_decision where practice_id = ${tx.practiceId} and phrase = any(${phrases}::text[])
      order by phrase, encounter_id, code, id desc),
    instead as (
      select distinct on (phrase, code) phrase, code, chosen, count(*)::int as visits from last where outcome = 'changed'
      group by phrase, code, chosen order by phrase, code, count(*) desc, chosen)
    select l.phrase, l.code, min(l.shown) as shown,
      count(*) filter (where l.outcome = 'accepted')::int as accepted, count(*) filter (where l.outcome = 'changed')::int as changed,
      count(*) filter (where l.outcome = 'rejected')::int as rejected, count(*) filter (where l.outcome = 'added')::int as added,
      count(distinct e.patient_id) filter (where l.outcome <> 'open')::int as patients,
      i.chosen, coalesce(i.visits, 0) as chosen_visits, max(l.on_day) as last_day
    from last l join encounter e on e.practice_id = ${tx.practiceId} and e.id = l.encounter_id
      left join instead i on i.phrase = l.phrase and i.code = l.code
    group by l.phrase, l.code, i.chosen, i.visits order by l.phrase, l.code`);
}

function tallyOf({ accepted, changed, rejected, added, patients, chosen, chosen_visits }: TallyRow): Tally {
  return {
    accepted,
    changed,
    rejected,
    added,
    patients,
    ...(chosen === null ? {} : { chosen: { code: chosen, visits: chosen_visits } }),
  };
}

async function learnPhrases(tx: Tx, phrases: readonly string[]): Promise<void> {
  if (phrases.length === 0) return;
  // Two coders who decide about the same words at once would each count without the other.
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`lexicon ${tx.practiceId}`}, 0))`);
  const rows = await tallies(tx, phrases);
  await tx.run(sql`
    insert into coding_phrase (practice_id, phrase, code, shown, accepted, changed, rejected, added, patients, chosen, chosen_visits, effect, last_day)
    select ${tx.practiceId}::int, given.* from unnest(
      ${rows.map((one) => one.phrase)}::text[], ${rows.map((one) => one.code)}::text[], ${rows.map((one) => one.shown)}::text[],
      ${rows.map((one) => one.accepted)}::int[], ${rows.map((one) => one.changed)}::int[], ${rows.map((one) => one.rejected)}::int[],
      ${rows.map((one) => one.added)}::int[], ${rows.map((one) => one.patients)}::int[], ${rows.map((one) => one.chosen)}::text[],
      ${rows.map((one) => one.chosen_visits)}::int[], ${rows.map((one) => effectOf(tallyOf(one)))}::text[],
      ${rows.map((one) => one.last_day)}::date[]) as given
    on conflict (practice_id, phrase, code) do update set shown = excluded.shown, accepted = excluded.accepted,
      changed = excluded.changed, rejected = excluded.rejected, added = excluded.added, patients = excluded.patients,
      chosen = excluded.chosen, chosen_visits = excluded.chosen_visits, effect = excluded.effect, last_day = excluded.last_day`);
}

interface PhraseRow extends TallyRow {
  readonly effect: Effect;
  readonly switched_off: boolean;
}

export interface LexiconLine extends Learnt {
  readonly lastDay: IsoDate;
}

function lineOf(row: PhraseRow): LexiconLine {
  return {
    ...tallyOf(row),
    phrase: row.phrase,
    code: row.code,
    shown: row.shown,
    effect: row.effect,
    off: row.switched_off,
    lastDay: row.last_day,
  };
}

/** Of these phrases, whatever follows from them. */
export async function learntOf(tx: Tx, phrases: readonly string[]): Promise<readonly LexiconLine[]> {
  const rows = await tx.many<PhraseRow>(sql`
    select * from coding_phrase where practice_id = ${tx.practiceId} and phrase = any(${phrases}::text[]) order by phrase, code`);
  return rows.map(lineOf);
}

/** More are not read for one note: the ones that most visits stand behind. */
const mostOwnPhrases = 5000;

/** The phrases that only this practice knows. */
export async function ownPhrases(tx: Tx): Promise<readonly OwnPhrase[]> {
  return tx.many<OwnPhrase>(sql`
    select phrase, code, added + accepted as visits from coding_phrase
    where practice_id = ${tx.practiceId} and effect = 'adds' and not switched_off order by added + accepted desc, phrase, code limit ${mostOwnPhrases}`);
}

/** A page of the lexicon, by phrase: lines that change suggestions, and those that would but for what was decided against them. */
export async function listLexicon(
  tx: Tx,
  { after, limit }: { readonly after?: { readonly phrase: string; readonly code: string } | undefined; readonly limit: number },
): Promise<readonly LexiconLine[]> {
  const from = after === undefined ? sql`` : sql`and (phrase, code) > (${after.phrase}, ${after.code})`;
  const rows = await tx.many<PhraseRow>(sql`
    select * from coding_phrase where practice_id = ${tx.practiceId} and (effect <> 'none' or (changed + rejected > 0 and accepted + added >= 3)) ${from} order by phrase, code limit ${limit}`);
  return rows.map(lineOf);
}

export interface PhraseSwitch {
  readonly phrase: string;
  readonly code: string;
  readonly off: boolean;
  readonly reason: string;
  readonly by: string;
  readonly on: IsoDate;
}

/** False: there is no such line. */
export async function switchPhrase(tx: Tx, { phrase, code, off, reason, by, on }: PhraseSwitch): Promise<boolean> {
  const changed = await tx.run(sql`
    update coding_phrase set switched_off = ${off} where practice_id = ${tx.practiceId} and phrase = ${phrase} and code = ${code}`);
  if (changed === 0) return false;
  await tx.run(sql`
    insert into coding_phrase_switch (practice_id, phrase, code, on_day, by_name, off, reason)
    values (${tx.practiceId}, ${phrase}, ${code}, ${on}, ${by}, ${off}, ${reason})`);
  return true;
}

/** Who switched the line last, and why. */
export async function lastSwitches(tx: Tx, phrases: readonly string[]): Promise<readonly PhraseSwitch[]> {
  return tx.many<PhraseSwitch>(sql`
    select distinct on (phrase, code) phrase, code, off, reason, by_name as by, on_day as on from coding_phrase_switch
    where practice_id = ${tx.practiceId} and phrase = any(${phrases}::text[]) order by phrase, code, id desc`);
}

/** For `verify`: a batch of phrases, and those whose lines are not what their decisions add up to. */
export async function comparePhrases(
  tx: Tx,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<{ readonly phrases: readonly string[]; readonly wrong: readonly string[] }> {
  const rows = await tx.many<{ phrase: string }>(sql`
    select distinct phrase from (
      select phrase from coding_phrase where practice_id = ${tx.practiceId} and phrase > ${after}
      union select phrase from coding_decision where practice_id = ${tx.practiceId} and phrase > ${after}) as known
    order by phrase limit ${limit}`);
  const phrases = rows.map((one) => one.phrase);
  const should = new Map(
    (await tallies(tx, phrases)).map((row) => [`${row.phrase} > ${row.code}`, signature(row, effectOf(tallyOf(row)))]),
  );
  const kept = await tx.many<PhraseRow>(sql`
    select * from coding_phrase where practice_id = ${tx.practiceId} and phrase = any(${phrases}::text[])`);
  const stands = new Map(kept.map((row) => [`${row.phrase} > ${row.code}`, signature(row, row.effect)]));
  const keys = [...new Set([...should.keys(), ...stands.keys()])].filter((key) => should.get(key) !== stands.get(key));
  return { phrases, wrong: [...new Set(keys.map((key) => key.split(" > ")[0] ?? key))] };
}

function signature(row: TallyRow, effect: Effect): string {
  return [
    row.accepted,
    row.changed,
    row.rejected,
    row.added,
    row.patients,
    row.chosen ?? "",
    row.chosen_visits,
    effect,
    row.last_day,
    row.shown,
  ].join("|");
}

/** Visits that went to another record: how many patients stand behind their phrases is counted anew. */
export async function relearnOf(tx: Tx, encounterIds: readonly number[]): Promise<void> {
  const rows = await tx.many<{ phrase: string }>(sql`
    select distinct phrase from coding_decision
    where practice_id = ${tx.practiceId} and encounter_id = any(${encounterIds}::bigint[]) and phrase is not null order by phrase`);
  await learnPhrases(
    tx,
    rows.map((row) => row.phrase),
  );
}
