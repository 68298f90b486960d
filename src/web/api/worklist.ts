/** What the screens ask of the work around visits. */
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { visitListSchema } from "../../http/contract/visits.ts";
import { boardSchema, myDaySchema, ownersSchema, resolvedSchema, unmatchedSchema } from "../../http/contract/worklist.ts";
import { useChair } from "../frame/chair.tsx";
import { nextQueues } from "../worklist/chair-queues.ts";
import { ask, tell } from "./client.ts";
import { showProblem } from "./queries.ts";

/** Whom a visit may be given to; the one who asks first. */
export function useOwners() {
  return useQuery({ queryKey: ["owners"], queryFn: () => ask(ownersSchema, "/worklist/owners"), staleTime: 60_000 });
}

export function useBoard() {
  return useQuery({ queryKey: ["board"], queryFn: () => ask(boardSchema, "/worklist/board") });
}

export function useMyDay() {
  return useQuery({ queryKey: ["my-day"], queryFn: () => ask(myDaySchema, "/worklist/my-day") });
}

export function useUnmatched() {
  return useQuery({ queryKey: ["unmatched"], queryFn: () => ask(unmatchedSchema, "/worklist/unmatched") });
}

/** A decision about an exception, or its taking back. */
export function useExceptionCommand() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, act, body }: { readonly id: number; readonly act: "resolve" | "reopen"; readonly body: object }) =>
      tell(resolvedSchema, { method: "POST", path: `/exceptions/${id}/${act}`, body }),
    onSuccess: ({ state }) => {
      if (state === "waiting")
        notifications.show({
          closeButtonProps: { "aria-label": "Close" },
          title: "It waits for a second person",
          message: "It is above the practice's limit: another person agrees under Books, Approvals.",
        });
      return client.invalidateQueries();
    },
    onError: showProblem,
  });
}

/** The visit with the most points that nobody else has and that does not sleep, but not this one. */
export function useNextVisit(current?: number): { readonly go: () => void; readonly busy: boolean } {
  const { chair } = useChair();
  const navigate = useNavigate();
  const search = useMutation({
    mutationFn: () =>
      tell(visitListSchema, {
        method: "POST",
        path: "/visits/search",
        body: { queues: nextQueues(chair), owners: ["me", "nobody"], followUp: "awake", sort: "priority", limit: 2 },
      }),
    onSuccess: ({ visits }) => {
      const next = visits.find(({ id }) => id !== current);
      if (next !== undefined) void navigate({ to: "/visits/$visitId", params: { visitId: String(next.id) } });
      else
        notifications.show({
          closeButtonProps: { "aria-label": "Close" },
          title: "Nothing waits",
          message: "No other visit of your queues is awake. The desk shows what is asleep and what others have.",
        });
    },
    onError: showProblem,
  });
  return { go: () => search.mutate(), busy: search.isPending };
}
