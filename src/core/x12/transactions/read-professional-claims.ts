/** Professional claim files (837P): as a stream of claims, or a small file as a whole. */
import type { Finding } from "../../kernel/finding.ts";
import type { ProfessionalClaim, ProfessionalClaimBatch } from "./professional-claim.ts";
import { newProfessionalClaimReader, type ProfessionalClaimHandlers } from "./professional-claim-reader.ts";
import { readSegments } from "./segment-sink.ts";
import { newReadingContext } from "./segment-values.ts";
import type { TransactionEnvelope } from "./transaction-envelope.ts";

export interface ReadProfessionalClaimBatch {
  readonly envelope: TransactionEnvelope;
  readonly batch: ProfessionalClaimBatch;
}

export interface ReadProfessionalClaimFile {
  readonly batches: readonly ReadProfessionalClaimBatch[];
  readonly findings: readonly Finding[];
}

/** Reads a file in memory claim by claim; nothing of a claim is kept. Gives the findings of tokens and values. */
export function forEachProfessionalClaim(bytes: Uint8Array, handlers: ProfessionalClaimHandlers): readonly Finding[] {
  const findings: Finding[] = [];
  const context = newReadingContext((finding) => findings.push(finding));
  const syntax = readSegments(bytes, newProfessionalClaimReader(context, handlers));
  return [...syntax, ...findings];
}

/** Reads a whole file: every batch with its envelope and claims. For large files use `forEachProfessionalClaim`. */
export function readProfessionalClaimFile(bytes: Uint8Array): ReadProfessionalClaimFile {
  const batches: ReadProfessionalClaimBatch[] = [];
  let claims: ProfessionalClaim[] = [];
  const findings = forEachProfessionalClaim(bytes, {
    onClaim: (claim) => claims.push(claim),
    onBatch: (head, envelope) => {
      batches.push({ envelope, batch: { ...head, claims } });
      claims = [];
    },
  });
  return { batches, findings };
}

/** Which bytes [from, to) of a file each claim takes, in file order: from its own subscriber level, or its CLM when it shares one. */
export function claimByteRanges(
  bytes: Uint8Array,
): readonly { readonly controlNumber: string; readonly from: number; readonly to: number }[] {
  const ranges: { readonly controlNumber: string; readonly from: number; readonly to: number }[] = [];
  forEachProfessionalClaim(bytes, {
    onClaim: ({ controlNumber, place }) => ranges.push({ controlNumber, from: place?.byteFrom ?? 0, to: place?.byteTo ?? bytes.length }),
  });
  return ranges;
}
