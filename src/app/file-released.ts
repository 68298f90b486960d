/** Files everything that is released, and says so when the claim that was asked about did not go out with it. */
import type { ClaimId } from "../core/kernel/id.ts";
import { ok } from "../core/kernel/result.ts";
import { loadClaim } from "../store/claims.ts";
import { readPractice } from "../store/transaction.ts";
import { enterRecord } from "./audit/record.ts";
import type { Context } from "./context.ts";
import { fileClaims } from "./file-claims.ts";
import { no, type Outcome } from "./refusal.ts";

export async function fileReleased(context: Context, claimId: ClaimId): Promise<Outcome<undefined>> {
  const entered = await enterRecord(context, { act: "claim.file", object: ["claim", claimId] });
  if (!entered.ok) return entered;
  await fileClaims(context);
  const claim = await readPractice(context.app.pool, context.practiceId, (tx) => loadClaim(tx, claimId));
  if (claim?.state !== "queued") return ok(undefined);
  return no(
    "not-filed",
    "The file for this payer was not written: our own check refuses it.",
    "Look under Files & exceptions for the reason.",
  );
}
