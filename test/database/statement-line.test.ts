/** Statements that go out together: each gets its own answer, and one that fails takes down only what came with it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decimal } from "../../src/core/kernel/decimal.ts";
import { toJson } from "../../src/store/json.ts";
import { openPool, type Pool } from "../../src/store/pool.ts";
import { sql } from "../../src/store/sql.ts";
import { outsidePractices, singleStatements } from "../../src/store/transaction.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let db: TestDatabase;
/** One connection, so that what it knows of a statement is asked for again. */
let pool: Pool;

beforeAll(async () => {
  db = await freshDatabase();
  pool = openPool(db.appConfig, { max: 1 });
});
afterAll(async () => {
  await pool.end();
  await db.drop();
});

describe("statements that go out together", () => {
  it("each has its own rows, also the same one twice and one that finds nothing", async () => {
    const numbers = (count: number) => sql`select n, n % 2 = 0 as even from generate_series(1, ${count}::int) n`;
    for (let round = 0; round < 2; round += 1) {
      const found = await outsidePractices(pool, (tx) =>
        Promise.all([
          tx.many(numbers(2)),
          tx.many(numbers(0)),
          tx.many(numbers(1)),
          tx.one(sql`select ${round}::int as round, null as nothing`),
        ]),
      );
      expect(found).toEqual([
        [
          { n: 1, even: false },
          { n: 2, even: true },
        ],
        [],
        [{ n: 1, even: false }],
        { round, nothing: null },
      ]);
    }
  });

  it("bring values of every kind there and back", async () => {
    const texts = ['a "b" \\ {c}', "", "NULL", "ä, €", "two\n\tlines", '"😀"', "\u2028", "\u007f", null];
    const given = sql`select ${texts}::text[] as texts, ${[1, 2, -3]}::bigint[] as numbers, ${[true, false]}::bool[] as flags,
      ${Buffer.from("ä")}::bytea as bytes, ${[Buffer.from([0, 92, 255])]}::bytea[] as many, ${toJson({ rate: decimal("1.5"), text: 'q"' })}::jsonb as json,
      ${"2026-02-28"}::date as day, ${[["a", "b"]]}::text[] as deep, ${12_345_678_901}::bigint as large, ${undefined}::text as absent`;
    expect(await singleStatements(pool).one(given)).toEqual({
      texts,
      numbers: [1, 2, -3],
      flags: [true, false],
      bytes: Buffer.from("ä"),
      many: [Buffer.from([0, 92, 255])],
      json: { rate: decimal("1.5"), text: 'q"' },
      day: "2026-02-28",
      deep: [["a", "b"]],
      large: 12_345_678_901,
      absent: null,
    });
  });

  it("fail with the first one's error, and can all be asked again on the same connection", async () => {
    const broken = sql`select 1 / ${0}::int as broken`;
    const after = sql`select ${7}::int as "after"`;
    for (let round = 0; round < 2; round += 1) {
      const asked = outsidePractices(pool, async (tx) => {
        const [one, two, three] = await Promise.allSettled([tx.one(sql`select 3 as before`), tx.one(broken), tx.one(after)]);
        return { one, two, three };
      });
      await expect(asked).resolves.toMatchObject({
        one: { status: "rejected" },
        two: { status: "rejected" },
        three: { status: "rejected" },
      });
    }
    expect(await outsidePractices(pool, (tx) => Promise.all([tx.one(sql`select 3 as before`), tx.one(after)]))).toEqual([
      { before: 3 },
      { after: 7 },
    ]);
  });

  it("fail when a value cannot be read, and the connection goes on", async () => {
    const tooLarge = outsidePractices(pool, (tx) => tx.one(sql`select ${"9007199254740993"}::bigint as n`));
    await expect(tooLarge).rejects.toThrow("past 2^53");
    expect(await singleStatements(pool).one(sql`select 1 as n`)).toEqual({ n: 1 });
  });

  it("throw what a write that nobody waited for threw, and keep nothing of its transaction", async () => {
    const written = outsidePractices(pool, async (tx) => {
      tx.post(sql`create temporary table kept (n int)`);
      tx.post(sql`select 1 / ${0}::int`);
    });
    await expect(written).rejects.toThrow("division by zero");
    await expect(singleStatements(pool).many(sql`select * from kept`)).rejects.toThrow('relation "kept" does not exist');
    await expect(singleStatements(pool).run(sql`select 1 from generate_series(1, 3)`)).resolves.toBe(3);
  });
});
