/**
 * Files the released claims: one 837P a payer. The bytes are stored with their snapshots first, then put into the
 * partner's folder (fsync, rename), and only then recorded as written. Killed in between, the next run puts the same
 * bytes under the same name: a claim goes out once.
 */
import { join } from "node:path";
import { assert } from "../core/kernel/assert.ts";
import { messageOf } from "../core/kernel/finding.ts";
import type { ClaimId, PracticeId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Payer, Practice } from "../core/parties/model.ts";
import { findingKind } from "../core/registry.ts";
import { checkFile } from "../core/x12/check/check-file.ts";
import { writeProfessionalClaims } from "../core/x12/transactions/write-professional-claims.ts";
import { openPartnerFolder, putFile } from "../exchange/partner-folder.ts";
import { readBlob, sha256Of } from "../store/blobs.ts";
import { claimsInStates, type StoredClaim } from "../store/claims.ts";
import { takeNumbers } from "../store/control-numbers.ts";
import { raiseException } from "../store/exceptions.ts";
import { listPreparedFiles, lockPreparedFile, markWritten, type OutboundFile, prepareFile } from "../store/outbound-files.ts";
import { listPayers } from "../store/parties.ts";
import { claimsInAFile, insertSnapshots, snapshotsOfFile } from "../store/snapshots.ts";
import { sql } from "../store/sql.ts";
import { inPractice, type Tx } from "../store/transaction.ts";
import { appendToClaims } from "./claim-history.ts";
import { type App, type Context, practiceToday } from "./context.ts";

export interface FiledClaims {
  readonly files: readonly { readonly name: string; readonly payerId: string; readonly claims: number }[];
}

/** X12 recommends at most 5,000 claims a transaction. */
const mostClaims = 5000;

export async function fileClaims(context: Context): Promise<FiledClaims> {
  const { app, practiceId } = context;
  const files: { name: string; payerId: string; claims: number }[] = [...(await finishPreparedFiles(context))];
  const payers = await inPractice(app.pool, practiceId, listPayers);
  for (const payer of payers) {
    const prepared = await inPractice(app.pool, practiceId, (tx) => prepareFor(context, tx, payer));
    if (prepared !== undefined) files.push(...(await finishPreparedFiles(context)));
  }
  return { files };
}

/** Puts every prepared file where the partner looks and records it. Also run at start, for what a killed process left. */
export async function finishPreparedFiles(context: Context): Promise<FiledClaims["files"]> {
  const { app, practiceId } = context;
  const prepared = await inPractice(app.pool, practiceId, listPreparedFiles);
  const finished: { name: string; payerId: string; claims: number }[] = [];
  for (const { id } of prepared) {
    const written = await inPractice(app.pool, practiceId, (tx) => writePrepared(context, tx, id));
    if (written !== undefined) finished.push(written);
  }
  return finished;
}

/** The row is held while the file is put, so that of two at the same time one puts it and the other finds it written. */
async function writePrepared(context: Context, tx: Tx, id: number): Promise<FiledClaims["files"][number] | undefined> {
  const file = await lockPreparedFile(tx, id);
  if (file === undefined) return undefined;
  const bytes = await readBlob(tx, file.fileId);
  assert(bytes !== undefined && sha256Of(bytes) === file.sha256, "a prepared file is stored whole");
  const folder = await openPartnerFolder(partnerRoot(context.app, context.practiceId, file.partner));
  await putFile(folder.outbox, file.name, bytes);
  return { name: file.name, payerId: file.partner, claims: await recordWritten(context, tx, file) };
}

/** Where the two folders of a trading partner are. Payer ids come from files by others, so only plain characters are kept. */
export function partnerRoot(app: App, practiceId: PracticeId, payerId: string): string {
  return join(app.partners, String(practiceId), payerId.replace(/[^A-Za-z0-9-]/g, "_").slice(0, 80) || "_");
}

