/**
 * The character NUL and halves of a pair (a surrogate alone) are in no text of a person, and no column of the database takes them:
 * what holds one is refused at the edge.
 */
import type { FastifyInstance } from "fastify";

export function refuseBrokenText(server: FastifyInstance): void {
  server.addHook("preValidation", async (request, reply) => {
    if (!isBroken([request.params, request.query, request.body])) return;
    return reply.status(400).send({
      problem: "invalid",
      message: "A text holds a character that no text has (NUL, or half of a pair).",
      fix: "Take it out and try again.",
    });
  });
}

/** Without recursion: a body may be as deep as it is long. */
function isBroken(value: unknown): boolean {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one === "string") {
      if (one.includes("\0") || /\p{Surrogate}/u.test(one)) return true;
    } else if (typeof one === "object" && one !== null && !(one instanceof Uint8Array))
      waiting.push(...Object.keys(one), ...Object.values(one));
  }
  return false;
}
