import type { Migration } from "./migration.ts";

/** What can be done about held money: it goes back, becomes a patient's own, or its posting is undone. And small balances close together. */
export const exceptionActs: Migration = {
  name: "0047-exception-acts",
  sql: `
alter table money_limit drop constraint money_limit_kind_check;
alter table money_limit add constraint money_limit_kind_check
  check (kind in ('write-off', 'courtesy', 'patient-refund', 'payer-refund', 'undone-posting'));
alter table money_request drop constraint money_request_kind_check;
alter table money_request add constraint money_request_kind_check
  check (kind in ('write-off', 'courtesy', 'patient-refund', 'payer-refund', 'undone-posting'));
-- A payer's money that fits no claim of ours has no patient; small balances that are closed together have many.
alter table money_request alter column patient_id drop not null;
alter table money_request add check (patient_id is not null or (kind in ('payer-refund', 'write-off') and claim_id is null and charge_id is null));

alter table exception_event drop constraint exception_event_how_check;
alter table exception_event add constraint exception_event_how_check
  check (how in ('belongs-to-claim', 'done-elsewhere', 'not-ours', 'went-back', 'patients-money'));
`,
};
