/** A typed fetch. Answers are checked against the contract, so that a screen never shows what it did not expect. */
import type { z } from "zod";
import { type Problem, problemSchema } from "../../http/contract/values.ts";

export class RequestProblem extends Error {
  override readonly name = "RequestProblem";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

export async function ask<Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.infer<Schema>> {
  return read(schema, await fetch(`/api/v1${path}`, { headers: { accept: "application/json" } }));
}

export async function tell<Schema extends z.ZodType>(
  schema: Schema,
  { method, path, body }: { readonly method: "POST" | "PUT"; readonly path: string; readonly body?: unknown },
): Promise<z.infer<Schema>> {
  const response = await fetch(`/api/v1${path}`, {
    method,
    headers: { accept: "application/json", "content-type": "application/json", "x-claimwright": "1" },
    body: JSON.stringify(body ?? {}),
  });
  return read(schema, response);
}

/** Sends a file's bytes as they are. */
export async function send<Schema extends z.ZodType>(
  schema: Schema,
  { path, file }: { readonly path: string; readonly file: File },
): Promise<z.infer<Schema>> {
  const response = await fetch(`/api/v1${path}`, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/octet-stream",
      "x-claimwright": "1",
      "x-file-name": encodeURIComponent(file.name),
    },
    body: file,
  });
  return read(schema, response);
}

async function read<Schema extends z.ZodType>(schema: Schema, response: Response): Promise<z.infer<Schema>> {
  const json: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const problem = problemSchema.safeParse(json);
    throw new RequestProblem(
      problem.success
        ? problem.data
        : {
            problem: "unexpected",
            message: `The server answered ${response.status}.`,
            fix: "Try again; if it stays, look at the server's log.",
          },
    );
  }
  return schema.parse(json);
}
