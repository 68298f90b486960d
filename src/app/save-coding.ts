/** Saves what the coder made of the visit: diagnoses in order, charges priced from the fee schedule, words that support each. */

import { changesBetween } from "../core/access/changes.ts";
import { isUnderway } from "../core/claims/state.ts";
import { normalizeCode } from "../core/codebook/code-text.ts";
import type { CoderSaid } from "../core/coding/decisions.ts";
import { cents, formatUsd, zeroCents } from "../core/kernel/cents.ts";
import { decimal, formatDecimal, parseDecimal } from "../core/kernel/decimal.ts";
import { type ChargeId, type EncounterId, id } from "../core/kernel/id.ts";
import { ok } from "../core/kernel/result.ts";
import { type Coding, decideCoding } from "../core/visits/decide-coding.ts";
import type { Charge, Encounter, Evidence } from "../core/visits/model.ts";
import { type PracticeFees, priceCharge } from "../core/visits/price-charge.ts";
import { claimsOfEncounter } from "../store/claims.ts";
import { addCodingEvents } from "../store/coding-events.ts";
import { loadEncounter, lockEncounter, saveCharges, saveCodingState, saveDiagnoses } from "../store/encounters.ts";
import type { Tx } from "../store/transaction.ts";
import { onRecord } from "./audit/record.ts";
import { keepDecisions, type Offered, offeredFor } from "./coding/suggest-codes.ts";
import { type Context, practiceToday } from "./context.ts";
import { bringSelfPayChargesUpToDate } from "./post-charges.ts";
import { practiceFees } from "./practice-fees.ts";
import { redraftUnsent } from "./prepare-claim.ts";
import { no, notFound, type Outcome } from "./refusal.ts";

/** As the screen gives it. */
export interface GivenCoding {
  readonly diagnoses: readonly { readonly code: string; readonly evidence: readonly Evidence[] }[];
  readonly charges: readonly {
    readonly procedure: string;
    readonly modifiers: readonly string[];
    readonly units: string;
    readonly pointers: readonly number[];
    readonly amount?: number | undefined;
    readonly evidence: readonly Evidence[];
  }[];
  /** What the coder said of the suggestions; absent where none were shown. */
  readonly said?: CoderSaid | undefined;
}

/** Refuses: no such visit, a claim that is with the payer, evidence that is not in the note, no price. */
export async function saveCoding(context: Context, encounterId: EncounterId, given: GivenCoding): Promise<Outcome<undefined>> {
  // A thread reads the note: not while rows are locked.
  const offered = given.said === undefined ? undefined : await offeredFor(context, encounterId);
  return onRecord(context, { act: "coding.save", object: ["visit", encounterId] }, async (tx, audit) => {
    await lockEncounter(tx, encounterId);
    const encounter = await loadEncounter(tx, encounterId);
    if (encounter === undefined) return notFound("visit");
    const stray = strayEvidence(encounter, given);
    if (stray !== undefined)
      return no("evidence", `The note does not say “${stray}” at that place.`, "Select the words in the note again.");
    const fees = await practiceFees(
      context.app,
      tx,
      given.charges.map((one) => one.procedure),
    );
    const priced = pricedCoding(context, encounter, { given, fees });
    if (!priced.ok) return priced;
    const claims = await claimsOfEncounter(tx, encounterId);
    const decided = decideCoding(encounter, priced.value, {
      claimSent: claims.some((claim) => isUnderway(claim.state)),
      nextChargeId: newChargeId,
    });
    if (!decided.ok) return no(decided.refusal.code, decided.refusal.words);
    await saveDecided(context, tx, decided.value);
    if (offered !== undefined && given.said !== undefined) await keepSaid(context, tx, decided.value, { offered, said: given.said });
    await redraftUnsent(context, tx, encounterId);
    audit.note(changesBetween(codedFields(encounter), codedFields(decided.value)));
    return ok(undefined);
  });
}

