/** The desk's board: each queue with count, money, the oldest and what to do; and what waits today. */
import { type Cents, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import { addDays } from "../../core/kernel/iso-date.ts";
import { type BoardItem, type BoardQueue, itemsOfGroup, sumItems } from "../../core/worklist/board.ts";
import { queues } from "../../core/worklist/queue.ts";
import { countDenialsUntil, openExceptionCount, queueTallies, unmatchedMoney, visitGroups } from "../../store/board.ts";
import { readPractice, type Tx } from "../../store/transaction.ts";
import { type Context, practiceToday } from "../context.ts";
import { queueWords } from "../visit-queue.ts";
import { ownIdOf } from "./owners.ts";

/** A denial whose last day is this near is shown as one of today's. */
const nearDays = 14;

const boardQueues: readonly BoardQueue[] = queues
  .filter((queue) => queue !== "closed")
  .flatMap((queue): BoardQueue[] => (queue === "patient-balance" ? [queue, "patient-withheld"] : [queue]));

/** What may be asked is decided for each service (`core/billing/patient-due.ts`), so a statement may ask for some of it meanwhile. */
const withheld = {
  words: "Patient's, payer open",
  next: "Work the payer's part first. Statements ask only for the services that are decided.",
};

export async function viewBoard(context: Context) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const items = sumItems([...(await visitGroups(tx, today)).flatMap(itemsOfGroup), ...(await otherItems(tx))]);
    const tallies = new Map((await queueTallies(tx, { owner: ownIdOf(context), today })).map((one) => [one.queue as BoardQueue, one]));
    const until = addDays(today, nearDays);
    const lines = boardQueues.map((queue) => {
      const item = items.get(queue);
      const { words, next } = queue === "patient-withheld" ? withheld : queueWords[queue];
      const { mine = 0, due = 0, asleep = 0 } = tallies.get(queue) ?? {};
      return {
        name: queue,
        words,
        next,
        count: item?.count ?? 0,
        amount: item?.amount ?? zeroCents,
        mine,
        due,
        asleep,
        ...(item === undefined ? {} : { oldest: item.oldest as string }),
      };
    });
    return {
      today: today as string,
      queues: lines,
      due: lines.reduce((sum, one) => sum + one.due, 0),
      nearDenials: { count: await countDenialsUntil(tx, until), until: until as string },
    };
  });
}

/** What no visit has: money without a charge, and what could not be understood. */
async function otherItems(tx: Tx): Promise<readonly BoardItem[]> {
  const money = await unmatchedMoney(tx);
  const exceptions = await openExceptionCount(tx);
  const oldest = money.map(({ since }) => since).sort()[0];
  const amount: Cents = sumCents(money.map((one) => one.amount));
  return [
    ...(oldest === undefined ? [] : [{ queue: "unmatched-money" as const, count: money.length, amount, oldest }]),
    ...(exceptions.oldest === null
      ? []
      : [{ queue: "exceptions" as const, count: exceptions.count, amount: zeroCents, oldest: exceptions.oldest }]),
  ];
}
