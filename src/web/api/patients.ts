/** Patients: what the screens ask and tell. */
import { useQuery } from "@tanstack/react-query";
import { accountPageSchema, type PatientSearch, patientListSchema } from "../../http/contract/patients.ts";
import { ask, tell } from "./client.ts";

/** While the next page is on its way the one before stays. */
export function usePatients(search: PatientSearch) {
  return useQuery({
    queryKey: ["patients", search],
    queryFn: () => tell(patientListSchema, { method: "POST", path: "/patients/search", body: search }),
    placeholderData: (previous) => previous,
  });
}

export function useAccount(id: number) {
  return useQuery({ queryKey: ["patient", id, "account"], queryFn: () => ask(accountPageSchema, `/patients/${id}/account`) });
}
