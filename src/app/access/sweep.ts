/** Takes away sessions that have ended by time. They open nothing before either: this keeps the table small. */
import { sweepSessions } from "../../store/access/sessions.ts";
import { outsidePractices } from "../../store/transaction.ts";
import type { App } from "../context.ts";
import { usualIdleMinutes } from "./identify.ts";

/** Longer than any server lets a session be idle, since several may share one database. */
const longestIdleMinutes = Math.max(60, usualIdleMinutes);

export function sweepEndedSessions({ pool }: App): Promise<number> {
  return outsidePractices(pool, (queries) => sweepSessions(queries, longestIdleMinutes));
}
