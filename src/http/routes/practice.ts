/** The practice itself, and in a demonstration the payers' next answer. */
import { z } from "zod";
import { readSession } from "../../app/read-session.ts";
import { type TakenFile, takeIn } from "../../app/take-in.ts";
import { claimStateOfVisit } from "../../app/view-visit.ts";
import { type EncounterId, id } from "../../core/kernel/id.ts";
import { answeredSchema, sessionSchema } from "../contract/practice.ts";
import { problemSchema } from "../contract/values.ts";
import type { Edge, Routes } from "../server.ts";

/** More payments than this never stand between a claim and its answer in a demonstration. */
const mostRounds = 30;

export function practiceRoutes(api: Routes, edge: Edge): void {
  const { context } = edge;
  api.get("/session", { schema: { response: { 200: sessionSchema } } }, async () => ({
    ...(await readSession(context, edge.demonstration)),
    version: edge.version,
  }));
  api.get("/health", { schema: { hide: true } }, () => ({ status: "ok" }));
  const body = z.object({ visitId: z.int().positive().optional() });
  api.post("/demonstration/answer", { schema: { body, response: { 200: answeredSchema, 409: problemSchema } } }, async (request, reply) => {
    if (!edge.demonstration)
      return reply.status(409).send({ problem: "no-simulator", message: "This practice has real payers: their files come by themselves." });
    const { visitId } = request.body;
    const files = await letPayersAnswer(edge, visitId === undefined ? undefined : id<"encounter">(visitId));
    const { today } = await readSession(context, edge.demonstration);
    return { today, files: files.map(({ name, kind, words }) => ({ name, kind, words })) };
  });
}

/** Other claims' payments may fall due first: for a visit, the payers' days go on until its own claim has an answer. */
async function letPayersAnswer({ context, letPayersAnswer: work }: Edge, visitId: EncounterId | undefined): Promise<readonly TakenFile[]> {
  const before = visitId === undefined ? undefined : await claimStateOfVisit(context, visitId);
  const files: TakenFile[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    await work();
    const taken = await takeIn(context);
    files.push(...taken);
    if (visitId === undefined || taken.length === 0) break;
    if ((await claimStateOfVisit(context, visitId)) !== before) break;
  }
  return files;
}
