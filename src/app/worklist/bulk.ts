/** Work on many visits at once: first what will happen to how many, then the same done, and undone again where nobody went on. */
import type { Act } from "../../core/access/acts.ts";
import { changesBetween } from "../../core/access/changes.ts";
import { assert } from "../../core/kernel/assert.ts";
import type { ClaimId, EncounterId, PatientId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { type BulkAct, type BulkLeftOut, bulkLeftOut, decideBulk, stillAsLeft } from "../../core/worklist/bulk.ts";
import type { WorkStanding } from "../../core/worklist/work.ts";
import {
  type BulkItem,
  type BulkRow,
  bulkRows,
  insertBulk,
  type KeptBulk,
  lockBulk,
  lockReadyClaims,
  lockVisits,
  markUndone,
} from "../../store/bulk-work.ts";
import { claimsInAFile } from "../../store/snapshots.ts";
import { inPractice, readPractice, type Tx } from "../../store/transaction.ts";
import { addWork, type NewWork, workStandings } from "../../store/visit-work.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import { appendToClaims } from "../claim-history.ts";
import { type Context, practiceToday, whoActs } from "../context.ts";
import { type VisitQuery, visitsOfQuery } from "../list-visits.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { listOwners, ownIdOf } from "./owners.ts";
import { wrongFollowUp } from "./work-on-visit.ts";

/** One transaction locks so many rows at most. */
export const mostAtOnce = 2000;

export type BulkTarget = { readonly query: VisitQuery } | { readonly visitIds: readonly EncounterId[] };

export interface BulkPlan {
  /** The visits to which it will happen. */
  readonly visitIds: readonly EncounterId[];
  readonly leftOut: readonly { readonly why: BulkLeftOut; readonly words: string; readonly count: number }[];
}

const actNames: Readonly<Record<BulkAct["kind"], Act>> = {
  assign: "work.assign",
  "put-off": "work.follow-up",
  wake: "work.follow-up",
  release: "claim.release",
};

/** What would happen, and to which; nothing does. */
export async function previewBulk(context: Context, act: BulkAct, target: BulkTarget): Promise<Outcome<BulkPlan>> {
  const refused = await refusedAct(context, act);
  if (refused !== undefined) return refused;
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const ids = "query" in target ? await visitsOfQuery(context, tx, target.query, mostAtOnce + 1) : target.visitIds;
    if (ids.length > mostAtOnce)
      return no("too-many", `More than ${mostAtOnce.toLocaleString("en-US")} visits at once are not worked.`, "Narrow the list first.");
    const wrong = await wrongDay(context, tx, act);
    if (wrong !== undefined) return wrong;
    const { works, leftOut } = await decideAll(context, tx, act, ids);
    return ok({ visitIds: works.map(({ row }) => row.id), leftOut });
  });
}

/** Does it to these visits. Each is decided anew: what has changed since the preview is left out, and said. */
export async function workInBulk(
  context: Context,
  act: BulkAct,
  visitIds: readonly EncounterId[],
  reason: string,
): Promise<Outcome<BulkPlan & { readonly bulkId?: number }>> {
  const refused = await refusedAct(context, act);
  if (refused !== undefined) return onRecordRefused(context, actNames[act.kind], refused);
  const ownerName = act.kind === "assign" && act.ownerId !== undefined ? await nameOf(context, act.ownerId) : undefined;
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    await lockVisits(tx, visitIds);
    if (act.kind === "release") await lockReadyClaims(tx, visitIds);
    const wrong = await wrongDay(context, tx, act);
    if (wrong !== undefined) {
      await recordAct(context, tx, { act: actNames[act.kind], patients: [], outcome: wrong.refusal.problem });
      return wrong;
    }
    const { works, leftOut } = await decideAll(context, tx, act, visitIds);
    if (works.length === 0) {
      await recordAct(context, tx, { act: actNames[act.kind], patients: [], outcome: "nothing-to-do" });
      return ok({ visitIds: [], leftOut });
    }
    const { today } = await practiceToday(context, tx);
    if (act.kind === "release") {
      await release(
        context,
        tx,
        works.flatMap(({ row }) => row.readyClaims),
        today,
      );
    } else {
      await addWork(
        tx,
        works.map(({ row }) => workOf(act, { row, reason, ownerName, on: today, by: context.user })),
      );
    }
    const by = { id: ownIdOf(context), name: context.actor.name };
    const bulkId = await insertBulk(tx, { act, items: works.flatMap((work) => itemsOf(act, work)), on: today, by });
    await recordAct(context, tx, {
      act: actNames[act.kind],
      patients: works.map(({ row }) => row.patientId),
      object: ["bulk", bulkId],
      changes: changesBetween({}, { visits: String(works.length), ...(ownerName === undefined ? {} : { owner: ownerName }) }),
    });
    return ok({ visitIds: works.map(({ row }) => row.id), leftOut, bulkId });
  });
}

