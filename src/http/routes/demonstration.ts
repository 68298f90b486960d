/** What only a demonstration has: the next day, and the history that is made while a small one is open. */
import { liveNextDay } from "../../app/simulated-practice/next-day.ts";
import { historySchema, nextDaySchema } from "../contract/demonstration.ts";
import { problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Edge, Routes } from "../server.ts";

export function demonstrationRoutes(api: Routes, { payersWork, history }: Edge): void {
  api.post(
    "/demonstration/next-day",
    {
      config: { access: "demonstration:step", costly: true },
      schema: { response: { 200: nextDaySchema, 404: problemSchema, 409: problemSchema } },
    },
    async ({ work }, reply) => {
      const day = valueOr(reply, await liveNextDay(work, payersWork ?? (async () => {})));
      return day === undefined ? reply : day.value;
    },
  );
  api.get("/demonstration/history", { config: { access: "practice:read" }, schema: { response: { 200: historySchema } } }, () =>
    history === undefined ? { state: "none" as const } : history.progress(),
  );
  api.post(
    "/demonstration/history/open",
    { config: { access: "demonstration:step" }, schema: { response: { 200: historySchema, 409: problemSchema } } },
    async ({ work }, reply) => {
      // Whoever signed in works in a practice of their own; only the open demonstration has one made behind it.
      const opened = work.actor.kind === "machine" && (await history?.open()) === true;
      if (opened) return { state: "none" as const };
      return reply.status(409).send({ problem: "no-history", message: "No history of this practice waits to be opened." });
    },
  );
}
