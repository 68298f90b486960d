/** What the staff of a simulated practice does about visits that went wrong: by the same use cases that people use. */
import type { InventedVisit } from "../../core/academy/invent-day.ts";
import { assert } from "../../core/kernel/assert.ts";
import type { EncounterId } from "../../core/kernel/id.ts";
import { addDays, type IsoDate } from "../../core/kernel/iso-date.ts";
import type { Evidence } from "../../core/visits/model.ts";
import type { Context } from "../context.ts";
import { correctMemberId } from "../correct-coverage.ts";
import { resendClaim } from "../denials/correct-claim.ts";
import { prepareClaim } from "../prepare-claim.ts";
import type { Outcome } from "../refusal.ts";
import { releaseClaim } from "../release-claim.ts";
import { saveCoding } from "../save-coding.ts";
import { signNote } from "../sign-note.ts";
import { claimOfVisit, claimStateOfVisit } from "../view-visit.ts";
import type { Office, Todo } from "./office.ts";
import type { ReceivedVisit } from "./receive-visits.ts";

/** Puts what went wrong on the list, for the day on which somebody will come to it. */
export function noteTrouble(office: Office, on: IsoDate, received: readonly ReceivedVisit[]): void {
  for (const { visit, encounter, claimState } of received) {
    if (visit.mistake === undefined) continue;
    // A missing QW that our own check lets pass comes back as a denial and is worked there.
    if (visit.mistake === "modifier-qw-missing" && claimState === "ready") continue;
    const wait = visit.mistake === "member-id-misread" ? 3 : 1 + (encounter.id % 3);
    office.todo.push({ encounterId: encounter.id, visit, on: addDays(on, wait) });
  }
}

export async function mendVisits(office: Office, today: IsoDate): Promise<void> {
  const due = office.todo.filter((one) => one.on <= today);
  office.todo.splice(0, office.todo.length, ...office.todo.filter((one) => one.on > today));
  for (const todo of due) {
    if (await mend(office.context, todo)) office.counts.mended += 1;
    else if (todo.visit.mistake === "member-id-misread") office.todo.push({ ...todo, on: addDays(today, 1) });
  }
}

/** False when nothing could be done today: the payer has not answered yet. */
async function mend(context: Context, { encounterId, visit }: Todo): Promise<boolean> {
  switch (visit.mistake) {
    case "note-unsigned":
      done(await signNote(context, encounterId));
      break;
    case "modifier-25-missing":
    case "modifier-qw-missing":
    case "diagnosis-incomplete":
    case "not-coded":
      done(await saveCoding(context, encounterId, rightCoding(visit)));
      break;
    case "member-id-misread":
      return correctCard(context, encounterId, visit);
    case undefined:
      return true;
  }
  if (visit.person.coverage !== undefined) await prepareAndRelease(context, encounterId);
  return true;
}

/** Our own check or the rejection is the sign that the card was misread; a desk that heard nothing has nothing to correct. */
async function correctCard(context: Context, encounterId: EncounterId, { person }: InventedVisit): Promise<boolean> {
  const state = await claimStateOfVisit(context, encounterId);
  if (state !== "rejected" && state !== "held") return state !== "queued" && state !== "submitted" && state !== "file-accepted";
  assert(person.coverage !== undefined, "a misread card is a card");
  done(await correctMemberId(context, encounterId, person.coverage.memberId));
  if (state === "rejected") done(await resendClaim(context, encounterId));
  done(await releaseClaim(context, done(await claimOfVisit(context, encounterId))));
  return true;
}

/** A claim that our own check still holds stays where it is, for a person. */
async function prepareAndRelease(context: Context, encounterId: EncounterId): Promise<void> {
  const claimId = done(await prepareClaim(context, encounterId));
  await releaseClaim(context, claimId);
}

/** The codes that the generator knows to be right, with the words that support each. */
export function rightCoding({ note }: InventedVisit) {
  return {
    diagnoses: note.diagnoses.map(({ code, evidence }) => ({ code, evidence: [evidence] as readonly Evidence[] })),
    charges: note.charges.map(({ procedure, modifiers, units, pointers, evidence }) => ({
      procedure,
      modifiers,
      units,
      pointers,
      evidence: [evidence] as readonly Evidence[],
    })),
  };
}

export function done<Value>(outcome: Outcome<Value>): Value {
  assert(outcome.ok, outcome.ok ? "" : `the simulated practice was refused: ${outcome.refusal.message}`);
  return outcome.value;
}
