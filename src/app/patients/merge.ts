/**
 * Two records of one person become one (decision 0045). What is open is carried by an entry of the books, what belongs to the
 * patient follows, what was only ever added to stays and is read with it, and what was sent stays as it was sent.
 */
import { changesBetween } from "../../core/access/changes.ts";
import { cents, formatUsd, sumCents } from "../../core/kernel/cents.ts";
import type { CoverageId, PatientId } from "../../core/kernel/id.ts";
import { formatUsDate, type IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { firstOpenDay } from "../../core/ledger/periods.ts";
import { carryEntry, type HeldBalance } from "../../core/ledger/record-merge.ts";
import { likenessesOf } from "../../core/parties/duplicates.ts";
import { formatFullName, formatListName } from "../../core/parties/format.ts";
import { compareRecords, mergedPatient, proposedRank, type TakenFields, twinOf } from "../../core/parties/merge.ts";
import type { Coverage, Patient } from "../../core/parties/model.ts";
import { endsBeforeItBegins, placesMeet } from "../../core/parties/registration.ts";
import { loadRestriction, restrictPatient } from "../../store/audit/restrictions.ts";
import { patientBalances } from "../../store/balances.ts";
import { lockedThrough, tryToHoldBooksAlone } from "../../store/books.ts";
import { relearnOf } from "../../store/coding-decisions.ts";
import { listCoverages, updateCoverage } from "../../store/coverages.ts";
import { raiseExceptions } from "../../store/exceptions.ts";
import { postEntries } from "../../store/journal.ts";
import { listPayers } from "../../store/parties.ts";
import {
  endLinksOf,
  endMerge,
  followingRows,
  heldBalances,
  insertMerge,
  loadMerge,
  type MovedRows,
  mergedRecords,
  mergesInto,
  moveRows,
  nameTwin,
  nameTwinAgain,
  newestEntry,
  type PatientMerge,
  pocketMovedSince,
  type Registered,
  rowsOfVisits,
  sentWhileOne,
  tryToLockRecords,
  unsentVisitsOf,
} from "../../store/patient-merges.ts";
import { loadPatient, loadPatients, refreshPatientWords, updatePatient } from "../../store/patients.ts";
import { plansOfPatients } from "../../store/payment-plans.ts";
import { decideSame, keepVersion } from "../../store/registrations.ts";
import type { Tx } from "../../store/transaction.ts";
import { hiddenPatients, onRecord, recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { redraftUnsent } from "../prepare-claim.ts";
import { no, notFound, type Outcome } from "../refusal.ts";

export interface WantedMerge {
  readonly otherId: PatientId;
  /** Fields whose value the record that goes has right. */
  readonly taken: TakenFields;
  /** Places and last days of the insurances; one that is not named stays as it is, or takes the place that is proposed. */
  readonly coverages: readonly { readonly id: CoverageId; readonly rank: 1 | 2 | 3; readonly to?: IsoDate }[];
  readonly reason: string;
}

/** Both records side by side, and what would come of bringing them together. */
export async function compareForMerge(context: Context, patientId: PatientId, otherId: PatientId) {
  return onRecord(context, { act: "patient.compare", object: ["patient", patientId], snapshot: true }, async (tx) => {
    const pair = await loadPair(context, tx, patientId, otherId);
    if (!pair.ok) return pair;
    await recordAct(context, tx, { act: "patient.compare", patients: [otherId], object: ["patient", otherId] });
    const { standing, merged } = pair.value;
    const payers = new Map((await listPayers(tx)).map((one) => [one.id, one.name]));
    const rows = await followingRows(tx, { from: otherId, into: patientId, stays: [] });
    const balances = await patientBalances(tx, [patientId, otherId]);
    const sides = await Promise.all(
      [standing, merged].map(async ({ patient }) => ({
        id: patient.id,
        name: formatListName(patient.name),
        accountNumber: patient.accountNumber,
        restricted: (await loadRestriction(tx, patient.id)) !== undefined,
        owes: balances.get(patient.id)?.patient ?? cents(0),
        insurance: balances.get(patient.id)?.insurance ?? cents(0),
        unapplied: balances.get(patient.id)?.unapplied ?? cents(0),
      })),
    );
    const proposed = proposeCoverages(standing.coverages, merged.coverages);
    const cardsOf = ({ coverages }: Registered): readonly string[] => coverages.map((one) => one.memberId);
    const [like] = likenessesOf({ ...standing.patient, memberIds: cardsOf(standing) }, [
      { patient: merged.patient, memberIds: cardsOf(merged) },
    ]);
    return ok({
      likeness: like === undefined ? { score: 0, reasons: [] } : { score: like.score, reasons: [...like.reasons] },
      standing: sides[0] as (typeof sides)[number],
      merged: sides[1] as (typeof sides)[number],
      fields: [...compareRecords(standing.patient, merged.patient)],
      coverages: proposed.map(({ coverage, rank, of, twin }) => ({
        id: coverage.id,
        of,
        rank,
        payerName: payers.get(coverage.payerId) ?? "",
        memberId: coverage.memberId,
        ...(coverage.from === undefined ? {} : { from: coverage.from }),
        ...(coverage.to === undefined ? {} : { to: coverage.to }),
        ...(twin === undefined ? {} : { sameAs: twin.id }),
      })),
      follows: Object.entries(rows).map(([table, ids]) => ({ what: table, count: ids.length })),
      against: await whatStandsAgainst(tx, standing, merged),
    });
  });
}

/** `patientId` stands, `otherId` goes into it. Refuses what would have to be settled first, and while somebody works at one of them. */
export async function mergeRecords(
  context: Context,
  patientId: PatientId,
  { otherId, taken, coverages, reason }: WantedMerge,
): Promise<Outcome<{ readonly mergeId: number }>> {
  return onRecord(context, { act: "patient.merge", object: ["patient", patientId] }, async (tx, audit) => {
    if (!(await tryToHoldBooksAlone(tx)) || !(await tryToLockRecords(tx, [patientId, otherId]))) return busy;
    const pair = await loadPair(context, tx, patientId, otherId);
    if (!pair.ok) return pair;
    const { standing, merged } = pair.value;
    const [against] = await whatStandsAgainst(tx, standing, merged);
    if (against !== undefined) return no("merge", against);
    const { today } = await practiceToday(context, tx);
    const proposed = proposeCoverages(standing.coverages, merged.coverages);
    const wanted = new Map(coverages.map((one) => [one.id, one]));
    const kept = proposed
      .filter(({ twin }) => twin === undefined)
      .map(({ coverage, rank }): Coverage => withPlace({ ...coverage, patientId }, wanted.get(coverage.id) ?? { rank }));
    if (kept.some(endsBeforeItBegins))
      return no("coverages", "An insurance would end before it begins.", "Give it a last day that is not before its first.");
    if (placesMeet(kept))
      return no(
        "coverages",
        "Two insurances would stand in one place on the same day.",
        "Give one of them another place, or its last day.",
      );
    const after: Registered = { patient: mergedPatient(standing.patient, merged.patient, taken), coverages: kept };
    const unsent = await unsentVisitsOf(tx, [patientId, otherId]);
    const held = await heldBalances(tx, otherId);
    const twins: MovedRows["twins"][number][] = [];
    for (const { coverage, twin } of proposed) if (twin !== undefined) twins.push(await nameTwin(tx, coverage.id, twin.id));
    const rows = await followingRows(tx, { from: otherId, into: patientId, stays: twins.map((one) => one.from) });
    const pockets = held.filter((line) => line.chargeId === undefined && line.claimId === undefined);
    const mergeId = await insertMerge(tx, {
      patientId: otherId,
      intoId: patientId,
      on: today,
      by: context.user,
      reason,
      moved: { rows, twins, pockets },
      before: { standing, merged },
      after,
      lastEntry: await newestEntry(tx),
    });
    await moveRows(tx, rows, patientId);
    await relearnOf(tx, rows.encounter ?? []);
    await writeRegistration(context, tx, { before: standing, after, today });
    const memo = `Brought over from account ${merged.patient.accountNumber}: ${reason}`;
    await carry(tx, { held, from: otherId, to: patientId, sourceKey: `merge ${mergeId}`, memo, today });
    await keepStricter(context, tx, { standing, merged });
    await endLinksOf(tx, otherId, context.user);
    await decideSame(tx, patientId, { otherId, same: true, reason, on: today, by: context.user });
    await refreshPatientWords(tx, [patientId, otherId]);
    tx.touched.patients.add(patientId);
    for (const visit of unsent) await redraftUnsent(context, tx, visit);
    audit.note([
      { field: "merged record", to: merged.patient.accountNumber },
      { field: "reason", to: reason },
      ...changesBetween(words(standing.patient), words(after.patient)),
    ]);
    await recordAct(context, tx, { act: "patient.merge", patients: [otherId], object: ["patient", otherId] });
    return ok({ mergeId });
  });
}

/**
 * The records are two again: what came over goes back, with what was made for its visits meanwhile. Values that somebody changed
 * since stay. Refuses when the money that no charge names can no longer be told apart.
 */
export async function unmergeRecords(
  context: Context,
  patientId: PatientId,
  { mergeId, reason }: { readonly mergeId: number; readonly reason: string },
): Promise<Outcome<{ readonly patientId: PatientId }>> {
  return onRecord(context, { act: "patient.unmerge", object: ["patient", patientId] }, async (tx, audit) => {
    const asked = await loadMerge(tx, mergeId);
    if (asked === undefined || asked.intoId !== patientId) return no("no-merge", "No such merge of this record is known.");
    if (!(await tryToHoldBooksAlone(tx)) || !(await tryToLockRecords(tx, [patientId, asked.patientId]))) return busy;
    // Only under the locks is it sure that nobody merges or parts these records meanwhile.
    const merge = (await loadMerge(tx, mergeId)) ?? asked;
    if ((await mergedRecords(tx)).has(patientId)) return mergedAlready;
    if (merge.undoneOn !== undefined) return no("undone", `${merge.undoneBy ?? "Somebody"} has parted these records already.`);
    const { patientId: otherId, moved } = merge;
    const later = (await mergesInto(tx, patientId)).find((one) => one.undoneOn === undefined && one.id > mergeId);
    if (later !== undefined) return no("later", "Another record was merged into this one later.", "Part that one first.");
    if (moved.pockets.length > 0 && (await pocketMovedSince(tx, patientId, merge.lastEntry)))
      return no(
        "pocket",
        `The ${formatUsd(pocketOf(moved.pockets))} of unapplied money that came over has been used or added to since, and is one with the rest.`,
        "Take the payments or moves made since back first (account, Payments), then part the records.",
      );
    const { today } = await practiceToday(context, tx);
    const visits = moved.rows.encounter ?? [];
    const meanwhile = await rowsOfVisits(tx, visits);
    const unsent = await unsentVisitsOf(tx, [patientId]);
    const held = [...(await heldBalances(tx, patientId, { ofVisits: visits })), ...moved.pockets];
    await endMerge(tx, mergeId, { on: today, by: context.user, reason });
    await moveRows(tx, moved.rows, otherId);
    await moveRows(tx, meanwhile, otherId);
    await relearnOf(tx, visits);
    for (const twin of moved.twins) await nameTwinAgain(tx, otherId, twin);
    const left = await writeBack(context, tx, merge, today);
    await carry(tx, { held, from: patientId, to: otherId, sourceKey: `unmerge ${mergeId}`, memo: `Given back: ${reason}`, today });
    await decideSame(tx, patientId, { otherId, same: false, reason, on: today, by: context.user });
    await refreshPatientWords(tx, [patientId, otherId]);
    for (const id of [patientId, otherId]) tx.touched.patients.add(id);
    for (const visit of unsent) await redraftUnsent(context, tx, visit);
    await tellOfClaims(tx, merge, today);
    audit.note([
      { field: "parted record", to: merge.before.merged.patient.accountNumber },
      { field: "reason", to: reason },
      ...(left ? [{ field: "registration", to: "stays as it was changed since" }] : []),
    ]);
    await recordAct(context, tx, { act: "patient.unmerge", patients: [otherId], object: ["patient", otherId] });
    return ok({ patientId: otherId });
  });
}

/**
 * What left while two people were one record cannot be called back: a person settles it with the payer. The task says nothing of the
 * patients, since it is read without opening their records: it leads to the claim, where a look is written down.
 */
async function tellOfClaims(tx: Tx, merge: PatientMerge, today: IsoDate): Promise<void> {
  await raiseExceptions(
    tx,
    (await sentWhileOne(tx, merge)).map(({ claimId, controlNumber, payerName, on }) => ({
      source: "parted-records",
      sourceKey: `${merge.id}/${claimId}`,
      reason: `Claim ${controlNumber} went to ${payerName} on ${formatUsDate(on)} while the records of two people were one that is two again: what it says of the patient may be the other person's. Compare what was sent with the record (claim, Sent). If it is wrong, have ${payerName} void it and take back what it paid, then file the visit with its own patient and card.`,
      detail: { claimId },
      raisedOn: today,
    })),
  );
}

/** What a page says of the records that went into this one. */
export async function mergeLines(tx: Tx, patientId: PatientId) {
  return (await mergesInto(tx, patientId)).map((one) => ({
    id: one.id,
    name: formatFullName(one.before.merged.patient.name),
    accountNumber: one.before.merged.patient.accountNumber,
    on: one.on,
    by: one.by,
    reason: one.reason,
    ...(one.undoneOn === undefined ? {} : { undone: `${one.undoneBy ?? ""}, ${one.undoneOn}: ${one.undoReason ?? ""}` }),
  }));
}

const mergedAlready = no("merged", "One of these records was merged already.", "Load the page again: it leads to the record that stands.");

const busy = no("busy", "Somebody works at one of these records, or payments are being posted.", "Try again in a moment.");

interface Pair {
  readonly standing: Registered;
  readonly merged: Registered;
}

async function loadPair(context: Context, tx: Tx, patientId: PatientId, otherId: PatientId): Promise<Outcome<Pair>> {
  if (patientId === otherId) return no("same-record", "This is one record, not two.");
  const patients = await loadPatients(tx, [patientId, otherId]);
  const [standing, other] = [patients.get(patientId), patients.get(otherId)];
  if (standing === undefined || other === undefined) return notFound("patient");
  const gone = await mergedRecords(tx);
  if (gone.has(patientId) || gone.has(otherId)) return mergedAlready;
  if ((await hiddenPatients(context, tx, [otherId])).has(otherId)) {
    await recordAct(context, tx, { act: "patient.compare", patients: [otherId], object: ["patient", otherId], outcome: "restricted" });
    return no("restricted", "The other record is restricted.", "Who may open restricted records can bring them together.");
  }
  return ok({
    standing: { patient: standing, coverages: await listCoverages(tx, patientId) },
    merged: { patient: other, coverages: await listCoverages(tx, otherId) },
  });
}

/** What a person has to settle first, in words. */
async function whatStandsAgainst(tx: Tx, { patient: one }: Registered, { patient: other }: Registered): Promise<string[]> {
  const plans = await plansOfPatients(tx, [one.id, other.id]);
  const running = [one.id, other.id].filter((id) => (plans.get(id) ?? []).some((plan) => plan.endedOn === undefined));
  return running.length > 1 ? ["Both records have a payment plan: end one of them first, and agree anew on the whole."] : [];
}

interface ProposedCoverage {
  readonly coverage: Coverage;
  readonly of: "standing" | "merged";
  readonly rank: 1 | 2 | 3;
  readonly twin?: Coverage;
}

function proposeCoverages(standing: readonly Coverage[], merged: readonly Coverage[]): readonly ProposedCoverage[] {
  const own = standing.map((coverage): ProposedCoverage => ({ coverage, of: "standing", rank: coverage.rank }));
  const taken: Pick<Coverage, "rank" | "from" | "to">[] = [...standing];
  return [
    ...own,
    ...merged.map((coverage): ProposedCoverage => {
      const twin = twinOf(coverage, standing);
      if (twin !== undefined) return { coverage, of: "merged", rank: coverage.rank, twin };
      const rank = proposedRank(coverage, taken);
      taken.push({ ...coverage, rank });
      return { coverage, of: "merged", rank };
    }),
  ];
}

function withPlace(coverage: Coverage, { rank, to }: { readonly rank: 1 | 2 | 3; readonly to?: IsoDate }): Coverage {
  return { ...coverage, rank, ...(to === undefined ? {} : { to }) };
}

async function writeRegistration(
  context: Context,
  tx: Tx,
  { before, after, today }: { readonly before: Registered; readonly after: Registered; readonly today: IsoDate },
): Promise<void> {
  const kept = { changedOn: today, changedBy: context.user };
  if (!same(before.patient, after.patient)) {
    await keepVersion(tx, before.patient.id, { ...kept, content: before.patient });
    await updatePatient(tx, after.patient);
  }
  for (const one of after.coverages) {
    const was = before.coverages.find(({ id }) => id === one.id);
    if (was !== undefined && same(was, one)) continue;
    if (was !== undefined) await keepVersion(tx, before.patient.id, { ...kept, coverageId: one.id, content: was });
    await updateCoverage(tx, one);
  }
}

/** Each value is as it was before the merge, unless somebody has changed it since. True when something stays. */
async function writeBack(context: Context, tx: Tx, { intoId, before, after }: PatientMerge, today: IsoDate): Promise<boolean> {
  const kept = { changedOn: today, changedBy: context.user };
  const now = await loadPatient(tx, intoId);
  const untouched = now !== undefined && same(now, after.patient);
  if (untouched && !same(now, before.standing.patient)) {
    await keepVersion(tx, intoId, { ...kept, content: now });
    await updatePatient(tx, before.standing.patient);
  }
  let left = !untouched;
  const held = [...(await listCoverages(tx, intoId)), ...(await listCoverages(tx, before.merged.patient.id))];
  for (const was of [...before.standing.coverages, ...before.merged.coverages]) {
    const written = after.coverages.find(({ id }) => id === was.id);
    const current = held.find(({ id }) => id === was.id);
    if (written === undefined || current === undefined || same(written, was)) continue;
    if (same({ ...current, patientId: was.patientId }, { ...written, patientId: was.patientId })) await updateCoverage(tx, was);
    else left = true;
  }
  return left;
}

async function carry(
  tx: Tx,
  one: {
    readonly held: readonly HeldBalance[];
    readonly from: PatientId;
    readonly to: PatientId;
    readonly sourceKey: string;
    readonly memo: string;
    readonly today: IsoDate;
  },
): Promise<void> {
  const { today, ...rest } = one;
  const entry = carryEntry({ ...rest, on: firstOpenDay(today, await lockedThrough(tx)) });
  if (entry !== undefined) await postEntries(tx, [entry]);
}

/** A record is never easier to open than one of those it came from. */
async function keepStricter(context: Context, tx: Tx, { standing, merged }: Pair): Promise<void> {
  const restriction = await loadRestriction(tx, merged.patient.id);
  if (restriction === undefined || (await loadRestriction(tx, standing.patient.id)) !== undefined) return;
  await restrictPatient(tx, {
    patientId: standing.patient.id,
    reason: `As the record ${merged.patient.accountNumber} that was merged in: ${restriction.reason}`,
    by: context.user,
  });
}

function pocketOf(pockets: readonly HeldBalance[]) {
  return cents(-sumCents(pockets.map((line) => line.amount)));
}

function words({ name, birthDate, sex, phone }: Patient) {
  return { name: formatFullName(name), birthDate, sex, phone };
}

/** Rows come back from the database with their keys in another order. */
function same(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
