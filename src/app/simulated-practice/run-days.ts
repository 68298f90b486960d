/** Lets a simulated practice live: each office day visits come, claims go, payers answer, the staff works what is open. */
import { inventDay, isOfficeDay } from "../../core/academy/invent-day.ts";
import { addDays, type IsoDate } from "../../core/kernel/iso-date.ts";
import { setClock } from "../../store/practices.ts";
import { inPractice } from "../../store/transaction.ts";
import type { Context } from "../context.ts";
import { fileClaims } from "../file-claims.ts";
import { takeIn } from "../take-in.ts";
import { mendVisits, noteTrouble } from "./mend-visits.ts";
import type { Office } from "./office.ts";
import { receiveVisits } from "./receive-visits.ts";
import { receivePayments, sendStatements, workDenials } from "./work-answers.ts";

/** The simulated payers' business day on the practice's date. */
export type PayersWork = (context: Context, today: IsoDate) => Promise<void>;

export interface Days {
  readonly from: IsoDate;
  /** Calendar days. */
  readonly days: number;
  /** On an office day; Mondays are fuller and Fridays emptier. */
  readonly visitsPerDay: number;
  readonly payersWork: PayersWork;
  readonly onDay?: (today: IsoDate) => void;
}

export async function runDays(office: Office, { from, days, visitsPerDay, payersWork, onDay }: Days): Promise<void> {
  for (let offset = 0; offset < days; offset += 1) {
    const today = addDays(from, offset);
    await liveDay(office, today, { visitsPerDay, payersWork });
    onDay?.(today);
  }
}

async function liveDay(
  office: Office,
  today: IsoDate,
  { visitsPerDay, payersWork }: Pick<Days, "visitsPerDay" | "payersWork">,
): Promise<void> {
  const { context } = office;
  await inPractice(context.app.pool, context.practiceId, (tx) => setClock(tx, today));
  if (isOfficeDay(today)) {
    const visits = inventDay({
      seed: office.seed,
      on: today,
      visits: visitsPerDay,
      people: office.people,
      clinicians: office.clinicians.length,
      lastSeen: office.lastSeen,
    });
    noteTrouble(office, today, await receiveVisits(office, today, visits));
    await mendVisits(office, today);
    await workDenials(office, today);
    await sendStatements(office, today);
    await receivePayments(office, today);
    office.counts.files += (await fileClaims(context)).files.length;
  }
  await payersWork(context, today);
  await takeIn(context);
}
