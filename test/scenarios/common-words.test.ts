/** A restricted patient is not found by a name that thousands have, in no list. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { restrictRecord } from "../../src/app/audit/break-glass.ts";
import type { Context } from "../../src/app/context.ts";
import { listClaims } from "../../src/app/list-claims.ts";
import { listVisits } from "../../src/app/list-visits.ts";
import { permissionsOf } from "../../src/core/access/roles.ts";
import { sql } from "../../src/store/sql.ts";
import { done, openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-03-02");
});
afterAll(() => town.close());

it("goes past them even when both words are too common to be listed", async () => {
  const visit = await world.seePatient({ patient: "vasquez" });
  done(await world.code(visit, ["J06.9"], [["99213", [], [1]]]));
  await world.send(visit);
  // More patients than a word is looked up for have both names.
  await world.inTx(async (tx) => {
    await tx.run(sql`
      insert into patient (practice_id, account_number, last_name, first_name, birth_date, sex, address, guarantor)
      select practice_id, account_number || '-' || n, last_name, first_name, birth_date, sex, address, guarantor
      from patient, generate_series(1, 2100) as n where practice_id = ${tx.practiceId} and id = ${world.made.patient.vasquez}`);
    await tx.run(sql`
      insert into patient_word (practice_id, word, patient_id)
      select practice_id, w.word, p.id from patient p, (values ('vasquez'), ('elena')) as w (word)
      where practice_id = ${tx.practiceId} and last_name = 'Vasquez' on conflict do nothing`);
  });
  const biller: Context = { ...world.context, actor: { ...world.context.actor, permissions: permissionsOf("biller") } };
  const found = async (find: string) => [
    (await listVisits(biller, { find })).visits.length,
    (await listClaims(biller, { find })).claims.length,
  ];
  expect(await found("vasquez elena")).toEqual([1, 1]);
  done(await restrictRecord(world.context, world.made.patient.vasquez, { restricted: true, reason: "asked for it" }));
  expect(await found("vasquez elena")).toEqual([0, 0]);
  expect(await found("")).toEqual([1, 1]);
});
