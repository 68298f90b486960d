/** The code book to be walked. */
import { z } from "zod";
import { aboutBook } from "../../app/code-book/about.ts";
import { releaseChanges } from "../../app/code-book/changes.ts";
import { listCodes, listedSystems } from "../../app/code-book/code-list.ts";
import { bookPage } from "../../app/code-book/diagnosis-page.ts";
import { editPairs, pairSides } from "../../app/code-book/edit-pairs.ts";
import { indexBooks, indexTerm, mainTerms } from "../../app/code-book/index-walk.ts";
import { listMarks, markCode } from "../../app/code-book/marks.ts";
import { pcsIndexTerm, pcsMainTerms } from "../../app/code-book/pcs-index-walk.ts";
import { pcsCodes, pcsPage, pcsStep } from "../../app/code-book/pcs-walk.ts";
import { priceAreas, procedurePage } from "../../app/code-book/procedure-page.ts";
import { tabularBelow } from "../../app/code-book/tabular.ts";
import { whereCode } from "../../app/code-book/where-code.ts";
import { viewReleases } from "../../app/code-sets/view-releases.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import {
  aboutBookSchema,
  bookChangesSchema,
  bookListSchema,
  bookPageSchema,
  bookProcedureSchema,
  codePlacesSchema,
  editPairsSchema,
  indexTermSchema,
  mainTermsSchema,
  marksSchema,
  newMarkSchema,
  pcsCodesSchema,
  pcsIndexTermSchema,
  pcsMainTermsSchema,
  pcsPageSchema,
  pcsStepSchema,
  releaseStatesSchema,
  tabularSchema,
} from "../contract/code-book.ts";
import { daySchema, problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Edge, Routes } from "../server.ts";

const config = { access: "codes:read" } as const;
const missing = { 404: problemSchema };

export function codeBookRoutes(api: Routes, { app }: Edge): void {
  const dated = z.object({ date: daySchema });
  api.get("/book", { config, schema: { querystring: dated, response: { 200: aboutBookSchema } } }, ({ query }) =>
    aboutBook(app, isoDate(query.date)),
  );
  api.get("/book/releases", { config, schema: { response: { 200: releaseStatesSchema } } }, ({ work }) => viewReleases(work));
  const place = dated.extend({ at: z.string().max(20).default("") });
  api.get(
    "/book/tabular",
    { config, schema: { querystring: place, response: { 200: tabularSchema, ...missing } } },
    async ({ query }, reply) => valueOr(reply, tabularBelow(app, { at: query.at, on: isoDate(query.date) }))?.value ?? reply,
  );
  api.get(
    "/book/codes/:code",
    { config, schema: { params: z.object({ code: z.string().max(10) }), querystring: dated, response: { 200: codePlacesSchema } } },
    ({ params: { code }, query }) => whereCode(app, { code, on: isoDate(query.date) }),
  );
  const page = dated.extend({ beside: z.string().max(200).default("") });
  api.get(
    "/book/diagnoses/:code",
    {
      config,
      schema: { params: z.object({ code: z.string().max(10) }), querystring: page, response: { 200: bookPageSchema, ...missing } },
    },
    async ({ params, query }, reply) => {
      const beside = query.beside.split(",").filter((code) => code !== "");
      return valueOr(reply, bookPage(app, { code: params.code, on: isoDate(query.date), beside }))?.value ?? reply;
    },
  );
  const between = dated.extend({ since: daySchema, after: z.string().max(10).default(""), kind: z.string().max(20).default("") });
  // Compares the whole book of two days.
  api.get(
    "/book/changes",
    { config: { ...config, costly: true }, schema: { querystring: between, response: { 200: bookChangesSchema } } },
    ({ query }) => releaseChanges(app, { from: isoDate(query.since), to: isoDate(query.date), after: query.after, kind: query.kind }),
  );
  const list = dated.extend({ from: z.string().max(10).default(""), after: z.string().max(10).default("") });
  api.get(
    "/book/list/:system",
    { config, schema: { params: z.object({ system: z.enum(listedSystems) }), querystring: list, response: { 200: bookListSchema } } },
    ({ params, query }) => listCodes(app, { system: params.system, from: query.from, after: query.after, on: isoDate(query.date) }),
  );
  procedureRoutes(api, app);
  pcsRoutes(api, app);
  pcsIndexRoutes(api, app);
  indexRoutes(api, app);
  markRoutes(api);
}

