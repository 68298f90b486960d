/** What whoever runs the server may do from its own command line: everything about accounts, and nothing about patients. */
import { type Role, roleTitles } from "../../core/access/roles.ts";
import type { PracticeId } from "../../core/kernel/id.ts";
import {
  type Account,
  type AccountId,
  accountByLogin,
  addAccount,
  allAccounts,
  forgetFailures,
  lockAccount,
  setDisabled,
  setPassword,
} from "../../store/access/accounts.ts";
import { endInvitation, endLinksOf } from "../../store/access/door-links.ts";
import {
  acceptEverything,
  addMembership,
  invitationsOf,
  membershipIn,
  membershipsOf,
  offerMembership,
  removeMembership,
  setRole,
} from "../../store/access/memberships.ts";
import {
  addOrganisation,
  giveToOrganisation,
  listOrganisations,
  type OrganisationId,
  offerOrganisation,
  removeOrganisationMember,
  takeFromOrganisation,
} from "../../store/access/organisations.ts";
import { removeSecret } from "../../store/access/second-factors.ts";
import { allSecurityEvents, recordSecurityEvent, type SecurityEventKind } from "../../store/access/security-events.ts";
import { endSessionsOf } from "../../store/access/sessions.ts";
import { untieClinician } from "../../store/clinician-accounts.ts";
import { listTenants, practiceNames, renamePractice } from "../../store/practices.ts";
import { inPractice, outsidePractices, type Queries } from "../../store/transaction.ts";
import type { App } from "../context.ts";
import { createEmptyPractice } from "../create-empty-practice.ts";
import { no, type Outcome } from "../refusal.ts";
import { makePasswordLink } from "./door-links.ts";
import { isUnused, makeInvitation } from "./invitations.ts";
import { refusePassword } from "./password-check.ts";
import { hashPassword } from "./passwords.ts";

/** As it stands in the security events. */
const address = "command line";

export async function listAccounts({ pool }: App) {
  return outsidePractices(pool, async (queries) => {
    const accounts = [];
    for (const account of await allAccounts(queries))
      accounts.push({
        ...account,
        memberships: await membershipsOf(queries, account.accountId),
        invitations: await invitationsOf(queries, account.accountId),
      });
    return accounts;
  });
}

export interface NewAccount {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly practiceId: PracticeId;
  /** Absent: a link is made by which the person chooses one. */
  readonly password?: { readonly text: string; readonly temporary: boolean };
}

/**
 * Who has an account already, perhaps made by others who know its password, is invited: the role counts when they accept by the
 * link. Who works in the practice has the role at once.
 */
export async function addAccountByOperator(
  app: App,
  { login, name, role, practiceId, password }: NewAccount,
): Promise<Outcome<{ readonly known: boolean; readonly link?: string }>> {
  const refused = password === undefined ? undefined : await refusePassword(app, password.text, { login, name });
  if (refused !== undefined) return refused;
  const passwordHash = password === undefined ? undefined : await hashPassword(password.text);
  return outsidePractices(app.pool, async (queries) => {
    const known = await accountByLogin(queries, login);
    const accountId =
      known?.id ??
      (await addAccount(queries, {
        login,
        name,
        ...(passwordHash === undefined ? {} : { passwordHash }),
        mustChangePassword: password?.temporary ?? false,
      }));
    if (accountId === undefined) return no("login-taken", "Somebody was given this login just now.");
    await endLinksOf(queries, accountId);
    const works = known !== undefined && (await membershipIn(queries, accountId, practiceId))?.accepted === true;
    const isNew = known === undefined && password !== undefined;
    if (isNew) await addMembership(queries, { accountId, practiceId, role });
    else await offerMembership(queries, { accountId, practiceId, role, name });
    await recordSecurityEvent(queries, {
      kind: known === undefined ? "account-added" : works ? "role-changed" : "member-added",
      accountId,
      practiceId,
      address,
      words: `as ${roleTitles[role]}, by whoever runs the server`,
    });
    if (isNew || works) return { ok: true, value: { known: works } };
    const link = await makeInvitation(queries, { accountId, practiceId, organisationId: null, madeBy: undefined, address });
    return { ok: true, value: { known: known !== undefined, link } };
  });
}

export async function setRoleByOperator(
  app: App,
  { login, role, practiceId }: { readonly login: string; readonly role: Role | undefined; readonly practiceId: PracticeId },
): Promise<Outcome<undefined>> {
  let left: AccountId | undefined;
  const changed = await withAccount(app, login, async (queries, { id }): Promise<Outcome<undefined>> => {
    const before =
      (await membershipIn(queries, id, practiceId)) ?? (await membershipsOf(queries, id)).find((one) => one.practiceId === practiceId);
    if (before === undefined) return no("not-found", `${login} does not work in practice ${practiceId}.`, "Use `user add` to let them in.");
    if (role === undefined) {
      if (!(await removeMembership(queries, id, practiceId))) return no("of-company", `${login} works there for a billing company.`);
    } else {
      if (!("accepted" in before)) return no("of-company", `${login} works there for a billing company.`, "Use `user company member`.");
      await endLinksOf(queries, id);
      await setRole(queries, { accountId: id, practiceId, role });
    }
    await endInvitation(queries, { accountId: id, practiceId, organisationId: null });
    const words = role === undefined ? `was ${roleTitles[before.role]}` : `${roleTitles[before.role]} → ${roleTitles[role]}`;
    await note(queries, { kind: role === undefined ? "member-removed" : "role-changed", accountId: id, practiceId, words });
    if (role === undefined) left = id;
    return { ok: true, value: undefined };
  });
  // Whoever comes back later signs as nobody at first.
  const gone = left;
  if (gone !== undefined) await inPractice(app.pool, practiceId, (tx) => untieClinician(tx, gone));
  return changed;
}

