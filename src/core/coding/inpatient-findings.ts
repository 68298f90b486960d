/** What the coder says of the order and the reportability of an inpatient note's diagnoses (guidelines, sections II and III). */
import type { FindingKind } from "../kernel/finding.ts";

export const symptomAsPrincipal: FindingKind = {
  code: "CODE-INPATIENT-01",
  severity: "note",
  title: "A symptom is listed before a diagnosis",
  message:
    "“{words}” ({code}) is listed first, and {title} ({other}) is established: a symptom is principal only where no related diagnosis is.",
  why: "A sign or symptom of chapter 18 is not the principal diagnosis when a related definitive diagnosis has been established.",
  fix: "Where the diagnosis explains the symptom, put it first; where it does not, keep the order.",
  authority: "ICD-10-CM Official Guidelines, section II.A",
};

export const equallyPrincipal: FindingKind = {
  code: "CODE-INPATIENT-02",
  severity: "note",
  title: "Two diagnoses equally are the reason for the admission",
  message: "{title} ({code}) and {second} ({other}) both stand as the reason for the admission: either may be the principal diagnosis.",
  why: "Where two or more diagnoses equally meet the definition, any may be first, unless the circumstances of the admission, the therapy, the Tabular List or the Index say otherwise.",
  fix: "Look which one the work-up and the therapy were for; where neither stands out, keep the order.",
  authority: "ICD-10-CM Official Guidelines, sections II.B and II.C",
};

export const comparedDiagnoses: FindingKind = {
  code: "CODE-INPATIENT-03",
  severity: "note",
  title: "Comparative diagnoses are coded as if confirmed",
  message: "“{words}” leaves it open between {title} ({code}) and {second} ({other}): both are coded, in the order of the circumstances.",
  why: "“Either … or” diagnoses are coded as if they were confirmed; a symptom that they explain is not put before them, since that instruction was deleted (section II.E).",
  fix: "Where the record tells which one the admission was for, put that first.",
  authority: "ICD-10-CM Official Guidelines, sections II.D and II.E",
};

export const planNotCarriedOut: FindingKind = {
  code: "CODE-INPATIENT-04",
  severity: "note",
  title: "The planned treatment was not carried out",
  message: "“{words}”: {title} ({code}), for which the patient was admitted, stays the principal diagnosis.",
  why: "The condition that after study occasioned the admission is principal, even when the treatment was not carried out.",
  fix: "Add the code of category Z53 that says why it was not, where the record does.",
  authority: "ICD-10-CM Official Guidelines, section II.F",
};

export const complicationFirst: FindingKind = {
  code: "CODE-INPATIENT-05",
  severity: "note",
  title: "A complication is the reason for the admission",
  message: "{title} ({code}) is the reason for the admission and stands first.",
  why: "When the admission is for a complication of surgery or other medical care, the complication is principal.",
  fix: "Add a further code where that of the complication does not describe it.",
  authority: "ICD-10-CM Official Guidelines, section II.G",
};

export const uncertainAtDischarge: FindingKind = {
  code: "CODE-INPATIENT-06",
  severity: "note",
  title: "An uncertain diagnosis at discharge is coded as if it existed",
  message: "“{words}” is uncertain at discharge and is coded as {title} ({code}).",
  why: "In a short-term, acute, long-term care or psychiatric hospital, a diagnosis called probable, suspected, likely or still to be ruled out at discharge is coded as if it had been established.",
  fix: "Nothing, unless a later entry confirms or rules it out.",
  authority: "ICD-10-CM Official Guidelines, sections II.H and III.C",
};

export const secondaryNotShown: FindingKind = {
  code: "CODE-INPATIENT-07",
  severity: "note",
  title: "What a secondary diagnosis meant for the stay is not documented",
  message: "“{words}” ({code}) is listed, and the note has no evaluation, treatment, test, longer stay or more nursing for it.",
  why: "A further diagnosis is reported when it was evaluated, treated, tested, lengthened the stay or needed more care.",
  fix: "Look in the rest of the record; report it where that shows one of these.",
  authority: "ICD-10-CM Official Guidelines, section III",
};

export const abnormalFinding: FindingKind = {
  code: "CODE-INPATIENT-08",
  severity: "note",
  title: "An abnormal finding without what it meant",
  message: "“{words}” ({code}) is an abnormal finding: it is reported when the provider says what it means.",
  why: "In a stay abnormal findings are not coded unless the provider indicates their clinical significance; where tests or treatment were ordered for them, the provider is asked.",
  fix: "Ask whether a diagnosis belongs to the finding, with the indicators of the record and open choices.",
  authority: "ICD-10-CM Official Guidelines, section III.B",
};

export const inpatientFindings: readonly FindingKind[] = [
  symptomAsPrincipal,
  equallyPrincipal,
  comparedDiagnoses,
  planNotCarriedOut,
  complicationFirst,
  uncertainAtDischarge,
  secondaryNotShown,
  abnormalFinding,
];
