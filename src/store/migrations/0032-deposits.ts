import { type Migration, walled } from "./migration.ts";

/** That a payer's payment was found on the bank's statement, by whom and on which day. */
export const deposits: Migration = {
  name: "0032-deposits",
  sql: `
create table remittance_deposit (
  practice_id int not null references practice,
  remittance_id bigint not null,
  deposited_on date not null,
  marked_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (practice_id, remittance_id),
  foreign key (practice_id, remittance_id) references remittance
);
create index remittance_by_payer on remittance (practice_id, payer_id, id);
${walled("remittance_deposit")}
`,
};
