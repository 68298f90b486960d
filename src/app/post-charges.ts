/**
 * Keeps the ledger's charges equal to the visit's. What was posted stays; a difference is posted as an entry of its own,
 * so that a recoded visit shows both what was charged and what changed.
 */

import { assert } from "../core/kernel/assert.ts";
import { type Cents, negateCents, subtractCents, zeroCents } from "../core/kernel/cents.ts";
import type { ChargeId, ClaimId, EncounterId, PatientId, PayerId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { JournalEntry, JournalLine } from "../core/ledger/model.ts";
import { firstOpenDay } from "../core/ledger/periods.ts";
import { holdBooks } from "../store/books.ts";
import { loadEncounter } from "../store/encounters.ts";
import { linesOfClaims, loadEntries, postEntries } from "../store/journal.ts";
import type { Tx } from "../store/transaction.ts";

interface Wanted {
  readonly chargeId: ChargeId;
  readonly amount: Cents;
}

interface ClaimCharges {
  readonly claimId: ClaimId;
  readonly patientId: PatientId;
  readonly payerId: PayerId;
  /** Names this change of the claim. */
  readonly revision: number;
  readonly wanted: readonly Wanted[];
}

/** Posts what the charges of each claim differ from what is posted for the claim. */
export async function postClaimCharges(tx: Tx, claims: readonly ClaimCharges[], on: IsoDate): Promise<void> {
  const before = await linesOfClaims(
    tx,
    claims.map((claim) => claim.claimId),
  );
  const changes = claims.map(({ claimId, patientId, payerId, revision, wanted }): Change => {
    const posted = postedCharges(before.get(claimId) ?? []);
    const lines = differences(posted, wanted).flatMap(({ chargeId, amount }): readonly JournalLine[] => [
      { account: "insurance-receivable", amount, patientId, chargeId, claimId, payerId },
      { account: "charges", amount: negateCents(amount), patientId, chargeId, claimId },
    ]);
    return { sourceKey: `claim ${claimId} change ${revision}`, lines, first: posted.size === 0 };
  });
  await postDifferences(tx, on, changes);
}

/** Charges of a self-pay visit go straight to the patient. */
export async function bringSelfPayChargesUpToDate(tx: Tx, encounterId: EncounterId, on: IsoDate): Promise<void> {
  const encounter = await loadEncounter(tx, encounterId);
  assert(encounter !== undefined, "the visit was just saved");
  const { patientId } = encounter;
  const entries = await loadEntries(tx, { patientIds: [patientId] });
  const mine = entries.filter((entry) => entry.source === "charge" && entry.sourceKey.startsWith(`visit ${encounterId} `));
  const posted = postedCharges(mine.flatMap((entry) => entry.lines));
  const wanted = encounter.charges.map((charge) => ({ chargeId: charge.id, amount: charge.amount }));
  const lines = differences(posted, wanted).flatMap(({ chargeId, amount }): readonly JournalLine[] => [
    { account: "patient-receivable", amount, patientId, chargeId },
    { account: "charges", amount: negateCents(amount), patientId, chargeId },
  ]);
  await postDifferences(tx, on, [{ sourceKey: `visit ${encounterId} change ${mine.length + 1}`, lines, first: mine.length === 0 }]);
}

interface Change {
  readonly sourceKey: string;
  readonly lines: readonly JournalLine[];
  readonly first: boolean;
}

async function postDifferences(tx: Tx, on: IsoDate, changes: readonly Change[]): Promise<void> {
  const some = changes.filter((change) => change.lines.length > 0);
  if (some.length === 0) return;
  const day = firstOpenDay(on, await holdBooks(tx));
  const entries = some.map(
    ({ sourceKey, lines, first }): JournalEntry => ({
      on: day,
      source: "charge",
      sourceKey,
      memo: first ? "Charges of the visit" : "Charges changed by recoding",
      lines,
    }),
  );
  const posted = await postEntries(tx, entries);
  assert(
    posted.every((one) => one === "posted"),
    "a change of charges was not posted before: its visit is locked",
  );
}

/** What is posted to charges by charge, as a positive amount. */
function postedCharges(lines: readonly JournalLine[]): ReadonlyMap<ChargeId, Cents> {
  const posted = new Map<ChargeId, Cents>();
  for (const line of lines) {
    if (line.account !== "charges" || line.chargeId === undefined) continue;
    posted.set(line.chargeId, subtractCents(posted.get(line.chargeId) ?? zeroCents, line.amount));
  }
  return posted;
}

function differences(posted: ReadonlyMap<ChargeId, Cents>, wanted: readonly Wanted[]): readonly Wanted[] {
  const target = new Map(wanted.map((one) => [one.chargeId, one.amount]));
  const ids = [...new Set([...posted.keys(), ...target.keys()])];
  return ids
    .map((chargeId) => ({ chargeId, amount: subtractCents(target.get(chargeId) ?? zeroCents, posted.get(chargeId) ?? zeroCents) }))
    .filter((one) => one.amount !== 0);
}
