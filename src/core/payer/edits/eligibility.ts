/** Is the patient insured here on the day, and is this payer first? */
import { addCents, sumCents } from "../../kernel/cents.ts";
import { patientOf, sameName } from "../members.ts";
import { deny, type Edit } from "./edit.ts";

export const memberUnknown: Edit = (_line, { membership }) =>
  membership.kind === "unknown" ? deny("member-unknown", "PR", "31", [], "the member id was never issued") : undefined;

export const memberNameDiffers: Edit = (_line, { membership, claim, plan }) => {
  if (membership.kind !== "listed" || sameName(membership.member.last, claim.subscriber.name.last)) return undefined;
  const remarks = plan.kind === "medicare" ? ["MA27"] : ["N382"];
  return deny(
    "member-name-differs",
    "CO",
    "140",
    remarks,
    `the id belongs to ${membership.member.last}, not ${patientOf(claim).name.last}`,
  );
};

export const beforeCoverage: Edit = (line, { membership }) => {
  const from = membership.kind === "listed" ? membership.member.from : membership.kind === "by-pattern" ? membership.from : undefined;
  return from !== undefined && line.from < from ? deny("before-coverage", "PR", "26", [], `coverage began on ${from}`) : undefined;
};

export const afterCoverage: Edit = (line, { membership }) => {
  const to = membership.kind === "listed" ? membership.member.to : undefined;
  return to !== undefined && line.from > to ? deny("after-coverage", "PR", "27", [], `coverage ended on ${to}`) : undefined;
};

/** Another payer is first on file and the claim says that we are; or the claim says that we are not and brings no decision of the first. */
export const otherPayerFirst: Edit = (_line, { membership, claim, plan }) => {
  const primary = claim.subscriber.payerRank === "P";
  if (primary) {
    const other = plan.kind === "supplement" || (membership.kind === "listed" && membership.member.otherCoverageFirst === true);
    return other ? deny("other-payer-first", "CO", "22", [], "the member's other insurance pays first") : undefined;
  }
  const decided = claim.otherPayers.some((other) => other.paid !== undefined);
  return decided
    ? undefined
    : deny("first-payer-undecided", "CO", "22", ["MA04"], "billed as a later payer without the decision of an earlier one");
};

/** What the earlier payer is said to have paid and adjusted on the line must add up to its charge (Σ SVD02 + Σ CAS). */
export const firstPayerUnbalanced: Edit = (line, { claim }) => {
  if (claim.subscriber.payerRank === "P") return undefined;
  const sent = claim.lines.find((one) => one.number === line.number)?.adjudications ?? [];
  const bad = [...new Set(sent.map((one) => one.payerId))].some((payerId) => {
    const of = sent.filter((one) => one.payerId === payerId);
    const settled = addCents(
      sumCents(of.map((one) => one.paid)),
      sumCents(of.flatMap((one) => one.adjustments.map((adjustment) => adjustment.amount))),
    );
    return settled !== line.charge;
  });
  return bad
    ? deny("first-payer-unbalanced", "CO", "129", ["N48"], "the earlier payer's decision does not add up to the charge")
    : undefined;
};

export const dependentUnknown: Edit = (_line, { membership, claim }) => {
  const { dependent } = claim;
  if (dependent === undefined || membership.kind !== "listed" || membership.member.dependents === undefined) return undefined;
  const known = membership.member.dependents.some(
    (one) =>
      sameName(one.last, dependent.name.last) &&
      sameName(one.first, dependent.name.first ?? "") &&
      (dependent.birthDate === undefined || one.birthDate === dependent.birthDate),
  );
  return known ? undefined : deny("dependent-unknown", "PR", "32", [], "not insured through this member");
};

export const beforeBirth: Edit = (line, { claim }) => {
  const birth = patientOf(claim).birthDate;
  return birth !== undefined && line.from < birth ? deny("before-birth", "CO", "14", [], `born on ${birth}`) : undefined;
};

export const afterDeath: Edit = (line, { membership, claim }) => {
  const died = membership.kind === "listed" && claim.dependent === undefined ? membership.member.diedOn : undefined;
  return died !== undefined && line.from > died ? deny("after-death", "CO", "13", [], `died on ${died}`) : undefined;
};
