/**
 * What every answer tells the browser not to do. An answer of the API may load nothing, be framed by nobody and stay in no
 * cache; the page and the statement, which need more, say so where they are sent (`web-page.ts`, `downloads.ts`).
 */
import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

/** The page itself: our own scripts, styles by file or with this page's nonce, the statement in a frame, nothing from elsewhere. */
export function pagePolicy(nonce: string): string {
  return policy({
    "default-src": "'none'",
    "script-src": "'self'",
    // React sets style attributes through the object model, which no policy forbids; Mantine's style elements carry the nonce.
    "style-src": `'self' 'nonce-${nonce}'`,
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "object-src": "'none'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
  });
}

/** A document of ours that our page shows in a frame. Browsers draw it with an element and styles of their own. */
export const documentPolicy = policy({
  "default-src": "'self'",
  "script-src": "'none'",
  "style-src": "'unsafe-inline'",
  "frame-ancestors": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
});

const answerPolicy = policy({
  "default-src": "'none'",
  "object-src": "'none'",
  "frame-ancestors": "'none'",
  "base-uri": "'none'",
  "form-action": "'none'",
});

/** Nothing of the machine is for the page. */
const permissionsPolicy = ["camera", "geolocation", "microphone", "payment", "usb", "serial", "bluetooth", "hid", "display-capture"]
  .map((feature) => `${feature}=()`)
  .join(", ");

const year = 365 * 24 * 60 * 60;

export async function setSecurityHeaders(server: FastifyInstance): Promise<void> {
  // The policy and the rule for https depend on the answer, so they are set below.
  await server.register(helmet, { contentSecurityPolicy: false, hsts: false, frameguard: { action: "deny" } });
  server.addHook("onRequest", async (request, reply) => {
    void reply.header("content-security-policy", answerPolicy);
    void reply.header("permissions-policy", permissionsPolicy);
    // Files of the web application choose for themselves; everything else may hold what belongs to a patient.
    void reply.header("cache-control", "no-store");
    if (request.protocol === "https") void reply.header("strict-transport-security", transportPolicy(request.hostname));
  });
}

/** What lies below a host such as billing.example.org is ours; below example.org are hosts of which we know nothing. */
function transportPolicy(hostname: string): string {
  const isOwnName = hostname.split(".").length > 2 && !/^[\d.]+$/.test(hostname);
  return `max-age=${year}${isOwnName ? "; includeSubDomains" : ""}`;
}

function policy(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}
