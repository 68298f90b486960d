/** A person decides about what could not be placed: whose claim it is, that it was done elsewhere, that it is not ours. Can be taken back. */
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
import { type Context, practiceToday } from "../context.ts";
import { heldAnswerOf, postHeldAnswer } from "../post-held-claim.ts";
import { no, notFound, type Outcome } from "../refusal.ts";

export async function resolveByHand(
  context: Context,
  exceptionId: number,
  { how, words, controlNumber }: { readonly how: ExceptionHow; readonly words: string; readonly controlNumber?: string },
): Promise<Outcome<undefined>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const item = await lockException(tx, exceptionId);
    if (item === undefined) return notFound("exception");
    if (item.status === "resolved") return no("resolved", "Somebody has resolved this already.", "Load the page again.");
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
    const object = ["exception", exceptionId] as const;
    const posted = claim === undefined || hidden.size > 0 ? ok(undefined) : await postTo(context, tx, item, claim);
    const refusal = hidden.size > 0 ? no("restricted", "The record of this claim's patient is restricted.") : posted;
    await recordAct(context, tx, {
      act: "exception.resolve",
      patients,
      object,
      ...(refusal.ok ? {} : { outcome: refusal.refusal.problem }),
    });
    if (!refusal.ok) return refusal;
    await resolveException(tx, exceptionId, { on: today, by: context.user, resolution: `${exceptionHows[how]}: ${words}` });
    await addExceptionEvent(tx, {
      exceptionId,
      on: today,
      by: context.user,
      kind: "resolved",
      how,
      words,
      ...(claim === undefined ? {} : { claimId: claim.id }),
    });
    return ok(undefined);
  });
}

/** Whose it is decides where an answer without a claim is posted; other things are only told apart. */
async function postTo(context: Context, tx: Tx, item: ExceptionItem, claim: StoredClaim): Promise<Outcome<undefined>> {
  const answer = heldAnswerOf(item);
  return answer === undefined ? ok(undefined) : postHeldAnswer(context, tx, answer, claim);
}

async function claimNumbered(tx: Tx, controlNumber: string) {
  return (await lockClaimsByControlNumbers(tx, [controlNumber])).get(controlNumber);
}

/** What the program itself has resolved stays so: only a person's decision is taken back. */
export async function reopenByHand(context: Context, exceptionId: number, words: string): Promise<Outcome<undefined>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const item = await lockException(tx, exceptionId);
    if (item === undefined) return notFound("exception");
    if (item.status === "open") return no("open", "This is open already.");
    const last = (await exceptionEvents(tx, [exceptionId])).at(-1);
    if (last?.kind !== "resolved") return no("by-program", "The program resolved this when its cause went away: it is not opened by hand.");
    if (last.how === "belongs-to-claim" && heldAnswerOf(item) !== undefined)
      return no("posted", "The payer's decision was posted to the claim.", "Only the payer's reversal takes it back; a void asks for one.");
    const { today } = await practiceToday(context, tx);
    await recordAct(context, tx, { act: "exception.reopen", patients: [], object: ["exception", exceptionId] });
    await reopenException(tx, exceptionId);
    await addExceptionEvent(tx, { exceptionId, on: today, by: context.user, kind: "reopened", words });
    return ok(undefined);
  });
}
