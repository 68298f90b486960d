/** The professional claims of a file as it streams in. */
import type { Finding } from "../core/kernel/finding.ts";
import { newSegmentReader, type SegmentToken } from "../core/x12/syntax/reader.ts";
import type { ProfessionalClaim } from "../core/x12/transactions/professional-claim.ts";
import { newProfessionalClaimReader } from "../core/x12/transactions/professional-claim-reader.ts";
import { newReadingContext } from "../core/x12/transactions/segment-values.ts";
import type { Io } from "./io.ts";

/** Gives each claim once and keeps none. The result is what reading had to say. */
export async function forEachClaim(io: Io, file: string, onClaim: (claim: ProfessionalClaim) => void): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const claims = newProfessionalClaimReader(
    newReadingContext((one) => findings.push(one)),
    { onClaim },
  );
  const segments = newSegmentReader();
  const step = (segment: SegmentToken): void => claims.segment(segment);
  for await (const chunk of io.input(file)) {
    segments.push(chunk, step);
    await io.drained();
  }
  segments.end(step);
  claims.end();
  return [...segments.findings, ...findings];
}
