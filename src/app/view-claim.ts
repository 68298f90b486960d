/** A claim's page: findings, history in words, and the segments that went to the payer. */
import { inReadingOrder } from "../core/claims/answer-order.ts";
import { formatDiagnosis } from "../core/codebook/code-text.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Payer } from "../core/parties/model.ts";
import { readBlob } from "../store/blobs.ts";
import { loadClaimEvents, loadFindings, type StoredClaim } from "../store/claims.ts";
import { loadOutboundFile } from "../store/outbound-files.ts";
import { snapshotsOfClaim } from "../store/snapshots.ts";
import type { Tx } from "../store/transaction.ts";
import { eventWords, stateWords } from "./claim-words.ts";
import type { App } from "./context.ts";
import { findingView } from "./finding-views.ts";
import { segmentWords } from "./segment-views.ts";

export async function viewClaim(
  app: App,
  tx: Tx,
  { claim, payer, visitDate }: { readonly claim: StoredClaim; readonly payer: Payer; readonly visitDate: IsoDate },
) {
  const events = await loadClaimEvents(tx, claim.id);
  const sent = await lastSent(app, tx, claim, visitDate);
  return {
    id: claim.id,
    controlNumber: claim.controlNumber,
    payerName: payer.name,
    version: claim.version,
    frequency: claim.frequency,
    state: claim.state,
    stateWords: stateWords[claim.state],
    charge: claim.content.charge,
    diagnoses: claim.content.diagnoses.map((one) => formatDiagnosis(one.code)),
    findings: (await loadFindings(tx, claim.id, claim.version)).map(findingView),
    releases: [...app.releases],
    timeline: inReadingOrder(events).map(({ sequence, on, event }) => ({ sequence, on, kind: event.kind, ...eventWords(event) })),
    ...(sent === undefined ? {} : { sent }),
  };
}

async function lastSent(app: App, tx: Tx, claim: StoredClaim, on: IsoDate) {
  const snapshot = (await snapshotsOfClaim(tx, claim.id)).at(-1);
  const file = snapshot === undefined ? undefined : await loadOutboundFile(tx, snapshot.outboundFileId);
  const bytes = file === undefined ? undefined : await readBlob(tx, file.fileId);
  if (snapshot === undefined || file === undefined || bytes === undefined) return undefined;
  return {
    fileName: file.name,
    sha256: file.sha256,
    segments: segmentWords(bytes, { book: app.codeBook, on, range: { from: snapshot.byteFrom, to: snapshot.byteTo } }),
    ...(file.writtenOn === undefined ? {} : { writtenOn: file.writtenOn }),
  };
}
