/** TA1, 999 and 277CA: what each says of the claims that were sent, as events of those claims. */

import type { ClaimEvent } from "../core/claims/model.ts";
import { counted } from "../core/kernel/counted.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { type Acknowledgement, planAcknowledgements, type SentBatch } from "../core/remit/acknowledgements.ts";
import { readAcknowledgementFile } from "../core/x12/transactions/read-acknowledgements.ts";
import { patientsOfClaims } from "../store/audit/entries.ts";
import { loadClaims } from "../store/claims.ts";
import { raiseException } from "../store/exceptions.ts";
import type { InboundFile } from "../store/inbound-files.ts";
import { findOutboundFiles, type OutboundFile } from "../store/outbound-files.ts";
import { snapshotsOfFile } from "../store/snapshots.ts";
import { inPractice, type Tx } from "../store/transaction.ts";
import { recordAct } from "./audit/record.ts";
import { appendToClaims, type RefusedAddition } from "./claim-history.ts";
import { codeWordsOf } from "./code-words.ts";
import { type Context, practiceToday } from "./context.ts";
import { findingWords, type WorkedFile } from "./take-in.ts";

export async function workAcknowledgements(context: Context, file: InboundFile, bytes: Uint8Array): Promise<WorkedFile> {
  const { acknowledgements, findings } = readAcknowledgementFile(bytes);
  const kind = [...new Set(acknowledgements.map((one) => one.kind))].join(", ");
  if (acknowledgements.length === 0) {
    return { kind: "unknown", status: "exception", words: `No acknowledgement could be read from this file.${findingWords(findings)}` };
  }
  const outcomes = await inPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const all: Outcomes[] = [];
    for (const acknowledgement of acknowledgements) all.push(await workOne(context, tx, { acknowledgement, file, today }));
    return all;
  });
  const exceptions = outcomes.reduce((sum, one) => sum + one.exceptions, 0);
  return { kind, status: exceptions > 0 ? "exception" : "worked", words: `${kind}: ${sentenceOf(outcomes)}${findingWords(findings)}` };
}

interface Outcomes {
  readonly accepted: number;
  readonly rejected: number;
  readonly exceptions: number;
}

async function workOne(
  context: Context,
  tx: Tx,
  { acknowledgement, file, today }: { readonly acknowledgement: Acknowledgement; readonly file: InboundFile; readonly today: IsoDate },
): Promise<Outcomes> {
  const sent = await sentBatches(tx, acknowledgement);
  const plan = planAcknowledgements({ acknowledgement, sent, inboundFileId: file.id, words: codeWordsOf(context.app.codeBook) });
  let exceptions = 0;
  for (const [index, one] of plan.exceptions.entries()) {
    await raiseException(tx, {
      source: "acknowledgement",
      sourceKey: `${file.id}/${acknowledgement.kind}/${index}`,
      reason: one.words,
      detail: { file: file.name, kind: one.kind, claimId: one.claimId ?? null },
      raisedOn: today,
    });
    exceptions += 1;
  }
  const claimIds = plan.claimEvents.map(({ claimId }) => claimId);
  await recordAct(context, tx, { act: "answer.take", patients: await patientsOfClaims(tx, claimIds), object: ["file in", file.id] });
  const refused = await appendToClaims(tx, today, plan.claimEvents);
  for (const one of refused) await explain(tx, one, { file, today });
  const count = (...kinds: readonly ClaimEvent["kind"][]): number =>
    plan.claimEvents.filter(({ event }) => kinds.includes(event.kind)).length;
  return {
    accepted: count("acknowledged", "file-accepted"),
    rejected: count("claim-rejected", "file-rejected"),
    exceptions: exceptions + refused.length,
  };
}

/** An answer that contradicts what is known of the claim changes nothing and is put before a person. */
async function explain(
  tx: Tx,
  { claimId, event, controlNumber, words }: RefusedAddition,
  { file, today }: { readonly file: InboundFile; readonly today: IsoDate },
): Promise<void> {
  await raiseException(tx, {
    source: "acknowledgement",
    sourceKey: `${file.id}/${claimId}/${event.kind}`,
    reason: `Claim ${controlNumber}: the answer says “${event.kind}”, but ${words}`,
    detail: { file: file.name, claimId },
    raisedOn: today,
  });
}

async function sentBatches(tx: Tx, acknowledgement: Acknowledgement): Promise<readonly SentBatch[]> {
  const batches: SentBatch[] = [];
  for (const file of await filesOf(tx, acknowledgement)) {
    const snapshots = await snapshotsOfFile(tx, file.id);
    const claims = await loadClaims(tx, [...new Set(snapshots.map((snapshot) => snapshot.claimId))]);
    batches.push({
      interchangeControl: file.interchange ?? "",
      groupControl: String(Number(file.interchange ?? 0)),
      setControl: "0001",
      batchReference: file.batch ?? "",
      // A claim that has moved to a newer version is no longer what this file sent.
      claims: snapshots.flatMap((snapshot) => {
        const claim = claims.get(snapshot.claimId);
        if (claim === undefined || claim.version !== snapshot.version) return [];
        const npi = snapshot.content.billing.npi;
        return [{ claimId: claim.id, controlNumber: claim.controlNumber, ...(npi === undefined ? {} : { billingNpi: npi }) }];
      }),
    });
  }
  return batches;
}

async function filesOf(tx: Tx, acknowledgement: Acknowledgement): Promise<readonly OutboundFile[]> {
  switch (acknowledgement.kind) {
    case "TA1":
      return findOutboundFiles(tx, { interchange: acknowledgement.value.control.padStart(9, "0") });
    case "999":
      return findOutboundFiles(tx, { interchange: acknowledgement.value.groupControl.padStart(9, "0") });
    case "277CA": {
      const files: OutboundFile[] = [];
      for (const { batchReference } of acknowledgement.value.receivers) {
        if (batchReference !== undefined) files.push(...(await findOutboundFiles(tx, { batch: batchReference })));
      }
      return files;
    }
  }
}

function sentenceOf(outcomes: readonly Outcomes[]): string {
  const sum = (pick: (one: Outcomes) => number): number => outcomes.reduce((total, one) => total + pick(one), 0);
  const parts = [
    [sum((one) => one.accepted), (count: number) => `${counted(count, "claim")} accepted`],
    [sum((one) => one.rejected), (count: number) => `${counted(count, "claim")} rejected`],
    [sum((one) => one.exceptions), (count: number) => `${count} for a person to look at`],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, say]) => say(count));
  return said.length === 0 ? "nothing changed" : said.join(", ");
}
