/**
 * Coming into a practice, or a billing company, that invited somebody. Whoever made an account may know its password, so a
 * membership counts only when the person accepts it: by the link that the practice gave to them, signed in with the account,
 * and under a password that they choose at that moment. An account that nobody has used yet is taken over by the link itself.
 */

import { type Role, roleTitles } from "../../core/access/roles.ts";
import { type Account, type AccountId, lockAccount, noteLastPractice, setPassword } from "../../store/access/accounts.ts";
import {
  addDoorLink,
  endLinksOf,
  type Invitation,
  type InvitationPlace,
  lockDoorLink,
  spendDoorLink,
} from "../../store/access/door-links.ts";
import { acceptCompany, acceptMembership, membershipIn } from "../../store/access/memberships.ts";
import { offeredOrganisation } from "../../store/access/organisations.ts";
import { recordSecurityEvent } from "../../store/access/security-events.ts";
import { endSessionsOf, rotateSession } from "../../store/access/sessions.ts";
import { practiceNames } from "../../store/practices.ts";
import { outsidePractices, type Queries } from "../../store/transaction.ts";
import type { App } from "../context.ts";
import { no, type Outcome } from "../refusal.ts";
import type { SignedIn } from "./identify.ts";
import type { Knock } from "./open-session.ts";
import { refusePassword } from "./password-check.ts";
import { hashPassword, isPassword } from "./passwords.ts";
import { hasJustProved } from "./sign-in.ts";
import { hashToken, newToken } from "./tokens.ts";

/** Three days to read one's messages. */
export const invitationHours = 72;

export const noSuchLink = no("no-link", "This link was used already, is too old, or was replaced by a newer one.", "Ask for a new one.");

/** The part behind the address of the server. */
export async function makeInvitation(
  queries: Queries,
  invitation: { readonly accountId: AccountId; readonly madeBy: AccountId | undefined; readonly address: string } & InvitationPlace,
): Promise<string> {
  const { accountId, practiceId, organisationId, madeBy, address } = invitation;
  const token = newToken();
  const place: InvitationPlace = practiceId === null ? { practiceId, organisationId } : { practiceId, organisationId: null };
  await addDoorLink(queries, { kind: "invitation", accountId, ...place, tokenHash: hashToken(token), madeBy, hours: invitationHours });
  await recordSecurityEvent(queries, {
    kind: "link-made",
    accountId,
    ...(practiceId === null ? {} : { practiceId }),
    address,
    words: `to accept an invitation, good for ${invitationHours} hours`,
  });
  return `/invitation#${token}`;
}

export interface Offer {
  /** The name that was typed with the invitation. */
  readonly invitedAs: string | undefined;
  readonly role: Role;
  /** The billing company, when it is one that invites. */
  readonly company: string | undefined;
}

/** What the link offers; undefined when it was taken back or accepted. */
export async function offerOf(queries: Queries, { accountId, practiceId, organisationId }: Invitation): Promise<Offer | undefined> {
  if (practiceId === null) {
    const offered = await offeredOrganisation(queries, accountId, organisationId);
    return offered === undefined ? undefined : { invitedAs: undefined, role: offered.role, company: offered.name };
  }
  const offered = await membershipIn(queries, accountId, practiceId);
  if (offered === undefined || offered.accepted) return undefined;
  return { invitedAs: offered.invitedAs ?? undefined, role: offered.role, company: undefined };
}

/** Who invites, by name. */
export async function inviterOf({ pool }: App, { practiceId }: Invitation, { company }: Offer): Promise<string> {
  if (practiceId === null) return company ?? "";
  return (await practiceNames(pool, [practiceId])).get(practiceId) ?? `Practice ${practiceId}`;
}

/** Whether anybody could sign in with the account so far. */
export function isUnused({ passwordHash, providerSubject }: Pick<Account, "passwordHash" | "providerSubject">): boolean {
  return passwordHash === undefined && providerSubject === undefined;
}

/** Under the link's lock. False when the offer is gone. */
export async function takeOffer(queries: Queries, invitation: Invitation, address: string): Promise<boolean> {
  const offer = await offerOf(queries, invitation);
  if (offer === undefined) return false;
  const { accountId, practiceId, organisationId } = invitation;
  if (practiceId === null) await acceptCompany(queries, accountId, organisationId);
  else await acceptMembership(queries, accountId, practiceId);
  await recordSecurityEvent(queries, {
    kind: "invitation-accepted",
    accountId,
    ...(practiceId === null ? {} : { practiceId }),
    address,
    words: `as ${roleTitles[offer.role]}${offer.company === undefined ? "" : ` for ${offer.company}`}`,
  });
  return true;
}

/**
 * Refuses without the link, with somebody else's account, without a new password where there is one, and in a session that
 * has been open for a while. Afterwards whoever knew the earlier password has nothing: no session, no link, no way in.
 */
export async function acceptInvitation(
  app: App,
  person: SignedIn,
  { token, password, knock }: { readonly token: string; readonly password: string | undefined; readonly knock: Knock },
): Promise<Outcome<{ readonly token: string }>> {
  if (!hasJustProved(person)) return no("sign-in-again", "You signed in a while ago.", "Sign in once more, then accept.");
  const account = await outsidePractices(app.pool, (queries) => lockAccount(queries, person.accountId));
  const hasPassword = account?.passwordHash !== undefined;
  if (hasPassword) {
    const refused = await refusePassword(app, password ?? "", person);
    if (refused !== undefined) return refused;
    if (await isPassword(account.passwordHash, password ?? ""))
      return no("same-password", "That is the password you had before.", "Choose one that nobody else knows.");
  }
  const passwordHash = hasPassword ? await hashPassword(password ?? "") : undefined;
  const next = newToken();
  return outsidePractices(app.pool, async (queries) => {
    const now = await lockAccount(queries, person.accountId);
    const link = await lockDoorLink(queries, hashToken(token));
    if (now === undefined || now.disabled || link?.kind !== "invitation") return noSuchLink;
    if (link.accountId !== person.accountId)
      return no("not-yours", "This invitation is for another account.", "Sign out, then sign in with the account that it names.");
    if (now.passwordHash !== account?.passwordHash) return no("changed", "The password was changed just now.", "Try again.");
    if (!(await takeOffer(queries, link, knock.address))) return noSuchLink;
    await spendDoorLink(queries, hashToken(token));
    await endLinksOf(queries, person.accountId);
    if (passwordHash !== undefined) await setPassword(queries, person.accountId, { passwordHash, mustChange: false });
    const { practiceId } = link;
    await rotateSession(queries, { from: person.tokenHash, to: hashToken(next), ...(practiceId === null ? {} : { practiceId }) });
    const ended = await endSessionsOf(queries, person.accountId, hashToken(next));
    if (practiceId !== null) await noteLastPractice(queries, person.accountId, practiceId);
    if (passwordHash !== undefined)
      await recordSecurityEvent(queries, {
        kind: "password-changed",
        accountId: person.accountId,
        address: knock.address,
        words: `with an invitation; ${ended} other session(s) ended`,
      });
    return { ok: true, value: { token: next } };
  });
}
