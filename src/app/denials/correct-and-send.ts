/**
 * Two keys: the correction is put into the record and the right next version of the claim is made, checked and released, all or
 * nothing. Until its file is written it can be undone: the record, the claim and the cases are as they were before.
 */
import { changesBetween } from "../../core/access/changes.ts";
import { decideNew, decideReplacement, type NewVersion } from "../../core/claims/decide.ts";
import type { CorrectionUndo } from "../../core/claims/model.ts";
import { isDecided } from "../../core/claims/state.ts";
import { assert } from "../../core/kernel/assert.ts";
import { isNpi } from "../../core/kernel/check-digits.ts";
import type { ChargeId, EncounterId } from "../../core/kernel/id.ts";
import { addDays } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { plainMemberId } from "../../core/parties/member-id.ts";
import type { Encounter } from "../../core/visits/model.ts";
import { saveClaimContent, unsentEncountersOfCoverage } from "../../store/claims.ts";
import { updateCoverage } from "../../store/coverages.ts";
import { addDenialEvents } from "../../store/denial-events.ts";
import { denialsOfClaims, type StoredDenial, updateDenial } from "../../store/denials.ts";
import { lockEncounter, saveCharges, saveReferral } from "../../store/encounters.ts";
import { claimsInAFile, snapshotsOfClaim } from "../../store/snapshots.ts";
import type { Tx } from "../../store/transaction.ts";
import { onRecord } from "../audit/record.ts";
import { appendEvents, type ClaimWithFacts, lockClaim } from "../claim-history.ts";
import { type Context, practiceToday, whoActs } from "../context.ts";
import { draftVersion, redraftUnsent } from "../prepare-claim.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { loadVisitRecord, type VisitRecord } from "../visit-record.ts";
import { reopeningDays } from "./ask-reopening.ts";
import { referringText } from "./correction-view.ts";
import type { DenialDetail } from "./work-out.ts";

/** What is typed; a field that is left out stays as it is, an empty one is taken away. */
export interface GivenCorrection {
  readonly memberId?: string;
  readonly authorisation?: string;
  /** "Last, First 1234567893". */
  readonly referring?: string;
  readonly lines?: readonly {
    readonly chargeId: ChargeId;
    readonly modifiers?: readonly string[];
    readonly pointers?: readonly number[];
  }[];
  /** For a payer that takes no replacements: the reference of the reopening that was asked. */
  readonly reference?: string;
}

interface Change {
  readonly words: string;
  readonly apply: (tx: Tx) => Promise<unknown>;
}

export async function correctAndSend(context: Context, encounterId: EncounterId, given: GivenCorrection): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "claim.correct", object: ["visit", encounterId] }, async (tx, audit) => {
    const others = await lockTouched(tx, encounterId, given);
    const visit = await loadVisitRecord(tx, encounterId);
    const held = visit?.claim === undefined ? undefined : await lockClaim(tx, visit.claim.id);
    if (visit?.payer === undefined || held === undefined) return notFound("claim");
    const denials = await denialsOfClaims(tx, [held.claim.id], ["open", "working"]);
    const rejected = held.facts.state === "rejected";
    if (!rejected && !(isDecided(held.facts.state) && denials.length > 0))
      return no("nothing-refused", "Nothing of this claim is refused now.", "Look at where the claim stands.");
    const planned = changesOf(visit, given);
    if (!planned.ok) return planned;
    const changes = planned.value;
    const unprocessable = denials.some((one) => (one.detail as DenialDetail).action === "resend-original");
    const reopening = !rejected && !unprocessable && !visit.payer.takesReplacement;
    if (reopening && (given.reference ?? "").trim() === "")
      return no(
        "reopening",
        `${visit.payer.name} takes no replacement claims.`,
        "Ask for a clerical-error reopening by telephone, portal or letter, and give the payer's reference here.",
      );
    const decided = reopening
      ? undefined
      : rejected || unprocessable
        ? decideNew(held.facts, { unprocessable })
        : decideReplacement(held.facts, visit.payer);
    if (decided?.ok === false) return no(decided.refusal.code, decided.refusal.words);
    if (!rejected && changes.length === 0)
      return no("nothing-changed", "The claim would go again as it was and be refused again.", "Correct what the payer names, or appeal.");
    const undo = undoOf(visit);
    for (const change of changes) await change.apply(tx);
    for (const one of others) await redraftUnsent(context, tx, one);
    const words = changes.map((one) => one.words);
    audit.note(changesBetween({}, { corrected: words }));
    if (decided === undefined) await putReopening(context, tx, denials, { words, reference: (given.reference ?? "").trim() });
    else await sendCorrected(context, tx, held, { denials, version: decided.value, words, undo });
    return ok(undefined);
  });
}

