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
delete from exception_item e
  where e.status = 'open' and e.source = 'inbound-file'
    and not exists (select from exception_event d where d.practice_id = e.practice_id and d.exception_id = e.id)
    and exists (
      select from exception_item o where o.practice_id = e.practice_id and (
        (o.source = 'acknowledgement' and split_part(o.source_key, '/', 1) = e.source_key)
        or (o.source = 'remittance' and split_part(o.source_key, '/', 1) in (
          select r.id::text from remittance r where r.practice_id = e.practice_id and r.inbound_file_id::text = e.source_key))));
alter table exception_item force row level security;
alter table exception_event force row level security;
alter table remittance force row level security;
`,
};
