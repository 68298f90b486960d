/** What the simulated payers cover only for some diagnoses. Short on purpose: a policy names its procedures and the diagnoses that support them. */

export interface CoveragePolicy {
  readonly id: string;
  readonly title: string;
  readonly procedures: readonly string[];
  /** Beginnings of ICD-10-CM codes without dot. One diagnosis pointed to by the line must match. */
  readonly diagnoses: readonly string[];
  /** RARC: N386 for a national, N115 for a local determination. */
  readonly remark: "N386" | "N115";
}

const vitaminD: CoveragePolicy = {
  id: "VITD-01",
  title: "Vitamin D testing",
  procedures: ["82306", "82652"],
  diagnoses: ["A15", "D86", "E20", "E21", "E55", "E64", "E83", "K50", "K51", "K90", "M80", "M81", "M83", "M85", "N18", "N25", "Z79"],
  remark: "N115",
};

/** Follows the sense of NCD 190.23: the test follows diabetes and its near states, it does not screen. */
const glycatedHemoglobin: CoveragePolicy = {
  id: "A1C-01",
  title: "Glycated hemoglobin",
  procedures: ["83036"],
  diagnoses: ["E08", "E09", "E10", "E11", "E13", "E15", "E16", "O24", "R73", "R81", "Z79", "Z86", "Z131"],
  remark: "N386",
};

export const federalPolicies: readonly CoveragePolicy[] = [vitaminD, glycatedHemoglobin];
export const lakeshorePolicies: readonly CoveragePolicy[] = [{ ...vitaminD, id: "LSM-VITD" }];