/** Puts back what stood before, visit by visit; where somebody went on since, it stays. Refuses: another person's, undone already. */
export async function undoBulk(context: Context, bulkId: number): Promise<Outcome<BulkPlan>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const bulk = await lockBulk(tx, bulkId);
    const refused = refusedUndo(context, bulk);
    if (bulk === undefined || refused !== undefined) {
      const outcome = refused ?? notFound("bulk work");
      await recordAct(context, tx, { act: "work.undo", patients: [], object: ["bulk", bulkId], outcome: outcome.refusal.problem });
      return outcome;
    }
    const ids = [...new Set(bulk.items.map(({ encounterId }) => encounterId))];
    await lockVisits(tx, ids);
    const { today } = await practiceToday(context, tx);
    const rows = new Map((await bulkRows(tx, ids)).map((row) => [row.id, row]));
    const hidden = await hiddenPatients(context, tx, patientsOf([...rows.values()]));
    const standings = await workStandings(tx, ids);
    const open = bulk.items.filter(({ encounterId }) => !hidden.has(rows.get(encounterId)?.patientId as PatientId));
    const undone =
      bulk.act.kind === "release"
        ? await takeBack(context, tx, open, today)
        : await putBack(context, tx, { act: bulk.act, items: open, standings, today });
    await markUndone(tx, bulkId, today);
    await recordAct(context, tx, {
      act: bulk.act.kind === "release" ? "claim.take-back" : "work.undo",
      patients: patientsOf(undone.flatMap((id) => rows.get(id) ?? [])),
      object: ["bulk", bulkId],
      changes: changesBetween({ visits: String(ids.length) }, { undone: String(undone.length) }),
    });
    const kept = ids.filter((id) => !undone.includes(id));
    const why = bulk.act.kind === "release" ? "in-a-file" : "changed-since";
    return ok({ visitIds: undone, leftOut: counted(kept.map(() => why)) });
  });
}

function refusedUndo(context: Context, bulk: KeptBulk | undefined) {
  if (bulk === undefined) return notFound("bulk work");
  if (bulk.byId !== ownIdOf(context)) return no("not-yours", "Somebody else did this: only they take it back.");
  if (bulk.undoneOn !== null) return no("undone", "This was undone already.");
  return bulk.act.kind === "release" && !context.actor.permissions.has("claims:file") ? notAllowed : undefined;
}

function onRecordRefused<Refused extends { readonly refusal: { readonly problem: string } }>(
  context: Context,
  act: Act,
  refused: Refused,
): Promise<Refused> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    await recordAct(context, tx, { act, patients: [], outcome: refused.refusal.problem });
    return refused;
  });
}

interface Work {
  readonly row: BulkRow;
  readonly standing: WorkStanding;
}

async function decideAll(context: Context, tx: Tx, act: BulkAct, ids: readonly EncounterId[]) {
  const rows = await bulkRows(tx, ids);
  const standings = await workStandings(tx, ids);
  const hidden = await hiddenPatients(context, tx, patientsOf(rows));
  const works: Work[] = [];
  const why: BulkLeftOut[] = Array.from({ length: new Set(ids).size - rows.length }, () => "not-found");
  for (const row of rows) {
    const standing = standings(row.id);
    const subject = { queue: row.queue, standing, hidden: hidden.has(row.patientId), readyClaims: row.readyClaims.length };
    const decided = decideBulk(act, subject);
    if (decided.ok) works.push({ row, standing });
    else why.push(decided.refusal);
  }
  return { works, leftOut: counted(why) };
}

function counted(why: readonly BulkLeftOut[]): BulkPlan["leftOut"] {
  return [...new Set(why)].map((one) => ({ why: one, words: bulkLeftOut[one], count: why.filter((other) => other === one).length }));
}

function patientsOf(rows: readonly BulkRow[]): readonly PatientId[] {
  return [...new Set(rows.map(({ patientId }) => patientId))];
}

const notAllowed = no("not-allowed", "Your role does not file claims.");

