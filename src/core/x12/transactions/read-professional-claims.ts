/** Professional claim files (837P): as a stream of claims, or a small file as a whole. */
import type { Finding } from "../../kernel/finding.ts";
import type { ProfessionalClaim } from "./professional-claim.ts";
import { newProfessionalClaimReader, type ProfessionalClaimHandlers } from "./professional-claim-reader.ts";
import { forEachClaim, type ReadClaimFile, readClaimFile } from "./read-claim-file.ts";

/** Reads a file in memory claim by claim; nothing of a claim is kept. Gives the findings of tokens and values. */
export function forEachProfessionalClaim(bytes: Uint8Array, handlers: ProfessionalClaimHandlers): readonly Finding[] {
  return forEachClaim(bytes, newProfessionalClaimReader, handlers);
}

/** Reads a whole file: every batch with its envelope and claims. For large files use `forEachProfessionalClaim`. */
export function readProfessionalClaimFile(bytes: Uint8Array): ReadClaimFile<ProfessionalClaim> {
  return readClaimFile(bytes, newProfessionalClaimReader);
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
