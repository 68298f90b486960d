/** The board: every open balance and every unresolved item in exactly one queue; exceptions decided by hand; one's own day. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listOpenExceptions } from "../../src/app/view-files.ts";
import { viewMyDay } from "../../src/app/worklist/my-day.ts";
import { reopenByHand, resolveByHand } from "../../src/app/worklist/resolve-exception.ts";
import { viewBoard } from "../../src/app/worklist/view-board.ts";
import { viewUnmatched } from "../../src/app/worklist/view-unmatched.ts";
import { noteOnVisit } from "../../src/app/worklist/work-on-visit.ts";
import { addDays } from "../../src/core/kernel/iso-date.ts";
import { raiseException } from "../../src/store/exceptions.ts";
import { sql } from "../../src/store/sql.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-11-16");
});
afterAll(() => town.close());

const line = async (name: string) => {
  const found = (await viewBoard(world.context)).queues.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no queue ${name}`);
  return found;
};

/** What is open in the ledger is what the board shows as open, to the cent. */
async function proveBoard(): Promise<void> {
  const board = await viewBoard(world.context);
  const ledger = await world.inTx((tx) =>
    tx.one<{ insurance: number; patient: number; unapplied: number }>(sql`
      select coalesce(sum(abs(insurance)), 0)::bigint as insurance, coalesce(sum(abs(patient)), 0)::bigint as patient,
        (select coalesce(-sum(amount), 0)::bigint from journal_line where practice_id = ${tx.practiceId} and account = 'unapplied') as unapplied
      from (select k.encounter_id, sum(b.insurance) as insurance, sum(b.patient) as patient from charge_balance b
        join charge k on k.practice_id = b.practice_id and k.id = b.charge_id where b.practice_id = ${tx.practiceId} group by 1) v`),
  );
  const unpriced = await world.inTx((tx) =>
    tx.one<{ charged: number }>(sql`
      select coalesce(sum(charged), 0)::bigint as charged from visit_place
      where practice_id = ${tx.practiceId} and insurance = 0 and queue not in ('closed', 'patient-balance', 'credit-balance')`),
  );
  const shown = board.queues.reduce((sum, one) => sum + one.amount, 0);
  expect(shown).toBe(ledger.insurance + ledger.patient + ledger.unapplied + unpriced.charged);
}

describe("the board", () => {
  it("has each open balance once, through coding, filing, payment and what the patient owes", async () => {
    const first = await world.seePatient({ patient: "vasquez", on: "2026-11-12" });
    expect((await line("needs-coding")).count).toBe(1);
    done(await world.code(first, ["I10"], [["99213", [], [1], 15_000]]));
    const second = await world.seePatient({ patient: "marchetti", on: "2026-11-13" });
    done(await world.code(second, ["I10"], [["99213", [], [1], 15_000]]));
    expect(await line("ready-to-file")).toMatchObject({ count: 2, amount: 30_000 });
    await proveBoard();
    await world.send(first);
    await world.send(second);
    await proveBoard();
    await world.untilPaid();
    await proveBoard();
    const open = (await viewBoard(world.context)).queues.reduce((sum, one) => sum + one.count, 0);
    expect(open).toBeGreaterThan(0);
  });

  it("has money of a patient that belongs to no charge", async () => {
    const { patient } = world.made;
    await world.inTx((tx) =>
      tx.run(sql`with e as (insert into journal_entry (practice_id, happened_on, source, source_key, memo)
          values (${tx.practiceId}, ${world.today()}, 'deposit', 'desk-board', 'too much was paid') returning id)
        insert into journal_line (practice_id, entry_id, line_number, happened_on, account, amount, patient_id)
        select ${tx.practiceId}, e.id, n, ${world.today()}, a, v, p from e,
          (values (1, 'cash', 700::bigint, null::bigint), (2, 'unapplied', -700, ${patient.vasquez}::bigint)) l (n, a, v, p)`),
    );
    expect(await line("unmatched-money")).toMatchObject({ amount: 700, count: 1 });
    const { money } = await viewUnmatched(world.context);
    expect(money).toMatchObject([{ amount: 700, from: expect.stringContaining("Vasquez") }]);
    await proveBoard();
  });
});

describe("an exception", () => {
  it("is decided once, with its claim, and can be taken back", async () => {
    await world.inTx((tx) =>
      raiseException(tx, {
        source: "inbound-file",
        sourceKey: "x",
        reason: "a file for somebody",
        detail: { amount: 500 },
        raisedOn: world.today(),
      }),
    );
    const item = (await listOpenExceptions(world.context)).exceptions.find(({ words }) => words === "a file for somebody");
    if (item === undefined) throw new Error("it was raised");
    const before = (await line("exceptions")).count;
    const wrong = { how: "belongs-to-claim", words: "seen in the file", controlNumber: "NOBODY" } as const;
    expect(refused(await resolveByHand(world.context, item.id, wrong)).problem).toBe("no-claim");
    const visit = await world.seePatient({ patient: "vasquez", on: "2026-11-02" });
    done(await world.code(visit, ["I10"], [["99213", [], [1], 15_000]]));
    await world.send(visit);
    const { controlNumber } = await world.claim(visit);
    done(await resolveByHand(world.context, item.id, { ...wrong, controlNumber }));
    expect((await line("exceptions")).count).toBe(before - 1);
    expect(refused(await resolveByHand(world.context, item.id, { ...wrong, controlNumber })).problem).toBe("resolved");
    const { resolved } = await listOpenExceptions(world.context);
    expect(resolved.find(({ id }) => id === item.id)?.resolved).toMatchObject({
      byHand: true,
      words: "Belongs to a claim: seen in the file",
    });
    done(await reopenByHand(world.context, item.id, "that was the wrong claim"));
    expect((await line("exceptions")).count).toBe(before);
    expect(refused(await reopenByHand(world.context, item.id, "again")).problem).toBe("open");
  });
});

describe("my day", () => {
  it("counts what I changed, not what I looked at, and leads to each", async () => {
    const visit = await world.seePatient({ patient: "vasquez", on: addDays(world.today(), -9) });
    done(await noteOnVisit(world.context, visit, "called"));
    await world.page(visit);
    const day = await viewMyDay(world.context, undefined);
    expect(day.counts.find(({ act }) => act === "work.note")?.count).toBe(1);
    expect(day.counts.find(({ act }) => act === "visit.open")).toBeUndefined();
    const [row] = day.rows;
    expect(row).toMatchObject({ act: "work.note", visitId: visit });
    expect(row?.patientName).toContain("Vasquez");
    expect((await viewMyDay({ ...world.context, actor: { ...world.context.actor, name: "Somebody else" } }, undefined)).rows).toEqual([]);
  });
});
