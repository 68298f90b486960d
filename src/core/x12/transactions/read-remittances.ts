/** Remittance files (835): as a stream of claims, or a small file as a whole. */
import type { Finding } from "../../kernel/finding.ts";
import { forEachSegment } from "../syntax/reader.ts";
import type { ProviderAdjustment, Remittance, RemittanceClaim } from "./remittance.ts";
import { newRemittanceReader, type RemittanceHandlers } from "./remittance-reader.ts";
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
  const reader = newRemittanceReader(
    newReadingContext((finding) => findings.push(finding)),
    handlers,
  );
  const syntax = forEachSegment(bytes, (segment) => reader.segment(segment));
  reader.end();
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
