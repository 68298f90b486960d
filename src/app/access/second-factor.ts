/** The second factor of one's own account: enrolling, recovery codes, taking it away; and whether a given code is right. */
import { type Account, type AccountId, accountById, lockAccount } from "../../store/access/accounts.ts";
import {
  confirmSecret,
  proposeSecret,
  removeSecret,
  replaceRecoveryCodes,
  spendRecoveryCode,
  spendStep,
} from "../../store/access/second-factors.ts";
import { recordSecurityEvent } from "../../store/access/security-events.ts";
import { endSessionsOf } from "../../store/access/sessions.ts";
import { outsidePractices, type Queries } from "../../store/transaction.ts";
import type { App } from "../context.ts";
import { no, type Outcome } from "../refusal.ts";
import type { SignedIn } from "./identify.ts";
import { seal, unseal } from "./sealed.ts";
import { hashRecoveryCode, newRecoveryCode } from "./tokens.ts";
import { type NewSecret, newSecret, stepOf } from "./totp.ts";

const recoveryCodeCount = 10;

/** A code of the app or a recovery code; each counts once. Under the account's lock. */
export async function isSecondFactor(
  app: App,
  queries: Queries,
  account: Account,
  { code, address }: { readonly code: string; readonly address: string },
): Promise<boolean> {
  const plain = code.replace(/[\s-]/g, "");
  if (/^\d{6}$/.test(plain)) {
    const secret = secretOf(app, account);
    const step = secret === undefined ? undefined : stepOf(secret, plain);
    return step !== undefined && spendStep(queries, account.id, step);
  }
  if (!(await spendRecoveryCode(queries, account.id, hashRecoveryCode(code)))) return false;
  await recordSecurityEvent(queries, { kind: "recovery-code-used", accountId: account.id, address, words: "instead of the app's code" });
  return true;
}

/** Undefined when there is none, or it was sealed under another installation's key. */
function secretOf(app: App, account: Account): string | undefined {
  return account.totpSecret === undefined ? undefined : unseal(app, sealedFor(account.id), account.totpSecret);
}

function sealedFor(accountId: AccountId): string {
  return `second factor of account ${accountId}`;
}

/** A secret for the app. It counts from the first code that is given back. */
export async function proposeSecondFactor(app: App, person: SignedIn): Promise<Outcome<NewSecret>> {
  const proposed = newSecret(person.login);
  return outsidePractices(app.pool, async (queries) => {
    const account = await lockAccount(queries, person.accountId);
    if (account === undefined || account.totpConfirmed)
      return no("has-one", "You have a second factor already.", "Take it away first if you want to use another device.");
    await proposeSecret(queries, person.accountId, seal(app, sealedFor(person.accountId), proposed.secret));
    return { ok: true, value: proposed };
  });
}

/** From now on it is asked for. Answers with the recovery codes, which are shown this once. */
export async function confirmSecondFactor(
  app: App,
  person: SignedIn,
  { code, address }: { readonly code: string; readonly address: string },
): Promise<Outcome<{ readonly recoveryCodes: readonly string[] }>> {
  return outsidePractices(app.pool, async (queries) => {
    const account = await lockAccount(queries, person.accountId);
    if (account === undefined || account.totpConfirmed) return no("has-one", "You have a second factor already.");
    const secret = secretOf(app, account);
    if (secret === undefined) return no("no-secret", "There is no new second factor to confirm.", "Start again.");
    const step = stepOf(secret, code.replace(/\s/g, ""));
    if (step === undefined)
      return no("wrong-code", "This code is not the app's of now.", "Wait for the next one; check that the telephone's clock is right.");
    await confirmSecret(queries, account.id, step);
    await endSessionsOf(queries, account.id, person.tokenHash);
    await recordSecurityEvent(queries, {
      kind: "second-factor-set",
      accountId: account.id,
      address,
      words: "by the person; other sessions ended",
    });
    return { ok: true, value: { recoveryCodes: await makeRecoveryCodes(queries, account.id) } };
  });
}

async function makeRecoveryCodes(queries: Queries, accountId: AccountId): Promise<readonly string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, newRecoveryCode);
  await replaceRecoveryCodes(queries, accountId, codes.map(hashRecoveryCode));
  return codes;
}

/** New ones instead of all earlier ones. The caller has asked for the password again. */
export async function renewRecoveryCodes(
  app: App,
  person: SignedIn,
  address: string,
): Promise<Outcome<{ readonly recoveryCodes: readonly string[] }>> {
  return outsidePractices(app.pool, async (queries) => {
    const account = await accountById(queries, person.accountId);
    if (account?.totpConfirmed !== true) return no("has-none", "You have no second factor.");
    const recoveryCodes = await makeRecoveryCodes(queries, person.accountId);
    await recordSecurityEvent(queries, { kind: "recovery-codes-made", accountId: person.accountId, address, words: "by the person" });
    return { ok: true, value: { recoveryCodes } };
  });
}

/** The caller has asked for the password again. */
export async function removeSecondFactor(app: App, person: SignedIn, address: string): Promise<Outcome<undefined>> {
  return outsidePractices(app.pool, async (queries) => {
    if (!(await removeSecret(queries, person.accountId))) return no("has-none", "You have no second factor.");
    await recordSecurityEvent(queries, { kind: "second-factor-removed", accountId: person.accountId, address, words: "by the person" });
    return { ok: true, value: undefined };
  });
}
