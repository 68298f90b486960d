/**
 * A presentation: one way in which people come to a family practice, as text from which a seeded visit is drawn, with the
 * codes that a careful coder gives it standing at the words that support them. The words of a note and its evidence come
 * from the same text, so they cannot part.
 *
 * - `{one|two}`        one of these; `{120..138}` a whole number in between
 * - `{age}` `{person}` `{he}` `{He}` `{his}` `{him}`   of the patient; `{person}` is "62-year-old woman"
 * - `[[I10 words]]`    a diagnosis at these words; the first is the first-listed one
 * - `<<99213 words>>`  a service at these words: modifiers `99213-25`, units `J3301x4`, diagnoses by their place `@12`
 *
 * `EM2` to `EM5` is the office visit of that level, for a new or an established patient; `WELL` the well visit of the
 * patient's age or of Medicare; `FLU` and `FLUGIVE` the influenza vaccine and its administration for age and payer.
 */
export interface Presentation {
  readonly key: string;
  /** Why the patient came, in the words of the front desk. */
  readonly reason: string;
  /** Years, both included. */
  readonly ages: readonly [from: number, to: number];
  readonly sex?: "F" | "M";
  /** How often, against the others that fit. */
  readonly weight: number;
  /** Months in which it is seen; absent: all year. */
  readonly months?: readonly number[];
  /** Only in patients who live with this. */
  readonly condition?: Condition;
  /** Medicare does not pay for it or calls it otherwise, so it is drawn for the others only; or the other way round. */
  readonly payer?: "medicare" | "not-medicare";
  readonly note: string;
}

/** What a patient lives with for years; it decides what brings them back. */
export const conditions = [
  "hypertension",
  "diabetes",
  "diabetes-kidney",
  "lipids",
  "thyroid",
  "asthma",
  "copd",
  "depression",
  "anxiety",
  "knees",
  "atrial-fibrillation",
  "heart-failure",
  "migraine",
  "attention",
] as const;

export type Condition = (typeof conditions)[number];
