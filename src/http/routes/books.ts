/** The books: what they say, and what people may do with them. */
import { z } from "zod";
import { askForPatientRefund, askForPayerRefund, askForWriteOff } from "../../app/ask-for-money.ts";
import { listMoneyLimits, setMoneyLimit } from "../../app/money-limits.ts";
import { moveMoney } from "../../app/move-money.ts";
import { closeMonth, listPeriods, reopenMonth } from "../../app/periods.ts";
import type { Outcome } from "../../app/refusal.ts";
import { decideMoney, payRefund } from "../../app/second-person.ts";
import { undoPayment } from "../../app/undo-payment.ts";
import {
  viewClaimBalance,
  viewDay,
  viewEntry,
  viewMonth,
  viewPatientAccount,
  viewRequests,
  viewTrialBalance,
} from "../../app/view-books.ts";
import { id } from "../../core/kernel/id.ts";
import { type IsoDate, isoDate } from "../../core/kernel/iso-date.ts";
import {
  askedSchema,
  claimBalanceSchema,
  closeSchema,
  dayViewSchema,
  decisionSchema,
  entryViewSchema,
  limitSchema,
  limitsSchema,
  monthViewSchema,
  moveSchema,
  patientAccountSchema,
  patientRefundSchema,
  payerRefundSchema,
  periodsSchema,
  refundPaidSchema,
  reopenSchema,
  requestsSchema,
  trialBalanceSchema,
  undoSchema,
  writeOffSchema,
} from "../contract/books.ts";
import { daySchema, monthSchema, problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

const problems = { 404: problemSchema, 409: problemSchema };
const asOf = z.object({ on: daySchema.optional() });
const idParam = <Name extends string>(name: Name) =>
  z.object({ [name]: z.coerce.number().int().positive() } as { [Key in Name]: z.ZodCoercedNumber });

export function bookRoutes(api: Routes): void {
  readingRoutes(api);
  periodRoutes(api);
  secondPersonRoutes(api);
  moneyRoutes(api);
}

function readingRoutes(api: Routes): void {
  const access = { config: { access: "books:read" } } as const;
  api.get("/books/trial-balance", { ...access, schema: { querystring: asOf, response: { 200: trialBalanceSchema } } }, ({ work, query }) =>
    viewTrialBalance(work, dayOr(query.on)),
  );
  const month = z.object({ month: monthSchema });
  api.get("/books/month", { ...access, schema: { querystring: month, response: { 200: monthViewSchema } } }, ({ work, query }) =>
    viewMonth(work, isoDate(`${query.month}-01`)),
  );
  const day = z.object({ day: daySchema, after: z.coerce.number().int().min(0).default(0) });
  api.get("/books/entries", { ...access, schema: { querystring: day, response: { 200: dayViewSchema } } }, ({ work, query }) =>
    viewDay(work, { day: isoDate(query.day), after: query.after }),
  );
  api.get(
    "/books/entries/:entryId",
    { ...access, schema: { params: idParam("entryId"), response: { 200: entryViewSchema, ...problems } } },
    async ({ work, params }, reply) => {
      const view = valueOr(reply, await viewEntry(work, params.entryId));
      return view === undefined ? reply : view.value;
    },
  );
  api.get(
    "/books/patients/:patientId",
    { ...access, schema: { params: idParam("patientId"), querystring: asOf, response: { 200: patientAccountSchema, ...problems } } },
    async ({ work, params, query }, reply) => {
      const view = valueOr(reply, await viewPatientAccount(work, id<"patient">(params.patientId), dayOr(query.on)));
      return view === undefined ? reply : view.value;
    },
  );
  api.get(
    "/books/claims/:claimId",
    { ...access, schema: { params: idParam("claimId"), querystring: asOf, response: { 200: claimBalanceSchema, ...problems } } },
    async ({ work, params, query }, reply) => {
      const view = valueOr(reply, await viewClaimBalance(work, id<"claim">(params.claimId), dayOr(query.on)));
      return view === undefined ? reply : view.value;
    },
  );
}

function periodRoutes(api: Routes): void {
  api.get("/books/periods", { config: { access: "books:read" }, schema: { response: { 200: periodsSchema } } }, ({ work }) =>
    listPeriods(work),
  );
  const access = { config: { access: "periods:close" } } as const;
  const answers = { 200: periodsSchema, ...problems };
  api.post("/books/periods/close", { ...access, schema: { body: closeSchema, response: answers } }, async ({ work, body }, reply) => {
    const done = valueOr(reply, await closeMonth(work, { month: isoDate(`${body.month}-01`), inSpite: body.inSpite }));
    return done === undefined ? reply : listPeriods(work);
  });
  api.post("/books/periods/reopen", { ...access, schema: { body: reopenSchema, response: answers } }, async ({ work, body }, reply) => {
    const done = valueOr(reply, await reopenMonth(work, { month: isoDate(`${body.month}-01`), reason: body.reason }));
    return done === undefined ? reply : listPeriods(work);
  });
}

function secondPersonRoutes(api: Routes): void {
  api.get("/books/requests", { config: { access: "books:read" }, schema: { response: { 200: requestsSchema } } }, ({ work }) =>
    viewRequests(work),
  );
  const answers = { 200: askedSchema, ...problems };
  const params = idParam("requestId");
  api.post(
    "/books/requests/:requestId/decision",
    { config: { access: "money:approve" }, schema: { params, body: decisionSchema, response: answers } },
    async ({ work, params: { requestId }, body }, reply) => {
      const done = valueOr(reply, await decideMoney(work, requestId, body));
      return done === undefined ? reply : done.value;
    },
  );
  api.post(
    "/books/requests/:requestId/withdrawal",
    { config: { access: "money:adjust" }, schema: { params, response: answers } },
    async ({ work, params: { requestId } }, reply) => {
      const done = valueOr(reply, await decideMoney(work, requestId, { decision: "withdraw", reason: "" }));
      return done === undefined ? reply : done.value;
    },
  );
  api.get("/books/limits", { config: { access: "books:read" }, schema: { response: { 200: limitsSchema } } }, ({ work }) =>
    listMoneyLimits(work),
  );
  api.post(
    "/books/limits",
    { config: { access: "practice:manage" }, schema: { body: limitSchema, response: { 200: limitsSchema, ...problems } } },
    async ({ work, body }, reply) => {
      const done = valueOr(reply, await setMoneyLimit(work, { ...body, from: isoDate(body.from) }));
      return done === undefined ? reply : listMoneyLimits(work);
    },
  );
}

function moneyRoutes(api: Routes): void {
  const answers = { 200: askedSchema, ...problems };
  api.post(
    "/books/write-offs",
    { config: { access: "money:adjust" }, schema: { body: writeOffSchema, response: answers } },
    async ({ work, body }, reply) => {
      const done = valueOr(reply, await askForWriteOff(work, { ...body, chargeId: id<"charge">(body.chargeId) }));
      return done === undefined ? reply : done.value;
    },
  );
  const refund = { config: { access: "money:refund" } } as const;
  api.post(
    "/books/refunds/patient",
    { ...refund, schema: { body: patientRefundSchema, response: answers } },
    async ({ work, body }, reply) => {
      const done = valueOr(reply, await askForPatientRefund(work, { ...body, patientId: id<"patient">(body.patientId) }));
      return done === undefined ? reply : done.value;
    },
  );
  api.post("/books/refunds/payer", { ...refund, schema: { body: payerRefundSchema, response: answers } }, async ({ work, body }, reply) => {
    const done = valueOr(reply, await askForPayerRefund(work, { ...body, chargeId: id<"charge">(body.chargeId) }));
    return done === undefined ? reply : done.value;
  });
  const nothing = { 200: z.object({ done: z.literal(true) }), ...problems };
  const told = (outcome: Outcome<undefined>): Outcome<{ readonly done: true }> =>
    outcome.ok ? { ok: true, value: { done: true } } : outcome;
  api.post(
    "/books/requests/:requestId/paid",
    { ...refund, schema: { params: idParam("requestId"), body: refundPaidSchema, response: nothing } },
    async ({ work, params, body }, reply) => {
      const done = valueOr(reply, told(await payRefund(work, params.requestId, body)));
      return done === undefined ? reply : done.value;
    },
  );
  api.post(
    "/books/payments/:paymentId/undo",
    { ...refund, schema: { params: idParam("paymentId"), body: undoSchema, response: nothing } },
    async ({ work, params, body }, reply) => {
      const done = valueOr(reply, told(await undoPayment(work, params.paymentId, body)));
      return done === undefined ? reply : done.value;
    },
  );
  api.post(
    "/books/moves",
    { config: { access: "money:adjust" }, schema: { body: moveSchema, response: nothing } },
    async ({ work, body }, reply) => {
      const move = { ...body, patientId: id<"patient">(body.patientId), chargeId: id<"charge">(body.chargeId) };
      const done = valueOr(reply, told(await moveMoney(work, move)));
      return done === undefined ? reply : done.value;
    },
  );
}

function dayOr(text: string | undefined): IsoDate | undefined {
  return text === undefined ? undefined : isoDate(text);
}
