/** What the pages of the audit ask and tell. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  chainReportSchema,
  disclosureLogSchema,
  emergenciesSchema,
  emergencyCountSchema,
  emergencyOpenedSchema,
  patientLinesSchema,
  peopleSchema,
  personActsSchema,
  restrictedSchema,
  whoSawSchema,
} from "../../http/contract/audit.ts";
import { ask, save, tell } from "./client.ts";
import { showProblem } from "./queries.ts";

interface Days {
  readonly from: string;
  readonly to: string;
}

export function useFindPatients(text: string) {
  return useQuery({
    queryKey: ["audit", "find", text],
    queryFn: () => tell(patientLinesSchema, { method: "POST", path: "/audit/patients/search", body: { text } }),
    enabled: text !== "",
    placeholderData: (previous) => previous,
  });
}

export function useWhoSaw(patientId: number, { from, to }: Days) {
  return useQuery({
    queryKey: ["audit", "patient", patientId, from, to],
    queryFn: () => ask(whoSawSchema, `/audit/patients/${patientId}?${new URLSearchParams({ from, to }).toString()}`),
    placeholderData: (previous) => previous,
  });
}

export function useExportWhoSaw(patientId: number) {
  return useMutation({
    mutationFn: (days: Days) => save({ path: `/audit/patients/${patientId}/export`, body: days, name: "who-saw.csv" }),
    onError: showProblem,
  });
}

export function useRestrict(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly restricted: boolean; readonly reason?: string }) =>
      tell(restrictedSchema, { method: "PUT", path: `/patients/${patientId}/restriction`, body }),
    onSuccess: () => client.invalidateQueries(),
    onError: showProblem,
  });
}

export function useAuditedPeople() {
  return useQuery({ queryKey: ["audit", "people"], queryFn: () => ask(peopleSchema, "/audit/people") });
}

export function usePersonActs(personId: number, { from, to }: Days) {
  return useQuery({
    queryKey: ["audit", "person", personId, from, to],
    queryFn: () => ask(personActsSchema, `/audit/people/${personId}?${new URLSearchParams({ from, to }).toString()}`),
  });
}

export function useEmergencyCount(enabled: boolean) {
  return useQuery({
    queryKey: ["audit", "emergency-count"],
    queryFn: () => ask(emergencyCountSchema, "/audit/emergencies/count"),
    enabled,
    refetchInterval: 60_000,
  });
}

export function useEmergencies() {
  return useQuery({ queryKey: ["audit", "emergencies"], queryFn: () => ask(emergenciesSchema, "/audit/emergencies") });
}

export function useReviewEmergency(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly review: "justified" | "not-justified"; readonly words: string }) =>
      tell(emergencyCountSchema, { method: "PUT", path: `/audit/emergencies/${id}/review`, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["audit"] }),
    onError: showProblem,
  });
}

export function useOpenInEmergency(visitId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) => tell(emergencyOpenedSchema, { method: "POST", path: `/visits/${visitId}/emergency`, body: { reason } }),
    onSuccess: () => client.invalidateQueries(),
    onError: showProblem,
  });
}

export function useCheckAudit() {
  return useMutation({ mutationFn: () => tell(chainReportSchema, { method: "POST", path: "/audit/check" }), onError: showProblem });
}

export function useDisclosures(patientId: number) {
  return useQuery({
    queryKey: ["disclosures", patientId],
    queryFn: () => ask(disclosureLogSchema, `/patients/${patientId}/disclosures`),
  });
}

export function useAddDisclosure(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: object) => tell(disclosureLogSchema, { method: "POST", path: `/patients/${patientId}/disclosures`, body }),
    onSuccess: (log) => client.setQueryData(["disclosures", patientId], log),
    onError: showProblem,
  });
}

export function useTakeBackDisclosure(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ disclosureId, words }: { readonly disclosureId: number; readonly words: string }) =>
      tell(disclosureLogSchema, { method: "POST", path: `/patients/${patientId}/disclosures/${disclosureId}/take-back`, body: { words } }),
    onSuccess: (log) => client.setQueryData(["disclosures", patientId], log),
    onError: showProblem,
  });
}

export function useExportAccounting(patientId: number) {
  return useMutation({
    mutationFn: () => save({ path: `/patients/${patientId}/disclosures/accounting`, body: {}, name: "accounting-of-disclosures.csv" }),
    onError: showProblem,
  });
}
