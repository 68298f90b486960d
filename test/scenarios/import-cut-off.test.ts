/** An import that is cut off, at any point, and begun again ends as one that never was; each claim is taken over once. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Context, machineContext } from "../../src/app/context.ts";
import { practice } from "../../src/app/demonstration/cast.ts";
import { importClaims, resumeImport } from "../../src/app/import-claims.ts";
import { unwatched } from "../../src/app/jobs/task.ts";
import { setPracticeDate } from "../../src/app/open-workplace.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { inventedProfessionalClaimFile } from "../../src/core/x12/samples/invented-837p.ts";
import { listInboundFiles } from "../../src/store/inbound-files.ts";
import { createPractice } from "../../src/store/practices.ts";
import { inPractice, readPractice } from "../../src/store/transaction.ts";
import { failingAfter } from "../support/failing-pool.ts";
import { proveBooks } from "../support/money-checks.ts";
import { openTown, type Town } from "../support/practice-world.ts";

const claims = 9;
const file = { name: "others.x12", bytes: inventedProfessionalClaimFile({ claims, seed: 7 }) };
let town: Town;
let whole: Awaited<ReturnType<typeof contentOf>>;

beforeAll(async () => {
  town = await openTown();
  const context = await newContext();
  const report = await importClaims(context, file);
  expect(report.claims).toHaveLength(claims);
  whole = await contentOf(context);
  expect(whole.claims).toHaveLength(claims);
});
afterAll(() => town.close());

async function newContext(): Promise<Context> {
  const practiceId = await createPractice(town.app.pool, practice);
  await setPracticeDate(town.app, practiceId, isoDate("2026-02-01"));
  return machineContext(town.app, practiceId, "Test");
}

/** All that an import makes, without the numbers that the database gives. */
async function contentOf({ app, practiceId }: Context) {
  return readPractice(app.pool, practiceId, async (tx) => {
    await proveBooks(tx);
    const rows = <Row>(text: string): Promise<Row[]> => tx.many<Row>({ text, values: [] });
    return {
      claims: await rows<unknown>("select control_number, state, content - 'place' as content from claim order by control_number"),
      outcomes: await rows<unknown>(
        "select position, control_number, words, encounter_id is null as lost from import_claim order by position",
      ),
      patients: await rows<unknown>("select last_name, first_name, birth_date from patient order by 1, 2, 3"),
      coverages: await rows<unknown>("select member_id, rank from coverage order by 1, 2"),
      visits: await rows<unknown>("select count(*) as n from encounter"),
      money: await rows<unknown>(
        "select account, sum(amount)::bigint as amount, count(*) as n from journal_line group by account order by account",
      ),
      exceptions: await rows<unknown>("select reason from exception_item order by reason"),
      files: await rows<unknown>("select name, status, report from inbound_file"),
    };
  });
}

it.each([1, 2, 3, 5, 8, 10])("cut off after %i transactions, and begun again with the same bytes", async (transactions) => {
  const context = await newContext();
  const cutOff = { ...context, app: failingAfter(context.app, transactions) };
  await expect(importClaims(cutOff, file)).rejects.toThrow("the connection is lost");
  const report = await importClaims(context, file);
  expect(report).toMatchObject({ already: false });
  expect(report.claims).toHaveLength(claims);
  expect(await contentOf(context)).toEqual(whole);
  expect(await importClaims(context, file)).toMatchObject({ already: true, claims: [] });
});

it("cut off again and again, and finished by the next start of the server", async () => {
  const context = await newContext();
  await expect(importClaims({ ...context, app: failingAfter(context.app, 2) }, file)).rejects.toThrow();
  const fileId = await inPractice(
    context.app.pool,
    context.practiceId,
    async (tx) => (await listInboundFiles(tx, { limit: 1 }))[0]?.id ?? 0,
  );
  for (const transactions of [2, 4, 6])
    await expect(resumeImport({ ...context, app: failingAfter(context.app, transactions) }, fileId, unwatched)).rejects.toThrow();
  expect(await resumeImport(context, fileId, unwatched)).toMatch(/^9 claims? read/);
  expect(await contentOf(context)).toEqual(whole);
});

it("by two at once takes each claim over once", async () => {
  const context = await newContext();
  const [one, other] = await Promise.all([importClaims(context, file), importClaims(context, file)]);
  expect([one?.claims.length, other?.claims.length].includes(claims)).toBe(true);
  expect(await contentOf(context)).toEqual(whole);
});
