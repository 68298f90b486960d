/**
 * A person decides about what could not be placed: whose claim it is, or which lines of it; that the money goes back, or is a patient's
 * own; that it was done elsewhere, or is not ours. Each can be taken back, a posting by its inverse.
 */
import { ok } from "../../core/kernel/result.ts";
import { type ExceptionHow, exceptionHows } from "../../core/worklist/exceptions.ts";
import { lockClaimsByControlNumbers, type StoredClaim } from "../../store/claims.ts";
import {
  addExceptionEvent,
  type ExceptionItem,
  exceptionEvents,
  lockException,
  reopenException,
  resolveException,
} from "../../store/exceptions.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import { type Context, practiceToday, whoActs } from "../context.ts";
import { heldAnswerOf, postHeldAnswer, postingOf } from "../post-held-claim.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { ownUnapplied } from "../second-person.ts";
import { type Asked, askToGiveBack, askToUndoPosting, giveToPatient, takeFromPatient } from "./held-money.ts";

export interface Decision {
  readonly how: ExceptionHow;
  readonly words: string;
  /** CLM01 of the claim that it belongs to. */
  readonly controlNumber?: string;
  /** Lines of that claim which the answer is about; absent: the whole. */
  readonly lines?: readonly number[];
  /** Of the patient whose own money it is. */
  readonly accountNumber?: string;
}

/** Says whether it was done at once or waits for a second person. */
export async function resolveByHand(context: Context, exceptionId: number, decision: Decision): Promise<Outcome<Asked>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const item = await lockException(tx, exceptionId);
    if (item === undefined) return notFound("exception");
    if (item.status === "resolved") return no("resolved", "Somebody has resolved this already.", "Load the page again.");
    if (decision.how === "went-back") {
      const asked = await askToGiveBack(context, tx, item, decision.words);
      await recordAct(context, tx, { ...resolveAct(exceptionId), patients: [], ...said(asked) });
      return asked;
    }
    if (decision.how === "patients-money") {
      const { accountNumber = "", words } = decision;
      const given = await giveToPatient(context, tx, item, { accountNumber, words });
      await recordAct(context, tx, { ...resolveAct(exceptionId), patients: given.ok ? [given.value] : [], ...said(given) });
      return given.ok ? ok("posted") : given;
    }
    return placeByHand(context, tx, item, decision);
  });
}

function resolveAct(exceptionId: number) {
  return { act: "exception.resolve", object: ["exception", exceptionId] } as const;
}

function said(outcome: Outcome<unknown>): { readonly outcome?: string } {
  return outcome.ok ? {} : { outcome: outcome.refusal.problem };
}

async function placeByHand(context: Context, tx: Tx, item: ExceptionItem, decision: Decision): Promise<Outcome<Asked>> {
  const { how, words, controlNumber } = decision;
  const claim = how === "belongs-to-claim" && controlNumber !== undefined ? await claimNumbered(tx, controlNumber) : undefined;
  if (how === "belongs-to-claim" && claim === undefined)
    return no(
      "no-claim",
      "There is no claim with this number in this practice.",
      "The number stands on the claim, and in its file as CLM01.",
    );
  const { today } = await practiceToday(context, tx);
  const patients = claim === undefined ? [] : [claim.patientId];
  const hidden = await hiddenPatients(context, tx, patients);
  const posted = claim === undefined || hidden.size > 0 ? ok(undefined) : await postTo(context, tx, item, { claim, ...decision });
  const outcome = hidden.size > 0 ? no("restricted", "The record of this claim's patient is restricted.") : posted;
  await recordAct(context, tx, { ...resolveAct(item.id), patients, ...said(outcome) });
  if (!outcome.ok) return outcome;
  await resolveException(tx, item.id, { on: today, ...whoActs(context), resolution: `${exceptionHows[how]}: ${words}` });
  await addExceptionEvent(tx, {
    exceptionId: item.id,
    on: today,
    by: context.user,
    kind: "resolved",
    how,
    words,
    ...(claim === undefined ? {} : { claimId: claim.id }),
  });
  return ok("posted");
}

/** Whose it is decides where an answer without a claim is posted; other things are only told apart. */
async function postTo(
  context: Context,
  tx: Tx,
  item: ExceptionItem,
  { claim, lines }: { readonly claim: StoredClaim; readonly lines?: readonly number[] },
): Promise<Outcome<undefined>> {
  const answer = heldAnswerOf(item);
  if (answer === undefined) return ok(undefined);
  return postHeldAnswer(context, tx, answer, { claim, ...(lines === undefined ? {} : { only: lines }) });
}

async function claimNumbered(tx: Tx, controlNumber: string) {
  return (await lockClaimsByControlNumbers(tx, [controlNumber])).get(controlNumber);
}

/**
 * What the program itself has resolved stays so: only a person's decision is taken back. A posting is taken off its claim by its
 * inverse, above the limit when a second person agrees. Money that has gone back is gone.
 */
export async function reopenByHand(context: Context, exceptionId: number, words: string): Promise<Outcome<Asked>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const item = await lockException(tx, exceptionId);
    if (item === undefined) return notFound("exception");
    if (item.status === "open") return no("open", "This is open already.");
    const last = (await exceptionEvents(tx, [exceptionId])).at(-1);
    if (last?.kind !== "resolved") return no("by-program", "The program resolved this when its cause went away: it is not opened by hand.");
    const act = { act: "exception.reopen", object: ["exception", exceptionId] } as const;
    if (last.how === "went-back")
      return no("went-back", "This money was given back to the payer.", "If the payer sends it again, it comes in again.");
    if (last.how === "belongs-to-claim" && heldAnswerOf(item) !== undefined) {
      const posting = await postingOf(tx, item);
      const patients = posting.ok ? [posting.value.claim.patientId] : [];
      const hidden = await hiddenPatients(context, tx, patients);
      const asked =
        hidden.size > 0
          ? no("restricted", "The record of this claim's patient is restricted.")
          : await askToUndoPosting(context, tx, item, words);
      await recordAct(context, tx, { ...act, patients, ...said(asked) });
      return asked;
    }
    if (last.how === "patients-money") {
      const taken = await takeFromPatient(context, tx, item, (patientId) => ownUnapplied(tx, patientId));
      await recordAct(context, tx, { ...act, patients: taken.ok ? [taken.value] : [], ...said(taken) });
      if (!taken.ok) return taken;
    } else await recordAct(context, tx, { ...act, patients: [] });
    const { today } = await practiceToday(context, tx);
    await reopenException(tx, exceptionId);
    await addExceptionEvent(tx, { exceptionId, on: today, by: context.user, kind: "reopened", words });
    return ok("posted");
  });
}
