/** A claim's page: what happened to it, what was sent, what each payer decided, where its money is, and what can be done now. */
import { inReadingOrder } from "../core/claims/answer-order.ts";
import {
  type ClaimRefusal,
  decideGiveUp,
  decideNew,
  decideRelease,
  decideReplacement,
  decideResend,
  decideTakeBack,
  decideVoid,
} from "../core/claims/decide.ts";
import type { ClaimEvent, DatedClaimEvent } from "../core/claims/model.ts";
import { paperForm } from "../core/claims/paper-form.ts";
import type { ClaimId } from "../core/kernel/id.ts";
import { ok, type Result } from "../core/kernel/result.ts";
import { formatFullName } from "../core/parties/format.ts";
import type { Payer } from "../core/parties/model.ts";
import { loadClaim, loadClaimEvents, loadFindings, type StoredClaim } from "../store/claims.ts";
import { loadInboundFile } from "../store/inbound-files.ts";
import { loadEntries, type StoredEntry } from "../store/journal.ts";
import { loadOutboundFile } from "../store/outbound-files.ts";
import { loadPayer } from "../store/parties.ts";
import { claimsInAFile, readSnapshotBytes, type Snapshot, snapshotsOfClaim } from "../store/snapshots.ts";
import type { Tx } from "../store/transaction.ts";
import { onRecord } from "./audit/record.ts";
import { chargeAccounts, emptyAccount } from "./charge-accounts.ts";
import { factsOf } from "./claim-history.ts";
import { eventWords, stateNames, stateWords } from "./claim-words.ts";
import type { App, Context } from "./context.ts";
import { findingView } from "./finding-views.ts";
import { accountWords } from "./ledger-words.ts";
import { notFound, type Outcome } from "./refusal.ts";
import { segmentWords } from "./segment-views.ts";
import { viewAnswers } from "./view-answers.ts";
import { loadVisitRecord, type VisitRecord } from "./visit-record.ts";

export type ClaimPage = Awaited<ReturnType<typeof pageOf>>;

export async function viewClaimPage(context: Context, claimId: ClaimId): Promise<Outcome<ClaimPage>> {
  return onRecord(context, { act: "claim.open", object: ["claim", claimId], snapshot: true }, async (tx) => {
    const claim = await loadClaim(tx, claimId);
    const visit = claim === undefined ? undefined : await loadVisitRecord(tx, claim.encounterId);
    const payer = claim === undefined ? undefined : await loadPayer(tx, claim.payerId);
    if (claim === undefined || visit === undefined || payer === undefined) return notFound("claim");
    return ok(await pageOf(context.app, tx, { claim, visit, payer }));
  });
}

/** One version as it was sent: its segments in words, from the file's own bytes, and its form. */
export async function viewClaimVersion(context: Context, claimId: ClaimId, snapshotId: number): Promise<Outcome<ClaimVersion>> {
  return onRecord(context, { act: "claim.open", object: ["claim", claimId], snapshot: true }, async (tx) => {
    const snapshot = (await snapshotsOfClaim(tx, claimId)).find((one) => one.id === snapshotId);
    const claim = await loadClaim(tx, claimId);
    if (snapshot === undefined || claim === undefined) return notFound("version of the claim");
    const bytes = await readSnapshotBytes(tx, snapshot);
    return ok({
      form: paperForm(snapshot.content),
      segments: bytes === undefined ? [] : segmentWords(bytes, { book: context.app.codeBook, on: claim.serviceFrom, within: "837" }),
    });
  });
}

interface ClaimVersion {
  readonly form: ReturnType<typeof paperForm>;
  readonly segments: ReturnType<typeof segmentWords>;
}

interface Parts {
  readonly claim: StoredClaim;
  readonly visit: VisitRecord;
  readonly payer: Payer;
}

async function pageOf(app: App, tx: Tx, { claim, visit, payer }: Parts) {
  const events = await loadClaimEvents(tx, claim.id);
  const snapshots = await snapshotsOfClaim(tx, claim.id);
  const entries = await loadEntries(tx, { claimIds: [claim.id] });
  const { remittances } = await viewAnswers(app, tx, claim);
  const findings = await loadFindings(tx, claim.id, claim.version);
  return {
    id: claim.id,
    visitId: claim.encounterId,
    controlNumber: claim.controlNumber,
    payerControlNumber: claim.payerControlNumber ?? "",
    payerName: payer.name,
    patient: { id: visit.patient.id, name: formatFullName(visit.patient.name), accountNumber: visit.patient.accountNumber },
    providerName: formatFullName(visit.rendering.name),
    date: claim.serviceFrom,
    rank: claim.rank,
    version: claim.version,
    frequency: claim.frequency,
    state: claim.state,
    stateName: stateNames[claim.state],
    stateWords: stateWords[claim.state],
    charge: claim.content.charge,
    findings: findings.map(findingView),
    actions: await actionsOf(tx, { claim, visit, payer }, events),
    timeline: await timelineOf(tx, events, snapshots),
    versions: await versionsOf(tx, snapshots),
    form: paperForm(claim.content),
    lines: linesOf(app, claim, entries, remittances),
    decisions: remittances,
    entries: entries.map((entry) => entryOf(entry, claim)),
  };
}

