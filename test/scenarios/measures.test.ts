/** Every measure of a practice that has lived some weeks, counted again from the raw tables in another way. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "../../src/app/context.ts";
import { exportMeasure } from "../../src/app/measures/export-measures.ts";
import { viewPatientAging, viewPayerAging, viewTrends } from "../../src/app/measures/view-aging.ts";
import { viewDaySheet } from "../../src/app/measures/view-day-sheet.ts";
import { viewMeasure, viewMeasureRows, viewMeasures } from "../../src/app/measures/view-measures.ts";
import { workSchedule } from "../../src/app/measures/work-schedule.ts";
import { setPracticeDate } from "../../src/app/open-workplace.ts";
import { keepMeasures, keepTotals } from "../../src/app/periods.ts";
import { parseCsv } from "../../src/core/kernel/csv.ts";
import { decimal, multiplyDecimals } from "../../src/core/kernel/decimal.ts";
import { addDays, type IsoDate, isoDate } from "../../src/core/kernel/iso-date.ts";
import { measures } from "../../src/core/measures/definitions.ts";
import { wrongOpenTotals } from "../../src/store/measures/open-totals.ts";
import { compareMeasureDays } from "../../src/store/measures/read-rows.ts";
import { type Sql, sql } from "../../src/store/sql.ts";
import { inPractice } from "../../src/store/transaction.ts";
import { livePractice } from "../support/lived-practice.ts";
import { done, openTown, type Town } from "../support/practice-world.ts";
import { type Counted, countAgain, readRaw } from "./measures-counted-again.ts";
import { readMore } from "./people-counted-again.ts";
import { staffMore, staffPractice } from "./staffed-practice.ts";
import { readValues } from "./value-counted-again.ts";

const first = isoDate("2026-03-02");
const lived = 24;
const last = addDays(first, lived - 1);

/** Measures that have nothing to count before the payments of their visits had time. */
const ripeLater = ["net-collection", "gross-collection", "paid-per-visit"];
const peopleIds = measures.filter((one) => one.family === "people").map((one) => one.id);

let town: Town;
let context: Context;

beforeAll(async () => {
  town = await openTown();
  context = await livePractice(town, { from: first, days: lived, visitsPerDay: 9 });
  await staffPractice(context, { last });
}, 300_000);

afterAll(() => town.close());

function goTo(day: IsoDate) {
  return setPracticeDate(town.app, context.practiceId, day);
}

/** The figures as the program shows them against the same from the raw tables, and against the sums of the rows they open to. */
async function compare(today: IsoDate, period: { readonly from: IsoDate; readonly to: IsoDate }): Promise<ReadonlyMap<string, Counted>> {
  const { raw, more, values } = await inPractice(town.app.pool, context.practiceId, async (tx) => ({
    raw: await readRaw(tx),
    more: await readMore(tx),
    values: await readValues(tx),
  }));
  const counted = countAgain(raw, { more, values }, { today, ...period });
  const { measures: shown } = await viewMeasures(context, period);
  expect(shown.map((one) => one.id).toSorted()).toEqual([...counted.keys()].toSorted());
  for (const { id, reading, lists } of shown) {
    const again = counted.get(id);
    if (reading.state === "figure") {
      expect({ id, part: reading.sums.part, whole: reading.sums.whole }, id).toEqual({ id, part: again?.part, whole: again?.whole });
      if (again?.median !== undefined) expect([reading.sums.median, reading.sums.ninetieth], id).toEqual([again.median, again.ninetieth]);
    } else expect(["none", "too-early"], `${id} ${reading.why}`).toContain(reading.state);
    const sums = { part: 0, whole: 0 };
    for (const { index, part, whole } of lists) {
      for (let skip = 0; ; skip += 100) {
        const { rows, more } = done(await viewMeasureRows(context, id, { ...period, list: index, skip }));
        for (const row of rows) {
          if (part !== undefined) sums.part += row.part;
          if (whole !== undefined) sums.whole += row.whole;
        }
        if (!more) break;
      }
    }
    expect({ id, ...sums }).toEqual({ id, part: again?.part, whole: again?.whole });
  }
  return counted;
}

