/** How other services of a day change the price of one, and by which share since when. */
import type { Cents } from "../kernel/cents.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import { type IsoDate, isoDate } from "../kernel/iso-date.ts";

export type ReducedKind = "imaging" | "therapy" | "cardiovascular" | "ophthalmology";

/** How the other services of the day change the price of one. */
export interface Beside {
  /** 1 for the dearest procedure or endoscopy family of the day, 2 and on for the others. */
  readonly rank?: number;
  /** An endoscopy that is not the dearest of its family: the value of the family's base code is taken off. */
  readonly offBase?: { readonly base: string; readonly amount: Cents };
  /** Nobody can tell its price: this other service of the day is of an endoscopy family whose base code is not loaded, or it is itself. */
  readonly familyUnknown?: { readonly beside: string };
  /** Units of which a part is paid less; the dearest unit of the day is paid in full. */
  readonly reduced?: { readonly kind: ReducedKind; readonly technical: Decimal; readonly professional: Decimal };
}

interface Rate {
  readonly from: IsoDate;
  /** Shares that stay of the technical part (therapy: of the practice expense) and of the professional part. */
  readonly technical: Decimal;
  readonly professional: Decimal;
}

const rate = (from: string, technical: string, professional = "1"): Rate => ({
  from: isoDate(from),
  technical: decimal(technical),
  professional: decimal(professional),
});

/** Newest last. Before the first day nothing is reduced. */
const rates: Readonly<Record<ReducedKind, readonly Rate[]>> = {
  // Affordable Care Act section 3135; 2012 and 2017 (Consolidated Appropriations Act, 2016, section 502) for the professional part.
  imaging: [rate("2010-07-01", "0.5"), rate("2012-01-01", "0.5", "0.75"), rate("2017-01-01", "0.5", "0.95")],
  // American Taxpayer Relief Act of 2012, section 633.
  therapy: [rate("2013-04-01", "0.5")],
  // Physician fee schedule final rule for 2013.
  cardiovascular: [rate("2013-01-01", "0.75")],
  ophthalmology: [rate("2013-01-01", "0.8")],
};

/** The shares that stay on the day; undefined where nothing is reduced. */
export function reductionRate(kind: ReducedKind, on: IsoDate): Omit<Rate, "from"> | undefined {
  return rates[kind].findLast((one) => one.from <= on);
}
