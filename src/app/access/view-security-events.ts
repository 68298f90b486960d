/** What happened at the door of this practice. */
import { securityEventsOf } from "../../store/access/security-events.ts";
import { outsidePractices } from "../../store/transaction.ts";
import type { Context } from "../context.ts";

const pageLength = 100;

export async function viewSecurityEvents({ app, practiceId }: Context, { before }: { readonly before?: number }) {
  const found = await outsidePractices(app.pool, (queries) =>
    securityEventsOf(queries, practiceId, { ...(before === undefined ? {} : { before }), limit: pageLength + 1 }),
  );
  return { events: found.slice(0, pageLength), more: found.length > pageLength };
}
