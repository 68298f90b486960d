/** Does the plan pay for this service, for this patient, for this reason? */
import { addDays, addYears, type IsoDate, isoDate, yearOf } from "../../kernel/iso-date.ts";
import { isImaging, isLaboratory, isMedicarePreventive, isNewPatientVisit, isPreventiveVisit, isVaccineProduct } from "../service-lists.ts";
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

/** GA: the patient was told beforehand and owes it. GZ or nothing: the provider does. */
export const notNecessary: Edit = (line) => {
  const policy = line.terms.benefits.policies.find((one) => one.procedures.includes(line.procedure));
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
export const cliaAbsent: Edit = (line) =>
  line.terms.edits.wantsClia && isLaboratory(line.procedure) && !line.cliaGiven
    ? deny("clia-absent", "CO", "16", ["MA120"], `${line.procedure} without a CLIA number`)
    : undefined;

/** A test is ordered, and the claim says by whom (42 CFR 410.32). */
export const orderingAbsent: Edit = (line) =>
  line.terms.edits.wantsOrdering && !line.orderingGiven && (isLaboratory(line.procedure) || isImaging(line.procedure))
    ? deny("ordering-absent", "CO", "16", ["N265"], `${line.procedure} without the one who ordered it`)
    : undefined;

/** Rebates of drugs go by the NDC (42 CFR 447.520). */
export const ndcAbsent: Edit = (line) =>
  line.terms.edits.wantsNdc && line.kind === "drug" && /^J/.test(line.procedure) && !line.ndcGiven
    ? deny("ndc-absent", "CO", "16", ["M119"], `${line.procedure} without the drug's NDC`)
    : undefined;

export const excludedByPlan: Edit = (line) => {
  const exclusion = line.terms.benefits.exclusions.find((one) => one.procedures.includes(line.procedure));
  return exclusion === undefined
    ? undefined
    : deny("excluded-by-plan", exclusion.group, exclusion.reason, exclusion.remarks, `not covered: ${exclusion.title}`);
};

/** Days of service before this one, in the limit's period, that were not denied. */
export const tooOften: Edit = (line, { lines, history }) => {
  for (const limit of line.terms.benefits.limits) {
    if (!limit.procedures.includes(line.procedure)) continue;
    const since = limit.period === "calendar-year" ? isoDate(`${yearOf(line.from)}-01-01`) : addDays(line.from, -limit.period.days);
    const counts = (procedure: string, on: IsoDate): boolean => limit.procedures.includes(procedure) && on >= since && on < line.from;
    const days = new Set<IsoDate>();
    for (const one of lines) if (counts(one.procedure, one.from)) days.add(one.from);
    for (const { line: one } of history) if (!one.denied && counts(one.procedure, one.from)) days.add(one.from);
    if (days.size >= limit.count) return deny("too-often", limit.group, limit.reason, limit.remarks, `${limit.id}: ${limit.title}`);
  }
  return undefined;
};

/** Laboratory, imaging and vaccines make nobody an established patient. */
function isFaceToFace(procedure: string): boolean {
  return !isLaboratory(procedure) && !isVaccineProduct(procedure) && !/^7\d{4}$/.test(procedure) && !/^[A-Z]/.test(procedure);
}
