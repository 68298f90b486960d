import { type Migration, walled } from "./migration.ts";

/** Whose notes an account signs: one clinician of the practice, and each clinician by one account. */
export const clinicianAccounts: Migration = {
  name: "0060-clinician-accounts",
  sql: `
create table clinician_account (
  practice_id int not null references practice,
  account_id bigint not null,
  provider_id bigint not null,
  primary key (practice_id, account_id),
  unique (practice_id, provider_id),
  -- Whoever is taken out of the practice signs nothing any more.
  foreign key (practice_id, account_id) references access.membership (practice_id, account_id) on delete cascade,
  foreign key (practice_id, provider_id) references provider
);
${walled("clinician_account")}
`,
};
