/** The books on a real PostgreSQL: they add up, they are added to once, and nobody changes them. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cents } from "../../src/core/kernel/cents.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { foldBalances } from "../../src/core/ledger/balances.ts";
import type { JournalEntry, JournalLine } from "../../src/core/ledger/model.ts";
import {
  chargeBalances,
  claimBalances,
  openChargesAsOf,
  patientBalance,
  patientsWhoOwe,
  verifyBalances,
} from "../../src/store/balances.ts";
import {
  accountTotals,
  linesOfClaims,
  linesOfPatient,
  loadEntries,
  loadEntriesByKey,
  loadEntriesOfDays,
  postEntries,
} from "../../src/store/journal.ts";
import { openClient } from "../../src/store/pool.ts";
import { sql } from "../../src/store/sql.ts";
import { inPractice } from "../../src/store/transaction.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { chargeOf, day, makeSamplePractice, type SamplePractice } from "./sample-practice.ts";

let db: TestDatabase;
let sample: SamplePractice;

beforeAll(async () => {
  db = await freshDatabase();
  sample = await makeSamplePractice(db.pool);
});
afterAll(() => db.drop());

describe("posting", () => {
  it("adds an entry and the balances once", async () => {
    const post = () => inPractice(db.pool, sample.practiceId, (tx) => postEntries(tx, [chargeOf(sample)]));
    expect([await post(), await post()]).toEqual([["posted"], ["already"]]);
    await inPractice(db.pool, sample.practiceId, async (tx) => {
      expect((await claimBalances(tx, [sample.claimId])).get(sample.claimId)).toEqual({ insurance: 15000, patient: 0 });
      expect((await chargeBalances(tx, sample.chargeIds)).size).toBe(1);
      expect(await patientBalance(tx, sample.patientId)).toEqual({ insurance: 15000, patient: 0, unapplied: 0 });
      const [entry] = await loadEntries(tx, { claimIds: [sample.claimId] });
      expect(entry).toMatchObject(chargeOf(sample));
      expect(await loadEntriesByKey(tx, "charge", [String(sample.chargeIds[0])])).toEqual([entry]);
      expect(await loadEntriesOfDays(tx, { from: day, to: day })).toEqual([entry]);
      expect((await linesOfClaims(tx, [sample.claimId])).get(sample.claimId)).toEqual(chargeOf(sample).lines);
    });
  });

  it("adds it once also when eight do it at the same moment", async () => {
    const entry: JournalEntry = { ...chargeOf(sample, 100), source: "transfer", sourceKey: "race" };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => inPractice(db.pool, sample.practiceId, (tx) => postEntries(tx, [entry]))),
    );
    expect(answers.flat().sort()).toEqual([...Array<string>(7).fill("already"), "posted"]);
    await inPractice(db.pool, sample.practiceId, async (tx) => {
      expect((await patientBalance(tx, sample.patientId)).insurance).toBe(15100);
      expect(await verifyBalances(tx)).toEqual([]);
    });
  });

  it("rolls back everything with an entry that does not add up", async () => {
    const good: JournalEntry = { ...chargeOf(sample), source: "transfer", sourceKey: "good" };
    const bad: JournalEntry = {
      ...good,
      sourceKey: "bad",
      lines: good.lines.map((line, index) => (index === 0 ? { ...line, amount: cents(1) } : line)),
    };
    const posting = inPractice(db.pool, sample.practiceId, (tx) => postEntries(tx, [good, bad]));
    await expect(posting).rejects.toThrow(/does not add up to zero/);
    expect(await inPractice(db.pool, sample.practiceId, (tx) => loadEntriesByKey(tx, "transfer", ["good", "bad"]))).toEqual([]);
  });

  it("agrees with the fold of the core, whatever is posted", async () => {
    const receivable = fc.constantFrom(
      "insurance-receivable" as const,
      "patient-receivable" as const,
      "unapplied" as const,
      "cash" as const,
    );
    const line = fc.record({ account: receivable, amount: fc.integer({ min: -100_000, max: 100_000 }), charge: fc.constantFrom(0, 1, 2) });
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(line, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 }), async (drafts) => {
        const entries = drafts.map((draft): JournalEntry => {
          const lines = draft.map((one): JournalLine => {
            const chargeId = sample.chargeIds[one.charge];
            const about = chargeId === undefined ? {} : { chargeId, claimId: sample.claimId };
            return { account: one.account, amount: cents(one.amount), patientId: sample.patientId, ...about };
          });
          const rest = cents(0 - lines.reduce((sum, one) => sum + one.amount, 0));
          number += 1;
          return {
            on: day,
            source: "transfer",
            sourceKey: `p${number}`,
            memo: "",
            lines: [...lines, { account: "contractual", amount: rest }],
          };
        });
        await inPractice(db.pool, sample.practiceId, async (tx) => {
          await postEntries(tx, entries);
          const folded = foldBalances(await linesOfPatient(tx, sample.patientId)).patients.get(sample.patientId);
          const stored = await patientBalance(tx, sample.patientId);
          expect(stored.insurance).toBe(folded?.get("insurance-receivable") ?? 0);
          expect(stored.patient).toBe(folded?.get("patient-receivable") ?? 0);
          expect(0 - stored.unapplied).toBe((folded?.get("unapplied") ?? 0) + 0);
          expect(await verifyBalances(tx)).toEqual([]);
          expect([...(await accountTotals(tx)).values()].reduce((sum, amount) => sum + amount, 0)).toBe(0);
        });
      }),
      { numRuns: 20 },
    );
  });

  it("answers for a past day", async () => {
    const later: JournalEntry = { ...chargeOf(sample, 777), on: isoDate("2026-04-01"), source: "transfer", sourceKey: "later" };
    await inPractice(db.pool, sample.practiceId, async (tx) => {
      const before = await accountTotals(tx);
      await postEntries(tx, [later]);
      expect(await accountTotals(tx, { asOf: day })).toEqual(before);
      expect((await accountTotals(tx, { from: isoDate("2026-04-01") })).get("charges")).toBe(-777);
      const open = await openChargesAsOf(tx, day);
      expect(open.every((row) => row.insurance !== 0 || row.patient !== 0)).toBe(true);
      expect(open.every((row) => row.serviceFrom === day)).toBe(true);
      expect((await patientsWhoOwe(tx, { atLeast: cents(0), limit: 5 })).length).toBeLessThanOrEqual(1);
    });
  });
});

describe("append only", () => {
  it("lets neither the app nor the owner change or remove a line", async () => {
    const text = [
      "update journal_line set amount = 0",
      "delete from journal_line",
      "update journal_entry set memo = 'x'",
      "truncate journal_line",
    ];
    for (const one of text) {
      const byApp = inPractice(db.pool, sample.practiceId, (tx) => tx.run({ text: one, values: [] }));
      await expect(byApp, one).rejects.toThrow(/permission denied/);
    }
    const owner = await openClient(db.ownerConfig);
    for (const one of text) await expect(owner.query(one), one).rejects.toThrow(/append only/);
    await owner.end();
  });

  it("does not let a line be added to an old entry unless it still adds up", async () => {
    const adding = inPractice(db.pool, sample.practiceId, (tx) =>
      tx.run(sql`insert into journal_line (practice_id, entry_id, line_number, happened_on, account, amount)
        select ${sample.practiceId}::int, min(id), 99, ${day}::date, 'cash', 5 from journal_entry`),
    );
    await expect(adding).rejects.toThrow(/does not add up to zero/);
  });
});
