/**
 * The areas of the exams and which of the cases' skills they ask for. Where no case asks for a skill of an area, the meter says
 * so: six cases are no exam. Weights as in the guide's sources (`careers/credentials.ts`), which say how sure they are.
 */
import type { Grade } from "./grade.ts";
import type { Skill } from "./model.ts";

export interface ExamArea {
  readonly name: string;
  /** How much of the exam it is, as the source gives it. */
  readonly weight: string;
  readonly skills: readonly Skill[];
}

export interface Exam {
  readonly credential: "CPC" | "CPB" | "CCS" | "CCA";
  readonly areas: readonly ExamArea[];
}

export const exams: readonly Exam[] = [
  {
    credential: "CPC",
    areas: [
      { name: "Evaluation and management", weight: "6 of 100", skills: ["evaluation"] },
      { name: "Pathology and laboratory", weight: "6 of 100", skills: ["laboratory"] },
      { name: "ICD-10-CM", weight: "5 of 100", skills: ["diagnoses"] },
      { name: "Coding guidelines", weight: "7 of 100", skills: ["guidelines", "modifiers"] },
      { name: "Compliance and regulation", weight: "3 of 100", skills: ["compliance"] },
      { name: "Surgery, six series", weight: "36 of 100", skills: ["procedures"] },
      { name: "Cases", weight: "10 of 100", skills: ["diagnoses", "evaluation", "procedures", "modifiers", "documentation"] },
      { name: "Anaesthesia, radiology, medicine", weight: "16 of 100", skills: [] },
      { name: "HCPCS Level II", weight: "3 of 100", skills: [] },
      { name: "Terminology and anatomy", weight: "8 of 100", skills: [] },
    ],
  },
  {
    credential: "CPB",
    areas: [
      { name: "Types of insurance", weight: "not published", skills: ["payers"] },
      { name: "Billing regulations", weight: "not published", skills: ["compliance"] },
      { name: "HIPAA and compliance", weight: "not published", skills: ["compliance"] },
      { name: "Reimbursement and collections", weight: "not published", skills: ["reimbursement", "patient-accounts", "denials"] },
      { name: "Billing", weight: "not published", skills: ["claims"] },
      { name: "Coding", weight: "not published", skills: ["diagnoses", "modifiers", "procedures", "evaluation"] },
      { name: "Case analysis", weight: "not published", skills: ["claims", "denials", "reimbursement", "documentation"] },
    ],
  },
  {
    credential: "CCS",
    areas: [
      {
        name: "Coding knowledge and skills",
        weight: "39–41 %",
        skills: ["diagnoses", "guidelines", "procedures", "modifiers", "evaluation"],
      },
      { name: "Coding documentation", weight: "18–22 %", skills: ["documentation"] },
      { name: "Provider queries", weight: "9–11 %", skills: [] },
      { name: "Regulatory compliance", weight: "18–22 %", skills: ["compliance"] },
      { name: "Information technologies", weight: "9–11 %", skills: [] },
    ],
  },
  {
    credential: "CCA",
    areas: [
      {
        name: "Clinical classification",
        weight: "30–34 %",
        skills: ["diagnoses", "guidelines", "procedures", "modifiers", "evaluation", "laboratory"],
      },
      { name: "Reimbursement", weight: "21–25 %", skills: ["reimbursement", "claims", "denials", "payers"] },
      { name: "Health records and data", weight: "13–17 %", skills: ["documentation"] },
      { name: "Compliance", weight: "12–16 %", skills: ["compliance"] },
      { name: "Information technologies", weight: "6–10 %", skills: [] },
      { name: "Confidentiality and privacy", weight: "6–10 %", skills: [] },
    ],
  },
];

export interface AreaMeter {
  readonly name: string;
  readonly weight: string;
  /** Points of the checks that ask for it, in all cases; none: no case asks for it. */
  readonly points: number;
  /** In hundredths of a point; of cases that were graded. */
  readonly earned: number;
  /** Points of the checks of cases that were graded. */
  readonly gradedPoints: number;
}

export interface ExamMeter {
  readonly credential: Exam["credential"];
  readonly areas: readonly AreaMeter[];
}

/** `all`: each case with nothing done, for what there is to earn; `graded`: the latest grade of each case that was graded. */
export function meterOf(all: readonly Grade[], graded: readonly Grade[]): readonly ExamMeter[] {
  return exams.map(({ credential, areas }) => ({
    credential,
    areas: areas.map(({ name, weight, skills }) => {
      const of = (grades: readonly Grade[]) =>
        grades.flatMap(({ checks }) => checks).filter((check) => check.skills.some((skill) => skills.includes(skill)));
      const done = of(graded);
      return {
        name,
        weight,
        points: sum(of(all).map((check) => check.points)),
        earned: sum(done.map((check) => check.earned)),
        gradedPoints: sum(done.map((check) => check.points)),
      };
    }),
  }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
