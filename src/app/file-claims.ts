/**
 * Files the released claims: one 837P a payer. The bytes are stored with their snapshots first, then put into the
 * partner's folder (fsync, rename), and only then recorded as written. Killed in between, the next run puts the same
 * bytes under the same name: a claim goes out once.
 */
import { join } from "node:path";
import { assert } from "../core/kernel/assert.ts";
import { type Finding, messageOf, type Place } from "../core/kernel/finding.ts";
import type { PracticeId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Payer, Practice } from "../core/parties/model.ts";
import { findingKind } from "../core/registry.ts";
import { checkFile } from "../core/x12/check/check-file.ts";
import { writeProfessionalClaims } from "../core/x12/transactions/write-professional-claims.ts";
import { openPartnerFolder, putFile } from "../exchange/partner-folder.ts";
import { readBlob, sha256Of } from "../store/blobs.ts";
import { claimsInStates, type StoredClaim, saveFindings } from "../store/claims.ts";
import { takeNumbers } from "../store/control-numbers.ts";
import { raiseException } from "../store/exceptions.ts";
import { listPreparedFiles, lockPreparedFile, markWritten, type OutboundFile, prepareFile } from "../store/outbound-files.ts";
import { listPayers } from "../store/parties.ts";
import { claimsInAFile, claimsOfFile, insertSnapshots } from "../store/snapshots.ts";
import { sql } from "../store/sql.ts";
import { inPractice, type Tx } from "../store/transaction.ts";
import { recordAct } from "./audit/record.ts";
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
  await putFile(folder.outbox, file.name, bytes, context.app);
  return { name: file.name, payerId: file.partner, claims: await recordWritten(context, tx, file) };
}

/** Where the two folders of a trading partner are. Payer ids come from files by others, so only plain characters are kept. */
export function partnerRoot(app: App, practiceId: PracticeId, payerId: string): string {
  const plain = payerId.replace(/[^A-Za-z0-9-]/g, "_").slice(0, 80);
  // Ids that differ only in what is left out must not share a folder: such a name gets a tail of its own.
  const name = plain === payerId && plain !== "" ? plain : `${plain}.${sha256Of(new TextEncoder().encode(payerId)).slice(0, 12)}`;
  return join(app.partners, String(practiceId), name);
}

async function prepareFor(context: Context, tx: Tx, payer: Payer): Promise<OutboundFile | undefined> {
  // One filing at a time in a practice: two would take the same claims.
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`filing ${tx.practiceId}`}, 0))`);
  const queued = await claimsInStates(tx, ["queued"], { limit: mostClaims, payerId: payer.id, forUpdate: true });
  const released = await notYetInAFile(tx, queued);
  if (released.length === 0) return undefined;
  const { practice, today } = await practiceToday(context, tx);
  const interchange = await takeNumbers(tx, "interchange");
  const batch = `${practice.submitterId}-${await takeNumbers(tx, "batch")}`;
  const envelope: Envelope = { practice, payer, interchange, batch, today, time: context.app.wallTime(practice.timeZone) };
  let claims = released;
  let written = writeFile(envelope, claims);
  let fault = ownFault(written.bytes);
  if (fault !== undefined) {
    claims = await holdFaulty(tx, envelope, released);
    if (claims.length === 0) return undefined;
    written = writeFile(envelope, claims);
    fault = ownFault(written.bytes);
  }
  const { bytes } = written;
  if (fault !== undefined) {
    // What is left is a fault of the envelope: nothing leaves the house that we would refuse ourselves, and the claims stay released.
    await raiseException(tx, {
      source: "filing",
      sourceKey: `${payer.payerId}/${claims
        .map((claim) => `${claim.id}v${claim.version}`)
        .join(",")
        .slice(0, 500)}`,
      reason: `The file for ${payer.name} was not written: ${messageOf(findingKind(fault.code), fault.params)}`,
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
  await recordAct(context, tx, { act: "claim.file", patients: claims.map((claim) => claim.patientId), object: ["file out", file.id] });
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

/** Without the segment's number: it counts in a file that nobody will see. */
function placeInClaim({ segment: _ofTrial, ...place }: Place): Place {
  return { ...place, path: "claim" };
}

interface Envelope {
  readonly practice: Practice;
  readonly payer: Payer;
  readonly interchange: number;
  readonly batch: string;
  readonly today: IsoDate;
  /** HHMM. */
  readonly time: string;
}

function writeFile({ practice, payer, interchange, batch, today, time }: Envelope, claims: readonly StoredClaim[]) {
  const written = writeProfessionalClaims([batchOf(practice, payer, batch, today, time, claims)], {
    sender: { qualifier: "ZZ", id: practice.submitterId },
    receiver: { qualifier: "ZZ", id: payer.payerId.slice(0, 15) },
    groupSender: practice.submitterId,
    groupReceiver: payer.payerId.slice(0, 15),
    date: today,
    time,
    interchangeControl: interchange,
    // One group a file, so it carries the number of its interchange: a 999 leads back to the file by it.
    groupControl: interchange,
    usage: "P",
    wantsTa1: true,
  });
  return { ...written, bytes: new TextEncoder().encode(written.text) };
}

/** What our own check of syntax and guide (SNIP 1 and 2) says of a file before it goes out: its errors. */
function ownFaults(bytes: Uint8Array): readonly Finding[] {
  const checked = checkFile(bytes);
  const all = [...checked.findings, ...checked.transactions.flatMap((one) => one.findings)];
  return all.filter((one) => one.severity === "error" && (findingKind(one.code).snip ?? 1) <= 2);
}

function ownFault(bytes: Uint8Array): Finding | undefined {
  return ownFaults(bytes)[0];
}

/**
 * Finds the claims that would be refused, each in a file of its own beside one that has no claim's fault, and holds them with
 * what is wrong; one bad claim must not keep the payer's other claims back. Returns the claims that are left.
 */
async function holdFaulty(tx: Tx, envelope: Envelope, claims: readonly StoredClaim[]): Promise<readonly StoredClaim[]> {
  const left: StoredClaim[] = [];
  for (const claim of claims) {
    const faults = ownFaults(writeFile(envelope, [claim]).bytes);
    const own = faults.filter(({ place }) => place.claim !== undefined || place.loop?.startsWith("2") === true);
    // A fault of the envelope is every claim's, and no claim's own.
    if (own.length === 0) {
      left.push(claim);
      continue;
    }
    const findings = own.map((one) => ({ ...one, place: placeInClaim(one.place) }));
    await saveFindings(tx, claim.id, claim.version, findings);
    await appendToClaims(tx, envelope.today, [{ claimId: claim.id, event: { v: 1, kind: "held", findings: findings.length } }]);
  }
  return left;
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
  const claimIds = await claimsOfFile(tx, file.id);
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
