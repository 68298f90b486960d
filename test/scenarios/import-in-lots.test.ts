/** Claims of a file are taken over in lots: as if one by one, and one that cannot be stored keeps no other of its lot back. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Context, machineContext } from "../../src/app/context.ts";
import { practice } from "../../src/app/demonstration/cast.ts";
import { importClaims } from "../../src/app/import-claims.ts";
import { setPracticeDate } from "../../src/app/open-workplace.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { inventedEnvelope } from "../../src/core/x12/samples/invented.ts";
import { inventedProfessionalClaims } from "../../src/core/x12/samples/invented-837p.ts";
import type { ProfessionalClaim } from "../../src/core/x12/transactions/professional-claim.ts";
import { writeProfessionalClaims } from "../../src/core/x12/transactions/write-professional-claims.ts";
import { openClient } from "../../src/store/pool.ts";
import { createPractice } from "../../src/store/practices.ts";
import { readPractice } from "../../src/store/transaction.ts";
import { proveBooks } from "../support/money-checks.ts";
import { openTown, type Town } from "../support/practice-world.ts";

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

async function newContext(): Promise<Context> {
  const practiceId = await createPractice(town.app.pool, practice);
  await setPracticeDate(town.app, practiceId, isoDate("2026-02-01"));
  return machineContext(town.app, practiceId, "Test");
}

const invented = inventedProfessionalClaims({ claims: 40, seed: 3 });
const billing = invented.claims[0]?.billing;
/** Of one billing provider: a file groups its claims by that, and here their order counts. */
const batch = { ...invented, claims: invented.claims.map((claim) => ({ ...claim, billing: billing ?? claim.billing })) };

function fileOf(claims: readonly ProfessionalClaim[]) {
  const { text } = writeProfessionalClaims(
    [{ ...batch, claims }],
    inventedEnvelope({ from: "MAPLEFAMILY", to: "HARBORHEALTH", control: 1 }),
  );
  return { name: "lots.x12", bytes: new TextEncoder().encode(text) };
}

/** How many rows each table has. */
function counts({ app, practiceId }: Context) {
  return readPractice(app.pool, practiceId, async (tx) => {
    await proveBooks(tx);
    const [row] = await tx.many<Record<string, number>>({
      text: `select (select count(*) from claim) as claims, (select count(*) from encounter) as visits, (select count(*) from patient) as patients,
        (select count(*) from coverage) as coverages, (select count(*) from claim_event) as events, (select count(*) from exception_item) as exceptions`,
      values: [],
    });
    return row;
  });
}

it("gives a number that comes again a tail, within a lot and across lots, and makes a person once", async () => {
  const context = await newContext();
  const [first] = batch.claims;
  if (first === undefined) throw new Error("there are claims");
  // Lots of four: the first claim comes again in its own lot, in the next and in the last.
  const claims = batch.claims.map((claim, index) =>
    [1, 5, 39].includes(index) ? { ...first, lines: claim.lines, charge: claim.charge } : claim,
  );
  const report = await importClaims(context, fileOf(claims));
  const numbers = report.claims.map((claim) => claim.controlNumber);
  const base = first.controlNumber;
  expect([numbers[0], numbers[1], numbers[5], numbers[39]]).toEqual([base, ...[2, 3, 4].map((tail) => `${base.slice(0, 15)}-${tail}`)]);
  expect(new Set(numbers).size).toBe(40);
  expect(await counts(context)).toMatchObject({ claims: 40, visits: 40, patients: 37, coverages: 37, events: 80, exceptions: 0 });
});

it("keeps back one claim that cannot be stored, and no other", async () => {
  const context = await newContext();
  const bad = batch.claims[6]?.controlNumber ?? "";
  const file = fileOf(batch.claims);
  const owner = await openClient(town.database.ownerConfig);
  await owner.query(
    `create function refuse_one() returns trigger language plpgsql as $$ begin if new.control_number = '${bad}' then raise exception 'refused'; end if; return new; end $$`,
  );
  await owner.query("create trigger refuse_one before insert on claim for each row execute function refuse_one()");
  try {
    const report = await importClaims(context, file);
    expect(report.claims.map((claim) => claim.visitId === undefined).flatMap((lost, index) => (lost ? [index] : []))).toEqual([6]);
    expect(report.claims[6]?.words).toContain("could not be stored");
    expect(await counts(context)).toMatchObject({ claims: 39, visits: 39, exceptions: 1 });
    expect(await importClaims(context, file)).toMatchObject({ already: true });
  } finally {
    await owner.query("drop trigger refuse_one on claim");
    await owner.query("drop function refuse_one()");
    await owner.end();
  }
});
