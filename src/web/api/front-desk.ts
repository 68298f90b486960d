/** What the front desk's screens ask and tell. After a command everything is asked again: the desk changes people, visits and money. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import {
  checkedSchema,
  choicesSchema,
  deskDaySchema,
  foundPatientsSchema,
  type RegistrationBody,
  registrationViewSchema,
} from "../../http/contract/front-desk.ts";
import { claimStatusViewSchema, eligibilityViewSchema, estimateCheckSchema } from "../../http/contract/inquiries.ts";
import { ask, tell } from "./client.ts";
import { showProblem } from "./queries.ts";

export function useDeskDay(on: string | undefined) {
  return useQuery({
    queryKey: ["front-desk", "day", on ?? ""],
    queryFn: () => ask(deskDaySchema, `/front-desk/day${on === undefined ? "" : `?on=${on}`}`),
    placeholderData: (previous) => previous,
  });
}

export function useChoices() {
  return useQuery({ queryKey: ["front-desk", "choices"], queryFn: () => ask(choicesSchema, "/front-desk/choices"), staleTime: 60_000 });
}

export function useRegistration(id: number) {
  return useQuery({
    queryKey: ["front-desk", "patient", id],
    queryFn: () => ask(registrationViewSchema, `/front-desk/patients/${id}`),
  });
}

/** A name is never in an address: it is sent as a body. */
export function useFoundPatients(text: string) {
  return useQuery({
    queryKey: ["front-desk", "find", text],
    queryFn: () => tell(foundPatientsSchema, { method: "POST", path: "/front-desk/patients/find", body: { text } }),
    enabled: text.trim().length > 1,
    placeholderData: (previous) => previous,
  });
}

export function useRegistrationCheck() {
  return useMutation({
    mutationFn: (body: { readonly registration: RegistrationBody; readonly exceptId?: number }) =>
      tell(checkedSchema, { method: "POST", path: "/front-desk/patients/check", body }),
    onError: showProblem,
  });
}

export interface DeskCommand {
  readonly method?: "POST" | "PUT";
  readonly path: string;
  readonly body: unknown;
}

export function useDeskCommand<Schema extends z.ZodType>(answer: Schema) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method = "POST", path, body }: DeskCommand) => tell(answer, { method, path: `/front-desk${path}`, body }),
    onSuccess: () => client.invalidateQueries(),
    onError: showProblem,
  });
}

/** While a payer has not answered, it is looked at again and again: the answer comes by itself. */
const answersEvery = 5_000;

export function useEligibility(patientId: number) {
  return useQuery({
    queryKey: ["front-desk", "eligibility", patientId],
    queryFn: () => ask(eligibilityViewSchema, `/front-desk/patients/${patientId}/eligibility`),
    refetchInterval: ({ state: { data } }) => (data?.inquiries.some((one) => one.state === "asked") === true ? answersEvery : false),
  });
}

export function useClaimStatus(claimId: number, shown: boolean) {
  return useQuery({
    queryKey: ["claim", claimId, "status"],
    queryFn: () => ask(claimStatusViewSchema, `/claims/${claimId}/status-answers`),
    enabled: shown,
    refetchInterval: ({ state: { data } }) => (data?.inquiries.some((one) => one.state === "asked") === true ? answersEvery : false),
  });
}

export function useAskClaimStatus(claimId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => tell(z.object({}), { method: "POST", path: `/claims/${claimId}/status-question`, body: {} }),
    onSuccess: () => client.invalidateQueries(),
    onError: showProblem,
  });
}

export function useVisitEstimate(visitId: number, shown: boolean) {
  return useQuery({
    queryKey: ["front-desk", "estimate", visitId],
    queryFn: () => ask(estimateCheckSchema, `/front-desk/visits/${visitId}/estimate`),
    enabled: shown,
  });
}
