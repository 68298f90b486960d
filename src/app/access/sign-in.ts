/** Signing in: password, second factor, a password of one's own, the practice. Each step answers with the token of a new session. */
import { restMinutes } from "../../core/access/lockout.ts";
import type { PracticeId } from "../../core/kernel/id.ts";
import {
  type Account,
  type AccountId,
  accountById,
  accountByLogin,
  lockAccount,
  noteFailure,
  noteLastPractice,
  replaceHash,
  setPassword,
} from "../../store/access/accounts.ts";
import { recordSecurityEvent } from "../../store/access/security-events.ts";
import { endSession, endSessionsOf, rotateSession } from "../../store/access/sessions.ts";
import { outsidePractices, type Queries } from "../../store/transaction.ts";
import type { App } from "../context.ts";
import { no, type Outcome } from "../refusal.ts";
import type { SignedIn } from "./identify.ts";
import { type Knock, openSession } from "./open-session.ts";
import { refusePassword } from "./password-check.ts";
import { hashPassword, isPassword, isWeakHash } from "./passwords.ts";
import { isSecondFactor } from "./second-factor.ts";
import { hashToken, newToken } from "./tokens.ts";

/** Milliseconds. No refusal is faster, so that its time says nothing of what it was. */
const slowestRefusal = 250;

/** One answer for every way to be wrong: who guesses learns neither who has an account nor which of them rests. */
const wrong = no(
  "wrong-sign-in",
  "The login or the password is not right, or there were too many tries.",
  "Try again; after five wrong tries wait some minutes. Whoever manages people here can make you a new password link.",
);

export async function signIn(
  app: App,
  { login, password, knock }: { readonly login: string; readonly password: string; readonly knock: Knock },
): Promise<Outcome<{ readonly token: string }>> {
  const started = performance.now();
  const account = await outsidePractices(app.pool, (queries) => accountByLogin(queries, login));
  const right = await isPassword(account?.passwordHash, password);
  const token = await outsidePractices(app.pool, (queries) => decide(queries, { account, right, knock }));
  if (token === undefined) {
    await until(started + slowestRefusal);
    return wrong;
  }
  if (account?.passwordHash !== undefined && isWeakHash(account.passwordHash))
    await strengthen(app, account.id, account.passwordHash, password);
  return { ok: true, value: { token } };
}

/** Under the account's lock: tries that come at once are counted one after the other. */
async function decide(
  queries: Queries,
  { account, right, knock }: { readonly account: Account | undefined; readonly right: boolean; readonly knock: Knock },
): Promise<string | undefined> {
  if (account === undefined) {
    await recordSecurityEvent(queries, { kind: "sign-in-failed", address: knock.address, words: "a login that nobody has" });
    return undefined;
  }
  const now = await lockAccount(queries, account.id);
  const reason =
    now === undefined || now.disabled ? "the account is disabled" : now.resting ? "the account rests after too many tries" : undefined;
  if (now === undefined || reason !== undefined) {
    await recordSecurityEvent(queries, { kind: "sign-in-failed", accountId: account.id, address: knock.address, words: reason ?? "" });
    return undefined;
  }
  if (!right || now.passwordHash !== account.passwordHash) {
    await countFailure(queries, now, { address: knock.address, words: "wrong password" });
    return undefined;
  }
  return openSession(queries, now, { knock, method: "password" });
}

async function countFailure(
  queries: Queries,
  account: Account,
  { address, words }: { readonly address: string; readonly words: string },
): Promise<void> {
  const rest = restMinutes(account.failures + 1);
  await noteFailure(queries, account.id, rest);
  await recordSecurityEvent(queries, { kind: "sign-in-failed", accountId: account.id, address, words });
  if (rest > 0)
    await recordSecurityEvent(queries, {
      kind: "locked",
      accountId: account.id,
      address,
      words: `rests for ${rest} min after ${account.failures + 1} failures in a row`,
    });
}

async function strengthen(app: App, accountId: AccountId, from: string, password: string): Promise<void> {
  const to = await hashPassword(password);
  await outsidePractices(app.pool, (queries) => replaceHash(queries, accountId, { from, to }));
}

/** The code of the app, or a recovery code. Wrong ones count as wrong passwords do. */
export async function giveSecondFactor(
  app: App,
  person: SignedIn,
  { code, knock }: { readonly code: string; readonly knock: Knock },
): Promise<Outcome<{ readonly token: string }>> {
  if (!person.awaitsSecondFactor) return no("nothing-to-give", "The second factor was given already.");
  return outsidePractices(app.pool, async (queries) => {
    const account = await lockAccount(queries, person.accountId);
    if (account === undefined || account.disabled || account.resting) return wrongCode;
    if (!(await isSecondFactor(app, queries, account, { code, address: knock.address }))) {
      await countFailure(queries, account, { address: knock.address, words: "wrong code of the second factor" });
      return wrongCode;
    }
    await endSession(queries, person.tokenHash);
    const token = await openSession(queries, account, { knock, method: person.method, pastSecondFactor: true });
    return { ok: true, value: { token } };
  });
}

const wrongCode = no(
  "wrong-code",
  "This code is not right, was used already, or there were too many tries.",
  "Wait for the next code of your app, or use one of your recovery codes. After five wrong tries wait some minutes.",
);