async function refusedAct(context: Context, act: BulkAct) {
  if (act.kind === "release" && !context.actor.permissions.has("claims:file")) return notAllowed;
  if (act.kind !== "assign" || act.ownerId === undefined) return undefined;
  return (await nameOf(context, act.ownerId)) === undefined
    ? no("not-here", "This person does not work on claims in this practice.")
    : undefined;
}

async function nameOf(context: Context, ownerId: number): Promise<string | undefined> {
  return (await listOwners(context)).find(({ id }) => id === ownerId)?.name;
}

async function wrongDay(context: Context, tx: Tx, act: BulkAct) {
  return act.kind === "put-off" ? wrongFollowUp(act.until, (await practiceToday(context, tx)).today) : undefined;
}

async function release(context: Context, tx: Tx, claims: readonly ClaimId[], today: IsoDate): Promise<void> {
  const refused = await appendToClaims(
    tx,
    today,
    claims.map((claimId) => ({ claimId, event: { v: 1, kind: "released", ...whoActs(context) } })),
  );
  // Their states were read under their own locks.
  assert(refused.length === 0, "a claim that is ready can be released");
}

interface Written {
  readonly row: BulkRow;
  readonly reason: string;
  readonly ownerName: string | undefined;
  readonly on: IsoDate;
  readonly by: string;
}

function workOf(act: Exclude<BulkAct, { kind: "release" }>, { row, reason, ownerName, on, by }: Written): NewWork {
  const about = { encounterId: row.id, on, by };
  switch (act.kind) {
    case "assign":
      return {
        ...about,
        kind: "assigned",
        ...(act.ownerId === undefined || ownerName === undefined ? {} : { ownerId: act.ownerId, ownerName }),
      };
    case "put-off":
      return { ...about, kind: "follow-up", followUp: act.until, queue: row.queue, words: reason };
    case "wake":
      return { ...about, kind: "follow-up" };
  }
}

function itemsOf(act: BulkAct, { row, standing }: Work): readonly BulkItem[] {
  switch (act.kind) {
    case "assign":
      return [{ encounterId: row.id, beforeOwner: standing.ownerId }];
    case "release":
      return row.readyClaims.map((claimId) => ({ encounterId: row.id, claimId }));
    case "put-off":
    case "wake": {
      const { on, queue } = standing.followUp ?? {};
      return [{ encounterId: row.id, beforeFollowUp: on, beforeQueue: queue, beforeWords: row.followUpWords ?? undefined }];
    }
  }
}

async function takeBack(context: Context, tx: Tx, items: KeptBulk["items"], today: IsoDate): Promise<readonly EncounterId[]> {
  const claims = items.flatMap(({ claimId }) => claimId ?? []);
  const filed = await claimsInAFile(tx, claims);
  const wanted = items.filter(({ claimId }) => claimId !== null && !filed.has(claimId));
  const additions = wanted.flatMap(({ claimId }) =>
    claimId === null ? [] : [{ claimId, event: { v: 1 as const, kind: "taken-back" as const, by: context.user } }],
  );
  const refused = new Set((await appendToClaims(tx, today, additions)).map(({ claimId }) => claimId));
  return [...new Set(wanted.flatMap(({ claimId, encounterId }) => (claimId === null || refused.has(claimId) ? [] : [encounterId])))];
}

async function putBack(
  context: Context,
  tx: Tx,
  {
    act,
    items,
    standings,
    today,
  }: {
    readonly act: BulkAct;
    readonly items: KeptBulk["items"];
    readonly standings: (id: EncounterId) => WorkStanding;
    readonly today: IsoDate;
  },
): Promise<readonly EncounterId[]> {
  const back = items.filter(({ encounterId }) => stillAsLeft(act, standings(encounterId)));
  const owners = new Map((await listOwners(context)).map(({ id, name }) => [id, name]));
  await addWork(
    tx,
    back.map((item): NewWork => {
      const about = { encounterId: item.encounterId, on: today, by: context.user };
      if (act.kind === "assign") {
        const { beforeOwner } = item;
        return beforeOwner === null
          ? { ...about, kind: "assigned" }
          : { ...about, kind: "assigned", ownerId: beforeOwner, ownerName: owners.get(beforeOwner) ?? "no longer here" };
      }
      if (item.beforeFollowUp === null) return { ...about, kind: "follow-up" };
      const queue = item.beforeQueue === null ? {} : { queue: item.beforeQueue };
      return { ...about, kind: "follow-up", followUp: item.beforeFollowUp, words: item.beforeWords ?? "", ...queue };
    }),
  );
  return back.map(({ encounterId }) => encounterId);
}