export async function setPasswordByOperator(
  app: App,
  { login, password, temporary }: { readonly login: string; readonly password: string; readonly temporary: boolean },
): Promise<Outcome<undefined>> {
  const account = await outsidePractices(app.pool, (queries) => accountByLogin(queries, login));
  const refused = account === undefined ? undefined : await refusePassword(app, password, account);
  if (refused !== undefined) return refused;
  const passwordHash = await hashPassword(password);
  return withAccount(app, login, async (queries, { id }) => {
    const now = await lockAccount(queries, id);
    // Nobody could use the account before: there is nobody to keep out, and whoever runs the server knows whose it is.
    if (now !== undefined && isUnused(now)) await acceptEverything(queries, id);
    await setPassword(queries, id, { passwordHash, mustChange: temporary });
    await forgetFailures(queries, id);
    await endSessionsOf(queries, id);
    await endLinksOf(queries, id);
    await note(queries, { kind: "password-changed", accountId: id, words: "by whoever runs the server; sessions ended" });
    return { ok: true, value: undefined };
  });
}

export const operatorActs = ["disable", "enable", "unlock", "sign-out", "reset-second-factor", "link"] as const;
export type OperatorAct = (typeof operatorActs)[number];

/** `link` answers with the path of a one-time password link. */
export function actByOperator(app: App, login: string, act: OperatorAct): Promise<Outcome<{ readonly link?: string }>> {
  return withAccount<{ readonly link?: string }>(app, login, async (queries, { id }) => {
    if (act === "link")
      return {
        ok: true,
        value: { link: await makePasswordLink(queries, { accountId: id, practiceId: undefined, madeBy: undefined, address }) },
      };
    const [kind, words] = await perform(queries, id, act);
    await note(queries, { kind, accountId: id, words: `${words}, by whoever runs the server` });
    return { ok: true, value: {} };
  });
}

async function perform(queries: Queries, id: AccountId, act: Exclude<OperatorAct, "link">): Promise<readonly [SecurityEventKind, string]> {
  switch (act) {
    case "disable":
      await setDisabled(queries, id, true);
      await endSessionsOf(queries, id);
      await endLinksOf(queries, id);
      return ["account-disabled", "sessions and links ended"];
    case "enable":
      await setDisabled(queries, id, false);
      return ["account-enabled", "may sign in again"];
    case "unlock":
      await forgetFailures(queries, id);
      return ["unlocked", "failures forgotten"];
    case "sign-out":
      return ["sessions-ended", `${await endSessionsOf(queries, id)} ended`];
    case "reset-second-factor":
      await removeSecret(queries, id);
      await endSessionsOf(queries, id);
      return ["second-factor-removed", "sessions ended"];
  }
}

export async function listPractices({ pool }: App) {
  const tenants = await listTenants(pool);
  const names = await practiceNames(
    pool,
    tenants.map(({ practiceId }) => practiceId),
  );
  return tenants.map((tenant) => ({ ...tenant, name: names.get(tenant.practiceId) ?? "" }));
}

export async function addPracticeByOperator(app: App, name: string): Promise<PracticeId> {
  const practiceId = await createEmptyPractice(app);
  await inPractice(app.pool, practiceId, (tx) => renamePractice(tx, name));
  return practiceId;
}

export const companies = {
  list: ({ pool }: App) => outsidePractices(pool, listOrganisations),
  add: ({ pool }: App, name: string) => outsidePractices(pool, (queries) => addOrganisation(queries, name)),
  /** A practice belongs to one company at most: this one from now on, or none. */
  setPractice: ({ pool }: App, practiceId: PracticeId, companyId: OrganisationId | undefined) =>
    outsidePractices(pool, async (queries) => {
      if (companyId === undefined) await takeFromOrganisation(queries, practiceId);
      else await giveToOrganisation(queries, companyId, practiceId);
    }),
  setMember: (
    app: App,
    { login, companyId, role }: { readonly login: string; readonly companyId: OrganisationId; readonly role: Role | undefined },
  ) =>
    withAccount(app, login, async (queries, { id }): Promise<Outcome<{ readonly link?: string }>> => {
      const place = { accountId: id, practiceId: null, organisationId: companyId } as const;
      if (role === undefined) await removeOrganisationMember(queries, place);
      const waits = role !== undefined && (await offerOrganisation(queries, { ...place, role }));
      await endInvitation(queries, place);
      await note(queries, {
        kind: "role-changed",
        accountId: id,
        words: `billing company ${companyId}: ${role === undefined ? "taken out" : `${roleTitles[role]}${waits ? ", invited" : ""}`}`,
      });
      return { ok: true, value: waits ? { link: await makeInvitation(queries, { ...place, madeBy: undefined, address }) } : {} };
    }),
} as const;

export function listSecurityEvents({ pool }: App, limit: number) {
  return outsidePractices(pool, (queries) => allSecurityEvents(queries, limit));
}

async function withAccount<Value>(
  { pool }: App,
  login: string,
  work: (queries: Queries, account: Account) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  return outsidePractices(pool, async (queries) => {
    const account = await accountByLogin(queries, login);
    return account === undefined
      ? no("not-found", `Nobody has the login ${login}.`, "`user list` shows who there is.")
      : work(queries, account);
  });
}

function note(
  queries: Queries,
  event: { readonly kind: SecurityEventKind; readonly accountId: AccountId; readonly practiceId?: PracticeId; readonly words: string },
): Promise<void> {
  return recordSecurityEvent(queries, { ...event, address });
}
