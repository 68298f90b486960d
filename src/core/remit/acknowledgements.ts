/** TA1, 999 and 277CA → what happened to each claim that was sent. */
import type { ClaimEvent } from "../claims/model.ts";
import { type Finding, finding, messageOf, type Params } from "../kernel/finding.ts";
import type { ClaimId } from "../kernel/id.ts";
import type {
  AcknowledgedClaim,
  AcknowledgedSet,
  ClaimAcknowledgement,
  ImplementationAcknowledgement,
  InterchangeAcknowledgement,
  StatusInformation,
} from "../x12/transactions/acknowledgements.ts";
import { type AcknowledgementExceptionKind, acknowledgementKinds } from "./acknowledgement-findings.ts";
import type { CodeWords } from "./code-words.ts";
import { interchangeNoteWords, setErrorWords } from "./syntax-words.ts";

export type Acknowledgement =
  | { readonly kind: "TA1"; readonly value: InterchangeAcknowledgement }
  | { readonly kind: "999"; readonly value: ImplementationAcknowledgement }
  | { readonly kind: "277CA"; readonly value: ClaimAcknowledgement };

/** One ST … SE that we sent. */
export interface SentBatch {
  /** ISA13. */
  readonly interchangeControl: string;
  /** GS06. */
  readonly groupControl: string;
  /** ST02. */
  readonly setControl: string;
  /** BHT03. */
  readonly batchReference: string;
  readonly claims: readonly SentClaim[];
}

export interface SentClaim {
  readonly claimId: ClaimId;
  readonly controlNumber: string;
  /** Of the billing provider; needed only when one batch carries several. */
  readonly billingNpi?: string;
}

export interface AcknowledgementException {
  readonly kind: AcknowledgementExceptionKind;
  readonly finding: Finding;
  readonly words: string;
  readonly claimId?: ClaimId;
}

export interface AcknowledgementPlan {
  readonly claimEvents: readonly { readonly claimId: ClaimId; readonly event: ClaimEvent }[];
  readonly exceptions: readonly AcknowledgementException[];
  /** Sent batches that were refused as a whole: questions to payers have no claims, and will not be answered. */
  readonly refused: readonly RefusedBatch[];
}

export interface RefusedBatch {
  readonly interchangeControl: string;
  readonly words: string;
}

interface AcknowledgementInput {
  readonly acknowledgement: Acknowledgement;
  /** Batches that the answer may be about; for a 999 of one trading partner, its open ones. */
  readonly sent: readonly SentBatch[];
  readonly inboundFileId: number;
  readonly words: CodeWords;
}

/**
 * A rejected interchange or set rejects each of its claims; a 277CA with A3, A4, A6, A7 or A8 on the claim or a line
 * rejects the claim, above it all claims below that it does not name. A rejection is no denial: fix and send again.
 */
export function planAcknowledgements(input: AcknowledgementInput): AcknowledgementPlan {
  switch (input.acknowledgement.kind) {
    case "TA1":
      return planInterchange(input.acknowledgement.value, input);
    case "999":
      return planGroup(input.acknowledgement.value, input);
    case "277CA":
      return mergePlans(input.acknowledgement.value.receivers.map((receiver) => planReceiver(receiver, input)));
  }
}

function planInterchange(ta1: InterchangeAcknowledgement, input: AcknowledgementInput): AcknowledgementPlan {
  const batches = input.sent.filter((batch) => sameNumber(batch.interchangeControl, ta1.control));
  if (batches.length === 0) return only(exception("unknown-file", { set: "TA1", what: `interchange ${ta1.control}` }));
  const claims = batches.flatMap((batch) => batch.claims);
  const words = interchangeNoteWords(ta1.note);
  if (ta1.verdict === "R") {
    return {
      claimEvents: claims.map((claim) => fileRejected(claim, "TA1", [ta1.note], words, input)),
      exceptions: [],
      refused: batches.map((batch) => refusedBatch(batch, words)),
    };
  }
  const noted = ta1.verdict === "E" ? [exception("accepted-with-errors", { set: "TA1", what: `interchange ${ta1.control}`, words })] : [];
  return { claimEvents: claims.map((claim) => fileAccepted(claim, "TA1", input)), exceptions: noted, refused: [] };
}

