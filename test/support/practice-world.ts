/** A practice of the demonstration's cast with its payers, for tests in the words of the domain. Each has its own clock, folders and books. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { type App, type Context, machineContext } from "../../src/app/context.ts";
import { cast, location, type PatientKey, type ProviderKey, practice, providers } from "../../src/app/demonstration/cast.ts";
import { type Made, makeParties } from "../../src/app/demonstration/seed.ts";
import { fileClaims, partnerRoot } from "../../src/app/file-claims.ts";
import { listVisits } from "../../src/app/list-visits.ts";
import { makeStatement, readStatementPdf } from "../../src/app/make-statement.ts";
import { openApp } from "../../src/app/open-app.ts";
import { setPracticeDate } from "../../src/app/open-workplace.ts";
import { prepareClaim } from "../../src/app/prepare-claim.ts";
import type { Outcome, Refusal } from "../../src/app/refusal.ts";
import { releaseClaim } from "../../src/app/release-claim.ts";
import { saveCoding } from "../../src/app/save-coding.ts";
import { type TakenFile, takeIn } from "../../src/app/take-in.ts";
import { takePayment } from "../../src/app/take-payment.ts";
import { type VisitPage, viewVisit } from "../../src/app/view-visit.ts";
import type { Statement } from "../../src/core/billing/statement.ts";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { addDays, type IsoDate, isoDate } from "../../src/core/kernel/iso-date.ts";
import type { BenefitPlan } from "../../src/core/payer/plan.ts";
import { configuredPlans } from "../../src/core/payer/plans.ts";
import type { Queue } from "../../src/core/worklist/queue.ts";
import { newMemoryStore } from "../../src/simulator/memory-store.ts";
import { openSimulator, type Simulator } from "../../src/simulator/open-simulator.ts";
import { claimsOfEncounter, loadClaimEvents, type StoredClaim } from "../../src/store/claims.ts";
import { insertEncounter } from "../../src/store/encounters.ts";
import { type ExceptionItem, listExceptions } from "../../src/store/exceptions.ts";
import { createPractice } from "../../src/store/practices.ts";
import { listStatements } from "../../src/store/statements.ts";
import { inPractice, type Tx } from "../../src/store/transaction.ts";
import { freshDatabase, type TestDatabase } from "./database.ts";
import { proveBooks, proveVisit } from "./money-checks.ts";

/** One database and code book for a test file; every test opens a practice of its own in it. */
export interface Town {
  readonly app: App;
  readonly database: TestDatabase;
  readonly openPractice: (today: string) => Promise<PracticeWorld>;
  readonly close: () => Promise<void>;
}

export interface VisitSketch {
  readonly patient: PatientKey;
  readonly provider?: ProviderKey;
  readonly on?: string;
  readonly signed?: boolean;
  /** Left out: as the patient usually pays. */
  readonly selfPay?: boolean;
  /** What the clinician wrote, where it matters. */
  readonly note?: string;
}

/** [procedure, modifiers, pointers, price in cents when it is not the fee schedule's]. */
export type ChargeSketch = readonly [procedure: string, modifiers: readonly string[], pointers: readonly number[], amount?: number];

