/** Records that may be one person's: what the screens ask and tell. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { comparisonSchema, duplicatesSchema, mergedSchema, type mergeSchema, unmergedSchema } from "../../http/contract/patient-merges.ts";
import { ask, tell } from "./client.ts";
import { showProblem } from "./queries.ts";

export function useDuplicates() {
  return useQuery({ queryKey: ["duplicates"], queryFn: () => ask(duplicatesSchema, "/patients/duplicates") });
}

export function useComparison(patientId: number, otherId: number) {
  return useQuery({
    queryKey: ["comparison", patientId, otherId],
    queryFn: () => ask(comparisonSchema, `/patients/${patientId}/merge/${otherId}`),
  });
}

/** Everything is asked again: visits, claims and money have another owner now. */
export function useMerge(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.infer<typeof mergeSchema>) => tell(mergedSchema, { method: "POST", path: `/patients/${patientId}/merge`, body }),
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "comparison" }),
    onError: showProblem,
  });
}

export function useUnmerge(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly mergeId: number; readonly reason: string }) =>
      tell(unmergedSchema, { method: "POST", path: `/patients/${patientId}/unmerge`, body }),
    onSuccess: () => client.invalidateQueries(),
    onError: showProblem,
  });
}
