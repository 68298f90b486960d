/**
 * The way on at a payer that takes no replacement: a clerical-error reopening, asked by telephone, portal or letter (42 CFR
 * 405.980). It is put on record with the payer's reference; the payer's new decision comes as an 835 like any other.
 */
import type { EncounterId } from "../../core/kernel/id.ts";
import { formatUsDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { listDenials, updateDenial } from "../../store/denials.ts";
import { onRecord } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { loadVisitRecord } from "../visit-record.ts";
import type { DenialDetail } from "./work-out.ts";

export async function askReopening(context: Context, encounterId: EncounterId, reference: string): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "denial.reopening", object: ["visit", encounterId] }, async (tx) => {
    const visit = await loadVisitRecord(tx, encounterId);
    if (visit?.claim === undefined || visit.payer === undefined) return notFound("claim");
    if (visit.payer.takesReplacement)
      return no("replacement", `${visit.payer.name} takes replacement claims.`, "Make the replacement instead.");
    const open = await listDenials(tx, { claimId: visit.claim.id, statuses: ["open", "working"], limit: 200 });
    if (open.length === 0) return no("no-denial", "No denial of this visit is open.");
    const { today } = await practiceToday(context, tx);
    const asked = `Reopening asked on ${formatUsDate(today)} by ${context.user}, reference ${reference}.`;
    for (const denial of open) {
      const detail = denial.detail as DenialDetail;
      await updateDenial(tx, denial.id, { status: "working", detail: { ...detail, reasons: [asked, ...detail.reasons] } });
    }
    return ok(undefined);
  });
}
