/** Patients: what the screens ask and tell. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import {
  contactsSchema,
  cycleViewSchema,
  doneSchema,
  followUpsSchema,
  gatesSchema,
  madeLinkSchema,
  madePlanSchema,
  madeStatementSchema,
  paidSchema,
  patientLinksSchema,
  patientStatementsSchema,
  payingSchema,
  previewSchema,
  runsSchema,
  runViewSchema,
  startedRunSchema,
  telephoneSchema,
} from "../../http/contract/patient-billing.ts";
import { accountPageSchema, type PatientSearch, patientListSchema } from "../../http/contract/patients.ts";
import {
  closedSmallSchema,
  type closeRemaindersSchema,
  type closeSmallSchema,
  smallBalancesSchema,
  smallBatchesSchema,
  smallRemaindersSchema,
  undoneSmallSchema,
} from "../../http/contract/small-balances.ts";
import { ask, tell } from "./client.ts";
import { showProblem } from "./queries.ts";

/** While the next page is on its way the one before stays. */
export function usePatients(search: PatientSearch) {
  return useQuery({
    queryKey: ["patients", search],
    queryFn: () => tell(patientListSchema, { method: "POST", path: "/patients/search", body: search }),
    placeholderData: (previous) => previous,
  });
}

const parts = {
  account: accountPageSchema,
  gates: gatesSchema,
  telephone: telephoneSchema,
  contacts: contactsSchema,
  paying: payingSchema,
  statements: patientStatementsSchema,
  links: patientLinksSchema,
} as const;

/** One part of a patient's page, each asked for when it is opened. */
export function usePatientPart<Part extends keyof typeof parts>(id: number, part: Part) {
  const schema: z.ZodType = parts[part];
  return useQuery({
    queryKey: ["patient", id, part],
    queryFn: async () => (await ask(schema, `/patients/${id}/${part}`)) as z.infer<(typeof parts)[Part]>,
  });
}

export function useFollowUps() {
  return useQuery({ queryKey: ["follow-ups"], queryFn: () => ask(followUpsSchema, "/follow-ups") });
}

export function useCycle() {
  return useQuery({ queryKey: ["statements", "cycle"], queryFn: () => ask(cycleViewSchema, "/statements/cycle") });
}

export function useRunPreview(after: number) {
  return useQuery({ queryKey: ["statements", "preview", after], queryFn: () => ask(previewSchema, `/statements/preview?after=${after}`) });
}

/** While a run goes on it is asked how far it is. */
export function useRuns() {
  return useQuery({
    queryKey: ["statements", "runs"],
    queryFn: () => ask(runsSchema, "/statements/runs"),
    refetchInterval: ({ state }) => (state.data?.runs.some((run) => run.state === "running") === true ? 1000 : false),
  });
}

export function useRun(id: number | undefined) {
  return useQuery({
    queryKey: ["statements", "run", id],
    queryFn: () => ask(runViewSchema, `/statements/runs/${id}`),
    enabled: id !== undefined,
  });
}

const answers = {
  done: doneSchema,
  paid: paidSchema,
  plan: madePlanSchema,
  statement: madeStatementSchema,
  link: madeLinkSchema,
  run: startedRunSchema,
} as const;

interface Command {
  readonly path: string;
  readonly body?: unknown;
  readonly method?: "POST" | "PUT";
}

/** A command about a patient. What it changes stands on several pages, so everything is asked again. */
export function usePatientCommand<Answer extends keyof typeof answers>(answer: Answer) {
  const client = useQueryClient();
  const schema: z.ZodType = answers[answer];
  return useMutation({
    mutationFn: async ({ path, body, method = "POST" }: Command) =>
      (await tell(schema, { method, path, body })) as z.infer<(typeof answers)[Answer]>,
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "codes" }),
    onError: showProblem,
  });
}

export function useSmallBalances() {
  return useQuery({ queryKey: ["small-balances"], queryFn: () => ask(smallBalancesSchema, "/small-balances") });
}

export function useCloseSmall() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.infer<typeof closeSmallSchema>) => tell(closedSmallSchema, { method: "POST", path: "/small-balances", body }),
    onSuccess: () => client.invalidateQueries(),
    onError: showProblem,
  });
}

export function useSmallRemainders() {
  return useQuery({ queryKey: ["small-remainders"], queryFn: () => ask(smallRemaindersSchema, "/small-remainders") });
}

export function useCloseRemainders() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.infer<typeof closeRemaindersSchema>) =>
      tell(closedSmallSchema, { method: "POST", path: "/small-remainders", body }),
    onSuccess: () => client.invalidateQueries(),
    onError: showProblem,
  });
}

/** What was closed together, older than `before`. */
export function useSmallBatches(before: number | undefined) {
  return useQuery({
    queryKey: ["small-batches", before],
    queryFn: () => ask(smallBatchesSchema, `/small-balances/batches${before === undefined ? "" : `?before=${before}`}`),
    placeholderData: (previous) => previous,
  });
}

export function useUndoSmall() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: number; readonly reason: string }) =>
      tell(undoneSmallSchema, { method: "POST", path: `/small-balances/${id}/undo`, body: { reason } }),
    onSuccess: () => client.invalidateQueries(),
    onError: showProblem,
  });
}
