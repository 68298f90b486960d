/**
 * A patient's own view of the statement and plan. The practice makes a link, which is shown once; whoever opens it gives the birth
 * date and has a short session that sees this account's statement and plan and nothing else. Every refusal says the same.
 */
import { linkHours, linkStateOf, mostTries, sessionMinutes } from "../../core/access/patient-link-rule.ts";
import { usualCycle } from "../../core/billing/cycle.ts";
import type { Statement } from "../../core/billing/statement.ts";
import { id, type PatientId, type PracticeId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { formatFullName, formatPhone } from "../../core/parties/format.ts";
import {
  countTry,
  endLinkSession,
  insertLink,
  linkOfSession,
  linksOfPatient,
  lockLink,
  type PatientLink,
  revokeLink,
  revokeLinksOf,
  spendLink,
} from "../../store/patient-links.ts";
import { loadPatient, lockPatient } from "../../store/patients.ts";
import { newestCycle } from "../../store/statement-runs.ts";
import { listStatements } from "../../store/statements.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import type { Actor } from "../access/actor.ts";
import { hashToken, newToken } from "../access/tokens.ts";
import { onRecord, recordAct } from "../audit/record.ts";
import type { App, Context } from "../context.ts";
import { prepareStatement, statementPdf } from "../make-statement.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { loadAccount } from "./load-account.ts";
import { planViews } from "./plans.ts";

const mostShown = 50;

/** The part behind the address of the server: the token stands behind "#", which browsers send to nobody. Earlier open links end. */
export async function makePatientLink(
  context: Context,
  patientId: PatientId,
): Promise<Outcome<{ readonly path: string; readonly hours: number; readonly tries: number }>> {
  return onRecord(context, { act: "link.make", object: ["patient", patientId] }, async (tx) => {
    await lockPatient(tx, patientId);
    await revokeLinksOf(tx, patientId, context.user);
    const token = newToken();
    await insertLink(tx, { patientId, tokenHash: hashToken(token), by: context.user, hours: linkHours });
    return ok({ path: `/my-bill#${context.practiceId}.${token}`, hours: linkHours, tries: mostTries });
  });
}

export async function revokePatientLink(context: Context, linkId: number): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "link.revoke", object: ["link", linkId] }, async (tx) =>
    (await revokeLink(tx, linkId, context.user)) ? ok(undefined) : no("revoked-already", "This link was revoked already."),
  );
}

export async function viewPatientLinks(context: Context, patientId: PatientId) {
  return onRecord(context, { act: "link.list", object: ["patient", patientId] }, async (tx) =>
    ok({ links: (await linksOfPatient(tx, patientId, mostShown)).map((link) => ({ ...linkView(link), state: linkStateOf(link) })) }),
  );
}

function linkView({ id: linkId, madeAt, madeBy, endsAt, tries, usedAt }: PatientLink) {
  return { id: linkId, madeAt, madeBy, endsAt, tries, ...(usedAt === undefined ? {} : { usedAt }) };
}

/** Whoever asks is told no more than this: not whether the link, the practice or the birth date was wrong. */
const nothingOpens = no(
  "no-link",
  "This link and birth date do not open anything.",
  "Check the date. After a few wrong ones the link is dead: ask the practice for a new one.",
);

export interface Visitor {
  /** Tells sessions apart in the audit. */
  readonly request?: string;
}

/** Spends the link. What comes back is the session's word for the browser's cookie. */
export async function openPatientLink(
  app: App,
  { link, birthDate }: { readonly link: string; readonly birthDate: IsoDate },
  visitor: Visitor,
): Promise<Outcome<{ readonly session: string }>> {
  const found = splitToken(link);
  if (found === undefined) return nothingOpens;
  return inPractice(app.pool, found.practiceId, async (tx) => {
    const stored = await lockLink(tx, hashToken(found.token));
    if (stored === undefined || linkStateOf(stored) !== "open") return nothingOpens;
    const patient = await loadPatient(tx, stored.patientId);
    const right = patient?.birthDate === birthDate;
    const context = patientContext(app, found.practiceId, stored, visitor);
    await recordAct(context, tx, {
      act: "link.use",
      patients: [stored.patientId],
      object: ["link", stored.id],
      ...(right ? {} : { outcome: "wrong-birth-date" }),
    });
    if (!right) {
      await countTry(tx, stored.id);
      return nothingOpens;
    }
    const session = newToken();
    await spendLink(tx, stored.id, { sessionHash: hashToken(session), minutes: sessionMinutes });
    return ok({ session: `${found.practiceId}.${session}` });
  });
}

