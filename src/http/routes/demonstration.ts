/** What only a demonstration has: the next day. */
import { liveNextDay } from "../../app/simulated-practice/next-day.ts";
import { nextDaySchema } from "../contract/demonstration.ts";
import { problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Edge, Routes } from "../server.ts";

export function demonstrationRoutes(api: Routes, { payersWork }: Edge): void {
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
}
