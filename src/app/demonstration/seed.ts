/** Makes the demonstration practice by the same use cases that people use, on the practice's own clock. */
import { assert } from "../../core/kernel/assert.ts";
import { type EncounterId, id, type PracticeId, type ProviderId } from "../../core/kernel/id.ts";
import { type IsoDate, isoDate } from "../../core/kernel/iso-date.ts";
import { formatFullName } from "../../core/parties/format.ts";
import { insertCoverage } from "../../store/coverages.ts";
import { countEncounters, insertEncounter } from "../../store/encounters.ts";
import { insertLocation, insertPayer, insertPlan, insertProvider } from "../../store/parties.ts";
import { insertPatient } from "../../store/patients.ts";
import { createPractice, setClock } from "../../store/practices.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import { type App, type Context, machineContext } from "../context.ts";
import { fileClaims } from "../file-claims.ts";
import { prepareClaim } from "../prepare-claim.ts";
import type { Outcome } from "../refusal.ts";
import { releaseClaim } from "../release-claim.ts";
import { saveCoding } from "../save-coding.ts";
import { takeIn } from "../take-in.ts";
import { cast, demonstrationToday, location, type PatientKey, type ProviderKey, payers, plans, practice, providers } from "./cast.ts";
import { type DemonstrationVisit, visits } from "./visits.ts";

/** The simulated payers' business day on the practice's date. */
export type PayersWork = (context: Context, today: IsoDate) => Promise<void>;

export async function seedDemonstration(app: App, payersWork: PayersWork): Promise<PracticeId> {
  const practiceId = await createPractice(app.pool, practice, { demonstrationToday: isoDate(visits[0]?.date ?? demonstrationToday) });
  const context = machineContext(app, practiceId, "Demonstration");
  const made = await inPractice(app.pool, practiceId, (tx) => makeParties(tx));
  const days = [...new Set([...visits.map((visit) => visit.date), demonstrationToday])].sort();
  for (const day of days) {
    const today = isoDate(day);
    await inPractice(app.pool, practiceId, (tx) => setClock(tx, today));
    for (const visit of visits.filter((one) => one.date === day)) await seedVisit(context, visit, made);
    await fileClaims(context);
    await payersWork(context, today);
    await takeIn(context);
  }
  return practiceId;
}

/** False when making it was cut off: then it is thrown away and made anew, since nobody has worked in it. */
export async function isWholeDemonstration({ app, practiceId }: Context): Promise<boolean> {
  return inPractice(app.pool, practiceId, async (tx) => (await countEncounters(tx, {})) >= visits.length);
}

export interface Made {
  readonly provider: Readonly<Record<ProviderKey, ProviderId>>;
  readonly patient: Readonly<Record<PatientKey, Awaited<ReturnType<typeof insertPatient>>>>;
  readonly location: Awaited<ReturnType<typeof insertLocation>>;
}

export async function makeParties(tx: Tx): Promise<Made> {
  const locationId = await insertLocation(tx, location);
  const lakeshoreId = await insertPayer(tx, payers.lakeshore);
  const federalId = await insertPayer(tx, payers.federal);
  const covers = {
    lakeshore: { payerId: lakeshoreId, planId: await insertPlan(tx, { ...plans.lakeshore, payerId: lakeshoreId }) },
    federal: { payerId: federalId, planId: await insertPlan(tx, { ...plans.federal, payerId: federalId }) },
  };
  const provider: Record<string, ProviderId> = {};
  for (const [key, one] of Object.entries(providers)) provider[key] = await insertProvider(tx, one);
  const patient: Record<string, Made["patient"][PatientKey]> = {};
  for (const [key, { patient: person, cover }] of Object.entries(cast)) {
    const patientId = await insertPatient(tx, person);
    patient[key] = patientId;
    if (cover === undefined) continue;
    const { payer, ...rest } = cover;
    await insertCoverage(tx, { ...rest, ...covers[payer], patientId, rank: 1, from: isoDate("2026-01-01") });
  }
  return { provider: provider as Made["provider"], patient: patient as Made["patient"], location: locationId };
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

async function advance(context: Context, encounterId: EncounterId, { coding, note, until }: DemonstrationVisit): Promise<void> {
  if (coding === undefined) return;
  done(
    await saveCoding(context, encounterId, {
      diagnoses: coding.diagnoses.map(([code, words]) => ({ code, evidence: [spanOf(note, words)] })),
      charges: coding.charges.map(({ words, ...charge }) => ({ ...charge, units: "1", evidence: [spanOf(note, words)] })),
    }),
  );
  if (until === "coded") return;
  const claimId = done(await prepareClaim(context, encounterId));
  if (until === "filed") done(await releaseClaim(context, id<"claim">(claimId)));
}

function spanOf(note: string, words: string): { readonly start: number; readonly end: number; readonly text: string } {
  const start = note.indexOf(words);
  assert(start >= 0, `the note says: ${words}`);
  return { start, end: start + words.length, text: words };
}

function done<Value>(outcome: Outcome<Value>): Value {
  assert(outcome.ok, outcome.ok ? "" : `the demonstration was refused: ${outcome.refusal.message}`);
  return outcome.value;
}
