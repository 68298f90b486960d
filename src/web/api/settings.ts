/** The practice's settings: what the page asks and tells. After a change everything is asked again, since all pages carry names. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { feesSchema, savedSchema, settingChangesSchema, settingsSchema, surroundingsSchema } from "../../http/contract/settings.ts";
import { ask, tell } from "./client.ts";
import { showProblem } from "./queries.ts";

export function useSettings() {
  return useQuery({ queryKey: ["settings"], queryFn: () => ask(settingsSchema, "/settings") });
}

export function useSurroundings() {
  return useQuery({ queryKey: ["settings", "surroundings"], queryFn: () => ask(surroundingsSchema, "/settings/surroundings") });
}

export function useFees(text: string) {
  return useInfiniteQuery({
    queryKey: ["settings", "fees", text],
    queryFn: ({ pageParam }) => ask(feesSchema, `/settings/fees?text=${encodeURIComponent(text)}&after=${encodeURIComponent(pageParam)}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function useSettingChanges() {
  return useInfiniteQuery({
    queryKey: ["settings", "history"],
    queryFn: ({ pageParam }) => ask(settingChangesSchema, `/settings/history${pageParam === 0 ? "" : `?before=${pageParam}`}`),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
  });
}

interface SettingCommand {
  readonly method: "POST" | "PUT";
  /** Below /settings. */
  readonly path: string;
  readonly body: unknown;
}

/** What the check said of each field comes back; nothing is saved while one of them is an error. */
export function useSaveSetting() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body }: SettingCommand) => tell(savedSchema, { method, path: `/settings${path}`, body }),
    onSuccess: ({ saved }) => (saved ? client.invalidateQueries() : undefined),
    onError: showProblem,
  });
}

export function useSaveRules() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly smallBalance: number; readonly smallBalanceDays: number }) =>
      tell(z.object({}), { method: "PUT", path: "/settings/rules", body }),
    onSuccess: () => client.invalidateQueries(),
    onError: showProblem,
  });
}
