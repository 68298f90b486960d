/** How values look on the screens. */
import { cents, formatUsd } from "../core/kernel/cents.ts";
import { addDays, isoDate } from "../core/kernel/iso-date.ts";
import type { ageNames } from "../http/contract/worklist.ts";

export function usd(amount: number): string {
  return formatUsd(cents(amount));
}

/** "2026-11-23" as people in the United States write it. */
export function usDate(date: string): string {
  return `${date.slice(5, 7)}/${date.slice(8, 10)}/${date.slice(0, 4)}`;
}

/** "2026-11-26 14:05:09", the practice's own time, as people read it. */
export function localTimeWords(time: string): string {
  return `${usDate(time)} ${time.slice(11, 16)}`;
}

/** An instant at this browser's place. */
export function instantWords(instant: string): string {
  return new Date(instant).toLocaleString("en-US", { dateStyle: "short", timeStyle: "short" });
}

/** The calendar's day where the browser is, "2026-11-26". */
export function todayHere(): string {
  return new Date().toLocaleDateString("en-CA");
}

export function daysBefore(date: string, days: number): string {
  return addDays(isoDate(date), -days);
}

export const queueColors: Readonly<Record<string, string>> = {
  "needs-coding": "blue",
  "question-open": "indigo",
  "held-by-findings": "orange",
  "ready-to-file": "petrol",
  "awaiting-acknowledgement": "gray",
  rejected: "red",
  "awaiting-payment": "gray",
  silent: "orange",
  denied: "red",
  "patient-balance": "violet",
  "credit-balance": "grape",
  "unmatched-money": "orange",
  exceptions: "red",
  "outdated-code-set": "orange",
  closed: "teal",
};

/** Days since the service. */
export const ageWords: Readonly<Record<(typeof ageNames)[number], string>> = {
  "0-30": "0 to 30 days",
  "31-60": "31 to 60 days",
  "61-90": "61 to 90 days",
  "91-120": "91 to 120 days",
  "over-120": "over 120 days",
};

/** "12345-6789" of nine digits; anything else as it is. */
export function zipWords(zip: string): string {
  return /^\d{9}$/.test(zip) ? `${zip.slice(0, 5)}-${zip.slice(5)}` : zip;
}

/** "(555) 234-5678" of ten digits; anything else as it is. */
export function phoneWords(phone: string): string {
  return /^\d{10}$/.test(phone) ? `(${phone.slice(0, 3)}) ${phone.slice(3, 6)}-${phone.slice(6)}` : phone;
}
