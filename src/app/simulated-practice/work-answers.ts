/** What the staff does about denials, and about what patients owe; patients pay as they do in life. */
import { cents } from "../../core/kernel/cents.ts";
import type { EncounterId } from "../../core/kernel/id.ts";
import { addDays, daysBetween, type IsoDate, weekdayOf } from "../../core/kernel/iso-date.ts";
import { newDice } from "../../core/x12/samples/invented.ts";
import { patientsWhoOwe } from "../../store/balances.ts";
import { claimsInStates, loadClaims } from "../../store/claims.ts";
import { listDenials } from "../../store/denials.ts";
import { newestVisitsOf } from "../../store/encounters.ts";
import { statementsSince } from "../../store/statements.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import type { Context } from "../context.ts";
import { askReopening } from "../denials/ask-reopening.ts";
import { replaceClaim, resendClaim } from "../denials/correct-claim.ts";
import { billPatientForDenials, writeOffDenials } from "../denials/settle.ts";
import { makeStatements } from "../make-statement.ts";
import { releaseClaim } from "../release-claim.ts";
import { takePayments } from "../take-payment.ts";
import { claimOfVisit } from "../view-visit.ts";
import type { Office } from "./office.ts";

/** Days between the rejection and the person who comes to it. */
const rejectionWait = 2;

/** A claim that was refused by mistake goes again as it is. Where the card was misread, the desk corrects it first (`mendVisits`). */
export async function workRejections(office: Office, today: IsoDate): Promise<void> {
  const { context } = office;
  const misread = new Set(office.todo.map((one) => one.encounterId));
  const rejected = await inPractice(context.app.pool, context.practiceId, (tx) => claimsInStates(tx, ["rejected"], { limit: 500 }));
  for (const { encounterId, patientId, stateSince, id } of rejected) {
    if (misread.has(encounterId) || office.leftAlone.has(patientId) || daysBetween({ from: stateSince, to: today }) < rejectionWait)
      continue;
    if ((await resendClaim(context, encounterId)).ok && (await releaseClaim(context, id)).ok) office.counts.resent += 1;
  }
}

/** Days between the denial and the person who comes to it. */
const denialWait = 4;
/** Days until what was refused is tried again: most of it waits for what the next payer says. */
const secondTry = 56;

/**
 * Each denied visit once, when it has lain for some days: billed to the patient where the payer said so, asked again where a
 * correction may help, written off where nothing does; one in six is left for whoever comes next.
 */
export async function workDenials(office: Office, today: IsoDate): Promise<void> {
  const { context } = office;
  const visits = await inPractice(context.app.pool, context.practiceId, async (tx) => {
    const open = (await listDenials(tx, { statuses: ["open"], limit: 500 })).filter(
      (denial) => daysBetween({ from: denial.decidedOn, to: today }) >= denialWait && (office.putOff.get(denial.id) ?? today) <= today,
    );
    const claims = await loadClaims(tx, [...new Set(open.map((denial) => denial.claimId))]);
    return new Map(
      open.flatMap((denial) => {
        const claim = claims.get(denial.claimId);
        return claim === undefined || office.leftAlone.has(claim.patientId) ? [] : [[claim.encounterId, denial] as const];
      }),
    );
  });
  for (const [encounterId, denial] of visits) {
    const lot = newDice(office.seed ^ denial.id).roll(6);
    if (lot === 0) continue;
    if (await workDenial(context, encounterId, { group: denial.group, action: denial.nextAction, lot, today }))
      office.counts.denialsWorked += 1;
    else office.putOff.set(denial.id, addDays(today, secondTry));
  }
}

async function workDenial(
  context: Context,
  encounterId: EncounterId,
  {
    group,
    action,
    lot,
    today,
  }: { readonly group: string; readonly action: string | undefined; readonly lot: number; readonly today: IsoDate },
): Promise<boolean> {
  if (group === "PR") return (await billPatientForDenials(context, encounterId)).ok;
  if (action === "replacement" && lot > 2) {
    if (!(await replaceClaim(context, encounterId)).ok) return false;
    const claim = await claimOfVisit(context, encounterId);
    return claim.ok && (await releaseClaim(context, claim.value)).ok;
  }
  if (action === "reopening" && lot > 3)
    return (await askReopening(context, encounterId, `R${today.replaceAll("-", "")}${encounterId}`)).ok;
  return (await writeOffDenials(context, encounterId)).ok;
}

/** Patients are asked once in four weeks, on Mondays. */
const statementCycle = 28;

export async function sendStatements(office: Office, today: IsoDate): Promise<void> {
  if (weekdayOf(today) !== 1) return;
  const { context } = office;
  const due = await inPractice(context.app.pool, context.practiceId, async (tx) => {
    const asked = new Set((await recentStatements(tx, today)).map((one) => one.patientId));
    const owing = await patientsWhoOwe(tx, { atLeast: cents(500), limit: 5_000 });
    return owing.map((one) => one.patientId).filter((id) => !asked.has(id) && !office.leftAlone.has(id));
  });
  office.counts.statements += (await makeStatements(context, due)).filter((one) => one.ok).length;
}

/** How a patient answers a statement: two in three pay it in one to three weeks, one in nine pays half, the others wait. */
export function answerToStatement(
  { seed }: Pick<Office, "seed">,
  { id, date }: { readonly id: number; readonly date: IsoDate },
): { readonly pays: "all" | "half" | "nothing"; readonly on: IsoDate; readonly method: "card" | "check" } {
  const dice = newDice(seed ^ (id * 977));
  const chance = dice.roll(9);
  const on = addDays(date, 7 + dice.roll(15));
  return { pays: chance > 6 ? "nothing" : chance === 6 ? "half" : "all", on, method: dice.pick(["card", "check", "card"]) };
}

export async function receivePayments(office: Office, today: IsoDate): Promise<void> {
  const { context } = office;
  const payments = await inPractice(context.app.pool, context.practiceId, async (tx) => {
    const due = (await recentStatements(tx, today)).flatMap((statement) => {
      const { pays, on, method } = answerToStatement(office, statement);
      return pays === "nothing" || on !== nextOfficeDay(on, today) ? [] : [{ statement, pays, method }];
    });
    const visits = due.length === 0 ? [] : await newestVisitsOf(tx, [...new Set(due.map((one) => one.statement.patientId))], 1);
    const visitOf = new Map(visits.map((one) => [one.patientId, one.id]));
    return due.flatMap(({ statement, pays, method }) => {
      const encounterId = visitOf.get(statement.patientId);
      const amount = pays === "half" ? cents(Math.ceil(statement.amount / 2)) : statement.amount;
      const given = { amount, method, reference: `statement ${statement.number}`, key: `simulated-${statement.id}` };
      return encounterId === undefined ? [] : [{ encounterId, given }];
    });
  });
  office.counts.patientPayments += (await takePayments(context, payments)).filter((one) => one.ok).length;
}

/** `today` when the day is today or fell on days that the office was closed since its last day; else another day. */
function nextOfficeDay(day: IsoDate, today: IsoDate): IsoDate {
  const gap = daysBetween({ from: day, to: today });
  const closedBefore = weekdayOf(today) === 1 ? 2 : 0;
  return gap >= 0 && gap <= closedBefore ? day : addDays(day, -1);
}

/** Those of the last four weeks, the newest first. */
function recentStatements(tx: Tx, today: IsoDate): ReturnType<typeof statementsSince> {
  return statementsSince(tx, addDays(today, 1 - statementCycle));
}
