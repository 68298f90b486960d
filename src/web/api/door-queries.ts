/** What the door, the account and the people's pages ask and tell. */
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import {
  accountSchema,
  doneSchema,
  doorSchema,
  keyMadeSchema,
  keysSchema,
  linkMadeSchema,
  linkViewSchema,
  peopleSchema,
  providerStartSchema,
  recoveryCodesSchema,
  secretSchema,
  securityEventsSchema,
} from "../../http/contract/door.ts";
import { ask, RequestProblem, tell } from "./client.ts";

/** Asked by itself, so that the browser knows when the session ends; it never keeps the session alive. */
export function useDoor() {
  return useQuery({
    queryKey: ["door"],
    queryFn: () => ask(doorSchema, "/door"),
    refetchInterval: ({ state }) => (state.data?.state === "in" ? 20_000 : false),
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: true,
    staleTime: 0,
  });
}

/** A step at the door; the answer is where one then stands. */
export function useDoorStep(path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: object) => tell(doneSchema, { method: "POST", path: `/door/${path}`, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["door"] }),
  });
}

export function useLink(token: string) {
  return useQuery({
    queryKey: ["link", token],
    queryFn: () => tell(linkViewSchema, { method: "POST", path: "/door/link", body: { token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Leaves for the identity provider; it sends the browser back to this page. */
export function useProvider() {
  return useMutation({
    mutationFn: ({ anew }: { readonly anew: boolean }) =>
      tell(providerStartSchema, { method: "POST", path: "/door/provider", body: { path: `${location.pathname}${location.search}`, anew } }),
    onSuccess: ({ url }) => location.assign(url),
  });
}

export function useAccount() {
  return useQuery({ queryKey: ["account"], queryFn: () => ask(accountSchema, "/account") });
}

/** A change of one's own account. Refusals are shown where they are typed. */
export function useAccountChange<Schema extends z.ZodType>(schema: Schema, method: "POST" | "PUT", path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: object) => tell(schema, { method, path: `/account${path}`, body }),
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: ["account"] }), client.invalidateQueries({ queryKey: ["door"] })]),
  });
}

export const accountAnswers = { done: doneSchema, secret: secretSchema, codes: recoveryCodesSchema } as const;

export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (which: number | "others") =>
      tell(doneSchema, { method: "POST", path: `/account/sessions/${which === "others" ? "end-others" : `${which}/end`}` }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["account"] }),
    onError: showRefusal,
  });
}

export function usePeople() {
  return useQuery({ queryKey: ["people"], queryFn: () => ask(peopleSchema, "/people") });
}

export type PersonChange =
  | { readonly path: string; readonly method?: "POST"; readonly body?: object }
  | { readonly path: string; readonly method: "PUT"; readonly body: object };

export function usePersonChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ path, method = "POST", body = {} }: PersonChange): Promise<{ readonly link?: string | undefined }> => {
      if (method === "POST") return tell(linkMadeSchema, { method, path: `/people${path}`, body });
      await tell(doneSchema, { method, path: `/people${path}`, body });
      return {};
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["people"] }),
    onError: showRefusal,
  });
}

export function useApiKeys() {
  return useQuery({ queryKey: ["keys"], queryFn: () => ask(keysSchema, "/keys") });
}

export function useMakeKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: { readonly name: string; readonly permissions: readonly string[]; readonly days: number }) =>
      tell(keyMadeSchema, { method: "POST", path: "/keys", body: wish }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["keys"] }),
    onError: showRefusal,
  });
}

export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (keyId: number) => tell(doneSchema, { method: "POST", path: `/keys/${keyId}/revoke` }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["keys"] }),
    onError: showRefusal,
  });
}

export function useSecurityEvents(before: number | undefined) {
  return useQuery({
    queryKey: ["security-events", before],
    queryFn: () => ask(securityEventsSchema, `/security-events${before === undefined ? "" : `?before=${before}`}`),
    placeholderData: (previous) => previous,
  });
}

/** What went wrong, in the server's words with what to do about it. */
export function refusalWords(error: Error | null): string | undefined {
  if (error === null) return undefined;
  const fix = error instanceof RequestProblem ? error.problem.fix : undefined;
  return fix === undefined ? error.message : `${error.message} ${fix}`;
}

function showRefusal(error: Error): void {
  notifications.show({
    closeButtonProps: { "aria-label": "Close" },
    color: "red",
    title: "That could not be done",
    message: refusalWords(error) ?? "",
    autoClose: 12_000,
  });
}
