import { type Migration, walled } from "./migration.ts";

/** What became of each claim of an imported file, written with the claim itself: an import cut off goes on after the last of them. */
export const importClaims: Migration = {
  name: "0010-import-claims",
  sql: `
create table import_claim (
  practice_id int not null references practice,
  inbound_file_id bigint not null,
  position int not null check (position >= 0),
  control_number text not null,
  encounter_id bigint,
  words text not null,
  primary key (practice_id, inbound_file_id, position),
  foreign key (practice_id, inbound_file_id) references inbound_file,
  foreign key (practice_id, encounter_id) references encounter
);
${walled("import_claim")}
`,
};
