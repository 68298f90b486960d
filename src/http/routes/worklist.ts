/** The work around visits. Commands on a visit answer with the visit as it then is. */
import { z } from "zod";
import { viewMyDay } from "../../app/worklist/my-day.ts";
import { listOwners, ownIdOf } from "../../app/worklist/owners.ts";
import { reopenByHand, resolveByHand } from "../../app/worklist/resolve-exception.ts";
import { viewBoard } from "../../app/worklist/view-board.ts";
import { viewUnmatched } from "../../app/worklist/view-unmatched.ts";
import {
  answerCoder,
  askClinician,
  assignVisit,
  noteOnVisit,
  putOffVisit,
  wakeVisit,
  withdrawQuestion,
} from "../../app/worklist/work-on-visit.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import { daySchema, problemSchema } from "../contract/values.ts";
import {
  assignSchema,
  boardSchema,
  followUpSchema,
  myDaySchema,
  noteSchema,
  ownersSchema,
  questionSchema,
  reopenSchema,
  resolvedSchema,
  resolveSchema,
  unmatchedSchema,
} from "../contract/worklist.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";
import { command, seesMoney, visitAnswers, visitIdOf, visitParams } from "./visit-commands.ts";

export function worklistRoutes(api: Routes): void {
  api.get("/worklist/owners", { config: { access: "visits:list" }, schema: { response: { 200: ownersSchema } } }, async ({ work }) => ({
    owners: [...(await listOwners(work))],
  }));
  api.get("/worklist/board", { config: { access: "visits:list" }, schema: { response: { 200: boardSchema } } }, async ({ work }) => {
    const { queues, ...board } = await viewBoard(work);
    return { ...board, queues: seesMoney(work) ? queues : queues.map(({ amount: _amount, ...line }) => line) };
  });
  api.get(
    "/worklist/my-day",
    { config: { access: "visits:list" }, schema: { querystring: z.object({ on: daySchema.optional() }), response: { 200: myDaySchema } } },
    ({ work, query: { on } }) => viewMyDay(work, on === undefined ? undefined : isoDate(on)),
  );
  api.get("/worklist/unmatched", { config: { access: "files:read" }, schema: { response: { 200: unmatchedSchema } } }, ({ work }) =>
    viewUnmatched(work),
  );
  const exceptionParams = z.object({ exceptionId: z.coerce.number().int().positive() });
  const done = { 200: resolvedSchema, 404: problemSchema, 409: problemSchema };
  api.post(
    "/exceptions/:exceptionId/resolve",
    { config: { access: "exceptions:resolve" }, schema: { params: exceptionParams, body: resolveSchema, response: done } },
    async ({ work, params, body: { how, words, controlNumber, lines, accountNumber } }, reply) => {
      const decision = {
        how,
        words,
        ...(controlNumber === undefined ? {} : { controlNumber }),
        ...(lines === undefined ? {} : { lines }),
        ...(accountNumber === undefined ? {} : { accountNumber }),
      };
      const decided = valueOr(reply, await resolveByHand(work, params.exceptionId, decision));
      return decided === undefined ? reply : { state: decided.value };
    },
  );
  api.post(
    "/exceptions/:exceptionId/reopen",
    { config: { access: "exceptions:resolve" }, schema: { params: exceptionParams, body: reopenSchema, response: done } },
    async ({ work, params, body: { words } }, reply) => {
      const opened = valueOr(reply, await reopenByHand(work, params.exceptionId, words));
      return opened === undefined ? reply : { state: opened.value };
    },
  );
  api.put(
    "/visits/:visitId/desk/owner",
    { config: { access: "work:write" }, schema: { params: visitParams, body: assignSchema, response: visitAnswers } },
    ({ work, params, body: { to } }, reply) =>
      command(work, reply, visitIdOf(params), (visitId) => assignVisit(work, visitId, to === "me" ? ownIdOf(work) : (to ?? undefined))),
  );
  api.put(
    "/visits/:visitId/desk/follow-up",
    { config: { access: "work:write" }, schema: { params: visitParams, body: followUpSchema, response: visitAnswers } },
    ({ work, params, body: { until, reason } }, reply) =>
      command(work, reply, visitIdOf(params), (visitId) =>
        until === null ? wakeVisit(work, visitId) : putOffVisit(work, visitId, { until: isoDate(until), reason }),
      ),
  );
  api.post(
    "/visits/:visitId/desk/notes",
    { config: { access: "work:write" }, schema: { params: visitParams, body: noteSchema, response: visitAnswers } },
    ({ work, params, body }, reply) => command(work, reply, visitIdOf(params), (visitId) => noteOnVisit(work, visitId, body.words)),
  );
  api.post(
    "/visits/:visitId/question",
    { config: { access: "coding:write" }, schema: { params: visitParams, body: questionSchema, response: visitAnswers } },
    ({ work, params, body }, reply) => command(work, reply, visitIdOf(params), (visitId) => askClinician(work, visitId, body)),
  );
  api.post(
    "/visits/:visitId/question/answer",
    { config: { access: "notes:sign" }, schema: { params: visitParams, body: noteSchema, response: visitAnswers } },
    ({ work, params, body }, reply) => command(work, reply, visitIdOf(params), (visitId) => answerCoder(work, visitId, body.words)),
  );
  api.post(
    "/visits/:visitId/question/withdraw",
    { config: { access: "coding:write" }, schema: { params: visitParams, response: visitAnswers } },
    ({ work, params }, reply) => command(work, reply, visitIdOf(params), (visitId) => withdrawQuestion(work, visitId)),
  );
}
