/**
 * Who works in a practice. A membership is the practice's own affair; the account behind it may belong to others too, so what
 * touches the account (password, second factor, sessions, disabling) is only for who may grant all that it may do anywhere, and
 * only once its person has accepted to work here.
 */
import { mayGrant, permissionsOf, type Role, roleTitles } from "../../core/access/roles.ts";
import type { ProviderId } from "../../core/kernel/id.ts";
import { formatFullName } from "../../core/parties/format.ts";
import { type AccountId, accountByLogin, addAccount, forgetFailures, setDisabled } from "../../store/access/accounts.ts";
import { endInvitation, endLinksOf } from "../../store/access/door-links.ts";
import {
  lockOwners,
  type Member,
  membershipIn,
  membershipsOf,
  membersOf,
  offerMembership,
  removeMembership,
  setRole,
} from "../../store/access/memberships.ts";
import { removeSecret } from "../../store/access/second-factors.ts";
import { recordSecurityEvent, type SecurityEventKind } from "../../store/access/security-events.ts";
import { endSessionsOf } from "../../store/access/sessions.ts";
import { clinicianAccounts, tieClinician, untieClinician } from "../../store/clinician-accounts.ts";
import { listProviders } from "../../store/parties.ts";
import { inPractice, outsidePractices, type Queries, readPractice } from "../../store/transaction.ts";
import type { Context } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { makePasswordLink } from "./door-links.ts";
import { roleIn } from "./identify.ts";
import { makeInvitation } from "./invitations.ts";

export interface PersonRow extends Member {
  readonly self: boolean;
  /** The clinician as whom they sign notes. */
  readonly clinicianId?: ProviderId | undefined;
  /** Whether the one who asks may say as whom they sign. */
  readonly mayTie: boolean;
  /** Whether the one who asks may change this person's role here, or take them out. */
  readonly mayChange: boolean;
  /** Whether they may touch the account itself. */
  readonly mayManage: boolean;
}

/** Everybody, and the clinicians as whom somebody may sign. */
export async function viewPeople(context: Context) {
  const { tied, providers } = await readPractice(context.app.pool, context.practiceId, async (tx) => ({
    tied: await clinicianAccounts(tx),
    providers: await listProviders(tx),
  }));
  return {
    people: await listPeople(context, tied),
    clinicians: providers.map(({ id, name, credential }) => ({ id, name: `${formatFullName(name)}, ${credential}` })),
  };
}

async function listPeople({ app, practiceId, actor }: Context, tied: ReadonlyMap<AccountId, ProviderId>): Promise<readonly PersonRow[]> {
  return outsidePractices(app.pool, async (queries) => {
    const rows: PersonRow[] = [];
    for (const member of await membersOf(queries, practiceId)) {
      const self = member.accountId === actor.accountId;
      const mayChange = !self && member.company === null && mayGrant(actor.permissions, member.role);
      rows.push({
        ...member,
        self,
        clinicianId: tied.get(member.accountId),
        mayTie: mayTie(actor, member),
        mayChange,
        mayManage: mayChange && !member.invited && (await coversAccount(queries, { actor, practiceId }, member.accountId)),
      });
    }
    return rows;
  });
}

/**
 * Answers with the link by which the person accepts; the membership counts from then on. The answer is the same whether the login
 * has an account already or not.
 */
export async function addPerson(
  { app, practiceId, actor }: Context,
  person: { readonly login: string; readonly name: string; readonly role: Role; readonly address: string },
): Promise<Outcome<{ readonly link: string }>> {
  if (!mayGrant(actor.permissions, person.role)) return mayNotGive(person.role);
  return outsidePractices(app.pool, async (queries) => {
    const known = await accountByLogin(queries, person.login);
    if (known !== undefined && (await isHere(queries, known.id, practiceId)))
      return no("is-here", "A person with this login works here already, or is invited.", "Change their role in the list.");
    const accountId = known?.id ?? (await addAccount(queries, { login: person.login, name: person.name }));
    if (accountId === undefined) return no("login-taken", "Somebody was given this login just now.", "Look at the list again.");
    await offerMembership(queries, { accountId, practiceId, role: person.role, name: person.name });
    await recordSecurityEvent(queries, {
      kind: known === undefined ? "account-added" : "member-added",
      accountId,
      practiceId,
      address: person.address,
      words: `as ${roleTitles[person.role]}, by ${actor.name}`,
    });
    const madeBy = actor.accountId;
    const link = await makeInvitation(queries, { accountId, practiceId, organisationId: null, madeBy, address: person.address });
    return { ok: true, value: { link } };
  });
}

