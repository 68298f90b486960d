/** What is on file of the practice's own people. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { remindersSchema, staffHistorySchema, staffSchema } from "../../http/contract/staff.ts";
import { ask, tell } from "./client.ts";
import { showProblem } from "./queries.ts";

export function useStaff() {
  return useQuery({ queryKey: ["staff"], queryFn: () => ask(staffSchema, "/staff") });
}

export function useReminders() {
  return useQuery({ queryKey: ["staff", "reminders"], queryFn: () => ask(remindersSchema, "/staff/reminders"), staleTime: 60_000 });
}

export function useStaffHistory(personId: number, open: boolean) {
  return useQuery({
    queryKey: ["staff", "history", personId],
    queryFn: () => ask(staffHistorySchema, `/staff/${personId}/history`),
    enabled: open,
  });
}

export function useStaffChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { readonly path: string; readonly body?: unknown }) =>
      tell(z.object({}), { method: "POST", path: `/staff${path}`, ...(body === undefined ? {} : { body }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["staff"] }),
    onError: showProblem,
  });
}
