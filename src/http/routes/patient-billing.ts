/** Billing patients: what forbids it, statements by cycle, the telephone, calls, payments and plans, and links for patients. */
import { z } from "zod";
import { makePatientStatement } from "../../app/make-statement.ts";
import { logContact, viewContacts, viewFollowUps } from "../../app/patients/contacts.ts";
import { liftPatientHold, setHold, viewGates } from "../../app/patients/holds.ts";
import { makePatientLink, revokePatientLink, viewPatientLinks } from "../../app/patients/patient-links.ts";
import { readReceipt, viewPaying } from "../../app/patients/payments.ts";
import { endPatientPlan, makePlan } from "../../app/patients/plans.ts";
import { previewRun, setCycle, startRun, viewCycle, viewRun, viewRuns } from "../../app/patients/run-statements.ts";
import { viewPatientStatements } from "../../app/patients/statement-history.ts";
import { takeAccountPayment } from "../../app/patients/take-account-payment.ts";
import { viewTelephone } from "../../app/patients/telephone.ts";
import type { Outcome } from "../../app/refusal.ts";
import { cents } from "../../core/kernel/cents.ts";
import { id, type PatientId } from "../../core/kernel/id.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import {
  accountPaymentSchema,
  contactsSchema,
  cycleSchema,
  cycleViewSchema,
  doneSchema,
  followUpsSchema,
  gatesSchema,
  type LogContact,
  logContactSchema,
  madeLinkSchema,
  madePlanSchema,
  madeStatementSchema,
  makePlanSchema,
  makeStatementSchema,
  paidSchema,
  patientLinksSchema,
  patientStatementsSchema,
  payingSchema,
  previewSchema,
  reasonBodySchema,
  runsSchema,
  runViewSchema,
  setHoldSchema,
  startedRunSchema,
  telephoneSchema,
} from "../contract/patient-billing.ts";
import { problemSchema } from "../contract/values.ts";
import { sendPdf } from "../downloads.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

const problems = { 404: problemSchema, 409: problemSchema };
const params = z.object({ patientId: z.coerce.number().int().positive() });
const ofRow = <Name extends string>(name: Name) =>
  z.object({ [name]: z.coerce.number().int().positive() } as { [Key in Name]: z.ZodCoercedNumber });
const nothing = { 200: doneSchema, ...problems };
const patientOf = ({ patientId }: { readonly patientId: number }): PatientId => id<"patient">(patientId);

function told(outcome: Outcome<undefined>): Outcome<{ readonly done: true }> {
  return outcome.ok ? { ok: true, value: { done: true } } : outcome;
}

export function patientBillingRoutes(api: Routes): void {
  holdRoutes(api);
  cycleRoutes(api);
  telephoneRoutes(api);
  payingRoutes(api);
  linkRoutes(api);
}

function holdRoutes(api: Routes): void {
  api.get(
    "/patients/:patientId/gates",
    { config: { access: "money:read" }, schema: { params, response: { 200: gatesSchema, ...problems } } },
    async ({ work, params: of }, reply) => valueOr(reply, await viewGates(work, patientOf(of)))?.value ?? reply,
  );
  const access = { config: { access: "holds:write" } } as const;
  api.post(
    "/patients/:patientId/holds",
    { ...access, schema: { params, body: setHoldSchema, response: nothing } },
    async ({ work, params: of, body: { visitId, ...hold } }, reply) => {
      const set = { ...hold, ...(visitId === undefined ? {} : { encounterId: id<"encounter">(visitId) }) };
      return valueOr(reply, told(await setHold(work, patientOf(of), set)))?.value ?? reply;
    },
  );
  api.post(
    "/holds/:holdId/lift",
    { ...access, schema: { params: ofRow("holdId"), body: reasonBodySchema, response: nothing } },
    async ({ work, params: { holdId }, body }, reply) =>
      valueOr(reply, told(await liftPatientHold(work, holdId, body.reason)))?.value ?? reply,
  );
}

function cycleRoutes(api: Routes): void {
  const reading = { config: { access: "statements:read" } } as const;
  api.get("/statements/cycle", { ...reading, schema: { response: { 200: cycleViewSchema } } }, ({ work }) => viewCycle(work));
  api.put(
    "/statements/cycle",
    { config: { access: "practice:manage" }, schema: { body: cycleSchema, response: nothing } },
    async ({ work, body }, reply) =>
      valueOr(reply, told(await setCycle(work, { ...body, smallest: cents(body.smallest) })))?.value ?? reply,
  );
  const page = z.object({ after: z.coerce.number().int().min(0).default(0) });
  api.get(
    "/statements/preview",
    { config: { access: "statements:run" }, schema: { querystring: page, response: { 200: previewSchema } } },
    ({ work, query }) => previewRun(work, query.after),
  );
  api.post(
    "/statements/runs",
    { config: { access: "statements:run", costly: true }, schema: { response: { 200: startedRunSchema, ...problems } } },
    async ({ work }, reply) => valueOr(reply, await startRun(work))?.value ?? reply,
  );
  api.get("/statements/runs", { ...reading, schema: { response: { 200: runsSchema } } }, ({ work }) => viewRuns(work));
  api.get(
    "/statements/runs/:runId",
    { ...reading, schema: { params: ofRow("runId"), response: { 200: runViewSchema, ...problems } } },
    async ({ work, params: { runId } }, reply) => valueOr(reply, await viewRun(work, runId))?.value ?? reply,
  );
  api.get(
    "/patients/:patientId/statements",
    { ...reading, schema: { params, response: { 200: patientStatementsSchema, ...problems } } },
    async ({ work, params: of }, reply) => valueOr(reply, await viewPatientStatements(work, patientOf(of)))?.value ?? reply,
  );
  api.post(
    "/patients/:patientId/statements",
    {
      config: { access: "statements:write" },
      schema: { params, body: makeStatementSchema, response: { 200: madeStatementSchema, ...problems } },
    },
    async ({ work, params: of, body }, reply) =>
      valueOr(reply, await makePatientStatement(work, patientOf(of), { knowsExcess: body?.knowsExcess === true }))?.value ?? reply,
  );
}

