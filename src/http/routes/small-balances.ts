/** Small balances of patients and small remainders of payers: which, closed together, opened again. */
import { z } from "zod";
import { closeSmallBalances, viewSmallBalances } from "../../app/patients/small-balances.ts";
import { listSmallBatches, undoSmallBatch } from "../../app/patients/small-batches.ts";
import { closeSmallRemainders, viewSmallRemainders } from "../../app/patients/small-remainders.ts";
import { id } from "../../core/kernel/id.ts";
import {
  batchesAfterSchema,
  closedSmallSchema,
  closeRemaindersSchema,
  closeSmallSchema,
  smallBalancesSchema,
  smallBatchesSchema,
  smallRemaindersSchema,
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
  api.get("/small-remainders", { ...access, schema: { response: { 200: smallRemaindersSchema } } }, ({ work }) =>
    viewSmallRemainders(work),
  );
  api.post(
    "/small-remainders",
    { ...access, schema: { body: closeRemaindersSchema, response: { 200: closedSmallSchema, ...problems } } },
    async ({ work, body }, reply) => {
      const claims = body.claims.map((one) => ({ ...one, id: id<"claim">(one.id) }));
      return valueOr(reply, await closeSmallRemainders(work, { ...body, claims }))?.value ?? reply;
    },
  );
  api.get(
    "/small-balances/batches",
    { ...access, schema: { querystring: batchesAfterSchema, response: { 200: smallBatchesSchema } } },
    ({ work, query }) => listSmallBatches(work, query.before),
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
    async ({ work, params, body }, reply) => valueOr(reply, await undoSmallBatch(work, params.requestId, body.reason))?.value ?? reply,
  );
}
