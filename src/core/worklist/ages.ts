/** How long ago a service was, in the steps that aging is told in. */
import { addDays, type IsoDate } from "../kernel/iso-date.ts";

/** Days since the service. */
export const ages = ["0-30", "31-60", "61-90", "91-120", "over-120"] as const;
export type Age = (typeof ages)[number];

export interface Span {
  readonly from: IsoDate | "-infinity";
  readonly to: IsoDate;
}

/** The days of service that are so old today. */
export function spanOf(age: Age, today: IsoDate): Span {
  const days = (from: number, to: number) => ({ from: addDays(today, -to), to: addDays(today, -from) });
  switch (age) {
    case "0-30":
      return { from: addDays(today, -30), to: addDays(today, 3650) };
    case "31-60":
      return days(31, 60);
    case "61-90":
      return days(61, 90);
    case "91-120":
      return days(91, 120);
    case "over-120":
      return { from: "-infinity", to: addDays(today, -121) };
  }
}
