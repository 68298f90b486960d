/** Grades a case: each check gives its share of its points. Pure: the same work and answers give the same grade. */
import type { Answers, CaseKey, PracticeCase, Skill } from "./model.ts";
import type { CaseWork } from "./work.ts";

export interface GradedCheck {
  readonly key: string;
  readonly words: string;
  readonly points: number;
  /** In hundredths of a point, so that halves and thirds add up the same everywhere. */
  readonly earned: number;
  readonly found: string;
  readonly skills: readonly Skill[];
  readonly rationale: string;
  readonly authority: string;
}

export interface Grade {
  readonly caseKey: CaseKey;
  readonly points: number;
  /** In hundredths of a point. */
  readonly earned: number;
  readonly checks: readonly GradedCheck[];
}

export function gradeCase(practiceCase: PracticeCase, work: CaseWork, answers: Answers): Grade {
  const checks = practiceCase.checks.map((check): GradedCheck => {
    const { share, words: found } = check.judge(work, answers);
    const { key, words, points, skills, rationale, authority } = check;
    return { key, words, points, earned: Math.round(share * points * 100), found, skills, rationale, authority };
  });
  return {
    caseKey: practiceCase.key,
    points: checks.reduce((sum, check) => sum + check.points, 0),
    earned: checks.reduce((sum, check) => sum + check.earned, 0),
    checks,
  };
}
