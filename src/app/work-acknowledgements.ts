/** TA1, 999 and 277CA: what each says of the claims that were sent, as events of those claims. */

import { acknowledgementStep } from "../core/claims/answer-order.ts";
import type { ClaimEvent } from "../core/claims/model.ts";
import { counted } from "../core/kernel/counted.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { type Acknowledgement, planAcknowledgements, type SentBatch } from "../core/remit/acknowledgements.ts";
import { readAcknowledgementFile } from "../core/x12/transactions/read-acknowledgements.ts";
import { patientsOfClaims } from "../store/audit/entries.ts";
import { type NewException, raiseExceptions } from "../store/exceptions.ts";
import type { InboundFile } from "../store/inbound-files.ts";
import { refuseInquiries } from "../store/inquiries.ts";
import { findOutboundFiles, type OutboundFile } from "../store/outbound-files.ts";
import { groupRows, present } from "../store/row.ts";
import { type SentSnapshot, sentInFiles } from "../store/snapshots.ts";
import type { Tx } from "../store/transaction.ts";
import { type Done, recordActs } from "./audit/record.ts";
import { appendToClaims, type RefusedAddition } from "./claim-history.ts";
import { codeWordsOf } from "./code-words.ts";
import { type Context, practiceToday } from "./context.ts";
import { findingWords, type WorkedFile } from "./take-in.ts";

export interface StoredAnswer {
  readonly file: InboundFile;
  readonly bytes: Uint8Array;
}

/** Works many files of acknowledgements in a few statements, in the caller's transaction. What came of each, in their order. */
export async function workAcknowledgements(context: Context, tx: Tx, answers: readonly StoredAnswer[]): Promise<readonly WorkedFile[]> {
  const read = answers.map(({ file, bytes }) => ({ file, ...readAcknowledgementFile(bytes) }));
  const { today } = await practiceToday(context, tx);
  const sentFor = await sentBatches(
    tx,
    read.flatMap((one) => one.acknowledgements),
  );
  const words = codeWordsOf(context.app.codeBook);
  const planned = read.map(({ file, acknowledgements, findings }) => ({
    file,
    findings,
    plans: acknowledgements.map((acknowledgement) => ({
      kind: acknowledgement.kind,
      ...planAcknowledgements({ acknowledgement, sent: sentFor(acknowledgement), inboundFileId: file.id, words }),
    })),
  }));
  const refused = await saveAnswers(context, tx, planned, today);
  const questions = await endQuestions(context, tx, planned, today);
  return planned.map(({ file, plans, findings }): WorkedFile => {
    const kind = [...new Set(plans.map((one) => one.kind))].join(", ");
    if (plans.length === 0)
      return { kind: "unknown", status: "exception", words: `No acknowledgement could be read from this file.${findingWords(findings)}` };
    const outcomes = plans.map((plan) =>
      outcomesOf(plan, refused.filter((one) => one.file === file && plan.claimEvents.some(isOf(one))).length),
    );
    const words = `${kind}: ${sentenceOf(outcomes, questions.get(file) ?? 0)}${findingWords(findings)}`;
    if (outcomes.every((one) => one.exceptions === 0)) return { kind, status: "worked", words };
    return { kind, status: "exception", words, told: true };
  });
}

/** Questions (270, 276) whose file was refused are over; they can be asked again. How many by each answer. */
async function endQuestions(
  context: Context,
  tx: Tx,
  planned: readonly Planned[],
  today: IsoDate,
): Promise<ReadonlyMap<InboundFile, number>> {
  const ended = new Map<InboundFile, number>();
  for (const { file, plans } of planned) {
    const refused = plans.flatMap((plan) => plan.refused);
    const patients = await refuseInquiries(tx, refused, { on: today, inboundFileId: file.id });
    if (patients.length === 0) continue;
    ended.set(file, patients.length);
    recordActs(context, tx, [
      { act: "inquiry.answer", patients: [...new Set(patients)], object: ["file in", file.id], outcome: "refused" },
    ]);
  }
  return ended;
}

type Plan = ReturnType<typeof planAcknowledgements> & { readonly kind: Acknowledgement["kind"] };

interface Planned {
  readonly file: InboundFile;
  readonly plans: readonly Plan[];
}

interface RefusedAnswer extends RefusedAddition {
  readonly file: InboundFile;
}

interface Outcomes {
  readonly accepted: number;
  readonly rejected: number;
  readonly exceptions: number;
}

