/** What a person may do with a claim now, and the words when not. Each answers with the events to append. */

import { ok, type Result, refuse } from "../kernel/result.ts";
import type { Payer } from "../parties/model.ts";
import type { ClaimEvent, ClaimFrequency, Doer } from "./model.ts";
import { type ClaimFacts, isUnderway, mayDraft } from "./state.ts";

export interface ClaimRefusal {
  readonly code:
    | "has-errors"
    | "not-scrubbed"
    | "already-released"
    | "already-sent"
    | "not-queued"
    | "underway"
    | "not-rejected"
    | "never-decided"
    | "no-payer-number"
    | "reopening"
    | "use-replacement"
    | "voided"
    | "not-sent-yet"
    | "nothing-to-undo";
  readonly words: string;
}

export type ClaimDecision = Result<readonly ClaimEvent[], ClaimRefusal>;

/** A new version: the events, and what the builder of its content needs (CLM05-3 and REF*F8). */
export interface NewVersion {
  readonly events: readonly ClaimEvent[];
  readonly version: number;
  readonly frequency: ClaimFrequency;
  readonly originalPayerControlNumber?: string;
}

export type VersionDecision = Result<NewVersion, ClaimRefusal>;

/** Lets a claim that passed the edits go into the next file. */
export function decideRelease(facts: ClaimFacts, doer: Doer): ClaimDecision {
  switch (facts.state) {
    case "ready":
      return ok([{ v: 1, kind: "released", ...doer }]);
    case "held":
      return no("has-errors", "This claim is held by its errors. Fix them, then release it.");
    case "draft":
      return no("not-scrubbed", "This claim has not been checked since it was last changed. Check it first.");
    case "queued":
      return no("already-released", "This claim already waits for the next file.");
    default:
      return no("already-sent", `This version was sent (now ${facts.state}); a change needs a new version.`);
  }
}

/** Takes a released claim out of the queue again, as long as no file holds it. */
export function decideTakeBack(facts: ClaimFacts, { by, inAFile }: { readonly by: string; readonly inAFile: boolean }): ClaimDecision {
  if (facts.state !== "queued") return no("not-queued", `Only a released claim can be taken back; this one is ${facts.state}.`);
  if (inAFile) return no("already-sent", "This claim is in a file that is just being written. Wait for the payer's answer.");
  return ok([{ v: 1, kind: "taken-back", by }]);
}

/** Gives up a version that has not left the house: the claim is what it was before it. */
export function decideGiveUp(facts: ClaimFacts, { by, inAFile }: { readonly by: string; readonly inAFile: boolean }): ClaimDecision {
  if (facts.before === undefined || facts.sent) return no("nothing-to-undo", "There is no later version that has not left the house.");
  if (facts.correction !== undefined) return no("nothing-to-undo", "This version is a correction: undo it with the case, record and all.");
  if (inAFile) return no("already-sent", "This version is in a file that is just being written. Wait for the payer's answer.");
  return ok([{ v: 1, kind: "withdrawn", by }]);
}

/**
 * The same values once more, after a rejection that had nothing to do with them (a file refused by TA1 or 999). What
 * was never decided goes as an original; a rejected replacement or void goes again as what it was.
 */
export function decideResend(facts: ClaimFacts): VersionDecision {
  if (facts.state !== "rejected") return refuseUnrejected(facts);
  const by = facts.rejection?.by ?? "277CA";
  return version(facts, facts.decided ? facts.frequency : "1", `resent after rejection by ${by}`);
}

/**
 * A new original (frequency 1) with changed values: after a rejection, which never entered adjudication, or after a
 * denial as unprocessable, for which the payer wants a new claim (RARC MA130, N142).
 */
export function decideNew(facts: ClaimFacts, { unprocessable = false }: { readonly unprocessable?: boolean } = {}): VersionDecision {
  if (facts.state === "denied" && unprocessable) return version(facts, "1", "new claim after an unprocessable denial");
  if (facts.state === "voided") return version(facts, "1", "new claim after a void");
  if (facts.decided) {
    return no(
      "use-replacement",
      "The payer has decided this claim. A second original would be denied as a duplicate: send a replacement, or appeal.",
    );
  }
  if (facts.state !== "rejected" && facts.state !== "closed") return refuseUnrejected(facts);
  if (facts.firstSentOn === undefined) return no("not-sent-yet", "This claim was never sent: change it and release it.");
  return version(facts, "1", "corrected after rejection");
}

/** The whole claim again with changed values (frequency 7), which supersedes what the payer has. Lines left out are taken back. */
export function decideReplacement(facts: ClaimFacts, payer: Pick<Payer, "takesReplacement" | "name">): VersionDecision {
  return decideCorrection(facts, payer, "7");
}

/** Takes the claim back (frequency 8). */
export function decideVoid(facts: ClaimFacts, payer: Pick<Payer, "takesReplacement" | "name">): VersionDecision {
  return decideCorrection(facts, payer, "8");
}

function decideCorrection(facts: ClaimFacts, payer: Pick<Payer, "takesReplacement" | "name">, frequency: "7" | "8"): VersionDecision {
  if (isUnderway(facts.state)) {
    return no("underway", "The payer has not decided this claim yet. Wait for its decision; ask for the status if it is late.");
  }
  if (facts.firstSentOn === undefined) return no("not-sent-yet", "This claim was never sent: change it and release it.");
  if (facts.state === "voided") return no("voided", "This claim was voided. Send a new original instead.");
  if (!facts.decided) {
    return no("never-decided", "This claim was rejected before any decision, so there is nothing to replace: send a new original.");
  }
  if (!facts.sent && facts.state !== "closed") return no("not-sent-yet", "A newer version of this claim is still here: change that one.");
  if (!payer.takesReplacement) {
    return no(
      "reopening",
      `${payer.name} takes no replacement or void claims. Ask for a clerical-error reopening (telephone, portal or letter), or appeal.`,
    );
  }
  if (facts.payerControlNumber === undefined) {
    return no("no-payer-number", "The payer's claim control number is not known; a replacement or void must name it (REF*F8).");
  }
  return version(facts, frequency, frequency === "7" ? "replacement" : "void");
}

function version(facts: ClaimFacts, frequency: ClaimFrequency, why: string): VersionDecision {
  if (!mayDraft(facts, frequency))
    return no("underway", `A claim that is ${facts.state} cannot be sent again with frequency ${frequency}.`);
  const next = facts.version + 1;
  const number = frequency === "1" ? undefined : facts.payerControlNumber;
  return ok({
    events: [{ v: 1, kind: "drafted", version: next, frequency, why }],
    version: next,
    frequency,
    ...(number === undefined ? {} : { originalPayerControlNumber: number }),
  });
}

function refuseUnrejected(facts: ClaimFacts): { readonly ok: false; readonly refusal: ClaimRefusal } {
  if (isUnderway(facts.state)) {
    return no("underway", "This claim is on its way or with the payer. A second original would be a duplicate: ask for its status first.");
  }
  if (facts.decided) return no("use-replacement", "The payer has decided this claim: send a replacement, or appeal.");
  if (facts.firstSentOn === undefined) return no("not-sent-yet", "This claim was never sent: release it instead.");
  return no("not-rejected", "Only a rejected claim is sent again.");
}

function no(code: ClaimRefusal["code"], words: string): { readonly ok: false; readonly refusal: ClaimRefusal } {
  return refuse({ code, words });
}
