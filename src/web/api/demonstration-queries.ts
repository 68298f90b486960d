/** A demonstration's own commands: its next day, and the history that is made behind it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { historySchema, nextDaySchema } from "../../http/contract/demonstration.ts";
import { ask, tell } from "./client.ts";
import { showProblem, useSession } from "./queries.ts";

export function useNextDay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => tell(nextDaySchema, { method: "POST", path: "/demonstration/next-day" }),
    // Also after a failure: days may have gone by before it.
    onSettled: () => client.invalidateQueries(),
    onError: showProblem,
  });
}

const askEvery = 2_000;

/** Only the demonstration that opens without a password has a history made behind it. */
export function useHistory() {
  const open = useSession().data?.user.openDemonstration === true;
  return useQuery({
    queryKey: ["history"],
    queryFn: () => ask(historySchema, "/demonstration/history"),
    enabled: open,
    refetchInterval: ({ state: { data } }) => (data?.state === "making" ? askEvery : false),
  });
}

export function useOpenHistory() {
  return useMutation({
    mutationFn: () => tell(historySchema, { method: "POST", path: "/demonstration/history/open" }),
    // Another practice: nothing that is shown or kept belongs to it.
    onSuccess: () => window.location.assign("/"),
    onError: showProblem,
  });
}
