/** The practice cases: what there is to do, going over to the private copy and back, and the grade. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { gradeSchema, labSchema, startedLabSchema } from "../../http/contract/lab.ts";
import { ask, tell } from "./client.ts";
import { showProblem, useSession } from "./queries.ts";

const doneSchema = z.object({});
const leftSchema = z.object({ homePracticeId: z.int() });
const casesPath = "/learn?tab=cases";

export function useLab() {
  return useQuery({ queryKey: ["lab"], queryFn: () => ask(labSchema, "/lab") });
}

/** Another practice from here on: nothing that is shown or kept belongs to it, so the page is loaded anew. */
export function useGoOver() {
  const signedIn = useSession().data?.user.signedIn === true;
  return useMutation({
    mutationFn: async ({ again }: { readonly again: boolean }) => {
      const { practiceId } = await tell(startedLabSchema, { method: "POST", path: "/lab/start", body: { again } });
      if (signedIn) await tell(doneSchema, { method: "POST", path: "/door/practice", body: { practiceId } });
    },
    onSuccess: () => window.location.assign(casesPath),
    onError: showProblem,
  });
}

export function useGoBack() {
  const signedIn = useSession().data?.user.signedIn === true;
  return useMutation({
    mutationFn: async () => {
      const { homePracticeId } = await tell(leftSchema, { method: "POST", path: "/lab/leave" });
      if (signedIn) await tell(doneSchema, { method: "POST", path: "/door/practice", body: { practiceId: homePracticeId } });
    },
    onSuccess: () => window.location.assign("/"),
    onError: showProblem,
  });
}

export function useGrade(caseKey: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (answers: Readonly<Record<string, string>>) =>
      tell(gradeSchema, { method: "POST", path: `/lab/cases/${caseKey}/grade`, body: { answers } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["lab"] }),
    onError: showProblem,
  });
}
