import type { Migration } from "./migration.ts";

/** A payer that refuses a question's file (TA1, 999) will not answer it: the question ends with the payer's reason, and can be asked again. */
export const refusedQuestions: Migration = {
  name: "0051-refused-questions",
  sql: `
alter table inquiry drop constraint inquiry_state_check;
alter table inquiry
  add column refused_on date,
  add column refusal text,
  add constraint inquiry_state_check check (state in ('asked', 'answered', 'refused')),
  add check ((state = 'refused') = (refusal is not null and refused_on is not null));
`,
};