async function prepareFor(context: Context, tx: Tx, payer: Payer): Promise<OutboundFile | undefined> {
  // One filing at a time in a practice: two would take the same claims.
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`filing ${tx.practiceId}`}, 0))`);
  const queued = await claimsInStates(tx, ["queued"], { limit: mostClaims, payerId: payer.id, forUpdate: true });
  const claims = await notYetInAFile(tx, queued);
  if (claims.length === 0) return undefined;
  const { practice, today } = await practiceToday(context, tx);
  const interchange = await takeNumbers(tx, "interchange");
  const batch = `${practice.submitterId}-${await takeNumbers(tx, "batch")}`;
  const written = writeProfessionalClaims([batchOf(practice, payer, batch, today, context.app.wallTime(practice.timeZone), claims)], {
    sender: { qualifier: "ZZ", id: practice.submitterId },
    receiver: { qualifier: "ZZ", id: payer.payerId.slice(0, 15) },
    groupSender: practice.submitterId,
    groupReceiver: payer.payerId.slice(0, 15),
    date: today,
    time: context.app.wallTime(practice.timeZone),
    interchangeControl: interchange,
    // One group a file, so it carries the number of its interchange: a 999 leads back to the file by it.
    groupControl: interchange,
    usage: "P",
    wantsTa1: true,
  });
  const bytes = new TextEncoder().encode(written.text);
  const fault = ownFault(bytes);
  if (fault !== undefined) {
    // Nothing leaves the house that we would refuse ourselves; the claims stay released until the fault is mended.
    await raiseException(tx, {
      source: "filing",
      sourceKey: `${payer.payerId}/${claims
        .map((claim) => `${claim.id}v${claim.version}`)
        .join(",")
        .slice(0, 500)}`,
      reason: `The file for ${payer.name} was not written: ${fault}`,
      detail: { payerId: payer.payerId, claims: claims.length },
      raisedOn: today,
    });
    return undefined;
  }
  const file = await prepareFile(tx, {
    name: `837P-${String(interchange).padStart(9, "0")}.x12`,
    kind: "837P",
    partner: payer.payerId,
    interchange: String(interchange).padStart(9, "0"),
    batch,
    preparedOn: today,
    bytes,
  });
  const byControl = new Map(claims.map((claim) => [claim.controlNumber, claim]));
  await insertSnapshots(
    tx,
    written.claims.map((one) => {
      const claim = byControl.get(one.claim.controlNumber);
      assert(claim !== undefined, "a written claim was asked for");
      return {
        claimId: claim.id,
        version: claim.version,
        outboundFileId: file.id,
        byteFrom: one.byteFrom,
        byteTo: one.byteTo,
        content: claim.content,
        sha256: sha256Of(bytes.subarray(one.byteFrom, one.byteTo)),
        releases: Object.fromEntries(context.app.releases.map((release) => [release, release])),
      };
    }),
  );
  return file;
}

/** What our own check of syntax and guide (SNIP 1 and 2) says of a file before it goes out. */
function ownFault(bytes: Uint8Array): string | undefined {
  const checked = checkFile(bytes);
  const all = [...checked.findings, ...checked.transactions.flatMap((one) => one.findings)];
  const first = all.find((one) => one.severity === "error" && (findingKind(one.code).snip ?? 1) <= 2);
  return first === undefined ? undefined : messageOf(findingKind(first.code), first.params);
}

/** Claims whose present version stands in a file already wait for that file to be recorded. */
async function notYetInAFile(tx: Tx, queued: readonly StoredClaim[]): Promise<readonly StoredClaim[]> {
  const inAFile = await claimsInAFile(
    tx,
    queued.map((claim) => claim.id),
  );
  return queued.filter((claim) => !inAFile.has(claim.id));
}

function batchOf(practice: Practice, payer: Payer, reference: string, today: IsoDate, time: string, claims: readonly StoredClaim[]) {
  return {
    control: "0001",
    reference,
    purpose: "00",
    createdOn: today,
    createdAt: time,
    kind: "CH",
    submitter: {
      name: { kind: "organisation", last: practice.name } as const,
      id: practice.submitterId,
      contacts: [{ name: practice.contactName, numbers: [{ qualifier: "TE", value: practice.phone.replace(/\D/g, "") }] }],
    },
    receiver: { name: payer.name, id: payer.payerId },
    claims: claims.map((claim) => claim.content),
  };
}

async function recordWritten(context: Context, tx: Tx, file: OutboundFile): Promise<number> {
  const { today } = await practiceToday(context, tx);
  if (!(await markWritten(tx, file.id, today))) return 0;
  const claimIds = [...new Set((await snapshotsOfFile(tx, file.id)).map((snapshot): ClaimId => snapshot.claimId))];
  const event = {
    v: 1,
    kind: "written",
    fileName: file.name,
    sha256: file.sha256,
    interchange: file.interchange ?? "",
    batch: file.batch ?? "",
  } as const;
  const refused = await appendToClaims(
    tx,
    today,
    claimIds.map((claimId) => ({ claimId, event })),
  );
  assert(refused.length === 0, "a queued claim can be written");
  return claimIds.length;
}