export interface PracticeWorld {
  readonly app: App;
  readonly context: Context;
  readonly made: Made;
  readonly today: () => IsoDate;
  readonly goTo: (day: IsoDate) => Promise<void>;
  readonly inTx: <Value>(work: (tx: Tx) => Promise<Value>) => Promise<Value>;
  readonly seePatient: (sketch: VisitSketch) => Promise<EncounterId>;
  readonly code: (visit: EncounterId, diagnoses: readonly string[], charges: readonly ChargeSketch[]) => Promise<Outcome<undefined>>;
  /** Prepared, released and filed; fails when the check holds it. */
  readonly send: (visit: EncounterId) => Promise<void>;
  readonly release: (visit: EncounterId) => Promise<Outcome<undefined>>;
  readonly file: () => ReturnType<typeof fileClaims>;
  /** The payers' business day: what they have to say lies in the folders, and nobody has looked yet. */
  readonly payersWork: () => Promise<void>;
  /** The payers' business day, and what they wrote is taken in. */
  readonly answers: () => Promise<readonly TakenFile[]>;
  /** Days go by until a payer pays; at most `most` of them. */
  readonly untilPaid: (most?: number) => Promise<readonly TakenFile[]>;
  readonly statement: (visit: EncounterId) => Promise<{ readonly values: Statement; readonly pdf: Uint8Array }>;
  readonly pay: (visit: EncounterId, amount: number, key?: string) => Promise<void>;
  readonly page: (visit: EncounterId) => Promise<VisitPage>;
  /** The queue of a visit, the same on its page and in the list, with every visit in exactly one queue. */
  readonly queue: (visit: EncounterId) => Promise<Queue>;
  readonly claim: (visit: EncounterId) => Promise<StoredClaim>;
  readonly proveBooks: () => Promise<void>;
  /** Its events in order, by kind. */
  readonly history: (visit: EncounterId) => Promise<readonly string[]>;
  readonly exceptions: () => Promise<readonly ExceptionItem[]>;
  readonly inbox: (payerId: string) => string;
  readonly outbox: (payerId: string) => string;
}

