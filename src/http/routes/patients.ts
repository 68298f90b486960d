/** Patients: the list and their accounts. */
import { z } from "zod";
import { listPatientAccounts } from "../../app/patients/list-patients.ts";
import { viewAccount } from "../../app/patients/view-account.ts";
import { id } from "../../core/kernel/id.ts";
import { accountPageSchema, patientListSchema, patientSearchSchema } from "../contract/patients.ts";
import { problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

const problems = { 404: problemSchema, 409: problemSchema };
const params = z.object({ patientId: z.coerce.number().int().positive() });

export function patientRoutes(api: Routes): void {
  // What is looked for is a patient's name, which belongs into no address.
  api.post(
    "/patients/search",
    { config: { access: "money:read" }, schema: { body: patientSearchSchema, response: { 200: patientListSchema } } },
    ({ work, body: { find, show, after } }) =>
      listPatientAccounts(work, {
        ...(find === undefined ? {} : { find }),
        ...(show === undefined ? {} : { show }),
        ...(after === undefined ? {} : { after: id<"patient">(after) }),
      }),
  );
  api.get(
    "/patients/:patientId/account",
    { config: { access: "money:read" }, schema: { params, response: { 200: accountPageSchema, ...problems } } },
    async ({ work, params: { patientId } }, reply) => valueOr(reply, await viewAccount(work, id<"patient">(patientId)))?.value ?? reply,
  );
}
