/** The clinician's notes. */
import { z } from "zod";
import { viewNotesDay } from "../../app/notes/notes-day.ts";
import { addAddendum, keepUnsavedWords, saveDraft, signNote, viewNote } from "../../app/notes/write-note.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import { addendumSchema, draftSchema, notesDaySchema, noteViewSchema, signSchema, unsavedSchema } from "../contract/notes.ts";
import { daySchema, problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";
import { command, visitAnswers, visitIdOf, visitParams } from "./visit-commands.ts";

const writing = { config: { access: "notes:write" } } as const;

export function noteRoutes(api: Routes): void {
  api.get(
    "/notes/day",
    { ...writing, schema: { querystring: z.object({ on: daySchema.optional() }), response: { 200: notesDaySchema } } },
    ({ work, query: { on } }) => viewNotesDay(work, on === undefined ? undefined : isoDate(on)),
  );
  api.get(
    "/visits/:visitId/note",
    {
      config: { access: "notes:read" },
      schema: { params: visitParams, response: { 200: noteViewSchema, 404: problemSchema, 409: problemSchema } },
    },
    async ({ work, params }, reply) => valueOr(reply, await viewNote(work, visitIdOf(params)))?.value ?? reply,
  );
  api.put(
    "/visits/:visitId/note",
    { ...writing, schema: { params: visitParams, body: draftSchema, response: visitAnswers } },
    ({ work, params, body }, reply) => command(work, reply, visitIdOf(params), (visitId) => saveDraft(work, visitId, body)),
  );
  api.put(
    "/visits/:visitId/note/unsaved",
    {
      ...writing,
      schema: { params: visitParams, body: unsavedSchema, response: { 200: z.object({}), 404: problemSchema, 409: problemSchema } },
    },
    async ({ work, params, body }, reply) => {
      if (valueOr(reply, await keepUnsavedWords(work, visitIdOf(params), body)) === undefined) return reply;
      return {};
    },
  );
  api.post(
    "/visits/:visitId/sign",
    { config: { access: "notes:sign" }, schema: { params: visitParams, body: signSchema, response: visitAnswers } },
    ({ work, params, body }, reply) => command(work, reply, visitIdOf(params), (visitId) => signNote(work, visitId, body)),
  );
  api.post(
    "/visits/:visitId/note/addendum",
    { ...writing, schema: { params: visitParams, body: addendumSchema, response: visitAnswers } },
    ({ work, params, body: { words } }, reply) => command(work, reply, visitIdOf(params), (visitId) => addAddendum(work, visitId, words)),
  );
}
