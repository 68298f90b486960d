/** What the coder says of a note beside its codes. */
import { formatDiagnosis } from "../codebook/code-text.ts";
import type { FindingKind, Params } from "../kernel/finding.ts";
import { inpatientFindings } from "./inpatient-findings.ts";

export const nothingToCode: FindingKind = {
  code: "CODE-NOTE-01",
  severity: "warning",
  title: "No diagnosis found in the note",
  message: "The note names no condition, symptom or reason that the loaded code sets know.",
  why: "A visit needs at least one diagnosis code, and only what the provider documented may be coded.",
  fix: "Look for the reason for the visit in the code book, or ask the provider for the diagnosis.",
  authority: "ICD-10-CM Official Guidelines, section IV.A and IV.G",
};

export const uncertainDiagnosis: FindingKind = {
  code: "CODE-UNCERTAIN-01",
  severity: "note",
  title: "An uncertain diagnosis is not coded in the outpatient setting",
  message: "“{words}” is documented as uncertain: the sign or symptom is coded, {title} ({code}) is not.",
  why: "In an outpatient visit a diagnosis called possible, probable, suspected or to be ruled out is not yet known.",
  fix: "Code the sign, symptom or other reason for the visit; add the diagnosis when it is confirmed.",
  authority: "ICD-10-CM Official Guidelines, section IV.H",
};

export const integralSymptom: FindingKind = {
  code: "CODE-SYMPTOM-01",
  severity: "note",
  title: "A symptom is explained by the diagnosis",
  message: "“{words}” ({code}) belongs to {diagnosis} and is not coded beside it.",
  why: "Signs and symptoms that belong to a disease are not coded in addition to it.",
  fix: "Nothing, unless the symptom has another cause: then code it too.",
  authority: "ICD-10-CM Official Guidelines, sections I.B.4 and I.B.5",
};

export const presumedLink: FindingKind = {
  code: "CODE-WITH-01",
  severity: "note",
  title: "Two conditions are coded as linked",
  message: "{first} and {second} are coded as linked: {code}.",
  why: "The classification presumes the link between two conditions that its Index joins with “with”, unless the note says that they are unrelated.",
  fix: "If the provider documents another cause, code the conditions apart.",
  authority: "ICD-10-CM Official Guidelines, section I.A.15",
};

export const excludedPair: FindingKind = {
  code: "CODE-EXCLUDES1-01",
  severity: "warning",
  title: "Two codes exclude each other",
  message: "{code} is not coded beside {other}: the Excludes1 note at {at}.",
  why: "An Excludes1 note means that both conditions cannot be coded together, unless they are clearly unrelated.",
  fix: "Keep the one that the note supports; keep both only when they are clearly unrelated.",
  authority: "ICD-10-CM Official Guidelines, section I.A.12.a",
};

export const excludedBoth: FindingKind = {
  code: "CODE-EXCLUDES1-02",
  severity: "warning",
  title: "Two documented conditions exclude each other",
  message: "{code} and {other} are both documented, and the Excludes1 note at {at} stands between them.",
  why: "An Excludes1 note means that both conditions cannot be coded together, unless they are clearly unrelated.",
  fix: "Where they are clearly unrelated, keep both; else keep the one that the classification leads to, or ask the provider.",
  authority: "ICD-10-CM Official Guidelines, section I.A.12.a",
};

export const historyNotCurrent: FindingKind = {
  code: "CODE-HISTORY-01",
  severity: "note",
  title: "A past condition is not coded as a present one",
  message: "“{words}” is documented as past, without treatment now: {title} ({code}) is not coded.",
  why: "Conditions that were treated before and no longer exist are not coded; a history code may be.",
  fix: "If the condition is still treated or watched, the provider should say so; else look for a history code (Z80 to Z87).",
  authority: "ICD-10-CM Official Guidelines, section IV.J",
};

export const sideMissing: FindingKind = {
  code: "CODE-QUERY-01",
  severity: "note",
  title: "The side is not documented",
  message:
    "Question to the provider: “{words}” is documented without a side. Please document which side was assessed: right, left, both, other, or unable to determine. Indicators: {indicators}",
  why: "Where the code tells sides apart, the side is part of the highest specificity documented.",
  fix: "Send the question; until it is answered the code for an unspecified side stands.",
  authority: "ICD-10-CM Official Guidelines, section I.B.13; Guidelines for Achieving a Compliant Query Practice",
};

export const typeMissing: FindingKind = {
  code: "CODE-QUERY-02",
  severity: "note",
  title: "The type of the condition is not documented",
  message:
    "Question to the provider: “{words}” is documented without its type. Please document the type and acuity that your clinical judgement supports: {options}, other, or unable to determine. Indicators: {indicators}",
  why: "An unspecified code is right while nothing more is documented; where the record holds indicators, the provider can say more.",
  fix: "Send the question; until it is answered the unspecified code stands.",
  authority: "ICD-10-CM Official Guidelines, sections I.A.9.b and I.B.2; Guidelines for Achieving a Compliant Query Practice",
};

export const misfit: FindingKind = {
  code: "CODE-PATIENT-01",
  severity: "warning",
  title: "A code is for another sex or age",
  message: "“{words}” would be {code}, which is for {expected}: not suggested.",
  why: "The words may be about another person, or the patient's sex or age is recorded wrongly.",
  fix: "Read the sentence; if the condition is this patient's, correct the record and read the note again.",
  authority: "Medicare Code Editor: age and sex conflicts; ICD-10-CM, titles and notes of the code",
};

export const presentOnAdmissionUnknown: FindingKind = {
  code: "CODE-QUERY-03",
  severity: "note",
  title: "Whether the condition was present on admission is not documented",
  message:
    "Question to the provider: “{words}” is documented at discharge. Was it present when the order for inpatient admission was given? Please document: yes, no, or clinically undetermined. Indicators: {indicators}",
  why: "The indicator belongs to each diagnosis of an inpatient claim, and only the provider can say when a condition began.",
  fix: "Send the question; until it is answered the indicator is U.",
  authority: "ICD-10-CM Official Guidelines, Appendix I; Guidelines for Achieving a Compliant Query Practice",
};

export const useAdditional: FindingKind = {
  code: "CODE-ADDITIONAL-01",
  severity: "note",
  title: "An additional code is asked for",
  message: "“{words}” is in the note: {with} asks for an additional code, {code}, if the drug is taken long-term for this condition.",
  why: "A “use additional code” note asks for a second code when the record holds what it describes. These drugs have other uses too.",
  fix: "Add the code when the provider gives the drug for this condition over a long time.",
  authority: "ICD-10-CM Official Guidelines, sections I.A.17 and I.C.4.a.3",
};

export const codingFindings: readonly FindingKind[] = [
  useAdditional,
  nothingToCode,
  uncertainDiagnosis,
  integralSymptom,
  presumedLink,
  excludedPair,
  excludedBoth,
  historyNotCurrent,
  misfit,
  sideMissing,
  typeMissing,
  presentOnAdmissionUnknown,
  ...inpatientFindings,
];

const namesOfCodes = ["code", "other", "with", "at"];

/** Codes in a message are written with their dot. */
export function withDottedCodes(params: Params): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, namesOfCodes.includes(name) ? formatDiagnosis(String(value)) : value]),
  );
}
