import type { Migration } from "./migration.ts";

/**
 * A file whose payments or answers stand among the exceptions one by one stood there a second time, as a file. That second place is
 * taken away, unless a person has decided about it; the file itself, its state and its words stay.
 */
export const filesToldOnce: Migration = {
  name: "0066-files-told-once",
  sql: `
alter table exception_item no force row level security;
alter table exception_event no force row level security;
alter table remittance no force row level security;
create temporary table told_inside on commit drop as
  select distinct o.practice_id, split_part(o.source_key, '/', 1) as file from exception_item o where o.source = 'acknowledgement'
  union
  select distinct o.practice_id, r.inbound_file_id::text from exception_item o
    join remittance r on r.practice_id = o.practice_id and r.id::text = split_part(o.source_key, '/', 1) where o.source = 'remittance';
delete from exception_item e using told_inside t
  where t.practice_id = e.practice_id and t.file = e.source_key and e.status = 'open' and e.source = 'inbound-file'
    and not exists (select from exception_event d where d.practice_id = e.practice_id and d.exception_id = e.id);
drop table told_inside;
alter table exception_item force row level security;
alter table exception_event force row level security;
alter table remittance force row level security;
`,
};