/** Each event with the file that it came by or went out with. */
async function timelineOf(tx: Tx, events: readonly DatedClaimEvent[], snapshots: readonly Snapshot[]) {
  const timeline = [];
  for (const { sequence, on, event } of inReadingOrder(events)) {
    const file = await fileOf(tx, event, snapshots);
    timeline.push({
      sequence,
      on,
      kind: event.kind,
      ...eventWords(event),
      ...("remittanceId" in event ? { remittanceId: event.remittanceId } : {}),
      ...(file === undefined ? {} : { file }),
    });
  }
  return timeline;
}

async function fileOf(tx: Tx, event: ClaimEvent, snapshots: readonly Snapshot[]) {
  if ("inboundFileId" in event) {
    const file = await loadInboundFile(tx, event.inboundFileId);
    return file === undefined ? undefined : { direction: "in" as "in" | "out", id: file.id, name: file.name };
  }
  if (event.kind !== "written") return undefined;
  for (const { outboundFileId } of snapshots) {
    const file = await loadOutboundFile(tx, outboundFileId);
    if (file?.name === event.fileName) return { direction: "out" as "in" | "out", id: file.id, name: file.name };
  }
  return undefined;
}

async function versionsOf(tx: Tx, snapshots: readonly Snapshot[]) {
  const versions = [];
  for (const snapshot of snapshots) {
    const file = await loadOutboundFile(tx, snapshot.outboundFileId);
    versions.push({
      id: snapshot.id,
      version: snapshot.version,
      frequency: snapshot.content.frequency,
      charge: snapshot.content.charge,
      fileId: snapshot.outboundFileId,
      fileName: file?.name ?? "",
      bytes: snapshot.byteTo - snapshot.byteFrom,
      sha256: snapshot.sha256,
      releases: [...new Set(Object.values(snapshot.releases))],
      ...(file?.writtenOn === undefined ? {} : { writtenOn: file.writtenOn }),
    });
  }
  return versions;
}

/** Line by line: what was asked, what the newest decision allowed, and where the books have the rest. */
function linesOf(
  app: App,
  claim: StoredClaim,
  entries: readonly StoredEntry[],
  remittances: Awaited<ReturnType<typeof viewAnswers>>["remittances"],
) {
  const accounts = chargeAccounts(entries);
  const decision = remittances.findLast((one) => one.status !== "22");
  return claim.content.lines.map((line, index) => {
    const chargeId = claim.chargeIds[index];
    const account = (chargeId === undefined ? undefined : accounts.get(chargeId)) ?? emptyAccount;
    const decided = decision?.lines.find((one) => one.procedure === line.procedure.code && one.number === index + 1);
    const words = app.codeBook.procedure(line.procedure.code, claim.serviceFrom)?.wording;
    return {
      number: index + 1,
      procedure: line.procedure.code,
      modifiers: [...line.procedure.modifiers],
      charge: line.charge,
      adjusted: account.contractual,
      writtenOff: account.writtenOff,
      paid: account.insurancePaid,
      insurance: account.insuranceBalance,
      patientPaid: account.patientPaid,
      patient: account.patientBalance,
      ...(words === undefined ? {} : { words }),
      ...(decided?.allowed === undefined ? {} : { allowed: decided.allowed }),
    };
  });
}

/** The lines of the entry that speak of this claim or its charges. */
function entryOf(entry: StoredEntry, claim: StoredClaim) {
  return {
    id: entry.id,
    on: entry.on,
    source: entry.source,
    memo: entry.memo,
    lines: entry.lines
      .filter((line) => line.claimId === claim.id || (line.chargeId !== undefined && claim.chargeIds.includes(line.chargeId)))
      .map((line, index) => ({
        number: index + 1,
        account: line.account,
        words: accountWords[line.account],
        amount: line.amount,
        ...(line.reason === undefined ? {} : { reason: line.reason }),
      })),
  };
}

export const claimActionNames = ["check", "release", "take-back", "file", "resend", "replace", "void", "give-up"] as const;

interface ClaimAction {
  readonly name: (typeof claimActionNames)[number];
  readonly allowed: boolean;
  /** Why not. */
  readonly why: string;
}

/** A claim to a later payer is made of the earlier decision: nobody codes it, so it is not checked again or replaced by hand. */
async function actionsOf(tx: Tx, { claim, visit, payer }: Parts, events: readonly DatedClaimEvent[]): Promise<ClaimAction[]> {
  const facts = factsOf(events);
  const inAFile = (await claimsInAFile(tx, [claim.id])).has(claim.id);
  const unsent = ["draft", "held", "ready"].includes(claim.state);
  const queued = claim.state === "queued";
  const every: ClaimAction[] = [
    actionBy("release", decideRelease(facts, { by: "" })),
    actionBy("take-back", decideTakeBack(facts, { by: "", inAFile })),
    { name: "file", allowed: queued, why: queued ? "" : "Only a released claim goes into a file." },
    actionBy("resend", visit.claim?.id === claim.id ? decideNew(facts) : decideResend(facts)),
    actionBy("void", decideVoid(facts, payer)),
    actionBy("give-up", decideGiveUp(facts, { by: "", inAFile })),
  ];
  if (visit.claim?.id !== claim.id) return every;
  return [
    { name: "check", allowed: unsent, why: unsent ? "" : "This version has left the house, or waits for the next file." },
    ...every.slice(0, -2),
    actionBy("replace", decideReplacement(facts, payer)),
    ...every.slice(-2),
  ];
}

function actionBy(name: ClaimAction["name"], decided: Result<unknown, ClaimRefusal>): ClaimAction {
  return { name, allowed: decided.ok, why: decided.ok ? "" : decided.refusal.words };
}
