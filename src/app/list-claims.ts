/** Claims, one a payer that is asked, page by page. */
import { maskedName } from "../core/access/glass.ts";
import type { ClaimState } from "../core/claims/model.ts";
import type { Cents } from "../core/kernel/cents.ts";
import { byteOrderMark, csvLine } from "../core/kernel/csv.ts";
import type { ClaimId, EncounterId, PatientId, PayerId, ProviderId } from "../core/kernel/id.ts";
import { daysBetween, type IsoDate } from "../core/kernel/iso-date.ts";
import { ok } from "../core/kernel/result.ts";
import { formatListName } from "../core/parties/format.ts";
import { type Age, spanOf } from "../core/worklist/ages.ts";
import {
  type ClaimFilter,
  type ClaimSort,
  countClaimStates,
  countListedClaims,
  type ListedClaim,
  listedClaims,
} from "../store/claim-list.ts";
import { loadEventsOfClaims } from "../store/claims.ts";
import { listPayers, listProviders } from "../store/parties.ts";
import { searchWords } from "../store/patients.ts";
import { readPractice, snapshotOfPractice, type Tx } from "../store/transaction.ts";
import { patientsWithWord } from "../store/visit-list.ts";
import { allHidden, hiddenPatients, recordAct } from "./audit/record.ts";
import { factsOf } from "./claim-history.ts";
import { stateNames } from "./claim-words.ts";
import { type Context, practiceToday } from "./context.ts";
import { no, type Outcome } from "./refusal.ts";

export interface ClaimQuery extends Omit<ClaimFilter, "spans" | "patientIds" | "words" | "numbered"> {
  readonly ages?: readonly Age[];
  /** The beginning of a claim's number, or words of a patient: name, account, birth date, member id. */
  readonly find?: string;
  readonly sort?: ClaimSort;
  readonly descending?: boolean;
  readonly after?: ClaimId;
  readonly before?: ClaimId;
  readonly limit?: number;
}

export interface ClaimRow {
  readonly id: ClaimId;
  readonly visitId: EncounterId;
  readonly controlNumber: string;
  /** Absent when the name is masked. */
  readonly patientId?: PatientId;
  readonly patientName: string;
  readonly payerName: string;
  readonly providerName: string;
  readonly date: IsoDate;
  /** Days since the service. */
  readonly age: number;
  readonly state: ClaimState;
  readonly stateName: string;
  readonly stateSince: IsoDate;
  readonly rank: number;
  readonly version: number;
  readonly frequency: string;
  readonly charged: Cents;
  readonly open: Cents;
  readonly denied: boolean;
  /** Of a rejected claim: who refused it, and what was said. */
  readonly rejection?: { readonly by: "TA1" | "999" | "277CA"; readonly words: string };
}

export const mostClaimsAPage = 500;

export async function listClaims(context: Context, query: ClaimQuery = {}) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const found = await pageOf(context, tx, query);
    await recordAct(context, tx, { act: "claim.list", patients: found.claims.flatMap((row) => row.patientId ?? []) });
    const counts = await countClaimStates(tx, Object.keys(stateNames) as ClaimState[]);
    const { filter, names, claims, more } = found;
    return {
      claims: await withRejections(tx, claims),
      more,
      total: await countListedClaims(tx, filter),
      states: Object.entries(stateNames).map(([name, words]) => ({
        name: name as ClaimState,
        words,
        count: counts.get(name as ClaimState) ?? 0,
      })),
      payers: [...names.payers].map(([id, name]) => ({ id, name })),
      providers: [...names.providers].map(([id, name]) => ({ id, name })),
    };
  });
}

async function withRejections(tx: Tx, rows: readonly ClaimRow[]): Promise<ClaimRow[]> {
  const rejected = rows.filter((row) => row.state === "rejected").map(({ id }) => id);
  const histories = rejected.length === 0 ? new Map() : await loadEventsOfClaims(tx, rejected);
  return rows.map((row) => {
    const events = histories.get(row.id);
    const rejection = events === undefined ? undefined : factsOf(events).rejection;
    return rejection === undefined ? row : { ...row, rejection: { by: rejection.by, words: rejection.words } };
  });
}

/** A spreadsheet holds a million rows; one export reads at most this many. */
const mostExported = 100_000;

/** The claims of a query by their day, whatever the list is sorted by: a claim's day does not change while it is read. */
export async function exportClaims(context: Context, query: ClaimQuery): Promise<Outcome<AsyncIterable<string>>> {
  const { sort: _sort, descending: _descending, after: _after, before: _before, ...wanted } = query;
  const count = await readPractice(context.app.pool, context.practiceId, async (tx) =>
    countListedClaims(tx, await filterOf(context, tx, wanted), mostExported + 1),
  );
  if (count <= mostExported) return ok(claimLines(context, wanted));
  return no(
    "too-many",
    `There are more than ${mostExported.toLocaleString("en-US")} claims, which is more than one export holds.`,
    "Narrow the list, by days for example.",
  );
}