async function putReopening(
  context: Context,
  tx: Tx,
  denials: readonly StoredDenial[],
  { words, reference }: { readonly words: readonly string[]; readonly reference: string },
): Promise<void> {
  const { today } = await practiceToday(context, tx);
  const answerBy = addDays(today, reopeningDays);
  for (const { id } of denials) await updateDenial(tx, id, { status: "working", answerBy, nextOn: null });
  const event = { kind: "reopening-asked", reference, answerBy, changes: words } as const;
  await addDenialEvents(
    tx,
    { on: today, ...whoActs(context) },
    denials.map(({ id }) => ({ denialId: id, event })),
  );
}

/** Made from the record as it is now, checked, and released when nothing holds it. */
async function sendCorrected(
  context: Context,
  tx: Tx,
  held: ClaimWithFacts,
  {
    denials,
    version: { version, frequency, originalPayerControlNumber: number },
    words,
    undo,
  }: {
    readonly denials: readonly StoredDenial[];
    readonly version: NewVersion;
    readonly words: readonly string[];
    readonly undo: Omit<CorrectionUndo, "denialIds">;
  },
): Promise<void> {
  const { today } = await practiceToday(context, tx);
  const visit = await loadVisitRecord(tx, held.claim.encounterId);
  assert(visit !== undefined, "the visit was just read");
  await draftVersion(context.app, tx, {
    visit,
    held,
    today,
    version,
    frequency,
    ...(number === undefined ? {} : { originalPayerControlNumber: number }),
    why: words.length === 0 ? "sent again as it was" : words.join("; "),
    correction: { ...undo, denialIds: denials.map((one) => one.id) },
  });
  const checked = await lockClaim(tx, held.claim.id);
  assert(checked !== undefined, "the claim was just checked");
  if (checked.facts.state === "ready") await appendEvents(tx, checked, today, [{ v: 1, kind: "released", ...whoActs(context) }]);
  for (const { id } of denials) await updateDenial(tx, id, { status: "corrected", nextOn: null });
  await addDenialEvents(
    tx,
    { on: today, ...whoActs(context) },
    denials.map(({ id }) => ({ denialId: id, event: { kind: "corrected", version, frequency, changes: words } })),
  );
}

export async function undoCorrection(context: Context, encounterId: EncounterId): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "claim.correct-undo", object: ["visit", encounterId] }, async (tx, audit) => {
    await lockEncounter(tx, encounterId);
    const visit = await loadVisitRecord(tx, encounterId);
    const held = visit?.claim === undefined ? undefined : await lockClaim(tx, visit.claim.id);
    if (visit === undefined || held === undefined) return notFound("claim");
    const { before, correction } = held.facts;
    if (before === undefined || correction === undefined || held.facts.sent)
      return no("nothing-to-undo", "There is no correction that has not left the house.");
    if ((await claimsInAFile(tx, [held.claim.id])).has(held.claim.id))
      return no("already-sent", "The correction is in a file that is just being written.", "Wait for the payer's answer.");
    const { today } = await practiceToday(context, tx);
    await restore(tx, visit, correction);
    const sent = (await snapshotsOfClaim(tx, held.claim.id)).findLast((one) => one.version === before.version);
    assert(sent !== undefined, "a version that was sent has its snapshot");
    await saveClaimContent(tx, { ...held.claim, version: before.version, frequency: before.frequency, content: sent.content });
    const done = await appendEvents(tx, held, today, [{ v: 1, kind: "withdrawn", by: context.user }]);
    assert(done.ok, "a correction that was not sent can be withdrawn");
    for (const id of correction.denialIds) await updateDenial(tx, id, { status: "open" });
    await addDenialEvents(
      tx,
      { on: today, ...whoActs(context) },
      correction.denialIds.map((id) => ({ denialId: id, event: { kind: "undone", version: held.facts.version } })),
    );
    audit.note(changesBetween({ version: held.facts.version }, { version: before.version }));
    return ok(undefined);
  });
}

function undoOf({ encounter, coverage }: VisitRecord): Omit<CorrectionUndo, "denialIds"> {
  const { priorAuthorization: authorisation, referring } = encounter;
  return {
    ...(coverage === undefined ? {} : { memberId: coverage.memberId }),
    ...(authorisation === undefined ? {} : { authorisation }),
    ...(referring === undefined ? {} : { referring }),
    lines: encounter.charges.map(({ id, modifiers, pointers }) => ({ chargeId: id, modifiers, pointers })),
  };
}

