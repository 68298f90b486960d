/** The audit's chain: in order whatever order transactions end in, safe when two seal, and every way of tampering is found and named. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { machineActor } from "../../src/app/access/actor.ts";
import { appendLine, readHeads } from "../../src/app/audit/heads-file.ts";
import { recordAct } from "../../src/app/audit/record.ts";
import { sealAudit } from "../../src/app/audit/seal-audit.ts";
import { practicesLost, verifyAudit } from "../../src/app/audit/verify-audit.ts";
import { chainStart, formatChainFault, linkText } from "../../src/core/access/chain.ts";
import type { PatientId } from "../../src/core/kernel/id.ts";
import { sha256 } from "../../src/store/audit/entries.ts";
import { linksAfter } from "../../src/store/audit/seals.ts";
import { erasePractice } from "../../src/store/erase-practice.ts";
import { openClient } from "../../src/store/pool.ts";
import { sql } from "../../src/store/sql.ts";
import { inPractice, type Tx } from "../../src/store/transaction.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { makeSamplePractice, type SamplePractice } from "./sample-practice.ts";

let db: TestDatabase;
let folder: string;
let sample: SamplePractice;
let app: Parameters<typeof sealAudit>[0];

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  sample = await makeSamplePractice(db.pool);
  folder = await mkdtemp(join(tmpdir(), "claimwright-audit-"));
  app = { pool: db.pool, auditHeads: join(folder, "audit", "heads.jsonl") };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const actor = machineActor("Test");

function write(tx: Tx, words: string, patients: readonly number[] = [1]): Promise<void> {
  return recordAct({ actor }, tx, { act: "visit.open", patients: patients as PatientId[], object: ["visit", words] });
}

async function writeRows(count: number, from = 1): Promise<void> {
  for (let n = from; n < from + count; n += 1) await inPractice(db.pool, sample.practiceId, (tx) => write(tx, `v${n}`));
}

/** Seals until nothing waits: other test files on the same server may hold the horizon back for a moment. */
async function sealAll(): Promise<void> {
  for (let round = 0; round < 400; round += 1) {
    await sealAudit(app, sample.practiceId, { headNow: true });
    if ((await verifyAudit(app, sample.practiceId)).waiting === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("rows stay unsealed");
}

async function chainedObjects(): Promise<readonly (string | null | undefined)[]> {
  return inPractice(db.pool, sample.practiceId, async (tx) =>
    (await linksAfter(tx, { sequence: 0, limit: 10_000 })).map(({ row }) => row?.objectId),
  );
}

/** What the owner of the tables can do when they mean to: their triggers off, inside the practice's wall. */
async function tamper(...statements: readonly string[]): Promise<void> {
  const owner = await openClient(db.ownerConfig);
  try {
    await owner.query("begin");
    await owner.query("select set_config('app.practice', $1, true)", [String(sample.practiceId)]);
    for (const table of ["audit_entry", "audit_seal", "audit_group"]) await owner.query(`alter table ${table} disable trigger user`);
    for (const statement of statements) expect((await owner.query(statement)).rowCount, statement).toBeGreaterThan(0);
    for (const table of ["audit_entry", "audit_seal", "audit_group"]) await owner.query(`alter table ${table} enable trigger user`);
    await owner.query("commit");
  } finally {
    await owner.end();
  }
}

async function faults(): Promise<readonly string[]> {
  return (await verifyAudit(app, sample.practiceId)).faults.map(formatChainFault);
}

async function entryId(object: string): Promise<number> {
  const { id } = await inPractice(db.pool, sample.practiceId, (tx) =>
    tx.one<{ id: number }>(sql`select id from audit_entry where object_id = ${object}`),
  );
  return id;
}

describe("sealing", () => {
  it("links every row once, in order, and once more changes nothing", async () => {
    await writeRows(7);
    await sealAll();
    expect(await chainedObjects()).toEqual(["v1", "v2", "v3", "v4", "v5", "v6", "v7"]);
    expect(await sealAudit(app, sample.practiceId)).toBe(0);
    const report = await verifyAudit(app, sample.practiceId);
    expect(report).toMatchObject({ links: 7, waiting: 0, faults: [], head: { sequence: 7 } });
    expect(report.heads).toBeGreaterThan(0);
    const [first] = await inPractice(db.pool, sample.practiceId, (tx) => linksAfter(tx, { sequence: 0, limit: 1 }));
    if (first?.row === undefined) throw new Error("no link");
    expect(first.link.hash).toBe(sha256(linkText(first.row, { practice: sample.practiceId, sequence: 1, before: chainStart })));
  });

  it("waits for a transaction that began before, so that a row with a lower number that commits later keeps its place", async () => {
    const slow = await openClient(db.appConfig);
    await slow.query("begin");
    await slow.query("select set_config('app.practice', $1, true)", [String(sample.practiceId)]);
    await slow.query(`insert into audit_entry (practice_id, actor_kind, actor, purpose, act, outcome, patients, object_id)
      values (${sample.practiceId}, 'machine', 'slow', 'payment', 'visit.open', 'done', 0, 'slow')`);
    await writeRows(3);
    await sealAudit(app, sample.practiceId, { headNow: true });
    expect(await chainedObjects()).toEqual([]);
    await slow.query("commit");
    await slow.end();
    await sealAll();
    expect(await chainedObjects()).toEqual(["slow", "v1", "v2", "v3"]);
    expect(await faults()).toEqual([]);
  });

  it("goes by transactions, not by numbers", async () => {
    const early = await openClient(db.appConfig);
    await early.query("begin");
    await early.query("select set_config('app.practice', $1, true), pg_current_xact_id()", [String(sample.practiceId)]);
    await writeRows(2);
    await early.query(`insert into audit_entry (practice_id, actor_kind, actor, purpose, act, outcome, patients, object_id)
      values (${sample.practiceId}, 'machine', 'early', 'payment', 'visit.open', 'done', 0, 'early')`);
    await early.query("commit");
    await early.end();
    await sealAll();
    expect(await chainedObjects()).toEqual(["early", "v1", "v2"]);
    await writeRows(1, 3);
    await sealAll();
    expect(await chainedObjects()).toEqual(["early", "v1", "v2", "v3"]);
    expect(await faults()).toEqual([]);
  });

  it("is right when many write, some roll back, and several seal at once", async () => {
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let n = 0; n < 40; n += 1) {
        await inPractice(db.pool, sample.practiceId, async (tx) => {
          for (let row = 0; row <= n % 3; row += 1) await write(tx, `${writer}/${n}/${row}`, n % 5 === 0 ? [1, 2, 3 + writer] : [1]);
          if (n % 4 === 3) throw new Error("rolled back");
        }).catch((error: Error) => expect(error.message).toBe("rolled back"));
      }
    });
    let running = true;
    const sealers = Array.from({ length: 3 }, async () => {
      while (running) await sealAudit(app, sample.practiceId, { headNow: true });
    });
    await Promise.all(writers);
    running = false;
    await Promise.all(sealers);
    await sealAll();
    const chained = await chainedObjects();
    const { n } = await inPractice(db.pool, sample.practiceId, (tx) => tx.one<{ n: number }>(sql`select count(*) as n from audit_entry`));
    expect(n).toBeGreaterThan(200);
    expect(chained.length).toBe(n);
    expect(new Set(chained).size).toBe(n);
    const report = await verifyAudit(app, sample.practiceId);
    expect(report.faults).toEqual([]);
    expect(report.heads).toBeGreaterThan(1);
  });

  it("takes a batch's end in the middle of one transaction", async () => {
    await inPractice(db.pool, sample.practiceId, (tx) =>
      tx.run(sql`insert into audit_entry (practice_id, actor_kind, actor, purpose, act, outcome, patients, object_id)
        select ${sample.practiceId}, 'machine', 'bulk', 'payment', 'visit.open', 'done', 0, n::text from generate_series(1, 12345) n`),
    );
    await sealAll();
    expect(await verifyAudit(app, sample.practiceId)).toMatchObject({ links: 12_345, waiting: 0, faults: [] });
  });
});

