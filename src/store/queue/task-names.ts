/** What the application may ask the queue to do. Another name is refused by the database. */

/** Each is one `job` row that people see. */
export const jobKinds = ["import-claims", "work-files", "statement-run", "ask-eligibility", "redraft-claims"] as const;
export type JobKind = (typeof jobKinds)[number];

/** Done again and again, by the minute or less often. */
export const recurringKinds = ["take-in", "day-totals", "seal-audit"] as const;
export type RecurringKind = (typeof recurringKinds)[number];
