/** Files in and out, what could not be placed, and claims by others brought in. */
import { z } from "zod";
import { bringInFile } from "../../app/bring-in-file.ts";
import { exportFiles } from "../../app/export-lists.ts";
import { listFiles, listOpenExceptions, viewFile } from "../../app/view-files.ts";
import { exceptionsSchema, filesSchema, fileViewSchema, importedSchema } from "../contract/practice.ts";
import { problemSchema } from "../contract/values.ts";
import { sendCsv } from "../downloads.ts";
import { fileLimit } from "../limits.ts";
import { valueOr } from "../problems.ts";
import type { Routes } from "../server.ts";

export function fileRoutes(api: Routes): void {
  api.get("/files", { config: { access: "files:read" }, schema: { response: { 200: filesSchema } } }, ({ work }) => listFiles(work));
  api.get("/exceptions", { config: { access: "files:read" }, schema: { response: { 200: exceptionsSchema } } }, ({ work }) =>
    listOpenExceptions(work),
  );
  api.post(
    "/files/export",
    { config: { access: "files:read", costly: true }, schema: { response: { 409: problemSchema } } },
    async ({ work }, reply) => {
      const lines = valueOr(reply, await exportFiles(work));
      return lines === undefined ? reply : sendCsv(reply, "files", lines.value);
    },
  );
  const params = z.object({ direction: z.enum(["in", "out"]), fileId: z.coerce.number().int().positive() });
  api.get(
    "/files/:direction/:fileId",
    { config: { access: "files:read" }, schema: { params, response: { 200: fileViewSchema, 404: problemSchema } } },
    async (request, reply) => {
      const view = valueOr(reply, await viewFile(request.work, request.params));
      return view === undefined ? reply : view.value;
    },
  );
  api.post(
    "/imports/837",
    {
      config: { access: "files:import", costly: true },
      bodyLimit: fileLimit,
      schema: { response: { 200: importedSchema, 202: importedSchema, 400: problemSchema, 409: problemSchema } },
    },
    async (request, reply) => {
      const { body } = request;
      if (!(body instanceof Uint8Array) || body.length === 0) {
        return reply
          .status(400)
          .send({ problem: "no-file", message: "Send the bytes of the file with content type application/octet-stream." });
      }
      const file = { name: fileNameOf(request.headers["x-file-name"]), bytes: body };
      const brought = valueOr(reply, await bringInFile(request.work, file));
      return brought === undefined ? reply : reply.status(brought.value.jobId === undefined ? 200 : 202).send(brought.value);
    },
  );
}

/** The name the sender gave, reduced to what may be a file name. */
function fileNameOf(header: string | readonly string[] | undefined): string {
  const given = typeof header === "string" ? header : "import.x12";
  let name: string;
  try {
    name = decodeURIComponent(given);
  } catch {
    name = given;
  }
  const plain = name
    .replace(/[^\w.-]+/g, "_")
    .replace(/^[^A-Za-z0-9]+/, "")
    .slice(0, 100);
  return plain === "" ? "import.x12" : plain;
}
