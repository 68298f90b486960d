/**
 * The way on at a payer that takes no replacement: a clerical-error reopening, asked by telephone, portal or letter (42 CFR
 * 405.980). It is put on record with the payer's reference; the payer's new decision comes as an 835 like any other.
 */
import type { DenialId, EncounterId } from "../../core/kernel/id.ts";
import { addDays } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import type { Payer } from "../../core/parties/model.ts";
import { addDenialEvents } from "../../store/denial-events.ts";
import { listDenials, loadDenial, type StoredDenial, updateDenial } from "../../store/denials.ts";
import { loadPayer } from "../../store/parties.ts";
import type { Tx } from "../../store/transaction.ts";
import { onRecord } from "../audit/record.ts";
import { type Context, practiceToday, whoActs } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { loadVisitRecord } from "../visit-record.ts";

/** Contractors answer a reopening as a claim that they process again; sixty days is what they give themselves. */
export const reopeningDays = 60;

/** Every open denial of the visit's claim. */
export async function askReopening(context: Context, encounterId: EncounterId, reference: string): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "denial.reopening", object: ["visit", encounterId] }, async (tx) => {
    const visit = await loadVisitRecord(tx, encounterId);
    if (visit?.claim === undefined || visit.payer === undefined) return notFound("claim");
    const open = await listDenials(tx, { claimId: visit.claim.id, statuses: ["open", "working"], limit: 200 });
    return putOnRecord(context, tx, { payer: visit.payer, open, reference });
  });
}

export async function askReopeningOfDenial(context: Context, denialId: DenialId, reference: string): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "denial.reopening", object: ["denial", denialId] }, async (tx) => {
    const denial = await loadDenial(tx, denialId);
    const payer = denial === undefined ? undefined : await loadPayer(tx, denial.payerId);
    if (denial === undefined || payer === undefined) return notFound("denial");
    const open = denial.status === "open" || denial.status === "working" ? [denial] : [];
    return putOnRecord(context, tx, { payer, open, reference });
  });
}

async function putOnRecord(
  context: Context,
  tx: Tx,
  { payer, open, reference }: { readonly payer: Payer; readonly open: readonly StoredDenial[]; readonly reference: string },
): Promise<Outcome<undefined>> {
  if (payer.takesReplacement) return no("replacement", `${payer.name} takes replacement claims.`, "Make the replacement instead.");
  if (open.length === 0) return no("no-denial", "No denial is open.");
  const { today } = await practiceToday(context, tx);
  const answerBy = addDays(today, reopeningDays);
  for (const denial of open) await updateDenial(tx, denial.id, { status: "working", answerBy, nextOn: null });
  const event = { kind: "reopening-asked", reference, answerBy } as const;
  await addDenialEvents(
    tx,
    { on: today, ...whoActs(context) },
    open.map(({ id }) => ({ denialId: id, event })),
  );
  return ok(undefined);
}
