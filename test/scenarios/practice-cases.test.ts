/** The six practice cases in a private copy: nothing done earns nothing, the right work earns everything, half-right work a part. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Context, machineContext } from "../../src/app/context.ts";
import { correctMemberId } from "../../src/app/correct-coverage.ts";
import { replaceClaim, resendClaim } from "../../src/app/denials/correct-claim.ts";
import { fileClaims } from "../../src/app/file-claims.ts";
import { makeLabCopy } from "../../src/app/lab/make-copy.ts";
import { gradePracticeCase, viewPracticeCases } from "../../src/app/lab/practice-cases.ts";
import { setPracticeDate } from "../../src/app/open-workplace.ts";
import { prepareClaim } from "../../src/app/prepare-claim.ts";
import { readSession } from "../../src/app/read-session.ts";
import { releaseClaim } from "../../src/app/release-claim.ts";
import { saveCoding } from "../../src/app/save-coding.ts";
import type { PayersWork } from "../../src/app/simulated-practice/run-days.ts";
import { takeIn } from "../../src/app/take-in.ts";
import { takePayment } from "../../src/app/take-payment.ts";
import { claimOfVisit, viewVisit } from "../../src/app/view-visit.ts";
import { practiceCases } from "../../src/core/academy/cases/list.ts";
import type { CaseKey } from "../../src/core/academy/cases/model.ts";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { addDays } from "../../src/core/kernel/iso-date.ts";
import { configuredPlans } from "../../src/core/payer/plans.ts";
import type { Simulator } from "../../src/simulator/open-simulator.ts";
import { done, openPayers, openTown, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let context: Context;
let visitOf: (key: CaseKey) => EncounterId;
const simulators = new Map<number, readonly Simulator[]>();

const payersWork: PayersWork = async (work, today) => {
  const known = simulators.get(work.practiceId) ?? (await openPayers(work, configuredPlans));
  simulators.set(work.practiceId, known);
  for (const payer of known) await payer.answerDay(today);
};

beforeAll(async () => {
  town = await openTown();
  const home = await town.openPractice("2026-11-16");
  const practiceId = await makeLabCopy(town.app, { homePracticeId: home.context.practiceId }, payersWork);
  context = machineContext(town.app, practiceId, "Student");
  const { cases } = await viewPracticeCases(context);
  visitOf = (key) => {
    const found = cases.find(({ practiceCase }) => practiceCase.key === key)?.visitId;
    if (found === undefined) throw new Error(`${key} has no visit`);
    return found;
  };
}, 120_000);
afterAll(() => town.close());

/** Claims go, and days go by until the payers have paid what they will. */
async function days(count: number): Promise<void> {
  for (let day = 0; day < count; day += 1) {
    const { today } = await readSession(context);
    await fileClaims(context);
    await payersWork(context, today);
    await takeIn(context);
    await setPracticeDate(context.app, context.practiceId, addDays(today, 1));
  }
}

async function recode(
  key: CaseKey,
  diagnoses: readonly string[],
  charges: readonly (readonly [string, readonly string[], readonly number[]])[],
) {
  done(
    await saveCoding(context, visitOf(key), {
      diagnoses: diagnoses.map((code) => ({ code, evidence: [] })),
      charges: charges.map(([procedure, modifiers, pointers]) => ({ procedure, modifiers, pointers, units: "1", evidence: [] })),
    }),
  );
}

async function release(key: CaseKey): Promise<void> {
  done(await releaseClaim(context, done(await claimOfVisit(context, visitOf(key)))));
}

const shareOf = (grade: { readonly earned: number; readonly points: number }): number => grade.earned / grade.points / 100;

it("earns little where nothing was done, and says of each check what is missing", async () => {
  for (const { key, checks } of practiceCases) {
    const grade = done(await gradePracticeCase(context, key, {}));
    // Only what a colleague left right, or what must not be undone, counts before the student begins.
    expect(shareOf(grade), key).toBeLessThanOrEqual(0.25);
    expect(grade.checks.every((check) => check.found !== "")).toBe(true);
    expect(grade.points).toBe(10);
    expect(grade.checks).toHaveLength(checks.length);
  }
});

it("gives a part for what is partly right", async () => {
  await recode("code-the-visit", ["N18.31", "E11.9", "I10"], [["99213", [], [1]]]);
  const grade = done(await gradePracticeCase(context, "code-the-visit", {}));
  expect(shareOf(grade)).toBeGreaterThan(0.2);
  expect(shareOf(grade)).toBeLessThan(0.6);
});