async function isHere(queries: Queries, accountId: AccountId, practiceId: Context["practiceId"]): Promise<boolean> {
  return (await membershipIn(queries, accountId, practiceId)) !== undefined || (await roleIn(queries, accountId, practiceId)) !== undefined;
}

export async function changeRole(
  context: Context,
  { accountId, role, address }: { readonly accountId: AccountId; readonly role: Role; readonly address: string },
): Promise<Outcome<undefined>> {
  if (!mayGrant(context.actor.permissions, role)) return mayNotGive(role);
  return changing(context, accountId, async (queries, member) => {
    if (member.role === "owner" && role !== "owner") {
      const last = await lastOwner(queries, context, accountId);
      if (last !== undefined) return last;
    }
    // A link that somebody made before must not open what the account may do from now on.
    if (!member.invited) await endLinksOf(queries, accountId);
    await endInvitation(queries, { accountId, practiceId: context.practiceId, organisationId: null });
    await setRole(queries, { accountId, practiceId: context.practiceId, role });
    await note(queries, context, { kind: "role-changed", accountId, address, words: `${roleTitles[member.role]} → ${roleTitles[role]}` });
    return { ok: true, value: undefined };
  });
}

/**
 * Says as which clinician an account signs notes; undefined: as none. It is no right but who somebody is, so an owner may say it of
 * themselves: in a practice of one there is nobody else. Refuses: a billing company's person, another account is this clinician.
 */
export async function tieToClinician(
  context: Context,
  {
    accountId,
    clinicianId,
    address,
  }: { readonly accountId: AccountId; readonly clinicianId: ProviderId | undefined; readonly address: string },
): Promise<Outcome<undefined>> {
  const { app, practiceId, actor } = context;
  return inPractice(app.pool, practiceId, async (tx) => {
    const member = (await membersOf(tx, practiceId)).find((one) => one.accountId === accountId);
    if (member === undefined) return notFound("person");
    if (!mayTie(actor, member))
      return member.company === null
        ? no("not-yours-to-give", "You may not say as whom this person signs.", "Ask an owner.")
        : no("of-company", `This person works here for ${member.company}: they sign in nobody's own name.`);
    const clinician = (await listProviders(tx)).find((one) => one.id === clinicianId);
    if (clinicianId !== undefined && clinician === undefined) return notFound("clinician");
    if (clinician === undefined) await untieClinician(tx, accountId);
    else if (!(await tieClinician(tx, accountId, clinician.id)))
      return no("is-tied", `Another account signs as ${formatFullName(clinician.name)}.`, "Take it from the other account first.");
    const words = clinician === undefined ? "signs as no clinician" : `signs as ${formatFullName(clinician.name)}`;
    await note(tx, context, { kind: "clinician-tied", accountId, address, words });
    return { ok: true, value: undefined };
  });
}

function mayTie({ accountId, permissions }: Context["actor"], member: Member): boolean {
  if (member.company !== null) return false;
  return member.accountId === accountId ? member.role === "owner" : mayGrant(permissions, member.role);
}

/** Out of this practice. The account stays: the person may work for others, and what they did keeps its name. */
export async function removePerson(
  context: Context,
  { accountId, address }: { readonly accountId: AccountId; readonly address: string },
): Promise<Outcome<undefined>> {
  const removed = await changing(context, accountId, async (queries, member): Promise<Outcome<undefined>> => {
    const last = member.role === "owner" ? await lastOwner(queries, context, accountId) : undefined;
    if (last !== undefined) return last;
    await removeMembership(queries, accountId, context.practiceId);
    await endInvitation(queries, { accountId, practiceId: context.practiceId, organisationId: null });
    await note(queries, context, { kind: "member-removed", accountId, address, words: `was ${roleTitles[member.role]}` });
    return { ok: true, value: undefined };
  });
  // Whoever comes back later signs as nobody at first.
  if (removed.ok) await inPractice(context.app.pool, context.practiceId, (tx) => untieClinician(tx, accountId));
  return removed;
}

export const accountActs = ["disable", "enable", "unlock", "sign-out", "reset-second-factor", "password-link"] as const;
export type AccountAct = (typeof accountActs)[number];

/** What touches the account itself. `password-link` answers with the link; for who has not accepted yet it is the invitation, made anew. */
export async function actOnAccount(
  context: Context,
  { accountId, act, address }: { readonly accountId: AccountId; readonly act: AccountAct; readonly address: string },
): Promise<Outcome<{ readonly link?: string }>> {
  return changing(context, accountId, async (queries, member) => {
    if (member.invited) return actOnInvited(queries, context, { accountId, act, address });
    if (!(await coversAccount(queries, context, accountId)))
      return no(
        "works-elsewhere",
        "This person also works in a practice that you do not manage, so their account is not yours to change.",
        "Change their role here, or take them out of this practice.",
      );
    if (act === "disable" && member.role === "owner") {
      const last = await lastOwner(queries, context, accountId);
      if (last !== undefined) return last;
    }
    return { ok: true, value: await perform(queries, context, { accountId, act, address }) };
  });
}

