/** Long and repeated work: how far it is, what failed, and trying it again. */
import { z } from "zod";
import { cancelWaiting, tryAgain } from "../../app/jobs/change-jobs.ts";
import { glanceAtJobs, viewJobs } from "../../app/jobs/view-jobs.ts";
import { jobSchema, jobsGlanceSchema, jobsSchema } from "../contract/jobs.ts";
import { problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

export function jobRoutes(api: Routes): void {
  api.get("/jobs", { config: { access: "jobs:read" }, schema: { response: { 200: jobsSchema } } }, ({ work }) => viewJobs(work));
  api.get("/jobs/glance", { config: { access: "jobs:read" }, schema: { response: { 200: jobsGlanceSchema } } }, ({ work }) =>
    glanceAtJobs(work),
  );
  const params = z.object({ jobId: z.coerce.number().int().positive() });
  const response = { 200: jobSchema, 404: problemSchema, 409: problemSchema };
  api.post("/jobs/:jobId/cancel", { config: { access: "jobs:write" }, schema: { params, response } }, async ({ work, params }, reply) => {
    const job = valueOr(reply, await cancelWaiting(work, params.jobId));
    return job === undefined ? reply : job.value;
  });
  api.post("/jobs/:jobId/retry", { config: { access: "jobs:write" }, schema: { params, response } }, async ({ work, params }, reply) => {
    const job = valueOr(reply, await tryAgain(work, params.jobId));
    return job === undefined ? reply : job.value;
  });
}
