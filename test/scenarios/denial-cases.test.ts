/** A case for each denied line: opened by a remittance, worked, and closed by the next one, to the cent. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { askReopeningOfDenial } from "../../src/app/denials/ask-reopening.ts";
import { replaceClaim } from "../../src/app/denials/correct-claim.ts";
import { listDeniedLines } from "../../src/app/denials/list.ts";
import { logDenialWork } from "../../src/app/denials/log.ts";
import { billPatientForDenial, writeOffDenial } from "../../src/app/denials/settle.ts";
import { type DenialPage, viewDenial } from "../../src/app/denials/view.ts";
import { takeIn } from "../../src/app/take-in.ts";
import { type DenialId, type EncounterId, id } from "../../src/core/kernel/id.ts";
import { addDays } from "../../src/core/kernel/iso-date.ts";
import { listDenials } from "../../src/store/denials.ts";
import { decidedAnew } from "../support/decided-anew.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  world = await town.openPractice("2026-11-03");
});

/** Vitamin D for tiredness is not covered by either payer: $70.00 denied. */
async function deniedVisit(patient: "delacroix" | "brandt"): Promise<EncounterId> {
  const visit = await world.seePatient({ patient, provider: "lindqvist" });
  done(
    await world.code(
      visit,
      ["R53.83"],
      [
        ["99213", [], [1]],
        ["82306", [], [1]],
      ],
    ),
  );
  await world.send(visit);
  await world.untilPaid();
  return visit;
}

async function casesOf(visit: EncounterId): Promise<readonly DenialPage[]> {
  const claim = await world.claim(visit);
  const denials = await world.inTx((tx) => listDenials(tx, { claimId: claim.id, limit: 100 }));
  const pages: DenialPage[] = [];
  for (const one of [...denials].sort((a, b) => a.id - b.id)) pages.push(done(await viewDenial(world.context, one.id)));
  return pages;
}

async function onlyCase(visit: EncounterId): Promise<DenialPage> {
  const pages = await casesOf(visit);
  if (pages.length !== 1 || pages[0] === undefined) throw new Error(`${pages.length} cases`);
  return pages[0];
}

const words = (page: DenialPage): readonly string[] => page.history.map((one) => one.words);

