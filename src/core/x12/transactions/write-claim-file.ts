/** Files of claims whose loops are written by their guide (837I, 837D). */
import { type LoopValue, loopSegments } from "../by-guide/loop-segments.ts";
import type { Guide } from "../guides/model.ts";
import type { ClaimParties, ProfessionalClaimBatchHead } from "./professional-claim.ts";
import { billingLoop, subscriberLoop } from "./write-claim-loops.ts";
import { contactSegments, dateText, fileSegments, nameSegment, type X12Envelope } from "./write-envelope.ts";

interface Batch<Claim> extends ProfessionalClaimBatchHead {
  readonly claims: readonly Claim[];
}

/** One interchange with one group; each claim stands under a subscriber level of its own, in its place. */
export function writeClaimFile<Claim extends ClaimParties>(
  batches: readonly Batch<Claim>[],
  envelope: X12Envelope,
  { guide, claimLoop }: { readonly guide: Guide; readonly claimLoop: (claim: Claim) => LoopValue },
): string {
  const transactions = batches.map((batch) => ({
    set: guide.set,
    control: batch.control,
    guide: guide.id,
    segments: loopSegments(guide, batchLoops(batch, claimLoop)),
  }));
  return [...fileSegments(envelope, { code: guide.groupCode, version: guide.id, transactions })].join("");
}

function batchLoops<Claim extends ClaimParties>(batch: Batch<Claim>, claimLoop: (claim: Claim) => LoopValue): Omit<LoopValue, "id"> {
  const { submitter, receiver } = batch;
  const contacts = submitter.contacts.flatMap((contact) => [...contactSegments("IC", contact)]);
  return {
    segments: [["BHT", "0019", batch.purpose, batch.reference, dateText(batch.createdOn), batch.createdAt, batch.kind]],
    loops: [
      { id: "1000A", segments: [nameSegment("41", submitter.name, { qualifier: "46", value: submitter.id }), ...contacts], loops: [] },
      {
        id: "1000B",
        segments: [nameSegment("40", { kind: "organisation", last: receiver.name }, { qualifier: "46", value: receiver.id })],
        loops: [],
      },
      ...runsByProvider(batch.claims).map(([first, ...rest]) =>
        billingLoop(
          first,
          [first, ...rest].map((claim) => subscriberLoop(claim, claimLoop(claim))),
        ),
      ),
    ],
  };
}

/** Neighbours of one billing provider share its level: claims keep their order. */
function runsByProvider<Claim extends ClaimParties>(claims: readonly Claim[]): readonly (readonly [Claim, ...Claim[]])[] {
  const runs: [Claim, ...Claim[]][] = [];
  let last: string | undefined;
  for (const claim of claims) {
    const key = JSON.stringify([claim.billing, claim.payTo, claim.payToPlan, claim.currency]);
    const run = runs.at(-1);
    if (run !== undefined && key === last) run.push(claim);
    else runs.push([claim]);
    last = key;
  }
  return runs;
}
