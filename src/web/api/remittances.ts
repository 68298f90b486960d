/** Payers' payments: what the screens ask and tell. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type RemittanceSearch, remittanceListSchema, remittancePageSchema } from "../../http/contract/remittances.ts";
import { ask, tell } from "./client.ts";
import { showProblem } from "./queries.ts";

/** While the next page is on its way the one before stays. */
export function useRemittances(search: RemittanceSearch) {
  return useQuery({
    queryKey: ["remittances", search],
    queryFn: () => tell(remittanceListSchema, { method: "POST", path: "/remittances/search", body: search }),
    placeholderData: (previous) => previous,
  });
}

export function useRemittance(id: number) {
  return useQuery({ queryKey: ["remittance", id], queryFn: () => ask(remittancePageSchema, `/remittances/${id}`) });
}

/** The day at the bank; undefined takes the mark back. */
export function useDepositMark(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (on: string | undefined) =>
      tell(remittancePageSchema, { method: "PUT", path: `/remittances/${id}/deposit`, body: on === undefined ? {} : { on } }),
    onSuccess: async (page) => {
      client.setQueryData(["remittance", id], page);
      await client.invalidateQueries({ queryKey: ["remittances"] });
    },
    onError: showProblem,
  });
}
