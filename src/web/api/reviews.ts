/** What the pages of coding reviews ask. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type NewSample, reviewChoicesSchema, reviewPageSchema, reviewsSchema, sampleDrawnSchema } from "../../http/contract/reviews.ts";
import { ask, tell } from "./client.ts";
import { type Period, periodQuery } from "./numbers.ts";
import { showProblem } from "./queries.ts";

export function useReviews(period: Period) {
  return useQuery({
    queryKey: ["reviews", period],
    queryFn: () => ask(reviewsSchema, `/reviews${periodQuery(period)}`),
    placeholderData: (previous) => previous,
  });
}

export function useReviewChoices({ from, to }: { readonly from: string; readonly to: string }) {
  return useQuery({
    queryKey: ["reviews", "choices", from, to],
    queryFn: () => ask(reviewChoicesSchema, `/reviews/choices?from=${from}&to=${to}`),
    placeholderData: (previous) => previous,
  });
}

export function useDrawSample() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewSample) => tell(sampleDrawnSchema, { method: "POST", path: "/reviews", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["reviews"] }),
    onError: showProblem,
  });
}

interface Place {
  readonly sampleId: number;
  readonly position: number;
}

export function useReview({ sampleId, position }: Place) {
  return useQuery({ queryKey: ["review", sampleId, position], queryFn: () => ask(reviewPageSchema, `/reviews/${sampleId}/${position}`) });
}

/** Each gives the page as it is afterwards. */
export function useReviewAct({ sampleId, position }: Place) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, body }: { readonly act: "own-codes" | "verdicts" | "answer" | "close"; readonly body: unknown }) =>
      tell(reviewPageSchema, { method: "POST", path: `/reviews/${sampleId}/${position}/${act}`, body }),
    onSuccess: (page) => {
      client.setQueryData(["review", sampleId, position], page);
      return client.invalidateQueries({ queryKey: ["reviews"] });
    },
    onError: showProblem,
  });
}
