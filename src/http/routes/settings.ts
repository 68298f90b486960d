/** The practice's settings: looked at by who works there, changed by who manages it. */
import { z } from "zod";
import { usualIdleMinutes } from "../../app/access/identify.ts";
import { changePayer, changePlan } from "../../app/settings/change-payers.ts";
import { changeLocation, changePractice, changeProvider, type ToSave } from "../../app/settings/change-practice.ts";
import { setFee, viewFees } from "../../app/settings/fees.ts";
import { setRules, viewSettingChanges, viewSettings, viewSurroundings } from "../../app/settings/view.ts";
import { cents } from "../../core/kernel/cents.ts";
import { id } from "../../core/kernel/id.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import type { Location, Payer, Practice, Provider } from "../../core/parties/model.ts";
import {
  changeOf,
  feesSchema,
  feeToSetSchema,
  locationSettingSchema,
  payerSettingSchema,
  planSettingSchema,
  practiceSettingSchema,
  providerSettingSchema,
  rulesToSetSchema,
  savedSchema,
  settingChangesSchema,
  settingsSchema,
  surroundingsSchema,
} from "../contract/settings.ts";
import { problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Edge, Routes } from "../server.ts";

const manage = { config: { access: "practice:manage" } } as const;
const problems = { 404: problemSchema, 409: problemSchema };
const saved = { 200: savedSchema, ...problems };
const number = z.coerce.number().int().positive();

export function settingsRoutes(api: Routes, edge: Edge): void {
  api.get(
    "/settings",
    { config: { access: "practice:read" }, schema: { response: { 200: settingsSchema, ...problems } } },
    async ({ work }, reply) => valueOr(reply, await viewSettings(work))?.value ?? reply,
  );
  api.get("/settings/surroundings", { ...manage, schema: { response: { 200: surroundingsSchema } } }, ({ work }) =>
    viewSurroundings(work, { idleMinutes: edge.idleMinutes ?? usualIdleMinutes, secondFactor: edge.secondFactor ?? "nobody" }),
  );
  api.get(
    "/settings/history",
    {
      config: { access: "audit:read" },
      schema: { querystring: z.object({ before: number.optional() }), response: { 200: settingChangesSchema } },
    },
    ({ work, query }) => viewSettingChanges(work, query.before),
  );
  api.put(
    "/settings/practice",
    { ...manage, schema: { body: changeOf(practiceSettingSchema), response: saved } },
    async ({ work, body }, reply) => valueOr(reply, await changePractice(work, asGiven<Omit<Practice, "id">>(body)))?.value ?? reply,
  );
  peopleAndPlaces(api);
  payersAndPlans(api);
  pricesAndRules(api);
}

/** JSON leaves out what is absent, where the schema's type says that it may be undefined. */
function asGiven<Value>(body: { readonly seen: number; readonly value: unknown }): ToSave<Value> {
  return { seen: body.seen, value: body.value as Value };
}

function peopleAndPlaces(api: Routes): void {
  const provider = { body: changeOf(providerSettingSchema), response: saved };
  api.post(
    "/settings/providers",
    { ...manage, schema: provider },
    async ({ work, body }, reply) =>
      valueOr(reply, await changeProvider(work, undefined, asGiven<Omit<Provider, "id">>(body)))?.value ?? reply,
  );
  api.put(
    "/settings/providers/:providerId",
    { ...manage, schema: { ...provider, params: z.object({ providerId: number }) } },
    async ({ work, body, params }, reply) =>
      valueOr(reply, await changeProvider(work, params.providerId, asGiven<Omit<Provider, "id">>(body)))?.value ?? reply,
  );
  const location = { body: changeOf(locationSettingSchema), response: saved };
  api.post(
    "/settings/locations",
    { ...manage, schema: location },
    async ({ work, body }, reply) =>
      valueOr(reply, await changeLocation(work, undefined, asGiven<Omit<Location, "id">>(body)))?.value ?? reply,
  );
  api.put(
    "/settings/locations/:locationId",
    { ...manage, schema: { ...location, params: z.object({ locationId: number }) } },
    async ({ work, body, params }, reply) =>
      valueOr(reply, await changeLocation(work, params.locationId, asGiven<Omit<Location, "id">>(body)))?.value ?? reply,
  );
}

function payersAndPlans(api: Routes): void {
  const payer = { body: changeOf(payerSettingSchema), response: saved };
  api.post(
    "/settings/payers",
    { ...manage, schema: payer },
    async ({ work, body }, reply) => valueOr(reply, await changePayer(work, undefined, asGiven<Omit<Payer, "id">>(body)))?.value ?? reply,
  );
  api.put(
    "/settings/payers/:payerId",
    { ...manage, schema: { ...payer, params: z.object({ payerId: number }) } },
    async ({ work, body, params }, reply) =>
      valueOr(reply, await changePayer(work, params.payerId, asGiven<Omit<Payer, "id">>(body)))?.value ?? reply,
  );
  const plan = { body: changeOf(planSettingSchema), response: saved };
  const planOf = ({ seen, value }: z.infer<typeof plan.body>) => ({ seen, value: { ...value, payerId: id<"payer">(value.payerId) } });
  api.post(
    "/settings/plans",
    { ...manage, schema: plan },
    async ({ work, body }, reply) => valueOr(reply, await changePlan(work, undefined, planOf(body)))?.value ?? reply,
  );
  api.put(
    "/settings/plans/:insurancePlanId",
    { ...manage, schema: { ...plan, params: z.object({ insurancePlanId: number }) } },
    async ({ work, body, params }, reply) => valueOr(reply, await changePlan(work, params.insurancePlanId, planOf(body)))?.value ?? reply,
  );
}

function pricesAndRules(api: Routes): void {
  const search = z.object({ text: z.string().max(60).default(""), after: z.string().max(10).default("") });
  api.get(
    "/settings/fees",
    { config: { access: "money:read" }, schema: { querystring: search, response: { 200: feesSchema } } },
    ({ work, query }) => viewFees(work, query),
  );
  api.put("/settings/fees", { ...manage, schema: { body: feeToSetSchema, response: saved } }, async ({ work, body }, reply) => {
    const price = {
      procedure: body.procedure,
      from: isoDate(body.from),
      ...(body.amount === undefined ? {} : { amount: cents(body.amount) }),
    };
    return valueOr(reply, await setFee(work, price))?.value ?? reply;
  });
  api.put(
    "/settings/rules",
    { ...manage, schema: { body: rulesToSetSchema, response: { 200: z.object({}), ...problems } } },
    async ({ work, body }, reply) => {
      const done = valueOr(reply, await setRules(work, { ...body, smallBalance: cents(body.smallBalance) }));
      return done === undefined ? reply : {};
    },
  );
}
