/** The practice itself, and in a demonstration the payers' next answer. */
import { z } from "zod";
import { namedPractices } from "../../app/access/named-practices.ts";
import type { Context } from "../../app/context.ts";
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
  api.get("/session", { config: { access: "practice:read" }, schema: { response: { 200: sessionSchema } } }, async ({ work, person }) => ({
    ...(await readSession(work)),
    user: {
      name: work.actor.name,
      role: work.actor.role,
      permissions: [...work.actor.permissions],
      signedIn: person !== undefined,
      openDemonstration: work.actor.kind === "machine",
    },
    practices: person === undefined ? [] : await namedPractices(edge.app, person.memberships),
    version: edge.version,
  }));
  const body = z.object({ visitId: z.int().positive().optional() });
  api.post(
    "/demonstration/answer",
    { config: { access: "demonstration:step" }, schema: { body, response: { 200: answeredSchema, 409: problemSchema } } },
    async ({ work, body: { visitId } }, reply) => {
      const before = await readSession(work);
      if (!before.practice.demonstration)
        return reply
          .status(409)
          .send({ problem: "no-simulator", message: "This practice has real payers: their files come by themselves." });
      const files = await letPayersAnswer(edge, work, visitId === undefined ? undefined : id<"encounter">(visitId));
      const { today } = await readSession(work);
      return { from: before.today, today, files: files.map(({ name, kind, words }) => ({ name, kind, words })) };
    },
  );
}

/** Other claims' payments may fall due first: for a visit, the payers' days go on until its own claim has an answer. */
async function letPayersAnswer(
  { letPayersAnswer: answer }: Edge,
  work: Context,
  visitId: EncounterId | undefined,
): Promise<readonly TakenFile[]> {
  const before = visitId === undefined ? undefined : await claimStateOfVisit(work, visitId);
  const files: TakenFile[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    await answer(work);
    const taken = await takeIn(work);
    files.push(...taken);
    if (visitId === undefined || taken.length === 0) break;
    if ((await claimStateOfVisit(work, visitId)) !== before) break;
  }
  return files;
}
