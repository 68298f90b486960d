/** Of a visit's claims to its payers the one that is asked now: the first in rank with which somebody is not done, else the first. */
import type { ClaimState } from "../claims/model.ts";

const decided: ReadonlySet<ClaimState> = new Set(["paid", "partly-paid", "denied", "to-patient", "voided", "closed"]);

interface OfRank {
  readonly rank: number;
  readonly state: ClaimState;
  /** A denial on it is open, in work or appealed. */
  readonly refused: boolean;
}

export function askedClaim<Claim extends OfRank>(claims: readonly Claim[]): Claim | undefined {
  const ordered = [...claims].sort((a, b) => a.rank - b.rank);
  return ordered.find((claim) => !decided.has(claim.state) || claim.refused) ?? ordered[0];
}
