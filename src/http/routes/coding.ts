/** Suggested codes of a visit, and the lexicon that the coders' decisions make. */
import { z } from "zod";
import { type LexiconPage, switchLexiconLine, viewLexicon } from "../../app/coding/lexicon.ts";
import { suggestCodes } from "../../app/coding/suggest-codes.ts";
import { viewSuggestions } from "../../app/coding/view-suggestions.ts";
import { formatDiagnosis, normalizeCode } from "../../core/codebook/code-text.ts";
import { lexiconSchema, lexiconSearchSchema, lexiconSwitchSchema, suggestionsSchema } from "../contract/coding.ts";
import { problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";
import { visitIdOf, visitParams } from "./visit-commands.ts";

export function codingRoutes(api: Routes): void {
  api.get(
    "/visits/:visitId/suggestions",
    {
      config: { access: "notes:read" },
      schema: { params: visitParams, response: { 200: suggestionsSchema, 404: problemSchema, 409: problemSchema } },
    },
    async ({ work, params }, reply) => {
      const found = valueOr(reply, await suggestCodes(work, visitIdOf(params)));
      return found === undefined ? reply : viewSuggestions(work, found.value);
    },
  );
  api.post(
    "/coding/lexicon",
    { config: { access: "coding:teach" }, schema: { body: lexiconSearchSchema, response: { 200: lexiconSchema } } },
    async ({ work, body: { after } }) =>
      asLines(await viewLexicon(work, after === undefined ? {} : { after: { phrase: after.phrase, code: normalizeCode(after.code) } })),
  );
  api.post(
    "/coding/lexicon/switch",
    {
      config: { access: "coding:teach" },
      schema: { body: lexiconSwitchSchema, response: { 200: z.object({}), 404: problemSchema, 409: problemSchema } },
    },
    async ({ work, body }, reply) =>
      valueOr(reply, await switchLexiconLine(work, { ...body, code: normalizeCode(body.code) })) === undefined ? reply : {},
  );
}

function asLines({ lines, more }: LexiconPage) {
  return {
    more,
    lines: lines.map(({ code, chosen, chosenTitle, switched, ...line }) => ({
      ...line,
      code: formatDiagnosis(code),
      ...(chosen === undefined
        ? {}
        : {
            chosen: {
              code: formatDiagnosis(chosen.code),
              visits: chosen.visits,
              ...(chosenTitle === undefined ? {} : { title: chosenTitle }),
            },
          }),
      ...(switched === undefined ? {} : { switched: { by: switched.by, on: switched.on, reason: switched.reason } }),
    })),
  };
}
