/**
 * The life of a claim: what may happen next, and where each event leads. A state is never stored by itself, it is the
 * fold of the events. Answers of trading partners come late and out of order, so an answer that only confirms what is
 * already known changes nothing, and one that contradicts it is refused for the caller to put before a person.
 */
import type { IsoDate } from "../kernel/iso-date.ts";
import { ok, type Result, refuse } from "../kernel/result.ts";
import type { ClaimEvent, ClaimFrequency, ClaimState, CorrectionUndo, DatedClaimEvent } from "./model.ts";

export interface ClaimFacts {
  readonly state: ClaimState;
  readonly version: number;
  readonly frequency: ClaimFrequency;
  /** The latest one the payer gave: 835 CLP07, else 277CA REF*1K. */
  readonly payerControlNumber?: string;
  /** The present version left the house. */
  readonly sent: boolean;
  /** Some version was decided by the payer. */
  readonly decided: boolean;
  readonly firstSentOn?: IsoDate;
  /** The day of the first 277CA acceptance: the proof of timely filing. */
  readonly acceptedOn?: IsoDate;
  readonly rejection?: { readonly by: "TA1" | "999" | "277CA"; readonly codes: readonly string[]; readonly words: string };
  /** While a new version has not left: what the claim is without it. */
  readonly before?: Pick<ClaimFacts, "state" | "version" | "frequency" | "sent" | "rejection">;
  /** How to take back the correction that made the present version. */
  readonly correction?: CorrectionUndo;
  readonly lastSequence: number;
}

export interface IllegalClaimEvent {
  readonly reason: "out-of-sequence" | "not-first" | "not-now" | "wrong-version" | "wrong-frequency";
  readonly state?: ClaimState;
  readonly event: ClaimEvent["kind"];
  readonly words: string;
}

/** Folds a whole history. Refuses an empty one and the first event that may not happen where it stands. */
export function foldClaim(events: readonly DatedClaimEvent[]): Result<ClaimFacts, IllegalClaimEvent> {
  let facts: ClaimFacts | undefined;
  for (const dated of events) {
    const next = applyClaimEvent(facts, dated);
    if (!next.ok) return next;
    facts = next.value;
  }
  if (facts === undefined) return refuse({ reason: "not-first", event: "drafted", words: "A claim without events does not exist." });
  return ok(facts);
}

/** One step of the fold. `facts` is undefined before the first event, which can only be `drafted`. */
export function applyClaimEvent(facts: ClaimFacts | undefined, dated: DatedClaimEvent): Result<ClaimFacts, IllegalClaimEvent> {
  const { event, sequence } = dated;
  if (facts === undefined) return firstEvent(dated);
  if (sequence <= facts.lastSequence) {
    return illegal(facts, event, "out-of-sequence", `Event ${sequence} comes after event ${facts.lastSequence}.`);
  }
  const next = step({ ...facts, lastSequence: sequence }, event, dated.on);
  return next;
}

const unsent: readonly ClaimState[] = ["draft", "held", "ready", "queued"];
const underway: readonly ClaimState[] = ["submitted", "file-accepted", "accepted"];
const decidedStates: readonly ClaimState[] = ["paid", "partly-paid", "denied", "to-patient", "reversed"];

/** The states in which a claim is with the payer or on its way: a second original now would be a duplicate. */
export function isUnderway(state: ClaimState): boolean {
  return state === "queued" || underway.includes(state);
}

/** The payer has said what it pays for the version that it has. */
export function isDecided(state: ClaimState): boolean {
  return decidedStates.includes(state);
}

function firstEvent({ event, on: _on, sequence }: DatedClaimEvent): Result<ClaimFacts, IllegalClaimEvent> {
  if (event.kind !== "drafted") {
    return refuse({ reason: "not-first", event: event.kind, words: "The first event of a claim is its draft." });
  }
  if (event.version !== 1) return refuse({ reason: "wrong-version", event: "drafted", words: "The first version of a claim is 1." });
  if (event.frequency !== "1") {
    return refuse({ reason: "wrong-frequency", event: "drafted", words: "The first version of a claim is an original (frequency 1)." });
  }
  return ok({ state: "draft", version: 1, frequency: "1", sent: false, decided: false, lastSequence: sequence });
}

type Step = Result<ClaimFacts, IllegalClaimEvent>;

function step(facts: ClaimFacts, event: ClaimEvent, on: IsoDate): Step {
  const { state } = facts;
  switch (event.kind) {
    case "drafted":
      return drafted(facts, event);
    case "held":
      return unsent.includes(state) ? to(facts, "held") : notNow(facts, event);
    case "passed":
      return state === "draft" || state === "held" || state === "ready" ? to(facts, "ready") : notNow(facts, event);
    case "released":
      return state === "ready" ? to(facts, "queued") : notNow(facts, event);
    case "taken-back":
      return state === "queued" ? to(facts, "ready") : notNow(facts, event);
    case "crossed-over":
      if (!unsent.includes(state)) return notNow(facts, event);
      return ok({ ...withoutWayBack(facts), state: "accepted", sent: true, firstSentOn: facts.firstSentOn ?? on });
    case "withdrawn":
      return withdrawn(facts, event);
    case "written":
      if (state !== "queued") return notNow(facts, event);
      return ok({ ...withoutWayBack(facts), state: "submitted", sent: true, firstSentOn: facts.firstSentOn ?? on });
    case "file-accepted":
      if (!facts.sent) return notNow(facts, event);
      if (state === "rejected") return isEarlierStep(event.by, facts.rejection?.by) ? ok(facts) : notNow(facts, event);
      return state === "submitted" ? to(facts, "file-accepted") : ok(facts);
    case "file-rejected":
      if (state !== "submitted" && state !== "file-accepted" && state !== "rejected") return notNow(facts, event);
      return ok({ ...facts, state: "rejected", rejection: { by: event.by, codes: event.codes, words: event.words } });
    case "claim-rejected":
      if (!underway.includes(state) && state !== "rejected") return notNow(facts, event);
      return ok({ ...facts, state: "rejected", rejection: { by: "277CA", codes: event.codes, words: event.words } });
    case "acknowledged":
      return acknowledged(facts, event, on);
    case "adjudicated":
      return decidedBy(facts, event, event.outcome);
    case "reversed":
      return decidedBy(facts, event, facts.sent && facts.frequency === "8" ? "voided" : "reversed");
    case "closed":
      return isUnderway(state) || state === "closed" ? notNow(facts, event) : to(facts, "closed");
  }
}

