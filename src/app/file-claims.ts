/**
 * Files the released claims: one 837P a payer. The bytes are stored with their snapshots first, then put into the
 * partner's folder (fsync, rename), and only then recorded as written. Killed in between, the next run puts the same
 * bytes under the same name: a claim goes out once.
 */
import { join } from "node:path";
import { assert } from "../core/kernel/assert.ts";
import { type Finding, messageOf, type Place } from "../core/kernel/finding.ts";
import type { ClaimId, PayerId, PracticeId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Payer, Practice } from "../core/parties/model.ts";
import { findingKind } from "../core/registry.ts";
import { checkFile } from "../core/x12/check/check-file.ts";
import { writeProfessionalClaims } from "../core/x12/transactions/write-professional-claims.ts";
import { openPartnerFolder, putFile } from "../exchange/partner-folder.ts";
import { readBlob, readSmallBlobs, sha256Of } from "../store/blobs.ts";
import { claimsToFile, lockClaims, type StoredClaim, saveFindings } from "../store/claims.ts";
import { takeNumbers } from "../store/control-numbers.ts";
import { raiseException } from "../store/exceptions.ts";
import { lockPreparedFiles, markWritten, type OutboundFile, prepareFiles } from "../store/outbound-files.ts";
import { listPayers } from "../store/parties.ts";
import { groupRows } from "../store/row.ts";
import { claimsInAFile, claimsOfFiles, insertSnapshots } from "../store/snapshots.ts";
import { sql } from "../store/sql.ts";
import { inPractice, type Tx } from "../store/transaction.ts";
import { type Done, recordActs } from "./audit/record.ts";
import { appendToClaims } from "./claim-history.ts";
import { type App, type Context, practiceToday } from "./context.ts";
import { controlOf, envelopeOf, type Sending } from "./envelope.ts";

export interface FiledClaims {
  readonly files: readonly { readonly name: string; readonly payerId: string; readonly claims: number }[];
}

/** X12 recommends at most 5,000 claims a transaction. */
const mostClaims = 5000;

export async function fileClaims(context: Context): Promise<FiledClaims> {
  const { app, practiceId } = context;
  const files = [...(await finishPreparedFiles(context))];
  const waiting = await inPractice(app.pool, practiceId, (tx) => claimsToFile(tx, mostClaims));
  for (const lot of lotsOf(waiting)) {
    const prepared = await inPractice(app.pool, practiceId, (tx) => prepareLot(context, tx, lot));
    if (prepared > 0) files.push(...(await finishPreparedFiles(context)));
  }
  return { files };
}

/** Payers together, as long as their claims are no more than a full file has. */
function lotsOf(waiting: ReadonlyMap<PayerId, readonly ClaimId[]>): readonly (readonly ClaimId[])[] {
  const lots: ClaimId[][] = [];
  for (const ids of waiting.values()) {
    const last = lots.at(-1);
    if (last !== undefined && last.length + ids.length <= mostClaims) last.push(...ids);
    else lots.push([...ids]);
  }
  return lots;
}

/** Files put and recorded in one transaction. */
const mostFiles = 20;

/** Puts every prepared file where the partner looks and records it. Also run at start, for what a killed process left. */
export async function finishPreparedFiles(context: Context): Promise<FiledClaims["files"]> {
  const { app, practiceId } = context;
  const finished: FiledClaims["files"][number][] = [];
  for (;;) {
    const written = await inPractice(app.pool, practiceId, (tx) => writePrepared(context, tx));
    finished.push(...written);
    if (written.length < mostFiles) return finished;
  }
}

/** The rows are held while the files are put, so that of two at the same time one puts them and the other finds them written. */
async function writePrepared(context: Context, tx: Tx): Promise<FiledClaims["files"]> {
  const files = await lockPreparedFiles(tx, { limit: mostFiles });
  if (files.length === 0) return [];
  const small = await readSmallBlobs(
    tx,
    files.map((file) => file.fileId),
  );
  for (const file of files) {
    const bytes = small.get(file.fileId) ?? (await readBlob(tx, file.fileId));
    assert(bytes !== undefined && sha256Of(bytes) === file.sha256, "a prepared file is stored whole");
    const folder = await openPartnerFolder(partnerRoot(context.app, context.practiceId, file.partner));
    await putFile(folder.outbox, file.name, bytes, context.app);
  }
  const claims = await recordWritten(context, tx, files);
  return files.map(({ id, name, partner }) => ({ name, payerId: partner, claims: claims.get(id)?.length ?? 0 }));
}

/** Where the two folders of a trading partner are. Payer ids come from files by others, so only plain characters are kept. */
export function partnerRoot(app: App, practiceId: PracticeId, payerId: string): string {
  const plain = payerId.replace(/[^A-Za-z0-9-]/g, "_").slice(0, 80);
  // Ids that differ only in what is left out must not share a folder: such a name gets a tail of its own.
  const name = plain === payerId && plain !== "" ? plain : `${plain}.${sha256Of(new TextEncoder().encode(payerId)).slice(0, 12)}`;
  return join(app.partners, String(practiceId), name);
}

