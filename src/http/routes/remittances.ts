/** Payers' payments. */
import { z } from "zod";
import { listRemittances, markDeposit, type RemittanceQuery, viewRemittance } from "../../app/remittances.ts";
import { id } from "../../core/kernel/id.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import {
  depositMarkSchema,
  type RemittanceSearch,
  remittanceListSchema,
  remittancePageSchema,
  remittanceSearchSchema,
} from "../contract/remittances.ts";
import { problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

const params = z.object({ remittanceId: z.coerce.number().int().positive() });
const answers = { 200: remittancePageSchema, 404: problemSchema, 409: problemSchema };

export function remittanceRoutes(api: Routes): void {
  api.post(
    "/remittances/search",
    { config: { access: "books:read" }, schema: { body: remittanceSearchSchema, response: { 200: remittanceListSchema } } },
    ({ work, body }) => listRemittances(work, queryOf(body)),
  );
  api.get(
    "/remittances/:remittanceId",
    { config: { access: "books:read" }, schema: { params, response: answers } },
    async ({ work, params: asked }, reply) => {
      const page = valueOr(reply, await viewRemittance(work, id<"remittance">(asked.remittanceId)));
      return page === undefined ? reply : page.value;
    },
  );
  api.put(
    "/remittances/:remittanceId/deposit",
    { config: { access: "money:adjust" }, schema: { params, body: depositMarkSchema, response: answers } },
    async ({ work, params: asked, body: { on } }, reply) => {
      const page = valueOr(
        reply,
        await markDeposit(work, id<"remittance">(asked.remittanceId), on === undefined ? undefined : isoDate(on)),
      );
      return page === undefined ? reply : page.value;
    },
  );
}

function queryOf({ statuses, payers, from, to, deposited, after, before, limit }: RemittanceSearch): RemittanceQuery {
  return {
    ...(statuses === undefined ? {} : { statuses }),
    ...(payers === undefined ? {} : { payerIds: payers.map((one) => id<"payer">(one)) }),
    ...(from === undefined ? {} : { from: isoDate(from) }),
    ...(to === undefined ? {} : { to: isoDate(to) }),
    ...(deposited === undefined ? {} : { deposited }),
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
    ...(limit === undefined ? {} : { limit }),
  };
}
