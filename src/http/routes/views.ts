/** Saved views of lists, and work on many visits at once. */
import { z } from "zod";
import type { Context } from "../../app/context.ts";
import { previewBulk, undoBulk, workInBulk } from "../../app/worklist/bulk.ts";
import { ownIdOf } from "../../app/worklist/owners.ts";
import { dropView, keepView, listViews } from "../../app/worklist/saved-views.ts";
import { id } from "../../core/kernel/id.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import type { BulkAct } from "../../core/worklist/bulk.ts";
import type { ViewAddress } from "../../core/worklist/views.ts";
import { problemSchema } from "../contract/values.ts";
import {
  type BulkActBody,
  bulkPlanSchema,
  bulkPreviewSchema,
  bulkSchema,
  keptViewSchema,
  newViewSchema,
  viewsSchema,
} from "../contract/views.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";
import { seesMoney } from "./visit-commands.ts";
import { asksForMoney, noMoney, visitQueryOf } from "./visit-query.ts";

export function viewRoutes(api: Routes): void {
  api.get("/views", { config: { access: "visits:list" }, schema: { response: { 200: viewsSchema } } }, async ({ work }) => ({
    views: (await listViews(work)).map(({ address, ...view }) => ({ ...view, address: structuredClone(address) as Record<string, never> })),
  }));
  const answers = { 404: problemSchema, 409: problemSchema };
  api.post(
    "/views",
    { config: { access: "visits:list" }, schema: { body: newViewSchema, response: { 200: keptViewSchema, ...answers } } },
    async ({ work, body }, reply) =>
      valueOr(reply, await keepView(work, { ...body, address: body.address as ViewAddress }))?.value ?? reply,
  );
  api.post(
    "/views/:viewId/remove",
    {
      config: { access: "visits:list" },
      schema: { params: z.object({ viewId: z.coerce.number().int().positive() }), response: { 200: z.object({}), ...answers } },
    },
    async ({ work, params }, reply) => (valueOr(reply, await dropView(work, params.viewId)) === undefined ? reply : {}),
  );
  bulkRoutes(api);
}

function bulkRoutes(api: Routes): void {
  const config = { access: "work:write" } as const;
  const response = { 200: bulkPlanSchema, 404: problemSchema, 409: problemSchema };
  api.post("/worklist/bulk/preview", { config, schema: { body: bulkPreviewSchema, response } }, async ({ work, body }, reply) => {
    const { visits } = body;
    if (!Array.isArray(visits) && !seesMoney(work) && asksForMoney(visits)) return reply.status(409).send(noMoney);
    const target = Array.isArray(visits) ? { visitIds: visits.map((one) => id<"encounter">(one)) } : { query: visitQueryOf(work, visits) };
    const plan = valueOr(reply, await previewBulk(work, actOf(work, body.act), target));
    return plan === undefined ? reply : shown(plan.value);
  });
  api.post("/worklist/bulk", { config, schema: { body: bulkSchema, response } }, async ({ work, body }, reply) => {
    const reason = body.act.kind === "put-off" ? body.act.reason : "";
    const visits = body.visits.map((one) => id<"encounter">(one));
    const done = valueOr(reply, await workInBulk(work, actOf(work, body.act), visits, reason));
    return done === undefined ? reply : shown(done.value);
  });
  const params = z.object({ bulkId: z.coerce.number().int().positive() });
  api.post("/worklist/bulk/:bulkId/undo", { config, schema: { params, response } }, async ({ work, params: { bulkId } }, reply) => {
    const undone = valueOr(reply, await undoBulk(work, bulkId));
    return undone === undefined ? reply : shown(undone.value);
  });
}

function shown<Plan extends { readonly visitIds: readonly number[]; readonly leftOut: readonly object[] }>(plan: Plan) {
  return { ...plan, visitIds: [...plan.visitIds], leftOut: [...plan.leftOut] as Plan["leftOut"][number][] };
}

function actOf(work: Pick<Context, "actor">, act: BulkActBody): BulkAct {
  switch (act.kind) {
    case "assign":
      return { kind: "assign", ownerId: act.to === "me" ? ownIdOf(work) : (act.to ?? undefined) };
    case "put-off":
      return { kind: "put-off", until: isoDate(act.until) };
    case "wake":
    case "release":
      return { kind: act.kind };
  }
}
