/** Payers' payments: the list, one payment with its proof and what was posted, and the mark that it was found at the bank. */
import { maskedName } from "../core/access/glass.ts";
import { type Cents, cents, formatUsd, subtractCents, sumCents } from "../core/kernel/cents.ts";
import type { ClaimId, PatientId, RemittanceId } from "../core/kernel/id.ts";
import { daysBetween, type IsoDate } from "../core/kernel/iso-date.ts";
import { ok } from "../core/kernel/result.ts";
import { providerAdjustments as reasonWords } from "../core/x12/transactions/explain-words.ts";
import type { ProviderAdjustment } from "../core/x12/transactions/remittance.ts";
import { loadEntriesByKey } from "../store/journal.ts";
import { listPayers } from "../store/parties.ts";
import {
  countListedRemittances,
  exceptionsOfRemittance,
  listedRemittances,
  loadDeposit,
  type RemittanceFilter,
  saveDeposit,
} from "../store/remittance-list.ts";
import {
  claimsOfRemittance,
  loadRemittance,
  type RemittanceStatus,
  type StoredRemittance,
  type StoredRemittanceClaim,
} from "../store/remittances.ts";
import { sql } from "../store/sql.ts";
import { inPractice, snapshotOfPractice, type Tx } from "../store/transaction.ts";
import { remittanceStatusWords } from "./adjustment-words.ts";
import { hiddenPatients, recordAct } from "./audit/record.ts";
import { type Context, practiceToday } from "./context.ts";
import { entryView } from "./entry-view.ts";
import { no, notFound, type Outcome } from "./refusal.ts";
import { remittanceLineView } from "./view-answers.ts";

export interface RemittanceQuery extends RemittanceFilter {
  readonly after?: number;
  readonly before?: number;
  readonly limit?: number;
}

const pageRows = 100;

/** BPR04 in words. */
const methodWords: Readonly<Record<string, string>> = {
  ACH: "EFT",
  BOP: "financial institution",
  CHK: "check",
  FWT: "wire",
  NON: "no money",
};

const statusWords: Readonly<Record<RemittanceStatus, string>> = {
  read: "Not posted",
  posted: "Posted",
  duplicate: "Known before",
  exception: "Not posted",
};

export async function listRemittances({ app, practiceId }: Context, { after, before, limit = pageRows, ...filter }: RemittanceQuery) {
  return snapshotOfPractice(app.pool, practiceId, async (tx) => {
    const rows = await listedRemittances(tx, filter, { limit: limit + 1, after, before });
    const beyond = rows.length > limit;
    const shown = !beyond ? rows : before === undefined ? rows.slice(0, limit) : rows.slice(1);
    return {
      remittances: shown.map(({ method, paidOn, depositedOn, ...row }) => ({
        ...row,
        method: methodWords[method] ?? method,
        ...standing(row),
        ...(paidOn === null ? {} : { paidOn }),
        ...(depositedOn === null ? {} : { depositedOn }),
      })),
      more: { after: before !== undefined || beyond, before: before === undefined ? after !== undefined : beyond },
      total: await countListedRemittances(tx, filter),
      payers: (await listPayers(tx)).map(({ id: payerId, name }) => ({ id: payerId, name })),
    };
  });
}

/** In a word what became of the payment, and whether it asks for work. */
function standing({
  status,
  balanced,
  held,
  waiting,
}: {
  readonly status: RemittanceStatus;
  readonly balanced: boolean;
  readonly held: number;
  readonly waiting: number;
}) {
  if (!balanced) return { standing: "out-of-balance" as const, standingWords: "Out of balance" };
  if (status !== "posted") return { standing: "not-posted" as const, standingWords: statusWords[status] };
  if (held > 0 || waiting > 0) return { standing: "waits" as const, standingWords: "Posted, something waits" };
  return { standing: "posted" as const, standingWords: "Posted" };
}

export type RemittancePage = Awaited<ReturnType<typeof pageOf>>;

/** Claims beyond this many are counted, not shown. */
const mostClaims = 300;

export async function viewRemittance(context: Context, remittanceId: RemittanceId): Promise<Outcome<RemittancePage>> {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const remittance = await loadRemittance(tx, remittanceId);
    if (remittance === undefined) return notFound("payment");
    const page = await pageOf(context, tx, remittance);
    await recordAct(context, tx, {
      act: "remittance.list",
      patients: page.claims.flatMap((claim) => claim.patientId ?? []),
      object: ["remittance", remittanceId],
    });
    return ok(page);
  });
}

async function pageOf(context: Context, tx: Tx, remittance: StoredRemittance) {
  const claims = await claimsOfRemittance(tx, remittance.id);
  const shown = claims.slice(0, mostClaims);
  const owners = await ownersOf(tx, shown);
  const hidden = await hiddenPatients(context, tx, [...new Set([...owners.values()].map((one) => one.patientId))]);
  const { providerAdjustments, payment, payer } = remittance.head;
  const deposit = await loadDeposit(tx, remittance.id);
  const paid = sumCents(claims.map((one) => one.content.paid));
  const adjusted = sumCents(providerAdjustments.map((one) => one.amount));
  const off = (remittance.proof as { readonly firstOff?: { readonly words: string } }).firstOff;
  const exceptions = await exceptionsOfRemittance(tx, remittance.id);
  const open = exceptions.filter((one) => one.status === "open");
  const held = claims.filter((one) => one.state === "held").length;
  return {
    id: remittance.id,
    fileId: remittance.inboundFileId,
    payerName: payer.name,
    trace: remittance.trace,
    method: methodWords[payment.method] ?? payment.method,
    amount: remittance.amount,
    ...standing({ status: remittance.status, balanced: off === undefined, held, waiting: open.length }),
    proof: { amount: remittance.amount, claims: paid, adjusted, by: subtractCents(remittance.amount, subtractCents(paid, adjusted)) },
    ...(off === undefined ? {} : { off: off.words }),
    claims: shown.map((one) => claimOf(context, one, { owner: one.claimId === undefined ? undefined : owners.get(one.claimId), hidden })),
    claimCount: claims.length,
    providerAdjustments: providerAdjustments.map(adjustmentOf),
    entries: await entriesOf(tx, remittance, shown),
    waits: exceptions.map(({ reason, status }) => ({ words: reason, open: status === "open" })),
    ...(remittance.paidOn === undefined ? {} : { paidOn: remittance.paidOn }),
    ...(deposit === undefined ? {} : { deposit }),
  };
}

