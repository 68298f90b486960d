/** What the wall between practices costs: the same work on the same rows with row security and without it. */
import { openClient } from "../../store/pool.ts";
import { startDatabase } from "../../store/supervisor/start-database.ts";
import type { Context } from "../context.ts";

export interface Overhead {
  /** Seconds of each round. */
  readonly withWall: readonly number[];
  readonly without: readonly number[];
}

/**
 * A page of the list and a change of fifty rows in a transaction, in turns on the walled table and on a copy of it without
 * row security. Both statements name the practice, and both transactions are the application's.
 */
export async function measureTenancy(
  { app, practiceId }: Context,
  {
    dataDir,
    rounds,
    seconds,
  }: { readonly dataDir: string; readonly rounds: number; readonly seconds: (work: () => Promise<void>) => Promise<number> },
): Promise<Overhead> {
  const database = await startDatabase({ dataDir });
  const owner = await openClient(database.ownerConfig);
  try {
    await owner.query(`select set_config('app.practice', '${practiceId}', false)`);
    await owner.query("create table bench_open (like visit_place including all)");
    await owner.query("insert into bench_open select * from visit_place");
    await owner.query(`grant select, insert, update, delete on bench_open to ${database.appConfig.user}`);
    await owner.query("analyze bench_open");
    await owner.query("analyze visit_place");
    const withWall: number[] = [];
    const without: number[] = [];
    for (let round = -rounds / 10; round < rounds; round += 1) {
      const open = await seconds(() => workOn("bench_open", "begin", round));
      const walled = await seconds(() => workOn("visit_place", `begin; select set_config('app.practice', '${practiceId}', true)`, round));
      if (round < 0) continue;
      without.push(open);
      withWall.push(walled);
    }
    return { withWall, without };
  } finally {
    await owner.query("drop table if exists bench_open");
    await owner.end();
    await database.stop();
  }

  async function workOn(table: "bench_open" | "visit_place", begin: string, round: number): Promise<void> {
    const client = await app.pool.connect();
    try {
      await client.query(begin);
      const { rows } = await client.query<{ encounter_id: number }>({
        name: `bench-page-${table}`,
        text: `select * from ${table} where practice_id = $1 and queue = any($2::text[]) order by visit_date desc, encounter_id desc limit 100`,
        values: [practiceId, ["closed", "denied", "awaiting-payment"]],
      });
      await client.query({
        name: `bench-change-${table}`,
        text: `update ${table} set charged = charged + $3 where practice_id = $1 and encounter_id = any($2::bigint[])`,
        values: [practiceId, rows.slice(0, 50).map((row) => row.encounter_id), round % 2 === 0 ? 1 : -1],
      });
      await client.query("commit");
    } finally {
      client.release();
    }
  }
}
