/** Claims: the list, and one claim. */
import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { Context } from "../../app/context.ts";
import { fileReleased } from "../../app/file-released.ts";
import { type ClaimQuery, exportClaims, listClaims } from "../../app/list-claims.ts";
import type { Outcome } from "../../app/refusal.ts";
import { releaseClaim, takeBackClaim } from "../../app/release-claim.ts";
import { giveUpVersion, resendAsIs, voidClaim } from "../../app/send-as-is.ts";
import { viewClaimPage, viewClaimVersion } from "../../app/view-claim-page.ts";
import { cents } from "../../core/kernel/cents.ts";
import { type ClaimId, id } from "../../core/kernel/id.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import {
  type ClaimSearch,
  claimListSchema,
  claimPageSchema,
  claimSearchSchema,
  claimVersionSchema,
  voidSchema,
} from "../contract/claims.ts";
import { problemSchema } from "../contract/values.ts";
import { sendCsv } from "../downloads.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

const claimParams = z.object({ claimId: z.coerce.number().int().positive() });
const versionParams = claimParams.extend({ snapshotId: z.coerce.number().int().positive() });
const problems = { 404: problemSchema, 409: problemSchema };

/** A claim is a demand of money: without its amounts there is nothing to show. */
export function claimRoutes(api: Routes): void {
  // What is looked for may be a patient's name, which belongs into no address.
  api.post(
    "/claims/search",
    { config: { access: "money:read" }, schema: { body: claimSearchSchema, response: { 200: claimListSchema } } },
    ({ work, body }) => listClaims(work, claimQueryOf(body)),
  );
  api.post(
    "/claims/export",
    { config: { access: "visits:export", costly: true }, schema: { body: claimSearchSchema, response: { 409: problemSchema } } },
    async ({ work, body }, reply) => {
      const lines = valueOr(reply, await exportClaims(work, claimQueryOf(body)));
      return lines === undefined ? reply : sendCsv(reply, "claims", lines.value);
    },
  );
  api.get(
    "/claims/:claimId",
    { config: { access: "money:read" }, schema: { params: claimParams, response: { 200: claimPageSchema, ...problems } } },
    async ({ work, params }, reply) => {
      const page = valueOr(reply, await viewClaimPage(work, id<"claim">(params.claimId)));
      return page === undefined ? reply : page.value;
    },
  );
  api.get(
    "/claims/:claimId/versions/:snapshotId",
    { config: { access: "money:read" }, schema: { params: versionParams, response: { 200: claimVersionSchema, ...problems } } },
    async ({ work, params }, reply) => {
      const version = valueOr(reply, await viewClaimVersion(work, id<"claim">(params.claimId), params.snapshotId));
      return version === undefined ? reply : version.value;
    },
  );
  claimCommands(api);
}

/** By the claim itself, whichever payer it asks. Each answers with the claim's page as it then is. */
function claimCommands(api: Routes): void {
  const response = { 200: claimPageSchema, ...problems };
  const config = { access: "claims:file" } as const;
  const answer = async (work: Context, reply: FastifyReply, claimId: ClaimId, outcome: Outcome<unknown>) => {
    if (valueOr(reply, outcome) === undefined) return reply;
    const page = valueOr(reply, await viewClaimPage(work, claimId));
    return page === undefined ? reply : page.value;
  };
  for (const [name, run] of Object.entries(commands))
    api.post(`/claims/:claimId/${name}`, { config, schema: { params: claimParams, response } }, async ({ work, params }, reply) => {
      const claimId = id<"claim">(params.claimId);
      return answer(work, reply, claimId, await run(work, claimId));
    });
  api.post(
    "/claims/:claimId/void",
    { config, schema: { params: claimParams, body: voidSchema, response } },
    async ({ work, params, body }, reply) => {
      const claimId = id<"claim">(params.claimId);
      return answer(work, reply, claimId, await voidClaim(work, claimId, body.reason));
    },
  );
}

const commands: Readonly<Record<string, (work: Context, claimId: ClaimId) => Promise<Outcome<unknown>>>> = {
  release: releaseClaim,
  "take-back": takeBackClaim,
  file: fileReleased,
  resend: resendAsIs,
  "give-up": giveUpVersion,
};

function claimQueryOf(search: ClaimSearch): ClaimQuery {
  const { states, payers, providers, frequencies, ages, from, to, least, most, denied, find, sort, descending, after, before, limit } =
    search;
  return {
    ...(states === undefined ? {} : { states }),
    ...(payers === undefined ? {} : { payerIds: payers.map((one) => id<"payer">(one)) }),
    ...(providers === undefined ? {} : { renderingIds: providers.map((one) => id<"provider">(one)) }),
    ...(frequencies === undefined ? {} : { frequencies }),
    ...(ages === undefined ? {} : { ages }),
    ...(from === undefined ? {} : { from: isoDate(from) }),
    ...(to === undefined ? {} : { to: isoDate(to) }),
    ...(least === undefined ? {} : { least: cents(least) }),
    ...(most === undefined ? {} : { most: cents(most) }),
    ...(denied === undefined ? {} : { denied }),
    ...(find === undefined ? {} : { find }),
    ...(sort === undefined ? {} : { sort }),
    ...(descending === undefined ? {} : { descending }),
    ...(after === undefined ? {} : { after: id<"claim">(after) }),
    ...(before === undefined ? {} : { before: id<"claim">(before) }),
    ...(limit === undefined ? {} : { limit }),
  };
}
