/** The list of denied lines: a page of it, sums by state, and what has the same cause. */
import { maskedName } from "../../core/access/glass.ts";
import { actionWords } from "../../core/denials/action-words.ts";
import { type CaseState, caseStateOf, caseStates, caseStateWords, statusesIn } from "../../core/denials/case.ts";
import { rootCauseWords } from "../../core/denials/model.ts";
import { playbook } from "../../core/denials/playbook.ts";
import { addCents, zeroCents } from "../../core/kernel/cents.ts";
import type { DenialId, PayerId } from "../../core/kernel/id.ts";
import { addDays, type IsoDate } from "../../core/kernel/iso-date.ts";
import { formatListName } from "../../core/parties/format.ts";
import type { Payer } from "../../core/parties/model.ts";
import {
  type DenialFilter,
  type DenialGroup,
  type DenialSort,
  type DenialSum,
  denialChoices,
  denialGroups,
  denialSums,
  type ListedDenial,
  listedDenials,
} from "../../store/denial-list.ts";
import { listPayers } from "../../store/parties.ts";
import { snapshotOfPractice, type Tx } from "../../store/transaction.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import { codeWordsOf } from "../code-words.ts";
import { type Context, practiceToday } from "../context.ts";

export interface DenialQuery {
  readonly states?: readonly CaseState[];
  readonly categories?: readonly string[];
  readonly causes?: readonly string[];
  readonly actions?: readonly string[];
  readonly payerIds?: readonly PayerId[];
  readonly reasons?: readonly string[];
  readonly procedures?: readonly string[];
  readonly preventable?: readonly string[];
  /** Due within so many days; 0 is overdue or today. */
  readonly dueWithin?: number;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly sort?: DenialSort;
  readonly descending?: boolean;
  readonly after?: DenialId;
  readonly limit?: number;
}

const rowsAPage = 100;
const mostGroups = 40;

export async function listDeniedLines(context: Context, query: DenialQuery = {}) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const payers = new Map((await listPayers(tx)).map((payer) => [payer.id, payer]));
    const filter = filterOf(query, today);
    const { limit = rowsAPage, sort = "due" } = query;
    const rows = await listedDenials(tx, filter, {
      sort,
      descending: query.descending ?? sort !== "due",
      limit: limit + 1,
      ...(query.after === undefined ? {} : { after: query.after }),
    });
    const shown = rows.slice(0, limit);
    const hidden = await hiddenPatients(context, tx, [...new Set(shown.map((row) => row.patientId))]);
    await recordAct(context, tx, {
      act: "denial.list",
      patients: shown.filter((row) => !hidden.has(row.patientId)).map((row) => row.patientId),
    });
    return {
      denials: shown.map((row) => rowOf(context, row, { payers, today, hidden: hidden.has(row.patientId) })),
      more: rows.length > limit,
      states: statesOf(await denialSums(tx, filter)),
      groups: (await denialGroups(tx, filter, mostGroups)).map((group) => groupOf(context, group, payers)),
      choices: await choicesOf(tx, payers),
    };
  });
}

function filterOf({ states, dueWithin, ...query }: DenialQuery, today: IsoDate): DenialFilter {
  const { categories, causes, actions, payerIds, reasons, procedures, preventable, from, to } = query;
  return {
    ...(states === undefined ? {} : { statuses: statusesIn(states) }),
    ...(dueWithin === undefined ? {} : { dueBy: addDays(today, dueWithin) }),
    ...(categories === undefined ? {} : { categories }),
    ...(causes === undefined ? {} : { causes }),
    ...(actions === undefined ? {} : { actions }),
    ...(payerIds === undefined ? {} : { payerIds }),
    ...(reasons === undefined ? {} : { reasons }),
    ...(procedures === undefined ? {} : { procedures }),
    ...(preventable === undefined ? {} : { preventable }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

type Payers = ReadonlyMap<PayerId, Payer>;

function rowOf(
  context: Context,
  row: ListedDenial,
  { payers, today, hidden }: { readonly payers: Payers; readonly today: IsoDate; readonly hidden: boolean },
) {
  const state = caseStateOf(row.status);
  return {
    id: row.id,
    visitId: row.encounterId,
    patientName: hidden ? maskedName : formatListName({ last: row.lastName, first: row.firstName }),
    accountNumber: hidden ? "" : row.accountNumber,
    serviceFrom: row.serviceFrom,
    procedure: row.procedure,
    payerName: payers.get(row.payerId)?.name ?? "",
    decidedOn: row.decidedOn,
    group: row.group,
    reason: row.reason,
    reasonWords: codeWordsOf(context.app.codeBook).carc(row.reason)?.title ?? "not in the loaded table",
    category: row.category,
    categoryWords: categoryWords(row.category),
    preventable: row.preventable,
    state,
    stateWords: caseStateWords[state],
    actionWords: wordsOfAction(row.action),
    amount: row.amount,
    overdue: row.due < today,
    ...(row.recovered === null ? {} : { recovered: row.recovered }),
    ...(row.due === "infinity" ? {} : { due: row.due }),
  };
}

function statesOf(sums: readonly DenialSum[]) {
  return caseStates.map((state) => {
    const mine = sums.filter((sum) => caseStateOf(sum.status) === state);
    return {
      name: state,
      words: caseStateWords[state],
      count: mine.reduce((total, one) => total + one.count, 0),
      amount: mine.reduce((total, one) => addCents(total, one.amount), zeroCents),
      recovered: mine.reduce((total, one) => addCents(total, one.recovered), zeroCents),
    };
  });
}

function groupOf(context: Context, group: DenialGroup, payers: Payers) {
  return {
    payerId: group.payerId,
    payerName: payers.get(group.payerId)?.name ?? "",
    reason: group.reason,
    reasonWords: codeWordsOf(context.app.codeBook).carc(group.reason)?.title ?? "not in the loaded table",
    procedure: group.procedure,
    categoryWords: categoryWords(group.category),
    causeWords: causeWords(group.cause),
    count: group.count,
    amount: group.amount,
  };
}

async function choicesOf(tx: Tx, payers: Payers) {
  const { categories, causes, reasons } = await denialChoices(tx);
  return {
    categories: categories.map((name) => ({ name, words: categoryWords(name) })),
    causes: causes.map((name) => ({ name, words: causeWords(name) })),
    reasons: [...reasons],
    payers: [...payers.values()].map(({ id, name }) => ({ id, name })),
  };
}

export function categoryWords(category: string): string {
  return Object.entries(playbook).find(([name]) => name === category)?.[1].title ?? category;
}

function causeWords(cause: string): string {
  return Object.entries(rootCauseWords).find(([name]) => name === cause)?.[1] ?? cause;
}

export function wordsOfAction(action: string | null | undefined): string {
  return Object.entries(actionWords).find(([name]) => name === action)?.[1] ?? "";
}