const head = [
  "Claim",
  "Date of service",
  "Days",
  "Patient",
  "Payer",
  "Clinician",
  "State",
  "Since",
  "Version",
  "Frequency",
  "Charged",
  "Open",
  "Denied",
];

async function* claimLines(context: Context, query: ClaimQuery) {
  yield byteOrderMark + csvLine(head);
  for (let last: ClaimId | undefined; ; ) {
    const page = await snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
      const { claims } = await pageOf(context, tx, { ...query, limit: mostClaimsAPage, ...(last === undefined ? {} : { after: last }) });
      await recordAct(context, tx, { act: "claim.export", patients: claims.flatMap((row) => row.patientId ?? []) });
      return claims;
    });
    if (page.length > 0) yield page.map(claimLine).join("");
    last = page.at(-1)?.id;
    if (page.length < mostClaimsAPage) return;
  }
}

function claimLine(row: ClaimRow): string {
  return csvLine([
    row.controlNumber,
    row.date,
    row.age,
    row.patientName,
    row.payerName,
    row.providerName,
    row.stateName,
    row.stateSince,
    row.version,
    row.frequency,
    { money: row.charged },
    { money: row.open },
    row.denied ? "yes" : "",
  ]);
}

async function pageOf(context: Context, tx: Tx, query: ClaimQuery) {
  const { today } = await practiceToday(context, tx);
  const names = {
    payers: new Map<PayerId, string>((await listPayers(tx)).map(({ id, name }) => [id, name])),
    providers: new Map<ProviderId, string>((await listProviders(tx)).map(({ id, name }) => [id, formatListName(name)])),
  };
  const filter = await filterOf(context, tx, query);
  const { after, before, sort = "date", limit = mostClaimsAPage } = query;
  const way = before !== undefined ? "before" : "after";
  const claim = before ?? after;
  const rows = await listedClaims(tx, filter, {
    sort,
    descending: query.descending ?? sort !== "patient",
    // One more than is shown tells whether there are more.
    limit: limit + 1,
    ...(claim === undefined ? {} : { from: { claim, way } }),
  });
  const beyond = rows.length > limit;
  const shown = !beyond ? rows : way === "before" ? rows.slice(1) : rows.slice(0, limit);
  const hidden = await hiddenPatients(context, tx, [...new Set(shown.map((row) => row.patientId))]);
  return {
    filter,
    names,
    claims: shown.map((row) => rowOf(row, { names, today, hidden: hidden.has(row.patientId) })),
    more: { after: way === "before" || beyond, before: way === "before" ? beyond : after !== undefined },
  };
}

function rowOf(
  row: ListedClaim,
  {
    names,
    today,
    hidden,
  }: {
    readonly names: { readonly payers: ReadonlyMap<PayerId, string>; readonly providers: ReadonlyMap<ProviderId, string> };
    readonly today: IsoDate;
    readonly hidden: boolean;
  },
): ClaimRow {
  const { lastName, firstName, patientId, payerId, renderingId, ...rest } = row;
  return {
    ...rest,
    ...(hidden ? {} : { patientId }),
    patientName: hidden ? maskedName : formatListName({ last: lastName, first: firstName }),
    payerName: names.payers.get(payerId) ?? "",
    providerName: names.providers.get(renderingId) ?? "",
    age: Math.max(0, daysBetween({ from: row.date, to: today })),
    stateName: stateNames[row.state],
  };
}

async function filterOf(context: Context, tx: Tx, query: ClaimQuery): Promise<ClaimFilter> {
  const { ages, find = "", sort: _sort, descending: _descending, after: _after, before: _before, limit: _limit, ...plain } = query;
  const { today } = await practiceToday(context, tx);
  return {
    ...plain,
    ...(ages === undefined ? {} : { spans: ages.map((age) => spanOf(age, today)) }),
    ...(find.trim() === "" ? {} : await foundBy(context, tx, find.trim())),
  };
}

async function foundBy(context: Context, tx: Tx, text: string): Promise<Pick<ClaimFilter, "numbered" | "patientIds" | "words" | "butNot">> {
  if (/^CW\d*-?\d*$/i.test(text)) return { numbered: text.toUpperCase() };
  const many: string[] = [];
  let some: readonly PatientId[] | undefined;
  for (const word of searchWords(text).slice(0, 6)) {
    const found = await patientsWithWord(tx, word);
    if (found === "many") many.push(word);
    else some = some === undefined ? found : both(some, found);
  }
  if (some === undefined && many.length === 0) return { patientIds: [] };
  // A search that finds a masked patient by name would tell the name.
  const hidden = some === undefined ? undefined : await hiddenPatients(context, tx, some);
  const butNot = many.length === 0 ? [] : await allHidden(context, tx);
  return { words: many, butNot, ...(some === undefined ? {} : { patientIds: some.filter((id) => hidden?.has(id) !== true) }) };
}

function both(some: readonly PatientId[], others: readonly PatientId[]): readonly PatientId[] {
  const known = new Set(others);
  return some.filter((id) => known.has(id));
}
