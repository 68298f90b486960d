/**
 * Makes a private copy of the demonstration's practice for one student: the same staff, office and payer, six patients, and a
 * visit for each practice case, lived by the use cases of the daily work up to the day on which the student comes.
 */
import { practiceCases } from "../../core/academy/cases/list.ts";
import type { CaseVisit } from "../../core/academy/cases/model.ts";
import { assert } from "../../core/kernel/assert.ts";
import type { LocationId, PatientId, PayerId, PlanId, PracticeId, ProviderId } from "../../core/kernel/id.ts";
import { addDays, isoDate } from "../../core/kernel/iso-date.ts";
import { formatFullName } from "../../core/parties/format.ts";
import type { AccountId } from "../../store/access/accounts.ts";
import { addMembership } from "../../store/access/memberships.ts";
import { insertCoverage } from "../../store/coverages.ts";
import { insertEncounter } from "../../store/encounters.ts";
import { insertLab, insertLabCase, markLabWhole } from "../../store/labs.ts";
import { insertLocation, insertPayer, insertPlan, insertProvider } from "../../store/parties.ts";
import { insertPatient } from "../../store/patients.ts";
import { createPractice, setClock } from "../../store/practices.ts";
import { inPractice, outsidePractices, type Tx } from "../../store/transaction.ts";
import { type App, type Context, machineContext } from "../context.ts";
import { demonstrationToday, location, type ProviderKey, payers, plans, practice, providers } from "../demonstration/cast.ts";
import { advance } from "../demonstration/seed.ts";
import { fileClaims } from "../file-claims.ts";
import type { PayersWork } from "../simulated-practice/run-days.ts";
import { takeIn } from "../take-in.ts";

export interface LabOwner {
  /** Absent: whoever sits at the machine of an open demonstration. */
  readonly accountId?: AccountId;
  readonly homePracticeId: PracticeId;
}

interface CopyParties {
  readonly location: LocationId;
  readonly provider: ReadonlyMap<ProviderKey, ProviderId>;
  readonly payer: PayerId;
  readonly plan: PlanId;
}

const town = { city: "Maple Hollow", state: "WI", zip: "53599" } as const;

/** The person is a student in it; a copy whose making was cut off is not whole, and is thrown away. */
export async function makeLabCopy(app: App, owner: LabOwner, payersWork: PayersWork): Promise<PracticeId> {
  const visits = practiceCases.map(({ key, visit }) => ({ key, visit })).sort((a, b) => (a.visit.date < b.visit.date ? -1 : 1));
  let today = visits[0]?.visit.date ?? demonstrationToday;
  const practiceId = await createPractice(app.pool, { ...practice, name: "Maple Hollow, practice copy" }, { demonstrationToday: today });
  const context = machineContext(app, practiceId, "Practice lab");
  const parties = await inPractice(app.pool, practiceId, async (tx) => {
    await insertLab(tx, owner);
    return insertParties(tx);
  });
  for (; today <= demonstrationToday; today = addDays(today, 1)) {
    await inPractice(app.pool, practiceId, (tx) => setClock(tx, today));
    for (const { key, visit } of visits) if (visit.date === today) await receiveCase(context, parties, key, visit);
    await fileClaims(context);
    await payersWork(context, today);
    await takeIn(context);
  }
  await inPractice(app.pool, practiceId, markLabWhole);
  const { accountId } = owner;
  if (accountId !== undefined)
    await outsidePractices(app.pool, (queries) => addMembership(queries, { accountId, practiceId, role: "student" }));
  return practiceId;
}

async function insertParties(tx: Tx): Promise<CopyParties> {
  const locationId = await insertLocation(tx, location);
  const payer = await insertPayer(tx, payers.lakeshore);
  const plan = await insertPlan(tx, { ...plans.lakeshore, payerId: payer });
  const provider = new Map<ProviderKey, ProviderId>();
  for (const key of ["okafor", "lindqvist", "abara"] as const) provider.set(key, await insertProvider(tx, providers[key]));
  return { location: locationId, provider, payer, plan };
}

async function insertCasePatient(tx: Tx, { payer, plan }: CopyParties, { patient }: CaseVisit): Promise<PatientId> {
  const { accountNumber, last, first, birth: birthDate, sex, street, phone, memberId, groupNumber } = patient;
  const name = { last, first };
  const address = { line1: street, ...town };
  const guarantor = { name, address, phone, relationship: "self" } as const;
  const patientId = await insertPatient(tx, { accountNumber, name, birthDate, sex, address, phone, guarantor });
  const coverage = {
    payerId: payer,
    planId: plan,
    rank: 1,
    memberId,
    groupNumber,
    relationship: "18",
    from: isoDate("2026-01-01"),
  } as const;
  await insertCoverage(tx, { ...coverage, patientId });
  return patientId;
}

async function receiveCase(context: Context, parties: CopyParties, key: string, visit: CaseVisit): Promise<void> {
  const { app, practiceId } = context;
  const encounterId = await inPractice(app.pool, practiceId, async (tx) => {
    const patientId = await insertCasePatient(tx, parties, visit);
    const provider = providers[visit.provider];
    const authorId = parties.provider.get(visit.provider);
    assert(authorId !== undefined, "the staff of the copy was just made");
    const made = await insertEncounter(tx, {
      patientId,
      date: visit.date,
      renderingId: authorId,
      referring: { name: { last: provider.name.last, first: provider.name.first }, npi: provider.npi },
      locationId: parties.location,
      placeOfService: location.placeOfService,
      reason: visit.reason,
      selfPay: false,
      note: { text: visit.note, authorId, signedOn: visit.date, signedBy: `${formatFullName(provider.name)}, ${provider.credential}` },
    });
    await insertLabCase(tx, key, made);
    return made;
  });
  const { coding, note, until } = visit;
  await advance(context, encounterId, { note, until: until === "noted" ? "coded" : until, ...(coding === undefined ? {} : { coding }) });
}
