/** Builds the exceptions of a posting plan from the registry's words. */
import { type Cents, formatUsd } from "../kernel/cents.ts";
import { finding, messageOf, type Params } from "../kernel/finding.ts";
import type { ChargeId, ClaimId } from "../kernel/id.ts";
import type { RemittanceClaim } from "../x12/transactions/remittance.ts";
import { postingFindings } from "./findings.ts";
import type { ExceptionKind, PostingException } from "./model.ts";

export interface ExceptionPlace {
  readonly remittanceClaimIndex?: number;
  readonly claimId?: ClaimId;
  readonly chargeId?: ChargeId;
  readonly segment?: number;
  readonly amount?: Cents;
}

/** An amount of the place is given to the sentence as `{amount}`, written for people. */
export function postingException(kind: ExceptionKind, place: ExceptionPlace, params: Params): PostingException {
  const { segment, ...rest } = place;
  const all: Params = place.amount === undefined ? params : { amount: formatUsd(place.amount), ...params };
  return {
    kind,
    finding: finding(postingFindings[kind], segment === undefined ? {} : { segment }, all),
    words: messageOf(postingFindings[kind], all),
    ...rest,
  };
}

/** The place of a remittance claim, with our claim when it is known. */
export function claimPlace(index: number, remitted: RemittanceClaim, claimId?: ClaimId): ExceptionPlace {
  return {
    remittanceClaimIndex: index,
    ...(remitted.segment === undefined ? {} : { segment: remitted.segment }),
    ...(claimId === undefined ? {} : { claimId }),
  };
}
