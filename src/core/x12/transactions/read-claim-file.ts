/** Files of claims of any kind as a whole: every batch with its envelope and claims. */
import type { Finding } from "../../kernel/finding.ts";
import type { ClaimHandlers } from "./claim-reader.ts";
import type { ProfessionalClaimBatchHead } from "./professional-claim.ts";
import { readSegments, type SegmentSink } from "./segment-sink.ts";
import { newReadingContext, type ReadingContext } from "./segment-values.ts";
import type { TransactionEnvelope } from "./transaction-envelope.ts";

export interface ClaimBatch<Claim> extends ProfessionalClaimBatchHead {
  readonly claims: readonly Claim[];
}

export interface ReadClaimBatch<Claim> {
  readonly envelope: TransactionEnvelope;
  readonly batch: ClaimBatch<Claim>;
}

export interface ReadClaimFile<Claim> {
  readonly batches: readonly ReadClaimBatch<Claim>[];
  readonly findings: readonly Finding[];
}

export type NewClaimReader<Claim> = (context: ReadingContext, handlers: ClaimHandlers<Claim>) => SegmentSink;

/** Reads a file in memory claim by claim; nothing of a claim is kept. Gives the findings of tokens and values. */
export function forEachClaim<Claim>(
  bytes: Uint8Array,
  newReader: NewClaimReader<Claim>,
  handlers: ClaimHandlers<Claim>,
): readonly Finding[] {
  const findings: Finding[] = [];
  const context = newReadingContext((finding) => findings.push(finding));
  const syntax = readSegments(bytes, newReader(context, handlers));
  return [...syntax, ...findings];
}

export function readClaimFile<Claim>(bytes: Uint8Array, newReader: NewClaimReader<Claim>): ReadClaimFile<Claim> {
  const batches: ReadClaimBatch<Claim>[] = [];
  let claims: Claim[] = [];
  const findings = forEachClaim(bytes, newReader, {
    onClaim: (claim) => claims.push(claim),
    onBatch: (head, envelope) => {
      batches.push({ envelope, batch: { ...head, claims } });
      claims = [];
    },
  });
  return { batches, findings };
}
