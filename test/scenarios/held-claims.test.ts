/** What the check holds stays in the house until it is fixed; what has left cannot be recoded. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { signNote } from "../../src/app/notes/write-note.ts";
import { prepareClaim } from "../../src/app/prepare-claim.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  world = await town.openPractice("2026-11-14");
});

it("holds a visit and a procedure of one day without modifier 25, and lets it go with it", async () => {
  const visit = await world.seePatient({ patient: "osei" });
  const diagnoses = ["M17.11", "I10"];
  done(
    await world.code(visit, diagnoses, [
      ["99213", [], [2]],
      ["20610", ["RT"], [1]],
    ]),
  );
  done(await prepareClaim(world.context, visit));
  expect((await world.claim(visit)).state).toBe("held");
  expect(await world.queue(visit)).toBe("held-by-findings");
  expect((await world.page(visit)).claim?.findings.map((one) => one.code)).toContain("CLM-MOD-25");
  expect(refused(await world.release(visit)).message).not.toBe("");
  expect((await world.file()).files).toEqual([]);
  done(
    await world.code(visit, diagnoses, [
      ["99213", ["25"], [2]],
      ["20610", ["RT"], [1]],
    ]),
  );
  done(await prepareClaim(world.context, visit));
  expect(await world.claim(visit)).toMatchObject({ state: "ready", version: 1 });
  done(await world.release(visit));
  expect((await world.file()).files).toHaveLength(1);
  await world.untilPaid();
  const { money } = await world.page(visit);
  expect(money.charged).toBe(17_500 + 12_500);
  await world.pay(visit, money.patientBalance);
  expect(await world.queue(visit)).toBe("closed");
  await world.proveBooks();
});

it("holds a claim whose note is not signed until it is", async () => {
  const visit = await world.seePatient({ patient: "vasquez", signed: false });
  done(await world.code(visit, ["I10"], [["99213", [], [1]]]));
  done(await prepareClaim(world.context, visit));
  expect((await world.page(visit)).claim?.findings.map((one) => one.code)).toContain("CLM-NOTE-UNSIGNED");
  expect(await world.queue(visit)).toBe("held-by-findings");
  done(await signNote(world.context, visit, { newest: "as-it-stands" }));
  expect(refused(await signNote(world.context, visit, { newest: "as-it-stands" })).problem).toBe("signed");
  done(await prepareClaim(world.context, visit));
  expect((await world.claim(visit)).state).toBe("ready");
  await world.proveBooks();
});

it("refuses to recode while the claim is on its way or with the payer", async () => {
  const visit = await world.seePatient({ patient: "vasquez" });
  const recode = () => world.code(visit, ["I10"], [["99214", [], [1]]]);
  done(await world.code(visit, ["I10"], [["99213", [], [1]]]));
  done(await recode());
  done(await prepareClaim(world.context, visit));
  done(await world.release(visit));
  expect(refused(await recode()).problem).toBe("claim-sent");
  await world.file();
  expect(refused(await recode()).problem).toBe("claim-sent");
  expect(refused(await prepareClaim(world.context, visit)).problem).toBe("sent");
  await world.answers();
  expect(refused(await recode()).problem).toBe("claim-sent");
  expect((await world.page(visit)).charges.map((one) => one.procedure)).toEqual(["99214"]);
  await world.untilPaid();
  done(await recode());
  await world.proveBooks();
});

it("follows the codes in the books while the claim is still here", async () => {
  const visit = await world.seePatient({ patient: "vasquez" });
  for (const [procedure, modifiers, price] of [
    ["99213", [], 17_500],
    ["99214", [], 24_500],
    ["99214", ["25"], 24_500],
  ] as const) {
    done(await world.code(visit, ["I10"], [[procedure, modifiers, [1]]]));
    done(await prepareClaim(world.context, visit));
    expect((await world.page(visit)).money).toMatchObject({ charged: price, insuranceBalance: price });
  }
  await world.proveBooks();
});
