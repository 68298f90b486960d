/** Who works here, keys for programs, and what happened at the door. */
import { z } from "zod";
import { makeKey, revokeKey, viewKeys } from "../../app/access/keys.ts";
import { accountActs, actOnAccount, addPerson, changeRole, removePerson, tieToClinician, viewPeople } from "../../app/access/people.ts";
import { viewSecurityEvents } from "../../app/access/view-security-events.ts";
import { mayGrant, roles } from "../../core/access/roles.ts";
import { id } from "../../core/kernel/id.ts";
import {
  clinicianTieSchema,
  doneSchema,
  keyMadeSchema,
  keysSchema,
  linkMadeSchema,
  newKeySchema,
  newPersonSchema,
  peopleSchema,
  roleChangeSchema,
  securityEventsSchema,
} from "../contract/door.ts";
import { problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

const done = { done: true } as const;
const refusals = { 404: problemSchema, 409: problemSchema };
const personParams = z.object({ accountId: z.coerce.number().int().positive() });

export function peopleRoutes(api: Routes): void {
  const config = { access: "users:manage" } as const;
  api.get("/people", { config, schema: { response: { 200: peopleSchema } } }, async ({ work }) => {
    const { people, clinicians } = await viewPeople(work);
    return {
      people: people.map((person) => ({ ...person })),
      clinicians,
      grantable: roles.filter((role) => mayGrant(work.actor.permissions, role)),
    };
  });
  api.post(
    "/people",
    { config, schema: { body: newPersonSchema, response: { 200: linkMadeSchema, ...refusals } } },
    async ({ work, body, ip }, reply) => {
      const added = valueOr(reply, await addPerson(work, { ...body, address: ip }));
      if (added === undefined) return reply;
      return added.value.link === undefined ? {} : { link: added.value.link };
    },
  );
  api.put(
    "/people/:accountId/role",
    { config, schema: { params: personParams, body: roleChangeSchema, response: { 200: doneSchema, ...refusals } } },
    async ({ work, params, body, ip }, reply) => {
      const accountId = id<"account">(params.accountId);
      return valueOr(reply, await changeRole(work, { accountId, role: body.role, address: ip })) === undefined ? reply : done;
    },
  );
  api.put(
    "/people/:accountId/clinician",
    { config, schema: { params: personParams, body: clinicianTieSchema, response: { 200: doneSchema, ...refusals } } },
    async ({ work, params, body, ip }, reply) => {
      const accountId = id<"account">(params.accountId);
      const clinicianId = body.clinicianId === null ? undefined : id<"provider">(body.clinicianId);
      return valueOr(reply, await tieToClinician(work, { accountId, clinicianId, address: ip })) === undefined ? reply : done;
    },
  );
  api.post(
    "/people/:accountId/remove",
    { config, schema: { params: personParams, response: { 200: doneSchema, ...refusals } } },
    async ({ work, params, ip }, reply) => {
      const accountId = id<"account">(params.accountId);
      return valueOr(reply, await removePerson(work, { accountId, address: ip })) === undefined ? reply : done;
    },
  );
  for (const act of accountActs) {
    api.post(
      `/people/:accountId/${act}`,
      { config, schema: { params: personParams, response: { 200: linkMadeSchema, ...refusals } } },
      async ({ work, params, ip }, reply) => {
        const accountId = id<"account">(params.accountId);
        return valueOr(reply, await actOnAccount(work, { accountId, act, address: ip }))?.value ?? reply;
      },
    );
  }
  keyRoutes(api);
  const query = z.object({ before: z.coerce.number().int().positive().optional() });
  api.get(
    "/security-events",
    { config: { access: "audit:read" }, schema: { querystring: query, response: { 200: securityEventsSchema } } },
    ({ work, query: { before } }) => viewSecurityEvents(work, before === undefined ? {} : { before }),
  );
}

function keyRoutes(api: Routes): void {
  const config = { access: "keys:manage" } as const;
  api.get("/keys", { config, schema: { response: { 200: keysSchema } } }, async ({ work }) => {
    const { keys, grantable } = await viewKeys(work);
    return { keys: keys.map((key) => ({ ...key, permissions: [...key.permissions] })), grantable: [...grantable] };
  });
  api.post(
    "/keys",
    { config, schema: { body: newKeySchema, response: { 200: keyMadeSchema, ...refusals } } },
    async ({ work, body, ip }, reply) => valueOr(reply, await makeKey(work, { ...body, address: ip }))?.value ?? reply,
  );
  const params = z.object({ keyId: z.coerce.number().int().positive() });
  api.post(
    "/keys/:keyId/revoke",
    { config, schema: { params, response: { 200: doneSchema, ...refusals } } },
    async ({ work, params: { keyId }, ip }, reply) =>
      valueOr(reply, await revokeKey(work, { keyId: id<"api-key">(keyId), address: ip })) === undefined ? reply : done,
  );
}
