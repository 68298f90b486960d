/** Visits with their queue and what is open on them, page by page. */
import { maskedName } from "../core/access/glass.ts";
import type { Cents } from "../core/kernel/cents.ts";
import type { EncounterId, PatientId, PayerId, ProviderId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { formatListName } from "../core/parties/format.ts";
import type { Payer, PersonName, Provider } from "../core/parties/model.ts";
import { type Age, spanOf } from "../core/worklist/ages.ts";
import type { Priority } from "../core/worklist/priority.ts";
import { type Queue, queues } from "../core/worklist/queue.ts";
import type { OwnerId } from "../core/worklist/work.ts";
import { listPayers, listProviders } from "../store/parties.ts";
import { searchWords } from "../store/patients.ts";
import { present } from "../store/row.ts";
import { readPractice, snapshotOfPractice, type Tx } from "../store/transaction.ts";
import {
  countListedVisits,
  countQueues,
  type FoundWord,
  type ListedVisit,
  listedVisits,
  patientsWithWord,
  type VisitFilter,
  type VisitSort,
} from "../store/visit-list.ts";
import { allHidden, hiddenPatients, recordAct } from "./audit/record.ts";
import { type Context, practiceToday } from "./context.ts";
import { queueWords, type VisitQueue } from "./visit-queue.ts";
import { ownerNames } from "./worklist/owners.ts";
import { priorityOfPlace } from "./worklist/view-work.ts";

export interface VisitRow {
  readonly id: EncounterId;
  readonly date: string;
  /** Absent when the name is masked. */
  readonly patientId?: PatientId;
  readonly patientName: string;
  readonly accountNumber: string;
  readonly providerName: string;
  readonly reason: string;
  readonly payerName?: string;
  readonly queue: VisitQueue;
  /** The payer's last day for the claim, while something is open. */
  readonly deadline?: string;
  readonly charged: Cents;
  readonly insuranceBalance: Cents;
  readonly patientBalance: Cents;
  /** Who has it. */
  readonly owner?: { readonly id: OwnerId; readonly name: string };
  /** The day on which it comes back, or came back. */
  readonly followUp?: string;
  /** Absent for what is closed. */
  readonly priority?: Priority;
}

export interface VisitQuery {
  readonly queues?: readonly Queue[];
  readonly payerIds?: readonly PayerId[];
  readonly providerIds?: readonly ProviderId[];
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly ages?: readonly Age[];
  readonly owners?: VisitFilter["owners"];
  readonly followUp?: VisitFilter["followUp"];
  readonly denialCategories?: readonly string[];
  readonly openFrom?: Cents;
  readonly openTo?: Cents;
  readonly deadlineUntil?: IsoDate;
  readonly flags?: VisitFilter["flags"];
  /** Beginnings of words: of the patient (name, account, birth date, member id), the payer's and the clinician's name. */
  readonly find?: string;
  readonly sort?: VisitSort;
  readonly descending?: boolean;
  readonly after?: EncounterId;
  readonly before?: EncounterId;
  readonly limit?: number;
}

export interface VisitList {
  readonly visits: VisitRow[];
  /** There are more in that direction. */
  readonly more: { readonly after: boolean; readonly before: boolean };
  /** Of all that match; 10,001 means more than 10,000. */
  readonly total: number;
  /** Of the whole practice, each exact up to 10,000. */
  readonly queues: { readonly name: Queue; readonly words: string; readonly count: number }[];
  readonly payers: { readonly id: PayerId; readonly name: string }[];
  readonly providers: { readonly id: ProviderId; readonly name: string }[];
}

export const mostVisitsAPage = 500;

/** Without a query: the newest visits of every queue. */
export async function listVisits(context: Context, query: VisitQuery = {}): Promise<VisitList> {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const names = await readNames(context, tx);
    const filter = await filterOf(context, tx, query, { names, today });
    const { visits, more } = await pageOf(context, tx, { query, filter, today, names });
    await recordAct(context, tx, { act: "visit.list", patients: patientsIn(visits) });
    const counts = await countQueues(tx, today);
    return {
      visits,
      more,
      total: await countListedVisits(tx, filter, { today }),
      queues: queues.map((name) => ({ name, words: queueWords[name].words, count: counts.get(name) ?? 0 })),
      payers: [...names.payers.values()].map(({ id, name }) => ({ id, name })),
      providers: [...names.providers.values()].map(({ id, name }) => ({ id, name: formatListName(name) })),
    };
  });
}

/** One page of rows without counts, for who takes all of them out. */
export async function visitsAfter(context: Context, query: VisitQuery): Promise<readonly VisitRow[]> {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const names = await readNames(context, tx);
    const { visits } = await pageOf(context, tx, { query, filter: await filterOf(context, tx, query, { names, today }), today, names });
    await recordAct(context, tx, { act: "visit.export", patients: patientsIn(visits) });
    return visits;
  });
}

/** Whose names the rows show, for the audit. */
function patientsIn(rows: readonly VisitRow[]): readonly PatientId[] {
  return rows.flatMap((row) => row.patientId ?? []);
}

/** How many visits a query has, counted up to `most`. */
export async function countVisits(context: Context, query: VisitQuery, most: number): Promise<number> {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    return countListedVisits(tx, await filterOf(context, tx, query, { names: await readNames(context, tx), today }), { today, most });
  });
}

/** The visits of the query, those with the most points first; for work on all of them at once. */
export async function visitsOfQuery(context: Context, tx: Tx, query: VisitQuery, most: number): Promise<readonly EncounterId[]> {
  const { today } = await practiceToday(context, tx);
  const filter = await filterOf(context, tx, query, { names: await readNames(context, tx), today });
  const rows = await listedVisits(tx, { filter, today, page: { sort: "priority", descending: true, limit: most } });
  return rows.map(({ id }) => id);
}

