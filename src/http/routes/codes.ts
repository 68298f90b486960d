/** The code book. */
import { z } from "zod";
import { searchCodeBook, showCode } from "../../app/code-book.ts";
import { factsOf } from "../../app/code-facts.ts";
import { isoDate, parseIsoDate } from "../../core/kernel/iso-date.ts";
import { codeFactsSchema } from "../contract/code-facts.ts";
import { codeDetailSchema, codeSearchSchema } from "../contract/practice.ts";
import { problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Edge, Routes } from "../server.ts";

const dateText = z.string().refine((text) => parseIsoDate(text) !== undefined, "is not a date (YYYY-MM-DD)");

export function codeRoutes(api: Routes, { app }: Edge): void {
  const query = z.object({
    q: z.string().max(200),
    systems: z.string().max(80).default(""),
    date: dateText,
    limit: z.coerce.number().int().min(1).max(100).default(20),
    chapter: z.string().max(4).optional(),
    billable: z.enum(["yes", "no"]).optional(),
    side: z.string().max(20).optional(),
    episode: z.string().max(20).optional(),
  });
  api.get(
    "/codes/search",
    { config: { access: "codes:read" }, schema: { querystring: query, response: { 200: codeSearchSchema } } },
    ({ query: { q, systems, date, limit, ...narrow } }) => searchCodeBook(app, { text: q, systems, on: isoDate(date), limit, narrow }),
  );
  const params = z.object({ system: z.string().max(20), code: z.string().max(10) });
  api.get(
    "/codes/:system/:code/facts",
    {
      config: { access: "codes:read" },
      schema: {
        params,
        querystring: z.object({
          date: dateText,
          locality: z
            .string()
            .regex(/^(?:national|\d{5}-[0-9A-Z]{2})$/, "is not a locality such as 01112-05")
            .optional(),
          zip: z
            .string()
            .regex(/^\d{5}(?:-?\d{4})?$/, "is not a ZIP code")
            .optional(),
          state: z
            .string()
            .regex(/^[A-Z]{2}$/, "is not a state")
            .optional(),
        }),
        response: { 200: codeFactsSchema, 404: problemSchema },
      },
    },
    async (request, reply) => {
      const { date, locality, zip, state } = request.query;
      const place = { ...(locality ? { locality } : {}), ...(zip ? { zip } : {}), ...(state ? { state } : {}) };
      const found = valueOr(reply, factsOf(app, { code: request.params.code, on: isoDate(date), place }));
      return found === undefined ? reply : codeFactsSchema.parse(found.value);
    },
  );
  api.get(
    "/codes/:system/:code",
    {
      config: { access: "codes:read" },
      schema: { params, querystring: z.object({ date: dateText }), response: { 200: codeDetailSchema, 404: problemSchema } },
    },
    async (request, reply) => {
      const found = valueOr(reply, showCode(app, { ...request.params, on: isoDate(request.query.date) }));
      return found === undefined ? reply : found.value;
    },
  );
}
