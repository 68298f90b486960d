/** Questions to payers and their answers; the co-pay; estimates. */
import { z } from "zod";
import type { Context } from "../../app/context.ts";
import { askClaimStatus, askEligibility } from "../../app/front-desk/ask-payers.ts";
import { takeCopay } from "../../app/front-desk/copay.ts";
import { checkVisitEstimate, makeEstimate, readEstimatePdf } from "../../app/front-desk/estimate.ts";
import { startAskingForDay } from "../../app/front-desk/start-asking.ts";
import { viewClaimStatus, viewEligibility } from "../../app/front-desk/view-inquiries.ts";
import { readSession } from "../../app/read-session.ts";
import { takeIn } from "../../app/take-in.ts";
import { id } from "../../core/kernel/id.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import {
  askDaySchema,
  askEligibilitySchema,
  askedDaySchema,
  claimStatusViewSchema,
  copaySchema,
  copayTakenSchema,
  eligibilityViewSchema,
  estimateCheckSchema,
  estimateMadeSchema,
  estimateSchema,
} from "../contract/inquiries.ts";
import { problemSchema } from "../contract/values.ts";
import { sendPdf } from "../downloads.ts";
import { valueOr } from "../problems.ts";
import type { Edge, Routes } from "../server.ts";

const access = { config: { access: "patients:register" } } as const;
const problems = { 404: problemSchema, 409: problemSchema };
const done = { 200: z.object({}), ...problems };
const params = <Name extends string>(name: Name) =>
  z.object({ [name]: z.coerce.number().int().positive() } as { [Key in Name]: z.ZodCoercedNumber });

export function inquiryRoutes(api: Routes, edge: Edge): void {
  askingRoutes(api, edge);
  moneyRoutes(api);
  estimateRoutes(api);
}

function askingRoutes(api: Routes, edge: Edge): void {
  api.post(
    "/front-desk/eligibility",
    { ...access, schema: { body: askEligibilitySchema, response: done } },
    async ({ work, body: { coverageId, on } }, reply) => {
      const asked = await askEligibility(work, id<"coverage">(coverageId), on === undefined ? undefined : isoDate(on));
      if (valueOr(reply, asked) === undefined) return reply;
      await hearAtOnce(edge, work);
      return {};
    },
  );
  api.post(
    "/front-desk/eligibility/day",
    { ...access, schema: { body: askDaySchema, response: { 200: askedDaySchema } } },
    ({ work, body }) => startAskingForDay(work, isoDate(body.on)),
  );
  api.get(
    "/front-desk/patients/:patientId/eligibility",
    { ...access, schema: { params: params("patientId"), response: { 200: eligibilityViewSchema, ...problems } } },
    async ({ work, params: { patientId } }, reply) => {
      const view = valueOr(reply, await viewEligibility(work, id<"patient">(patientId)));
      return view === undefined ? reply : plainOf(view.value);
    },
  );
  api.post(
    "/claims/:claimId/status-question",
    { config: { access: "claims:file" }, schema: { params: params("claimId"), response: done } },
    async ({ work, params: { claimId } }, reply) => {
      if (valueOr(reply, await askClaimStatus(work, id<"claim">(claimId))) === undefined) return reply;
      await hearAtOnce(edge, work);
      return {};
    },
  );
  api.get(
    "/claims/:claimId/status-answers",
    { config: { access: "money:read" }, schema: { params: params("claimId"), response: { 200: claimStatusViewSchema, ...problems } } },
    async ({ work, params: { claimId } }, reply) => {
      const view = valueOr(reply, await viewClaimStatus(work, id<"claim">(claimId)));
      return view === undefined ? reply : plainOf(view.value);
    },
  );
}

function moneyRoutes(api: Routes): void {
  api.post(
    "/front-desk/visits/:visitId/copay",
    {
      config: { access: "payments:take" },
      schema: { params: params("visitId"), body: copaySchema, response: { 200: copayTakenSchema, ...problems } },
    },
    async ({ work, params: { visitId }, body }, reply) => {
      const taken = valueOr(reply, await takeCopay(work, id<"encounter">(visitId), body));
      return taken === undefined ? reply : taken.value;
    },
  );
}

function estimateRoutes(api: Routes): void {
  api.post(
    "/front-desk/appointments/:appointmentId/estimate",
    { ...access, schema: { params: params("appointmentId"), body: estimateSchema, response: { 200: estimateMadeSchema, ...problems } } },
    async ({ work, params: { appointmentId }, body: { items, diagnosis } }, reply) => {
      const wanted = {
        items: items.map(({ procedure, units, charge }) => ({ procedure, units, ...(charge === undefined ? {} : { charge }) })),
        ...(diagnosis === undefined ? {} : { diagnosis }),
      };
      const made = valueOr(reply, await makeEstimate(work, appointmentId, wanted));
      return made === undefined ? reply : made.value;
    },
  );
  api.get(
    "/front-desk/estimates/:estimateId/estimate.pdf",
    { ...access, schema: { params: params("estimateId") } },
    async ({ work, params: { estimateId } }, reply) => {
      const pdf = valueOr(reply, await readEstimatePdf(work, estimateId));
      return pdf === undefined ? reply : sendPdf(reply, `estimate-${estimateId}`, pdf.value);
    },
  );
  api.get(
    "/front-desk/visits/:visitId/estimate",
    { ...access, schema: { params: params("visitId"), response: { 200: estimateCheckSchema, ...problems } } },
    async ({ work, params: { visitId } }, reply) => {
      const check = valueOr(reply, await checkVisitEstimate(work, id<"encounter">(visitId)));
      return check === undefined ? reply : check.value;
    },
  );
}

/** The simulated payers of a demonstration answer questions while one waits, as real payers do (CORE 155: 20 seconds). Real ones answer by file. */
async function hearAtOnce({ payersListen }: Edge, work: Context): Promise<void> {
  if (payersListen === undefined || !(await readSession(work)).practice.demonstration) return;
  await payersListen(work);
  await takeIn(work);
}

type Plain<Value> = Value extends string | number | boolean | undefined
  ? Value
  : Value extends readonly (infer One)[]
    ? Plain<One>[]
    : { -readonly [Key in keyof Value]: Plain<Value[Key]> };

/** The contract's lists are those of JSON. */
function plainOf<Value>(value: Value): Plain<Value> {
  return value as Plain<Value>;
}