describe("the app's own role", () => {
  it("adds rows, and neither changes nor removes one, nor says when they happened", async () => {
    await writeRows(2);
    for (const text of [
      "update audit_entry set actor = 'x'",
      "delete from audit_entry",
      "truncate audit_entry",
      "delete from audit_seal",
      "update audit_group set hash = ''",
    ])
      await expect(
        inPractice(db.pool, sample.practiceId, (tx) => tx.run({ text, values: [] })),
        text,
      ).rejects.toThrow(/permission denied/);
    await inPractice(db.pool, sample.practiceId, (tx) =>
      tx.run(sql`insert into audit_entry (practice_id, txid, happened_at, actor_kind, actor, purpose, act, outcome, patients, object_id)
        values (${sample.practiceId}, 3, '2001-01-01', 'machine', 'forger', 'payment', 'visit.open', 'done', 0, 'forged')`),
    );
    const row = await inPractice(db.pool, sample.practiceId, (tx) =>
      tx.one<{ young: boolean; later: boolean }>(sql`
        select happened_at > now() - interval '1 minute' as young, txid > (select max(txid) from audit_entry where object_id <> 'forged') as later
        from audit_entry where object_id = 'forged'`),
    );
    expect(row).toEqual({ young: true, later: true });
  });

  it("is kept by a trigger from the owner's mistakes too", async () => {
    await writeRows(1);
    const owner = await openClient(db.ownerConfig);
    await owner.query("select set_config('app.practice', $1, false)", [String(sample.practiceId)]);
    for (const text of ["update audit_entry set actor = 'x'", "delete from audit_entry", "truncate audit_entry", "delete from disclosure"])
      await expect(owner.query(text), text).rejects.toThrow(/append only/);
    await owner.end();
  });
});