const acknowledgementSteps = ["TA1", "999", "277CA"] as const;

/** A TA1 that took the envelope says nothing against a 999 that refused what was in it, whichever is read first. */
function isEarlierStep(accepted: "TA1" | "999", rejected: "TA1" | "999" | "277CA" | undefined): boolean {
  return rejected !== undefined && acknowledgementSteps.indexOf(accepted) < acknowledgementSteps.indexOf(rejected);
}

/** A draft again: the same version while it has not left, else the next one. */
function drafted(facts: ClaimFacts, event: ClaimEvent & { readonly kind: "drafted" }): Step {
  const { state } = facts;
  if (isUnderway(state)) return notNow(facts, event);
  const again = unsent.includes(state);
  const version = again ? facts.version : facts.version + 1;
  if (event.version !== version) {
    return illegal(facts, event, "wrong-version", `The next draft of this claim is version ${version}, not ${event.version}.`);
  }
  const allowed = again ? event.frequency === facts.frequency : mayDraft(facts, event.frequency);
  if (!allowed) {
    return illegal(facts, event, "wrong-frequency", `A ${state} claim may not be drafted again with frequency ${event.frequency}.`);
  }
  const { rejection, ...kept } = again ? facts : withoutWayBack(facts);
  const before = {
    state,
    version: facts.version,
    frequency: facts.frequency,
    sent: facts.sent,
    ...(rejection === undefined ? {} : { rejection }),
  };
  return ok({
    ...kept,
    ...(again ? {} : { before }),
    ...(event.correction === undefined ? {} : { correction: event.correction }),
    state: "draft",
    version,
    frequency: event.frequency,
    sent: false,
  });
}

/** Only a version that never left, of a claim that had one before it. */
function withdrawn(facts: ClaimFacts, event: ClaimEvent): Step {
  const { before } = facts;
  if (before === undefined || facts.sent || !unsent.includes(facts.state)) return notNow(facts, event);
  return ok({ ...withoutWayBack(facts), ...before });
}

function withoutWayBack({ before: _before, correction: _correction, ...facts }: ClaimFacts): ClaimFacts {
  return facts;
}

/** Which frequency may follow: an original after a rejection, a denial or a void; 7 and 8 after the payer decided. */
export function mayDraft(facts: ClaimFacts, frequency: ClaimFrequency): boolean {
  if (frequency !== "1") return facts.decided && facts.payerControlNumber !== undefined && facts.state !== "voided";
  return (
    facts.state === "denied" || facts.state === "voided" || ((facts.state === "rejected" || facts.state === "closed") && !facts.decided)
  );
}

function acknowledged(facts: ClaimFacts, event: ClaimEvent & { readonly kind: "acknowledged" }, on: IsoDate): Step {
  if (!facts.sent || facts.state === "rejected") return notNow(facts, event);
  const number = facts.decided ? facts.payerControlNumber : (event.payerControlNumber ?? facts.payerControlNumber);
  return ok({
    ...facts,
    state: underway.includes(facts.state) ? "accepted" : facts.state,
    acceptedOn: facts.acceptedOn ?? on,
    ...(number === undefined ? {} : { payerControlNumber: number }),
  });
}

/** The payer's word counts for whatever it holds. A newer version that has not left yet keeps its own state. */
function decidedBy(facts: ClaimFacts, event: ClaimEvent & { readonly kind: "adjudicated" | "reversed" }, state: ClaimState): Step {
  if (facts.firstSentOn === undefined) return notNow(facts, event);
  const known: ClaimFacts = { ...facts, decided: true, payerControlNumber: event.payerControlNumber };
  if (!facts.sent && facts.state !== "closed") {
    return ok(known.before === undefined ? known : { ...known, before: { ...known.before, state } });
  }
  const { rejection: _over, ...kept } = known;
  return ok({ ...kept, state });
}

function to(facts: ClaimFacts, state: ClaimState): Step {
  return ok({ ...facts, state });
}

function notNow(facts: ClaimFacts, event: ClaimEvent): Step {
  return illegal(facts, event, "not-now", `"${event.kind}" cannot happen to a claim that is ${facts.state}.`);
}

function illegal(facts: ClaimFacts, event: ClaimEvent, reason: IllegalClaimEvent["reason"], words: string): Step {
  return refuse({ reason, state: facts.state, event: event.kind, words });
}
