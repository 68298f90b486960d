/** What the screens ask and tell, by subject. After a command everything that it may have changed is asked again. */
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Permission } from "../../core/access/permissions.ts";
import { jobSchema, jobsGlanceSchema, jobsSchema } from "../../http/contract/jobs.ts";
import {
  answeredSchema,
  codeDetailSchema,
  codeSearchSchema,
  exceptionsSchema,
  filesSchema,
  fileViewSchema,
  importedSchema,
  sessionSchema,
} from "../../http/contract/practice.ts";
import { type VisitSearch, visitListSchema, visitViewSchema } from "../../http/contract/visits.ts";
import { answeredWords } from "./answered-words.ts";
import { ask, RequestProblem, save, send, tell } from "./client.ts";

export function useSession() {
  return useQuery({ queryKey: ["session"], queryFn: () => ask(sessionSchema, "/session"), staleTime: 30_000 });
}

/** Whether who is asked for may do this; undefined until it is known. Screens show only what the server would allow. */
export function usePermission(permission: Permission): boolean | undefined {
  return useSession().data?.user.permissions.includes(permission);
}

/** While the next page is on its way the one before stays. */
export function useVisits(search: VisitSearch) {
  return useQuery({
    queryKey: ["visits", search],
    queryFn: () => tell(visitListSchema, { method: "POST", path: "/visits/search", body: search }),
    placeholderData: (previous) => previous,
  });
}

export function useVisit(id: number) {
  return useQuery({ queryKey: ["visit", id], queryFn: () => ask(visitViewSchema, `/visits/${id}`) });
}

export function useCodeSearch({ text, systems, on }: { readonly text: string; readonly systems: string; readonly on: string }) {
  const query = new URLSearchParams({ q: text, systems, date: on, limit: "12" });
  return useQuery({
    queryKey: ["codes", text, systems, on],
    queryFn: () => ask(codeSearchSchema, `/codes/search?${query.toString()}`),
    enabled: text.trim().length > 0,
    placeholderData: (previous) => previous,
    staleTime: 300_000,
  });
}

export function useCodeDetail({ system, code, on }: { readonly system: string; readonly code: string; readonly on: string }) {
  return useQuery({
    queryKey: ["code", system, code, on],
    queryFn: () => ask(codeDetailSchema, `/codes/${system}/${encodeURIComponent(code)}?date=${on}`),
    staleTime: 300_000,
    enabled: code !== "",
  });
}

export function useFiles() {
  return useQuery({ queryKey: ["files"], queryFn: () => ask(filesSchema, "/files") });
}

export function useFile({ direction, id }: { readonly direction: "in" | "out"; readonly id: number }) {
  return useQuery({ queryKey: ["file", direction, id], queryFn: () => ask(fileViewSchema, `/files/${direction}/${id}`) });
}

export function useExceptions() {
  return useQuery({ queryKey: ["exceptions"], queryFn: () => ask(exceptionsSchema, "/exceptions") });
}

/** A command on a visit. Every command answers with the visit as it then is. */
export function useVisitCommand(visitId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method = "POST", path, body }: { readonly method?: "POST" | "PUT"; readonly path: string; readonly body?: unknown }) =>
      tell(visitViewSchema, { method, path: `/visits/${visitId}${path}`, body }),
    onSuccess: async (visit) => {
      client.setQueryData(["visit", visitId], visit);
      await refreshAll(client, visitId);
    },
    onError: showProblem,
  });
}

/** Lets the payer simulator work and takes in what it answers. */
export function useLetPayerAnswer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (visitId?: number) =>
      tell(answeredSchema, { method: "POST", path: "/demonstration/answer", body: visitId === undefined ? {} : { visitId } }),
    onSuccess: async (answered) => {
      notifications.show({ closeButtonProps: { "aria-label": "Close" }, ...answeredWords(answered), autoClose: 7000 });
      await client.invalidateQueries();
    },
    onError: showProblem,
  });
}

export function useImportFile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => send(importedSchema, { path: "/imports/837", file }),
    onSuccess: async ({ words, jobId }, file) => {
      notifications.show({
        closeButtonProps: { "aria-label": "Close" },
        title: jobId === undefined ? file.name : `${file.name} is worked as a job`,
        message: jobId === undefined ? words : "Go on with your work: Jobs, above, shows how far it is.",
        autoClose: 7000,
      });
      await client.invalidateQueries();
    },
    onError: showProblem,
  });
}

/** A second while something runs, and rarely otherwise: jobs also come from payers and other people. */
const jobsRunning = 1_000;
const jobsQuiet = 10_000;

export function useJobs() {
  return useQuery({
    queryKey: ["jobs"],
    queryFn: () => ask(jobsSchema, "/jobs"),
    refetchInterval: ({ state: { data } }) => ((data?.running.length ?? 0) + (data?.waiting.length ?? 0) > 0 ? jobsRunning : jobsQuiet / 2),
    retry: true,
  });
}

/** What the frame of every page shows. When the last job has ended, all that is shown may have changed. */
export function useJobsGlance() {
  const client = useQueryClient();
  const mayRead = usePermission("jobs:read") === true;
  return useQuery({
    queryKey: ["jobs", "glance"],
    queryFn: async () => {
      const before = client.getQueryData<{ readonly running: number }>(["jobs", "glance"]);
      const now = await ask(jobsGlanceSchema, "/jobs/glance");
      if ((before?.running ?? 0) > now.running)
        void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "jobs" || query.queryKey.length === 1 });
      return now;
    },
    enabled: mayRead,
    refetchInterval: ({ state: { data } }) => ((data?.running ?? 0) + (data?.waiting ?? 0) > 0 ? 2 * jobsRunning : jobsQuiet),
  });
}

export function useJobCommand() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, act }: { readonly id: number; readonly act: "cancel" | "retry" }) =>
      tell(jobSchema, { method: "POST", path: `/jobs/${id}/${act}` }),
    onSettled: () => client.invalidateQueries(),
    onError: showProblem,
  });
}

/** Saves what a list shows as a spreadsheet. */
export function useExport(list: "visits" | "files") {
  return useMutation({
    mutationFn: (seen: object) => save({ path: `/${list}/export`, body: seen, name: `${list}.csv` }),
    onError: showProblem,
  });
}

export function showProblem(error: Error): void {
  const fix = error instanceof RequestProblem ? error.problem.fix : undefined;
  notifications.show({
    closeButtonProps: { "aria-label": "Close" },
    color: "red",
    title: "That could not be done",
    message: fix === undefined ? error.message : `${error.message} ${fix}`,
    autoClose: 12_000,
  });
}

async function refreshAll(client: ReturnType<typeof useQueryClient>, visitId: number): Promise<void> {
  await client.invalidateQueries({
    predicate: (query) => !(query.queryKey[0] === "visit" && query.queryKey[1] === visitId) && query.queryKey[0] !== "codes",
  });
}
