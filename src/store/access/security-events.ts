/** What happened at the door: append only, no patient data, never a password or a token. */
import type { PracticeId } from "../../core/kernel/id.ts";
import { sql } from "../sql.ts";
import type { Queries } from "../transaction.ts";
import type { AccountId } from "./accounts.ts";

export const securityEventKinds = [
  "signed-in",
  "sign-in-failed",
  "locked",
  "signed-out",
  "second-factor-set",
  "second-factor-removed",
  "password-changed",
  "account-added",
  "account-disabled",
  "role-changed",
  "member-removed",
  "key-made",
  "key-revoked",
] as const;

export type SecurityEventKind = (typeof securityEventKinds)[number];

export interface SecurityEvent {
  readonly kind: SecurityEventKind;
  readonly accountId?: AccountId;
  readonly practiceId?: PracticeId;
  readonly address: string;
  readonly words: string;
}

export async function recordSecurityEvent(queries: Queries, event: SecurityEvent): Promise<void> {
  await queries.run(sql`
    insert into access.security_event (kind, account_id, practice_id, address, words)
    values (${event.kind}, ${event.accountId ?? null}, ${event.practiceId ?? null}, ${event.address}, ${event.words})`);
}
