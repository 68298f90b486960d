/** A good-faith estimate for a self-pay visit (45 CFR 149.610): made before it, kept as it was given, and the bill measured against it. */
import {
  checkAgainstEstimate,
  type EstimateCheck,
  type EstimateItem,
  estimatePaper,
  estimateTotal,
} from "../../core/billing/desk-paper.ts";
import { cents, formatUsd } from "../../core/kernel/cents.ts";
import { decimalFromInteger } from "../../core/kernel/decimal.ts";
import type { EncounterId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { formatFullName } from "../../core/parties/format.ts";
import { type PracticeFees, priceCharge } from "../../core/visits/price-charge.ts";
import { drawDeskPaper } from "../../documents/desk-paper-pdf.ts";
import { lockAppointment } from "../../store/appointments.ts";
import { readBlob } from "../../store/blobs.ts";
import { estimateAndBill, insertEstimate, loadEstimate, takeEstimateId } from "../../store/estimates.ts";
import { loadLocation, loadProvider } from "../../store/parties.ts";
import { loadPatient } from "../../store/patients.ts";
import { onRecord } from "../audit/record.ts";
import { type App, type Context, practiceToday } from "../context.ts";
import { practiceFees } from "../practice-fees.ts";
import { no, notFound, type Outcome } from "../refusal.ts";

export interface WantedEstimate {
  readonly items: readonly {
    readonly procedure: string;
    readonly units: number;
    /** In cents for all units; the practice's own fee when it is left out. */
    readonly charge?: number;
  }[];
  /** In words or as a code, when it is known. */
  readonly diagnosis?: string;
}

export async function makeEstimate(
  context: Context,
  appointmentId: number,
  wanted: WantedEstimate,
): Promise<Outcome<{ readonly estimateId: number }>> {
  return onRecord(context, { act: "estimate.make", object: ["appointment", appointmentId] }, async (tx, audit) => {
    const appointment = await lockAppointment(tx, appointmentId);
    if (appointment === undefined) return notFound("visit in the calendar");
    if (appointment.state !== "scheduled")
      return no("too-late", "An estimate is made before the visit.", "A bill is measured against what was said before.");
    const patient = await loadPatient(tx, appointment.patientId);
    const provider = await loadProvider(tx, appointment.providerId);
    const location = await loadLocation(tx, appointment.locationId);
    if (patient === undefined || provider === undefined || location === undefined) return notFound("visit in the calendar");
    const fees = await practiceFees(
      context.app,
      tx,
      wanted.items.map((one) => one.procedure),
    );
    const items = itemsOf(context.app, wanted, { on: appointment.on, fees });
    if (!items.ok) return items;
    const { practice, today } = await practiceToday(context, tx);
    const id = await takeEstimateId(tx);
    const paper = estimatePaper({
      estimateId: id,
      practice,
      patient,
      provider: { name: `${formatFullName(provider.name)}, ${provider.credential}`, npi: provider.npi },
      location: location.name,
      visitOn: appointment.on,
      reason: appointment.reason,
      madeOn: today,
      ...(wanted.diagnosis === undefined || wanted.diagnosis === "" ? {} : { diagnosis: wanted.diagnosis }),
      items: items.value,
    });
    const total = estimateTotal(items.value);
    const { patientId } = appointment;
    const pdf = await drawDeskPaper(paper);
    await insertEstimate(tx, {
      id,
      appointmentId: appointment.id,
      patientId,
      madeOn: today,
      madeBy: context.user,
      total,
      content: paper,
      pdf,
    });
    audit.note([{ field: "estimate", to: formatUsd(total) }]);
    return ok({ estimateId: id });
  });
}

/** Refuses a code that the book does not know, and one without a price. */
function itemsOf(
  app: App,
  { items }: WantedEstimate,
  { on, fees }: { readonly on: IsoDate; readonly fees: PracticeFees },
): Outcome<readonly EstimateItem[]> {
  const priced: EstimateItem[] = [];
  for (const { procedure, units, charge } of items) {
    const amount = charge === undefined ? priceCharge({ procedure, units: decimalFromInteger(units), on, fees }) : cents(charge);
    if (amount === undefined) return no("no-price", `The practice has no price for ${procedure}.`, "Write the expected charge.");
    const description = app.codeBook.procedure(procedure, on)?.wording ?? `Service ${procedure}`;
    priced.push({ procedure, description, units, charge: amount });
  }
  return ok(priced);
}

export async function readEstimatePdf(context: Context, estimateId: number): Promise<Outcome<Uint8Array>> {
  return onRecord(context, { act: "estimate.open", object: ["estimate", estimateId] }, async (tx) => {
    const estimate = await loadEstimate(tx, estimateId);
    const bytes = estimate === undefined ? undefined : await readBlob(tx, estimate.pdfFileId);
    return bytes === undefined ? notFound("estimate") : ok(bytes);
  });
}

/** What the visit was estimated at and what it is charged; without an estimate nothing to compare. */
export async function checkVisitEstimate(
  context: Context,
  visitId: EncounterId,
): Promise<Outcome<{ readonly estimate?: EstimateCheck & { readonly id: number; readonly madeOn: IsoDate } }>> {
  return onRecord(context, { act: "estimate.open", object: ["visit", visitId] }, async (tx) => {
    const found = await estimateAndBill(tx, visitId);
    if (found === undefined) return ok({});
    return ok({ estimate: { id: found.id, madeOn: found.madeOn, ...checkAgainstEstimate(found) } });
  });
}
