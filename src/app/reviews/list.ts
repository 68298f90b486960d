/** Samples under review, what was said of one's own coding, and how right each coder is. */
import { byteOrderMark, csvLine } from "../../core/kernel/csv.ts";
import { addDays, type IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { figureOf } from "../../core/measures/read-measure.ts";
import { type AccuracyRow, accuracyOf, listSamples, reviewsOfCoder } from "../../store/coding-reviews.ts";
import { readPractice } from "../../store/transaction.ts";
import { type Context, practiceToday } from "../context.ts";
import type { Outcome } from "../refusal.ts";
import { selfOf } from "./own.ts";

const usualDays = 90;

interface Days {
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

/** Who manages reviews sees all; others what they review and what was said of their own codes. */
export async function listReviews(context: Context, asked: Days) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const to = asked.to ?? today;
    const from = asked.from ?? addDays(to, 1 - usualDays);
    const self = selfOf(context);
    const manages = context.actor.permissions.has("reviews:manage");
    const seesMoney = context.actor.permissions.has("money:read");
    return {
      today,
      days: { from, to },
      manages,
      samples: (await listSamples(tx, manages ? "all" : self)).map((one) => ({ ...one })),
      own: (await reviewsOfCoder(tx, self)).map((one) => ({ ...one })),
      accuracy: (await accuracyOf(tx, { from, to, of: manages ? "all" : self })).map((row) => accuracyView(row, seesMoney)),
    };
  });
}

/** By the field's usual definitions: by code, by visit, and by money where it is known and may be seen. */
function accuracyView({ charged, misstated, ...row }: AccuracyRow, seesMoney: boolean) {
  const percent = (part: number, whole: number): string | undefined => (whole > 0 ? figureOf("percent", { part, whole }, 1) : undefined);
  const byCode = percent(row.right, row.right + row.wrong + row.missing);
  const byVisit = percent(row.withoutError, row.reviews);
  const byMoney = seesMoney ? percent(charged - misstated, charged) : undefined;
  return {
    ...row,
    ...(byCode === undefined ? {} : { byCode }),
    ...(byVisit === undefined ? {} : { byVisit }),
    ...(byMoney === undefined ? {} : { byMoney }),
  };
}

export async function exportAccuracy(context: Context, asked: Days): Promise<Outcome<AsyncIterable<string>>> {
  const { accuracy, days } = await listReviews(context, asked);
  async function* lines() {
    yield byteOrderMark +
      csvLine([
        "Coder",
        "From",
        "To",
        "Reviews closed",
        "Without error",
        "Right codes",
        "Wrong codes",
        "Missed codes",
        "By code %",
        "By visit %",
        "By money %",
      ]);
    for (const row of accuracy)
      yield csvLine([
        row.coder,
        days.from,
        days.to,
        row.reviews,
        row.withoutError,
        row.right,
        row.wrong,
        row.missing,
        row.byCode ?? "",
        row.byVisit ?? "",
        row.byMoney ?? "",
      ]);
  }
  return ok(lines());
}
