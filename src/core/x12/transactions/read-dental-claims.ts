/** Dental claim files (837D): a small file as a whole. */
import type { DentalClaim } from "./dental-claim.ts";
import { newDentalClaimReader } from "./dental-claim-reader.ts";
import { type ReadClaimFile, readClaimFile } from "./read-claim-file.ts";

/** Reads a whole file: every batch of dental claims with its envelope. */
export function readDentalClaimFile(bytes: Uint8Array): ReadClaimFile<DentalClaim> {
  return readClaimFile(bytes, newDentalClaimReader);
}
