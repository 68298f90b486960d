/** A restricted record opened at once by who may not otherwise: for this person, for a while, with a reason that is then reviewed. */
import { changesBetween } from "../../core/access/changes.ts";
import { glassMinutes, maskedName, shortestReason } from "../../core/access/glass.ts";
import type { EncounterId, PatientId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import { formatListName } from "../../core/parties/format.ts";
import {
  breakGlass,
  countGlassToReview,
  type GlassBreak,
  liftRestriction,
  listGlassBreaks,
  loadGlassBreak,
  loadRestriction,
  openGlass,
  restrictPatient,
  reviewGlassBreak,
} from "../../store/audit/restrictions.ts";
import { loadPatients } from "../../store/patients.ts";
import { readPractice, snapshotOfPractice } from "../../store/transaction.ts";
import type { Context } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { hiddenPatients, onRecord, recordAct } from "./record.ts";

const mostShown = 500;

/** Refuses: no such visit, a record that is open anyway, nobody who could be asked about it afterwards, a reason that says nothing. */
export async function openInEmergency(
  context: Context,
  visitId: EncounterId,
  reason: string,
): Promise<Outcome<{ readonly endsAt: string; readonly minutes: number }>> {
  const { actor } = context;
  const { accountId, role } = actor;
  if (reason.trim().length < shortestReason) {
    return no("reason", `Give the reason in at least ${shortestReason} characters.`, "Say what is needed from the record, and why now.");
  }
  return onRecord(context, { act: "glass.break", object: ["visit", visitId], evenRestricted: true }, async (tx, { patientId, note }) => {
    if (accountId === undefined || role === undefined) return no("no-person", "Only a person who has signed in may do this.");
    if (actor.permissions.has("restricted:read") || (await loadRestriction(tx, patientId)) === undefined) {
      return no("open", "This record is open to you already.");
    }
    const open =
      (await openGlass(tx, patientId, accountId)) ??
      (await breakGlass(tx, { patientId, accountId, person: actor.name, role, reason: reason.trim(), minutes: glassMinutes }));
    note(changesBetween({}, { until: open.endsAt }));
    return ok({ endsAt: open.endsAt, minutes: glassMinutes });
  });
}

/** Marks a record as restricted, or lifts it. */
export async function restrictRecord(
  context: Context,
  patientId: PatientId,
  { restricted, reason }: { readonly restricted: boolean; readonly reason: string },
): Promise<Outcome<{ readonly restricted: boolean }>> {
  const act = restricted ? "record.restrict" : "record.unrestrict";
  return onRecord(context, { act, object: ["patient", patientId], evenRestricted: true }, async (tx, { note }) => {
    if (restricted && reason.trim() === "") return no("reason", "Say why the record is restricted.");
    const before = (await loadRestriction(tx, patientId)) !== undefined;
    if (restricted) await restrictPatient(tx, { patientId, reason: reason.trim(), by: context.user });
    else await liftRestriction(tx, patientId);
    note(changesBetween({ restricted: before }, { restricted }));
    return ok({ restricted });
  });
}

export interface GlassView extends GlassBreak {
  readonly patientName: string;
}

/** Every emergency opening, the newest first. */
export async function listEmergencies(context: Context): Promise<{ readonly openings: readonly GlassView[]; readonly toReview: number }> {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const openings = await listGlassBreaks(tx, { limit: mostShown });
    const ids = [...new Set(openings.map((one) => one.patientId))];
    await recordAct(context, tx, { act: "glass.list", patients: ids });
    const patients = await loadPatients(tx, ids);
    const hidden = await hiddenPatients(context, tx, ids);
    return {
      openings: openings.map((one) => {
        const patient = patients.get(one.patientId);
        const name = patient === undefined ? "" : formatListName(patient.name);
        return { ...one, patientName: hidden.has(one.patientId) ? maskedName : name };
      }),
      toReview: await countGlassToReview(tx),
    };
  });
}

/** How many emergency openings wait for a review: what the owner's page announces. */
export async function countEmergencies({ app, practiceId }: Context): Promise<{ readonly toReview: number }> {
  return readPractice(app.pool, practiceId, async (tx) => ({ toReview: await countGlassToReview(tx) }));
}

/** Refuses: no such opening, one's own, one that is reviewed. */
export async function reviewEmergency(
  context: Context,
  glassId: number,
  given: { readonly review: "justified" | "not-justified"; readonly words: string },
): Promise<Outcome<undefined>> {
  const { app, practiceId, actor } = context;
  return snapshotOfPractice(app.pool, practiceId, async (tx) => {
    const opening = await loadGlassBreak(tx, glassId);
    if (opening === undefined) return notFound("emergency opening");
    if ((await hiddenPatients(context, tx, [opening.patientId])).has(opening.patientId))
      return no(
        "restricted",
        "Whoever may not open the record cannot say whether opening it was right.",
        "Ask who reads restricted records.",
      );
    if (opening.accountId === actor.accountId) return no("own", "Nobody reviews their own emergency opening.", "Ask another reviewer.");
    if (opening.reviewedAt !== undefined) return no("reviewed", `${opening.reviewedBy ?? "Somebody"} has reviewed it already.`);
    if (!(await reviewGlassBreak(tx, glassId, { ...given, by: context.user }))) return no("reviewed", "It has been reviewed already.");
    await recordAct(context, tx, {
      act: "glass.review",
      patients: [opening.patientId],
      object: ["glass", glassId],
      changes: changesBetween({}, { review: given.review }),
    });
    return ok(undefined);
  });
}
