/** Reviews of how visits were coded: samples, verdicts, the coder's answer. */
import { z } from "zod";
import type { Context } from "../../app/context.ts";
import type { Outcome } from "../../app/refusal.ts";
import { drawSample, reviewChoices } from "../../app/reviews/draw.ts";
import { exportAccuracy, listReviews } from "../../app/reviews/list.ts";
import { answerReview, closeReview, giveOwnCodes, giveVerdicts, viewReview } from "../../app/reviews/review.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import type { CodeVerdict, ReviewPlace } from "../../core/reviews/model.ts";
import {
  newSampleSchema,
  ownCodesSchema,
  reviewAnswerSchema,
  reviewChoicesSchema,
  reviewCloseSchema,
  reviewDaysSchema,
  reviewPageSchema,
  reviewsSchema,
  sampleDrawnSchema,
  type VerdictView,
  verdictsSchema,
} from "../contract/reviews.ts";
import { problemSchema } from "../contract/values.ts";
import { sendCsv } from "../downloads.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

const takes = { config: { access: "reviews:take" } } as const;
const manages = { config: { access: "reviews:manage" } } as const;
const problems = { 404: problemSchema, 409: problemSchema };
const place = z.object({ sampleId: z.coerce.number().int().positive(), position: z.coerce.number().int().positive().max(500) });

export function reviewRoutes(api: Routes): void {
  api.get("/reviews", { ...takes, schema: { querystring: reviewDaysSchema, response: { 200: reviewsSchema } } }, ({ work, query }) =>
    listReviews(work, daysOf(query)),
  );
  api.post(
    "/reviews/accuracy/export",
    { config: { access: "reviews:manage", costly: true }, schema: { body: reviewDaysSchema, response: problems } },
    async ({ work, body }, reply) => {
      const lines = valueOr(reply, await exportAccuracy(work, daysOf(body)));
      return lines === undefined ? reply : sendCsv(reply, "coding-accuracy", lines.value);
    },
  );
  const choiceDays = z.object({ from: reviewDaysSchema.shape.from.unwrap(), to: reviewDaysSchema.shape.to.unwrap() });
  api.get(
    "/reviews/choices",
    { ...manages, schema: { querystring: choiceDays, response: { 200: reviewChoicesSchema } } },
    ({ work, query: { from, to } }) => reviewChoices(work, { from: isoDate(from), to: isoDate(to) }),
  );
  api.post(
    "/reviews",
    { ...manages, schema: { body: newSampleSchema, response: { 200: sampleDrawnSchema, ...problems } } },
    async ({ work, body: { from, to, reviewerId, ...asked } }, reply) => {
      const sample = { ...asked, from: isoDate(from), to: isoDate(to), ...(reviewerId === undefined ? {} : { reviewerId }) };
      return valueOr(reply, await drawSample(work, sample))?.value ?? reply;
    },
  );
  visitRoutes(api);
}

function visitRoutes(api: Routes): void {
  const response = { 200: reviewPageSchema, ...problems };
  const shown = async (work: Context, params: ReviewPlace, done: Outcome<undefined>) => (done.ok ? viewReview(work, params) : done);
  api.get(
    "/reviews/:sampleId/:position",
    { ...takes, schema: { params: place, response } },
    async ({ work, params }, reply) => valueOr(reply, await viewReview(work, params))?.value ?? reply,
  );
  api.post(
    "/reviews/:sampleId/:position/own-codes",
    { ...takes, schema: { params: place, body: ownCodesSchema, response } },
    async ({ work, params, body }, reply) =>
      valueOr(reply, await shown(work, params, await giveOwnCodes(work, params, body)))?.value ?? reply,
  );
  api.post(
    "/reviews/:sampleId/:position/verdicts",
    { ...takes, schema: { params: place, body: verdictsSchema, response } },
    async ({ work, params, body: { codes, words } }, reply) =>
      valueOr(reply, await shown(work, params, await giveVerdicts(work, params, { codes: codes.map(verdictOf), words })))?.value ?? reply,
  );
  api.post(
    "/reviews/:sampleId/:position/answer",
    { ...takes, schema: { params: place, body: reviewAnswerSchema, response } },
    async ({ work, params, body }, reply) =>
      valueOr(reply, await shown(work, params, await answerReview(work, params, body)))?.value ?? reply,
  );
  api.post(
    "/reviews/:sampleId/:position/close",
    { ...takes, schema: { params: place, body: reviewCloseSchema, response } },
    async ({ work, params, body }, reply) =>
      valueOr(reply, await shown(work, params, await closeReview(work, params, body.words)))?.value ?? reply,
  );
}

function verdictOf({ at, shouldBe, ...one }: VerdictView): CodeVerdict {
  return { ...one, ...(at === undefined ? {} : { at }), ...(shouldBe === undefined || shouldBe === "" ? {} : { shouldBe }) };
}

function daysOf({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }) {
  return { ...(from === undefined ? {} : { from: isoDate(from) }), ...(to === undefined ? {} : { to: isoDate(to) }) };
}
