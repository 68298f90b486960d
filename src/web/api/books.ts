/** What the books' screens ask and tell. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import {
  askedSchema,
  dayViewSchema,
  entryViewSchema,
  limitsSchema,
  monthViewSchema,
  patientAccountSchema,
  periodsSchema,
  requestsSchema,
  trialBalanceSchema,
} from "../../http/contract/books.ts";
import { ask, tell } from "./client.ts";
import { showProblem } from "./queries.ts";

export function usePeriods() {
  return useQuery({ queryKey: ["books", "periods"], queryFn: () => ask(periodsSchema, "/books/periods") });
}

export function useTrialBalance(on: string) {
  return useQuery({
    queryKey: ["books", "balance", on],
    queryFn: () => ask(trialBalanceSchema, `/books/trial-balance${on === "" ? "" : `?on=${on}`}`),
    placeholderData: (previous) => previous,
  });
}

export function useBooksMonth(month: string) {
  return useQuery({
    queryKey: ["books", "month", month],
    queryFn: () => ask(monthViewSchema, `/books/month?month=${month}`),
    enabled: month !== "",
    placeholderData: (previous) => previous,
  });
}

export function useBooksDay(day: string, after: number) {
  return useQuery({
    queryKey: ["books", "day", day, after],
    queryFn: () => ask(dayViewSchema, `/books/entries?day=${day}&after=${after}`),
    enabled: day !== "",
  });
}

export function useEntry(id: number | undefined) {
  return useQuery({
    queryKey: ["books", "entry", id],
    queryFn: () => ask(entryViewSchema, `/books/entries/${id}`),
    enabled: id !== undefined,
  });
}

export function useRequests() {
  return useQuery({ queryKey: ["books", "requests"], queryFn: () => ask(requestsSchema, "/books/requests") });
}

export function useLimits() {
  return useQuery({ queryKey: ["books", "limits"], queryFn: () => ask(limitsSchema, "/books/limits") });
}

export function usePatientAccount(id: number, on: string) {
  return useQuery({
    queryKey: ["books", "patient", id, on],
    queryFn: () => ask(patientAccountSchema, `/books/patients/${id}${on === "" ? "" : `?on=${on}`}`),
    placeholderData: (previous) => previous,
  });
}

const answers = { periods: periodsSchema, limits: limitsSchema, asked: askedSchema, done: z.object({ done: z.literal(true) }) };

/** A command on the books. Money has moved everywhere then, so everything is asked again. */
export function useBooksCommand(answer: keyof typeof answers) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { readonly path: string; readonly body: unknown }) =>
      tell<z.ZodType<unknown>>(answers[answer], { method: "POST", path: `/books${path}`, body }),
    onSuccess: () => client.invalidateQueries(),
    onError: showProblem,
  });
}