describe("measures", () => {
  it("are, to the cent and the day, what another count of the raw tables gives; their rows add up to them", {
    timeout: 120_000,
  }, async () => {
    const counted = await compare(last, { from: first, to: last });
    // A test that compares nothing with nothing would not fail.
    for (const [id, { whole }] of counted) if (!ripeLater.includes(id)) expect(whole, id).toBeGreaterThan(0);
    for (const id of peopleIds) expect(counted.get(id)?.part, id).toBeGreaterThan(0);
    for (const id of ["clean-claims", "denials-by-dollar", "first-pass", "charge-lag", "ar-over-90", "time-to-pay", "rejections"])
      expect(counted.get(id)?.whole, id).toBeGreaterThan(0);
    for (const id of [
      "denials-by-claim",
      "denials-by-dollar",
      "rejections",
      "unbilled",
      "claim-lag",
      "overturned",
      "payment-variance",
      "work-rvu",
    ])
      expect(counted.get(id)?.part, id).toBeGreaterThan(0);
    await compare(last, { from: addDays(first, 5), to: addDays(first, 12) });
    // The same from kept days, and with days among them that have changed since.
    expect(await keepMeasures(context)).toBeGreaterThan(0);
    await compare(last, { from: first, to: last });
    await staffMore(context);
    await compare(last, { from: first, to: last });
    expect(await keepMeasures(context)).toBeGreaterThan(0);
    await compare(last, { from: first, to: last });
    const checked = await inPractice(town.app.pool, context.practiceId, (tx) => compareMeasureDays(tx, workSchedule(town.app.codeBook)));
    expect(checked.wrong).toEqual([]);
    expect(checked.sums).toBeGreaterThan(100);
    // What is kept as open is what the rows add up to, also once the changes of a day were made one.
    expect(await inPractice(town.app.pool, context.practiceId, wrongOpenTotals)).toMatchObject({ wrong: [] });
  });

  it("value the work of clinicians by the fee schedule that is loaded now, whichever was when the days were kept", async () => {
    const work = async (one: Context) => {
      const reading = (await viewMeasures(one, { from: first, to: last })).measures.find(({ id }) => id === "work-rvu")?.reading;
      const opened = done(await viewMeasure(one, "work-rvu", { from: first, to: last })).measure.reading;
      expect(reading).toEqual(opened);
      return reading?.state === "figure" ? reading.sums.part : undefined;
    };
    const { codeBook } = town.app;
    const other: Context = {
      ...context,
      app: {
        ...town.app,
        codeBook: {
          ...codeBook,
          contentMark: "another schedule",
          relativeValues(code, modifier, on) {
            const values = codeBook.relativeValues(code, modifier, on);
            return values === undefined ? undefined : { ...values, work: multiplyDecimals(values.work, decimal("3")) };
          },
        },
      },
    };
    await keepMeasures(context);
    const before = (await work(context)) ?? 0;
    expect(before).toBeGreaterThan(0);
    expect(await work(other)).toBe(3 * before);
    expect(await keepMeasures(other)).toBeGreaterThan(0);
    expect(await work(other)).toBe(3 * before);
    expect(await work(context)).toBe(before);
    expect(await keepMeasures(context)).toBeGreaterThan(0);
    expect(await keepMeasures(context)).toBe(0);
    expect(await work(context)).toBe(before);
  });

  it("follow when a service's units, modifiers or clinician change", async () => {
    const work = async () => (await viewMeasures(context, { from: first, to: last })).measures.find(({ id }) => id === "work-rvu")?.reading;
    const change = (query: Sql) => inPractice(town.app.pool, context.practiceId, (tx) => tx.run(query));
    await keepMeasures(context);
    const start = await work();
    const line = sql`(select k.id from charge k where k.practice_id = ${context.practiceId} and k.procedure = '99213' and not k.removed order by k.id limit 1)`;
    for (const [there, back] of [
      [sql`update charge set units = units + 1 where id = ${line}`, sql`update charge set units = units - 1 where id = ${line}`],
      [
        sql`update charge set modifiers = modifiers || '{TC}'::text[] where id = ${line}`,
        sql`update charge set modifiers = array_remove(modifiers, 'TC') where id = ${line}`,
      ],
    ] as const) {
      expect(await change(there)).toBe(1);
      const changed = await work();
      expect(changed).not.toEqual(start);
      await keepMeasures(context);
      expect(await work()).toEqual(changed);
      await change(back);
      expect(await work()).toEqual(start);
    }
    // All visits of one clinician: fewer days of a clinician.
    const [one] = await inPractice(town.app.pool, context.practiceId, (tx) =>
      tx.many<{ id: number }>(sql`select min(rendering_id) as id from encounter where practice_id = ${context.practiceId}`),
    );
    await keepMeasures(context);
    const was = await inPractice(town.app.pool, context.practiceId, (tx) =>
      tx.many<{ id: number; rendering: number }>(
        sql`select id, rendering_id as rendering from encounter where practice_id = ${context.practiceId}`,
      ),
    );
    await change(sql`update encounter set rendering_id = ${one?.id} where rendering_id <> ${one?.id}`);
    const alone = await work();
    expect(alone).not.toEqual(start);
    await keepMeasures(context);
    expect(await work()).toEqual(alone);
    await change(sql`update encounter e set rendering_id = w.rendering
      from unnest(${was.map((row) => row.id)}::bigint[], ${was.map((row) => row.rendering)}::bigint[]) as w (id, rendering)
      where e.id = w.id and e.rendering_id <> w.rendering`);
    expect(await work()).toEqual(start);
  });

  it("say that it is too early instead of giving a figure, and give it when the time has come", { timeout: 120_000 }, async () => {
    const state = async (id: string) => (await viewMeasures(context, {})).measures.find((one) => one.id === id)?.reading;
    expect(await state("net-collection")).toMatchObject({ state: "too-early", from: addDays(first, 180) });
    expect(await state("days-in-ar")).toMatchObject({ state: "too-early" });
    const later = addDays(last, 200);
    await goTo(later);
    expect(await state("net-collection")).toMatchObject({ state: "figure" });
    const counted = await compare(later, { from: first, to: later });
    for (const id of ripeLater) expect(counted.get(id)?.part, id).toBeGreaterThan(0);
    expect(counted.get("net-collection")?.part).toBeGreaterThan(0);
    expect(counted.get("net-collection")?.whole).toBeGreaterThan(counted.get("net-collection")?.part ?? 0);
    // The same from totals that are brought up to date.
    expect(await keepTotals(context)).toBeGreaterThan(0);
    await compare(later, { from: first, to: later });
    await goTo(last);
  });

  it("have rows by payer, by kind and by month that add up to the list", async () => {
    for (const { id } of measures) {
      const page = done(await viewMeasure(context, id, { from: first, to: last }));
      for (const list of page.lists)
        for (const groups of [list.byPayer, list.byKind, list.byMonth])
          if (groups.length > 0) expect(sumOf(groups), id).toEqual({ rows: list.rows, part: list.part, whole: list.whole });
    }
    const owed = done(await viewMeasure(context, "days-in-ar", { from: first, to: last })).lists[0]?.byPayer ?? [];
    expect(owed.map(({ words }) => words)).toContain("patients");
  });

  it("tell two people of one name apart, and say which lines have no value or no expected price", async () => {
    const kinds = async (id: string) => done(await viewMeasure(context, id, { from: first, to: last })).lists[0]?.byKind ?? [];
    const coders = (await kinds("coded-per-day")).filter(({ words }) => words.startsWith("Cora Coder ("));
    expect(coders).toHaveLength(2);
    expect(coders.some(({ rows }) => rows === 1)).toBe(true);
    for (const id of ["prepared-per-day", "posted-per-day", "calls-per-day", "denials-per-day"]) {
      const people = (await kinds(id)).filter(({ words }) => words.startsWith("Cora Coder ("));
      expect(people.length, id).toBeGreaterThan(1);
    }
    expect((await kinds("work-rvu")).some(({ words, rows, part }) => words.endsWith(": no relative value") && rows > 0 && part === 0)).toBe(
      true,
    );
    const variance = await kinds("payment-variance");
    expect(variance.some(({ words }) => words.endsWith(": as expected"))).toBe(true);
    expect(variance.some(({ words }) => words.endsWith(": above"))).toBe(true);
  });

  it("leave as a spreadsheet with every row", async () => {
    const lines = done(await exportMeasure(context, "denials-by-dollar", { from: first, to: last, list: 0, skip: 0 }));
    let text = "";
    for await (const line of lines) text += line;
    const [head, ...rows] = parseCsv(text);
    expect(head).toEqual(["Date", "Patient", "Account", "Payer", "What", "Denied", "Charged"]);
    const page = done(await viewMeasure(context, "denials-by-dollar", { from: first, to: last }));
    const cents = (at: number) => rows.reduce((sum, row) => sum + Math.round(Number(row[at]) * 100), 0);
    expect([rows.length, cents(5), cents(6)]).toEqual([page.lists[0]?.rows, page.lists[0]?.part, page.lists[0]?.whole]);
  });
});

