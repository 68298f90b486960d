/** A denial that is not pursued: written off, or, where the payer reported it as the patient's (PR), billed to the patient. */
import { isUnderway } from "../core/claims/state.ts";
import { assert } from "../core/kernel/assert.ts";
import { type Cents, maxCents, minCents, subtractCents, zeroCents } from "../core/kernel/cents.ts";
import type { ChargeId, ClaimId, EncounterId } from "../core/kernel/id.ts";
import { ok } from "../core/kernel/result.ts";
import { type LineSubject, transferEntry, type WriteOffAccount, writeOffEntry } from "../core/ledger/entries.ts";
import type { JournalEntry } from "../core/ledger/model.ts";
import { firstOpenDay } from "../core/ledger/periods.ts";
import { chargeBalances, claimBalances, type Owed } from "../store/balances.ts";
import { holdBooks } from "../store/books.ts";
import { listDenials, type StoredDenial, updateDenial } from "../store/denials.ts";
import { postEntries } from "../store/journal.ts";
import { inPractice } from "../store/transaction.ts";
import { appendEvents, lockClaim } from "./claim-history.ts";
import { type Context, practiceToday } from "./context.ts";
import { no, notFound, type Outcome } from "./refusal.ts";
import { loadVisitRecord } from "./visit-record.ts";

export async function writeOffDenials(context: Context, encounterId: EncounterId): Promise<Outcome<undefined>> {
  return settle(context, encounterId, {
    pick: () => true,
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
  });
}

export async function billPatientForDenials(context: Context, encounterId: EncounterId): Promise<Outcome<undefined>> {
  return settle(context, encounterId, {
    pick: (denial) => denial.group === "PR",
    status: "to-patient",
    none: "Only what the payer reported as the patient's (group PR) may be billed to the patient.",
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
  });
}

interface Settlement {
  readonly pick: (denial: StoredDenial) => boolean;
  readonly status: "written-off" | "to-patient";
  readonly none: string;
  readonly entry: (denial: StoredDenial, on: JournalEntry["on"]) => JournalEntry;
}

async function settle(context: Context, encounterId: EncounterId, { pick, status, none, entry }: Settlement): Promise<Outcome<undefined>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const visit = await loadVisitRecord(tx, encounterId);
    if (visit?.claim === undefined) return notFound("claim");
    const held = await lockClaim(tx, visit.claim.id);
    const open = await listDenials(tx, { claimId: visit.claim.id, statuses: ["open", "working"], limit: 200 });
    const chosen = open.filter(pick);
    if (chosen.length === 0 || held === undefined) return no("no-denial", none);
    if (isUnderway(held.facts.state))
      return no("underway", "A new version of the claim is with the payer.", "Wait for its answer; then settle what is left.");
    const { today } = await practiceToday(context, tx);
    const postOn = firstOpenDay(today, await holdBooks(tx));
    const settled = cappedToBalance(chosen, visit.claim.id, {
      ofClaim: (await claimBalances(tx, [visit.claim.id])).get(visit.claim.id)?.insurance ?? zeroCents,
      ofCharges: await chargeBalances(
        tx,
        chosen.flatMap((denial) => denial.chargeId ?? []),
      ),
    });
    await postEntries(
      tx,
      settled.filter((denial) => denial.amount > zeroCents).map((denial) => entry(denial, postOn)),
    );
    for (const denial of chosen) await updateDenial(tx, denial.id, { status });
    if (chosen.length === open.length) {
      const why = status === "written-off" ? "denied amounts written off" : "denied amounts billed to the patient";
      await appendEvents(tx, held, today, [{ v: 1, kind: "closed", why }]);
    }
    return ok(undefined);
  });
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
