/** What the simulated payers cover only for some diagnoses, so often, or not at all. Short on purpose: each names its procedures. */

export interface CoveragePolicy {
  readonly id: string;
  readonly title: string;
  readonly procedures: readonly string[];
  /** Beginnings of ICD-10-CM codes without dot. One diagnosis pointed to by the line must match. */
  readonly diagnoses: readonly string[];
  /** RARC: N386 for a national, N115 for a local determination. */
  readonly remark: "N386" | "N115";
}

/** So many days of service for these procedures together, in a calendar year or in so many days before. */
export interface FrequencyLimit {
  readonly id: string;
  readonly title: string;
  readonly procedures: readonly string[];
  readonly count: number;
  readonly period: "calendar-year" | { readonly days: number };
  /** 119 the benefit is used up; 151 the frequency is not supported. */
  readonly group: "CO" | "PR";
  readonly reason: "119" | "151";
  /** RARC. */
  readonly remarks: readonly string[];
}

/** Never covered by the plan: 96 and 204 by the plan's own words, 55 as experimental. */
export interface Exclusion {
  readonly title: string;
  readonly procedures: readonly string[];
  readonly group: "CO" | "PR";
  readonly reason: "96" | "204" | "55";
  readonly remarks: readonly string[];
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

/** Magnetic resonance of the lumbar spine wants a finding of the nerves, a red flag or a known lesion, not plain back pain. */
const lumbarImaging: CoveragePolicy = {
  id: "IMG-LSPINE",
  title: "Magnetic resonance of the lumbar spine",
  procedures: ["72148", "72149", "72158"],
  diagnoses: ["C", "D16", "D48", "G06", "G54", "G83", "M43", "M46", "M47", "M48", "M51", "M544", "M541", "R26", "R29", "S32", "S33", "Z85"],
  remark: "N115",
};

export const federalPolicies: readonly CoveragePolicy[] = [vitaminD, glycatedHemoglobin];
export const lakeshorePolicies: readonly CoveragePolicy[] = [{ ...vitaminD, id: "LSM-VITD" }];
export const prairiePolicies: readonly CoveragePolicy[] = [
  { ...vitaminD, id: "PCH-VITD" },
  { ...lumbarImaging, id: "PCH-LSPINE" },
];

const preventiveVisits = "99381 99382 99383 99384 99385 99386 99387 99391 99392 99393 99394 99395 99396 99397".split(" ");
/** From three years on one visit a year; infants are seen more often. */
const yearlyVisits = preventiveVisits.filter((code) => !["99381", "99382", "99391", "99392"].includes(code));

export const oneYearlyVisit: FrequencyLimit = {
  id: "PREVENTIVE-YEAR",
  title: "One preventive visit a calendar year",
  procedures: yearlyVisits,
  count: 1,
  period: "calendar-year",
  group: "PR",
  reason: "119",
  remarks: ["N362"],
};

/** The annual wellness visit comes again when eleven full months have passed (42 CFR 410.15). */
export const oneWellnessVisit: FrequencyLimit = {
  id: "AWV-YEAR",
  title: "One annual wellness visit in twelve months",
  procedures: ["G0438", "G0439"],
  count: 1,
  period: { days: 334 },
  group: "PR",
  reason: "119",
  remarks: ["N130"],
};

/** NCD 190.23: every three months for a controlled diabetic. */
export const quarterlyHemoglobin: FrequencyLimit = {
  id: "A1C-QUARTER",
  title: "Glycated hemoglobin four times a year",
  procedures: ["83036"],
  count: 1,
  period: { days: 80 },
  group: "CO",
  reason: "151",
  remarks: ["N362"],
};

export const twentyTherapyDays: FrequencyLimit = {
  id: "THERAPY-20",
  title: "Twenty days of therapy a calendar year",
  procedures: ["97110", "97112", "97116", "97140", "97150", "97161", "97162", "97163", "97164", "97530", "97535"],
  count: 20,
  period: "calendar-year",
  group: "PR",
  reason: "119",
  remarks: ["N130"],
};

export const cosmetic: Exclusion = {
  title: "Cosmetic services and ear piercing",
  procedures: ["15775", "15776", "15780", "15781", "15788", "15792", "15819", "17380", "69090"],
  group: "PR",
  reason: "204",
  remarks: ["N130"],
};

export const travelVaccines: Exclusion = {
  title: "Vaccines for travel",
  procedures: ["90690", "90691", "90717", "90738", "90625"],
  group: "PR",
  reason: "204",
  remarks: ["N130"],
};

export const acupuncture: Exclusion = {
  title: "Acupuncture",
  procedures: ["97810", "97811", "97813", "97814"],
  group: "PR",
  reason: "96",
  remarks: ["N130"],
};

export const unproven: Exclusion = {
  title: "Services that the plan takes for unproven",
  procedures: ["0232T", "0481T", "S9090", "M0076"],
  group: "CO",
  reason: "55",
  remarks: ["N130"],
};
