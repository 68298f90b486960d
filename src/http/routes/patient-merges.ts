/** Two records of one person: found, compared, brought together, parted. */
import { z } from "zod";
import { listDuplicates } from "../../app/patients/duplicates.ts";
import { compareForMerge, mergeRecords, unmergeRecords } from "../../app/patients/merge.ts";
import { id } from "../../core/kernel/id.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import {
  comparisonSchema,
  duplicatesSchema,
  mergedSchema,
  mergeSchema,
  unmergedSchema,
  unmergeSchema,
} from "../contract/patient-merges.ts";
import { problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

const access = { config: { access: "patients:merge" } } as const;
const problems = { 404: problemSchema, 409: problemSchema };
const params = z.object({ patientId: z.coerce.number().int().positive() });
const pairParams = params.extend({ otherId: z.coerce.number().int().positive() });

export function patientMergeRoutes(api: Routes): void {
  api.get("/patients/duplicates", { ...access, schema: { response: { 200: duplicatesSchema } } }, ({ work }) => listDuplicates(work));
  api.get(
    "/patients/:patientId/merge/:otherId",
    { ...access, schema: { params: pairParams, response: { 200: comparisonSchema, ...problems } } },
    async ({ work, params: { patientId, otherId } }, reply) =>
      valueOr(reply, await compareForMerge(work, id<"patient">(patientId), id<"patient">(otherId)))?.value ?? reply,
  );
  api.post(
    "/patients/:patientId/merge",
    { ...access, schema: { params, body: mergeSchema, response: { 200: mergedSchema, ...problems } } },
    async ({ work, params: { patientId }, body }, reply) => {
      const wanted = {
        ...body,
        otherId: id<"patient">(body.otherId),
        coverages: body.coverages.map(({ id: coverageId, rank, to }) => ({
          id: id<"coverage">(coverageId),
          rank,
          ...(to === undefined ? {} : { to: isoDate(to) }),
        })),
      };
      return valueOr(reply, await mergeRecords(work, id<"patient">(patientId), wanted))?.value ?? reply;
    },
  );
  api.post(
    "/patients/:patientId/unmerge",
    { ...access, schema: { params, body: unmergeSchema, response: { 200: unmergedSchema, ...problems } } },
    async ({ work, params: { patientId }, body }, reply) =>
      valueOr(reply, await unmergeRecords(work, id<"patient">(patientId), body))?.value ?? reply,
  );
}