const noSession = no("no-session", "Your time here is over.", "Ask the practice for a new link.");

/** The bill as it stands today, the statements that were sent, and the plan; of this account only. */
export async function viewOwnBill(app: App, session: string, visitor: Visitor) {
  return withSession(app, session, visitor, async (tx, context, patientId) => {
    const account = await loadAccount(context, tx, patientId);
    if (account === undefined) return noSession;
    const { statement } = await prepareStatement(tx, account, { cycle: (await newestCycle(tx)) ?? usualCycle, byHand: true });
    const { practice, patient, today } = account;
    const running = planViews(account).find((plan) => plan.endedOn === undefined);
    return ok({
      practice: { name: practice.name, phone: formatPhone(practice.phone) },
      today: today as string,
      name: formatFullName(patient.name),
      accountNumber: patient.accountNumber,
      amountDue: statement.amountDue,
      insurancePending: statement.totals.insurancePending,
      unapplied: statement.unapplied,
      lines: statement.lines.map(lineView),
      statements: (await listStatements(tx, { patientId, limit: mostShown })).map(({ number, date, amount, dueDate }) => ({
        number,
        date,
        amount,
        ...(dueDate === undefined ? {} : { dueDate }),
      })),
      ...(running === undefined
        ? {}
        : {
            plan: {
              amount: running.amount,
              left: running.left,
              state: running.state,
              instalments: running.instalments.map(({ due, amount, standing }) => ({ due, amount, standing })),
            },
          }),
    });
  });
}

function lineView({
  serviceDate,
  description,
  charge,
  insurancePaid,
  adjusted,
  youPaid,
  insurancePending,
  youOwe,
  why,
}: Statement["lines"][number]) {
  return { on: serviceDate, service: description, charge, insurancePaid, adjusted, youPaid, insurancePending, youOwe, why: [...why] };
}

/** The statement of this number as it was sent, when it is this account's. */
export async function readOwnStatement(app: App, session: string, number: string, visitor: Visitor): Promise<Outcome<Uint8Array>> {
  return withSession(app, session, visitor, async (tx, _context, patientId) => {
    const mine = (await listStatements(tx, { patientId, limit: mostShown })).find((one) => one.number === number);
    return mine === undefined ? notFound("statement") : statementPdf(tx, mine.id);
  });
}

export async function closeOwnBill(app: App, session: string): Promise<void> {
  const found = splitToken(session);
  if (found === undefined) return;
  await inPractice(app.pool, found.practiceId, (tx) => endLinkSession(tx, hashToken(found.token)));
}

async function withSession<Value>(
  app: App,
  session: string,
  visitor: Visitor,
  work: (tx: Tx, context: Context, patientId: PatientId) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const found = splitToken(session);
  if (found === undefined) return noSession;
  return inPractice(app.pool, found.practiceId, async (tx) => {
    const link = await linkOfSession(tx, hashToken(found.token));
    if (link === undefined) return noSession;
    const context = patientContext(app, found.practiceId, link, visitor);
    await recordAct(context, tx, { act: "link.view", patients: [link.patientId], object: ["link", link.id] });
    return work(tx, context, link.patientId);
  });
}

/** The patient may see what is theirs and do nothing: no permission at all. */
function patientContext(app: App, practiceId: PracticeId, { id: linkId }: Pick<PatientLink, "id">, { request }: Visitor): Context {
  const actor: Actor = {
    kind: "patient",
    name: "The patient",
    permissions: new Set(),
    purpose: "patient-request",
    session: `link ${linkId}`,
  };
  return { app, practiceId, user: actor.name, actor, ...(request === undefined ? {} : { request }) };
}

/** "12.Xk9…": the number of the practice, and a word that only its own rows know. */
function splitToken(text: string): { readonly practiceId: PracticeId; readonly token: string } | undefined {
  const parts = /^([1-9]\d{0,8})\.([\w-]{43})$/.exec(text);
  if (parts?.[1] === undefined || parts[2] === undefined) return undefined;
  return { practiceId: id<"practice">(Number(parts[1])), token: parts[2] };
}
