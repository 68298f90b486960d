/** What is on file of the practice's own people: one's own, or everybody's for who manages it. No patient is in it. */
import { cycleOf, isEnough, remind, renewalTerms, unitsAsked, unitsIn } from "../../core/academy/careers/renewal.ts";
import { byteOrderMark, csvLine } from "../../core/kernel/csv.ts";
import { decimal, formatDecimal, parseDecimal } from "../../core/kernel/decimal.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { membersOf } from "../../store/access/memberships.ts";
import {
  currentStaffCredential,
  insertStaffCredential,
  insertStaffEducation,
  type StaffCredential,
  type StaffEducation,
  staffCredentials,
  staffEducation,
  staffHistory,
} from "../../store/staff-records.ts";
import { inPractice, readPractice, type Tx } from "../../store/transaction.ts";
import { type Context, practiceToday } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";

/** What the store adds is not given: whose it is, by whom and when it was recorded. */
type Recorded = "id" | "personId" | "personName" | "recordedOn" | "recordedBy";
/** `replacesId`: the row that it stands instead of. */
export type GivenCredential = Omit<StaffCredential, Recorded>;
export type GivenEducation = Omit<StaffEducation, Recorded>;

/** 0 sits at a demonstration that opens without a password; a key's program has no file. */
function ownId({ actor }: Pick<Context, "actor">): number | undefined {
  return actor.kind === "key" ? undefined : (actor.accountId ?? 0);
}

const manages = ({ actor }: Pick<Context, "actor">): boolean => actor.permissions.has("staff:manage");

/** Everybody's for who manages the file, with who has nothing on it yet; else one's own. */
export async function viewStaff(context: Context) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const all = manages(context);
    const self = ownId(context);
    const only = all ? undefined : (self ?? -1);
    const held = await staffCredentials(tx, only);
    const education = await staffEducation(tx, only);
    const people = await peopleOf(context, tx, [...held, ...education]);
    return {
      today,
      manages: all,
      terms: renewalTerms().map(({ says, units, ...one }) => ({ ...one, says: { ...says }, ...(units === undefined ? {} : { units }) })),
      people: people.map(({ id: personId, name }) => ({
        id: personId,
        name,
        self: personId === self,
        credentials: held.filter((one) => one.personId === personId).map((one) => credentialView(one, { held, education, today })),
        education: education.filter((one) => one.personId === personId).map(educationView),
      })),
    };
  });
}

/** What of one's own, and for who manages it of everybody's, runs out within ninety days. */
export async function viewReminders(context: Context) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const self = ownId(context);
    const held = await staffCredentials(tx, manages(context) ? undefined : (self ?? -1));
    const due = held.flatMap(({ id, personId, personName, title, renewsOn }) => {
      if (renewsOn === undefined) return [];
      const { daysLeft, stage } = remind(renewsOn, today);
      return stage === undefined ? [] : [{ id, name: personName, self: personId === self, title, renewsOn, daysLeft, stage }];
    });
    return { today, due: due.toSorted((a, b) => a.daysLeft - b.daysLeft) };
  });
}

export async function viewStaffHistory(context: Context, personId: number) {
  if (!mayTouch(context, personId)) return notFound("person");
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const history = await staffHistory(tx, personId);
    if (history.length === 0 && (await nameOf(context, tx, personId)) === undefined) return notFound("person");
    return ok({ rows: history.map(({ personId: _, personName: _name, ...row }) => ({ ...row })) });
  });
}

/** Refuses: somebody else's file, a row that is not the newest, dates the wrong way round. */
export async function keepCredential(
  context: Context,
  personId: number,
  given: GivenCredential,
): Promise<Outcome<{ readonly id: number }>> {
  if (!mayTouch(context, personId)) return notFound("person");
  if (given.since !== undefined && given.renewsOn !== undefined && given.renewsOn < given.since)
    return no("dates", "It ends before it begins.", "Look at the two dates.");
  if (given.unitsNeeded !== undefined && given.cycleMonths === undefined)
    return no("cycle", "Units are asked for in a cycle.", "Say how many months the cycle has.");
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const name = await nameOf(context, tx, personId);
    if (name === undefined) return notFound("person");
    const before = given.replacesId === undefined ? undefined : await currentStaffCredential(tx, given.replacesId);
    if (given.replacesId !== undefined && before?.personId !== personId)
      return no("replaced", "Something newer stands instead of it already.", "Load the page again.");
    const { today } = await practiceToday(context, tx);
    const id = await insertStaffCredential(tx, { ...given, personId, personName: name, recordedOn: today, recordedBy: context.user });
    return ok({ id });
  });
}

/** The row stays; what holds now is without it. */
export async function endCredential(context: Context, credentialId: number, why: string): Promise<Outcome<undefined>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const one = await currentStaffCredential(tx, credentialId);
    if (one === undefined || !mayTouch(context, one.personId)) return notFound("credential");
    const { today } = await practiceToday(context, tx);
    const { id, ...rest } = one;
    await insertStaffCredential(tx, { ...rest, replacesId: id, ended: true, note: why, recordedOn: today, recordedBy: context.user });
    return ok(undefined);
  });
}

