/** The work of services as the loaded fee schedule gives it. */
import type { CodeBook } from "../../core/codebook/model.ts";
import { type Decimal, decimal, multiplyDecimals, roundDecimal } from "../../core/kernel/decimal.ts";
import type { WorkSchedule } from "../../store/measures/people-rows.ts";

export function workSchedule({ contentMark, relativeValues }: Pick<CodeBook, "contentMark" | "relativeValues">): WorkSchedule {
  return {
    ...(contentMark === undefined ? {} : { mark: contentMark }),
    hundredthsOf(procedure, part, on) {
      // A stopped service has a row of its own for few codes; the others count as the whole.
      const values = relativeValues(procedure, part, on) ?? (part === "53" ? relativeValues(procedure, "", on) : undefined);
      return values === undefined ? undefined : hundredthsOf(values.work);
    },
  };
}

/** The schedule gives two decimals. */
function hundredthsOf(work: Decimal): number {
  return Number(roundDecimal(multiplyDecimals(work, decimal("100")), 0).digits);
}
