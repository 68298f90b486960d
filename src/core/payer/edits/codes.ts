/** Are the codes valid on the day, and do they fit each other and the place? */
import { ageOn } from "../../kernel/iso-date.ts";
import { diagnosisFlags, procedureBounds } from "../code-facts.ts";
import type { SeenLine } from "../seen-line.ts";
import { isEvaluation, isOfficeVisit } from "../service-lists.ts";
import { deny, type Edit } from "./edit.ts";

/** A code that no loaded release knows is taken: only what is known to be invalid is denied. */
export const procedureInvalid: Edit = (line, { tables }) => {
  const system = /^[A-Z]/.test(line.procedure) ? "hcpcs" : "cpt";
  const invalid = tables.validity(system, line.procedure, line.from) === "invalid";
  return invalid ? deny("procedure-invalid", "CO", "181", ["N56"], `${line.procedure} is not valid on ${line.from}`) : undefined;
};

export const diagnosisInvalid: Edit = (line, { tables }) => {
  const bad = line.diagnoses.find((code) => tables.validity("icd10cm", code, line.from) === "invalid");
  return bad === undefined ? undefined : deny("diagnosis-invalid", "CO", "146", ["M76"], `${bad} is not valid on ${line.from}`);
};

export const modifierInvalid: Edit = (line, { tables }) => {
  const bad = line.modifiers.find((code) => tables.validity("modifier", code, line.from) === "invalid");
  return bad === undefined ? undefined : deny("modifier-invalid", "CO", "182", ["N823"], `modifier ${bad} is not valid on ${line.from}`);
};

/** CARC 6 and 7: what the code itself says of age and sex. */
export const procedureNotForPatient: Edit = (line, { claim, tables }) => {
  const facts = procedureBounds(tables, line.procedure, line.from);
  const { birthDate, sex } = claim.dependent ?? claim.subscriber;
  if (facts === undefined) return undefined;
  // 45: conditions and sex said apart; KX on a Medicare line overrides the sex.
  if (
    facts.sex !== undefined &&
    (sex === "F" || sex === "M") &&
    (facts.sex === "female") !== (sex === "F") &&
    !line.modifiers.includes("KX")
  ) {
    return deny("procedure-not-for-sex", "CO", "7", [], `${line.procedure} is ${facts.sex} only`);
  }
  if (birthDate === undefined || birthDate > line.from) return undefined;
  const age = ageOn({ birth: birthDate, on: line.from });
  const fits = age >= (facts.minimumAge ?? 0) && age <= (facts.maximumAge ?? 200);
  return fits ? undefined : deny("procedure-not-for-age", "CO", "6", ["N129"], `${line.procedure} at the age of ${age}`);
};

/** CARC 9 and 10: what the classification says of age and sex (Medicare Code Editor). */
export const diagnosisNotForPatient: Edit = (line, { claim, tables }) => {
  const { birthDate, sex } = claim.dependent ?? claim.subscriber;
  for (const code of line.diagnoses) {
    const flags = diagnosisFlags(tables, code, line.from);
    if (flags.length === 0) continue;
    const wrongSex = (flags.includes("female") && sex === "M") || (flags.includes("male") && sex === "F");
    if (wrongSex && !line.modifiers.includes("KX")) return deny("diagnosis-not-for-sex", "CO", "10", [], `${code} does not fit the sex`);
    if (birthDate === undefined || birthDate > line.from) continue;
    const age = ageOn({ birth: birthDate, on: line.from });
    const wrongAge =
      (flags.includes("newborn") && age > 0) ||
      (flags.includes("pediatric") && age > 17) ||
      (flags.includes("adult") && age < 15) ||
      (flags.includes("maternity") && (age < 9 || age > 64));
    if (wrongAge) return deny("diagnosis-not-for-age", "CO", "9", [], `${code} at the age of ${age}`);
  }
  return undefined;
};

/** Modifiers that contradict each other or stand where they mean nothing. */
export const modifierMisplaced: Edit = (line) => {
  if (contradict(line))
    return deny("modifiers-contradict", "CO", "4", ["N519"], `modifiers ${line.modifiers.join(" ")} contradict each other`);
  const misplaced = isEvaluation(line.procedure)
    ? line.modifiers.find((modifier) => notOnEvaluations.has(modifier))
    : line.modifiers.find((modifier) => onlyOnEvaluations.has(modifier));
  return misplaced === undefined
    ? undefined
    : deny("modifier-misplaced", "CO", "4", ["N823"], `modifier ${misplaced} does not fit ${line.procedure}`);
};

/** CMS's place-of-service list against the services that are tied to a place by their definition. */
export const placeMismatch: Edit = (line) => {
  const places = placesOf(line.procedure);
  if (places === undefined || places(line.placeOfService)) return undefined;
  return deny("place-mismatch", "CO", "5", ["M77"], `${line.procedure} is not furnished in place ${line.placeOfService}`);
};

const onlyOnEvaluations = new Set(["24", "25"]);
const notOnEvaluations = new Set(["50", "51", "59", "78", "79", "LT", "RT", "XE", "XP", "XS", "XU"]);

function contradict({ modifiers }: SeenLine): boolean {
  const has = (modifier: string): boolean => modifiers.includes(modifier);
  const sides = has("LT") || has("RT");
  return (has("26") && has("TC")) || (has("50") && sides) || (has("LT") && has("RT"));
}

function placesOf(code: string): ((place: string) => boolean) | undefined {
  if (isOfficeVisit(code)) return (place) => !["21", "23", "31", "51", "61"].includes(place);
  if (!/^\d{5}$/.test(code)) return undefined;
  if (code >= "99281" && code <= "99285") return (place) => place === "23";
  if (code >= "99304" && code <= "99316") return (place) => ["31", "32", "54", "56"].includes(place);
  if (code >= "99341" && code <= "99350") return (place) => ["02", "04", "10", "12", "13", "14", "16", "33", "55"].includes(place);
  if (code >= "99221" && code <= "99239") return (place) => !["11", "12", "20"].includes(place);
  return undefined;
}
