/** Payers' answers as people read them. */
import { type ClaimStatusSummary, summariseStatus } from "../../core/eligibility/claim-status.ts";
import { type EligibilitySummary, isSpecialist, officeCopay, summariseEligibility } from "../../core/eligibility/eligibility.ts";
import type { DeskFacts } from "../../core/eligibility/missing.ts";
import type { Cents } from "../../core/kernel/cents.ts";
import type { ClaimId, PatientId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import { subscriberOf } from "../../core/parties/coverage.ts";
import type { Coverage, Patient, Provider } from "../../core/parties/model.ts";
import { listCoverages } from "../../store/coverages.ts";
import { type EligibilityInquiryRow, type InquiryRow, inquiriesOf } from "../../store/inquiries.ts";
import { listPayers } from "../../store/parties.ts";
import { loadPatient } from "../../store/patients.ts";
import { onRecord } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../refusal.ts";

const most = 30;

export async function viewEligibility(context: Context, patientId: PatientId) {
  return onRecord(context, { act: "inquiry.open", object: ["patient", patientId], snapshot: true }, async (tx) => {
    const patient = await loadPatient(tx, patientId);
    if (patient === undefined) return notFound("patient");
    const payers = new Map((await listPayers(tx)).map((one) => [one.id, one.name]));
    const coverages = await listCoverages(tx, patientId);
    const rows = await inquiriesOf(tx, { patientId }, { limit: most });
    return ok({
      coverages: coverages.map(({ id, payerId, memberId, rank, from, to }) => ({
        id,
        payerName: payers.get(payerId) ?? "",
        memberId,
        rank,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      })),
      inquiries: rows
        .filter((one) => one.kind === "eligibility")
        .map((one) => ({
          ...baseOf(one),
          coverageId: one.coverageId,
          payerName: payers.get(one.payerId) ?? "",
          ...said(one, patient, coverages),
        })),
    });
  });
}

function said(row: EligibilityInquiryRow, patient: Patient, coverages: readonly Coverage[]): { readonly summary?: EligibilitySummary } {
  if (row.answer === undefined) return {};
  const coverage = coverages.find((one) => one.id === row.coverageId);
  const asked = coverage === undefined ? undefined : { memberId: coverage.memberId, last: subscriberOf(patient, coverage).name.last };
  return { summary: summariseEligibility(row.answer, asked) };
}

export async function viewClaimStatus(context: Context, claimId: ClaimId) {
  return onRecord(context, { act: "inquiry.open", object: ["claim", claimId], snapshot: true }, async (tx) => {
    const rows = await inquiriesOf(tx, { claimId }, { limit: most });
    return ok({
      inquiries: rows.flatMap((one) => {
        if (one.kind !== "claim-status") return [];
        const summary: { readonly summary?: ClaimStatusSummary } = one.answer === undefined ? {} : { summary: summariseStatus(one.answer) };
        return [{ ...baseOf(one), ...summary }];
      }),
    });
  });
}

function baseOf({ id, aboutDay, askedOn, askedBy, state, outboundFileId, inboundFileId, answeredOn, refusedOn, refusal }: InquiryRow) {
  return {
    id,
    aboutDay,
    askedOn,
    askedBy,
    state,
    fileOut: outboundFileId,
    ...(inboundFileId === undefined ? {} : { fileIn: inboundFileId }),
    ...(answeredOn === undefined ? {} : { answeredOn }),
    ...(refusedOn === undefined || refusal === undefined ? {} : { refusedOn, refusal }),
  };
}

/** What the newest answer means for a visit: verified or not, and the co-pay of this clinician's visit. */
export function eligibilityAt(
  row: EligibilityInquiryRow | undefined,
  { coverage, provider }: { readonly coverage: Coverage | undefined; readonly provider: Provider | undefined },
): {
  readonly state: DeskFacts["eligibility"];
  readonly askedOn?: string;
  readonly copay?: { readonly amount: Cents; readonly from: "payer" | "card" };
} {
  const summary = row?.answer === undefined ? undefined : summariseEligibility(row.answer);
  const copay = officeCopay(summary, { card: coverage?.copay, specialist: isSpecialist(provider?.taxonomy) });
  const said = summary === undefined ? "waiting" : summary.state === "unclear" ? "refused" : summary.state;
  const state = row === undefined ? "none" : row.state === "refused" ? "refused" : said;
  return { state, ...(row === undefined ? {} : { askedOn: row.askedOn }), ...(copay === undefined ? {} : { copay }) };
}
