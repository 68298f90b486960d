/** Saved views, and work on many visits at once. */
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import {
  type BulkActBody,
  type BulkPlan,
  bulkPlanSchema,
  keptViewSchema,
  type SavedList,
  type SavedView,
  viewsSchema,
} from "../../http/contract/views.ts";
import type { VisitSearch } from "../../http/contract/visits.ts";
import { ask, tell } from "./client.ts";
import { showProblem } from "./queries.ts";

export function useViews() {
  return useQuery({ queryKey: ["views"], queryFn: () => ask(viewsSchema, "/views"), staleTime: 60_000 });
}

export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (view: {
      readonly list: SavedList;
      readonly name: string;
      readonly address: SavedView["address"];
      readonly shared: boolean;
    }) => tell(keptViewSchema, { method: "POST", path: "/views", body: view }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["views"] }),
    onError: showProblem,
  });
}

export function useRemoveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => tell(z.object({}), { method: "POST", path: `/views/${id}/remove` }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["views"] }),
    onError: showProblem,
  });
}

export function useBulkPreview() {
  return useMutation({
    mutationFn: (body: { readonly act: BulkActBody; readonly visits: readonly number[] | VisitSearch }) =>
      tell(bulkPlanSchema, { method: "POST", path: "/worklist/bulk/preview", body }),
    onError: showProblem,
  });
}

export function useBulk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly act: BulkActBody; readonly visits: readonly number[] }) =>
      tell(bulkPlanSchema, { method: "POST", path: "/worklist/bulk", body }),
    onSuccess: () => client.invalidateQueries(),
    onError: showProblem,
  });
}

export function useUndoBulk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (bulkId: number) => tell(bulkPlanSchema, { method: "POST", path: `/worklist/bulk/${bulkId}/undo` }),
    onSuccess: async (undone) => {
      notifications.show({ closeButtonProps: { "aria-label": "Close" }, title: "Undone", message: planWords(undone), autoClose: 8000 });
      await client.invalidateQueries();
    },
    onError: showProblem,
  });
}

/** "12 visits; 2 left out: nobody has it." */
export function planWords({ visitIds, leftOut }: Pick<BulkPlan, "visitIds" | "leftOut">): string {
  const done = `${visitIds.length.toLocaleString("en-US")} ${visitIds.length === 1 ? "visit" : "visits"}`;
  return [done, ...leftOut.map(({ count, words }) => `${count.toLocaleString("en-US")} left out: ${words}`)].join("; ");
}
