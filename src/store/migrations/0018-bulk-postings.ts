import type { Migration } from "./migration.ts";

/**
 * What a line of the books names is looked up once a statement instead of once a row and column: six checks a line were two
 * thirds of the time of a posting. Nothing is given up: claims, charges and patients with lines are kept by the foreign keys
 * of their balances, which are written with the lines, payers by their claims and remittances by their claims' answers.
 * Other tables that are written in bulk have the practice by the foreign key that also names its row.
 */
export const bulkPostings: Migration = {
  name: "0018-bulk-postings",
  sql: `
alter table journal_line
  drop constraint journal_line_practice_id_fkey,
  drop constraint journal_line_practice_id_patient_id_fkey,
  drop constraint journal_line_practice_id_claim_id_fkey,
  drop constraint journal_line_practice_id_charge_id_fkey,
  drop constraint journal_line_practice_id_payer_id_fkey,
  drop constraint journal_line_practice_id_remittance_id_fkey;

create function journal_lines_name_rows() returns trigger language plpgsql as $$
declare
  missing text;
begin
  select 'patient ' || a.id into missing from (select distinct practice_id, patient_id as id from added where patient_id is not null) a
    where not exists (select 1 from patient t where t.practice_id = a.practice_id and t.id = a.id) limit 1;
  if missing is null then
    select 'claim ' || a.id into missing from (select distinct practice_id, claim_id as id from added where claim_id is not null) a
      where not exists (select 1 from claim t where t.practice_id = a.practice_id and t.id = a.id) limit 1;
  end if;
  if missing is null then
    select 'charge ' || a.id into missing from (select distinct practice_id, charge_id as id from added where charge_id is not null) a
      where not exists (select 1 from charge t where t.practice_id = a.practice_id and t.id = a.id) limit 1;
  end if;
  if missing is null then
    select 'payer ' || a.id into missing from (select distinct practice_id, payer_id as id from added where payer_id is not null) a
      where not exists (select 1 from payer t where t.practice_id = a.practice_id and t.id = a.id) limit 1;
  end if;
  if missing is null then
    select 'remittance ' || a.id into missing
      from (select distinct practice_id, remittance_id as id from added where remittance_id is not null) a
      where not exists (select 1 from remittance t where t.practice_id = a.practice_id and t.id = a.id) limit 1;
  end if;
  if missing is not null then
    raise exception 'a journal line names % which is not there (foreign key)', missing using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger journal_line_names_rows after insert on journal_line
  referencing new table as added for each statement execute function journal_lines_name_rows();

-- An import finds a patient by name and birth date; row security lets only the date use an index.
create index patient_by_birth on patient (practice_id, birth_date, id);

alter table claim_event drop constraint claim_event_practice_id_fkey;
alter table claim_finding drop constraint claim_finding_practice_id_fkey;
alter table remittance_claim drop constraint remittance_claim_practice_id_fkey;
alter table charge drop constraint charge_practice_id_fkey;
alter table encounter_diagnosis drop constraint encounter_diagnosis_practice_id_fkey;
alter table charge_balance drop constraint charge_balance_practice_id_fkey;
alter table claim_balance drop constraint claim_balance_practice_id_fkey;
alter table patient_balance drop constraint patient_balance_practice_id_fkey;
alter table patient_word drop constraint patient_word_practice_id_fkey;
`,
};
