/** Files of claims whose loops are read by their guide (837I, 837D): claim by claim, with the head of each batch. */
import type { Finding } from "../../kernel/finding.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import { parseCompactDate } from "../../kernel/iso-date.ts";
import { type LoopView, loopIn, newLoopReader, segmentIn, segmentsIn } from "../by-guide/loop-views.ts";
import { textOf } from "./claim-loops.ts";
import type { ProfessionalClaimBatchHead } from "./professional-claim.ts";
import { readSegments, type SegmentSink } from "./segment-sink.ts";
import { contactOf, dateAt, nameOf, newReadingContext, type ReadingContext } from "./segment-values.ts";
import type { TransactionEnvelope } from "./transaction-envelope.ts";

export interface ClaimBatch<Claim> extends ProfessionalClaimBatchHead {
  readonly claims: readonly Claim[];
}

export interface ReadClaimFile<Claim> {
  readonly batches: readonly { readonly envelope: TransactionEnvelope; readonly batch: ClaimBatch<Claim> }[];
  readonly findings: readonly Finding[];
}

export interface ClaimKind<Claim> {
  /** 837I or 837D. */
  readonly name: string;
  readonly claimOf: (context: ReadingContext, view: LoopView) => Claim;
}

export interface ClaimHandlers<Claim> {
  /** A complete claim, with the head that stands above it. */
  readonly onClaim: (claim: Claim, head: ProfessionalClaimBatchHead, envelope: TransactionEnvelope) => void;
  /** The end of a batch, also of one without claims. */
  readonly onBatch: (head: ProfessionalClaimBatchHead, envelope: TransactionEnvelope) => void;
  /** Of segments that have no place in the guide; findings of values go to the context. */
  readonly onFinding: (one: Finding) => void;
}

/** Gives each claim as soon as it is complete. */
export function newClaimReader<Claim>(
  { name, claimOf }: ClaimKind<Claim>,
  context: ReadingContext,
  { onClaim, onBatch, onFinding }: ClaimHandlers<Claim>,
): SegmentSink {
  let head: ProfessionalClaimBatchHead | undefined;
  const headIn = (root: LoopView, envelope: TransactionEnvelope): ProfessionalClaimBatchHead => {
    context.loop = "";
    head ??= headOf(context, root, envelope);
    return head;
  };
  return newLoopReader({
    unit: "2300",
    wants: (guide) => guide.name === name,
    onUnit(view, { envelope }) {
      const above = headIn(rootOf(view), envelope);
      context.loop = "2300";
      onClaim(claimOf(context, view), above, envelope);
    },
    onEnd(root, { envelope }) {
      onBatch(headIn(root, envelope), envelope);
      head = undefined;
    },
    onFinding,
  });
}

/** Reads a whole file. For a large one use `newClaimReader`. */
export function readClaimFile<Claim>(bytes: Uint8Array, kind: ClaimKind<Claim>): ReadClaimFile<Claim> {
  const values: Finding[] = [];
  const misplaced: Finding[] = [];
  const batches: { readonly envelope: TransactionEnvelope; readonly batch: ClaimBatch<Claim> }[] = [];
  let claims: Claim[] = [];
  const reader = newClaimReader(
    kind,
    newReadingContext((one) => values.push(one)),
    {
      onClaim: (claim) => claims.push(claim),
      onBatch(head, envelope) {
        batches.push({ envelope, batch: { ...head, claims } });
        claims = [];
      },
      onFinding: (one) => misplaced.push(one),
    },
  );
  const syntax = readSegments(bytes, reader);
  return { batches, findings: [...syntax, ...misplaced, ...values] };
}

function rootOf(view: LoopView): LoopView {
  let at = view;
  while (at.parent !== undefined) at = at.parent;
  return at;
}

function headOf(context: ReadingContext, root: LoopView, envelope: TransactionEnvelope): ProfessionalClaimBatchHead {
  const bht = segmentIn(root, "BHT");
  const submitter = loopIn(root, "1000A");
  const name = segmentIn(submitter, "NM1");
  const receiver = segmentIn(loopIn(root, "1000B"), "NM1");
  const written = bht === undefined ? undefined : dateAt(context, bht, 4);
  return {
    control: envelope.set.control,
    reference: textOf(bht, 3),
    purpose: textOf(bht, 2),
    createdOn: written ?? parseCompactDate(envelope.group.date) ?? ("1900-01-01" as IsoDate),
    createdAt: textOf(bht, 5),
    kind: textOf(bht, 6),
    submitter: {
      name: name === undefined ? { kind: "organisation", last: "" } : nameOf(name),
      id: textOf(name, 9),
      contacts: segmentsIn(submitter, "PER").map(contactOf),
    },
    receiver: { name: textOf(receiver, 3), id: textOf(receiver, 9) },
  };
}