function procedureRoutes(api: Routes, app: Edge["app"]): void {
  const params = z.object({ code: z.string().max(10) });
  const dated = z.object({ date: daySchema });
  api.get(
    "/book/procedures/:code",
    {
      config,
      schema: {
        params,
        querystring: dated.extend({ at: z.enum(priceAreas).default("practice") }),
        response: { 200: bookProcedureSchema, ...missing },
      },
    },
    async ({ work, params: { code }, query }, reply) => {
      const found = valueOr(reply, await procedurePage(work, { code, on: isoDate(query.date), at: query.at }));
      return found === undefined ? reply : bookProcedureSchema.parse(found.value);
    },
  );
  const asked = dated.extend({
    biller: z.enum(["practitioner", "hospital"]).default("practitioner"),
    beside: z.string().max(10).default(""),
    side: z.enum(pairSides).default("any"),
    after: z.string().max(20).default(""),
  });
  api.get(
    "/book/procedures/:code/pairs",
    { config, schema: { params, querystring: asked, response: { 200: editPairsSchema, ...missing } } },
    async ({ params: { code }, query: { date, ...query } }, reply) =>
      valueOr(reply, editPairs(app, { ...query, code, on: isoDate(date) }))?.value ?? reply,
  );
}

function pcsRoutes(api: Routes, app: Edge["app"]): void {
  const dated = z.object({ date: daySchema });
  const prefix = z.string().regex(/^[0-9A-HJ-NP-Z]{0,7}$/i, "is not the beginning of a code of ICD-10-PCS (no I and no O)");
  api.get(
    "/book/pcs",
    { config, schema: { querystring: dated.extend({ at: prefix.default("") }), response: { 200: pcsStepSchema, ...missing } } },
    async ({ query }, reply) => valueOr(reply, pcsStep(app, { prefix: query.at, on: isoDate(query.date) }))?.value ?? reply,
  );
  const codes = dated.extend({ at: prefix.refine((text) => text.length >= 3, "names no table"), after: z.string().max(7).default("") });
  api.get(
    "/book/pcs/codes",
    { config, schema: { querystring: codes, response: { 200: pcsCodesSchema, ...missing } } },
    async ({ query }, reply) =>
      valueOr(reply, pcsCodes(app, { prefix: query.at, on: isoDate(query.date), after: query.after }))?.value ?? reply,
  );
  api.get(
    "/book/pcs/codes/:code",
    {
      config,
      schema: { params: z.object({ code: z.string().max(10) }), querystring: dated, response: { 200: pcsPageSchema, ...missing } },
    },
    async ({ params, query }, reply) => valueOr(reply, pcsPage(app, { code: params.code, on: isoDate(query.date) }))?.value ?? reply,
  );
}

function pcsIndexRoutes(api: Routes, app: Edge["app"]): void {
  const terms = z.object({ from: z.string().max(60).default(""), after: z.coerce.number().int().min(-1).max(10_000_000).default(-1) });
  api.get(
    "/book/pcs/index",
    { config, schema: { querystring: terms, response: { 200: pcsMainTermsSchema, ...missing } } },
    async ({ query }, reply) => valueOr(reply, pcsMainTerms(app, query))?.value ?? reply,
  );
  api.get(
    "/book/pcs/index/:term",
    {
      config,
      schema: {
        params: z.object({ term: z.coerce.number().int().min(0).max(10_000_000) }),
        response: { 200: pcsIndexTermSchema, ...missing },
      },
    },
    async ({ params: { term } }, reply) => valueOr(reply, pcsIndexTerm(app, term))?.value ?? reply,
  );
}

function indexRoutes(api: Routes, app: Edge["app"]): void {
  const terms = z.object({
    book: z.enum(indexBooks).default("index"),
    from: z.string().max(60).default(""),
    after: z.coerce.number().int().min(-1).max(10_000_000).default(-1),
  });
  api.get("/book/index", { config, schema: { querystring: terms, response: { 200: mainTermsSchema } } }, ({ query }) =>
    mainTerms(app, query),
  );
  const params = z.object({ term: z.coerce.number().int().min(0).max(10_000_000) });
  api.get(
    "/book/index/:term",
    { config, schema: { params, response: { 200: indexTermSchema, ...missing } } },
    async ({ params: { term } }, reply) => valueOr(reply, indexTerm(app, term))?.value ?? reply,
  );
}

function markRoutes(api: Routes): void {
  const querystring = z.object({ date: daySchema });
  api.get("/book/marks", { config, schema: { querystring, response: { 200: marksSchema } } }, async ({ work, query }) => ({
    marks: await listMarks(work, isoDate(query.date)),
  }));
  api.post(
    "/book/marks",
    { config, schema: { body: newMarkSchema, response: { 200: z.object({}), 404: problemSchema, 409: problemSchema } } },
    async ({ work, body }, reply) =>
      valueOr(reply, await markCode(work, { system: body.system, code: body.code, act: body.act, on: isoDate(body.date) })) === undefined
        ? reply
        : {},
  );
}
