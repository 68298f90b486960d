/** A typed fetch. Answers are checked against the contract, so that a screen never shows what it did not expect. */
import type { z } from "zod";
import { type Problem, problemSchema } from "../../http/contract/values.ts";
import { idleSeconds } from "../door/activity.ts";
import { saidPurpose } from "../frame/purpose.ts";

/** Said on the window when the server knows of no session: whoever shows something of a practice stops. */
export const signedOutEvent = "claimwright:signed-out";

export class RequestProblem extends Error {
  override readonly name = "RequestProblem";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

export async function ask<Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.infer<Schema>> {
  return read(schema, await fetch(`/api/v1${path}`, { headers: { ...always(), accept: "application/json" } }));
}

export async function tell<Schema extends z.ZodType>(
  schema: Schema,
  { method, path, body }: { readonly method: "POST" | "PUT"; readonly path: string; readonly body?: unknown },
): Promise<z.infer<Schema>> {
  const response = await fetch(`/api/v1${path}`, {
    method,
    headers: { ...always(), accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(body ?? {}),
  });
  return read(schema, response);
}

/** Sent while the page goes away: nobody waits for the answer. What is too much for that is lost (64 KB in all browsers). */
export function tellLeaving({ path, body }: { readonly path: string; readonly body: unknown }): void {
  const headers = { ...always(), "content-type": "application/json" };
  void fetch(`/api/v1${path}`, { method: "PUT", headers, body: JSON.stringify(body), keepalive: true }).catch(() => undefined);
}

/** Asks for a file and hands it to the browser to be saved. */
export async function save({ path, body, name }: { readonly path: string; readonly body: unknown; readonly name: string }): Promise<void> {
  const response = await fetch(`/api/v1${path}`, {
    method: "POST",
    headers: { ...always(), "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await problemOf(response);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Sends a file's bytes as they are. */
export async function send<Schema extends z.ZodType>(
  schema: Schema,
  { path, file }: { readonly path: string; readonly file: File },
): Promise<z.infer<Schema>> {
  const response = await fetch(`/api/v1${path}`, {
    method: "POST",
    headers: {
      ...always(),
      accept: "application/json",
      "content-type": "application/octet-stream",
      "x-file-name": encodeURIComponent(file.name),
    },
    body: file,
  });
  return read(schema, response);
}

async function read<Schema extends z.ZodType>(schema: Schema, response: Response): Promise<z.infer<Schema>> {
  if (!response.ok) throw await problemOf(response);
  return schema.parse(await response.json().catch(() => undefined));
}

/** Our own page asks, the person did something so many seconds ago, and looks for this purpose when it is not the usual one. */
function always(): Readonly<Record<string, string>> {
  const purpose = saidPurpose();
  return { "x-claimwright": "1", "x-idle-seconds": String(idleSeconds()), ...(purpose === undefined ? {} : { "x-purpose": purpose }) };
}

async function problemOf(response: Response): Promise<RequestProblem> {
  if (response.status === 401) window.dispatchEvent(new Event(signedOutEvent));
  const problem = problemSchema.safeParse(await response.json().catch(() => undefined));
  return new RequestProblem(
    problem.success
      ? problem.data
      : {
          problem: "unexpected",
          message: `The server answered ${response.status}.`,
          fix: "Try again; if it stays, look at the server's log.",
        },
  );
}
