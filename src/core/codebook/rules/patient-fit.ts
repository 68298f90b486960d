/** Codes that do not fit the patient's age or sex (Medicare Code Editor definitions: newborn 0, pediatric 0-17, maternity 9-64, adult 15-124). */
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { CodeBook } from "../model.ts";

export interface PatientFacts {
  /** Completed years on the day of service. */
  readonly ageYears?: number;
  readonly sex?: "female" | "male";
}

export interface PatientConflict {
  readonly system: "icd10cm" | "procedure";
  readonly code: string;
  readonly about: "age" | "sex";
  /** What the code is for: "female", "newborn", "65 years and over" … */
  readonly expected: string;
}

const ageGroups = [
  { flag: "newborn", from: 0, to: 0 },
  { flag: "pediatric", from: 0, to: 17 },
  { flag: "maternity", from: 9, to: 64 },
  { flag: "adult", from: 15, to: 124 },
] as const;

/** Warnings for a person to look at: payers accept an override where the record supports the code. */
export function diagnosisConflicts(
  book: Pick<CodeBook, "diagnosis">,
  codes: readonly string[],
  patient: PatientFacts,
  on: IsoDate,
): readonly PatientConflict[] {
  return codes.flatMap((code): readonly PatientConflict[] => {
    const flags = book.diagnosis(code, on)?.allFlags ?? [];
    const conflicts: PatientConflict[] = [];
    const only = flags.includes("female") ? "female" : flags.includes("male") ? "male" : undefined;
    if (only !== undefined && patient.sex !== undefined && patient.sex !== only) {
      conflicts.push({ system: "icd10cm", code, about: "sex", expected: only });
    }
    const age = patient.ageYears;
    for (const group of ageGroups) {
      if (age !== undefined && flags.includes(group.flag) && (age < group.from || age > group.to)) {
        conflicts.push({ system: "icd10cm", code, about: "age", expected: group.flag });
      }
    }
    return conflicts;
  });
}

export function procedureConflicts(
  book: Pick<CodeBook, "procedure">,
  codes: readonly string[],
  patient: PatientFacts,
  on: IsoDate,
): readonly PatientConflict[] {
  return codes.flatMap((code): readonly PatientConflict[] => {
    const detail = book.procedure(code, on);
    if (detail === undefined) return [];
    const conflicts: PatientConflict[] = [];
    if (detail.sex !== undefined && patient.sex !== undefined && patient.sex !== detail.sex) {
      conflicts.push({ system: "procedure", code, about: "sex", expected: detail.sex });
    }
    const low = detail.minimumAge ?? 0;
    const high = detail.maximumAge ?? 200;
    if (patient.ageYears !== undefined && (patient.ageYears < low || patient.ageYears > high)) {
      const expected = detail.maximumAge === undefined ? `${low} years and over` : `${low} to ${high} years`;
      conflicts.push({ system: "procedure", code, about: "age", expected });
    }
    return conflicts;
  });
}