describe("open balances by age", () => {
  it("are what the books say payers and patients owe, by bucket", async () => {
    const raw = await inPractice(town.app.pool, context.practiceId, readRaw);
    const owed = (account: string) => raw.lines.filter((line) => line.account === account).reduce((sum, line) => sum + line.amount, 0);
    const payers = await viewPayerAging(context);
    expect(payers.total.balance).toBe(owed("insurance-receivable"));
    expect(payers.rows.length).toBeGreaterThan(2);
    const byService = await viewPatientAging(context, "service");
    const byStatement = await viewPatientAging(context, "statement");
    expect(byService.total.balance).toBe(owed("patient-receivable"));
    expect(byStatement.total.balance).toBe(owed("patient-receivable"));
    expect(byService.total.debits).toBeGreaterThan(0);
    const patients = new Map<number, number>();
    for (const { account, amount, patientId } of raw.lines)
      if (account === "patient-receivable") patients.set(patientId, (patients.get(patientId) ?? 0) + amount);
    for (const row of byService.rows) expect(row.balance).toBe(patients.get(row.patientId));
  });

  it("of past months add up to the trial balance of their day", async () => {
    const { receivables } = await viewTrends(context);
    expect(receivables).toHaveLength(12);
    expect(receivables.at(-1)?.total).toBeGreaterThan(0);
    for (const { on, buckets, total } of receivables) {
      const [row] = await inPractice(town.app.pool, context.practiceId, (tx) =>
        tx.many<{ owed: number }>(sql`select coalesce(sum(amount), 0)::bigint as owed from journal_line
          where practice_id = ${tx.practiceId} and account in ('insurance-receivable', 'patient-receivable') and happened_on <= ${on}::date`),
      );
      expect([on, total]).toEqual([on, row?.owed]);
      expect(buckets.reduce((sum, one) => sum + one, 0)).toBe(total);
    }
  });
});

