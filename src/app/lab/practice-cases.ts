/** The practice cases of the copy that is open: what there is to do, the grade of what was done, and the meter over the exams. */
import { type ExamMeter, meterOf } from "../../core/academy/cases/exam-areas.ts";
import { type Grade, gradeCase } from "../../core/academy/cases/grade.ts";
import { findCase, practiceCases } from "../../core/academy/cases/list.ts";
import type { Answers, CaseKey, PracticeCase } from "../../core/academy/cases/model.ts";
import type { CaseWork } from "../../core/academy/cases/work.ts";
import { zeroCents } from "../../core/kernel/cents.ts";
import type { EncounterId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import { insertGrade, listGrades, loadLab, type StoredGrade, visitsOfCases } from "../../store/labs.ts";
import { readPractice, type Tx } from "../../store/transaction.ts";
import { onRecord } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { no, type Outcome } from "../refusal.ts";
import { readCaseWork } from "./read-work.ts";

export interface CaseOfLab {
  readonly practiceCase: PracticeCase;
  /** Absent outside of a copy. */
  readonly visitId?: EncounterId;
  /** In the order in which they were given. */
  readonly grades: readonly StoredGrade[];
}

export interface LabView {
  /** Present: the open practice is a private copy. */
  readonly homePracticeId?: number;
  readonly cases: readonly CaseOfLab[];
  readonly meter: readonly ExamMeter[];
}

export async function viewPracticeCases({ app, practiceId }: Context): Promise<LabView> {
  return readPractice(app.pool, practiceId, async (tx) => {
    const lab = await loadLab(tx);
    const visits = await visitsOfCases(tx);
    const grades = await listGrades(tx);
    const cases = practiceCases.map((practiceCase): CaseOfLab => {
      const visitId = visits.get(practiceCase.key);
      const own = grades.filter((grade) => grade.caseKey === practiceCase.key);
      return { practiceCase, grades: own, ...(visitId === undefined ? {} : { visitId }) };
    });
    const latest = cases.flatMap(({ grades: own }) => (own.at(-1)?.report ?? []) as Grade | readonly Grade[]);
    return {
      ...(lab === undefined ? {} : { homePracticeId: lab.homePracticeId }),
      cases,
      meter: meterOf(practiceCases.map(gradeOfNothing), latest),
    };
  });
}

const nothing: CaseWork = {
  diagnoses: [],
  charges: [],
  memberId: undefined,
  claim: undefined,
  denials: [],
  money: {
    charged: zeroCents,
    insurancePaid: zeroCents,
    contractual: zeroCents,
    writtenOff: zeroCents,
    patientPaid: zeroCents,
    insuranceBalance: zeroCents,
    patientBalance: zeroCents,
    patientShare: zeroCents,
  },
};

function gradeOfNothing(practiceCase: PracticeCase): Grade {
  return gradeCase(practiceCase, nothing, {});
}

/** Grades what was done so far and keeps the grade. Refuses outside of a copy. */
export async function gradePracticeCase(context: Context, key: CaseKey, answers: Answers): Promise<Outcome<Grade>> {
  const visitId = await readPractice(context.app.pool, context.practiceId, async (tx) => (await visitsOfCases(tx)).get(key));
  if (visitId === undefined)
    return no("no-copy", "This practice is not your private copy.", "Open your practice copy under Learn, then grade the case.");
  return onRecord(context, { act: "lab.grade", object: ["visit", visitId] }, async (tx) =>
    ok(await gradeAndKeep(tx, { key, visitId, answers })),
  );
}

async function gradeAndKeep(
  tx: Tx,
  { key, visitId, answers }: { readonly key: CaseKey; readonly visitId: EncounterId; readonly answers: Answers },
): Promise<Grade> {
  const practiceCase = findCase(key);
  const asked = Object.fromEntries(
    practiceCase.questions.flatMap(({ key: one }) => (answers[one] === undefined ? [] : [[one, answers[one]]])),
  );
  const grade = gradeCase(practiceCase, await readCaseWork(tx, visitId), asked);
  const { earned, points } = grade;
  await insertGrade(tx, { caseKey: key, earned, points, answers: asked, report: grade });
  return grade;
}
