/** Where every way of signing in ends: a session, whole or waiting for the second factor, and its token for the browser. */
import type { PracticeId } from "../../core/kernel/id.ts";
import { type Account, type AccountId, forgetFailures, noteLastPractice } from "../../store/access/accounts.ts";
import { membershipsOf } from "../../store/access/memberships.ts";
import { recordSecurityEvent } from "../../store/access/security-events.ts";
import { addSession, endSession, type SignInMethod } from "../../store/access/sessions.ts";
import type { Queries } from "../../store/transaction.ts";
import { hashToken, newToken } from "./tokens.ts";

/** Who knocks: recorded with what happens, so that a person knows their own sessions. */
export interface Knock {
  readonly address: string;
  readonly agent: string;
  /** The session that this browser had before. It ends: a token from before a sign-in is worth nothing after it. */
  readonly earlierToken?: string;
}

/** Whatever is done, after these a person signs in anew. */
const wholeMinutes = 12 * 60;
/** To find one's telephone. */
const halfMinutes = 10;

export async function openSession(
  queries: Queries,
  account: Pick<Account, "id" | "totpConfirmed" | "lastPracticeId">,
  {
    knock,
    method,
    pastSecondFactor = false,
    providedSecondsAgo,
  }: {
    readonly knock: Knock;
    readonly method: SignInMethod;
    readonly pastSecondFactor?: boolean;
    /** When the provider itself last asked who it is; it may have known the browser from hours ago. */
    readonly providedSecondsAgo?: number;
  },
): Promise<string> {
  const provedSecondsAgo = method === "provider" && !pastSecondFactor ? providedSecondsAgo : 0;
  const awaitsSecondFactor = account.totpConfirmed && !pastSecondFactor;
  const token = newToken();
  const practiceId = awaitsSecondFactor ? undefined : await practiceToOpen(queries, account);
  if (knock.earlierToken !== undefined) await endSession(queries, hashToken(knock.earlierToken));
  await addSession(queries, {
    tokenHash: hashToken(token),
    accountId: account.id,
    practiceId,
    awaitsSecondFactor,
    minutes: awaitsSecondFactor ? halfMinutes : wholeMinutes,
    address: knock.address,
    agent: knock.agent,
    method,
    ...(provedSecondsAgo === undefined ? {} : { provedSecondsAgo }),
  });
  if (awaitsSecondFactor) return token;
  await forgetFailures(queries, account.id);
  if (practiceId !== undefined) await noteLastPractice(queries, account.id, practiceId);
  await recordSecurityEvent(queries, {
    kind: "signed-in",
    accountId: account.id,
    ...(practiceId === undefined ? {} : { practiceId }),
    address: knock.address,
    words: wayWords[method] + (pastSecondFactor ? ", with the second factor" : ""),
  });
  return token;
}

const wayWords: Readonly<Record<SignInMethod, string>> = {
  password: "by password",
  link: "by a one-time link",
  provider: "by the identity provider",
};

/** The only one, or the one of last time; else the person chooses. */
async function practiceToOpen(
  queries: Queries,
  { id, lastPracticeId }: { readonly id: AccountId; readonly lastPracticeId: PracticeId | undefined },
): Promise<PracticeId | undefined> {
  const memberships = await membershipsOf(queries, id);
  const only = memberships.length === 1 ? memberships[0] : undefined;
  return (only ?? memberships.find((one) => one.practiceId === lastPracticeId))?.practiceId;
}
