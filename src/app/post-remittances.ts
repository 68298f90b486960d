/** Posts each payment of an 835 on its own, whole or not at all. The same payment again, in whatever file, changes nothing. */

import { zeroCents } from "../core/kernel/cents.ts";
import { counted } from "../core/kernel/counted.ts";
import type { Finding } from "../core/kernel/finding.ts";
import type { ClaimId, RemittanceId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { owedByCharge } from "../core/ledger/balances.ts";
import { firstOpenDay } from "../core/ledger/periods.ts";
import { nextAfter } from "../core/parties/coverage.ts";
import type { Payer } from "../core/parties/model.ts";
import { proveBalance, type RemittanceProof } from "../core/remit/balance.ts";
import type { NextPayer, OpenClaim, PostingPlan } from "../core/remit/model.ts";
import { planPosting, remittanceKeyOf } from "../core/remit/plan-posting.ts";
import { eachRemittance } from "../core/x12/transactions/read-remittances.ts";
import type { Remittance } from "../core/x12/transactions/remittance.ts";
import { holdBooks } from "../store/books.ts";
import { loadClaims, loadEventsOfClaims, lockClaimsByControlNumbers, type StoredClaim } from "../store/claims.ts";
import { coveragesOfPatients } from "../store/coverages.ts";
import { openDenials } from "../store/denials.ts";
import { raiseException, raiseExceptions } from "../store/exceptions.ts";
import { linesOfClaims, postEntries } from "../store/journal.ts";
import { listPayers } from "../store/parties.ts";
import {
  findPostedRemittance,
  hasRemittance,
  insertRemittance,
  insertRemittanceClaims,
  insertRemittanceHead,
  setRemittanceStatus,
  standingPostings,
} from "../store/remittances.ts";
import { inPractice, type Tx } from "../store/transaction.ts";
import { recordAct } from "./audit/record.ts";
import { chargesOnClaim } from "./charges-on-claim.ts";
import { appendToClaims } from "./claim-history.ts";
import { codeWordsOf } from "./code-words.ts";
import { type Context, practiceToday } from "./context.ts";
import { decideCases } from "./denials/decide-cases.ts";
import { workedOutDenials } from "./denials/work-out.ts";
import { applyPaidAhead } from "./front-desk/copay.ts";
import { unwatched, type Watch } from "./jobs/task.ts";
import { keepAllowed } from "./keep-allowed.ts";
import { askNextPayers } from "./next-payer.ts";
import { findingWords, type WorkedFile } from "./take-in.ts";

/** `partner`: from whose folder the file came; absent when a person brought it. */
export async function postRemittanceFile(
  context: Context,
  { inboundFileId, bytes, partner }: { readonly inboundFileId: number; readonly bytes: Uint8Array; readonly partner?: string },
  watch: Watch = unwatched,
): Promise<WorkedFile> {
  const findings: Finding[] = [];
  const outcomes: PaymentOutcome[] = [];
  for (const { remittance } of eachRemittance(bytes, (finding) => findings.push(finding))) {
    await watch.at({ done: outcomes.length });
    const position = outcomes.length + 1;
    outcomes.push(
      await inPractice(context.app.pool, context.practiceId, (tx) =>
        postOne(context, tx, { inboundFileId, position, remittance, ...(partner === undefined ? {} : { partner }) }),
      ),
    );
  }
  if (outcomes.length === 0)
    return { kind: "835", status: "exception", words: `No payment could be read from this file.${findingWords(findings)}` };
  const words = `835: ${outcomes.map((one) => one.words).join(" ")}`;
  if (outcomes.every((one) => one.exceptions === 0)) return { kind: "835", status: "worked", words };
  return { kind: "835", status: "exception", words, told: true };
}

interface PaymentOutcome {
  readonly words: string;
  readonly exceptions: number;
}

interface ReadPayment {
  readonly inboundFileId: number;
  readonly position: number;
  readonly remittance: Remittance;
  readonly partner?: string;
}

async function postOne(context: Context, tx: Tx, read: ReadPayment): Promise<PaymentOutcome> {
  const { remittance } = read;
  const { today } = await practiceToday(context, tx);
  const locked = await holdBooks(tx);
  const paymentKey = remittanceKeyOf(remittance);
  const trace = remittance.payment.trace;
  const [postedBefore, readBefore] = await Promise.all([findPostedRemittance(tx, paymentKey), hasRemittance(tx, read)]);
  if (postedBefore !== undefined) return { words: `Payment ${trace} was posted before; nothing changed.`, exceptions: 0 };
  if (readBefore) return { words: `Payment ${trace} was read before and waits among the exceptions.`, exceptions: 1 };
  const payers = await listPayers(tx);
  const payer = payerOf(remittance, payers);
  const strange = await fromStranger(tx, read, payer, { paymentKey, today });
  if (strange !== undefined) return strange;
  const claims = await lockClaimsByControlNumbers(
    tx,
    remittance.claims.map((claim) => claim.patientControlNumber),
  );
  const remittanceId = await insertRemittanceHead(tx, {
    ...read,
    paymentKey,
    proof: keptProof(proveBalance(remittance)),
    ...(payer === undefined ? {} : { payerId: payer.id }),
  });
  const stored = [...claims.values()];
  await recordAct(context, tx, {
    act: "remittance.post",
    patients: stored.map((claim) => claim.patientId),
    object: ["remittance", remittanceId],
  });
  const nextPayers = await nextPayersOf(tx, stored);
  const planned = planPosting({
    remittance,
    remittanceId,
    ...(payer === undefined ? {} : { payerId: payer.id }),
    claims: await openClaims(tx, stored),
    nextPayerFor: (claim) => nextPayers.get(claim.claimId),
    period: { postOn: firstOpenDay(today, locked), ...(locked === undefined ? {} : { lockedThrough: locked }) },
    words: codeWordsOf(context.app.codeBook),
  });
  if (!planned.ok) {
    await insertRemittanceClaims(tx, remittanceId, remittance.claims, []);
    const reason = `Payment ${trace} was not posted: the books are locked through ${planned.refusal.lockedThrough}.`;
    await raiseException(tx, {
      source: "remittance",
      sourceKey: `${remittanceId}/locked`,
      reason,
      detail: { remittanceId },
      raisedOn: today,
    });
    return { words: reason, exceptions: 1 };
  }
  return save(context, tx, { plan: planned.value, remittance, remittanceId, payers, today });
}

/** What lies in a payer's folder speaks for that payer alone: a payment that names another is kept and posted nowhere. */
async function fromStranger(
  tx: Tx,
  { inboundFileId, position, remittance, partner }: ReadPayment,
  payer: Payer | undefined,
  { paymentKey, today }: { readonly paymentKey: string; readonly today: IsoDate },
): Promise<PaymentOutcome | undefined> {
  if (partner === undefined || payer === undefined || payer.payerId === partner) return undefined;
  const reason = `Payment ${remittance.payment.trace} names ${payer.name} as its payer, but came from the folder of ${partner}. Nothing of it was posted.`;
  const remittanceId = await insertRemittance(tx, {
    inboundFileId,
    position,
    remittance,
    paymentKey,
    proof: keptProof(proveBalance(remittance)),
    payerId: payer.id,
  });
  await setRemittanceStatus(tx, remittanceId, "exception");
  await raiseException(tx, {
    source: "remittance",
    sourceKey: `${remittanceId}/payer`,
    reason,
    detail: { partner, payerId: payer.payerId },
    raisedOn: today,
  });
  return { words: reason, exceptions: 1 };
}

/** A payment with what it will do, as it is carried out. */
interface PlannedPosting {
  readonly plan: PostingPlan;
  readonly remittance: Remittance;
  readonly remittanceId: RemittanceId;
  readonly payers: readonly Payer[];
  readonly today: IsoDate;
}

async function save(context: Context, tx: Tx, { plan, remittance, remittanceId, payers, today }: PlannedPosting): Promise<PaymentOutcome> {
  await insertRemittanceClaims(tx, remittanceId, remittance.claims, plan.claims);
  const exceptions = await carryOut(context, tx, { plan, remittance, remittanceId, payers, today });
  await setRemittanceStatus(tx, remittanceId, plan.posted ? "posted" : "exception");
  const { trace } = remittance.payment;
  if (!plan.posted) return { words: `Payment ${trace} was not posted: ${plan.exceptions[0]?.words ?? "it does not add up."}`, exceptions };
  const refused = plan.denials.length === 0 ? "" : `, ${counted(plan.denials.length, "denied line")}`;
  return { words: `Payment ${trace} posted for ${counted(plan.claims.length, "claim")}${refused}.`, exceptions };
}

/** Money, events, cases, exceptions and the next payers of a plan. Returns how many exceptions it raised. */
export async function carryOut(
  context: Context,
  tx: Tx,
  { plan, remittance, remittanceId, payers, today }: PlannedPosting,
): Promise<number> {
  await postEntries(
    tx,
    plan.entries.filter((entry) => entry.lines.length > 0),
  );
  await keepAllowed(context, tx, { plan, remittanceId, today });
  await applyPaidAhead(tx, plan.entries, { source: `remittance ${remittanceId}`, today });
  let exceptions = await raiseAll(tx, plan, remittanceId, today);
  exceptions += await appendAndRaise(tx, plan, remittanceId, today);
  await decideCases(tx, { plan, remittance, remittanceId, today });
  await openDenials(tx, await workedOutDenials(context, tx, plan.denials, { payers, today }));
  exceptions += await askNextPayers(
    { context, tx, payers, today },
    plan.nextClaims,
    await loadClaims(
      tx,
      plan.nextClaims.map((one) => one.claimId),
    ),
  );
  return exceptions;
}

async function raiseAll(tx: Tx, plan: PostingPlan, remittanceId: RemittanceId, today: IsoDate): Promise<number> {
  await raiseExceptions(
    tx,
    plan.exceptions.map((one, index) => ({
      source: "remittance",
      sourceKey: `${remittanceId}/${index}/${one.kind}`,
      reason: one.words,
      detail: {
        kind: one.kind,
        claimId: one.claimId ?? null,
        amount: one.amount ?? null,
        remittanceId,
        index: one.remittanceClaimIndex ?? null,
      },
      raisedOn: today,
    })),
  );
  return plan.exceptions.length;
}

/** The money is posted in any case; an event that the claim's history refuses is told. */
async function appendAndRaise(tx: Tx, plan: PostingPlan, remittanceId: RemittanceId, today: IsoDate): Promise<number> {
  const refused = await appendToClaims(tx, today, plan.claimEvents);
  await raiseExceptions(
    tx,
    refused.map(({ claimId, event, controlNumber, words }) => ({
      source: "remittance",
      sourceKey: `${remittanceId}/${claimId}/${event.kind}`,
      reason: `Claim ${controlNumber}: the money is posted, but ${words}`,
      detail: { claimId, remittanceId },
      raisedOn: today,
    })),
  );
  return refused.length;
}

/** Our claims as posting needs them: what is open on each charge, and what was posted before. */
export async function openClaims(tx: Tx, claims: readonly StoredClaim[]): Promise<readonly OpenClaim[]> {
  const ids = claims.map((claim) => claim.id);
  const [lines, events, postings] = await Promise.all([linesOfClaims(tx, ids), loadEventsOfClaims(tx, ids), standingPostings(tx, ids)]);
  return claims.map((claim): OpenClaim => {
    const owed = owedByCharge(lines.get(claim.id) ?? []);
    const numbers = (events.get(claim.id) ?? []).flatMap(({ event }) =>
      "payerControlNumber" in event && event.payerControlNumber !== undefined ? [event.payerControlNumber] : [],
    );
    const crossed = (events.get(claim.id) ?? []).some(({ event }) => event.kind === "crossed-over");
    const forwardedAs = crossed
      ? claims.find((other) => other.encounterId === claim.encounterId && other.rank === claim.rank - 1)?.controlNumber
      : undefined;
    return {
      claimId: claim.id,
      patientId: claim.patientId,
      payerId: claim.payerId,
      controlNumber: claim.controlNumber,
      payerControlNumbers: [...new Set(numbers)],
      rank: claim.rank,
      postings: postings.get(claim.id) ?? [],
      charges: chargesOnClaim(claim).map((charge) => ({
        ...charge,
        insuranceBalance: owed.get(charge.chargeId)?.payers.get(claim.payerId) ?? zeroCents,
      })),
      ...(forwardedAs === undefined ? {} : { forwardedAs }),
    };
  });
}

/** What is kept of the proof: the verdict, the payment's equation and the first cent that is off. Lines prove themselves again. */
function keptProof({ balanced, transaction, firstOff }: RemittanceProof) {
  return { balanced, transaction, ...(firstOff === undefined ? {} : { firstOff }) };
}

/** Who is asked after this claim's payer: the next coverage that is in force on the day of the service. */
export async function nextPayersOf(tx: Tx, claims: readonly StoredClaim[]): Promise<ReadonlyMap<ClaimId, NextPayer>> {
  const found = new Map<ClaimId, NextPayer>();
  const coverages = await coveragesOfPatients(tx, [...new Set(claims.map((claim) => claim.patientId))]);
  for (const claim of claims) {
    const next = nextAfter(coverages.get(claim.patientId) ?? [], claim.rank, claim.serviceFrom);
    if (next === undefined) continue;
    const there = claims.find((other) => other.encounterId === claim.encounterId && other.rank === next.rank);
    found.set(claim.id, { payerId: next.payerId, coverageId: next.id, ...(there === undefined ? {} : { claimId: there.id }) });
  }
  return found;
}

/** The payer record that the payment's identifiers lead to: NM109-like ids first, then the name. */
function payerOf(remittance: Remittance, payers: readonly Payer[]): Payer | undefined {
  const ids = [remittance.payer.id?.value, remittance.payment.originator, ...remittance.payer.identifiers.map((one) => one.value)];
  return (
    payers.find((payer) => ids.includes(payer.payerId)) ??
    payers.find((payer) => payer.name.toUpperCase() === remittance.payer.name.toUpperCase())
  );
}
