/** How often one address may try something at the door. An account's own rest after wrong tries is beside it (core/access/lockout.ts). */
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";

/** For a route's config: enough for an office behind one address in the morning, too little for guessing. */
export const fewTries = { max: 20, timeWindow: 60_000 } as const;

/** Routes that want it say so; networks of IPv6 count as one address. */
export async function limitTries(server: FastifyInstance): Promise<void> {
  await server.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, { ttl }) =>
      Object.assign(new Error(`Too many tries from your address. Wait ${Math.max(1, Math.ceil(ttl / 1000))} seconds.`), {
        statusCode: 429,
      }),
  });
}
