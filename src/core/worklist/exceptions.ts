/** What a person can decide about something that could not be placed. Money of it stays in its own queue until it is posted. */
export const exceptionHows = {
  "belongs-to-claim": "Belongs to a claim",
  "done-elsewhere": "Was dealt with",
  "not-ours": "Is not ours",
  "went-back": "Goes back to the payer",
  "patients-money": "Is a patient's own money",
} as const;

export type ExceptionHow = keyof typeof exceptionHows;