/** Events of the claims, a row of the audit for each answer, and what a person has to look at. */
async function saveAnswers(context: Context, tx: Tx, planned: readonly Planned[], today: IsoDate): Promise<readonly RefusedAnswer[]> {
  // Files are opened by name; a claim's history has the envelope before its syntax, and the syntax before the claim.
  const additions = planned
    .flatMap(({ file, plans }) => plans.flatMap((plan) => plan.claimEvents.map((one) => ({ ...one, file }))))
    .toSorted((a, b) => (acknowledgementStep(a.event) ?? 0) - (acknowledgementStep(b.event) ?? 0));
  const patients = await patientsOfClaims(tx, [...new Set(additions.map((one) => one.claimId))]);
  recordActs(
    context,
    tx,
    planned.flatMap(({ file, plans }) =>
      plans.map((plan): Done => {
        const asked = plan.claimEvents.flatMap(({ claimId }) => patients.get(claimId) ?? []);
        return { act: "answer.take", patients: asked, object: ["file in", file.id] };
      }),
    ),
  );
  const refused = (await appendToClaims(tx, today, additions)).flatMap((one): readonly RefusedAnswer[] => {
    const from = additions.find(isOf(one));
    return from === undefined ? [] : [{ ...one, file: from.file }];
  });
  await raiseExceptions(tx, [
    ...planned.flatMap(({ file, plans }) =>
      plans.flatMap((plan) => plan.exceptions.map((one, index) => notUnderstood(file, plan, one, { index, today }))),
    ),
    ...refused.map((one) => contradiction(one, today)),
  ]);
  return refused;
}

/** The very event that was asked for: two files may bring the same. */
function isOf({ event }: RefusedAddition): (one: { readonly event: ClaimEvent }) => boolean {
  return (one) => one.event === event;
}

function outcomesOf({ claimEvents, exceptions }: Plan, refused: number): Outcomes {
  const count = (...kinds: readonly ClaimEvent["kind"][]): number => claimEvents.filter(({ event }) => kinds.includes(event.kind)).length;
  return {
    accepted: count("acknowledged", "file-accepted"),
    rejected: count("claim-rejected", "file-rejected"),
    exceptions: exceptions.length + refused,
  };
}

function notUnderstood(
  file: InboundFile,
  plan: Plan,
  one: Plan["exceptions"][number],
  { index, today }: { readonly index: number; readonly today: IsoDate },
): NewException {
  return {
    source: "acknowledgement",
    sourceKey: `${file.id}/${plan.kind}/${index}`,
    reason: one.words,
    detail: { file: file.name, kind: one.kind, claimId: one.claimId ?? null },
    raisedOn: today,
  };
}

/** An answer that contradicts what is known of the claim changes nothing and is put before a person. */
function contradiction({ claimId, event, controlNumber, words, file }: RefusedAnswer, today: IsoDate): NewException {
  return {
    source: "acknowledgement",
    sourceKey: `${file.id}/${claimId}/${event.kind}`,
    reason: `Claim ${controlNumber}: the answer says “${event.kind}”, but ${words}`,
    detail: { file: file.name, claimId },
    raisedOn: today,
  };
}

/** What each of the acknowledgements may be about, read in two questions for all of them. */
async function sentBatches(
  tx: Tx,
  acknowledgements: readonly Acknowledgement[],
): Promise<(acknowledgement: Acknowledgement) => readonly SentBatch[]> {
  const names = acknowledgements.map(namesOf);
  const files = await findOutboundFiles(tx, {
    interchanges: [...new Set(names.flatMap((one) => one.interchanges))],
    batches: [...new Set(names.flatMap((one) => one.batches))],
  });
  const sent = await sentInFiles(
    tx,
    files.map((file) => file.id),
  );
  const claims = groupRows(sent, (one) => one.outboundFileId);
  return (acknowledgement) => {
    const { interchanges, batches } = namesOf(acknowledgement);
    return files
      .filter((file) => interchanges.includes(file.interchange ?? "") || batches.includes(file.batch ?? ""))
      .map((file) => batchOf(file, claims.get(file.id) ?? []));
  };
}

function batchOf(file: OutboundFile, claims: readonly SentSnapshot[]): SentBatch {
  return {
    interchangeControl: file.interchange ?? "",
    groupControl: String(Number(file.interchange ?? 0)),
    setControl: "0001",
    batchReference: file.batch ?? "",
    claims: claims.map(({ claimId, controlNumber, billingNpi }) => ({ claimId, controlNumber, ...present({ billingNpi }) })),
  };
}

function namesOf(acknowledgement: Acknowledgement): { readonly interchanges: readonly string[]; readonly batches: readonly string[] } {
  switch (acknowledgement.kind) {
    case "TA1":
      return { interchanges: [acknowledgement.value.control.padStart(9, "0")], batches: [] };
    case "999":
      return { interchanges: [acknowledgement.value.groupControl.padStart(9, "0")], batches: [] };
    case "277CA":
      return { interchanges: [], batches: acknowledgement.value.receivers.flatMap(({ batchReference }) => batchReference ?? []) };
  }
}

function sentenceOf(outcomes: readonly Outcomes[], questions: number): string {
  const sum = (pick: (one: Outcomes) => number): number => outcomes.reduce((total, one) => total + pick(one), 0);
  const parts = [
    [sum((one) => one.accepted), (count: number) => `${counted(count, "claim")} accepted`],
    [sum((one) => one.rejected), (count: number) => `${counted(count, "claim")} rejected`],
    [questions, (count: number) => `${counted(count, "question")} refused, to be asked again`],
    [sum((one) => one.exceptions), (count: number) => `${count} for a person to look at`],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, say]) => say(count));
  return said.length === 0 ? "nothing changed" : said.join(", ");
}
