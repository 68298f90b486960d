/** What a payer asks before it takes a claim in: a claim that fails is rejected by 277CA and never adjudicated. */
import { subtractCents, sumCents } from "../kernel/cents.ts";
import { isNpi } from "../kernel/check-digits.ts";
import { compareDecimals, decimal } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { ClaimStatus } from "../x12/transactions/acknowledgements.ts";
import type { ProfessionalClaim } from "../x12/transactions/professional-claim.ts";
import { memberIdOf, patientKeyOf, patientOf } from "./members.ts";
import { type BenefitPlan, termsOn } from "./plan.ts";
import type { Directory } from "./records.ts";
import type { DecidedClaim } from "./state.ts";

/** Why a claim is not taken: the composites of its STC, and our own words for STC12. */
export interface Refusal {
  readonly status: ClaimStatus;
  readonly words: string;
}

export interface FrontDoorInput {
  readonly claim: ProfessionalClaim;
  readonly plan: BenefitPlan | undefined;
  readonly directory: Directory;
  /** The decision with the payer's claim number that the claim refers to (REF*F8). */
  readonly original: DecidedClaim | undefined;
  readonly today: IsoDate;
}

/** Every reason to refuse; none means that the claim is accepted. Status codes: the claim status list (X12 external code source 508). */
export function refusalsOf(input: FrontDoorInput): readonly Refusal[] {
  const { claim, plan, directory, today } = input;
  if (plan === undefined) return [refusal("A3", "116", "PR", "No plan of this payer has that payer id")];
  return [
    ...frequencyRefusals(input, plan),
    ...memberRefusals(claim, plan, directory),
    ...providerRefusals(claim),
    ...contentRefusals(claim, today),
  ];
}

export function originalReference(claim: ProfessionalClaim): string | undefined {
  return claim.identifiers.find((one) => one.qualifier === "F8")?.value;
}

function frequencyRefusals({ claim, original, today }: FrontDoorInput, plan: BenefitPlan): readonly Refusal[] {
  if (claim.frequency === "1") return [];
  if (claim.frequency !== "7" && claim.frequency !== "8") return [refusal("A7", "535", undefined, "Claim frequency is not used here")];
  if (termsOn(plan, today).replacement === undefined) {
    return [refusal("A7", "535", undefined, "This payer takes no replacement or void; ask for a reopening")];
  }
  if (originalReference(claim) === undefined) return [refusal("A6", "464", undefined, "The number of the original claim is missing")];
  if (original === undefined || original.planId !== plan.id || original.kind !== "decision") {
    return [refusal("A7", "464", undefined, "No claim with that payer claim number")];
  }
  if (original.supersededBy !== undefined) return [refusal("A7", "464", undefined, "That claim was replaced or voided before")];
  const ours = original.patientKey === patientKeyOf(claim) && original.payee.npi === claim.billing.npi;
  return ours ? [] : [refusal("A8", "464", undefined, "That claim is of another patient or billing provider")];
}

function memberRefusals(claim: ProfessionalClaim, plan: BenefitPlan, directory: Directory): readonly Refusal[] {
  const memberId = memberIdOf(claim);
  if (memberId === "") return [refusal("A6", "164", "IL", "The member id is missing")];
  const membership = directory.membership(plan, memberId);
  if (membership.kind === "unknown") return plan.unknownMember === "reject" ? [refusal("A7", "164", "IL", "Unknown member id")] : [];
  const birth = patientOf(claim).birthDate;
  const known = membership.kind === "listed" && claim.dependent === undefined ? membership.member.birthDate : undefined;
  const differs = known !== undefined && birth !== undefined && known !== birth;
  return differs ? [refusal("A7", "158", "IL", "The birth date is not that of the member")] : [];
}

function providerRefusals(claim: ProfessionalClaim): readonly Refusal[] {
  const npi = claim.billing.npi;
  if (npi === undefined || npi === "") return [refusal("A6", "562", "85", "The billing provider's NPI is missing")];
  if (!isNpi(npi)) return [refusal("A7", "562", "85", "The billing provider's NPI fails its check digit")];
  const rendering = [claim.rendering, ...claim.lines.map((line) => line.rendering)];
  const bad = rendering.some((one) => one?.npi !== undefined && !isNpi(one.npi));
  return bad ? [refusal("A7", "562", "82", "The rendering provider's NPI fails its check digit")] : [];
}

function contentRefusals(claim: ProfessionalClaim, today: IsoDate): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const lines = claim.lines;
  if (lines.length === 0) refusals.push(refusal("A6", "247", undefined, "The claim has no service line"));
  if (lines.length > 50) refusals.push(refusal("A7", "121", undefined, "The claim has more than 50 lines"));
  if (lines.some((line) => line.serviceFrom === undefined)) refusals.push(refusal("A6", "187", undefined, "A line has no date of service"));
  if (lines.some((line) => (line.serviceTo ?? line.serviceFrom ?? today) > today)) {
    refusals.push(refusal("A7", "510", undefined, "A date of service lies in the future"));
  }
  if (subtractCents(claim.charge, sumCents(lines.map((line) => line.charge))) !== 0) {
    refusals.push(refusal("A8", "400", undefined, "The claim's charge is not the sum of its lines"));
  }
  if (lines.some((line) => line.charge < 0)) refusals.push(refusal("A7", "693", undefined, "A charge is negative"));
  if (lines.some((line) => compareDecimals(line.units, decimal("0")) <= 0))
    refusals.push(refusal("A7", "476", undefined, "A line has no units"));
  if (lines.some((line) => line.pointers.some((pointer) => pointer < 1 || pointer > claim.diagnoses.length))) {
    refusals.push(refusal("A8", "477", undefined, "A line points to a diagnosis that is not there"));
  }
  if (claim.diagnoses.length === 0) refusals.push(refusal("A6", "255", undefined, "The claim has no diagnosis"));
  return refusals;
}

function refusal(category: string, status: string, entity: string | undefined, words: string): Refusal {
  return { status: { category, status, ...(entity === undefined ? {} : { entity }) }, words };
}
