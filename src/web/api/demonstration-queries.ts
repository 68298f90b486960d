/** A demonstration's own command: its next day. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { nextDaySchema } from "../../http/contract/demonstration.ts";
import { tell } from "./client.ts";
import { showProblem } from "./queries.ts";

export function useNextDay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => tell(nextDaySchema, { method: "POST", path: "/demonstration/next-day" }),
    // Also after a failure: days may have gone by before it.
    onSettled: () => client.invalidateQueries(),
    onError: showProblem,
  });
}
