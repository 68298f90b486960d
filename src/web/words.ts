/** How values look on the screens. */
import { cents, formatUsd } from "../core/kernel/cents.ts";

export function usd(amount: number): string {
  return formatUsd(cents(amount));
}

/** "2026-11-23" as people in the United States write it. */
export function usDate(date: string): string {
  return `${date.slice(5, 7)}/${date.slice(8, 10)}/${date.slice(0, 4)}`;
}

export const queueColors: Readonly<Record<string, string>> = {
  "needs-coding": "blue",
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
