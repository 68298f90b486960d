/** The manager's numbers. Whoever may see them sees names of patients in their rows too, and each such look is on record. */
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { exportMeasure, exportPatientAging, exportPayerAging } from "../../app/measures/export-measures.ts";
import { viewPatientAging, viewPayerAging, viewTrends } from "../../app/measures/view-aging.ts";
import { exportDaySheet, viewDaySheet } from "../../app/measures/view-day-sheet.ts";
import {
  badPeriod,
  type PeriodAsked,
  type RowsQuery,
  viewMeasure,
  viewMeasureRows,
  viewMeasures,
} from "../../app/measures/view-measures.ts";
import type { Outcome } from "../../app/refusal.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import {
  agingBasisSchema,
  daySheetSchema,
  measurePageSchema,
  measureRowsSchema,
  measuresSchema,
  patientAgingSchema,
  payerAgingSchema,
  periodSchema,
  type RowsAsked,
  rowsQuerySchema,
  trendsSchema,
} from "../contract/numbers.ts";
import { problemSchema } from "../contract/values.ts";
import { sendCsv } from "../downloads.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

const access = { config: { access: "numbers:read" } } as const;
const exporting = { config: { access: "numbers:read", costly: true } } as const;
const params = z.object({ measure: z.string().max(40) });
const problems = { 404: problemSchema, 409: problemSchema };

export function numberRoutes(api: Routes): void {
  agingRoutes(api);
  sheetRoutes(api);
  api.get(
    "/numbers",
    { ...access, schema: { querystring: periodSchema, response: { 200: measuresSchema, ...problems } } },
    async ({ work, query }, reply) =>
      inPeriod(reply, periodOf(query), async (period) => ({ ok: true, value: await viewMeasures(work, period) })),
  );
  api.get("/numbers/trends", { ...access, schema: { response: { 200: trendsSchema } } }, ({ work }) => viewTrends(work));
  api.get(
    "/numbers/measures/:measure",
    { ...access, schema: { params, querystring: periodSchema, response: { 200: measurePageSchema, ...problems } } },
    async ({ work, params: { measure }, query }, reply) => inPeriod(reply, periodOf(query), (period) => viewMeasure(work, measure, period)),
  );
  api.post(
    "/numbers/measures/:measure/rows",
    { ...access, schema: { params, body: rowsQuerySchema, response: { 200: measureRowsSchema, ...problems } } },
    async ({ work, params: { measure }, body }, reply) =>
      inPeriod(reply, rowsQueryOf(body), (query) => viewMeasureRows(work, measure, query)),
  );
  api.post(
    "/numbers/measures/:measure/export",
    { ...exporting, schema: { params, body: rowsQuerySchema, response: problems } },
    async ({ work, params: { measure }, body }, reply) => {
      const lines = valueOr(reply, await exportMeasure(work, measure, rowsQueryOf(body)));
      return lines === undefined ? reply : sendCsv(reply, measure, lines.value);
    },
  );
}

function agingRoutes(api: Routes): void {
  api.get("/numbers/aging/payers", { ...access, schema: { response: { 200: payerAgingSchema } } }, ({ work }) => viewPayerAging(work));
  api.get(
    "/numbers/aging/patients",
    { ...access, schema: { querystring: agingBasisSchema, response: { 200: patientAgingSchema } } },
    ({ work, query }) => viewPatientAging(work, query.basis),
  );
  api.post("/numbers/aging/payers/export", { ...exporting, schema: { response: problems } }, async ({ work }, reply) => {
    const lines = valueOr(reply, await exportPayerAging(work));
    return lines === undefined ? reply : sendCsv(reply, "aging-payers", lines.value);
  });
  api.post(
    "/numbers/aging/patients/export",
    { ...exporting, schema: { body: agingBasisSchema, response: problems } },
    async ({ work, body }, reply) => {
      const lines = valueOr(reply, await exportPatientAging(work, body.basis));
      return lines === undefined ? reply : sendCsv(reply, "aging-patients", lines.value);
    },
  );
}

function sheetRoutes(api: Routes): void {
  api.get(
    "/numbers/day-sheet",
    { ...access, schema: { querystring: periodSchema, response: { 200: daySheetSchema, ...problems } } },
    async ({ work, query }, reply) => {
      const sheet = valueOr(reply, await viewDaySheet(work, periodOf(query)));
      return sheet === undefined ? reply : sheet.value;
    },
  );
  api.post(
    "/numbers/day-sheet/export",
    { ...exporting, schema: { body: periodSchema, response: problems } },
    async ({ work, body }, reply) => {
      const lines = valueOr(reply, await exportDaySheet(work, periodOf(body)));
      return lines === undefined ? reply : sendCsv(reply, "day-sheet", lines.value);
    },
  );
}

async function inPeriod<Asked extends PeriodAsked, Value>(
  reply: FastifyReply,
  asked: Asked,
  answer: (asked: Asked) => Promise<Outcome<Value>>,
): Promise<Value | FastifyReply> {
  const found = valueOr(reply, badPeriod(asked) ?? (await answer(asked)));
  return found === undefined ? reply : found.value;
}

function periodOf({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): PeriodAsked {
  return { ...(from === undefined ? {} : { from: isoDate(from) }), ...(to === undefined ? {} : { to: isoDate(to) }) };
}

function rowsQueryOf({ list, skip, which, payer, kind, ...period }: RowsAsked): RowsQuery {
  return {
    ...periodOf(period),
    list,
    skip,
    ...(which === undefined ? {} : { which }),
    ...(payer === undefined ? {} : { payer }),
    ...(kind === undefined ? {} : { kind }),
  };
}