async function keepSaid(
  context: Context,
  tx: Tx,
  encounter: Encounter,
  { offered, said }: { readonly offered: Offered; readonly said: CoderSaid },
): Promise<void> {
  const { today } = await practiceToday(context, tx);
  const plain: CoderSaid = {
    rejected: said.rejected.map((one) => ({ ...one, code: normalizeCode(one.code) })),
    changed: said.changed.map(({ from, to }) => ({ from: normalizeCode(from), to: normalizeCode(to) })),
  };
  await keepDecisions(tx, encounter, { offered, said: plain, by: context.user, on: today });
}

/** What of the coding goes on record: the codes and amounts, not the words of the note that support them. */
function codedFields({ diagnoses, charges }: Pick<Encounter, "diagnoses" | "charges">) {
  return {
    diagnoses: diagnoses.map((one) => one.code),
    charges: charges.map((one) => `${[one.procedure, ...one.modifiers].join("-")} x${formatDecimal(one.units)} ${formatUsd(one.amount)}`),
  };
}

async function saveDecided(context: Context, tx: Tx, encounter: Encounter): Promise<void> {
  const { today } = await practiceToday(context, tx);
  await saveDiagnoses(tx, encounter.id, encounter.diagnoses);
  await saveCharges(tx, encounter.id, encounter.charges.map(withoutNewId));
  await saveCodingState(tx, encounter.id, { state: "coded", on: today, by: context.user });
  addCodingEvents(tx, [encounter.id], { on: today, by: context.user, accountId: context.actor.accountId, kind: "coded" });
  if (encounter.selfPay) await bringSelfPayChargesUpToDate(tx, encounter.id, today);
}

/** New charges have no number yet; these stand in for it until the database gives one. */
function newChargeId(index: number): ChargeId {
  return id<"charge">(-1 - index);
}

function withoutNewId(charge: Charge): Omit<Charge, "id"> & { readonly id?: ChargeId } {
  const { id: chargeId, ...rest } = charge;
  return chargeId < 0 ? rest : charge;
}

/** Whoever sees no amounts sends none: a line that stays as it was keeps the amount that somebody gave it. */
function pricedCoding(
  { actor }: Context,
  encounter: Encounter,
  { given, fees }: { readonly given: GivenCoding; readonly fees: PracticeFees },
): Outcome<Coding> {
  const seesMoney = actor.permissions.has("money:read");
  const unused = [...encounter.charges];
  const charges: Coding["charges"][number][] = [];
  for (const one of given.charges) {
    const units = parseDecimal(one.units) ?? decimal("1");
    const at = unused.findIndex((charge) => charge.procedure === one.procedure);
    const kept = at < 0 ? undefined : unused.splice(at, 1)[0];
    const stays = !seesMoney && kept !== undefined && formatDecimal(kept.units) === formatDecimal(units);
    const amount =
      one.amount !== undefined
        ? cents(one.amount)
        : stays
          ? kept.amount
          : priceCharge({ procedure: one.procedure, units, on: encounter.date, fees });
    if (amount !== undefined && amount < zeroCents) {
      return no("bad-amount", `The amount of ${one.procedure} is below zero.`, "Type what is asked for the line; a credit is a posting.");
    }
    if (amount === undefined) {
      return no("no-price", `The fee schedule has no price for ${one.procedure}.`, "Type the amount of the line.");
    }
    charges.push({
      ...(kept === undefined ? {} : { id: kept.id }),
      procedure: one.procedure,
      modifiers: one.modifiers,
      units,
      amount,
      pointers: one.pointers,
      evidence: one.evidence,
    });
  }
  return ok({ diagnoses: given.diagnoses.map((one) => ({ code: normalizeCode(one.code), evidence: one.evidence })), charges });
}

function strayEvidence(encounter: Encounter, given: GivenCoding): string | undefined {
  const text = encounter.note?.text ?? "";
  return [...given.diagnoses, ...given.charges]
    .flatMap((one) => one.evidence)
    .find((span) => text.slice(span.start, span.end) !== span.text)?.text;
}
