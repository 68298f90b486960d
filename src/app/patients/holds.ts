/** What forbids billing a patient and only people know of: set with a reason, lifted with a reason. */

import { changesBetween } from "../../core/access/changes.ts";
import { usualCycle } from "../../core/billing/cycle.ts";
import { fitsHold, type HoldKind, holdKinds, holdRules } from "../../core/billing/holds.ts";
import type { EncounterId, PatientId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import { holdsOfPatient, insertHold, liftHold, loadHold } from "../../store/billing-holds.ts";
import { claimsOfEncounter } from "../../store/claims.ts";
import { loadEncounter } from "../../store/encounters.ts";
import { lockPatient } from "../../store/patients.ts";
import { newestCycle } from "../../store/statement-runs.ts";
import type { Tx } from "../../store/transaction.ts";
import { onRecord } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { prepareStatement } from "../make-statement.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { loadAccount } from "./load-account.ts";

/** All gates of an account: those that follow from its record today, and what people set, now and before. */
export async function viewGates(context: Context, patientId: PatientId) {
  return onRecord(context, { act: "account.open", object: ["patient", patientId], snapshot: true }, async (tx) => {
    const account = await loadAccount(context, tx, patientId);
    if (account === undefined) return notFound("patient");
    const prepared = await prepareStatement(tx, account, { cycle: (await newestCycle(tx)) ?? usualCycle });
    const holds = await holdsOfPatient(tx, patientId);
    return ok({
      statement: prepared.send
        ? { send: true, amount: prepared.statement.amountDue, step: prepared.step, gates: [] }
        : { send: false, amount: prepared.statement.amountDue, gates: prepared.gates.map((gate) => ({ ...gate })) },
      holds: holds.map(({ encounterId, patientId: _patient, ...hold }) => {
        const visit = encounterId === undefined ? undefined : account.visits.get(encounterId);
        const { title, words, authority, lift } = holdRules[hold.kind];
        return { ...hold, title, words, authority, lift, ...(visit === undefined ? {} : { visit: { id: visit.id, date: visit.date } }) };
      }),
      kinds: holdKinds.map((kind) => {
        const { title, words, authority, on } = holdRules[kind];
        return { kind, title, words, authority, on };
      }),
      visits: [...account.visits.values()].map(({ id, date }) => ({ id, date })),
    });
  });
}

/** Refuses: set already, about a visit where it is about the account, a visit of somebody else, a claim that has left. */
export async function setHold(
  context: Context,
  patientId: PatientId,
  { kind, encounterId, reason }: { readonly kind: HoldKind; readonly encounterId?: EncounterId; readonly reason: string },
): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "hold.set", object: ["patient", patientId] }, async (tx, audit) => {
    await lockPatient(tx, patientId);
    const rule = holdRules[kind];
    if (!fitsHold({ kind, ...(encounterId === undefined ? {} : { encounterId }) }))
      return no(
        "hold-place",
        rule.on === "visit" ? `“${rule.title}” is about one visit: choose it.` : `“${rule.title}” is about the whole account.`,
      );
    const wrong = encounterId === undefined ? undefined : await wrongVisit(tx, patientId, { encounterId, kind });
    if (wrong !== undefined) return wrong;
    const { today } = await practiceToday(context, tx);
    const set = await insertHold(tx, {
      patientId,
      kind,
      setOn: today,
      setBy: context.user,
      reason,
      ...(encounterId === undefined ? {} : { encounterId }),
    });
    if (set === undefined) return no("set-already", `“${rule.title}” is set already.`);
    audit.note(changesBetween({ hold: "" }, { hold: kind }));
    return ok(undefined);
  });
}

export async function liftPatientHold(context: Context, holdId: number, reason: string): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "hold.lift", object: ["hold", holdId] }, async (tx, audit) => {
    const hold = await loadHold(tx, holdId);
    if (hold === undefined) return notFound("hold");
    await lockPatient(tx, hold.patientId);
    const { today } = await practiceToday(context, tx);
    if (!(await liftHold(tx, holdId, { on: today, by: context.user, reason }))) return no("lifted-already", "This was lifted already.");
    audit.note(changesBetween({ hold: hold.kind }, { hold: "" }));
    return ok(undefined);
  });
}

async function wrongVisit(
  tx: Tx,
  patientId: PatientId,
  { encounterId, kind }: { readonly encounterId: EncounterId; readonly kind: HoldKind },
) {
  const visit = await loadEncounter(tx, encounterId);
  if (visit?.patientId !== patientId) return notFound("visit");
  if (kind === "paid-in-full" && !visit.selfPay && (await claimsOfEncounter(tx, encounterId)).length > 0)
    return no(
      "claim-made",
      "A claim of this visit was made: the plan may know already.",
      "Take the claim back first; once it was sent, the wish cannot be kept any more, and the patient has to be told.",
    );
  return undefined;
}