describe("the charts", () => {
  it("say of today what the measures say, and count the same visits as they do", async () => {
    const { receivables, levels, coded, months, weeks, today } = await viewTrends(context);
    const figureOf = async (id: string, from: IsoDate) => {
      const { measure } = done(await viewMeasure(context, id, { from, to: today }));
      return measure.reading;
    };
    const days = await figureOf("days-in-ar", today);
    expect(receivables.at(-1)?.days).toBe(days.state === "figure" ? days.value : undefined);
    expect(days.state).toBe(addDays(first, 89) <= today ? "figure" : "too-early");
    const high = await figureOf("high-levels", months[0] ?? today);
    const sum = (some: readonly { readonly visits: number }[]) => some.reduce((all, one) => all + one.visits, 0);
    expect(high).toMatchObject({ sums: { part: sum(levels.filter((one) => one.level >= 4)), whole: sum(levels) } });
    expect(sum(levels)).toBeGreaterThan(0);
    const work = await figureOf("coded-per-day", weeks[0] ?? today);
    expect(work).toMatchObject({ sums: { part: sum(coded) } });
    expect(new Set(coded.map((one) => weeks.includes(one.week)))).toEqual(new Set([true]));
    // Two people of one name are two, as in the measure's own rows.
    const { lists } = done(await viewMeasure(context, "coded-per-day", { from: weeks[0] ?? today, to: today }));
    const byPerson = new Map<string, number>();
    for (const { person, visits } of coded) byPerson.set(person, (byPerson.get(person) ?? 0) + visits);
    expect([...byPerson.keys()].filter((person) => person.startsWith("Cora Coder ("))).toHaveLength(2);
    expect(byPerson).toEqual(new Map((lists[0]?.byKind ?? []).map(({ words, rows }) => [words, rows])));
  });
});

