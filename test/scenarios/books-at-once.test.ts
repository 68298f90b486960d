/**
 * Everything that moves money, at random and at once over several connections: payments, remittances over many claims,
 * write-offs, refunds, undone payments, moved money, months that close and open. No ring of waits, nothing twice, and the
 * books are what they are when one looks at them again line by line.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "../../src/app/context.ts";
import { moveMoney } from "../../src/app/move-money.ts";
import { closeMonth, keepTotals, reopenMonth } from "../../src/app/periods.ts";
import { askForMoney, decideMoney, payRefund } from "../../src/app/second-person.ts";
import { takePayment } from "../../src/app/take-payment.ts";
import { undoPayment } from "../../src/app/undo-payment.ts";
import { permissionsOf } from "../../src/core/access/roles.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import type { ChargeId, ClaimId, EncounterId, PatientId, PayerId } from "../../src/core/kernel/id.ts";
import { addDays, isoDate } from "../../src/core/kernel/iso-date.ts";
import { balanceOf, balancesAsOf } from "../../src/core/ledger/balances.ts";
import { inverseLines } from "../../src/core/ledger/entries.ts";
import type { JournalEntry } from "../../src/core/ledger/model.ts";
import { firstOpenDay, lastDayOf } from "../../src/core/ledger/periods.ts";
import { holdBooks, trialBalance } from "../../src/store/books.ts";
import { lockClaims } from "../../src/store/claims.ts";
import { loadEntriesOfDays, postEntries } from "../../src/store/journal.ts";
import { claimBalanceAsOf, journalDays, patientBalanceAsOf } from "../../src/store/journal-days.ts";
import { openPool, type Pool } from "../../src/store/pool.ts";
import { inPractice, readPractice } from "../../src/store/transaction.ts";
import { done, openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";
import { randomFrom } from "../support/random.ts";

interface Insured {
  readonly visit: EncounterId;
  readonly claimId: ClaimId;
  readonly chargeId: ChargeId;
  readonly patientId: PatientId;
  readonly payerId: PayerId;
}

const connections = 8;
const rounds = 60;
let town: Town;
let world: PracticeWorld;
let pool: Pool;
let insured: Insured[];

beforeAll(async () => {
  town = await openTown();
  pool = openPool(town.database.appConfig, { max: connections + 2 });
  world = await town.openPractice("2026-09-20");
  insured = [];
  for (const [n, patient] of (["vasquez", "osei", "vasquez", "delacroix", "osei", "vasquez"] as const).entries()) {
    const visit = await world.seePatient({ patient, on: `2026-09-1${n}` });
    done(await world.code(visit, ["I10"], [["99213", [], [1]]]));
    await world.send(visit);
    const { id, chargeIds, patientId, payerId } = await world.claim(visit);
    const chargeId = chargeIds[0];
    if (chargeId !== undefined) insured.push({ visit, claimId: id, chargeId, patientId, payerId });
  }
});
afterAll(async () => {
  await pool.end();
  await town.close();
});

it("holds together", async () => {
  const random = randomFrom(3);
  const context: Context = { ...world.context, app: { ...world.app, pool } };
  const people = [person(context, 1), person(context, 2), person(context, 3)] as const;
  const requests: number[] = [];
  let payments = 0;
  const refusals = new Map<string, number>();
  const note = (outcome: { readonly ok: boolean; readonly refusal?: { readonly problem: string } }): void => {
    const what = outcome.ok ? "done" : (outcome.refusal?.problem ?? "");
    refusals.set(what, (refusals.get(what) ?? 0) + 1);
  };
  const any = () => random.pick(insured);
  const acts: readonly ((key: string) => Promise<void>)[] = [
    async (key) => {
      const receivedOn = addDays(world.today(), -random.below(30));
      const given = { amount: 1 + random.below(9_000), method: "cash", reference: "", receivedOn, key: `pay ${key}` } as const;
      payments += 1;
      const { visit } = any();
      note((await twice(random.below(3) === 0, () => takePayment(context, visit, given))).at(-1) ?? { ok: false });
    },
    async (key) => {
      // A payment of a payer over several claims, in no order; some of it is taken back at once.
      const some = [any(), any(), any()].filter((one, at, all) => all.indexOf(one) === at);
      const paid = some.map(() => 1 + random.below(4_000));
      const takeBack = random.below(3) === 0;
      const once = () => remit(context, some, paid, key, takeBack);
      await Promise.all([once(), once()]);
    },
    async (key) => {
      const one = any();
      const payer = random.below(2) === 0 ? { payerId: one.payerId, claimId: one.claimId } : {};
      const account = random.pick(["write-off-small-balance", "write-off-courtesy"] as const);
      const subject = { what: "balance", patientId: one.patientId, chargeId: one.chargeId, account, ...payer } as const;
      const asked = await askForMoney(random.pick(people), {
        subject,
        amount: 1 + random.below(20_000),
        reason: "agreed",
        key: `ask ${key}`,
      });
      note(asked);
      if (asked.ok) requests.push(asked.value.requestId);
    },
    async (key) => {
      const { patientId } = any();
      const subject = { what: "patient-credit", patientId } as const;
      const asked = await askForMoney(random.pick(people), {
        subject,
        amount: 1 + random.below(6_000),
        reason: "asked",
        key: `back ${key}`,
      });
      note(asked);
      if (asked.ok) requests.push(asked.value.requestId);
    },
    async () => {
      if (requests.length === 0) return;
      const request = random.pick(requests);
      const [first, second] = [random.pick(people), random.pick(people)];
      const decisions = await Promise.all([first, second].map((who) => decideMoney(who, request, { decision: "approve", reason: "" })));
      expect(decisions.filter((one) => one.ok).length).toBeLessThan(2);
      decisions.forEach(note);
      note(await payRefund(first, request, { reference: "check" }));
    },
    async () => {
      if (payments === 0) return;
      note(await undoPayment(context, 1 + random.below(payments), { reason: "returned", note: "" }));
    },
    async (key) => {
      const [from, to] = [any(), any()];
      const direction = random.below(2) === 0 ? "to-charge" : "to-unapplied";
      const move = { patientId: from.patientId, chargeId: to.chargeId, amount: 1 + random.below(3_000), direction, key } as const;
      note((await twice(random.below(3) === 0, () => moveMoney(context, move))).at(-1) ?? { ok: false });
    },
    async () => {
      const month = addDays(world.today(), -random.below(60));
      if (random.below(3) === 0) note(await reopenMonth(context, { month, reason: "something was forgotten" }));
      else note(await closeMonth(context, { month, inSpite: "the rest waits" }));
      await keepTotals(context);
    },
  ];
  for (let round = 0; round < rounds; round += 1) {
    await Promise.all(Array.from({ length: connections }, (_, at) => random.pick(acts)(`${round}-${at}-key`)));
    if (round % 6 === 5) await world.goTo(addDays(world.today(), random.below(14)));
  }
  expect(refusals.get("done") ?? 0, JSON.stringify([...refusals])).toBeGreaterThan((rounds * connections) / 5);
  await world.proveBooks();
  await provePast();
});

/** As the posting of an 835 does: claims are held in the order of their ids, then all entries at once. */
async function remit(context: Context, some: readonly Insured[], paid: readonly number[], key: string, takeBack: boolean): Promise<void> {
  await inPractice(context.app.pool, context.practiceId, async (tx) => {
    const on = firstOpenDay(world.today(), await holdBooks(tx));
    await lockClaims(
      tx,
      some.map((one) => one.claimId),
    );
    const entries = some.map(({ patientId, claimId, chargeId, payerId }, at): JournalEntry => {
      const amount = paid[at] ?? 1;
      const about = { patientId, claimId, chargeId, payerId };
      return {
        on,
        source: "transfer",
        sourceKey: `${key} of ${claimId}`,
        memo: "as a remittance",
        lines: [
          { ...about, account: "cash", amount: cents(amount) },
          { ...about, account: "insurance-receivable", amount: cents(-amount) },
        ],
      };
    });
    const back = entries.map(
      (entry): JournalEntry => ({ ...entry, sourceKey: `${entry.sourceKey} back`, lines: inverseLines(entry.lines) }),
    );
    await postEntries(tx, takeBack ? [...entries, ...back] : entries);
  });
}

