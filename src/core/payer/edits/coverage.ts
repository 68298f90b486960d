/** Does the plan pay for this service, for this patient, for this reason? */
import { addYears } from "../../kernel/iso-date.ts";
import { isLaboratory, isMedicarePreventive, isNewPatientVisit, isPreventiveVisit, isVaccineProduct } from "../service-lists.ts";
import { deny, type Edit } from "./edit.ts";

/** No E/M or other professional service by the same group and specialty in the three years before. */
export const notANewPatient: Edit = (line, { history }) => {
  if (!isNewPatientVisit(line.procedure)) return undefined;
  const since = addYears(line.from, -3);
  const seen = history.find((one) => {
    const sameSpecialty = line.taxonomy === undefined || one.line.taxonomy === undefined || line.taxonomy === one.line.taxonomy;
    const inTime = one.line.from > since && one.line.from < line.from;
    return inTime && one.billingNpi === line.billingNpi && sameSpecialty && !one.line.denied && isFaceToFace(one.line.procedure);
  });
  return seen === undefined ? undefined : deny("not-a-new-patient", "CO", "B16", [], `seen by this group on ${seen.line.from}`);
};

export const authorizationAbsent: Edit = (line, { plan }) =>
  plan.authorizationNeeded.includes(line.procedure) && !line.authorized
    ? deny("authorization-absent", "CO", "197", ["M62"], `${line.procedure} needs prior authorization`)
    : undefined;

/** GA: the patient was told beforehand and owes it. GZ or nothing: the provider does. */
export const notNecessary: Edit = (line, { plan }) => {
  const policy = plan.policies.find((one) => one.procedures.includes(line.procedure));
  if (policy === undefined) return undefined;
  const supported = line.diagnoses.some((code) => policy.diagnoses.some((prefix) => code.startsWith(prefix)));
  if (supported) return undefined;
  const group = line.modifiers.includes("GA") ? "PR" : "CO";
  return deny("not-necessary", group, "50", [policy.remark], `policy ${policy.id}: no diagnosis on the line supports ${line.procedure}`);
};

/** Excluded from Medicare by statute: modifier GY, and status N, X or E of the fee schedule with no other schedule that prices it. */
export const excludedByStatute: Edit = (line, { plan, tables }) => {
  if (plan.kind !== "medicare") return undefined;
  const excluded = deny("excluded-by-statute", "PR", "96", ["N425"], `Medicare does not cover ${line.procedure}`);
  if (line.modifiers.includes("GY") || isPreventiveVisit(line.procedure)) return excluded;
  if (isLaboratory(line.procedure) || isVaccineProduct(line.procedure) || isMedicarePreventive(line.procedure)) return undefined;
  const status = tables.relativeValues(line.procedure, "", line.from)?.status;
  if (status !== "N" && status !== "X" && status !== "E") return undefined;
  const priced = (["clinical-lab", "drug"] as const).some((schedule) => tables.fee(schedule, line.procedure, line.from) !== undefined);
  return priced ? undefined : excluded;
};

/** Status I: Medicare wants another code for the service. */
export const notAMedicareCode: Edit = (line, { plan, tables }) =>
  plan.kind === "medicare" && tables.relativeValues(line.procedure, "", line.from)?.status === "I"
    ? deny("not-a-medicare-code", "CO", "16", ["N657"], `Medicare takes another code than ${line.procedure}`)
    : undefined;

/** Status M: a measure is reported, not paid. */
export const measurementOnly: Edit = (line, { tables }) =>
  tables.relativeValues(line.procedure, "", line.from)?.status === "M"
    ? deny("measurement-only", "CO", "246", ["N620"], `${line.procedure} is reported for a measure and never paid`)
    : undefined;

/** 42 CFR 493: a laboratory is paid for tests that its certificate covers. */
export const cliaAbsent: Edit = (line, { plan }) =>
  plan.wantsClia && isLaboratory(line.procedure) && !line.cliaGiven
    ? deny("clia-absent", "CO", "16", ["MA120"], `${line.procedure} without a CLIA number`)
    : undefined;

/** Laboratory, imaging and vaccines make nobody an established patient. */
function isFaceToFace(procedure: string): boolean {
  return !isLaboratory(procedure) && !isVaccineProduct(procedure) && !/^7\d{4}$/.test(procedure) && !/^[A-Z]/.test(procedure);
}
