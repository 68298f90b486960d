/**
 * How often one address may try something at the door, and how often one person, key or machine may ask for what costs much or
 * carries much away: an export, a file that is read, a run over all accounts. An account's own rest after wrong tries is beside
 * it (core/access/lockout.ts).
 */
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** For a route's config: enough for an office behind one address in the morning, too little for guessing. */
export const fewTries = { max: 20, timeWindow: 60_000 } as const;

/** Of each such address, for one person: far more than work asks for, too little to empty a practice by a program in an hour. */
export const usualCostlyPerMinute = 30;

declare module "fastify" {
  interface FastifyContextConfig {
    /** Costs much or carries much away. */
    readonly costly?: boolean;
  }
}

/** Routes that want it say so; networks of IPv6 count as one address. */
export async function limitTries(server: FastifyInstance, { costlyPerMinute }: { readonly costlyPerMinute: number }): Promise<void> {
  server.addHook("onRoute", (route) => {
    if (route.config?.costly !== true) return;
    const errorResponseBuilder = refusal("You ask for a lot in a short time.");
    route.config = {
      ...route.config,
      rateLimit: { max: costlyPerMinute, timeWindow: 60_000, keyGenerator: whoAsks, errorResponseBuilder },
    };
  });
  await server.register(rateLimit, {
    global: false,
    errorResponseBuilder: refusal("Too many tries from your address."),
  });
}

function refusal(words: string) {
  return (_request: FastifyRequest, { ttl }: { readonly ttl: number }) =>
    Object.assign(new Error(`${words} Wait ${Math.max(1, Math.ceil(ttl / 1000))} seconds.`), { statusCode: 429 });
}

/** Two people of one office are two, also behind one address; a person who opens another session is still one. */
function whoAsks({ person, work, ip }: FastifyRequest): string {
  if (person !== undefined) return `person ${person.accountId}`;
  return work.actor.keyMaker === undefined ? `address ${ip}` : `maker of a key ${work.actor.keyMaker}`;
}