export async function openTown(): Promise<Town> {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "claimwright-town-"));
  const app = openApp({ pool: database.pool, dataDir });
  return {
    app,
    database,
    openPractice: (today) => openPractice(app, isoDate(today)),
    close: async () => {
      await app.coder.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The value of what must not be refused. */
export function done<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.problem}: ${outcome.refusal.message}`);
  return outcome.value;
}

/** The refusal of what must be refused. */
export function refused<Value>(outcome: Outcome<Value>): Refusal {
  if (outcome.ok) throw new Error("this should have been refused");
  return outcome.refusal;
}

const noteText = "ASSESSMENT AND PLAN: as discussed with the patient.";

async function openPractice(app: App, first: IsoDate): Promise<PracticeWorld> {
  let today = first;
  const practiceId = await createPractice(app.pool, practice, { demonstrationToday: first });
  const context = machineContext(app, practiceId, "Test");
  const inTx: PracticeWorld["inTx"] = (work) => inPractice(app.pool, practiceId, work);
  const made = await inTx(makeParties);
  const payers = await openPayers(context, configuredPlans);
  const goTo = async (day: IsoDate): Promise<void> => {
    today = day;
    await setPracticeDate(app, practiceId, day);
  };
  const payersWork = async (): Promise<void> => {
    for (const payer of payers) await payer.answerDay(today);
  };
  const answers = async (): Promise<readonly TakenFile[]> => {
    await payersWork();
    return takeIn(context);
  };
  const claim = async (visit: EncounterId): Promise<StoredClaim> => {
    const found = (await inTx((tx) => claimsOfEncounter(tx, visit))).findLast((one) => one.rank === 1);
    if (found === undefined) throw new Error("this visit has no claim");
    return found;
  };
  const release = async (visit: EncounterId): Promise<Outcome<undefined>> => releaseClaim(context, (await claim(visit)).id);
  return {
    app,
    context,
    made,
    today: () => today,
    goTo,
    inTx,
    seePatient: (sketch) => seePatient({ inTx, made, today }, sketch),
    code: (visit, diagnoses, charges) => codeVisit(context, visit, { diagnoses, charges }),
    send: async (visit) => {
      done(await prepareClaim(context, visit));
      done(await release(visit));
      await fileClaims(context);
    },
    release,
    file: () => fileClaims(context),
    payersWork,
    answers,
    untilPaid: async (most = 30) => {
      for (let day = 0; day < most; day += 1) {
        const taken = await answers();
        if (taken.some((file) => file.kind === "835")) return taken;
        await goTo(addDays(today, 1));
      }
      throw new Error("no payer paid");
    },
    statement: async (visit) => {
      const { statementId } = done(await makeStatement(context, visit));
      const stored = await inTx((tx) => listStatements(tx, { limit: 50 }));
      const content = stored.find((one) => one.id === statementId)?.content;
      return { values: content as Statement, pdf: done(await readStatementPdf(context, statementId)) };
    },
    pay: async (visit, amount, key = `key-${visit}-${amount}`) => {
      done(await takePayment(context, visit, { amount, method: "card", reference: "", key }));
    },
    page: async (visit) => {
      const page = done(await viewVisit(context, visit));
      proveVisit(page);
      return page;
    },
    queue: (visit) => queueOf(context, visit),
    claim,
    proveBooks: () => inTx(proveBooks),
    history: async (visit) => {
      const { id: claimId } = await claim(visit);
      return (await inTx((tx) => loadClaimEvents(tx, claimId))).map(({ event }) => event.kind);
    },
    exceptions: () => inTx((tx) => listExceptions(tx, { limit: 500 })),
    inbox: (payerId) => join(partnerRoot(app, practiceId, payerId), "from-payer"),
    outbox: (payerId) => join(partnerRoot(app, practiceId, payerId), "to-payer"),
  };
}

/** A simulator behind the folder of each plan's payer, with its memory in this process. */
export async function openPayers(context: Context, plans: readonly BenefitPlan[]): Promise<readonly Simulator[]> {
  const payers: Simulator[] = [];
  for (const plan of plans) {
    const folder = partnerRoot(context.app, context.practiceId, plan.payerId);
    payers.push(await openSimulator({ folder, store: newMemoryStore(), plans: [plan], tables: context.app.codeBook, seed: 1 }));
  }
  return payers;
}

async function seePatient(
  { inTx, made, today }: Pick<PracticeWorld, "inTx" | "made"> & { readonly today: IsoDate },
  { patient, provider = "okafor", on, signed = true, note = noteText, selfPay }: VisitSketch,
): Promise<EncounterId> {
  const date = on === undefined ? today : isoDate(on);
  const { name, npi } = providers[provider];
  return inTx((tx) =>
    insertEncounter(tx, {
      patientId: made.patient[patient],
      date,
      renderingId: made.provider[provider],
      referring: { name, npi },
      locationId: made.location,
      placeOfService: location.placeOfService,
      reason: "Visit of a test",
      selfPay: selfPay ?? cast[patient].cover === undefined,
      note: {
        text: note,
        authorId: made.provider[provider],
        ...(signed ? { signedOn: date, signedBy: `${name.first} ${name.last}` } : {}),
      },
    }),
  );
}

function codeVisit(
  context: Context,
  visit: EncounterId,
  { diagnoses, charges }: { readonly diagnoses: readonly string[]; readonly charges: readonly ChargeSketch[] },
): Promise<Outcome<undefined>> {
  return saveCoding(context, visit, {
    diagnoses: diagnoses.map((code) => ({ code, evidence: [] })),
    charges: charges.map(([procedure, modifiers, pointers, amount]) => ({
      procedure,
      modifiers,
      pointers,
      units: "1",
      evidence: [],
      ...(amount === undefined ? {} : { amount }),
    })),
  });
}

async function queueOf(context: Context, visit: EncounterId): Promise<Queue> {
  const { visits, queues } = await listVisits(context);
  const listed = visits.filter((one) => one.id === visit);
  expect(listed).toHaveLength(1);
  expect(queues.reduce((sum, one) => sum + one.count, 0)).toBe(visits.length);
  for (const { name, count } of queues) expect(count).toBe(visits.filter((one) => one.queue.name === name).length);
  const { queue } = done(await viewVisit(context, visit));
  expect(listed[0]?.queue).toEqual(queue);
  return queue.name;
}
