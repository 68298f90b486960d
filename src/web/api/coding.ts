/** What the coding desk asks: suggestions for a note, and the lexicon that decisions make. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { lexiconSchema, suggestionsSchema } from "../../http/contract/coding.ts";
import { ask, tell } from "./client.ts";
import { showProblem } from "./queries.ts";

/** The note of one visit does not change while it is coded, so it is read once. */
export function useSuggestions(visitId: number, { wanted }: { readonly wanted: boolean }) {
  return useQuery({
    queryKey: ["suggestions", visitId],
    queryFn: () => ask(suggestionsSchema, `/visits/${visitId}/suggestions`),
    enabled: wanted,
    staleTime: 600_000,
    retry: false,
  });
}

interface Place {
  readonly phrase: string;
  readonly code: string;
}

export function useLexicon() {
  return useInfiniteQuery({
    queryKey: ["lexicon"],
    queryFn: ({ pageParam }) =>
      tell(lexiconSchema, { method: "POST", path: "/coding/lexicon", body: pageParam === undefined ? {} : { after: pageParam } }),
    initialPageParam: undefined as Place | undefined,
    getNextPageParam: ({ lines, more }): Place | undefined => {
      const last = lines.at(-1);
      return more && last !== undefined ? { phrase: last.phrase, code: last.code } : undefined;
    },
  });
}

export function useLexiconSwitch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly phrase: string; readonly code: string; readonly off: boolean; readonly reason: string }) =>
      tell(z.object({}), { method: "POST", path: "/coding/lexicon/switch", body }),
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: ["lexicon"] }), client.invalidateQueries({ queryKey: ["suggestions"] })]),
    onError: showProblem,
  });
}
