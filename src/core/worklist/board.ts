/**
 * The board: every open balance in exactly one queue. A visit's own queue has what its payer owes (or what is to be done before a
 * payer is asked); a patient's part that must wait for it stands beside, and so does a patient's credit.
 */
import { addCents, type Cents, negateCents, zeroCents } from "../kernel/cents.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { Queue } from "./queue.ts";

/** "patient-withheld": the patient's part of a visit of which something is open with the payer; only its decided services may be asked for. */
export type BoardQueue = Exclude<Queue, "closed"> | "patient-withheld";

/** Visits of one queue whose balances have the same signs. */
export interface VisitGroup {
  readonly queue: Queue;
  readonly count: number;
  readonly charged: Cents;
  readonly insurance: Cents;
  readonly patient: Cents;
  readonly oldest: IsoDate;
}

export interface BoardItem {
  readonly queue: BoardQueue;
  readonly count: number;
  /** What is open; of a visit that no payer was asked for yet, what is charged. Credits are positive. */
  readonly amount: Cents;
  readonly oldest: IsoDate;
}

export function itemsOfGroup({ queue, count, charged, insurance, patient, oldest }: VisitGroup): readonly BoardItem[] {
  if (queue === "closed") return [];
  const item = (of: BoardQueue, amount: Cents): BoardItem => ({ queue: of, count, amount, oldest });
  const ofPatient = queue === "patient-balance" || (queue === "credit-balance" && insurance >= zeroCents);
  if (ofPatient) return [item(queue, absolute(patient))];
  const own = item(queue, insurance === zeroCents ? charged : absolute(insurance));
  if (patient === zeroCents) return [own];
  return [own, item(patient > zeroCents ? "patient-withheld" : "credit-balance", absolute(patient))];
}

/** Items of one queue as one line. */
export function sumItems(items: readonly BoardItem[]): ReadonlyMap<BoardQueue, BoardItem> {
  const board = new Map<BoardQueue, BoardItem>();
  for (const one of items) {
    const known = board.get(one.queue);
    board.set(
      one.queue,
      known === undefined
        ? one
        : {
            queue: one.queue,
            count: known.count + one.count,
            amount: addCents(known.amount, one.amount),
            oldest: earlier(known.oldest, one.oldest),
          },
    );
  }
  return board;
}

/** Days are texts. */
function earlier(a: IsoDate, b: IsoDate): IsoDate {
  if (a < b) return a;
  return b;
}

function absolute(amount: Cents): Cents {
  return amount < zeroCents ? negateCents(amount) : amount;
}
