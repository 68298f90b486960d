/** Practice cases in a private copy of the practice: start, work with the real screens, be graded. */
import { z } from "zod";
import type { SignedIn } from "../../app/access/identify.ts";
import { labOf } from "../../app/lab/find-copy.ts";
import { type CaseOfLab, gradePracticeCase, viewPracticeCases } from "../../app/lab/practice-cases.ts";
import { copyOf, type Student, startCopy } from "../../app/lab/start-copy.ts";
import type { PracticeId } from "../../core/kernel/id.ts";
import { answersSchema, type CaseView, caseKeySchema, gradeSchema, labSchema, startedLabSchema, startLabSchema } from "../contract/lab.ts";
import { problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Edge, Routes } from "../server.ts";

export function labRoutes(api: Routes, { lab: door }: Edge): void {
  api.get("/lab", { config: { access: "lab:work" }, schema: { response: { 200: labSchema } } }, async ({ work, person }) => {
    const { homePracticeId, cases, meter } = await viewPracticeCases(work);
    const copyId = homePracticeId === undefined ? await copyOf(work.app, studentOf(person)) : undefined;
    return {
      available: door !== undefined,
      ...(homePracticeId === undefined ? {} : { homePracticeId }),
      ...(copyId === undefined ? {} : { copyId }),
      cases: cases.map(caseView),
      meter: meter.map(({ credential, areas }) => ({ credential, areas: [...areas] })),
    };
  });
  api.post(
    "/lab/start",
    {
      config: { access: "lab:work", costly: true },
      schema: { body: startLabSchema, response: { 200: startedLabSchema, 409: problemSchema } },
    },
    async ({ work, person, body: { again } }, reply) => {
      if (door === undefined) return reply.status(409).send(noPayers);
      const open = (practiceId: PracticeId): void => {
        if (person === undefined) door.openHere(practiceId);
      };
      const started = valueOr(reply, await startCopy(work, studentOf(person), { again, maker: door, open }));
      return started === undefined ? reply : { practiceId: started.value };
    },
  );
  api.post(
    "/lab/leave",
    { config: { access: "lab:work" }, schema: { response: { 200: z.object({ homePracticeId: z.int() }), 409: problemSchema } } },
    async ({ work, person }, reply) => {
      const here = await labOf(work.app, work.practiceId);
      if (here === undefined) return reply.status(409).send({ problem: "no-copy", message: "This practice is nobody's copy." });
      if (person === undefined) door?.openHere(undefined);
      return { homePracticeId: here.homePracticeId };
    },
  );
  api.post(
    "/lab/cases/:caseKey/grade",
    {
      config: { access: "lab:work" },
      schema: {
        params: z.object({ caseKey: caseKeySchema }),
        body: answersSchema,
        response: { 200: gradeSchema, 404: problemSchema, 409: problemSchema },
      },
    },
    async ({ work, params, body }, reply) => {
      const grade = valueOr(reply, await gradePracticeCase(work, params.caseKey, body.answers));
      if (grade === undefined) return reply;
      const { points, earned, checks } = grade.value;
      return { points, earned, checks: [...checks] };
    },
  );
}

const noPayers = {
  problem: "no-simulator",
  message: "This server has no simulated payers, and the practice cases need them.",
  fix: "Start Claimwright with its built-in database, or give it the simulator's role.",
};

function studentOf(person: SignedIn | undefined): Student | undefined {
  if (person === undefined) return undefined;
  return { accountId: person.accountId, practices: person.memberships.map((one) => one.practiceId) };
}

function caseView({ practiceCase, visitId, grades }: CaseOfLab): CaseView {
  const { key, title, chair, minutes, story, tasks, questions, checks } = practiceCase;
  const latest = grades.at(-1);
  const grade = gradeSchema.safeParse(latest?.report);
  return {
    key,
    title,
    chair,
    minutes,
    story,
    tasks: [...tasks],
    points: checks.reduce((sum, check) => sum + check.points, 0),
    questions: questions.map((question) => ({
      key: question.key,
      kind: question.kind,
      words: question.words,
      options: question.kind === "choice" ? [...question.options] : [],
    })),
    ...(visitId === undefined ? {} : { visitId }),
    tries: grades.map(({ number, gradedAt, earned, points }) => ({ number, at: gradedAt, earned, points })),
    answers: { ...latest?.answers },
    ...(grade.success ? { grade: grade.data } : {}),
  };
}