export async function keepEducation(context: Context, personId: number, given: GivenEducation): Promise<Outcome<{ readonly id: number }>> {
  if (!mayTouch(context, personId)) return notFound("person");
  const units = parseDecimal(given.units);
  if (units === undefined || units.digits <= 0n) return no("units", "Units are a number above zero.", "An hour and a half is 1.5.");
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const name = await nameOf(context, tx, personId);
    if (name === undefined) return notFound("person");
    const { today } = await practiceToday(context, tx);
    if (given.on > today) return no("future", "What has not been attended yet does not count.", "Enter it when it is over.");
    const id = await insertStaffEducation(tx, { ...given, personId, personName: name, recordedOn: today, recordedBy: context.user });
    return ok({ id });
  });
}

export async function takeBackEducation(context: Context, educationId: number): Promise<Outcome<undefined>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const one = (await staffEducation(tx)).find((entry) => entry.id === educationId);
    if (one === undefined || !mayTouch(context, one.personId)) return notFound("entry");
    const { today } = await practiceToday(context, tx);
    const { id, ...rest } = one;
    await insertStaffEducation(tx, { ...rest, takesBack: id, recordedOn: today, recordedBy: context.user });
    return ok(undefined);
  });
}

export async function exportStaff(context: Context): Promise<Outcome<AsyncIterable<string>>> {
  const { people } = await viewStaff(context);
  async function* lines() {
    yield byteOrderMark +
      csvLine(["Person", "What", "Title", "Issuer", "Number", "Since", "Until", "Days left", "Units needed", "Units earned", "Evidence"]);
    for (const { name, credentials, education } of people) {
      for (const { kind, title, issuer, number, since, renewsOn, daysLeft, meter } of credentials)
        yield csvLine([
          name,
          kind,
          title,
          issuer,
          number,
          since ?? "",
          renewsOn ?? "",
          daysLeft ?? "",
          meter?.needed ?? "",
          meter?.earned ?? "",
          "",
        ]);
      for (const { on, title, units, category, evidence } of education)
        yield csvLine([name, `education, ${category}`, title, "", "", on, "", "", "", units, evidence]);
    }
  }
  return ok(lines());
}

function mayTouch(context: Context, personId: number): boolean {
  return manages(context) || ownId(context) === personId;
}

async function peopleOf(context: Context, tx: Tx, onFile: readonly (StaffCredential | StaffEducation)[]) {
  const self = ownId(context);
  const people = new Map<number, string>(onFile.map((one) => [one.personId, one.personName]));
  if (manages(context))
    for (const { accountId, name, disabled } of await membersOf(tx, context.practiceId)) if (!disabled) people.set(accountId, name);
  if (self !== undefined) people.set(self, context.actor.name);
  const all = [...people].map(([personId, name]) => ({ id: personId, name }));
  return all.sort((a, b) => Number(b.id === self) - Number(a.id === self) || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id));
}

async function nameOf(context: Context, tx: Tx, personId: number): Promise<string | undefined> {
  if (personId === ownId(context)) return context.actor.name;
  return (await membersOf(tx, context.practiceId)).find((one) => one.accountId === personId)?.name;
}

function credentialView(
  { personName: _, ...one }: StaffCredential,
  {
    held,
    education,
    today,
  }: { readonly held: readonly StaffCredential[]; readonly education: readonly StaffEducation[]; readonly today: IsoDate },
) {
  const meter = meterOf(one, { held, education });
  return { ...one, ...(one.renewsOn === undefined ? {} : remind(one.renewsOn, today)), ...(meter === undefined ? {} : { meter }) };
}

/** Of the cycle that ends with the renewal. Several credentials of AAPC are renewed together and ask once. */
function meterOf(
  { personId, key, renewsOn, unitsNeeded, cycleMonths }: Omit<StaffCredential, "personName">,
  { held, education }: { readonly held: readonly StaffCredential[]; readonly education: readonly StaffEducation[] },
) {
  if (renewsOn === undefined || cycleMonths === undefined) return undefined;
  const keys = held.flatMap((other) => (other.personId === personId && other.key !== undefined ? [other.key] : []));
  const asked = key === undefined ? undefined : unitsAsked(keys, key);
  const needed = unitsNeeded === undefined ? asked : Math.max(Number(unitsNeeded), asked ?? 0);
  if (needed === undefined) return undefined;
  const cycle = cycleOf({ renewsOn, months: cycleMonths });
  const mine = education.filter((entry) => entry.personId === personId).map(({ on, units }) => ({ on, units: decimal(units) }));
  const { earned, entries } = unitsIn(mine, cycle);
  return { ...cycle, needed: String(needed), earned: formatDecimal(earned), entries, enough: isEnough(earned, needed) };
}

function educationView({ personId: _, personName: _name, ...one }: StaffEducation) {
  return { ...one };
}
