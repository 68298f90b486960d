/** Lets a simulated practice live: each office day visits come, claims go, payers answer, the staff works what is open. */
import { type InventedVisit, inventDay, isOfficeDay } from "../../core/academy/invent-day.ts";
import { addDays, type IsoDate } from "../../core/kernel/iso-date.ts";
import { setClock } from "../../store/practices.ts";
import { asOneTransaction, inPractice } from "../../store/transaction.ts";
import { nothingTouched, placeTouched } from "../../store/visit-places.ts";
import type { Context } from "../context.ts";
import { fileClaims } from "../file-claims.ts";
import { takeIn } from "../take-in.ts";
import { mendVisits, noteTrouble } from "./mend-visits.ts";
import type { Office } from "./office.ts";
import { type ReceivedVisit, receiveVisits } from "./receive-visits.ts";
import { receivePayments, sendStatements, workDenials, workRejections } from "./work-answers.ts";

/** The simulated payers' business day on the practice's date. */
export type PayersWork = (context: Context, today: IsoDate) => Promise<void>;

export interface Days {
  /** In order. */
  readonly days: readonly IsoDate[];
  /** On an office day; Mondays are fuller and Fridays emptier. */
  readonly visitsPerDay: number;
  readonly payersWork: PayersWork;
  /** What else happens on a day, after the visits and before claims go out. */
  readonly also?: (today: IsoDate, received: readonly ReceivedVisit[]) => Promise<void>;
  /** From this day on the visits wait for a coder, and nobody but the payers works. */
  readonly handedOverOn?: IsoDate;
  /** After each day; what it throws ends the run. */
  readonly onDay?: (today: IsoDate) => void;
}

/** `days` calendar days from `from` on. */
export function daysFrom(from: IsoDate, days: number): readonly IsoDate[] {
  return Array.from({ length: days }, (_, offset) => addDays(from, offset));
}

export async function runDays(office: Office, plan: Days): Promise<void> {
  const { app, practiceId } = office.context;
  // Nobody looks at the lists of a history before it is whole: where its visits stand is folded once, at the end.
  const touched = nothingTouched();
  for (const today of plan.days) {
    if (app.hasty === true) await asOneTransaction(app.pool, { practiceId, touched }, () => liveDay(office, today, plan));
    else await liveDay(office, today, plan);
    plan.onDay?.(today);
  }
  await inPractice(app.pool, practiceId, (tx) => placeTouched(tx, touched));
}

async function liveDay(office: Office, today: IsoDate, { visitsPerDay, payersWork, also, handedOverOn }: Days): Promise<void> {
  const { context } = office;
  await inPractice(context.app.pool, context.practiceId, (tx) => setClock(tx, today));
  let received: readonly ReceivedVisit[] = [];
  const staffWorks = handedOverOn === undefined || today < handedOverOn;
  if (isOfficeDay(today) && visitsPerDay > 0) {
    const visits = visitsOf(office, today, visitsPerDay);
    const entered = staffWorks ? visits.flatMap((visit) => (visit.mistake === "entered-twice" ? [visit, visit] : [visit])) : visits;
    received = await receiveVisits(office, today, { visits: entered, coded: staffWorks });
    if (staffWorks) await workDesk(office, today, received);
  }
  await also?.(today, received);
  office.counts.files += (await fileClaims(context)).files.length;
  await payersWork(context, today);
  await takeIn(context);
}

export function visitsOf(office: Office, today: IsoDate, visitsPerDay: number): readonly InventedVisit[] {
  return inventDay({
    seed: office.seed,
    on: today,
    visits: visitsPerDay,
    people: office.people,
    clinicians: office.clinicians.length,
    lastSeen: office.lastSeen,
  });
}

async function workDesk(office: Office, today: IsoDate, received: readonly ReceivedVisit[]): Promise<void> {
  noteTrouble(office, today, received);
  await mendVisits(office, today);
  await workRejections(office, today);
  await workDenials(office, today);
  await sendStatements(office, today);
  await receivePayments(office, today);
}