describe("tampering by who owns the tables", () => {
  beforeEach(async () => {
    await writeRows(4);
    await inPractice(db.pool, sample.practiceId, (tx) => write(tx, "list", [1, 2, 3]));
    await writeRows(5, 5);
    await sealAll();
    expect(await faults()).toEqual([]);
  });

  for (const [what, set] of [
    ["who", "actor = 'Nobody'"],
    ["what", "act = 'visit.list'"],
    ["whom", "patient_id = 2"],
    ["why", "purpose = 'treatment'"],
    ["when, by a microsecond", "happened_at = happened_at + interval '1 microsecond'"],
    ["how it ended", "outcome = 'restricted'"],
    ["what was changed", "changes = '[]'"],
    ["the session", "session = 'abc'"],
  ] as const) {
    it(`is found in a row that says otherwise ${what}`, async () => {
      const id = await entryId("v3");
      await tamper(`update audit_entry set ${set} where object_id = 'v3'`);
      expect(await faults()).toEqual([`Row ${id}, link 3 of the chain, is not what was sealed: it or a link before it was changed.`]);
    });
  }

  it("is found when a row is gone, alone or with its link", async () => {
    const id = await entryId("v3");
    await tamper("delete from audit_entry where object_id = 'v3'");
    expect(await faults()).toEqual([`Row ${id}, link 3 of the chain, is gone.`]);
    await tamper(`delete from audit_seal where entry_id = ${id}`);
    expect((await faults())[0]).toBe("Link 3 of the chain is gone.");
  });

  it("is found when a row is put in among the old ones", async () => {
    await tamper(`insert into audit_entry (practice_id, id, txid, happened_at, actor_kind, actor, purpose, act, outcome, patients)
      overriding system value
      select practice_id, 900000, txid - 1, happened_at, actor_kind, 'Framed', purpose, act, outcome, patients from audit_entry where object_id = 'v6'`);
    expect(await faults()).toEqual(["Row 900000 stands among rows that were sealed, but was never sealed: it was put in afterwards."]);
  });

  it("is found when a row is put in late with an old date", async () => {
    await tamper(`insert into audit_entry (practice_id, txid, happened_at, actor_kind, actor, purpose, act, outcome, patients, object_id)
      select practice_id, pg_current_xact_id()::text::bigint, happened_at - interval '40 days', actor_kind, 'Framed', purpose, act, outcome, patients, 'late'
      from audit_entry where object_id = 'v6'`);
    await sealAll();
    expect(await faults()).toEqual([expect.stringMatching(/^Row \d+, link 11 of the chain, says .* it was put in afterwards\.$/)]);
  });

  it("is found when the end is cut off, and when the chain then grows again", async () => {
    const ids = await Promise.all(["v8", "v9"].map(entryId));
    await tamper(`delete from audit_seal where entry_id in (${ids.join(", ")})`, `delete from audit_entry where id in (${ids.join(", ")})`);
    expect(await faults()).toEqual(["The chain ends at link 8, but 10 is written down outside of the database: its end was removed."]);
    await writeRows(3, 20);
    await sealAll();
    expect((await faults())[0]).toBe(
      "Link 10 of the chain is not the one that was written down outside of the database: the chain was made anew.",
    );
  });

  it("is found when everything is removed", async () => {
    await tamper("delete from audit_seal", "delete from audit_entry", "delete from audit_group");
    expect(await faults()).toEqual(["The chain ends at link 0, but 10 is written down outside of the database: its end was removed."]);
  });

  it("is found when the whole chain is computed anew over changed rows", async () => {
    await tamper("update audit_entry set actor = 'Nobody' where object_id = 'v3'");
    const links = await inPractice(db.pool, sample.practiceId, (tx) => linksAfter(tx, { sequence: 0, limit: 100 }));
    let before = chainStart;
    const updates: string[] = [];
    for (const { link, row } of links) {
      if (row === undefined) throw new Error("a row is missing");
      before = sha256(linkText(row, { practice: sample.practiceId, sequence: link.sequence, before }));
      updates.push(`update audit_seal set hash = '${before}' where sequence = ${link.sequence}`);
    }
    await tamper(...updates);
    expect(await faults()).toEqual([
      "Link 10 of the chain is not the one that was written down outside of the database: the chain was made anew.",
    ]);
  });

  it("is found in a list of patients that was changed or removed", async () => {
    await tamper("update audit_group set patient_ids = '{1,2}'");
    expect(await faults()).toEqual([expect.stringMatching(/^The list of patients \w{12} is not the one that was seen/)]);
    await tamper("delete from audit_group");
    expect(await faults()).toEqual([expect.stringMatching(/^The list of patients \w{12} is not the one that was seen/)]);
  });
});