it("gives every point for a visit coded as its note says", async () => {
  await recode(
    "code-the-visit",
    ["E11.22", "I12.9", "N18.31", "Z79.84"],
    [
      ["99214", [], [1, 2]],
      ["83036", ["QW"], [1]],
    ],
  );
  const grade = done(await gradePracticeCase(context, "code-the-visit", {}));
  expect(grade.checks.filter((check) => check.earned < check.points * 100)).toEqual([]);
});

it("gives every point for a claim that passes without losing a service", async () => {
  await recode(
    "clear-the-check",
    ["M17.11", "I10"],
    [
      ["99214", ["25"], [2]],
      ["20610", ["RT"], [1]],
    ],
  );
  done(await prepareClaim(context, visitOf("clear-the-check")));
  const grade = done(await gradePracticeCase(context, "clear-the-check", {}));
  expect(grade.checks.filter((check) => check.earned < check.points * 100)).toEqual([]);
});

it("gives every point for a claim filed, acknowledged and understood; and for one that was rejected and went again", async () => {
  done(await prepareClaim(context, visitOf("file-the-claim")));
  await release("file-the-claim");
  done(await correctMemberId(context, visitOf("read-the-277ca"), "LSM401188257"));
  done(await resendClaim(context, visitOf("read-the-277ca")));
  await release("read-the-277ca");
  await days(3);
  for (const [key, answers] of [
    ["file-the-claim", { "999": "read", "277ca": "accepted" }],
    ["read-the-277ca", { why: "member", again: "original" }],
  ] as const) {
    const grade = done(await gradePracticeCase(context, key, answers));
    expect(
      grade.checks.filter((check) => check.earned < check.points * 100),
      key,
    ).toEqual([]);
  }
});

it("gives every point for the patient's share taken to the cent", async () => {
  const visit = visitOf("post-the-payment");
  const { money } = done(await viewVisit(context, visit));
  expect(money.patientBalance).toBeGreaterThan(0);
  const share = money.patientBalance;
  const answers = {
    allowed: String(money.insurancePaid + share),
    contractual: String(money.adjusted),
    share: String(share),
    rest: "no",
  };
  const before = done(await gradePracticeCase(context, "post-the-payment", answers));
  expect(shareOf(before)).toBe(0.8);
  done(await takePayment(context, visit, { amount: share, method: "card", reference: "", key: "at the window" }));
  const grade = done(await gradePracticeCase(context, "post-the-payment", answers));
  expect(grade.checks.filter((check) => check.earned < check.points * 100)).toEqual([]);
  expect(shareOf(done(await gradePracticeCase(context, "post-the-payment", { ...answers, allowed: "1" })))).toBe(0.8);
});

it("gives every point for a denial that a replacement won", async () => {
  const visit = visitOf("win-the-denial");
  done(await replaceClaim(context, visit));
  await recode(
    "win-the-denial",
    ["E55.9", "R53.83"],
    [
      ["99213", [], [2]],
      ["82306", [], [1]],
      ["36415", [], [1]],
    ],
  );
  done(await prepareClaim(context, visit));
  await release("win-the-denial");
  await days(12);
  const grade = done(await gradePracticeCase(context, "win-the-denial", { why: "necessity", who: "practice" }));
  expect(grade.checks.filter((check) => check.earned < check.points * 100)).toEqual([]);
});

it("keeps every grade, and the meter counts the latest of each case", async () => {
  const { cases, meter } = await viewPracticeCases(context);
  const coded = cases.find(({ practiceCase }) => practiceCase.key === "code-the-visit");
  expect(coded?.grades.map((grade) => grade.number)).toEqual([1, 2, 3]);
  const cpb = meter.find((exam) => exam.credential === "CPB");
  expect(cpb?.areas.every((area) => area.gradedPoints === area.points)).toBe(true);
  const reimbursement = cpb?.areas.find((area) => area.name.startsWith("Reimbursement"));
  expect(reimbursement?.earned).toBeLessThan((reimbursement?.points ?? 0) * 100);
});

it("refuses to grade in a practice that is nobody's copy", async () => {
  const other = await town.openPractice("2026-11-16");
  expect(refused(await gradePracticeCase(other.context, "code-the-visit", {})).problem).toBe("no-copy");
});
