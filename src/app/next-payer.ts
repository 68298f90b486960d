/**
 * After a payer's decision the next payer is asked for what it left: with the decision in loops 2320, 2330 and 2430, checked and
 * released by itself. A claim that the payer forwarded (crossed over) is not sent: it is waited for.
 */
import { buildClaim } from "../core/claims/build-claim.ts";
import type { OtherCoverage, PriorDecision } from "../core/claims/build-other-payers.ts";
import { claimControlNumber } from "../core/claims/control-number.ts";
import { decideNew, decideReplacement, type NewVersion } from "../core/claims/decide.ts";
import { applyClaimEvent } from "../core/claims/state.ts";
import { assert } from "../core/kernel/assert.ts";
import { negateCents } from "../core/kernel/cents.ts";
import type { ClaimId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { journalEntry } from "../core/ledger/entries.ts";
import type { JournalLine } from "../core/ledger/model.ts";
import { firstOpenDay } from "../core/ledger/periods.ts";
import { coverageOn } from "../core/parties/coverage.ts";
import type { Coverage, Payer } from "../core/parties/model.ts";
import type { NextClaim } from "../core/remit/model.ts";
import { priorDecision } from "../core/remit/prior-decision.ts";
import { holdBooks } from "../store/books.ts";
import { appendClaimEvents, claimsOfEncounter, insertClaim, type StoredClaim, saveClaimContent } from "../store/claims.ts";
import { takeNumbers } from "../store/control-numbers.ts";
import { raiseException } from "../store/exceptions.ts";
import { linesOfClaims, postEntries } from "../store/journal.ts";
import { loadRemittance, remittanceClaimsOfClaim } from "../store/remittances.ts";
import { claimsInAFile } from "../store/snapshots.ts";
import type { Tx } from "../store/transaction.ts";
import { chargesOnClaim } from "./charges-on-claim.ts";
import { checkClaims } from "./check-claims.ts";
import { appendEvents, lockClaim } from "./claim-history.ts";
import type { Context } from "./context.ts";
import { loadVisitRecord, type VisitRecord } from "./visit-record.ts";

interface Asked {
  readonly context: Context;
  readonly tx: Tx;
  readonly payers: readonly Payer[];
  readonly today: IsoDate;
}

/** Returns how many wait for a person. */
export async function askNextPayers(
  asked: Asked,
  nextClaims: readonly NextClaim[],
  claims: ReadonlyMap<ClaimId, StoredClaim>,
): Promise<number> {
  let waiting = 0;
  for (const next of nextClaims) {
    const earlier = claims.get(next.claimId);
    assert(earlier !== undefined, "a decided claim was loaded");
    if (!(await askNext(asked, next, earlier))) waiting += 1;
  }
  return waiting;
}

async function askNext(asked: Asked, next: NextClaim, earlier: StoredClaim): Promise<boolean> {
  const { tx, payers, today, context } = asked;
  const visit = await loadVisitRecord(tx, earlier.encounterId);
  const coverage = visit?.coverages.find((one) => one.id === next.next.coverageId);
  const payer = payers.find((one) => one.id === next.next.payerId);
  assert(visit !== undefined && coverage !== undefined && payer !== undefined, "the next payer of a claim is on record");
  const there = (await claimsOfEncounter(tx, earlier.encounterId)).find((one) => one.rank === coverage.rank);
  const toAsk: ToAsk = { visit, coverage, payer, others: await othersOf(asked, visit, coverage) };
  const claimId = there?.id ?? (await firstClaim(asked, toAsk));
  if (there === undefined) await moveShare(tx, { from: earlier, to: claimId, payer, today });
  const held = await lockClaim(tx, claimId);
  assert(held !== undefined, "a claim that was just made is there");
  if (next.forwarded) {
    if (held.facts.sent) return true;
    const event = { v: 1, kind: "crossed-over", by: earlier.content.payer.name } as const;
    return (await appendEvents(tx, held, today, [event])).ok;
  }
  if ((await claimsInAFile(tx, [claimId])).has(claimId) && !held.facts.sent)
    return wait(asked, { earlier, payer, why: "its claim is in a file that is just being written." });
  if (held.facts.state === "queued") await appendEvents(tx, held, today, [{ v: 1, kind: "taken-back", by: "the program" }]);
  const again = held.facts.sent
    ? held.facts.state === "rejected"
      ? decideNew(held.facts)
      : decideReplacement(held.facts, payer)
    : undefined;
  if (again?.ok === false) return wait(asked, { earlier, payer, why: again.refusal.words });
  const state = await draftAndCheck(asked, toAsk, claimId, again?.ok === true ? again.value : undefined);
  if (state !== "ready") return wait(asked, { earlier, payer, why: "our own check holds it." });
  const checked = await lockClaim(tx, claimId);
  assert(checked !== undefined, "a claim that was just checked is there");
  return (await appendEvents(tx, checked, today, [{ v: 1, kind: "released", by: `${context.user}, after ${earlier.content.payer.name}` }]))
    .ok;
}

interface ToAsk {
  readonly visit: VisitRecord;
  readonly coverage: Coverage;
  readonly payer: Payer;
  readonly others: readonly OtherCoverage[];
}

async function firstClaim({ tx, today }: Asked, { visit, coverage, payer, others }: ToAsk): Promise<ClaimId> {
  const controlNumber = claimControlNumber(tx.practiceId, await takeNumbers(tx, "claim"));
  const { practice, rendering, location, patient, encounter } = visit;
  const built = buildClaim({ practice, rendering, location, patient, coverage, payer, encounter, others, controlNumber, frequency: "1" });
  const claimId = await insertClaim(
    tx,
    {
      encounterId: encounter.id,
      patientId: patient.id,
      coverageId: coverage.id,
      payerId: payer.id,
      controlNumber,
      rank: coverage.rank,
      version: 1,
      frequency: "1",
      state: "draft",
      ...built,
    },
    { on: today, serviceFrom: encounter.date },
  );
  const event = { v: 1, kind: "drafted", version: 1, frequency: "1", why: "for what the earlier payer left" } as const;
  await appendClaimEvents(tx, today, { claimId, after: 0, events: [event], state: "draft" });
  return claimId;
}

/** The present version anew, or the next one, from the record and what the earlier payers decided. */
async function draftAndCheck(
  { context, tx, today }: Asked,
  { visit, coverage, payer, others }: ToAsk,
  claimId: ClaimId,
  next: NewVersion | undefined,
): Promise<string> {
  const held = await lockClaim(tx, claimId);
  assert(held !== undefined, "the claim is there");
  const { facts, claim } = held;
  const { version, frequency } = next ?? facts;
  const original = frequency === "1" ? undefined : facts.payerControlNumber;
  const { practice, rendering, location, patient, encounter } = visit;
  const built = buildClaim({
    practice,
    rendering,
    location,
    patient,
    coverage,
    payer,
    encounter,
    others,
    controlNumber: claim.controlNumber,
    frequency,
    ...(original === undefined ? {} : { originalPayerControlNumber: original }),
  });
  await saveClaimContent(tx, { id: claimId, version, frequency, ...built });
  const event = { v: 1, kind: "drafted", version, frequency, why: "with the earlier payer's decision" } as const;
  const drafted = applyClaimEvent(facts, { sequence: facts.lastSequence + 1, on: today, event });
  assert(drafted.ok, drafted.ok ? "" : drafted.refusal.words);
  const [state] = await checkClaims(
    context.app,
    tx,
    [{ claimId, content: built.content, encounter, payer, coverage, facts: drafted.value, pending: [event], chargesStand: true }],
    today,
  );
  return state ?? "held";
}

/** Every coverage before this one in force on the day, with what its payer decided last. */
async function othersOf({ tx, payers }: Asked, visit: VisitRecord, coverage: Coverage): Promise<readonly OtherCoverage[]> {
  const others: OtherCoverage[] = [];
  const claims = await claimsOfEncounter(tx, visit.encounter.id);
  for (const one of coverageOn(visit.coverages, visit.encounter.date)) {
    const payer = payers.find((other) => other.id === one.payerId);
    if (one.id === coverage.id || payer === undefined) continue;
    const claim = claims.find((other) => other.rank === one.rank);
    const decision = claim === undefined || one.rank > coverage.rank ? undefined : await decisionOf(tx, visit, { claim, payer });
    others.push({ coverage: one, payer, ...(decision === undefined ? {} : { decision }) });
  }
  return others;
}

async function decisionOf(
  tx: Tx,
  { encounter }: VisitRecord,
  { claim, payer }: { readonly claim: StoredClaim; readonly payer: Payer },
): Promise<PriorDecision | undefined> {
  const last = (await remittanceClaimsOfClaim(tx, claim.id)).findLast((one) => one.state === "posted" && !one.undone);
  const remittance = last === undefined ? undefined : await loadRemittance(tx, last.remittanceId);
  if (last === undefined || remittance === undefined) return undefined;
  return priorDecision(last.content, {
    head: remittance.head,
    claim,
    charges: chargesOnClaim(claim),
    lineNumbers: new Map(encounter.charges.map((charge) => [charge.id, charge.lineNumber])),
    otherPayerId: payer.payerId,
  });
}

/** What the earlier payer left stands under its claim until the next claim is made; from then on under that. */
async function moveShare(
  tx: Tx,
  { from, to, payer, today }: { readonly from: StoredClaim; readonly to: ClaimId; readonly payer: Payer; readonly today: IsoDate },
): Promise<void> {
  const on = firstOpenDay(today, await holdBooks(tx));
  const shares = ((await linesOfClaims(tx, [from.id])).get(from.id) ?? []).filter(
    (line) => line.account === "insurance-receivable" && line.payerId === payer.id && line.reason?.startsWith("PR-") === true,
  );
  const moved = shares.map(({ remittanceId: _by, ...line }): JournalLine => ({ ...line, claimId: to }));
  const lines = [...moved, ...shares.map(({ remittanceId: _by, ...line }): JournalLine => ({ ...line, amount: negateCents(line.amount) }))];
  if (lines.length === 0) return;
  await postEntries(tx, [
    journalEntry({ on, source: "transfer", sourceKey: `claim ${to} from claim ${from.id}`, memo: `Asked of ${payer.name}`, lines }),
  ]);
}

async function wait(
  { tx, today }: Asked,
  { earlier, payer, why }: { readonly earlier: StoredClaim; readonly payer: Payer; readonly why: string },
): Promise<boolean> {
  await raiseException(tx, {
    source: "next-payer",
    sourceKey: `${earlier.id}v${earlier.version}/${payer.payerId}/${today}`,
    reason: `${payer.name} is to be asked for what was left of claim ${earlier.controlNumber}, but ${why}`,
    detail: { claimId: earlier.id, payerId: payer.payerId },
    raisedOn: today,
  });
  return false;
}
