/** A denial that is not pursued: written off, or, where the payer reported it as the patient's (PR), billed to the patient. */

import { changesBetween } from "../../core/access/changes.ts";
import type { Doer } from "../../core/claims/model.ts";
import { isUnderway } from "../../core/claims/state.ts";
import { mayBillPatient } from "../../core/denials/categorise.ts";
import { assert } from "../../core/kernel/assert.ts";
import { type Cents, formatUsd, maxCents, minCents, subtractCents, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import type { ChargeId, ClaimId, DenialId, EncounterId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { type LineSubject, transferEntry, type WriteOffAccount, writeOffEntry } from "../../core/ledger/entries.ts";
import type { JournalEntry } from "../../core/ledger/model.ts";
import { firstOpenDay } from "../../core/ledger/periods.ts";
import type { MoneySubject } from "../../core/ledger/second-person.ts";
import { nextAfter } from "../../core/parties/coverage.ts";
import { chargeBalances, claimBalances, type Owed } from "../../store/balances.ts";
import { holdBooks } from "../../store/books.ts";
import type { StoredClaim } from "../../store/claims.ts";
import { listCoverages } from "../../store/coverages.ts";
import { addDenialEvents } from "../../store/denial-events.ts";
import { listDenials, loadDenial, type StoredDenial, updateDenial } from "../../store/denials.ts";
import { postEntries } from "../../store/journal.ts";
import { insertMoneyRequest, requestsOfClaim } from "../../store/money-requests.ts";
import type { Tx } from "../../store/transaction.ts";
import { onRecord } from "../audit/record.ts";
import { appendEvents, type ClaimWithFacts, lockClaim } from "../claim-history.ts";
import { type Context, practiceToday, whoActs } from "../context.ts";
import { asker, weigh } from "../money-limits.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { loadVisitRecord } from "../visit-record.ts";

const writingOff: Settlement = {
  // An appeal that is open is given up by name only.
  pick: (denial) => denial.status !== "appealed",
  status: "written-off",
  none: "No open denial is left to write off.",
  entry: (denial, on) =>
    writeOffEntry({
      on,
      sourceKey: `denial ${denial.id}`,
      subject: subjectOf(denial),
      amount: denial.amount,
      owedBy: { owes: "payer", payerId: denial.payerId },
      account: accountOf(denial),
      reason: reasonOf(denial),
    }),
};

/** Every open denial of the visit's claim. */
export async function writeOffDenials(context: Context, encounterId: EncounterId): Promise<Outcome<undefined>> {
  return settle(context, { object: ["visit", encounterId], claimOf: (tx) => claimOfVisit(tx, encounterId) }, writingOff);
}

/** One denied line, with the reason why it is given up. */
export async function writeOffDenial(context: Context, denialId: DenialId, why: string): Promise<Outcome<undefined>> {
  const pick = (denial: StoredDenial): boolean => denial.id === denialId;
  return settle(context, { object: ["denial", denialId], claimOf: (tx) => claimOfDenial(tx, denialId) }, { ...writingOff, pick, why });
}

export async function billPatientForDenials(context: Context, encounterId: EncounterId): Promise<Outcome<undefined>> {
  return settle(context, { object: ["visit", encounterId], claimOf: (tx) => claimOfVisit(tx, encounterId) }, billingPatient);
}

export async function billPatientForDenial(context: Context, denialId: DenialId): Promise<Outcome<undefined>> {
  const pick = (denial: StoredDenial): boolean => denial.id === denialId && billingPatient.pick(denial);
  return settle(context, { object: ["denial", denialId], claimOf: (tx) => claimOfDenial(tx, denialId) }, { ...billingPatient, pick });
}

const billingPatient: Settlement = {
  pick: (denial) => mayBillPatient(denial),
  status: "to-patient",
  none: "Only what the payer reported as the patient's (group PR), and no remark relieves the patient of, may be billed to the patient.",
  entry: (denial, on) =>
    transferEntry({
      on,
      sourceKey: `denial ${denial.id}`,
      subject: subjectOf(denial),
      amount: denial.amount,
      from: { owes: "payer", payerId: denial.payerId },
      to: { owes: "patient" },
      reason: reasonOf(denial),
    }),
};

interface Settlement {
  readonly pick: (denial: StoredDenial) => boolean;
  readonly status: "written-off" | "to-patient";
  readonly none: string;
  /** What the person says; the payer's reason when nobody said anything. */
  readonly why?: string;
  readonly entry: (denial: StoredDenial, on: IsoDate) => JournalEntry;
}

async function claimOfVisit(tx: Tx, encounterId: EncounterId): Promise<ClaimId | undefined> {
  return (await loadVisitRecord(tx, encounterId))?.claim?.id;
}

async function claimOfDenial(tx: Tx, denialId: DenialId): Promise<ClaimId | undefined> {
  return (await loadDenial(tx, denialId))?.claimId;
}

async function settle(
  context: Context,
  {
    object,
    claimOf,
  }: { readonly object: readonly ["visit" | "denial", number]; readonly claimOf: (tx: Tx) => Promise<ClaimId | undefined> },
  settlement: Settlement,
): Promise<Outcome<undefined>> {
  const act = settlement.status === "written-off" ? "denial.write-off" : "denial.to-patient";
  return onRecord(context, { act, object }, async (tx, audit) => {
    const claimId = await claimOf(tx);
    if (claimId === undefined) return notFound("claim");
    const found = await openSettlement(tx, claimId, settlement);
    if (!found.ok) return found;
    if (settlement.status === "to-patient" && (await hasLaterPayer(tx, found.value.held.claim)))
      return no("next-payer", "Another insurance of the patient comes next.", "The patient is asked after the last payer.");
    const { today } = await practiceToday(context, tx);
    if (settlement.status === "written-off") {
      const waits = await askSecondPerson(context, tx, found.value, today);
      if (waits !== undefined) return waits;
    }
    await postSettlement(tx, found.value, settlement, { today, on: firstOpenDay(today, await holdBooks(tx)), doer: whoActs(context) });
    audit.note(changesBetween({}, { amount: formatUsd(totalOf(found.value)), denials: found.value.chosen.length }));
    return ok(undefined);
  });
}

async function hasLaterPayer(tx: Tx, { patientId, rank, serviceFrom }: StoredClaim): Promise<boolean> {
  return nextAfter(await listCoverages(tx, patientId), rank, serviceFrom) !== undefined;
}

/** What a second person approved is written off, if it is still what they approved. */
export async function settleApprovedDenials(
  tx: Tx,
  subject: Extract<MoneySubject, { readonly what: "denials" }>,
  { amount, today, on }: { readonly amount: Cents; readonly today: IsoDate; readonly on: IsoDate },
): Promise<Outcome<undefined>> {
  const settlement = { ...writingOff, pick: (denial: StoredDenial) => subject.denialIds.includes(denial.id) };
  const found = await openSettlement(tx, subject.claimId, settlement);
  if (!found.ok) return found;
  if (totalOf(found.value) !== amount)
    return no(
      "changed-since",
      `What can be written off is now ${formatUsd(totalOf(found.value))}, not ${formatUsd(amount)}.`,
      "Decline it, and have it asked anew.",
    );
  await postSettlement(tx, found.value, settlement, { today, on, doer: { by: "a second person" } });
  return ok(undefined);
}

interface FoundSettlement {
  readonly held: ClaimWithFacts;
  readonly open: readonly StoredDenial[];
  readonly chosen: readonly StoredDenial[];
  /** The chosen ones, each with no more than the payer still owes. */
  readonly settled: readonly StoredDenial[];
}

/** The claim is held; its open denials that are meant, with what can be settled of each. */
async function openSettlement(
  tx: Tx,
  claimId: ClaimId,
  { pick, none }: Pick<Settlement, "pick" | "none">,
): Promise<Outcome<FoundSettlement>> {
  const held = await lockClaim(tx, claimId);
  const open = await listDenials(tx, { claimId, statuses: ["open", "working", "appealed"], limit: 200 });
  const chosen = open.filter(pick);
  if (chosen.length === 0 || held === undefined) return no("no-denial", none);
  if (isUnderway(held.facts.state))
    return no("underway", "A new version of the claim is with the payer.", "Wait for its answer; then settle what is left.");
  const settled = cappedToBalance(chosen, claimId, {
    ofClaim: (await claimBalances(tx, [claimId])).get(claimId)?.insurance ?? zeroCents,
    ofCharges: await chargeBalances(
      tx,
      chosen.flatMap((denial) => denial.chargeId ?? []),
    ),
  });
  return ok({ held, open, chosen, settled });
}

async function postSettlement(
  tx: Tx,
  { held, open, chosen, settled }: FoundSettlement,
  { entry, status, why: given }: Pick<Settlement, "entry" | "status" | "why">,
  { today, on, doer }: { readonly today: IsoDate; readonly on: IsoDate; readonly doer: Doer },
): Promise<void> {
  await postEntries(
    tx,
    settled.filter((denial) => denial.amount > zeroCents).map((denial) => entry(denial, on)),
  );
  for (const denial of chosen) await updateDenial(tx, denial.id, { status, closedOn: today, answerBy: null, nextOn: null });
  await addDenialEvents(
    tx,
    { on: today, ...doer },
    settled.map(({ id: denialId, amount, ...denial }) => ({
      denialId,
      event:
        status === "written-off"
          ? { kind: "written-off", amount, reason: given ?? `${denial.group}-${denial.reason}` }
          : { kind: "billed-patient", amount },
    })),
  );
  if (chosen.length < open.length) return;
  const why = status === "written-off" ? "denied amounts written off" : "denied amounts billed to the patient";
  await appendEvents(tx, held, today, [{ v: 1, kind: "closed", why }]);
}

/** Above the practice's limit a second person has to agree first; the answer then says that it waits. */
async function askSecondPerson(context: Context, tx: Tx, found: FoundSettlement, today: IsoDate): Promise<Outcome<undefined> | undefined> {
  const { claim } = found.held;
  const amount = totalOf(found);
  const { limit, second } = await weigh(tx, { kind: "write-off", patientId: claim.patientId, amount, today });
  if (!second) return undefined;
  const before = await requestsOfClaim(tx, claim.id);
  const subject = { what: "denials", patientId: claim.patientId, claimId: claim.id, denialIds: found.chosen.map((one) => one.id) } as const;
  if (!before.some((one) => one.state === "waiting")) {
    await insertMoneyRequest(tx, {
      requestKey: `denials of claim ${claim.id} ${before.length + 1}`,
      kind: "write-off",
      amount,
      subject,
      reason: `Denied: ${[...new Set(found.chosen.map(reasonOf))].join(", ")}`,
      limit,
      ...asker(context),
      askedOn: today,
      state: "waiting",
    });
  }
  return no(
    "waits-for-second-person",
    `A write-off of ${formatUsd(amount)} is above the limit of ${formatUsd(limit)}: it waits for a second person to approve it.`,
    "Another person with that right finds it under Books.",
  );
}

function totalOf({ settled }: FoundSettlement): Cents {
  return sumCents(settled.map((denial) => denial.amount));
}

/** A payer may have paid a part since it denied: no more is given up, or asked of the patient, than it still owes. */
function cappedToBalance(
  denials: readonly StoredDenial[],
  claimId: ClaimId,
  owed: { readonly ofClaim: Cents; readonly ofCharges: ReadonlyMap<ChargeId, Owed> },
): readonly StoredDenial[] {
  let leftOfClaim = owed.ofClaim;
  const leftOfCharges = new Map([...owed.ofCharges].map(([id, { insurance }]) => [id, insurance]));
  return denials.map((denial) => {
    assert(denial.claimId === claimId, "the denials of one claim are settled together");
    const ofCharge = denial.chargeId === undefined ? leftOfClaim : (leftOfCharges.get(denial.chargeId) ?? zeroCents);
    const amount = maxCents(zeroCents, minCents(denial.amount, minCents(ofCharge, leftOfClaim)));
    leftOfClaim = subtractCents(leftOfClaim, amount);
    if (denial.chargeId !== undefined) leftOfCharges.set(denial.chargeId, subtractCents(ofCharge, amount));
    return { ...denial, amount };
  });
}

/** A denial carries its own amount and reason; of it the ledger's lines take only what they are about. */
function subjectOf({ patientId, claimId, chargeId }: StoredDenial): LineSubject {
  return { patientId, claimId, ...(chargeId === undefined ? {} : { chargeId }) };
}

/** Late filing has its own account: it is the practice's doing, and managers ask for it. */
function accountOf(denial: StoredDenial): WriteOffAccount {
  return denial.reason === "29" ? "write-off-timely-filing" : "write-off-denial";
}

function reasonOf(denial: StoredDenial): string {
  return `${denial.group}-${denial.reason}`;
}