function telephoneRoutes(api: Routes): void {
  const reading = { config: { access: "money:read" } } as const;
  api.get(
    "/patients/:patientId/telephone",
    { ...reading, schema: { params, response: { 200: telephoneSchema, ...problems } } },
    async ({ work, params: of }, reply) => valueOr(reply, await viewTelephone(work, patientOf(of)))?.value ?? reply,
  );
  api.get(
    "/patients/:patientId/contacts",
    { ...reading, schema: { params, response: { 200: contactsSchema, ...problems } } },
    async ({ work, params: of }, reply) => valueOr(reply, await viewContacts(work, patientOf(of)))?.value ?? reply,
  );
  api.post(
    "/patients/:patientId/contacts",
    { config: { access: "contacts:write" }, schema: { params, body: logContactSchema, response: nothing } },
    async ({ work, params: of, body }, reply) => {
      const logged = await logContact(work, patientOf(of), contactOf(body));
      return valueOr(reply, logged.ok ? told({ ok: true, value: undefined }) : logged) === undefined ? reply : { done: true as const };
    },
  );
  api.get("/follow-ups", { ...reading, schema: { response: { 200: followUpsSchema } } }, ({ work }) => viewFollowUps(work));
}

function contactOf({ visitId, claimId, closesId, nextOn, promised, promisedAmount, reference, ...rest }: LogContact) {
  return {
    ...rest,
    ...(visitId === undefined ? {} : { encounterId: id<"encounter">(visitId) }),
    ...(claimId === undefined ? {} : { claimId: id<"claim">(claimId) }),
    ...(closesId === undefined ? {} : { closesId }),
    ...(nextOn === undefined ? {} : { nextOn: isoDate(nextOn) }),
    ...(promised === undefined ? {} : { promised }),
    ...(promisedAmount === undefined ? {} : { promisedAmount: cents(promisedAmount) }),
    ...(reference === undefined ? {} : { reference }),
  };
}

function payingRoutes(api: Routes): void {
  api.get(
    "/patients/:patientId/paying",
    { config: { access: "money:read" }, schema: { params, response: { 200: payingSchema, ...problems } } },
    async ({ work, params: of }, reply) => valueOr(reply, await viewPaying(work, patientOf(of)))?.value ?? reply,
  );
  api.post(
    "/patients/:patientId/payments",
    { config: { access: "payments:take" }, schema: { params, body: accountPaymentSchema, response: { 200: paidSchema, ...problems } } },
    async ({ work, params: of, body: { receivedOn, named, ...given } }, reply) => {
      const payment = {
        ...given,
        named: named.map((one) => ({ chargeId: id<"charge">(one.chargeId), amount: one.amount })),
        ...(receivedOn === undefined ? {} : { receivedOn: isoDate(receivedOn) }),
      };
      return valueOr(reply, await takeAccountPayment(work, patientOf(of), payment))?.value ?? reply;
    },
  );
  api.get(
    "/payments/:paymentId.pdf",
    { config: { access: "money:read" }, schema: { params: ofRow("paymentId"), response: problems } },
    async ({ work, params: { paymentId } }, reply) => {
      const pdf = valueOr(reply, await readReceipt(work, paymentId));
      return pdf === undefined ? reply : sendPdf(reply, `receipt-${paymentId}`, pdf.value);
    },
  );
  const planning = { config: { access: "plans:write" } } as const;
  api.post(
    "/patients/:patientId/plans",
    { ...planning, schema: { params, body: makePlanSchema, response: { 200: madePlanSchema, ...problems } } },
    async ({ work, params: of, body }, reply) =>
      valueOr(reply, await makePlan(work, patientOf(of), { ...body, firstDue: isoDate(body.firstDue) }))?.value ?? reply,
  );
  api.post(
    "/plans/:planId/end",
    { ...planning, schema: { params: ofRow("planId"), body: reasonBodySchema, response: nothing } },
    async ({ work, params: { planId }, body }, reply) =>
      valueOr(reply, told(await endPatientPlan(work, planId, body.reason)))?.value ?? reply,
  );
}

function linkRoutes(api: Routes): void {
  api.get(
    "/patients/:patientId/links",
    { config: { access: "money:read" }, schema: { params, response: { 200: patientLinksSchema, ...problems } } },
    async ({ work, params: of }, reply) => valueOr(reply, await viewPatientLinks(work, patientOf(of)))?.value ?? reply,
  );
  const making = { config: { access: "patient-links:write" } } as const;
  api.post(
    "/patients/:patientId/links",
    { ...making, schema: { params, response: { 200: madeLinkSchema, ...problems } } },
    async ({ work, params: of }, reply) => valueOr(reply, await makePatientLink(work, patientOf(of)))?.value ?? reply,
  );
  api.post(
    "/patient-links/:linkId/revoke",
    { ...making, schema: { params: ofRow("linkId"), response: nothing } },
    async ({ work, params: { linkId } }, reply) => valueOr(reply, told(await revokePatientLink(work, linkId)))?.value ?? reply,
  );
}
