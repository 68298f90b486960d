/** A closed month: what is late for it goes to the first open day, nothing slips in behind the lock, and a past day stays as it was. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { closeMonth, keepTotals, listPeriods, reopenMonth } from "../../src/app/periods.ts";
import { storeInbound } from "../../src/app/take-in.ts";
import { takePayment } from "../../src/app/take-payment.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { appendPeriodEvent, holdBooks, holdBooksAlone, trialBalance } from "../../src/store/books.ts";
import { accountTotals, loadEntriesByKey, postEntries } from "../../src/store/journal.ts";
import { paymentsOfPatient } from "../../src/store/payments.ts";
import { sql } from "../../src/store/sql.ts";
import { inPractice, readPractice } from "../../src/store/transaction.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;
let visit: EncounterId;
const october = isoDate("2026-10-01");
const lastOfOctober = isoDate("2026-10-31");

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  world = await town.openPractice("2026-10-28");
  visit = await world.seePatient({ patient: "whitfield" });
  done(await world.code(visit, ["J20.9"], [["99203", [], [1], 10_000]]));
  await world.goTo(isoDate("2026-11-02"));
});

const close = (inSpite = "") => closeMonth(world.context, { month: october, inSpite });
const balance = () => readPractice(town.app.pool, world.context.practiceId, (tx) => trialBalance(tx, lastOfOctober));
const cashEntry = (key: string, on: string) =>
  ({
    on: isoDate(on),
    source: "deposit",
    sourceKey: key,
    memo: "test",
    lines: [
      { account: "cash", amount: cents(100) },
      { account: "unapplied", amount: cents(-100) },
    ],
  }) as const;

it("takes money that is late for it on the first open day, and keeps the day on which it came", async () => {
  done(await close());
  const before = await balance();
  done(
    await takePayment(world.context, visit, {
      amount: 4_000,
      method: "check",
      reference: "1044",
      receivedOn: isoDate("2026-10-30"),
      key: "late",
    }),
  );
  const [payment] = await world.inTx((tx) => paymentsOfPatient(tx, world.made.patient.whitfield));
  expect(payment?.receivedOn).toBe("2026-10-30");
  const [entry] = await world.inTx((tx) => loadEntriesByKey(tx, "patient-payment", [`payment ${payment?.id}`]));
  expect(entry?.on).toBe("2026-11-01");
  expect(await balance()).toEqual(before);
  await world.proveBooks();
});

it("is refused before it is over, a second time, and while a file waits", async () => {
  expect(refused(await closeMonth(world.context, { month: isoDate("2026-11-01"), inSpite: "" })).problem).toBe("not-over");
  await world.goTo(isoDate("2026-10-31"));
  const { file } = await storeInbound(world.context, { name: "later.835", bytes: new TextEncoder().encode("ISA*"), partner: "LSM01" });
  await world.goTo(isoDate("2026-11-02"));
  const answer = refused(await close("the file may wait"));
  expect(answer).toMatchObject({ problem: "unposted", message: expect.stringContaining("1 file is not worked yet") as string });
  await world.inTx((tx) => tx.run(sql`update inbound_file set status = 'worked' where id = ${file.id}`));
  done(await close());
  expect(refused(await close()).problem).toBe("closed-already");
});

it("names charges that are not in the books, and closes with a word why, which is kept", async () => {
  const unbilled = await world.seePatient({ patient: "vasquez", on: "2026-10-29" });
  done(await world.code(unbilled, ["I10"], [["99213", [], [1]]]));
  expect(refused(await close()).message).toContain("1 coded charge is not in the books");
  expect((await listPeriods(world.context)).unposted).toHaveLength(1);
  done(await close("the claim waits for the new card"));
  const { periods, lockedThrough } = await listPeriods(world.context);
  expect(lockedThrough).toBe("2026-10-31");
  expect(periods.map(({ month, closed }) => [month, closed])).toEqual([
    ["2026-11-01", false],
    ["2026-10-01", true],
  ]);
  expect(periods[1]?.events).toMatchObject([
    { kind: "closed", by: "Test", reason: "the claim waits for the new card", leftOpen: [{ count: 1 }] },
  ]);
});

it("opens again with a reason, which is kept, and closes again", async () => {
  done(await close());
  expect(refused(await reopenMonth(world.context, { month: october, reason: " " })).problem).toBe("reason");
  expect(refused(await reopenMonth(world.context, { month: isoDate("2026-09-01"), reason: "x" })).problem).toBe("not-the-last");
  done(await reopenMonth(world.context, { month: october, reason: "a payment was forgotten" }));
  await world.inTx((tx) => postEntries(tx, [cashEntry("open again", "2026-10-30")]));
  done(await close());
  const { periods } = await listPeriods(world.context);
  expect(periods[1]?.events.map(({ kind, reason }) => [kind, reason])).toEqual([
    ["closed", ""],
    ["reopened", "a payment was forgotten"],
    ["closed", ""],
  ]);
  expect((await balance()).get("cash")).toBe(100);
});

it("takes no entry, and no line, on a locked day, whoever writes it; another practice is not concerned", async () => {
  done(await close());
  const late = world.inTx((tx) => postEntries(tx, [cashEntry("late", "2026-10-31")]));
  await expect(late).rejects.toMatchObject({ code: "CW001" });
  const slipped = world.inTx(async (tx) => {
    await postEntries(tx, [cashEntry("open", "2026-11-01")]);
    await tx.run(sql`insert into journal_line (practice_id, entry_id, line_number, happened_on, account, amount)
      select ${tx.practiceId}::int, max(id), n, '2026-10-31', 'cash', amount from journal_entry, (values (8, 5), (9, -5)) as v (n, amount) group by n, amount`);
  });
  await expect(slipped).rejects.toMatchObject({ code: "CW001" });
  const other = await town.openPractice("2026-11-02");
  expect(await other.inTx((tx) => postEntries(tx, [cashEntry("free", "2026-10-31")]))).toEqual(["posted"]);
});

it("waits for a posting that is under way, and a posting that comes meanwhile sees the lock", async () => {
  const { practiceId } = world.context;
  const order: string[] = [];
  let finish = (): void => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let begun = (): void => {};
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const posting = inPractice(town.app.pool, practiceId, async (tx) => {
    await postEntries(tx, [cashEntry("in flight", "2026-10-31")]);
    begun();
    await finished;
    order.push("posted");
  });
  await hasBegun;
  const closing = close().then((outcome) => {
    order.push("closed");
    return outcome;
  });
  await untilWaiting(1);
  const next = inPractice(town.app.pool, practiceId, async (tx) => {
    const locked = await holdBooks(tx);
    order.push(`next sees ${locked ?? "no lock"}`);
  });
  await untilWaiting(2);
  expect(order).toEqual([]);
  finish();
  await posting;
  done(await closing);
  await next;
  // Who comes next goes on when the lock is committed, which may be heard before the closing's own answer.
  expect(order[0]).toBe("posted");
  expect(order.slice(1).toSorted()).toEqual(["closed", "next sees 2026-10-31"]);
  expect((await balance()).get("cash")).toBe(100);
});

it("answers for a past day the same, whether totals were brought up to date or not", async () => {
  await world.pay(visit, 2_500);
  const fold = await world.inTx((tx) => accountTotals(tx, { asOf: lastOfOctober }));
  expect(await balance()).toEqual(fold);
  expect(await keepTotals(world.context)).toBeGreaterThan(0);
  expect(await keepTotals(world.context)).toBe(0);
  await world.inTx((tx) => postEntries(tx, [cashEntry("back-dated", "2026-10-15")]));
  const later = await world.inTx((tx) => accountTotals(tx, { asOf: lastOfOctober }));
  expect(later).not.toEqual(fold);
  expect(await balance()).toEqual(later);
  await keepTotals(world.context);
  expect(await balance()).toEqual(later);
});

it("does not bring totals up to date while somebody posts, so that no entry is passed over", async () => {
  await world.inTx(async (tx) => {
    await postEntries(tx, [cashEntry("under way", "2026-11-02")]);
    expect(await keepTotals(world.context)).toBe(0);
  });
  expect(await keepTotals(world.context)).toBeGreaterThan(0);
});

it("is locked at once for the one who closed, in the same transaction", async () => {
  const closing = world.inTx(async (tx) => {
    await holdBooksAlone(tx);
    const event = {
      kind: "closed",
      month: october,
      lockedThrough: lastOfOctober,
      reason: "",
      leftOpen: [],
      by: "Test",
      on: world.today(),
    } as const;
    await appendPeriodEvent(tx, event);
    await postEntries(tx, [cashEntry("own", "2026-10-31")]);
  });
  await expect(closing).rejects.toMatchObject({ code: "CW001" });
  expect((await listPeriods(world.context)).lockedThrough).toBeUndefined();
});

async function untilWaiting(count: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { n } = await world.inTx((tx) =>
      tx.one<{ n: number }>(sql`select count(*) as n from pg_locks where locktype = 'advisory' and not granted`),
    );
    if (n >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("nobody waits");
}
