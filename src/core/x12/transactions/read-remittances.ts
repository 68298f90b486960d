/** Remittance files (835): as a stream of claims, or a small file as a whole. */
import type { Finding } from "../../kernel/finding.ts";
import { newSegmentReader, type SegmentToken } from "../syntax/reader.ts";
import type { ProviderAdjustment, Remittance, RemittanceClaim } from "./remittance.ts";
import { newRemittanceReader, type RemittanceHandlers } from "./remittance-reader.ts";
import { readSegments } from "./segment-sink.ts";
import { newReadingContext } from "./segment-values.ts";
import type { TransactionEnvelope } from "./transaction-envelope.ts";

export interface ReadRemittance {
  readonly envelope: TransactionEnvelope;
  readonly remittance: Remittance;
}

export interface ReadRemittanceFile {
  readonly remittances: readonly ReadRemittance[];
  readonly findings: readonly Finding[];
}

/** Reads a file in memory claim by claim; nothing of a claim is kept. Gives the findings of tokens and values. */
export function forEachRemittanceClaim(bytes: Uint8Array, handlers: RemittanceHandlers): readonly Finding[] {
  const findings: Finding[] = [];
  const context = newReadingContext((finding) => findings.push(finding));
  const syntax = readSegments(bytes, newRemittanceReader(context, handlers));
  return [...syntax, ...findings];
}

/** Reads a whole file: every payment with its envelope, claims and provider adjustments. For large files use `forEachRemittanceClaim`. */
export function readRemittanceFile(bytes: Uint8Array): ReadRemittanceFile {
  const remittances: ReadRemittance[] = [];
  let claims: RemittanceClaim[] = [];
  let providerAdjustments: ProviderAdjustment[] = [];
  const findings = forEachRemittanceClaim(bytes, {
    onClaim: (claim) => claims.push(claim),
    onProviderAdjustment: (adjustment) => providerAdjustments.push(adjustment),
    onRemittance: (head, envelope) => {
      remittances.push({ envelope, remittance: { ...head, claims, providerAdjustments } });
      claims = [];
      providerAdjustments = [];
    },
  });
  return { remittances, findings };
}

/** Payments in the order of the file, each read when it is asked for: of a large file one payment at a time is in memory. */
export function* eachRemittance(bytes: Uint8Array, onFinding: (finding: Finding) => void): Generator<ReadRemittance> {
  const complete: ReadRemittance[] = [];
  let claims: RemittanceClaim[] = [];
  let providerAdjustments: ProviderAdjustment[] = [];
  const reader = newRemittanceReader(newReadingContext(onFinding), {
    onClaim: (claim) => claims.push(claim),
    onProviderAdjustment: (adjustment) => providerAdjustments.push(adjustment),
    onRemittance: (head, envelope) => {
      complete.push({ envelope, remittance: { ...head, claims, providerAdjustments } });
      claims = [];
      providerAdjustments = [];
    },
  });
  const segments = newSegmentReader();
  const step = (segment: SegmentToken): void => reader.segment(segment);
  for (let at = 0; at < bytes.length; at += window) {
    segments.push(bytes.subarray(at, at + window), step);
    yield* complete.splice(0);
  }
  segments.end(step);
  reader.end();
  yield* complete.splice(0);
  segments.findings.forEach(onFinding);
}

/** Bytes that are read ahead. */
const window = 1 << 16;