interface Owner {
  readonly claimId: ClaimId;
  readonly patientId: PatientId;
}

async function ownersOf(tx: Tx, claims: readonly StoredRemittanceClaim[]): Promise<ReadonlyMap<ClaimId, Owner>> {
  const ids = claims.flatMap((one) => one.claimId ?? []);
  const rows = await tx.many<Owner>(sql`
    select id as "claimId", patient_id as "patientId" from claim where practice_id = ${tx.practiceId} and id = any(${ids}::bigint[])`);
  return new Map(rows.map((row) => [row.claimId, row]));
}

const claimStates = {
  read: "not posted",
  posted: "posted",
  reversed: "an earlier posting taken back",
  held: "waits as unapplied money",
} as const;

function claimOf(
  { app }: Context,
  { content, state, claimId, undone }: StoredRemittanceClaim,
  { owner, hidden }: { readonly owner: Owner | undefined; readonly hidden: ReadonlySet<PatientId> },
) {
  const { name } = content.patient;
  const masked = owner !== undefined && hidden.has(owner.patientId);
  return {
    controlNumber: content.patientControlNumber,
    payerControlNumber: content.payerControlNumber,
    patientName: masked ? maskedName : [name.last, name.first].filter((part) => part !== undefined && part !== "").join(", "),
    status: content.status,
    statusWords: remittanceStatusWords[content.status] ?? `status ${content.status}`,
    charge: content.charge,
    paid: content.paid,
    patientShare: content.patientResponsibility ?? cents(0),
    state,
    stateWords: undone ? "posted, later taken back" : claimStates[state],
    /** At the claim's own level; the lines have theirs. */
    adjustments: content.adjustments.flatMap((one) => remittanceLineView(app, { ...emptyLine, adjustments: [one] }, 0).adjustments),
    lines: masked ? [] : content.lines.map((line, index) => remittanceLineView(app, line, index)),
    ...(claimId === undefined ? {} : { claimId }),
    ...(owner === undefined || masked ? {} : { patientId: owner.patientId }),
  };
}

const emptyLine = {
  procedure: { qualifier: "HC", code: "", modifiers: [] },
  charge: cents(0),
  paid: cents(0),
  identifiers: [],
  amounts: [],
  remarks: [],
} as const;

function adjustmentOf({ reason, reference, amount }: ProviderAdjustment) {
  return {
    reason,
    words: reasonWords[reason] ?? "a reason that is not in the list",
    reference: reference ?? "",
    /** Positive takes money from the payment. */
    amount,
  };
}

async function entriesOf(tx: Tx, remittance: StoredRemittance, claims: readonly StoredRemittanceClaim[]) {
  const keys = claims.flatMap((one) => one.sourceKey ?? []);
  const adjustments = remittance.head.providerAdjustments.map((_, index) => `${remittance.paymentKey}|PLB|${index + 1}`);
  const entries = [
    ...(await loadEntriesByKey(tx, "remittance-claim", keys)),
    ...(await loadEntriesByKey(tx, "provider-adjustment", adjustments)),
  ];
  return entries.map(entryView);
}

/** Found at the bank on that day; without a day the mark is taken back. */
export async function markDeposit(context: Context, remittanceId: RemittanceId, on: IsoDate | undefined): Promise<Outcome<RemittancePage>> {
  const marked = await inPractice(context.app.pool, context.practiceId, async (tx): Promise<Outcome<undefined>> => {
    const remittance = await loadRemittance(tx, remittanceId);
    if (remittance === undefined) return notFound("payment");
    const { today } = await practiceToday(context, tx);
    const refused = on === undefined ? undefined : refuseDay(remittance, on, today);
    if (refused === undefined) await saveDeposit(tx, remittanceId, on === undefined ? undefined : { on, by: context.user });
    await recordAct(context, tx, {
      act: "remittance.deposit",
      patients: [],
      object: ["remittance", remittanceId],
      changes: refused === undefined ? [{ field: "deposited on", to: on ?? "not deposited" }] : [],
      outcome: refused?.refusal.problem ?? "done",
    });
    return refused ?? ok(undefined);
  });
  return marked.ok ? viewRemittance(context, remittanceId) : marked;
}

function refuseDay({ amount, paidOn }: { readonly amount: Cents; readonly paidOn?: IsoDate }, on: IsoDate, today: IsoDate) {
  if (amount === 0) return no("no-money", `This payment is of ${formatUsd(amount)}: no money comes.`);
  if (daysBetween({ from: on, to: today }) < 0) return no("in-the-future", "This day has not come yet.");
  // A check is written before it is cashed; banks value an EFT on its own day.
  if (paidOn !== undefined && daysBetween({ from: paidOn, to: on }) < -5)
    return no("before-payment", "This day is more than five days before the payment's own date.");
  return undefined;
}
