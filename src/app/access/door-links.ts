/** One-time links: to choose a password, for the first start to make a practice's owner, and to accept an invitation. */
import type { Role } from "../../core/access/roles.ts";
import type { PracticeId } from "../../core/kernel/id.ts";
import { type AccountId, accountById, addAccount, forgetFailures, lockAccount, setPassword } from "../../store/access/accounts.ts";
import { addDoorLink, endLinksOf, lockDoorLink, spendDoorLink } from "../../store/access/door-links.ts";
import { acceptEverything, addMembership, hasOwner } from "../../store/access/memberships.ts";
import { recordSecurityEvent } from "../../store/access/security-events.ts";
import { endSessionsOf } from "../../store/access/sessions.ts";
import { renamePractice } from "../../store/practices.ts";
import { inPractice, outsidePractices, type Queries } from "../../store/transaction.ts";
import type { App } from "../context.ts";
import { no, type Outcome } from "../refusal.ts";
import { inviterOf, isUnused, noSuchLink, offerOf, takeOffer } from "./invitations.ts";
import { type Knock, openSession } from "./open-session.ts";
import { refusePassword } from "./password-check.ts";
import { hashPassword } from "./passwords.ts";
import { hashToken, newToken } from "./tokens.ts";

/** Three days to read one's messages; the setup link is for whoever has just started the program. */
const passwordLinkHours = 72;
const setupLinkHours = 24;

/** The part behind the address of the server. The token stands behind "#", which browsers send to nobody. */
export async function makePasswordLink(
  queries: Queries,
  link: {
    readonly accountId: AccountId;
    /** Where whoever made it works; undefined for whoever runs the server. */
    readonly practiceId: PracticeId | undefined;
    readonly madeBy: AccountId | undefined;
    readonly address: string;
  },
): Promise<string> {
  const token = newToken();
  await addDoorLink(queries, {
    kind: "password",
    accountId: link.accountId,
    practiceId: link.practiceId ?? null,
    organisationId: null,
    tokenHash: hashToken(token),
    madeBy: link.madeBy,
    hours: passwordLinkHours,
  });
  await recordSecurityEvent(queries, {
    kind: "link-made",
    accountId: link.accountId,
    ...(link.practiceId === undefined ? {} : { practiceId: link.practiceId }),
    address: link.address,
    words: `to choose a password, good for ${passwordLinkHours} hours`,
  });
  return `/password#${token}`;
}

/** Whether anybody could let people in, in any practice. */
export function hasAnyOwner(app: App): Promise<boolean> {
  return outsidePractices(app.pool, (queries) => hasOwner(queries));
}

/** For a practice that nobody owns yet; undefined when somebody does. */
export async function makeSetupLink(app: App, practiceId: PracticeId): Promise<string | undefined> {
  return outsidePractices(app.pool, async (queries) => {
    if (await hasOwner(queries, practiceId)) return undefined;
    const token = newToken();
    await addDoorLink(queries, {
      kind: "setup",
      accountId: null,
      practiceId,
      organisationId: null,
      tokenHash: hashToken(token),
      madeBy: undefined,
      hours: setupLinkHours,
    });
    return `/setup#${token}`;
  });
}

export interface LinkView {
  readonly kind: "password" | "setup" | "invitation";
  readonly login?: string;
  readonly name?: string;
  /** Of an invitation: who invites, and as what. */
  readonly inviter?: string;
  readonly role?: Role;
  /** Whether the invited account is in use: then its person signs in to accept; else the link sets its password. */
  readonly used?: boolean;
  readonly hasPassword?: boolean;
}

/** Whose link it is, for who holds it. */
export async function viewLink(app: App, token: string): Promise<Outcome<LinkView>> {
  return outsidePractices(app.pool, async (queries) => {
    const link = await lockDoorLink(queries, hashToken(token));
    if (link === undefined) return noSuchLink;
    if (link.kind === "setup") return { ok: true, value: { kind: "setup" } };
    const account = await accountById(queries, link.accountId);
    if (account === undefined || account.disabled) return noSuchLink;
    const { login, name } = account;
    if (link.kind === "password") return { ok: true, value: { kind: "password", login, name } };
    const offer = await offerOf(queries, link);
    if (offer === undefined) return noSuchLink;
    return {
      ok: true,
      value: {
        kind: "invitation",
        login,
        name: offer.invitedAs ?? name,
        inviter: await inviterOf(app, link, offer),
        role: offer.role,
        used: !isUnused(account),
        hasPassword: account.passwordHash !== undefined,
      },
    };
  });
}