interface PayersFile {
  readonly envelope: Envelope;
  readonly claims: readonly StoredClaim[];
  readonly written: ReturnType<typeof writeFile>;
}

/** A file for each payer of these claims. Returns how many were prepared. */
async function prepareLot(context: Context, tx: Tx, ids: readonly ClaimId[]): Promise<number> {
  // One filing at a time in a practice: two would take the same claims.
  tx.post(sql`select pg_advisory_xact_lock(hashtextextended(${`filing ${tx.practiceId}`}, 0))`);
  const claims = [...(await lockClaims(tx, ids)).values()].filter((claim) => claim.state === "queued");
  const byPayer = groupRows(await notYetInAFile(tx, claims), (claim) => claim.payerId);
  const payers = (await listPayers(tx)).filter((payer) => byPayer.has(payer.id));
  if (payers.length === 0) return 0;
  const { practice, today } = await practiceToday(context, tx);
  const time = context.app.wallTime(practice.timeZone);
  const interchange = await takeNumbers(tx, "interchange", payers.length);
  const batch = await takeNumbers(tx, "batch", payers.length);
  const files: PayersFile[] = [];
  for (const [at, payer] of payers.entries()) {
    const envelope = { practice, payer, interchange: interchange + at, batch: `${practice.submitterId}-${batch + at}`, today, time };
    const file = await fileOf(tx, envelope, byPayer.get(payer.id) ?? []);
    if (file !== undefined) files.push(file);
  }
  await saveFiles(context, tx, files);
  return files.length;
}

/** What goes to one payer; undefined when nothing may. */
async function fileOf(tx: Tx, envelope: Envelope, released: readonly StoredClaim[]): Promise<PayersFile | undefined> {
  let claims = released;
  let written = writeFile(envelope, claims);
  let fault = ownFault(written.bytes);
  if (fault !== undefined) {
    claims = await holdFaulty(tx, envelope, released);
    if (claims.length === 0) return undefined;
    written = writeFile(envelope, claims);
    fault = ownFault(written.bytes);
  }
  if (fault === undefined) return { envelope, claims, written };
  const { payer, today } = envelope;
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

async function saveFiles(context: Context, tx: Tx, files: readonly PayersFile[]): Promise<void> {
  if (files.length === 0) return;
  const prepared = await prepareFiles(
    tx,
    files.map(({ envelope: { payer, interchange, batch, today }, written }) => {
      const control = controlOf(interchange);
      const { bytes } = written;
      return { name: `837P-${control}.x12`, kind: "837P", partner: payer.payerId, interchange: control, batch, preparedOn: today, bytes };
    }),
  );
  const numbered = files.map((file, at) => {
    const id = prepared[at]?.id;
    assert(id !== undefined, "each file was prepared");
    return { ...file, id };
  });
  recordActs(
    context,
    tx,
    numbered.map(({ id, claims }): Done => ({ act: "claim.file", patients: claims.map((one) => one.patientId), object: ["file out", id] })),
  );
  const releases = Object.fromEntries(context.app.releases.map((release) => [release, release]));
  await insertSnapshots(
    tx,
    numbered.flatMap(({ id, claims, written }) => {
      const byControl = new Map(claims.map((claim) => [claim.controlNumber, claim]));
      return written.claims.map(({ claim: sent, byteFrom, byteTo }) => {
        const claim = byControl.get(sent.controlNumber);
        assert(claim !== undefined, "a written claim was asked for");
        const sha256 = sha256Of(written.bytes.subarray(byteFrom, byteTo));
        return { claimId: claim.id, version: claim.version, outboundFileId: id, byteFrom, byteTo, sha256, releases };
      });
    }),
  );
}

/** Without the segment's number: it counts in a file that nobody will see. */
function placeInClaim({ segment: _ofTrial, ...place }: Place): Place {
  return { ...place, path: "claim" };
}

interface Envelope extends Sending {
  readonly batch: string;
}

function writeFile({ practice, payer, interchange, batch, today, time }: Envelope, claims: readonly StoredClaim[]) {
  const written = writeProfessionalClaims([batchOf(practice, payer, batch, today, time, claims)], {
    ...envelopeOf({ practice, payer, interchange, today, time }),
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

async function recordWritten(context: Context, tx: Tx, files: readonly OutboundFile[]): Promise<ReadonlyMap<number, readonly ClaimId[]>> {
  const { today } = await practiceToday(context, tx);
  const marked = await markWritten(
    tx,
    files.map((file) => file.id),
    today,
  );
  const claims = await claimsOfFiles(tx, marked);
  const refused = await appendToClaims(
    tx,
    today,
    files.flatMap(({ id, name, sha256, interchange = "", batch = "" }) =>
      (claims.get(id) ?? []).map((claimId) => ({ claimId, event: { v: 1, kind: "written", fileName: name, sha256, interchange, batch } })),
    ),
  );
  assert(refused.length === 0, "a queued claim can be written");
  return claims;
}
