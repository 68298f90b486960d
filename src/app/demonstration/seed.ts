/** Makes the demonstration practice by the same use cases that people use, on the practice's own clock. */
import { assert } from "../../core/kernel/assert.ts";
import {
  type EncounterId,
  id,
  type LocationId,
  type PatientId,
  type PayerId,
  type PlanId,
  type PracticeId,
  type ProviderId,
} from "../../core/kernel/id.ts";
import { addDays, isoDate } from "../../core/kernel/iso-date.ts";
import { formatFullName } from "../../core/parties/format.ts";
import { insertCoverage } from "../../store/coverages.ts";
import { countEncounters, insertEncounter } from "../../store/encounters.ts";
import { insertLocation, insertPayer, insertPlan, insertProvider } from "../../store/parties.ts";
import { insertPatient } from "../../store/patients.ts";
import { loadTown } from "../../store/towns.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import type { App, Context } from "../context.ts";
import { prepareClaim } from "../prepare-claim.ts";
import { releaseClaim } from "../release-claim.ts";
import { saveCoding } from "../save-coding.ts";
import { expectVisits } from "../simulated-practice/expect-visits.ts";
import type { Office } from "../simulated-practice/office.ts";
import { finishOffice, openOffice } from "../simulated-practice/open-office.ts";
import { daysFrom, type PayersWork, runDays } from "../simulated-practice/run-days.ts";
import { accepted } from "./accepted.ts";
import { seedCalendar } from "./calendar.ts";
import { cast, demonstrationToday, location, type PatientKey, type ProviderKey, payers, plans, providers } from "./cast.ts";
import { demonstrationSeed, mapleHollow } from "./maple-hollow.ts";
import { officeLife } from "./office-life.ts";
import { type DemonstrationVisit, visits } from "./visits.ts";

export interface DemonstrationPlan {
  /** Calendar days of the practice's life before today; none: only the visits that a newcomer is shown. */
  readonly historyDays: number;
  readonly payersWork: PayersWork;
  /** Before the practice counts as whole: what the payers remember is written down. */
  readonly payersRest?: () => Promise<void>;
  /** After each day of history; what it throws ends the making. */
  readonly onDay?: (done: number) => void;
}

/** Visits a day, on an office day of the middle of the week. */
export const demonstrationVisitsPerDay = 15;

/**
 * The practice as it lived: its history with everything that came of it, the visits that a newcomer is shown among them, and
 * today's visits waiting for a coder. One that was cut off is not whole (`isWholeDemonstration`) and is made anew.
 */
export async function seedDemonstration(app: App, { historyDays, payersWork, payersRest, onDay }: DemonstrationPlan): Promise<PracticeId> {
  const shownDays = [...new Set([...visits.map((visit) => isoDate(visit.date)), demonstrationToday])].sort();
  const from = historyDays === 0 ? (shownDays[0] ?? demonstrationToday) : addDays(demonstrationToday, -historyDays);
  const visitsPerDay = demonstrationVisitsPerDay;
  const office = await openOffice(app, { ...mapleHollow, seed: demonstrationSeed, from, visitsPerDay, historyDays });
  const { context } = office;
  const made = await inPractice(app.pool, context.practiceId, (tx) => insertCast(tx, office));
  for (const patientId of Object.values(made.patient)) office.leftAlone.add(patientId);
  const life = officeLife(office);
  let done = 0;
  await runDays(office, {
    days: historyDays === 0 ? shownDays : daysFrom(from, historyDays + 1),
    visitsPerDay: historyDays === 0 ? 0 : visitsPerDay,
    payersWork,
    also: async (today, received) => {
      for (const visit of visits) if (visit.date === today) await seedVisit(context, visit, made);
      await life(today, received);
    },
    handedOverOn: demonstrationToday,
    onDay: () => onDay?.(++done),
  });
  await inPractice(app.pool, context.practiceId, async (tx) => {
    await seedCalendar(tx, made);
    await expectVisits(office, tx, { today: demonstrationToday, visitsPerDay });
  });
  await payersRest?.();
  await finishOffice(office);
  return context.practiceId;
}

/** False when making it was cut off: then it is thrown away and made anew, since nobody has worked in it. */
export async function isWholeDemonstration({ app, practiceId }: Context): Promise<boolean> {
  return inPractice(app.pool, practiceId, async (tx) => {
    const town = await loadTown(tx);
    // A demonstration of an older version has no town.
    return town === undefined ? (await countEncounters(tx, {})) >= visits.length : town.whole;
  });
}