/** Minutes after a sign-in during which the person need not show again that it is they, where there is nothing to type. */
const provedForMinutes = 10;

export function hasJustProved({ provedSecondsAgo }: Pick<SignedIn, "provedSecondsAgo">): boolean {
  return provedSecondsAgo !== undefined && provedSecondsAgo <= provedForMinutes * 60;
}

/**
 * The person once more, before something that a borrowed session should not do: by their password, or where they have none, by
 * a code; whoever signs in by the provider alone has nothing to type, and must have been asked by it just now. Wrong answers
 * count as at the door.
 */
export async function confirmPerson(
  app: App,
  person: SignedIn,
  { proof, address }: { readonly proof: string; readonly address: string },
): Promise<Outcome<undefined>> {
  const started = performance.now();
  const account = await outsidePractices(app.pool, (queries) => accountById(queries, person.accountId));
  const byPassword = account?.passwordHash !== undefined;
  if (!byPassword && account?.totpConfirmed !== true)
    return hasJustProved(person)
      ? { ok: true, value: undefined }
      : no(
          "sign-in-again",
          "Your identity provider has not asked you for a while.",
          "Sign in by it once more, then do this within ten minutes.",
        );
  const right = byPassword && (await isPassword(account.passwordHash, proof));
  const confirmed = await outsidePractices(app.pool, async (queries) => {
    const now = await lockAccount(queries, person.accountId);
    if (now === undefined || now.disabled || now.resting) return false;
    const isTheirs = byPassword
      ? right && now.passwordHash === account.passwordHash
      : await isSecondFactor(app, queries, now, { code: proof, address });
    if (!isTheirs) await countFailure(queries, now, { address, words: "wrong password inside a session" });
    return isTheirs;
  });
  if (confirmed) return { ok: true, value: undefined };
  await until(started + slowestRefusal);
  return no("wrong-proof", "That is not right, or there were too many tries.", "After five wrong tries wait some minutes.");
}

/** Instead of one that somebody else gave. All other sessions end. */
export async function chooseOwnPassword(
  app: App,
  person: SignedIn,
  { password, knock }: { readonly password: string; readonly knock: Knock },
): Promise<Outcome<{ readonly token: string }>> {
  if (person.awaitsSecondFactor) return no("second-factor", "Give the code of your second factor first.");
  if (!person.mustChangePassword) return no("nothing-to-choose", "Your password is your own already.");
  return changePassword(app, person, { password, knock });
}

/** Sets it when it may be chosen and is another one than before. This browser goes on under a new token, all others end. */
export async function changePassword(
  app: App,
  person: Pick<SignedIn, "accountId" | "login" | "name" | "tokenHash">,
  { password, knock }: { readonly password: string; readonly knock: Knock },
): Promise<Outcome<{ readonly token: string }>> {
  const refused = await refusePassword(app, password, person);
  if (refused !== undefined) return refused;
  const account = await outsidePractices(app.pool, (queries) => accountById(queries, person.accountId));
  if (await isPassword(account?.passwordHash, password)) return no("same-password", "That is the password you had before. Choose another.");
  const passwordHash = await hashPassword(password);
  const token = newToken();
  await outsidePractices(app.pool, async (queries) => {
    await setPassword(queries, person.accountId, { passwordHash, mustChange: false });
    await rotateSession(queries, { from: person.tokenHash, to: hashToken(token) });
    const ended = await endSessionsOf(queries, person.accountId, hashToken(token));
    await recordSecurityEvent(queries, {
      kind: "password-changed",
      accountId: person.accountId,
      address: knock.address,
      words: ended === 0 ? "by the person" : `by the person; ${ended} other session(s) ended`,
    });
  });
  return { ok: true, value: { token } };
}

/** Goes on in another practice of the person, under a new token: what it may do has changed. */
export async function choosePractice(
  app: App,
  person: SignedIn,
  { practiceId, knock }: { readonly practiceId: PracticeId; readonly knock: Knock },
): Promise<Outcome<{ readonly token: string }>> {
  if (!person.memberships.some((one) => one.practiceId === practiceId)) return no("not-found", "You do not work in such a practice.");
  const token = newToken();
  await outsidePractices(app.pool, async (queries) => {
    await rotateSession(queries, { from: person.tokenHash, to: hashToken(token), practiceId });
    await noteLastPractice(queries, person.accountId, practiceId);
    await recordSecurityEvent(queries, {
      kind: "practice-chosen",
      accountId: person.accountId,
      practiceId,
      address: knock.address,
      words: "works here from now on",
    });
  });
  return { ok: true, value: { token } };
}

export async function signOut(
  app: App,
  token: string,
  { address, idle }: { readonly address: string; readonly idle: boolean },
): Promise<void> {
  await outsidePractices(app.pool, async (queries) => {
    const accountId = await endSession(queries, hashToken(token));
    if (accountId === undefined) return;
    await recordSecurityEvent(queries, {
      kind: "signed-out",
      accountId,
      address,
      words: idle ? "by itself: nothing was done for a while" : "by the person",
    });
  });
}

async function until(instant: number): Promise<void> {
  const wait = instant - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}