/** Any past day, by totals, by lines, by patient and by claim, is the fold of what was posted up to it. */
async function provePast(): Promise<void> {
  const { practiceId } = world.context;
  const always = { from: isoDate("2026-01-01"), to: lastDayOf(world.today()) };
  await readPractice(pool, practiceId, async (tx) => {
    const entries = await loadEntriesOfDays(tx, always);
    const days = await journalDays(tx, always);
    expect(days.reduce((sum, one) => sum + one.lines, 0)).toBe(entries.flatMap((entry) => entry.lines).length);
    expect(days.length).toBeGreaterThan(10);
    for (const { on } of days) {
      const fold = balancesAsOf(entries, on);
      const told = await trialBalance(tx, on);
      for (const [account, amount] of fold.accounts) expect(told.get(account) ?? 0, `${account} on ${on}`).toBe(amount);
      for (const { patientId, claimId } of insured) {
        const patient = fold.patients.get(patientId);
        const asOf = await patientBalanceAsOf(tx, patientId, on);
        expect([asOf.insurance, asOf.patient]).toEqual([
          balanceOf(patient, "insurance-receivable"),
          balanceOf(patient, "patient-receivable"),
        ]);
        const claim = fold.claims.get(claimId);
        expect(await claimBalanceAsOf(tx, claimId, on)).toEqual({
          insurance: balanceOf(claim, "insurance-receivable"),
          patient: balanceOf(claim, "patient-receivable"),
        });
      }
    }
  });
}

async function twice<Value>(really: boolean, work: () => Promise<Value>): Promise<readonly Value[]> {
  return Promise.all(really ? [work(), work()] : [work()]);
}

function person(context: Context, account: number): Context {
  const actor = {
    kind: "person",
    name: `Person ${account}`,
    accountId: account,
    role: "manager",
    permissions: permissionsOf("manager"),
    purpose: "operations",
  };
  return { ...context, user: actor.name, actor: actor as unknown as Context["actor"] };
}
