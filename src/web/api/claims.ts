/** Claims: what the screens ask. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ClaimSearch, claimListSchema, claimPageSchema, claimVersionSchema } from "../../http/contract/claims.ts";
import { visitViewSchema } from "../../http/contract/visits.ts";
import { ask, save, tell } from "./client.ts";
import { showProblem } from "./queries.ts";

/** While the next page is on its way the one before stays. */
export function useClaims(search: ClaimSearch) {
  return useQuery({
    queryKey: ["claims", search],
    queryFn: () => tell(claimListSchema, { method: "POST", path: "/claims/search", body: search }),
    placeholderData: (previous) => previous,
  });
}

export function useClaimExport() {
  return useMutation({
    mutationFn: (search: ClaimSearch) => save({ path: "/claims/export", body: search, name: "claims.csv" }),
    onError: showProblem,
  });
}

export function useClaim(id: number) {
  return useQuery({ queryKey: ["claim", id], queryFn: () => ask(claimPageSchema, `/claims/${id}`) });
}

/** One version as it was sent. */
export function useClaimVersion(claimId: number, snapshotId: number | undefined) {
  return useQuery({
    queryKey: ["claim", claimId, "version", snapshotId],
    queryFn: () => ask(claimVersionSchema, `/claims/${claimId}/versions/${snapshotId}`),
    enabled: snapshotId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A command on the claim of a visit. Everything that it may have changed is asked again. */
/** By the visit, where the claim is made of it; else by the claim itself, whichever payer it asks. */
export function useClaimCommand({ id, visitId }: { readonly id: number; readonly visitId: number }) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      of,
      path,
      body,
    }: {
      readonly of: "visit" | "claim";
      readonly path: string;
      readonly body?: object;
    }): Promise<unknown> =>
      of === "visit"
        ? tell(visitViewSchema, { method: "POST", path: `/visits/${visitId}${path}` })
        : tell(claimPageSchema, { method: "POST", path: `/claims/${id}${path}`, body }),
    onSuccess: () => client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "codes" }),
    onError: showProblem,
  });
}