interface Names {
  readonly payers: ReadonlyMap<PayerId, Payer>;
  readonly providers: ReadonlyMap<ProviderId, Provider>;
  readonly owner: (id: OwnerId | null) => string | undefined;
}

async function readNames(context: Context, tx: Tx): Promise<Names> {
  return {
    payers: new Map((await listPayers(tx)).map((payer) => [payer.id, payer])),
    providers: new Map((await listProviders(tx)).map((provider) => [provider.id, provider])),
    owner: await ownerNames(context, tx),
  };
}

async function filterOf(
  context: Context,
  tx: Tx,
  query: VisitQuery,
  { names, today }: { readonly names: Names; readonly today: IsoDate },
): Promise<VisitFilter> {
  const { queues: inQueues, payerIds, providerIds, find = "" } = query;
  const words: FoundWord[] = [];
  for (const word of searchWords(find).slice(0, 6)) words.push(await placesOfWord(context, tx, word, names));
  return {
    ...(inQueues === undefined ? {} : { queues: inQueues }),
    ...(payerIds === undefined ? {} : { payerIds }),
    ...(providerIds === undefined ? {} : { renderingIds: providerIds }),
    ...present({
      from: query.from,
      to: query.to,
      spans: query.ages?.map((age) => spanOf(age, today)),
      owners: query.owners,
      followUp: query.followUp,
      denialCategories: query.denialCategories,
      openFrom: query.openFrom,
      openTo: query.openTo,
      deadlineUntil: query.deadlineUntil,
      flags: query.flags,
    }),
    words,
  };
}

async function placesOfWord(context: Context, tx: Tx, word: string, { payers, providers }: Names): Promise<FoundWord> {
  const found = await patientsWithWord(tx, word);
  // A search that finds a masked patient by name would tell the name.
  const hidden = found === "many" ? undefined : await hiddenPatients(context, tx, found);
  const begins = (text: string): boolean => searchWords(text).some((one) => one.startsWith(word));
  return {
    word,
    patients: found === "many" ? found : found.filter((id) => hidden?.has(id) !== true),
    butNot: found === "many" ? await allHidden(context, tx) : [],
    payerIds: [...payers.values()].filter(({ name }) => begins(name)).map(({ id }) => id),
    renderingIds: [...providers.values()].filter(({ name }) => begins(`${name.last} ${name.first}`)).map(({ id }) => id),
  };
}

async function pageOf(
  context: Context,
  tx: Tx,
  {
    query,
    filter,
    today,
    names,
  }: { readonly query: VisitQuery; readonly filter: VisitFilter; readonly today: IsoDate; readonly names: Names },
): Promise<Pick<VisitList, "visits" | "more">> {
  const { after, before, sort = "date", limit = mostVisitsAPage } = query;
  const way = before !== undefined ? "before" : "after";
  const visit = before ?? after;
  const rows = await listedVisits(tx, {
    filter,
    today,
    page: {
      sort,
      descending: query.descending ?? (sort === "date" || sort === "priority"),
      // One more than is shown tells whether there are more.
      limit: limit + 1,
      ...(visit === undefined ? {} : { from: { visit, way } }),
    },
  });
  const beyond = rows.length > limit;
  const shown = !beyond ? rows : way === "before" ? rows.slice(1) : rows.slice(0, limit);
  const hidden = await hiddenPatients(context, tx, [...new Set(shown.map((row) => row.patientId))]);
  return {
    visits: shown.map((row) =>
      hidden.has(row.patientId) ? masked(rowOf(row, { names, today })) : { ...rowOf(row, { names, today }), patientId: row.patientId },
    ),
    more: { after: way === "before" || beyond, before: way === "before" ? beyond : after !== undefined },
  };
}

/** A restricted patient's row for who may not open the record: the work shows, the person does not. */
function masked(row: VisitRow): VisitRow {
  return { ...row, patientName: maskedName, accountNumber: "", reason: "" };
}

function nameOf({ lastName, firstName, middleName, suffix }: ListedVisit): PersonName {
  return {
    last: lastName,
    first: firstName,
    ...(middleName === null ? {} : { middle: middleName }),
    ...(suffix === null ? {} : { suffix }),
  };
}

function rowOf(row: ListedVisit, { names, today }: { readonly names: Names; readonly today: IsoDate }): VisitRow {
  const { payers, providers } = names;
  const owner = names.owner(row.ownerId);
  const priority = priorityOfPlace(row, today);
  const provider = providers.get(row.renderingId);
  const payer = row.payerId === null ? undefined : payers.get(row.payerId);
  const { words, next } = queueWords[row.queue];
  return {
    id: row.id,
    date: row.date,
    patientName: formatListName(nameOf(row)),
    accountNumber: row.accountNumber,
    providerName: provider === undefined ? "" : formatListName(provider.name),
    reason: row.reason,
    ...(payer === undefined ? {} : { payerName: payer.name }),
    queue: { name: row.queue, words, why: row.why, next },
    ...(row.deadline === "infinity" ? {} : { deadline: row.deadline }),
    charged: row.charged,
    insuranceBalance: row.insurance,
    patientBalance: row.patient,
    ...(row.ownerId === null || owner === undefined ? {} : { owner: { id: row.ownerId, name: owner } }),
    ...(row.followUp === "-infinity" ? {} : { followUp: row.followUp }),
    ...(priority === undefined ? {} : { priority }),
  };
}
