/**
 * The next business day of a demonstration: the nights and weekends in between go by, the simulated payers answer, and new
 * visits come to be coded. What the staff would do is left to whoever works in it: no claim is filed and nothing is mended.
 */

import { isOfficeDay } from "../../core/academy/invent-day.ts";
import { maskedName } from "../../core/access/glass.ts";
import type { Cents } from "../../core/kernel/cents.ts";
import { addDays, type IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { formatListName } from "../../core/parties/format.ts";
import { alone } from "../../store/alone.ts";
import { setClock } from "../../store/practices.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import { type CameVisit, type Moment, readMoment, whatCameSince } from "../../store/what-came.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { mapleHollow } from "../demonstration/maple-hollow.ts";
import { labOf } from "../lab/find-copy.ts";
import { no, type Outcome } from "../refusal.ts";
import { takeIn } from "../take-in.ts";
import { checkInExpected, expectVisits } from "./expect-visits.ts";
import { receiveVisits } from "./receive-visits.ts";
import { reopenOffice } from "./reopen-office.ts";
import { type PayersWork, visitsOf } from "./run-days.ts";

/** A row of the summary that leads to a visit. */
export interface NewsOfVisit {
  readonly visitId: number;
  readonly patientName: string;
  readonly words: string;
  readonly amount?: Cents;
}

/** Without amounts for who may not see money. */
export interface NextDay {
  readonly from: IsoDate;
  readonly today: IsoDate;
  readonly payments: { readonly payer: string; readonly amount?: Cents; readonly claims: number; readonly posted: boolean }[];
  readonly denials: NewsOfVisit[];
  readonly rejections: NewsOfVisit[];
  readonly visits: NewsOfVisit[];
}

/** Refuses for a practice that no town belongs to; in a student's copy nobody new comes. Two who ask at once get a day each. */
export async function liveNextDay(context: Context, payersWork: PayersWork): Promise<Outcome<NextDay>> {
  const { app, practiceId } = context;
  return alone(app.pool, { practiceId, what: "next day" }, async () => {
    const reopened = await reopenOffice(context, mapleHollow);
    if (reopened === undefined && (await labOf(app, practiceId)) === undefined)
      return no("no-town", "This practice has no simulated town: its visits and its payers' files come by themselves.");
    const before = await inPractice(app.pool, practiceId, async (tx) => readMoment(tx, (await practiceToday(context, tx)).today));
    let today = before.on;
    do {
      today = addDays(today, 1);
      await inPractice(app.pool, practiceId, (tx) => setClock(tx, today));
      if (reopened !== undefined && isOfficeDay(today)) {
        const visits = visitsOf(reopened.office, today, reopened.town.visitsPerDay);
        const received = await receiveVisits(reopened.office, today, { visits, coded: false });
        await inPractice(app.pool, practiceId, async (tx) => {
          await checkInExpected(reopened.office, tx, { on: today, came: received.map(({ encounter }) => encounter) });
          await expectVisits(reopened.office, tx, { today, visitsPerDay: reopened.town.visitsPerDay });
        });
      }
      await payersWork(context, today);
      await takeIn(context);
    } while (!isOfficeDay(today));
    return ok(await inPractice(app.pool, practiceId, (tx) => tellDay(context, tx, { before, today })));
  });
}

async function tellDay(
  context: Context,
  tx: Tx,
  { before, today }: { readonly before: Moment; readonly today: IsoDate },
): Promise<NextDay> {
  const came = await whatCameSince(tx, before);
  const patients = [...new Set([...came.denials, ...came.rejections, ...came.visits].map((one) => one.patientId))];
  const hidden = await hiddenPatients(context, tx, patients);
  await recordAct(context, tx, { act: "visit.list", patients: patients.filter((one) => !hidden.has(one)) });
  const seesMoney = context.actor.permissions.has("money:read");
  const amountOf = (amount: Cents): { readonly amount?: Cents } => (seesMoney ? { amount } : {});
  const newsOf = (visit: CameVisit, words: string): NewsOfVisit => ({
    visitId: visit.visitId,
    patientName: hidden.has(visit.patientId) ? maskedName : formatListName(visit),
    words: hidden.has(visit.patientId) ? "" : words,
  });
  return {
    from: before.on,
    today,
    payments: came.payments.map(({ payer, amount, claims, posted }) => ({ payer, ...amountOf(amount), claims, posted })),
    denials: came.denials.map((one) => ({ ...newsOf(one, `${one.group}-${one.carc}`), ...amountOf(one.amount) })),
    rejections: came.rejections.map((one) => newsOf(one, one.reason)),
    visits: came.visits.map((one) => newsOf(one, one.reason)),
  };
}
