/** What the pages of denials ask and tell. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { correctionViewSchema } from "../../http/contract/corrections.ts";
import { type DenialSearch, denialCaseSchema, denialListSchema } from "../../http/contract/denials.ts";
import { ask, tell } from "./client.ts";
import { showProblem } from "./queries.ts";

/** While another choice is on its way the one before stays. */
export function useDenials(search: DenialSearch) {
  return useQuery({
    queryKey: ["denials", search],
    queryFn: () => tell(denialListSchema, { method: "POST", path: "/denials/search", body: search }),
    placeholderData: (previous) => previous,
  });
}

export function useCorrection(visitId: number, enabled: boolean) {
  return useQuery({
    queryKey: ["correction", visitId],
    queryFn: () => ask(correctionViewSchema, `/visits/${visitId}/correction`),
    enabled,
    retry: false,
  });
}

/** Everything that a correction may have changed is asked again. */
export function useCorrectionCommand(visitId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { readonly path: string; readonly body?: object }) =>
      tell(correctionViewSchema, { method: "POST", path: `/visits/${visitId}/correction${path}`, body }),
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "codes" }),
    onError: showProblem,
  });
}

export function useDenial(id: number) {
  return useQuery({ queryKey: ["denial", id], queryFn: () => ask(denialCaseSchema, `/denials/${id}`) });
}

/** A command on a case. Every command answers with the case as it then is. */
export function useDenialCommand(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { readonly path: string; readonly body?: unknown }) =>
      tell(denialCaseSchema, { method: "POST", path: `/denials/${id}${path}`, body }),
    onSuccess: async (denial) => {
      client.setQueryData(["denial", id], denial);
      await client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== "codes" && !(queryKey[0] === "denial" && queryKey[1] === id),
      });
    },
    onError: showProblem,
  });
}
export type DenialCommand = ReturnType<typeof useDenialCommand>;