function planGroup(ack: ImplementationAcknowledgement, input: AcknowledgementInput): AcknowledgementPlan {
  const batches = input.sent.filter((batch) => sameNumber(batch.groupControl, ack.groupControl));
  const what = `group ${ack.groupControl}`;
  if (batches.length === 0) return only(exception("unknown-file", { set: "999", what }));
  const files = new Set(batches.map((batch) => batch.interchangeControl)).size;
  if (files > 1) return only(exception("ambiguous-file", { set: "999", what, count: files }));
  const unknown = ack.sets
    .filter((set) => !batches.some((batch) => sameNumber(batch.setControl, set.control)))
    .map((set) => exception("unknown-file", { set: "999", what: `set ${set.control} of ${what}` }));
  const plans = batches.map((batch) => {
    const set = ack.sets.find((one) => sameNumber(one.control, batch.setControl));
    return set === undefined ? planUnnamedSet(batch, ack, input) : planSet(batch, set, input);
  });
  return mergePlans([...plans, { claimEvents: [], exceptions: unknown, refused: [] }]);
}

/** IK501: A and E are accepted; R, M, W and X are not. */
function planSet(batch: SentBatch, set: AcknowledgedSet, input: AcknowledgementInput): AcknowledgementPlan {
  const { codes, words } = setErrorWords(set);
  if (set.verdict !== "A" && set.verdict !== "E") {
    return refusedWhole(batch, codes, words, input);
  }
  const noted = set.verdict === "E" ? [exception("accepted-with-errors", { set: "999", what: `set ${set.control}`, words })] : [];
  return { claimEvents: batch.claims.map((claim) => fileAccepted(claim, "999", input)), exceptions: noted, refused: [] };
}

/** A set that the 999 does not name has the verdict of its group, unless the group is accepted in part. */
function planUnnamedSet(batch: SentBatch, ack: ImplementationAcknowledgement, input: AcknowledgementInput): AcknowledgementPlan {
  if (ack.verdict === "P") return only(exception("set-not-answered", { group: ack.groupControl, control: batch.setControl }));
  if (ack.verdict === "A" || ack.verdict === "E") {
    return { claimEvents: batch.claims.map((claim) => fileAccepted(claim, "999", input)), exceptions: [], refused: [] };
  }
  const codes = ack.groupNotes.map((note) => `AK9-${note}`);
  const words = `The whole group was refused${codes.length === 0 ? "" : ` (${codes.join(", ")})`}.`;
  return refusedWhole(batch, codes, words, input);
}

type Receiver = ClaimAcknowledgement["receivers"][number];

function planReceiver(receiver: Receiver, input: AcknowledgementInput): AcknowledgementPlan {
  const batches = input.sent.filter((batch) => batch.batchReference === receiver.batchReference);
  const named = receiver.providers.flatMap((provider) => provider.claims);
  const pool = batches.length > 0 ? batches.flatMap((batch) => batch.claims) : claimsNamed(named, input.sent);
  if (pool.length === 0) {
    return only(exception("unknown-file", { set: "277CA", what: `batch ${receiver.batchReference ?? "without a number"}` }));
  }
  const byControl = new Map(pool.map((claim) => [claim.controlNumber, claim]));
  const plans = named.map((acknowledged): AcknowledgementPlan => {
    const claim = byControl.get(acknowledged.controlNumber);
    if (claim === undefined) return only(exception("unknown-claim", { control: acknowledged.controlNumber }));
    return planClaimAnswer(claim, acknowledged, input);
  });
  const answered = new Set(named.map((one) => one.controlNumber));
  const silent = batches.length === 0 ? [] : pool.filter((claim) => !answered.has(claim.controlNumber));
  return mergePlans([...plans, ...silent.map((claim) => planSilentClaim(claim, receiver, input))]);
}

function planClaimAnswer(claim: SentClaim, acknowledged: AcknowledgedClaim, input: AcknowledgementInput): AcknowledgementPlan {
  const statuses = [...acknowledged.statuses, ...acknowledged.lines.flatMap((line) => line.statuses)];
  const { claimId } = claim;
  if (statuses.length === 0) return only(exception("claim-not-answered", { control: claim.controlNumber }, claimId));
  if (isRejected(statuses)) {
    const notFound = statuses.some((one) => one.statuses.some((status) => status.category === "A4"));
    const missing = notFound ? [exception("claim-not-found", { control: claim.controlNumber }, claimId)] : [];
    return { claimEvents: [claimRejected(claim, statuses, input)], exceptions: missing, refused: [] };
  }
  const event: ClaimEvent = {
    v: 1,
    kind: "acknowledged",
    inboundFileId: input.inboundFileId,
    ...(acknowledged.payerControlNumber === undefined ? {} : { payerControlNumber: acknowledged.payerControlNumber }),
    codes: codesOf(statuses),
  };
  return { claimEvents: [{ claimId, event }], exceptions: [], refused: [] };
}

