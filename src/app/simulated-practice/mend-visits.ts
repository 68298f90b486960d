/** What the staff of a simulated practice does about visits that went wrong: by the same use cases that people use. */
import type { InventedVisit } from "../../core/academy/invent-day.ts";
import { assert } from "../../core/kernel/assert.ts";
import type { EncounterId } from "../../core/kernel/id.ts";
import { addDays, type IsoDate } from "../../core/kernel/iso-date.ts";
import type { Evidence } from "../../core/visits/model.ts";
import type { Context } from "../context.ts";
import { correctMemberId } from "../correct-coverage.ts";
import { resendClaim } from "../denials/correct-claim.ts";
import { signNote } from "../notes/write-note.ts";
import { prepareClaim } from "../prepare-claim.ts";
import { releaseClaim } from "../release-claim.ts";
import { saveCoding } from "../save-coding.ts";
import { claimOfVisit, claimStateOfVisit } from "../view-visit.ts";
import type { Office, Todo } from "./office.ts";
import type { ReceivedVisit } from "./receive-visits.ts";

/** Puts what went wrong on the list, for the day on which somebody will come to it. */
export function noteTrouble(office: Office, on: IsoDate, received: readonly ReceivedVisit[]): void {
  for (const { visit, encounter, claimState } of received) {
    if (visit.mistake === undefined) continue;
    // What our own check lets pass comes back as an answer of the payer, if at all, and is worked there.
    if (claimState === "ready" && visit.mistake !== "member-id-misread") continue;
    if (visit.mistake === "entered-twice" || visit.mistake === "authorization-missing") continue;
    const wait =
      visit.mistake === "note-late" ? 92 + (encounter.id % 30) : visit.mistake === "member-id-misread" ? 3 : 1 + (encounter.id % 3);
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

/** False when nothing could be done today: the payer has not answered yet. What is refused stays where it is, for a person. */
async function mend(context: Context, { encounterId, visit }: Todo): Promise<boolean> {
  switch (visit.mistake) {
    case "note-unsigned":
    case "note-late":
      if (!(await signNote(context, encounterId, { newest: "as-it-stands" })).ok) return true;
      break;
    case "modifier-25-missing":
    case "modifier-qw-missing":
    case "diagnosis-incomplete":
    case "not-coded":
      if (!(await saveCoding(context, encounterId, rightCoding(visit))).ok) return true;
      break;
    case "member-id-misread":
      return correctCard(context, encounterId, visit);
    case "entered-twice":
    case "authorization-missing":
    case undefined:
      return true;
  }
  if (visit.person.coverage === undefined) return true;
  const claim = await prepareClaim(context, encounterId);
  if (claim.ok) await releaseClaim(context, claim.value);
  return true;
}

/** Our own check or the rejection is the sign that the card was misread; a desk that heard nothing has nothing to correct. */
async function correctCard(context: Context, encounterId: EncounterId, { person }: InventedVisit): Promise<boolean> {
  const state = await claimStateOfVisit(context, encounterId);
  if (state === "queued" || state === "submitted" || state === "file-accepted" || state === "accepted") return false;
  assert(person.coverage !== undefined, "a misread card is a card");
  // A payer that denies what it does not know has decided: the next visit's claim is right, and this one is a denial to work.
  const { ok } = await correctMemberId(context, encounterId, person.coverage.memberId);
  if (!ok || (state !== "rejected" && state !== "held")) return true;
  if (state === "rejected" && !(await resendClaim(context, encounterId)).ok) return true;
  const claim = await claimOfVisit(context, encounterId);
  if (claim.ok) await releaseClaim(context, claim.value);
  return true;
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
