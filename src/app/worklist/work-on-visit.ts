/** Who has a visit, when it comes back, notes, and the coder's question to the clinician. Each is a row that stays. */

import type { Act } from "../../core/access/acts.ts";
import { changesBetween } from "../../core/access/changes.ts";
import type { EncounterId } from "../../core/kernel/id.ts";
import { addYears, formatUsDate, type IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { type QuestionKind, questionText, whyLeading } from "../../core/worklist/questions.ts";
import type { OwnerId, WorkStanding } from "../../core/worklist/work.ts";
import { claimsOfEncounter, lockClaims } from "../../store/claims.ts";
import { loadEncounter, lockEncounter } from "../../store/encounters.ts";
import type { Tx } from "../../store/transaction.ts";
import { keptPlace } from "../../store/visit-places.ts";
import { addWork, type NewWork, workStandings } from "../../store/visit-work.ts";
import { onRecord } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { listOwners } from "./owners.ts";

/** `to` undefined: nobody has it. */
export async function assignVisit(context: Context, visitId: EncounterId, to: OwnerId | undefined): Promise<Outcome<undefined>> {
  const owner = to === undefined ? undefined : (await listOwners(context)).find(({ id }) => id === to);
  if (to !== undefined && owner === undefined) return no("not-here", "This person does not work on claims in this practice.");
  return change(context, visitId, { act: "work.assign" }, async () =>
    ok({ kind: "assigned", ...(owner === undefined ? {} : { ownerId: owner.id, ownerName: owner.name }) }),
  );
}

export function putOffVisit(
  context: Context,
  visitId: EncounterId,
  { until, reason }: { readonly until: IsoDate; readonly reason: string },
): Promise<Outcome<undefined>> {
  return change(context, visitId, { act: "work.follow-up" }, async (tx, today) => {
    const wrong = wrongFollowUp(until, today);
    if (wrong !== undefined) return wrong;
    const place = await keptPlace(tx, visitId);
    if (place === undefined || place.queue === "closed") return nothingOpen;
    return ok({ kind: "follow-up", followUp: until, queue: place.queue, words: reason });
  });
}

export function wrongFollowUp(until: IsoDate, today: IsoDate) {
  if (until < today) return no("past-day", `${formatUsDate(until)} is past: name today or a later day.`);
  if (until > latest(today)) return no("far-day", "A follow-up is within two years.");
  return undefined;
}

export function wakeVisit(context: Context, visitId: EncounterId): Promise<Outcome<undefined>> {
  return change(context, visitId, { act: "work.follow-up" }, async (_tx, _today, standing) =>
    standing.followUp === undefined ? no("awake", "Nobody has put this visit off.") : ok({ kind: "follow-up" }),
  );
}

export function noteOnVisit(context: Context, visitId: EncounterId, words: string): Promise<Outcome<undefined>> {
  return change(context, visitId, { act: "work.note" }, async () => ok({ kind: "note", words }));
}

/** Refuses: a question is open, the claim has left, words that lead. */
export function askClinician(
  context: Context,
  visitId: EncounterId,
  { kind, words }: { readonly kind: QuestionKind; readonly words: string },
): Promise<Outcome<undefined>> {
  return change(context, visitId, { act: "question.ask" }, async (tx, _today, standing) => {
    if (standing.questionOpen) return no("question-open", "A question is open already.", "Wait for the answer, or take it back.");
    const leading = whyLeading(words);
    if (leading !== undefined) return no("leading", leading, "Say what the note has, and ask what it means.");
    if (!(await isUnsent(tx, visitId)))
      return no("sent", "The claim has left coding.", "Take it back if it is only released; else leave a note.");
    return ok({ kind: "asked", words: questionText(kind, words) });
  });
}

export function answerCoder(context: Context, visitId: EncounterId, words: string): Promise<Outcome<undefined>> {
  return change(context, visitId, { act: "question.answer" }, async (_tx, _today, standing) =>
    standing.questionOpen ? ok({ kind: "answered", words }) : noQuestion,
  );
}

export function withdrawQuestion(context: Context, visitId: EncounterId): Promise<Outcome<undefined>> {
  return change(context, visitId, { act: "question.withdraw" }, async (_tx, _today, standing) =>
    standing.questionOpen ? ok({ kind: "withdrawn" }) : noQuestion,
  );
}

/** For who makes or releases a claim: nothing is billed while the clinician has not answered. */
export async function refusedByQuestion(tx: Tx, visitId: EncounterId) {
  if (!(await workStandings(tx, [visitId]))(visitId).questionOpen) return undefined;
  return no("question-open", "The clinician was asked and has not answered.", "Wait for the answer, or take the question back.");
}

type Change = Omit<NewWork, "encounterId" | "on" | "by">;

async function change(
  context: Context,
  visitId: EncounterId,
  { act }: { readonly act: Act },
  decide: (tx: Tx, today: IsoDate, standing: WorkStanding) => Promise<Outcome<Change>>,
): Promise<Outcome<undefined>> {
  return onRecord(context, { act, object: ["visit", visitId] }, async (tx, audit) => {
    await lockEncounter(tx, visitId);
    if ((await loadEncounter(tx, visitId)) === undefined) return notFound("visit");
    const { today } = await practiceToday(context, tx);
    const standing = (await workStandings(tx, [visitId]))(visitId);
    const decided = await decide(tx, today, standing);
    if (!decided.ok) return decided;
    await addWork(tx, [{ ...decided.value, encounterId: visitId, on: today, by: context.user }]);
    audit.note(changesOf(standing, decided.value));
    return ok(undefined);
  });
}

/** Notes, questions and reasons stand in their own rows: the audit says that they were written, not what they say. */
function changesOf(before: WorkStanding, { kind, ownerId, followUp }: Change) {
  if (kind === "assigned") return changesBetween({ owner: idWords(before.ownerId) }, { owner: idWords(ownerId) });
  if (kind === "follow-up") return changesBetween({ followUp: before.followUp?.on ?? "" }, { followUp: followUp ?? "" });
  return [];
}

function idWords(ownerId: OwnerId | undefined): string {
  return ownerId === undefined ? "" : String(ownerId);
}

async function isUnsent(tx: Tx, visitId: EncounterId): Promise<boolean> {
  const claim = (await claimsOfEncounter(tx, visitId)).findLast(({ rank }) => rank === 1);
  if (claim === undefined) return true;
  const held = (await lockClaims(tx, [claim.id])).get(claim.id);
  return held !== undefined && (held.state === "draft" || held.state === "held" || held.state === "ready");
}

function latest(today: IsoDate): IsoDate {
  return addYears(today, 2);
}

const nothingOpen = no("closed", "Nothing is open on this visit.");
const noQuestion = no("no-question", "No question is open on this visit.");
