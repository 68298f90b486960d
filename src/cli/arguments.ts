/** What the commands' options have in common. Wrong values are told as wrong usage. */
import { type Cents, parseCents } from "../core/kernel/cents.ts";
import { type Decimal, parseDecimal } from "../core/kernel/decimal.ts";
import { type IsoDate, parseIsoDate } from "../core/kernel/iso-date.ts";
import { type Io, UsageError } from "./io.ts";

/** The one file of a command that takes one. */
export function onlyFile(positionals: readonly string[], usage: string): string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError(`Give one file, or - for standard input: ${usage}`);
  return file;
}

/** An option with a day, YYYY-MM-DD; the machine's day when it is left out. */
export function dayOption(io: Io, text: string | undefined, name: string): IsoDate {
  if (text === undefined) return io.now().today;
  const day = parseIsoDate(text);
  if (day === undefined) throw new UsageError(`--${name} takes a day as YYYY-MM-DD between 1800 and 2999, not "${text.slice(0, 40)}".`);
  return day;
}

/** A whole number within the limits, both included. */
export function numberOption(
  text: string | undefined,
  { name, least, most, otherwise }: { readonly name: string; readonly least: number; readonly most: number; readonly otherwise: number },
): number {
  if (text === undefined) return otherwise;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw new UsageError(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`);
  return value;
}

export function amountOption(text: string | undefined, name: string): Cents | undefined {
  if (text === undefined) return undefined;
  const amount = parseCents(text);
  if (amount === undefined || amount < 0) throw new UsageError(`--${name} takes an amount in dollars, not "${text}".`);
  return amount;
}

export function decimalOption(text: string | undefined, name: string): Decimal | undefined {
  if (text === undefined) return undefined;
  const value = parseDecimal(text);
  if (value === undefined || value.digits < 0n) throw new UsageError(`--${name} takes a number such as 0.2, not "${text}".`);
  return value;
}
