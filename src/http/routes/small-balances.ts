/** Small balances: which, closed together, opened again. */
import { z } from "zod";
import { closeSmallBalances, undoSmallBalances, viewSmallBalances } from "../../app/patients/small-balances.ts";
import { id } from "../../core/kernel/id.ts";
import {
  closedSmallSchema,
  closeSmallSchema,
  smallBalancesSchema,
  undoneSmallSchema,
  undoSmallSchema,
} from "../contract/small-balances.ts";
import { problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

const access = { config: { access: "money:adjust" } } as const;
const problems = { 404: problemSchema, 409: problemSchema };

export function smallBalanceRoutes(api: Routes): void {
  api.get("/small-balances", { ...access, schema: { response: { 200: smallBalancesSchema } } }, ({ work }) => viewSmallBalances(work));
  api.post(
    "/small-balances",
    { ...access, schema: { body: closeSmallSchema, response: { 200: closedSmallSchema, ...problems } } },
    async ({ work, body }, reply) => {
      const patients = body.patients.map((one) => ({ ...one, id: id<"patient">(one.id) }));
      return valueOr(reply, await closeSmallBalances(work, { ...body, patients }))?.value ?? reply;
    },
  );
  api.post(
    "/small-balances/:requestId/undo",
    {
      ...access,
      schema: {
        params: z.object({ requestId: z.coerce.number().int().positive() }),
        body: undoSmallSchema,
        response: { 200: undoneSmallSchema, ...problems },
      },
    },
    async ({ work, params, body }, reply) => valueOr(reply, await undoSmallBalances(work, params.requestId, body.reason))?.value ?? reply,
  );
}
