/** Is the patient insured here on the day, and is this payer first? */
import { patientOf, sameLastName } from "../members.ts";
import { deny, type Edit } from "./edit.ts";

export const memberUnknown: Edit = (_line, { membership }) =>
  membership.kind === "unknown" ? deny("member-unknown", "PR", "31", [], "the member id was never issued") : undefined;

export const memberNameDiffers: Edit = (_line, { membership, claim, plan }) => {
  if (membership.kind !== "listed" || sameLastName(membership.member.last, claim.subscriber.name.last)) return undefined;
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
export const otherPayerFirst: Edit = (_line, { membership, claim }) => {
  const primary = claim.subscriber.payerRank === "P";
  if (primary) {
    const other = membership.kind === "listed" && membership.member.otherCoverageFirst === true;
    return other ? deny("other-payer-first", "CO", "22", [], "the member's other insurance pays first") : undefined;
  }
  const decided = claim.otherPayers.some((other) => other.paid !== undefined);
  return decided
    ? undefined
    : deny("first-payer-undecided", "CO", "22", ["MA04"], "billed as a later payer without the decision of an earlier one");
};
