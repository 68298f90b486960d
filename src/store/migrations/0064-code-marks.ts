import { type Migration, walled } from "./migration.ts";

/** Codes that somebody keeps at hand, and those that they opened last. Nothing of a patient: a code and a time. */
export const codeMarks: Migration = {
  name: "0064-code-marks",
  sql: `
create table code_mark (
  practice_id int not null references practice,
  -- An account; 0 is whoever sits at a demonstration that opens without a password.
  owner_id bigint not null,
  system text not null check (system in ('icd10cm', 'icd10pcs', 'cpt', 'hcpcs', 'modifier', 'pos')),
  -- Without a dot.
  code text not null check (code <> '' and length(code) <= 10),
  favourite boolean not null,
  opened_at timestamptz not null default clock_timestamp(),
  primary key (practice_id, owner_id, system, code)
);
${walled("code_mark")}
`,
};