describe("the day sheet", () => {
  it("of every day ties visits, charges, claims and deposits, with every difference by its rows", { timeout: 60_000 }, async () => {
    const { raw, more, posted } = await inPractice(town.app.pool, context.practiceId, async (tx) => ({
      raw: await readRaw(tx),
      more: await readMore(tx),
      posted: await tx.many<{ visit: number; total: number; made: IsoDate }>(
        sql`select c.encounter_id as visit, c.charge_total as total,
          (select min(happened_on) from claim_event e where e.practice_id = c.practice_id and e.claim_id = c.id) as made from claim c where c.practice_id = ${tx.practiceId} and c.rank = 1`,
      ),
    }));
    const kinds = new Set<string>();
    for (let offset = 0; offset < lived; offset += 1) {
      const day = addDays(first, offset);
      await checkSheet({ from: day, to: day }, { raw, more, posted, kinds });
    }
    await checkSheet({ from: first, to: last }, { raw, more, posted, kinds });
    // A sheet without a difference would prove little.
    expect(kinds.size).toBeGreaterThan(4);
  });

  it("has a month at most", async () => {
    expect((await viewDaySheet(context, { from: first, to: addDays(first, 31) })).ok).toBe(false);
  });
});

async function checkSheet(
  days: { readonly from: IsoDate; readonly to: IsoDate },
  {
    raw,
    more,
    posted,
    kinds,
  }: {
    readonly more: Awaited<ReturnType<typeof readMore>>;
    readonly raw: Awaited<ReturnType<typeof readRaw>>;
    readonly posted: readonly { readonly visit: number; readonly total: number; readonly made: IsoDate }[];
    readonly kinds: Set<string>;
  },
): Promise<void> {
  const inDays = (on: IsoDate) => on >= days.from && on <= days.to;
  const sheet = done(await viewDaySheet(context, days));
  const [visits, charges, claims, deposits] = sheet.steps;
  const seen = new Set(raw.visits.filter((visit) => inDays(visit.on)).map((visit) => visit.id));
  const booked = (account: string) =>
    raw.lines.filter((line) => line.account === account && inDays(line.on)).reduce((sum, line) => sum + line.amount, 0);
  // What each was coded with by the end of the last day.
  const codedThen = new Map(
    more.codings
      .filter((one) => seen.has(one.visit) && one.on <= days.to)
      .toSorted((a, b) => a.sequence - b.sequence)
      .map((one) => [one.visit, one.total]),
  );
  const charged = [...codedThen.values()].reduce((sum, total) => sum + total, 0);
  expect([visits?.left.amount, charges?.left.amount, claims?.left.amount]).toEqual([seen.size, charged, charged]);
  expect([charges?.right.amount, deposits?.right.amount]).toEqual([0 - booked("charges"), booked("cash")]);
  expect(claims?.right.amount).toBe(
    posted.filter((claim) => seen.has(claim.visit) && claim.made <= days.to).reduce((sum, claim) => sum + claim.total, 0),
  );
  for (const step of sheet.steps) {
    expect([days, step.name, step.ties]).toEqual([days, step.name, true]);
    const explained = step.differences.reduce((sum, one) => sum + one.amount, 0);
    expect(step.left.amount + explained).toBe(step.right.amount);
    for (const { words, rows, amount, count } of [...step.differences, ...step.parts]) {
      kinds.add(words);
      if (count === rows.length) expect(rows.reduce((sum, row) => sum + row.amount, 0)).toBe(amount);
    }
  }
}

function sumOf(groups: readonly { readonly rows: number; readonly part: number; readonly whole: number }[]) {
  return groups.reduce((sum, one) => ({ rows: sum.rows + one.rows, part: sum.part + one.part, whole: sum.whole + one.whole }), {
    rows: 0,
    part: 0,
    whole: 0,
  });
}
