/** What is on file about the filing of a claim: its snapshots in the files out, and the acknowledgements that came back. */
import { decidedBefore } from "../../core/claims/earlier-decisions.ts";
import type { FilingProof, Receipt, Sending } from "../../core/denials/filing-proof.ts";
import { proveFiling } from "../../core/denials/filing-proof.ts";
import { daysBetween } from "../../core/kernel/iso-date.ts";
import type { Payer } from "../../core/parties/model.ts";
import { filingClock } from "../../core/parties/timely-filing.ts";
import { readRange } from "../../store/blobs.ts";
import { loadClaimEvents, type StoredClaim } from "../../store/claims.ts";
import { loadInboundFile } from "../../store/inbound-files.ts";
import { loadOutboundFile } from "../../store/outbound-files.ts";
import { recordedTimes } from "../../store/recorded-times.ts";
import { snapshotsOfClaim } from "../../store/snapshots.ts";
import type { Tx } from "../../store/transaction.ts";

export async function filingProofOf(tx: Tx, claim: StoredClaim, payer: Payer): Promise<FilingProof> {
  return proveFiling({
    sendings: await sendingsOf(tx, claim),
    receipts: await receiptsOf(tx, claim),
    clock: filingClock(payer, { servedOn: claim.serviceFrom, decidedBefore: decidedBefore(claim.content) }),
  });
}

async function sendingsOf(tx: Tx, claim: StoredClaim): Promise<readonly Sending[]> {
  const times = await recordedTimes(tx, { claimId: claim.id });
  const sendings: Sending[] = [];
  for (const snapshot of await snapshotsOfClaim(tx, claim.id)) {
    const file = await loadOutboundFile(tx, snapshot.outboundFileId);
    if (file === undefined) continue;
    const recordedAt = times.written.get(file.name);
    sendings.push({
      version: snapshot.version,
      frequency: snapshot.content.frequency,
      fileName: file.name,
      interchange: file.interchange ?? "",
      batch: file.batch ?? "",
      byteFrom: snapshot.byteFrom,
      byteTo: snapshot.byteTo,
      sha256: snapshot.sha256,
      fileSha256: file.sha256,
      ...(file.writtenOn === undefined ? {} : { writtenOn: file.writtenOn }),
      ...(recordedAt === undefined ? {} : { recordedAt }),
    });
  }
  return sendings;
}

/** By day, and within a day in the order in which a payer answers. */
async function receiptsOf(tx: Tx, claim: StoredClaim): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = [];
  const times = await recordedTimes(tx, { claimId: claim.id });
  for (const { event } of await loadClaimEvents(tx, claim.id)) {
    if (!("inboundFileId" in event)) continue;
    const file = await loadInboundFile(tx, event.inboundFileId);
    if (file === undefined) continue;
    const number = event.kind === "acknowledged" ? event.payerControlNumber : undefined;
    receipts.push({
      kind: event.kind === "file-accepted" || event.kind === "file-rejected" ? event.by : "277CA",
      accepted: event.kind === "file-accepted" || event.kind === "acknowledged",
      receivedOn: file.receivedOn,
      recordedAt: times.received.get(file.id) ?? "",
      fileName: file.name,
      sha256: file.sha256,
      reference: await interchangeOf(tx, file.fileId),
      ...(number === undefined ? {} : { payerControlNumber: number }),
    });
  }
  return receipts.sort(
    (a, b) => daysBetween({ from: b.receivedOn, to: a.receivedOn }) || answerOrder.indexOf(a.kind) - answerOrder.indexOf(b.kind),
  );
}

/** As a payer thinks: the envelope, the syntax, the claims. */
const answerOrder: readonly Receipt["kind"][] = ["TA1", "999", "277CA"];

/** ISA13 of the file: ISA is of fixed width, so its place is known (X12 005010, ISA segment). */
async function interchangeOf(tx: Tx, fileId: number): Promise<string> {
  const head = await readRange(tx, fileId, { from: 0, to: 106 });
  const text = new TextDecoder().decode(head);
  return text.startsWith("ISA") ? text.slice(90, 99) : "";
}