/**
 * Sets the password of the link's account and signs in; a second factor is asked for as ever. An invitation does it for an
 * account that nobody has used, and for no other: whoever holds it would get at what the account may do elsewhere.
 */
export async function choosePasswordByLink(
  app: App,
  { token, password, knock }: { readonly token: string; readonly password: string; readonly knock: Knock },
): Promise<Outcome<{ readonly token: string }>> {
  const known = await viewLink(app, token);
  if (!known.ok) return known;
  const { login = "", name = "" } = known.value;
  const refused = await refusePassword(app, password, { login, name });
  if (refused !== undefined) return refused;
  const passwordHash = await hashPassword(password);
  return outsidePractices(app.pool, async (queries) => {
    const tokenHash = hashToken(token);
    const link = await lockDoorLink(queries, tokenHash);
    const account = link === undefined || link.kind === "setup" ? undefined : await lockAccount(queries, link.accountId);
    if (link === undefined || account === undefined || account.disabled) return noSuchLink;
    if (link.kind === "invitation") {
      if (!isUnused(account)) return inUse;
      if (!(await takeOffer(queries, link, knock.address))) return noSuchLink;
    } else if (isUnused(account)) await acceptEverything(queries, account.id);
    await spendDoorLink(queries, tokenHash);
    await endLinksOf(queries, account.id);
    await setPassword(queries, account.id, { passwordHash, mustChange: false });
    await forgetFailures(queries, account.id);
    await endSessionsOf(queries, account.id);
    await recordSecurityEvent(queries, {
      kind: "password-changed",
      accountId: account.id,
      address: knock.address,
      words: "by a one-time link; all sessions ended",
    });
    return { ok: true, value: { token: await openSession(queries, account, { knock, method: "link" }) } };
  });
}

const inUse = no(
  "in-use",
  "This account is in use already: sign in with its password to accept.",
  "If the account is not yours, or you do not know its password, ask whoever runs the server for a password link.",
);

export interface FirstOwner {
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly practiceName: string;
}

/** The first owner of a practice, by the link that the server's console said. */
export async function setUpFirstOwner(
  app: App,
  { token, owner, knock }: { readonly token: string; readonly owner: FirstOwner; readonly knock: Knock },
): Promise<Outcome<{ readonly token: string }>> {
  const known = await viewLink(app, token);
  if (!known.ok) return known;
  const refused = await refusePassword(app, owner.password, owner);
  if (refused !== undefined) return refused;
  const passwordHash = await hashPassword(owner.password);
  const made = await outsidePractices(app.pool, async (queries): Promise<Outcome<{ token: string; practiceId: PracticeId }>> => {
    const tokenHash = hashToken(token);
    const link = await lockDoorLink(queries, tokenHash);
    if (link?.kind !== "setup" || (await hasOwner(queries, link.practiceId))) return noSuchLink;
    const accountId = await addAccount(queries, { login: owner.login, name: owner.name, passwordHash });
    if (accountId === undefined) return no("login-taken", "Somebody has this login already.", "Take another.");
    await spendDoorLink(queries, tokenHash);
    await addMembership(queries, { accountId, practiceId: link.practiceId, role: "owner" });
    await recordSecurityEvent(queries, {
      kind: "account-added",
      accountId,
      practiceId: link.practiceId,
      address: knock.address,
      words: "the first owner, by the setup link",
    });
    const opened = await openSession(
      queries,
      { id: accountId, totpConfirmed: false, lastPracticeId: undefined },
      { knock, method: "link" },
    );
    return { ok: true, value: { token: opened, practiceId: link.practiceId } };
  });
  if (!made.ok) return made;
  if (owner.practiceName !== "") await inPractice(app.pool, made.value.practiceId, (tx) => renamePractice(tx, owner.practiceName));
  return { ok: true, value: { token: made.value.token } };
}
