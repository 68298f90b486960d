/** A question of claim status (276) answered from the payer's decisions and payments (277). */

import { parseDecimal } from "../kernel/decimal.ts";
import { addDays, type IsoDate } from "../kernel/iso-date.ts";
import type { ClaimStatus } from "../x12/transactions/acknowledgements.ts";
import type { StatusAnswer, StatusAnswerLine, StatusDetail, StatusQuestion } from "../x12/transactions/claim-status.ts";
import { type Books, claimsOfPatient } from "./books.ts";
import { dependentKey, plainId } from "./members.ts";
import { type BenefitPlan, planByPayerId } from "./plan.ts";
import type { DecidedClaim, DecidedLine } from "./state.ts";

export interface StatusInput {
  readonly books: Books;
  readonly plans: readonly BenefitPlan[];
  readonly today: IsoDate;
}

/** The claim that stands, else the last one that was taken back. A claim that was lost is not found. */
export function answerStatus(question: StatusQuestion, { books, plans, today }: StatusInput): StatusAnswer {
  const { payer, receiver, providers, subscriber, dependent, trace } = question;
  const plan = planByPayerId(plans, payer.id?.value ?? "");
  const { birthDate: _birth, sex: _sex, ...person } = subscriber;
  const base = {
    payer,
    contacts: plan === undefined ? [] : [{ name: "PROVIDER SERVICES", numbers: [{ qualifier: "TE", value: plan.phone }] }],
    receiver,
    providers,
    subscriber: person,
    ...(dependent === undefined ? {} : { dependent: { name: dependent.name } }),
    trace,
  };
  const claim = plan === undefined ? undefined : findClaim(question, { books, plan });
  if (claim === undefined) {
    const asked = question.identifiers.filter((one) => one.qualifier === "EJ" || one.qualifier === "1K");
    const status: StatusDetail = { statuses: [{ category: "D0", status: "35" }], on: today };
    return { ...base, statuses: [status], identifiers: asked, ...datesOf(question), lines: [] };
  }
  return {
    ...base,
    statuses: [claimStatus(claim, today)],
    identifiers: [
      { qualifier: "1K", value: claim.payerControlNumber },
      { qualifier: "EJ", value: claim.controlNumber },
      // STC09 has sixteen characters, the trace number of a payment has more.
      ...(claim.trace === undefined ? [] : [{ qualifier: "VV", value: claim.trace }]),
    ],
    ...datesOf(claimDates(claim)),
    lines: isOpen(claim, today) ? [] : claim.lines.map((line) => lineAnswer(line, claim)),
  };
}

function datesOf({ serviceFrom, serviceTo }: Pick<StatusQuestion, "serviceFrom" | "serviceTo">) {
  return { ...(serviceFrom === undefined ? {} : { serviceFrom }), ...(serviceTo === undefined ? {} : { serviceTo }) };
}

function claimDates({ lines }: DecidedClaim): Pick<StatusQuestion, "serviceFrom" | "serviceTo"> {
  const days = lines.flatMap((line) => [line.from, line.to]).sort();
  const [serviceFrom] = days;
  const serviceTo = days.at(-1);
  return datesOf({ ...(serviceFrom === undefined ? {} : { serviceFrom }), ...(serviceTo === undefined ? {} : { serviceTo }) });
}

/** By the payer's number, else by ours; without either by charge and dates. */
function findClaim(
  question: StatusQuestion,
  { books, plan }: { readonly books: Books; readonly plan: BenefitPlan },
): DecidedClaim | undefined {
  const number = (qualifier: string): string | undefined => question.identifiers.find((one) => one.qualifier === qualifier)?.value;
  const payerNumber = number("1K");
  const ownNumber = number("EJ");
  const npis = question.providers.map((one) => one.id?.value);
  const fits = (claim: DecidedClaim): boolean => {
    if (claim.kind !== "decision" || !npis.includes(claim.payee.npi)) return false;
    if (payerNumber !== undefined) return claim.payerControlNumber === payerNumber;
    if (ownNumber !== undefined) return claim.controlNumber === ownNumber;
    const days = claim.lines.map((line) => line.from);
    const inTime =
      question.serviceFrom === undefined ||
      days.some((day) => day >= (question.serviceFrom ?? day) && day <= (question.serviceTo ?? question.serviceFrom ?? day));
    return inTime && (question.charge === undefined || question.charge === claim.charge);
  };
  const found = claimsOfPatient(books, plan.id, patientAsked(question)).filter(fits);
  return found.find((claim) => claim.supersededBy === undefined) ?? found.at(-1);
}

export function patientAsked({ subscriber, dependent }: StatusQuestion): string {
  const memberId = plainId(subscriber.memberId?.value ?? "");
  return dependent === undefined ? memberId : dependentKey(memberId, dependent.name, dependent.birthDate);
}

/** Three days before its payment a claim counts as decided; until then it is in process. */
function isOpen(claim: DecidedClaim, today: IsoDate): boolean {
  return claim.paidOn === undefined && claim.supersededBy === undefined && today < addDays(claim.dueOn, -3);
}

function claimStatus(claim: DecidedClaim, today: IsoDate): StatusDetail {
  const { charge, paid, paidOn } = claim;
  if (isOpen(claim, today)) return { statuses: [{ category: "P1", status: "20" }], on: claim.receivedOn, charge };
  if (claim.supersededBy !== undefined) {
    const voided = claim.supersededBy === `${claim.key}R`;
    return { statuses: [{ category: "F3", status: voided ? "686" : "101" }], on: today, charge };
  }
  if (paidOn === undefined) return { statuses: [{ category: "F0", status: "3" }], on: addDays(claim.dueOn, -3), charge };
  return {
    statuses: [finalStatus(claim)],
    on: paidOn,
    charge,
    paid,
    decidedOn: paidOn,
    paidOn,
  };
}

/** F1 paid, F2 denied, F4 finished without payment (the patient's deductible). */
function finalStatus({ lines, paid }: DecidedClaim): ClaimStatus {
  if (paid > 0) return { category: "F1", status: "65" };
  if (lines.every((line) => line.denied)) return { category: "F2", status: "1" };
  return { category: "F4", status: lines.some((line) => line.deductible > 0) ? "98" : "1" };
}

function lineAnswer(line: DecidedLine, claim: DecidedClaim): StatusAnswerLine {
  const units = parseDecimal(line.units);
  const on = claim.paidOn ?? claim.dueOn;
  return {
    procedure: { qualifier: line.qualifier, code: line.procedure, modifiers: line.modifiers },
    charge: line.charge,
    paid: line.paid,
    ...(units === undefined ? {} : { units }),
    statuses: [{ statuses: [lineStatus(line)], on }],
    ...(line.controlNumber === undefined ? {} : { controlNumber: line.controlNumber }),
    serviceFrom: line.from,
    serviceTo: line.to,
  };
}

function lineStatus(line: DecidedLine): ClaimStatus {
  if (line.denied) return { category: "F2", status: statusOfReason[line.adjustments[0]?.reason ?? ""] ?? "1" };
  return line.paid > 0 ? { category: "F1", status: "65" } : { category: "F4", status: line.deductible > 0 ? "98" : "1" };
}

/** Claim status codes that say what a CARC says; the rest points to the remittance (1). */
const statusOfReason: Readonly<Record<string, string>> = {
  "4": "453",
  "5": "249",
  "6": "475",
  "11": "488",
  "18": "54",
  "22": "85",
  "26": "88",
  "27": "89",
  "31": "33",
  "50": "287",
  "97": "735",
  "119": "483",
  "146": "255",
  "181": "454",
  "197": "84",
};