/** Not named: the rejection of its billing provider or of the whole batch is its own; an acceptance above proves nothing. */
function planSilentClaim(claim: SentClaim, receiver: Receiver, input: AcknowledgementInput): AcknowledgementPlan {
  const providers = receiver.providers.filter(
    (provider) => provider.npi === undefined || claim.billingNpi === undefined || provider.npi === claim.billingNpi,
  );
  const provider = providers.length === 1 ? providers[0] : undefined;
  const above = [receiver.statuses, provider?.statuses ?? []].find(isRejected);
  if (above === undefined) return only(exception("claim-not-answered", { control: claim.controlNumber }, claim.claimId));
  return { claimEvents: [claimRejected(claim, above, input)], exceptions: [], refused: [] };
}

const rejectedCategories: ReadonlySet<string> = new Set(["A3", "A4", "A6", "A7", "A8"]);

function isRejected(statuses: readonly StatusInformation[]): boolean {
  return statuses.some((one) => one.action === "U" || one.statuses.some((status) => rejectedCategories.has(status.category)));
}

/** Without a batch number the claims themselves say which of ours are meant. */
function claimsNamed(named: readonly AcknowledgedClaim[], sent: readonly SentBatch[]): readonly SentClaim[] {
  const controls = new Set(named.map((one) => one.controlNumber));
  return sent.flatMap((batch) => batch.claims).filter((claim) => controls.has(claim.controlNumber));
}

function claimRejected(
  claim: SentClaim,
  statuses: readonly StatusInformation[],
  { inboundFileId, words }: AcknowledgementInput,
): AcknowledgementPlan["claimEvents"][number] {
  const sentences = statuses.flatMap((one) => [
    ...one.statuses.map((status) => {
      const category = words.statusCategory(status.category) ?? `category ${status.category}`;
      return `${category}: ${words.status(status.status) ?? `status ${status.status}`}`;
    }),
    ...(one.text === undefined ? [] : [one.text]),
  ]);
  const event: ClaimEvent = {
    v: 1,
    kind: "claim-rejected",
    inboundFileId,
    codes: codesOf(statuses),
    words: [...new Set(sentences)].join("; "),
  };
  return { claimId: claim.claimId, event };
}

/** "A7:562:85": category, status and entity, each once. */
function codesOf(statuses: readonly StatusInformation[]): readonly string[] {
  const codes = statuses.flatMap((one) =>
    one.statuses.map(({ category, status, entity }) => [category, status, ...(entity === undefined ? [] : [entity])].join(":")),
  );
  return [...new Set(codes)];
}

function fileAccepted(
  { claimId }: SentClaim,
  by: "TA1" | "999",
  { inboundFileId }: AcknowledgementInput,
): AcknowledgementPlan["claimEvents"][number] {
  return { claimId, event: { v: 1, kind: "file-accepted", by, inboundFileId } };
}

function fileRejected(
  { claimId }: SentClaim,
  by: "TA1" | "999",
  codes: readonly string[],
  words: string,
  { inboundFileId }: AcknowledgementInput,
): AcknowledgementPlan["claimEvents"][number] {
  return { claimId, event: { v: 1, kind: "file-rejected", by, inboundFileId, codes, words } };
}

function refusedWhole(batch: SentBatch, codes: readonly string[], words: string, input: AcknowledgementInput): AcknowledgementPlan {
  return {
    claimEvents: batch.claims.map((claim) => fileRejected(claim, "999", codes, words, input)),
    exceptions: [],
    refused: [refusedBatch(batch, words)],
  };
}

function refusedBatch({ interchangeControl }: SentBatch, words: string): RefusedBatch {
  return { interchangeControl, words };
}

function exception(kind: AcknowledgementExceptionKind, params: Params, claimId?: ClaimId): AcknowledgementException {
  const words = messageOf(acknowledgementKinds[kind], params);
  return { kind, finding: finding(acknowledgementKinds[kind], {}, params), words, ...(claimId === undefined ? {} : { claimId }) };
}

function only(one: AcknowledgementException): AcknowledgementPlan {
  return { claimEvents: [], exceptions: [one], refused: [] };
}

function mergePlans(plans: readonly AcknowledgementPlan[]): AcknowledgementPlan {
  return {
    claimEvents: plans.flatMap((plan) => plan.claimEvents),
    exceptions: plans.flatMap((plan) => plan.exceptions),
    refused: plans.flatMap((plan) => plan.refused),
  };
}

/** Control numbers are numbers: "000000017" and "17" are the same. */
function sameNumber(a: string, b: string): boolean {
  return a.replace(/^0+/, "") === b.replace(/^0+/, "");
}
