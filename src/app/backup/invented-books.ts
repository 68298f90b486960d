/** Books of some size for measuring: patients, and entries of two lines each. Nothing of it is anybody's. */
import { openClient, openPool } from "../../store/pool.ts";
import { startDatabase } from "../../store/supervisor/start-database.ts";
import { createEmptyPractice } from "../create-empty-practice.ts";
import { openApp } from "../open-app.ts";

export async function inventBooks(dataDir: string, entries: number): Promise<void> {
  const database = await startDatabase({ dataDir });
  const pool = openPool(database.appConfig);
  const practice = await createEmptyPractice(openApp({ pool, dataDir }));
  await pool.end();
  const owner = await openClient(database.ownerConfig);
  try {
    await owner.query("begin");
    await owner.query("select set_config('app.practice', $1, true)", [String(practice)]);
    await owner.query(
      `insert into patient (practice_id, account_number, last_name, first_name, birth_date, sex, address, guarantor)
      select $1, 'B' || n, 'Bench' || n, 'Test', date '1960-01-01' + (n % 20000)::int, 'U',
        '{"line1":"1 Bench Road","city":"Test","state":"OH","zip":"43004"}', '{"relationship":"self"}'
      from generate_series(1, $2::int / 10) n`,
      [practice, entries],
    );
    await owner.query(
      `insert into journal_entry (practice_id, happened_on, source, source_key, memo)
      select $1, date '2026-01-01' + (n % 300)::int, 'charge', 'bench ' || n, 'Charge of a visit' from generate_series(1, $2::int) n`,
      [practice, entries],
    );
    await owner.query(
      `insert into journal_line (practice_id, entry_id, line_number, happened_on, account, amount)
      select $1, e.id, l, e.happened_on, case l when 1 then 'cash' else 'charges' end, case l when 1 then 1 else -1 end * (1000 + e.id % 50000)
      from journal_entry e cross join generate_series(1, 2) l where e.practice_id = $1`,
      [practice],
    );
    await owner.query("commit");
  } finally {
    await owner.end();
    await database.stop();
  }
}