async function restore(
  tx: Tx,
  { encounter, coverage }: VisitRecord,
  { memberId, authorisation, referring, lines }: CorrectionUndo,
): Promise<void> {
  if (coverage !== undefined && memberId !== undefined && memberId !== coverage.memberId)
    await updateCoverage(tx, { ...coverage, memberId });
  await saveReferral(tx, encounter.id, { authorisation, referring });
  const before = new Map(lines.map((line) => [line.chargeId, line]));
  await saveCharges(
    tx,
    encounter.id,
    encounter.charges.map((charge) => {
      const { modifiers = charge.modifiers, pointers = charge.pointers } = before.get(charge.id) ?? {};
      return { ...charge, modifiers, pointers };
    }),
  );
}

function changesOf(visit: VisitRecord, given: GivenCorrection): Outcome<readonly Change[]> {
  const { encounter, coverage } = visit;
  const changes: Change[] = [];
  const { memberId, authorisation = encounter.priorAuthorization ?? "", referring } = given;
  const plain = memberId === undefined ? undefined : plainMemberId(memberId);
  if (plain !== undefined && coverage !== undefined && plain !== coverage.memberId)
    changes.push({
      words: `member id ${coverage.memberId} → ${plain}`,
      apply: (tx) => updateCoverage(tx, { ...coverage, memberId: plain }),
    });
  const referral = referralOf(encounter, { authorisation: authorisation.trim(), referring });
  if (!referral.ok) return referral;
  if (referral.value !== undefined) changes.push(referral.value);
  const lines = linesOf(encounter, given.lines ?? []);
  if (!lines.ok) return lines;
  if (lines.value !== undefined) changes.push(lines.value);
  return ok(changes);
}

function referralOf(
  encounter: Encounter,
  { authorisation, referring }: { readonly authorisation: string; readonly referring: string | undefined },
): Outcome<Change | undefined> {
  const before = encounter.referring === undefined ? "" : referringText(encounter.referring);
  const text = referring === undefined ? before : referring.trim();
  const parsed = /^([^,]{1,60}),\s*(.{1,35}?)\s+(\d{10})$/.exec(text);
  if (text !== "" && (parsed === null || !isNpi(parsed[3] ?? "")))
    return no("referring", "The referring clinician is not understood.", "Type last name, first name and NPI: “Moreno, Ada 1234567893”.");
  const numbers = encounter.priorAuthorization ?? "";
  const words = [
    ...(authorisation === numbers
      ? []
      : [`authorisation ${numbers === "" ? "none" : numbers} → ${authorisation === "" ? "none" : authorisation}`]),
    ...(text === before ? [] : [`referring clinician ${before === "" ? "none" : before} → ${text === "" ? "none" : text}`]),
  ];
  if (words.length === 0) return ok(undefined);
  const person = parsed === null ? undefined : { name: { last: parsed[1] ?? "", first: parsed[2] ?? "" }, npi: parsed[3] ?? "" };
  return ok({
    words: words.join("; "),
    apply: (tx) => saveReferral(tx, encounter.id, { authorisation: authorisation === "" ? undefined : authorisation, referring: person }),
  });
}

function linesOf(encounter: Encounter, given: NonNullable<GivenCorrection["lines"]>): Outcome<Change | undefined> {
  const words: string[] = [];
  const charges: Encounter["charges"][number][] = [];
  for (const charge of encounter.charges) {
    const { modifiers = charge.modifiers, pointers = charge.pointers } = given.find((one) => one.chargeId === charge.id) ?? {};
    if (pointers.some((at) => !encounter.diagnoses.some((one) => one.position === at)))
      return no("pointer", `The visit has no diagnosis ${pointers.join(", ")}.`, "Code the diagnosis first.");
    if (modifiers.join() !== charge.modifiers.join())
      words.push(`${charge.procedure} modifiers ${charge.modifiers.join(" ") || "none"} → ${modifiers.join(" ") || "none"}`);
    if (pointers.join() !== charge.pointers.join())
      words.push(`${charge.procedure} points to ${charge.pointers.join(",")} → ${pointers.join(",")}`);
    charges.push({ ...charge, modifiers, pointers });
  }
  return ok(words.length === 0 ? undefined : { words: words.join("; "), apply: (tx) => saveCharges(tx, encounter.id, charges) });
}

/** Every unsent claim on a card carries its number, so these visits change too. All are locked in the order of their numbers. */
async function lockTouched(tx: Tx, encounterId: EncounterId, { memberId }: GivenCorrection): Promise<readonly EncounterId[]> {
  const coverage = (await loadVisitRecord(tx, encounterId))?.coverage;
  const same = coverage === undefined || memberId === undefined || plainMemberId(memberId) === coverage.memberId;
  const others = same ? [] : (await unsentEncountersOfCoverage(tx, coverage.id)).filter((one) => one !== encounterId);
  for (const one of [encounterId, ...others].sort((a, b) => a - b)) await lockEncounter(tx, one);
  return others;
}
