/** How long an account rests after wrong passwords and codes: guesses become slow, and the person is not shut out for a day. */

/** This many may be wrong before the account rests at all. */
export const freeFailures = 4;
const longestMinutes = 15;

/** Minutes of rest after this many failures in a row: 1, 2, 4, 8, then 15 after each. */
export function restMinutes(failures: number): number {
  if (failures <= freeFailures) return 0;
  return Math.min(2 ** Math.min(failures - freeFailures - 1, 10), longestMinutes);
}
