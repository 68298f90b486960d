/**
 * The one way to a patient's record. A use case that opens or changes one runs inside `onRecord`: a restricted record is kept from
 * who may not open it, and what was done, by whom and why, is written in the same transaction. What touches many patients at once
 * says so with `recordAct`.
 */
import type { Act } from "../../core/access/acts.ts";
import type { FieldChange } from "../../core/access/changes.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import { insertEntries, patientOfObject, type RecordKind } from "../../store/audit/entries.ts";
import { allBarred, barredPatients, loadRestriction, openGlass } from "../../store/audit/restrictions.ts";
import { mergedRecords } from "../../store/patient-merges.ts";
import { inPractice, snapshotOfPractice, type Tx } from "../../store/transaction.ts";
import type { Context } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";

export interface Audit {
  readonly patientId: PatientId;
  /** What the command changed, for its row. */
  readonly note: (changes: readonly FieldChange[]) => void;
}

interface Deed {
  readonly act: Act;
  readonly object: readonly [kind: RecordKind, id: number];
  /** All reads on one snapshot. */
  readonly snapshot?: boolean;
  /** Who breaks the glass or restricts a record does not open it. */
  readonly evenRestricted?: boolean;
  /** A record that was merged leads to the one that stands for it (`audit.patientId`); without this it is refused. */
  readonly followsMerge?: boolean;
}

/** Refuses: no such object, a restricted record. Otherwise what `work` says. All of it is recorded, refusals by their word. */
export async function onRecord<Value>(
  context: Context,
  { act, object, snapshot = false, evenRestricted = false, followsMerge = false }: Deed,
  work: (tx: Tx, audit: Audit) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const { app, practiceId, actor } = context;
  return (snapshot ? snapshotOfPractice : inPractice)(app.pool, practiceId, async (tx) => {
    const [owner, merged] = await Promise.all([patientOfObject(tx, object), mergedRecords(tx)]);
    if (owner === undefined) return notFound(object[0]);
    const patientId = merged.get(owner) ?? owner;
    const access = evenRestricted || actor.permissions.has("restricted:read") ? "open" : await accessTo(context, tx, patientId);
    if (access === "barred") {
      await recordAct(context, tx, { act, patients: [patientId], object, outcome: "restricted" });
      return restricted;
    }
    if (object[0] === "patient" && patientId !== owner && !followsMerge) {
      await recordAct(context, tx, { act, patients: [patientId], object, outcome: "merged" });
      return mergedAway;
    }
    let changes: readonly FieldChange[] = [];
    const outcome = await work(tx, {
      patientId,
      note: (more) => {
        changes = [...changes, ...more];
      },
    });
    await recordAct(context, tx, {
      act,
      patients: [patientId],
      object,
      changes,
      emergency: access === "emergency",
      outcome: outcome.ok ? "done" : outcome.refusal.problem,
    });
    return outcome;
  });
}

/** For a command whose own work touches more than this record: the same check and the same row. */
export function enterRecord(context: Context, deed: Deed): Promise<Outcome<undefined>> {
  return onRecord(context, deed, async () => ok(undefined));
}

export interface Done {
  readonly act: Act;
  readonly patients: readonly PatientId[];
  readonly object?: readonly [kind: string, id: string | number];
  readonly changes?: readonly FieldChange[];
  readonly outcome?: string;
  readonly emergency?: boolean;
}

/** Writes one row of what was done, in the caller's transaction. */
export async function recordAct(context: Pick<Context, "actor" | "request">, tx: Tx, did: Done): Promise<void> {
  recordActs(context, tx, [did]);
}

/** A row of each. */
export function recordActs({ actor, request }: Pick<Context, "actor" | "request">, tx: Tx, did: readonly Done[]): void {
  insertEntries(
    tx,
    did.map(({ emergency = false, outcome = "done", ...rest }) => ({
      ...rest,
      outcome,
      actorKind: actor.kind,
      actor: actor.name,
      accountId: actor.accountId,
      role: actor.role,
      purpose: emergency ? "emergency" : actor.purpose,
      session: actor.session,
      request,
    })),
  );
}

/** Those of the patients whose names and records this actor may not see; lists mask them. */
export async function hiddenPatients(
  { actor }: Pick<Context, "actor">,
  tx: Tx,
  ids: readonly PatientId[],
): Promise<ReadonlySet<PatientId>> {
  if (actor.permissions.has("restricted:read")) return new Set();
  return barredPatients(tx, ids, actor.accountId);
}

/** All of the practice whose records this actor may not see: a search by a word that many have goes past them. */
export async function allHidden({ actor }: Pick<Context, "actor">, tx: Tx): Promise<readonly PatientId[]> {
  return actor.permissions.has("restricted:read") ? [] : allBarred(tx, actor.accountId);
}

export interface RecordState {
  readonly restricted: boolean;
  /** The end of the emergency in which this person has it open, ISO 8601. */
  readonly emergencyUntil?: string;
}

/** What a page that shows the record says of it. */
export async function recordState({ actor }: Pick<Context, "actor">, tx: Tx, patientId: PatientId): Promise<RecordState> {
  if ((await loadRestriction(tx, patientId)) === undefined) return { restricted: false };
  if (actor.permissions.has("restricted:read") || actor.accountId === undefined) return { restricted: true };
  const glass = await openGlass(tx, patientId, actor.accountId);
  return { restricted: true, ...(glass === undefined ? {} : { emergencyUntil: glass.endsAt }) };
}

async function accessTo({ actor }: Context, tx: Tx, patientId: PatientId): Promise<"open" | "emergency" | "barred"> {
  if ((await loadRestriction(tx, patientId)) === undefined) return "open";
  return (await barredPatients(tx, [patientId], actor.accountId)).has(patientId) ? "barred" : "emergency";
}

const mergedAway = no(
  "merged",
  "This record was merged into another one.",
  "Load the page again: it leads to the record that stands for it.",
);

const restricted = no(
  "restricted",
  "This patient's record is restricted.",
  "Who may open restricted records can help; when it is needed at once, open it in an emergency with a reason.",
);
