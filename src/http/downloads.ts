/** Files as answers: with a name that is safe on every system, never kept in a cache, never run as a page. */
import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { documentPolicy } from "./security-headers.ts";

/** Streams CSV. A failure on the way cuts the connection off, so that half a file is never taken for a whole one. */
export function sendCsv(reply: FastifyReply, name: string, lines: AsyncIterable<string>): FastifyReply {
  const rows = Readable.from(lines);
  // Also when the answer has not begun: what compresses it would wait for the rest for ever.
  rows.once("error", () => reply.raw.destroy());
  return asFile(reply, { name: `${name}.csv`, type: "text/csv; charset=utf-8", disposition: "attachment" }).send(rows);
}

export function sendPdf(reply: FastifyReply, name: string, bytes: Uint8Array): FastifyReply {
  return asFile(reply, { name: `${name}.pdf`, type: "application/pdf", disposition: "inline" })
    .header("content-security-policy", documentPolicy)
    .header("x-frame-options", "SAMEORIGIN")
    .send(Buffer.from(bytes));
}

function asFile(
  reply: FastifyReply,
  { name, type, disposition }: { readonly name: string; readonly type: string; readonly disposition: "attachment" | "inline" },
): FastifyReply {
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, "_").slice(-100);
  return reply.header("content-type", type).header("content-disposition", `${disposition}; filename="${plain}"`);
}
