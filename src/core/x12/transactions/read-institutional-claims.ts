/** Institutional claim files (837I): a small file as a whole. */
import type { InstitutionalClaim } from "./institutional-claim.ts";
import { newInstitutionalClaimReader } from "./institutional-claim-reader.ts";
import { type ReadClaimFile, readClaimFile } from "./read-claim-file.ts";

/** Reads a whole file: every batch of institutional claims with its envelope. */
export function readInstitutionalClaimFile(bytes: Uint8Array): ReadClaimFile<InstitutionalClaim> {
  return readClaimFile(bytes, newInstitutionalClaimReader);
}