describe("a case", () => {
  it("says what the payer said, what it means, what to do, and until when: both clocks", async () => {
    const page = await onlyCase(await deniedVisit("delacroix"));
    expect(page).toMatchObject({
      amount: 7_000,
      group: "CO",
      adjustments: [{ group: "CO", reason: "50", amount: 7_000 }],
      category: "MN",
      liable: "practice",
      state: "open",
      remedy: { action: "appeal" },
      sameCause: { count: 1, amount: 7_000 },
      history: [],
    });
    expect(page.play.steps.length).toBeGreaterThan(2);
    expect(page.play.say.length).toBeGreaterThan(0);
    const { decidedOn } = page.remittance;
    expect(page.clocks.map(({ words: name, by }) => [name, by])).toEqual([
      ["corrected claim", addDays(page.service.date, 180)],
      ["appeal", addDays(decidedOn, 180)],
    ]);
    expect(page.appeal).toMatchObject({ level: { level: 1, name: "First-level appeal" }, late: false });
  });

  it("is won by the decision on the replacement, to the cent, and the taken-back decision stands in its history", async () => {
    const visit = await deniedVisit("delacroix");
    done(
      await world.code(
        visit,
        ["R53.83", "E55.9"],
        [
          ["99213", [], [1, 2]],
          ["82306", [], [2]],
        ],
      ),
    );
    done(await replaceClaim(world.context, visit));
    expect((await onlyCase(visit)).state).toBe("waiting");
    done(await world.release(visit));
    await world.file();
    await world.untilPaid();
    const page = await onlyCase(visit);
    // 29.60 × 1.25 = 37.00, all of it deductible; 33.00 above the price.
    expect(page).toMatchObject({
      state: "won",
      settled: { recovered: 0, patientShare: 3_700, contractual: 3_300, stillRefused: 0 },
    });
    expect(words(page)).toEqual([
      "Corrected: version 2, frequency 7",
      "835: the payer took its decision back; the corrected one is to come",
      "835: decided anew, $37.00 the patient's or the next payer's, $33.00 contractual",
    ]);
    await world.proveBooks();
  });

  it("is lost when the payer denies the replacement too, and goes on in a new case", async () => {
    const visit = await deniedVisit("delacroix");
    done(await replaceClaim(world.context, visit));
    done(await world.release(visit));
    await world.file();
    await world.untilPaid();
    const [first, second] = await casesOf(visit);
    expect(first).toMatchObject({ state: "lost", settled: { recovered: 0, stillRefused: 7_000 } });
    expect(second).toMatchObject({ state: "open", amount: 7_000, chain: [{ id: first?.id, stateWords: "lost" }] });
    await world.proveBooks();
  });

  it("waits for the money after a reopening, and is won by the payer's 835: recovered is what was paid, to the cent", async () => {
    const visit = await deniedVisit("brandt");
    const before = await onlyCase(visit);
    done(await askReopeningOfDenial(world.context, id<"denial">(before.id), "CALL-4711"));
    done(
      await logDenialWork(world.context, id<"denial">(before.id), {
        kind: "answered",
        answer: "overturned",
        words: "will be paid within 30 days",
      }),
    );
    // A promise is no money: the case waits.
    expect(await onlyCase(visit)).toMatchObject({ state: "waiting" });
    const claim = await world.claim(visit);
    const text = await world.inTx((tx) =>
      decidedAnew(tx, claim, {
        procedure: "82306",
        paid: 2_912,
        adjustments: [
          ["CO", "45", 4_029],
          ["CO", "253", 59],
        ],
      }),
    );
    await writeFile(join(world.inbox("FEDB1"), "anew.x12"), text);
    const taken = await takeIn(world.context);
    expect(taken.map((file) => file.words)).toEqual([expect.stringContaining("posted for 2 claims")]);
    const after = await onlyCase(visit);
    expect(after).toMatchObject({ state: "won", settled: { recovered: 2_912, patientShare: 0, contractual: 4_088, stillRefused: 0 } });
    expect((await world.page(visit)).money.insuranceBalance).toBe(0);
    await world.proveBooks();
  });

  it("keeps calls with who, reference, promise and next day, and refuses what makes no sense", async () => {
    const denial = id<"denial">((await onlyCase(await deniedVisit("delacroix"))).id);
    const nextOn = addDays(world.today(), 7);
    const call = {
      kind: "call",
      spokeWith: "Ms. Harper",
      reference: "C-9",
      promise: "a call back",
      nextOn,
      words: "policy 12 applies",
    } as const;
    done(await logDenialWork(world.context, denial, call));
    const page = done(await viewDenial(world.context, denial));
    expect(page.history).toMatchObject([{ words: "Telephoned with Ms. Harper, reference C-9", by: "Test", kind: "call" }]);
    expect(page.clocks.map((clock) => clock.words)).toContain("look again");
    const list = await listDeniedLines(world.context, { dueWithin: 7 });
    expect(list.denials).toMatchObject([{ id: denial, due: nextOn }]);
    expect(refused(await logDenialWork(world.context, denial, { ...call, nextOn: addDays(world.today(), -1) })).problem).toBe("past-day");
    expect(refused(await logDenialWork(world.context, denial, { kind: "answered", answer: "upheld", words: "no" })).problem).toBe(
      "nothing-asked",
    );
    expect(refused(await billPatientForDenial(world.context, denial)).problem).toBe("no-denial");
    done(await writeOffDenial(world.context, denial, "policy read: not covered"));
    expect(done(await viewDenial(world.context, denial))).toMatchObject({
      state: "written-off",
      history: [{}, { words: "$70.00 written off", detail: "policy read: not covered" }],
    });
    expect(refused(await logDenialWork(world.context, denial, call)).problem).toBe("closed");
    await world.proveBooks();
  });
});

describe("the list", () => {
  it("filters by many values, sorts, counts and adds up, and puts the same cause together", async () => {
    const first = await deniedVisit("delacroix");
    const second = await deniedVisit("brandt");
    const ids = [(await onlyCase(first)).id, (await onlyCase(second)).id] as readonly DenialId[];
    const all = await listDeniedLines(world.context);
    expect(all.denials.map((row) => row.id).sort((a, b) => a - b)).toEqual(ids);
    expect(all.states.find((state) => state.name === "open")).toMatchObject({ count: 2, amount: 14_000 });
    expect(all.groups.map(({ count, procedure }) => [count, procedure])).toEqual([
      [1, "82306"],
      [1, "82306"],
    ]);
    const lakeshore = all.choices.payers.find((payer) => payer.name === "Lakeshore Mutual")?.id;
    if (lakeshore === undefined) throw new Error("no payer");
    const some = await listDeniedLines(world.context, {
      payerIds: [lakeshore],
      states: ["open"],
      reasons: ["50"],
      procedures: ["82306"],
      sort: "amount",
    });
    expect(some.denials.map((row) => row.id)).toEqual([ids[0]]);
    expect((await listDeniedLines(world.context, { states: ["won"] })).denials).toEqual([]);
    const [top] = (await listDeniedLines(world.context, { limit: 1 })).denials;
    const page = await listDeniedLines(world.context, { limit: 1, after: id<"denial">(top?.id ?? 0) });
    expect(page.more).toBe(false);
    expect(page.denials.map((row) => row.id)).toEqual(ids.filter((one) => one !== top?.id));
  });
});
