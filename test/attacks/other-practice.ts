/** Two practices of one database with work done in both, a person who may work in the first only, and what the second holds. */
import { randomBytes } from "node:crypto";
import { hashToken } from "../../src/app/access/tokens.ts";
import { sendLetter, startLetter, writeLetter } from "../../src/app/denials/letter.ts";
import { logDenialWork } from "../../src/app/denials/log.ts";
import { makeAppointment } from "../../src/app/front-desk/appointments.ts";
import { askForDay } from "../../src/app/front-desk/ask-payers.ts";
import { makeEstimate } from "../../src/app/front-desk/estimate.ts";
import { startJob } from "../../src/app/jobs/start-jobs.ts";
import { drawSample } from "../../src/app/reviews/draw.ts";
import { askForMoney } from "../../src/app/second-person.ts";
import { workInBulk } from "../../src/app/worklist/bulk.ts";
import { keepView } from "../../src/app/worklist/saved-views.ts";
import type { Role } from "../../src/core/access/roles.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import { type ChargeId, type DenialId, type EncounterId, id, type PracticeId } from "../../src/core/kernel/id.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { buildServer, type Server } from "../../src/http/server.ts";
import { plainCookie } from "../../src/http/session-cookie.ts";
import { type AccountId, addAccount } from "../../src/store/access/accounts.ts";
import { addApiKey } from "../../src/store/access/api-keys.ts";
import { addMembership } from "../../src/store/access/memberships.ts";
import { addSession } from "../../src/store/access/sessions.ts";
import { insertDisclosure } from "../../src/store/audit/disclosures.ts";
import { breakGlass } from "../../src/store/audit/restrictions.ts";
import { insertHold } from "../../src/store/billing-holds.ts";
import { insertContact } from "../../src/store/contacts.ts";
import { raiseException } from "../../src/store/exceptions.ts";
import { insertLink } from "../../src/store/patient-links.ts";
import { insertPlan } from "../../src/store/payment-plans.ts";
import type { Pool } from "../../src/store/pool.ts";
import { sql } from "../../src/store/sql.ts";
import { insertStaffCredential, insertStaffEducation } from "../../src/store/staff-records.ts";
import { finishRun, insertRun } from "../../src/store/statement-runs.ts";
import { tablesOutsidePractices } from "../../src/store/tables-outside-practices.ts";
import { outsidePractices, readPractice, type Tx } from "../../src/store/transaction.ts";
import { openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";

/** Stands in the names and numbers of the second practice and nowhere else. */
export const marker = "Quarrystone";

export interface TwoPractices {
  readonly town: Town;
  readonly server: Server;
  readonly mine: PracticeWorld;
  readonly other: PracticeWorld;
  /** Cookie and headers of the owner of the first practice. */
  readonly asMine: Readonly<Record<string, string>>;
  /** An id of the second practice for each parameter name that routes use. */
  readonly otherIds: Readonly<Record<string, number | string>>;
  readonly idsOf: typeof idsOf;
  readonly close: () => Promise<void>;
}

export async function openTwoPractices(): Promise<TwoPractices> {
  const town = await openTown();
  const mine = await workedPractice(town);
  const other = await workedPractice(town);
  await other.inTx(async (tx) => {
    await tx.run(sql`update patient set last_name = ${marker}`);
    await tx.run(sql`update practice set name = ${`${marker} Clinic`}`);
    await tx.run(sql`update job set subject = ${`${marker}.x12`}`);
    await tx.run(sql`update payer set name = ${`${marker} Mutual`}`);
  });
  // The attacks ask for everything many times a minute.
  const server = await buildServer({ app: town.app, version: "test", letPayersAnswer: async () => {}, costlyPerMinute: 1_000_000 });
  const owner = await memberOf(town.database.pool, mine.context.practiceId, "attacker@example.org");
  const stranger = await memberOf(town.database.pool, other.context.practiceId, "owner@example.org");
  const keyId = await outsidePractices(town.database.pool, (queries) =>
    addApiKey(queries, {
      practiceId: other.context.practiceId,
      keyHash: hashToken("cw_a-key-of-the-other-practice"),
      hint: "cw_a-key",
      name: `${marker} key`,
      permissions: ["visits:read"],
      madeBy: stranger.accountId,
      days: 30,
    }),
  );
  return {
    town,
    server,
    mine,
    other,
    asMine: { host: "localhost", "x-claimwright": "1", cookie: `${plainCookie}=${owner.token}` },
    idsOf,
    otherIds: { ...(await idsOf(other)), accountId: stranger.accountId, personId: stranger.accountId, keyId },
    close: async () => {
      await server.close();
      await town.close();
    },
  };
}

/** One visit to the end, one with a denied line, one on its way, one that nobody has coded. */
async function workedPractice(town: Town): Promise<PracticeWorld> {
  const world = await town.openPractice("2026-03-02");
  const visit = await world.seePatient({ patient: "vasquez" });
  await world.code(visit, ["J06.9"], [["99213", [], [1]]]);
  await world.send(visit);
  await world.untilPaid();
  await world.statement(visit);
  await world.pay(visit, 100_000);
  const subject = { what: "patient-credit", patientId: world.made.patient.vasquez } as const;
  await askForMoney(world.context, { subject, amount: 50_000, reason: "too much was paid", key: "refund of a test" });
  await keepView(world.context, { list: "visits", name: "Denied", address: { queue: ["denied"] }, shared: true });
  await workInBulk(world.context, { kind: "assign", ownerId: 0 }, [await deniedVisit(world)], "");
  const second = await world.seePatient({ patient: "osei" });
  await world.code(second, ["I10"], [["99213", [], [1]]]);
  await world.send(second);
  await world.seePatient({ patient: "vasquez" });
  await workedDesk(world);
  const days = { from: isoDate("2026-03-02"), to: world.today() };
  await drawSample({ ...world.context, user: "Reviewer" }, { ...days, coder: "Test", size: 2, method: "random", seed: 1, blind: false });
  await world.inTx((tx) => startJob(world.context, tx, { kind: "import-claims", subjectId: 1, subject: "others.x12" }));
  await world.inTx((tx) =>
    breakGlass(tx, {
      patientId: world.made.patient.vasquez,
      accountId: id<"account">(1_000_000),
      person: "Somebody else",
      role: "biller",
      reason: "for a test of the walls",
      minutes: 60,
    }),
  );
  await world.inTx((tx) =>
    insertDisclosure(tx, world.made.patient.vasquez, {
      disclosedOn: isoDate("2026-02-02"),
      recipient: "County court",
      what: "the visit's note",
      basis: "judicial",
      purposeWords: "a subpoena",
      recordedBy: "Somebody else",
    }),
  );
  await world.inTx((tx) => billingRows(tx, world));
  return world;
}

/** Visits of today in the calendar: one whose payer was asked, one with an estimate. */
async function workedDesk(world: PracticeWorld): Promise<void> {
  const { made, context } = world;
  const wanted = { on: world.today(), providerId: made.provider.okafor, locationId: made.location, reason: "Cough" };
  await makeAppointment(context, { ...wanted, patientId: made.patient.vasquez, selfPay: false });
  await askForDay(context, world.today());
  await world.answers();
  const alone = await makeAppointment(context, { ...wanted, patientId: made.patient.vasquez, selfPay: true });
  if (!alone.ok) throw new Error("a visit of today can be put in the calendar");
  await makeEstimate(context, alone.value.appointmentId, { items: [{ procedure: "99213", units: 1 }] });
}

/** What people do about a patient's bill: one row of each. */
async function billingRows(tx: Tx, world: PracticeWorld): Promise<void> {
  const patientId = world.made.patient.vasquez;
  const on = world.today();
  const by = "Somebody else";
  await insertHold(tx, { patientId, kind: "return-mail", setOn: on, setBy: by, reason: "came back" });
  const { id: charge } = await tx.one<{ id: ChargeId }>(sql`select min(id) as id from charge`);
  await insertPlan(tx, {
    patientId,
    madeOn: on,
    madeBy: by,
    terms: { amount: cents(10_000), count: 4, firstDue: on, pace: "month", graceDays: 5, missesToBreak: 2 },
    chargeIds: [charge],
    disclosed: false,
    agreed: "by telephone",
  });
  await insertContact(tx, {
    patientId,
    on,
    by,
    party: "patient",
    who: "Elena",
    direction: "in",
    way: "phone",
    verified: [],
    words: "asked",
    nextOn: on,
  });
  await insertLink(tx, { patientId, tokenHash: hashToken(`link of practice ${world.context.practiceId}`), by, hours: 1 });
  const file = { personId: 0, personName: by, recordedOn: on, recordedBy: by };
  await insertStaffCredential(tx, { ...file, kind: "licence", title: "RN", issuer: "WI", number: "1", note: "" });
  await insertStaffEducation(tx, { ...file, on, title: "A course", units: "1", category: "coding", evidence: "" });
  await finishRun(tx, await insertRun(tx, { on, by }));
}

/** Vitamin D for tiredness: one line of it denied, appealed once, with the next letter begun. */
async function deniedVisit(world: PracticeWorld): Promise<EncounterId> {
  const visit = await world.seePatient({ patient: "vasquez", provider: "lindqvist" });
  await world.code(
    visit,
    ["R53.83"],
    [
      ["99213", [], [1]],
      ["82306", [], [1]],
    ],
  );
  await world.send(visit);
  await world.untilPaid();
  const { id: denialId } = await world.inTx((tx) => tx.one<{ id: DenialId }>(sql`select max(id) as id from denial`));
  await startLetter(world.context, denialId);
  await writeLetter(world.context, denialId, { opening: "We appeal.", argument: "", closing: "", enclosures: [] });
  await sendLetter(world.context, denialId, { way: "fax" });
  await logDenialWork(world.context, denialId, { kind: "answered", answer: "upheld", words: "no" });
  await startLetter(world.context, denialId);
  await world.inTx((tx) =>
    raiseException(tx, {
      source: "inbound-file",
      sourceKey: "attack",
      reason: "a file that nobody knows",
      detail: {},
      raisedOn: world.today(),
    }),
  );
  return visit;
}

/** A member of the practice, its owner when nothing is said, with a live session. */
export async function memberOf(
  pool: Pool,
  practiceId: PracticeId,
  login: string,
  { role = "owner", name = "Somebody" }: { readonly role?: Role; readonly name?: string } = {},
): Promise<{ readonly token: string; readonly accountId: AccountId }> {
  const token = randomBytes(32).toString("base64url");
  return outsidePractices(pool, async (queries) => {
    const accountId = await addAccount(queries, { login, name });
    if (accountId === undefined) throw new Error("the login is taken");
    await addMembership(queries, { accountId, practiceId, role });
    await addSession(queries, {
      tokenHash: hashToken(token),
      accountId,
      practiceId,
      awaitsSecondFactor: false,
      minutes: 60,
      address: "127.0.0.1",
    });
    return { token, accountId };
  });
}

/** The newest row of each table that a route's parameter may name. */
const tablesOfParameters: Readonly<Record<string, string>> = {
  visitId: "encounter",
  statementId: "statement",
  patientId: "patient",
  otherId: "patient",
  claimId: "claim",
  snapshotId: "snapshot",
  fileId: "inbound_file",
  remittanceId: "remittance",
  entryId: "journal_entry",
  exceptionId: "exception_item",
  chargeId: "charge",
  requestId: "money_request",
  paymentId: "patient_payment",
  holdId: "billing_hold",
  planId: "payment_plan",
  linkId: "patient_link",
  runId: "statement_run",
  contactId: "contact",
  jobId: "job",
  glassId: "glass_break",
  disclosureId: "disclosure",
  denialId: "denial",
  sampleId: "coding_sample",
  credentialId: "staff_credential",
  educationId: "staff_education",
  viewId: "saved_view",
  bulkId: "bulk_work",
  appointmentId: "appointment where state = 'scheduled'",
  coverageId: "coverage",
  inquiryId: "inquiry",
  estimateId: "estimate",
  providerId: "provider",
  locationId: "location",
  payerId: "payer",
  insurancePlanId: "plan",
  letterId: "appeal_letter where sent_on is not null",
};

async function idsOf(world: PracticeWorld): Promise<Record<string, number>> {
  return world.inTx(async (tx) => {
    const ids: Record<string, number> = {};
    for (const [parameter, table] of Object.entries(tablesOfParameters)) {
      const row = await tx.maybe<{ id: number }>({ text: `select max(id) as id from ${table}`, values: [] });
      if (row !== undefined && row.id !== null) ids[parameter] = row.id;
    }
    return ids;
  });
}

/** A digest of every row that the practice holds, table by table. */
export async function contentOf(pool: Pool, practiceId: PracticeId): Promise<Readonly<Record<string, string>>> {
  return readPractice(pool, practiceId, async (tx) => {
    const tables = await tx.many<{ name: string }>(sql`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`);
    const content: Record<string, string> = {};
    for (const { name } of tables.filter((table) => !(table.name in tablesOutsidePractices))) {
      const { digest } = await tx.one<{ digest: string }>({
        text: `select coalesce(md5(string_agg(t::text, '|' order by t::text)), 'empty') as digest from ${name} t`,
        values: [],
      });
      content[name] = digest;
    }
    return content;
  });
}
