/** Claims: the list, and one claim. */
import { z } from "zod";
import { type ClaimQuery, exportClaims, listClaims } from "../../app/list-claims.ts";
import { viewClaimPage, viewClaimVersion } from "../../app/view-claim-page.ts";
import { cents } from "../../core/kernel/cents.ts";
import { id } from "../../core/kernel/id.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import { type ClaimSearch, claimListSchema, claimPageSchema, claimSearchSchema, claimVersionSchema } from "../contract/claims.ts";
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
    { config: { access: "visits:export" }, schema: { body: claimSearchSchema, response: { 409: problemSchema } } },
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
}

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