async function actOnInvited(
  queries: Queries,
  { practiceId, actor }: Context,
  { accountId, act, address }: { readonly accountId: AccountId; readonly act: AccountAct; readonly address: string },
): Promise<Outcome<{ readonly link?: string }>> {
  if (act !== "password-link")
    return no(
      "not-accepted",
      "This person has not accepted yet: their account is not yours to change.",
      "Take them out of the list instead.",
    );
  const madeBy = actor.accountId;
  return { ok: true, value: { link: await makeInvitation(queries, { accountId, practiceId, organisationId: null, madeBy, address }) } };
}

async function perform(
  queries: Queries,
  context: Context,
  { accountId, act, address }: { readonly accountId: AccountId; readonly act: AccountAct; readonly address: string },
): Promise<{ readonly link?: string }> {
  const happened = (kind: SecurityEventKind, words: string) => note(queries, context, { kind, accountId, address, words });
  switch (act) {
    case "disable":
      await setDisabled(queries, accountId, true);
      await endSessionsOf(queries, accountId);
      await endLinksOf(queries, accountId);
      await happened("account-disabled", "sessions and links ended");
      return {};
    case "enable":
      await setDisabled(queries, accountId, false);
      await happened("account-enabled", "may sign in again");
      return {};
    case "unlock":
      await forgetFailures(queries, accountId);
      await happened("unlocked", "failures forgotten");
      return {};
    case "sign-out":
      await happened("sessions-ended", `${await endSessionsOf(queries, accountId)} ended`);
      return {};
    case "reset-second-factor":
      await removeSecret(queries, accountId);
      await endSessionsOf(queries, accountId);
      await happened("second-factor-removed", "sessions ended");
      return {};
    case "password-link":
      return {
        link: await makePasswordLink(queries, { accountId, practiceId: context.practiceId, madeBy: context.actor.accountId, address }),
      };
  }
}

/** A direct member of this practice whom the actor may manage, never oneself. */
async function changing<Value>(
  { app, practiceId, actor }: Context,
  accountId: AccountId,
  change: (queries: Queries, member: Member) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  return outsidePractices(app.pool, async (queries) => {
    const member = (await membersOf(queries, practiceId)).find((one) => one.accountId === accountId);
    if (member === undefined) return notFound("person");
    if (accountId === actor.accountId)
      return no("self", "Nobody changes their own rights.", "Another owner can; your password is under My account.");
    if (member.company !== null)
      return no("of-company", `This person works here for ${member.company}.`, "The billing company changes its own people.");
    if (!mayGrant(actor.permissions, member.role)) return mayNotGive(member.role);
    return change(queries, member);
  });
}

/** Whether the actor could have given everything that this account may do, in each practice where it may do something. */
async function coversAccount(
  queries: Queries,
  { actor, practiceId }: Pick<Context, "actor" | "practiceId">,
  accountId: AccountId,
): Promise<boolean> {
  for (const membership of await membershipsOf(queries, accountId)) {
    if (membership.practiceId === practiceId) {
      if (!mayGrant(actor.permissions, membership.role)) return false;
      continue;
    }
    const role = actor.accountId === undefined ? undefined : await roleIn(queries, actor.accountId, membership.practiceId);
    if (role === undefined || !mayGrant(permissionsOf(role), membership.role)) return false;
  }
  return true;
}

async function lastOwner(queries: Queries, { practiceId }: Context, accountId: AccountId) {
  const owners = await lockOwners(queries, practiceId);
  if (owners.some((one) => one !== accountId) || !owners.includes(accountId)) return undefined;
  return no("last-owner", "This is the only owner: without one nobody could let people in.", "Make somebody else an owner first.");
}

function mayNotGive(role: Role) {
  return no("not-yours-to-give", `You may not give or change the role ${roleTitles[role]}: it may do more than you.`, "Ask an owner.");
}

function note(
  queries: Queries,
  { practiceId, actor }: Context,
  event: { readonly kind: SecurityEventKind; readonly accountId: AccountId; readonly address: string; readonly words: string },
): Promise<void> {
  return recordSecurityEvent(queries, { ...event, practiceId, words: `${event.words}, by ${actor.name}` });
}