export interface Made {
  readonly provider: Readonly<Record<ProviderKey, ProviderId>>;
  readonly patient: Readonly<Record<PatientKey, PatientId>>;
  readonly location: LocationId;
}

type Covers = Readonly<Record<"lakeshore" | "federal", { readonly payerId: PayerId; readonly planId: PlanId }>>;

/** The parties of the visits that a newcomer is shown, without the rest of the town. */
export async function makeParties(tx: Tx): Promise<Made> {
  const locationId = await insertLocation(tx, location);
  const lakeshoreId = await insertPayer(tx, payers.lakeshore);
  const federalId = await insertPayer(tx, payers.federal);
  const covers: Covers = {
    lakeshore: { payerId: lakeshoreId, planId: await insertPlan(tx, { ...plans.lakeshore, payerId: lakeshoreId }) },
    federal: { payerId: federalId, planId: await insertPlan(tx, { ...plans.federal, payerId: federalId }) },
  };
  const provider: Record<string, ProviderId> = {};
  for (const [key, one] of Object.entries(providers)) provider[key] = await insertProvider(tx, one);
  return { provider: provider as Made["provider"], patient: await insertPatientsOfCast(tx, covers), location: locationId };
}

async function insertCast(tx: Tx, office: Office): Promise<Made> {
  const coverOf = (key: string) => {
    const found = office.payers.get(key);
    assert(found !== undefined, "the payers of the cast are payers of the practice");
    return { payerId: found.payer.id, planId: found.planId };
  };
  const provider = Object.fromEntries(
    Object.entries(providers).map(([key, { npi }]) => [key, office.clinicians.find((one) => one.npi === npi)?.id]),
  );
  const patient = await insertPatientsOfCast(tx, { lakeshore: coverOf("lakeshore"), federal: coverOf("federal") });
  return { provider: provider as Made["provider"], patient, location: office.location.id };
}

async function insertPatientsOfCast(tx: Tx, covers: Covers): Promise<Made["patient"]> {
  const patient: Record<string, PatientId> = {};
  for (const [key, { patient: person, cover }] of Object.entries(cast)) {
    const patientId = await insertPatient(tx, person);
    patient[key] = patientId;
    if (cover === undefined) continue;
    const { payer, ...rest } = cover;
    await insertCoverage(tx, { ...rest, ...covers[payer], patientId, rank: 1, from: isoDate("2026-01-01") });
  }
  return patient as Made["patient"];
}

async function seedVisit(context: Context, visit: DemonstrationVisit, made: Made): Promise<void> {
  const { app, practiceId } = context;
  const date = isoDate(visit.date);
  const provider = providers[visit.provider];
  const renderingId = made.provider[visit.provider];
  const signedBy = `${formatFullName(provider.name)}, ${provider.credential}`;
  const encounterId = await inPractice(app.pool, practiceId, (tx) =>
    insertEncounter(tx, {
      patientId: made.patient[visit.patient],
      date,
      renderingId,
      referring: { name: { last: provider.name.last, first: provider.name.first }, npi: provider.npi },
      locationId: made.location,
      placeOfService: location.placeOfService,
      reason: visit.reason,
      selfPay: cast[visit.patient].cover === undefined,
      note: { text: visit.note, authorId: renderingId, ...(visit.signed ? { signedOn: date, signedBy } : {}) },
    }),
  );
  await advance(context, encounterId, visit);
}

/** As far as the visit is taken before somebody comes to look. */
export async function advance(
  context: Context,
  encounterId: EncounterId,
  { coding, note, until }: Pick<DemonstrationVisit, "coding" | "note" | "until">,
): Promise<void> {
  if (coding === undefined) return;
  accepted(
    await saveCoding(context, encounterId, {
      diagnoses: coding.diagnoses.map(([code, words]) => ({ code, evidence: [spanOf(note, words)] })),
      charges: coding.charges.map(({ words, ...charge }) => ({ ...charge, units: "1", evidence: [spanOf(note, words)] })),
    }),
  );
  if (until === "coded") return;
  const claimId = accepted(await prepareClaim(context, encounterId));
  if (until === "filed") accepted(await releaseClaim(context, id<"claim">(claimId)));
}

function spanOf(note: string, words: string): { readonly start: number; readonly end: number; readonly text: string } {
  const start = note.indexOf(words);
  assert(start >= 0, `the note says: ${words}`);
  return { start, end: start + words.length, text: words };
}