describe("the heads outside", () => {
  it("survive a line that was cut off, and are written again by the next sealing", async () => {
    await writeRows(2);
    await sealAll();
    const whole = await readFile(app.auditHeads, "utf8");
    await writeFile(app.auditHeads, `${whole}{"practice":${sample.practiceId},"sequ`);
    await writeRows(2, 3);
    // The next line begins on a line of its own, whatever the one before looks like.
    await sealAll();
    expect((await readHeads(app.auditHeads)).get(sample.practiceId)?.heads.at(-1)?.sequence).toBe(4);
    expect(await faults()).toEqual([]);
  });

  it("are not written more often than once a minute while the server runs, and always when asked", async () => {
    await writeRows(1);
    await sealAll();
    const count = async (): Promise<number> => (await verifyAudit(app, sample.practiceId)).heads;
    const before = await count();
    await writeRows(1, 2);
    for (let round = 0; round < 400 && (await verifyAudit(app, sample.practiceId)).waiting > 0; round += 1)
      await sealAudit(app, sample.practiceId);
    expect(await count()).toBe(before);
    await sealAudit(app, sample.practiceId, { headNow: true });
    expect(await count()).toBe(before + 1);
  });

  it("tell a practice that was lost from one that was removed on purpose", async () => {
    await writeRows(1);
    await sealAll();
    const { practiceId } = sample;
    expect(await practicesLost(app)).toEqual([]);
    await erasePractice(db.ownerConfig, practiceId);
    expect(await practicesLost(app)).toEqual([practiceId]);
    await appendLine(app.auditHeads, { practice: practiceId, erased: true, at: "2026-01-01T00:00:00Z" });
    expect(await practicesLost(app)).toEqual([]);
  });
});

describe("a restored copy", () => {
  it("goes on with the chain: its rows have new transactions, their times and links stay", async () => {
    await writeRows(3);
    await sealAll();
    await writeRows(2, 4);
    const copy = await freshDatabase();
    try {
      const from = await openClient(db.ownerConfig);
      await from.query("select set_config('app.practice', $1, false)", [String(sample.practiceId)]);
      const to = await openClient(copy.ownerConfig);
      await to.query("begin");
      await to.query(`insert into tenant overriding system value select ${sample.practiceId}, false`);
      await to.query("select set_config('app.practice', $1, true)", [String(sample.practiceId)]);
      for (const table of ["audit_entry", "audit_seal"]) {
        const { rows } = await from.query<{ row: string }>(`select row_to_json(t)::text as row from ${table} t`);
        for (const { row } of rows)
          await to.query(`insert into ${table} overriding system value select * from json_populate_record(null::${table}, $1::json)`, [
            row,
          ]);
      }
      await to.query("commit");
      await Promise.all([from.end(), to.end()]);
      const there = { ...app, pool: copy.pool };
      await inPractice(copy.pool, sample.practiceId, (tx) => write(tx, "after"));
      for (let round = 0; round < 400 && (await verifyAudit(there, sample.practiceId)).waiting > 0; round += 1)
        await sealAudit(there, sample.practiceId, { headNow: true });
      expect(await verifyAudit(there, sample.practiceId)).toMatchObject({ links: 6, waiting: 0, faults: [] });
    } finally {
      await copy.drop();
    }
  });
});
