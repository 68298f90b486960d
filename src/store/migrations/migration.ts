/** A step of the schema. Forward only; a step that has been released is never changed. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/**
 * The wall around a practice's rows: row security that holds for the table's owner too. Without a practice set the
 * condition is null, so nothing is seen and nothing can be written.
 */
export function walled(...tables: readonly string[]): string {
  const mine = "practice_id = nullif(current_setting('app.practice', true), '')::int";
  return tables
    .map(
      (table) => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy practice_wall on ${table} using (${mine}) with check (${mine});`,
    )
    .join("\n");
}
