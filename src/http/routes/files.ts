/** Files in and out, what could not be placed, and claims by others brought in. */
import { z } from "zod";
import { importClaims } from "../../app/import-claims.ts";
import { listFiles, listOpenExceptions, viewFile } from "../../app/view-files.ts";
import { exceptionsSchema, filesSchema, fileViewSchema, importedSchema } from "../contract/practice.ts";
import { problemSchema } from "../contract/values.ts";
import { valueOr } from "../problems.ts";
import type { Edge, Routes } from "../server.ts";

export function fileRoutes(api: Routes, { context }: Edge): void {
  api.get("/files", { schema: { response: { 200: filesSchema } } }, () => listFiles(context));
  api.get("/exceptions", { schema: { response: { 200: exceptionsSchema } } }, () => listOpenExceptions(context));
  const params = z.object({ direction: z.enum(["in", "out"]), fileId: z.coerce.number().int().positive() });
  api.get(
    "/files/:direction/:fileId",
    { schema: { params, response: { 200: fileViewSchema, 404: problemSchema } } },
    async (request, reply) => {
      const view = valueOr(reply, await viewFile(context, request.params));
      return view === undefined ? reply : view.value;
    },
  );
  api.post("/imports/837", { schema: { response: { 200: importedSchema, 400: problemSchema } } }, async (request, reply) => {
    const { body } = request;
    if (!(body instanceof Uint8Array) || body.length === 0) {
      return reply
        .status(400)
        .send({ problem: "no-file", message: "Send the bytes of the file with content type application/octet-stream." });
    }
    return importClaims(context, { name: fileNameOf(request.headers["x-file-name"]), bytes: body });
  });
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
