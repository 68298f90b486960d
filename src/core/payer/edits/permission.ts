/** May this practitioner do this for this member: enrolment, network, referral, authorisation. */
import { addDecimals, compareDecimals, decimalFromInteger, subtractDecimals } from "../../kernel/decimal.ts";
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { AuthorizationRecord, ProviderRecord } from "../records.ts";
import { type SeenLine, unitsOf } from "../seen-line.ts";
import { isEvaluation } from "../service-lists.ts";
import { type Denial, deny, type Edit, type EditContext } from "./edit.ts";

/** B7 for the days of enrolment of either; a practitioner who never was enrolled is not on the list at all. */
export const notEnrolled: Edit = (line, { plan, directory }) => {
  const bad = [line.billingNpi, line.renderingNpi].find((npi) => {
    const record = directory.provider(plan.id, npi);
    return record !== undefined && !isEnrolled(record, line.from);
  });
  return bad === undefined ? undefined : deny("not-enrolled", "CO", "B7", [], `${bad} was not enrolled on ${line.from}`);
};

/** A closed network pays nobody outside but in an emergency. */
export const outsideNetwork: Edit = (line, { plan, directory }) => {
  if (line.terms.benefits.network.kind !== "closed" || line.kind === "emergency") return undefined;
  if (isInNetwork(line, { plan, directory })) return undefined;
  return plan.kind === "medicaid"
    ? deny("outside-network", "CO", "242", ["N52"], "not of the plan's network")
    : deny("outside-network", "PR", "242", ["N52"], "not of the plan's network");
};

export function isInNetwork(line: SeenLine, { plan, directory }: Pick<EditContext, "plan" | "directory">): boolean {
  return directory.provider(plan.id, line.renderingNpi)?.inNetwork ?? directory.provider(plan.id, line.billingNpi)?.inNetwork ?? true;
}

/** A visit to other than primary care: the referral's number, and the visits that it is good for. */
export const referralMissing: Edit = (line, context) => {
  if (!line.terms.benefits.referralForSpecialists || line.kind !== "specialist-visit") return undefined;
  const { referral } = line;
  if (referral === undefined || !isIssued(line, referral, context))
    return deny("referral-absent", "CO", "288", [], "no referral on the claim");
  const record = context.directory.authorization(context.plan.id, referral);
  if (record === undefined) return undefined;
  if (!holdsOn(record, line.from)) return deny("referral-expired", "CO", "288", [], `referral ${referral} does not hold on ${line.from}`);
  if (record.units === undefined) return undefined;
  const visits = context.history.filter((one) => !one.line.denied && one.line.referral === referral && isEvaluation(one.line.procedure));
  return visits.length < record.units
    ? undefined
    : deny("referral-exceeded", "CO", "287", [], `all visits of referral ${referral} are used`);
};

/** 197 none, 302 too late, 284 for something else, 296 for someone else, 198 for fewer. */
export const authorizationFault: Edit = (line, context) => {
  if (!line.terms.benefits.authorizationNeeded.includes(line.procedure)) return undefined;
  const { authorization } = line;
  if (authorization === undefined || !isIssued(line, authorization, context)) {
    return deny("authorization-absent", "CO", "197", ["M62"], `${line.procedure} needs prior authorization`);
  }
  const record = context.directory.authorization(context.plan.id, authorization);
  if (record === undefined) return undefined;
  if (!holdsOn(record, line.from)) return deny("authorization-expired", "CO", "302", [], `${authorization} does not hold on ${line.from}`);
  if (record.procedures !== undefined && !record.procedures.includes(line.procedure)) {
    return deny("authorization-for-other-service", "CO", "284", ["N54"], `${authorization} is for other services`);
  }
  if (record.npi !== undefined && record.npi !== line.billingNpi && record.npi !== line.renderingNpi) {
    return deny("authorization-for-other-provider", "CO", "296", [], `${authorization} is for another provider`);
  }
  return record.units === undefined ? undefined : unitsExceeded(line, { record, units: record.units, context });
};

/** Units beyond the authorised ones are denied, the others stand. */
function unitsExceeded(
  line: SeenLine,
  { record, units, context }: { readonly record: AuthorizationRecord; readonly units: number; readonly context: EditContext },
): Denial | undefined {
  const earlier = context.lines
    .filter((one) => one.number < line.number && one.authorization === record.number && one.procedure === line.procedure)
    .map((one) => one.units);
  const before = context.history
    .filter((one) => !one.line.denied && one.line.authorization === record.number)
    .map((one) => unitsOf(one.line));
  const used = [...before, ...earlier].reduce(addDecimals, decimalFromInteger(0));
  const left = subtractDecimals(decimalFromInteger(units), used);
  if (compareDecimals(line.units, left) <= 0) return undefined;
  const denial = deny("authorization-exceeded", "CO", "198", [], `${record.number} is good for ${units} units`);
  return compareDecimals(left, decimalFromInteger(0)) > 0 ? { ...denial, kept: left } : denial;
}

function isIssued(line: SeenLine, number: string, { plan, directory }: EditContext): boolean {
  const prefix = line.terms.benefits.numberPrefix;
  return prefix === undefined || number.toUpperCase().startsWith(prefix) || directory.authorization(plan.id, number) !== undefined;
}

function isEnrolled(record: ProviderRecord, on: IsoDate): boolean {
  return (record.from === undefined || on >= record.from) && (record.to === undefined || on <= record.to);
}

function holdsOn(record: AuthorizationRecord, on: IsoDate): boolean {
  return (record.from === undefined || on >= record.from) && (record.to === undefined || on <= record.to);
}
