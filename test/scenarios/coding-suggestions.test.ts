/** Suggested codes: read from the note, decided by a coder, learnt by the practice, switched off by a person, and kept apart. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { switchLexiconLine, viewLexicon } from "../../src/app/coding/lexicon.ts";
import { suggestCodes } from "../../src/app/coding/suggest-codes.ts";
import { saveCoding } from "../../src/app/save-coding.ts";
import { runVerify } from "../../src/app/verify/run-verify.ts";
import { normalizeCode } from "../../src/core/codebook/code-text.ts";
import type { CoderSaid } from "../../src/core/coding/decisions.ts";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { addDays } from "../../src/core/kernel/iso-date.ts";
import { insertLab } from "../../src/store/labs.ts";
import { sql } from "../../src/store/sql.ts";
import { done, openTown, type PracticeWorld, refused, type Town, type VisitSketch } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;
beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-11-16");
});
afterAll(() => town.close());

const plain =
  "HISTORY: Comes for her blood pressure.\n\nASSESSMENT:\n1. Essential hypertension, at goal.\nContinue lisinopril.\n2. Obesity.";
let days = 0;
const visitOf = (note: string, patient: VisitSketch["patient"] = "vasquez"): Promise<EncounterId> => {
  days += 1;
  return world.seePatient({ patient, on: addDays(world.today(), -days), note });
};
const suggested = async (visit: EncounterId) => done(await suggestCodes(world.context, visit));
const codesOf = async (visit: EncounterId) => (await suggested(visit)).suggestions.map(({ code, band }) => `${code} ${band}`);

async function save(visit: EncounterId, diagnoses: readonly (readonly [code: string, words: string])[], said: Partial<CoderSaid> = {}) {
  const { note } = await world.page(visit);
  const text = note?.text ?? "";
  return saveCoding(world.context, visit, {
    diagnoses: diagnoses.map(([code, words]) => ({
      code,
      evidence: words === "" ? [] : [{ start: text.indexOf(words), end: text.indexOf(words) + words.length, text: words }],
    })),
    charges: [{ procedure: "99213", modifiers: [], units: "1", pointers: [1], amount: 12_500, evidence: [] }],
    said: { rejected: [], changed: [], ...said },
  });
}

const line = async (phrase: string, code: string) =>
  (await viewLexicon(world.context, {})).lines.find((one) => one.phrase === phrase && one.code === normalizeCode(code));

async function proveLexicon(): Promise<void> {
  const report = await runVerify(town.app, { only: ["lexicon"] });
  expect(report.checks.map((check) => check.findings)).toEqual([[]]);
}

describe("a note", () => {
  it("is read into codes with its own words behind them, and the look is recorded", async () => {
    const visit = await visitOf(plain);
    const { state, suggestions } = await suggested(visit);
    expect(state).toBe("ready");
    expect(suggestions.map((one) => one.code)).toEqual(["I10", "E669"]);
    for (const { evidence } of suggestions) for (const { start, end, text } of evidence) expect(plain.slice(start, end)).toBe(text);
    const rows = await world.inTx((tx) =>
      tx.many<{ act: string }>(sql`select act from audit_entry where practice_id = ${tx.practiceId} and act = 'coding.suggest'`),
    );
    expect(rows.length).toBe(1);
  });

  it("is not read for a student in a private copy, nor where there is none", async () => {
    const copy = await town.openPractice("2026-11-16");
    const visit = await copy.seePatient({ patient: "vasquez", note: plain });
    await copy.inTx((tx) => insertLab(tx, { homePracticeId: world.context.practiceId }));
    expect(done(await suggestCodes(copy.context, visit))).toMatchObject({ state: "own-work", suggestions: [] });
    expect(done(await suggestCodes(world.context, await visitOf(" ")))).toMatchObject({ state: "no-note", suggestions: [] });
    expect(refused(await suggestCodes(copy.context, (visit + 1000) as EncounterId)).problem).toBe("not-found");
  });
});

describe("what a coder decides", () => {
  it("is kept with the visit and shown again, and a second saving counts once", async () => {
    const visit = await visitOf(plain, "osei");
    done(
      await save(visit, [["I10", "Essential hypertension"]], {
        rejected: [{ code: "E66.9", reason: "not-addressed", words: "not today" }],
      }),
    );
    done(
      await save(visit, [["I10", "Essential hypertension"]], {
        rejected: [{ code: "E66.9", reason: "not-addressed", words: "not today" }],
      }),
    );
    const { decisions } = await suggested(visit);
    expect(decisions.map(({ code, outcome, reason, words }) => ({ code, outcome, reason, words }))).toEqual([
      { code: "E669", outcome: "rejected", reason: "not-addressed", words: "not today" },
      { code: "I10", outcome: "accepted", reason: undefined, words: "" },
    ]);
    const kept = await world.inTx((tx) =>
      tx.one<{ count: number }>(
        sql`select count(*)::int as count from coding_decision where practice_id = ${tx.practiceId} and encounter_id = ${visit}`,
      ),
    );
    expect(kept.count).toBe(2);
    await proveLexicon();
  });

  it("is not kept where nobody was shown anything", async () => {
    const visit = await visitOf(plain);
    done(await world.code(visit, ["I10"], [["99213", [], [1], 12_500]]));
    expect((await suggested(visit)).decisions).toEqual([]);
  });
});

describe("the lexicon", () => {
  it("preselects no longer what is refused twice, and again when the line is switched off by somebody with a reason", async () => {
    const note = "ASSESSMENT:\n1. Migraine.";
    expect(await codesOf(await visitOf(note))).toEqual(["G43909 auto"]);
    for (const patient of ["osei", "tobias"] as const)
      done(
        await save(await visitOf(note, patient), [["R51.9", "Migraine"]], {
          rejected: [{ code: "G43.909", reason: "wrong-code", words: "" }],
        }),
      );
    const visit = await visitOf(note);
    expect(await codesOf(visit)).toEqual(["G43909 suggest"]);
    expect((await line("migraine", "G43.909"))?.effect).toBe("lowers");
    const off = { phrase: "migraine", code: "G43909", off: true, reason: "decided for two patients with another headache" };
    done(await switchLexiconLine(world.context, off));
    expect(await codesOf(visit)).toEqual(["G43909 auto"]);
    expect(await line("migraine", "G43.909")).toMatchObject({ off: true, switched: { reason: off.reason } });
    expect(refused(await switchLexiconLine(world.context, { ...off, code: "Z0000" })).problem).toBe("not-found");
    done(await switchLexiconLine(world.context, { ...off, off: false, reason: "it was right" }));
    expect(await codesOf(visit)).toEqual(["G43909 suggest"]);
    await proveLexicon();
  });

  it("offers first what was chosen instead", async () => {
    const note = "ASSESSMENT:\n1. Cough.";
    const [first] = (await suggested(await visitOf(note))).suggestions;
    const from = first?.code ?? "";
    for (const patient of ["osei", "tobias"] as const)
      done(await save(await visitOf(note, patient), [["J20.9", "Cough"]], { changed: [{ from, to: "J20.9" }] }));
    const [again] = (await suggested(await visitOf(note))).suggestions;
    expect(again).toMatchObject({ code: from, band: "suggest" });
    expect(again?.alternatives[0]).toMatchObject({
      code: "J209",
      why: "the practice's coders chose it instead in 2 visits with these words",
    });
    await proveLexicon();
  });

  it("learns words that coders give a code by hand, once two patients' notes have them, and suggests it for every side", async () => {
    const note = "ASSESSMENT:\n1. Zabrowski shoulder of the right side.";
    const words = "Zabrowski shoulder";
    const teach = async (patient: VisitSketch["patient"]) => save(await visitOf(note, patient), [["M75.01", words]]);
    for (const patient of ["osei", "osei", "osei"] as const) done(await teach(patient));
    expect((await suggested(await visitOf(note))).suggestions.map((one) => one.code)).not.toContain("M7501");
    done(await teach("tobias"));
    const { suggestions } = await suggested(await visitOf(note));
    expect(suggestions.find((one) => one.code === "M7501")).toMatchObject({ band: "suggest", path: "this practice's coders, in 4 visits" });
    await proveLexicon();
  });

  it("is the practice's own", async () => {
    const other = await town.openPractice("2026-11-16");
    expect((await viewLexicon(other.context, {})).lines).toEqual([]);
    const visit = await other.seePatient({ patient: "vasquez", note: "ASSESSMENT:\n1. Migraine." });
    expect(done(await suggestCodes(other.context, visit)).suggestions.map((one) => one.band)).toEqual(["auto"]);
  });

  it("loses nothing when two coders decide about the same words at once", async () => {
    const note = "ASSESSMENT:\n1. Hyperlipidemia.";
    const [code = ""] = (await suggested(await visitOf(note))).suggestions.map((one) => one.code);
    const visits = await Promise.all(
      (["osei", "tobias", "brandt", "marchetti", "vasquez", "osei"] as const).map((one) => visitOf(note, one)),
    );
    for (const outcome of await Promise.all(visits.map((visit) => save(visit, [[code, "Hyperlipidemia"]])))) done(outcome);
    expect((await line("hyperlipidemia", code))?.accepted).toBe(6);
    await proveLexicon();
  });
});
