/** A sample is drawn, reviewed, disputed, revised and closed; who may see and say what; what it counts for. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { restrictRecord } from "../../src/app/audit/break-glass.ts";
import type { Context } from "../../src/app/context.ts";
import { viewMeasure } from "../../src/app/measures/view-measures.ts";
import { drawSample, reviewChoices } from "../../src/app/reviews/draw.ts";
import { exportAccuracy, listReviews } from "../../src/app/reviews/list.ts";
import { answerReview, closeReview, giveOwnCodes, giveVerdicts, viewReview } from "../../src/app/reviews/review.ts";
import { saveCoding } from "../../src/app/save-coding.ts";
import { setFee } from "../../src/app/settings/fees.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import { parseCsv } from "../../src/core/kernel/csv.ts";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import type { CodeVerdict } from "../../src/core/reviews/model.ts";
import { sql } from "../../src/store/sql.ts";
import { memberContext } from "../support/people.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;
let coder: Context;
let second: Context;
let auditor: Context;
let visits: readonly EncounterId[];
const days = { from: isoDate("2026-03-02"), to: isoDate("2026-03-02") };
const asked = { ...days, coder: "Cora Coder", size: 3, method: "risk", seed: 11, blind: false } as const;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-03-02");
  coder = await memberContext(world.context, "Cora Coder", "coder");
  second = await memberContext(world.context, "Sami Second", "coder");
  auditor = await memberContext(world.context, "Ada Auditor", "auditor");
  const made: EncounterId[] = [];
  for (const [index, patient] of (["vasquez", "osei", "vasquez", "osei", "vasquez"] as const).entries()) {
    const visit = await world.seePatient({ patient });
    done(await code(coder, visit, index === 0 ? "99215" : "99213"));
    made.push(visit);
  }
  visits = made;
}, 60_000);
afterAll(() => town.close());

function code(who: Context, visit: EncounterId, procedure: string) {
  return saveCoding(who, visit, {
    diagnoses: [{ code: "J06.9", evidence: [] }],
    charges: [{ procedure, modifiers: [], units: "1", pointers: [1], evidence: [] }],
  });
}

async function verdictsOf(who: Context, place: { readonly sampleId: number; readonly position: number }): Promise<readonly CodeVerdict[]> {
  const { verdicts } = done(await viewReview(who, place));
  if (verdicts === undefined) throw new Error("the coder's codes are kept back");
  return verdicts;
}

describe("a sample", () => {
  it("is drawn again to the same visits, and keeps their coding as it was", async () => {
    expect((await reviewChoices(auditor, days)).coders).toEqual([{ name: "Cora Coder", visits: 5 }]);
    const drawn = async () => {
      const { sampleId } = done(await drawSample(auditor, asked));
      return world.inTx((tx) =>
        tx.many(
          sql`select position, encounter_id, coder_id, coding, risk from coding_sample_visit where sample_id = ${sampleId} order by 1`,
        ),
      );
    };
    const first = await drawn();
    expect(first).toHaveLength(3);
    expect(await drawn()).toEqual(first);
    expect(first[0]).toMatchObject({ coder_id: coder.actor.accountId });
  });

  it("is not drawn of nothing, nor given to whoever coded it, nor to who may not review", async () => {
    expect(refused(await drawSample(auditor, { ...asked, coder: "Nobody" })).problem).toBe("nothing-coded");
    // An auditor may see what is restricted; somebody else who draws may not, and is not told that nothing was coded.
    const both = [world.made.patient.vasquez, world.made.patient.osei];
    for (const one of both) done(await restrictRecord(world.context, one, { restricted: true, reason: "asked for it" }));
    const lead = await memberContext(world.context, "Lea Lead", "coder");
    expect(refused(await drawSample(lead, asked))).toMatchObject({
      problem: "restricted",
      message: "What Cora Coder coded in these days is of records that are restricted for you.",
    });
    for (const one of both) done(await restrictRecord(world.context, one, { restricted: false, reason: "" }));
    const own = Number(coder.actor.accountId);
    expect(refused(await drawSample(auditor, { ...asked, reviewerId: own })).problem).toBe("own-work");
    const student = await memberContext(world.context, "Stu Student", "student");
    expect(refused(await drawSample(auditor, { ...asked, reviewerId: Number(student.actor.accountId) })).problem).toBe("not-found");
    expect([student, second].map((who) => who.actor.permissions.has("reviews:manage"))).toEqual([false, false]);
    expect(student.actor.permissions.has("reviews:take")).toBe(false);
  });
});

describe("a review", () => {
  it("goes from verdicts over a dispute to its end, and counts from then on", async () => {
    const { sampleId } = done(await drawSample(auditor, { ...asked, size: 5, method: "random" }));
    const [first] = visits;
    const { position } = await world.inTx((tx) =>
      tx.one<{ position: number }>(sql`select position from coding_sample_visit where sample_id = ${sampleId} and encounter_id = ${first}`),
    );
    const place = { sampleId, position };
    // Before the reviewer has said something, the coder is told nothing; a colleague never.
    expect(refused(await viewReview(coder, place)).problem).toBe("not-found");
    expect(refused(await viewReview(second, place)).problem).toBe("not-found");
    expect(refused(await closeReview(auditor, place, "")).problem).toBe("state");
    const lowered = (await verdictsOf(auditor, place)).map((one) =>
      one.kind === "procedure"
        ? { ...one, verdict: "wrong" as const, shouldBe: "99213", reason: "two of three elements are low", rule: "CPT E/M table" }
        : one,
    );
    expect(refused(await giveVerdicts(auditor, place, { codes: lowered.slice(1), words: "" })).problem).toBe("verdicts");
    done(await giveVerdicts(auditor, place, { codes: lowered, words: "see the data element" }));
    const waiting = await listReviews(coder, days);
    expect(waiting.own.map((one) => [one.position, one.state])).toEqual([[position, "reviewed"]]);
    expect([waiting.samples, waiting.accuracy, waiting.manages]).toEqual([[], [], false]);
    expect(refused(await answerReview(coder, place, { agrees: false, words: " " })).problem).toBe("words");
    done(await answerReview(coder, place, { agrees: false, words: "risk is high: the drug needs monitoring" }));
    expect(refused(await giveVerdicts(coder, place, { codes: lowered, words: "" })).problem).toBe("own-work");
    expect((await listReviews(auditor, days)).samples[0]).toMatchObject({ id: sampleId, visits: 5, disputed: 1, closed: 0 });
    const kept = lowered.map((one) => (one.kind === "procedure" ? { ...one, shouldBe: "99214" } : one));
    done(await giveVerdicts(auditor, place, { codes: kept, words: "moderate, not low" }));
    done(await answerReview(coder, place, { agrees: true, words: "" }));
    // Its own price holds for what is right instead, as it does when a coding is saved.
    done(await setFee(world.context, { procedure: "99214", from: days.from, amount: cents(40_000) }));
    done(await closeReview(auditor, place, ""));
    const { charged, misstated } = await world.inTx((tx) =>
      tx.one<{ charged: number; misstated: number }>(
        sql`select charged, misstated from coding_review_event
          where sample_id = ${sampleId} and position = ${position} and kind = 'closed'`,
      ),
    );
    expect(misstated).toBe(Math.abs(40_000 - charged));
    expect(refused(await giveVerdicts(auditor, place, { codes: kept, words: "" })).problem).toBe("state");
    const { state, history } = done(await viewReview(coder, place));
    expect([state, history.map((one) => one.kind)]).toEqual(["closed", ["reviewed", "disputed", "reviewed", "agreed", "closed"]]);
    const { accuracy } = await listReviews(auditor, days);
    expect(accuracy).toMatchObject([
      { coder: "Cora Coder", reviews: 1, withoutError: 0, right: 1, wrong: 1, missing: 0, byCode: "50.0", byVisit: "0.0" },
    ]);
    // A coder sees their own, without money.
    expect((await listReviews(coder, days)).accuracy).toMatchObject([{ coder: "Cora Coder", byCode: "50.0" }]);
    expect((await listReviews(coder, days)).accuracy[0]).not.toHaveProperty("byMoney");
    expect((await listReviews(second, days)).accuracy).toEqual([]);
    expect(accuracy[0]).toHaveProperty("byMoney");
    let text = "";
    for await (const piece of done(await exportAccuracy(auditor, days))) text += piece;
    expect(parseCsv(text)[1]?.slice(0, 9)).toEqual(["Cora Coder", days.from, days.to, "1", "0", "1", "1", "0", "50.0"]);
  });

  it("is blind until the reviewer's own codes are given, also for whoever manages reviews", async () => {
    const { sampleId } = done(await drawSample(auditor, { ...asked, blind: true, reviewerId: Number(second.actor.accountId) }));
    const place = { sampleId, position: 1 };
    for (const who of [second, auditor]) {
      const page = done(await viewReview(who, place));
      expect([page.sealed, page.coding, page.verdicts]).toEqual([true, undefined, undefined]);
      expect(JSON.stringify(page)).not.toMatch(/9921[35]|J06/);
    }
    expect(refused(await giveVerdicts(second, place, { codes: [], words: "" })).problem).toBe("own-codes-first");
    done(
      await giveOwnCodes(second, place, {
        diagnoses: ["J06.9", "R05.1"],
        lines: [{ procedure: "99212", modifiers: [], units: "1", pointers: [1] }],
      }),
    );
    const verdicts = await verdictsOf(second, place);
    expect(verdicts.map((one) => [one.code, one.verdict]).slice(0, 2)).toEqual([
      ["J06.9", "right"],
      ["R05.1", "missing"],
    ]);
    expect(refused(await giveOwnCodes(second, place, { diagnoses: [], lines: [] })).problem).toBe("state");
    done(await giveVerdicts(second, place, { codes: verdicts, words: "" }));
    expect((await listReviews(second, days)).samples.map((one) => one.id)).toEqual([sampleId]);
  });

  it("is on record, and a review that was written stays", async () => {
    const acts = await world.inTx((tx) =>
      tx.many<{ act: string; n: number }>(
        sql`select act, count(*) as n from audit_entry where act like 'review.%' and outcome = 'done' group by 1 order by 1`,
      ),
    );
    expect(acts.map((one) => one.act)).toEqual(["review.answer", "review.draw", "review.open", "review.write"]);
    await expect(world.inTx((tx) => tx.run(sql`update coding_review_event set words = 'x'`))).rejects.toThrow(/permission denied/);
    await expect(world.inTx((tx) => tx.run(sql`delete from coding_sample`))).rejects.toThrow(/permission denied/);
  });
});

it("the accuracy measures open to the reviews that they count", async () => {
  const page = done(await viewMeasure(auditor, "accuracy-by-code", days));
  expect(page.lists[0]?.byKind).toMatchObject([{ words: "Cora Coder", part: 1, whole: 2, value: "50.0" }]);
});
