/** What the national physician fee schedule says of a line, for one unit; undefined where it says nothing. */
import { type Cents, centsFromDollars } from "../kernel/cents.ts";
import { addDecimals, compareDecimals, type Decimal, decimal, multiplyDecimals } from "../kernel/decimal.ts";
import type { SeenLine } from "./seen-line.ts";
import type { PayerTables } from "./tables.ts";

/** The professional or the technical part of a service, or both. */
type Component = "" | "26" | "TC";

const zero = decimal("0");

export function componentOf({ modifiers }: SeenLine): Component {
  return modifiers.includes("26") ? "26" : modifiers.includes("TC") ? "TC" : "";
}

/** The non-APM amount of the component. */
export function scheduleAmount(line: SeenLine, component: Component, tables: PayerTables): Cents | undefined {
  const values = tables.relativeValues(line.procedure, component, line.from);
  if (values === undefined) return undefined;
  return inDollars(addDecimals(addDecimals(values.work, expenseOf(line, values, tables)), values.malpractice), line, tables);
}

/** Its practice expense alone. */
export function expenseAmount(line: SeenLine, component: Component, tables: PayerTables): Cents | undefined {
  const values = tables.relativeValues(line.procedure, component, line.from);
  return values === undefined ? undefined : inDollars(expenseOf(line, values, tables), line, tables);
}

function expenseOf(
  line: SeenLine,
  { facilityPe, nonFacilityPe }: { readonly facilityPe: Decimal; readonly nonFacilityPe: Decimal },
  tables: PayerTables,
): Decimal {
  return tables.placeOfService(line.placeOfService)?.rate === "facility" ? facilityPe : nonFacilityPe;
}

function inDollars(values: Decimal, line: SeenLine, tables: PayerTables): Cents | undefined {
  const factor = tables.conversionFactor("physician", line.from);
  return factor === undefined || compareDecimals(values, zero) <= 0 ? undefined : centsFromDollars(multiplyDecimals(values, factor));
}
