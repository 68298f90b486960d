/** Calendar dates as text, "2026-11-23". No time zone, no clock: a service date is the date on the wall where it happened. */
import { assert } from "./assert.ts";

declare const isoDateBrand: unique symbol;
export type IsoDate = string & { readonly [isoDateBrand]: "IsoDate" };

const isoText = /^(\d{4})-(\d{2})-(\d{2})$/;
const compactText = /^(\d{4})(\d{2})(\d{2})$/;

/** "2026-11-23" when it is a day of the Gregorian calendar from 1800 to 2999, else undefined. */
export function parseIsoDate(text: string): IsoDate | undefined {
  return fromMatch(isoText.exec(text));
}

/** X12's CCYYMMDD. */
export function parseCompactDate(text: string): IsoDate | undefined {
  return fromMatch(compactText.exec(text));
}

/** A date written in code or in our own data. Anything else is a bug. */
export function isoDate(text: string): IsoDate {
  const parsed = parseIsoDate(text);
  assert(parsed !== undefined, `not a date: ${text}`);
  return parsed;
}

/** X12's CCYYMMDD. */
export function formatCompactDate(date: IsoDate): string {
  return date.slice(0, 4) + date.slice(5, 7) + date.slice(8, 10);
}

/** For people in the United States: "11/23/2026". */
export function formatUsDate(date: IsoDate): string {
  return `${date.slice(5, 7)}/${date.slice(8, 10)}/${date.slice(0, 4)}`;
}

export function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4));
}

export function monthOf(date: IsoDate): number {
  return Number(date.slice(5, 7));
}

export function dayOfMonth(date: IsoDate): number {
  return Number(date.slice(8, 10));
}

/** Days since 1970-01-01 (civil-day arithmetic after Howard Hinnant's public algorithm). */
export function dayNumber(date: IsoDate): number {
  const month = monthOf(date);
  const year = month <= 2 ? yearOf(date) - 1 : yearOf(date);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth(date) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export function dateOfDayNumber(day: number): IsoDate {
  assert(Number.isSafeInteger(day), `not a day number: ${day}`);
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayInMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return isoDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(dayInMonth, 2)}`);
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** The same day so many months on; the last day of a shorter month (31 January + 1 = 28 or 29 February). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const index = yearOf(date) * 12 + (monthOf(date) - 1) + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return isoDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(dayOfMonth(date), daysInMonth(year, month)), 2)}`);
}

/** The same day so many years on; 29 February becomes 28 February in a common year. */
export function addYears(date: IsoDate, years: number): IsoDate {
  return addMonths(date, years * 12);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween({ from, to }: { readonly from: IsoDate; readonly to: IsoDate }): number {
  return dayNumber(to) - dayNumber(from);
}

/** Completed years of age; negative when the birth lies after the day. */
export function ageOn({ birth, on }: { readonly birth: IsoDate; readonly on: IsoDate }): number {
  const years = yearOf(on) - yearOf(birth);
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(date: IsoDate): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function fromMatch(match: RegExpExecArray | null): IsoDate | undefined {
  if (match === null) return undefined;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (year < 1800 || year > 2999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return `${match[1]}-${match[2]}-${match[3]}` as IsoDate;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
