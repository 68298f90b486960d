/** The visit's page: everything of the visit in plain words, and what can be done with it now. */

import { decidedBefore } from "../core/claims/earlier-decisions.ts";
import { formatDiagnosis } from "../core/codebook/code-text.ts";
import { rootCauseWords } from "../core/denials/model.ts";
import { addCents, type Cents, sumCents, zeroCents } from "../core/kernel/cents.ts";
import { formatDecimal } from "../core/kernel/decimal.ts";
import type { ChargeId, ClaimId, EncounterId } from "../core/kernel/id.ts";
import { ageOn, type IsoDate } from "../core/kernel/iso-date.ts";
import { ok } from "../core/kernel/result.ts";
import { formatFullName } from "../core/parties/format.ts";
import { lastFilingDay } from "../core/parties/timely-filing.ts";
import type { LineToPrice } from "../core/pricing/allowed.ts";
import { codeBookFees } from "../core/pricing/code-book-fees.ts";
import { type Expected, expectedFor } from "../core/pricing/expected.ts";
import { besideOf } from "../core/pricing/several-procedures.ts";
import { askedClaim } from "../core/worklist/asked-claim.ts";
import { claimsOfEncounter } from "../store/claims.ts";
import { denialsOfClaims, listDenials, type StoredDenial } from "../store/denials.ts";
import { loadEncounter } from "../store/encounters.ts";
import { loadEntries, type StoredEntry } from "../store/journal.ts";
import { loadPayer } from "../store/parties.ts";
import { listStatements } from "../store/statements.ts";
import { readPractice, type Tx } from "../store/transaction.ts";
import { onRecord, type RecordState, recordState } from "./audit/record.ts";
import { type ChargeAccount, chargeAccounts, emptyAccount } from "./charge-accounts.ts";
import { stateWords } from "./claim-words.ts";
import { codeWordsOf } from "./code-words.ts";
import { type App, type Context, practiceToday } from "./context.ts";
import type { DenialDetail } from "./denials/work-out.ts";
import { entryView } from "./entry-view.ts";
import { no, notFound, type Outcome } from "./refusal.ts";
import { viewAnswers } from "./view-answers.ts";
import { viewClaim } from "./view-claim.ts";
import { actionsOf, stepsOf } from "./visit-actions.ts";
import { queueOfVisit } from "./visit-queue.ts";
import { loadVisitRecord, type VisitRecord } from "./visit-record.ts";
import { viewWork } from "./worklist/view-work.ts";

export type VisitPage = Awaited<ReturnType<typeof pageOf>> & { readonly record: RecordState };

export async function viewVisit(context: Context, encounterId: EncounterId): Promise<Outcome<VisitPage>> {
  return onRecord(context, { act: "visit.open", object: ["visit", encounterId], snapshot: true }, (tx) =>
    loadPage(context, tx, encounterId),
  );
}

/** The visit as a command left it. The command's own row says that its person was in the record. */
export async function visitAfterCommand(context: Context, encounterId: EncounterId): Promise<Outcome<VisitPage>> {
  return readPractice(context.app.pool, context.practiceId, (tx) => loadPage(context, tx, encounterId));
}

async function loadPage(context: Context, tx: Tx, encounterId: EncounterId): Promise<Outcome<VisitPage>> {
  const visit = await loadVisitRecord(tx, encounterId);
  if (visit === undefined) return notFound("visit");
  return ok({ ...(await pageOf(context, tx, visit)), record: await recordState(context, tx, visit.patient.id) });
}

/** The visit's claim to its primary payer. */
export async function claimOfVisit(context: Context, encounterId: EncounterId): Promise<Outcome<ClaimId>> {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const claim = (await claimsOfEncounter(tx, encounterId)).findLast(({ rank }) => rank === 1);
    if (claim !== undefined) return ok(claim.id);
    if ((await loadEncounter(tx, encounterId)) === undefined) return notFound("visit");
    return no("no-claim", "This visit has no claim yet.", "Prepare the claim first.");
  });
}

/** Where the visit's claim stands. */
export async function claimStateOfVisit(context: Context, encounterId: EncounterId): Promise<string | undefined> {
  return readPractice(
    context.app.pool,
    context.practiceId,
    async (tx) => (await claimsOfEncounter(tx, encounterId)).findLast((claim) => claim.rank === 1)?.state,
  );
}

async function pageOf(context: Context, tx: Tx, visit: VisitRecord) {
  const { app } = context;
  const { encounter, patient, rendering, location, coverage, payer, plan, claim } = visit;
  const { today } = await practiceToday(context, tx);
  const chargeIds = new Set(encounter.charges.map((charge) => charge.id));
  const entries = await entriesOf(tx, visit, chargeIds);
  const money = moneyOf(entries, chargeIds);
  const denials = claim === undefined ? [] : await listDenials(tx, { claimId: claim.id, limit: 200 });
  const openDenials = denials.filter((denial) => denial.status === "open" || denial.status === "working");
  const asked = await askedOf(tx, visit);
  const askedPayer = asked === undefined ? payer : await loadPayer(tx, asked.payerId);
  const work = await viewWork(context, tx, { visitId: encounter.id, today });
  const queue = queueOfVisit(
    {
      date: encounter.date,
      selfPay: encounter.selfPay,
      coded: encounter.charges.length > 0 && encounter.diagnoses.length > 0,
      diagnoses: asked?.content.diagnoses ?? encounter.diagnoses.map(({ code }) => ({ qualifier: "ABF", code })),
      openDenial: asked?.refused === true,
      questionOpen: work.question !== undefined,
      charged: sumCents(encounter.charges.map((charge) => charge.amount)),
      insuranceBalance: money.insuranceBalance,
      patientBalance: money.patientBalance,
      ...(asked === undefined ? {} : { claim: asked }),
      ...(askedPayer === undefined
        ? {}
        : {
            fileBy: lastFilingDay(askedPayer, {
              servedOn: encounter.date,
              decidedBefore: asked === undefined ? undefined : decidedBefore(asked.content),
            }),
          }),
    },
    today,
  );
  const statements = (await listStatements(tx, { patientId: patient.id, limit: 50 }))
    .filter((statement) => namesCharge(statement.content, chargeIds))
    .reverse();
  const claimView =
    claim === undefined || payer === undefined ? undefined : await viewClaim(app, tx, { claim, payer, visitDate: encounter.date });
  const answers = await answersOf(app, tx, encounter.id);
  const state = {
    visit,
    money,
    openDenials,
    statements: statements.length,
    queue,
    questionOpen: work.question !== undefined,
    answered: answers.answers.length + answers.remittances.length > 0,
    decided: answers.remittances.length > 0,
  };
  return {
    id: encounter.id,
    date: encounter.date,
    reason: encounter.reason,
    placeOfService: { code: encounter.placeOfService, words: app.codeBook.placeOfService(encounter.placeOfService)?.title ?? "" },
    locationName: location.name,
    provider: { name: formatFullName(rendering.name), credential: rendering.credential, npi: rendering.npi },
    patient: {
      id: patient.id,
      name: formatFullName(patient.name),
      accountNumber: patient.accountNumber,
      birthDate: patient.birthDate,
      age: ageOn({ birth: patient.birthDate, on: encounter.date }),
      sex: patient.sex,
      guarantorName: formatFullName(patient.guarantor.name),
    },
    ...(coverage === undefined || payer === undefined
      ? {}
      : {
          coverage: {
            payerName: payer.name,
            memberId: coverage.memberId,
            relationship: coverage.relationship,
            ...(plan === undefined ? {} : { planName: plan.name }),
          },
        }),
    selfPay: encounter.selfPay,
    ...(encounter.note === undefined
      ? {}
      : {
          note: {
            text: encounter.note.text,
            ...(encounter.note.signedOn === undefined ? {} : { signedOn: encounter.note.signedOn }),
            ...(encounter.note.signedBy === undefined ? {} : { signedBy: encounter.note.signedBy }),
          },
        }),
    diagnoses: encounter.diagnoses.map((one) => diagnosisView(app, one, encounter.date)),
    charges: chargeViews(app, visit),
    queue,
    work,
    steps: stepsOf(state),
    actions: actionsOf(state),
    ...(claimView === undefined ? {} : { claim: claimView }),
    payers: await payersOf(tx, encounter.id, asked?.id),
    answers: answers.answers,
    remittances: answers.remittances,
    denials: denials.map((denial) => denialView(app, visit, denial)),
    money: { ...money, entries: entries.map(entryView) },
    statements: statements.map((statement) => ({
      id: statement.id,
      number: statement.number,
      on: statement.date,
      amount: statement.amount,
    })),
  };
}

/** The claim that is asked now, with whether a denial on it is open. */
async function askedOf(tx: Tx, { encounter }: VisitRecord) {
  const claims = await claimsOfEncounter(tx, encounter.id);
  const open = await denialsOfClaims(
    tx,
    claims.map((claim) => claim.id),
    ["open", "working", "appealed"],
  );
  return askedClaim(claims.map((claim) => ({ ...claim, refused: open.some((denial) => denial.claimId === claim.id) })));
}

/** What each payer said, the first payer's answers first. */
async function answersOf(app: App, tx: Tx, encounterId: EncounterId) {
  const all: Awaited<ReturnType<typeof viewAnswers>>[] = [];
  for (const claim of await claimsOfEncounter(tx, encounterId)) all.push(await viewAnswers(app, tx, claim));
  return { answers: all.flatMap((one) => one.answers), remittances: all.flatMap((one) => one.remittances) };
}

/** Who is asked, in order, and how far it is. */
async function payersOf(tx: Tx, encounterId: EncounterId, askedId: ClaimId | undefined) {
  const found = [];
  for (const claim of await claimsOfEncounter(tx, encounterId)) {
    const payer = await loadPayer(tx, claim.payerId);
    found.push({
      rank: claim.rank,
      payerName: payer?.name ?? "",
      controlNumber: claim.controlNumber,
      state: claim.state,
      stateWords: stateWords[claim.state],
      since: claim.stateSince,
      asked: claim.id === askedId,
    });
  }
  return found;
}

function diagnosisView(app: App, one: VisitRecord["encounter"]["diagnoses"][number], on: IsoDate) {
  const detail = app.codeBook.diagnosis(one.code, on);
  const release = app.codeBook.release("icd10cm", on);
  return {
    position: one.position,
    code: formatDiagnosis(one.code),
    validity: app.codeBook.validity("icd10cm", one.code, on),
    notes: (detail?.allNotes ?? []).map((note) => ({ kind: note.kind, text: note.text, from: note.at })),
    evidence: [...one.evidence],
    ...(detail === undefined ? {} : { title: detail.title }),
    ...(release === undefined ? {} : { release }),
  };
}

/** The price of each depends on the others of its day. */
function chargeViews(app: App, visit: VisitRecord) {
  const { charges, placeOfService } = visit.encounter;
  const tables = codeBookFees(app.codeBook);
  const lines = charges.map(
    ({ procedure, modifiers, units, serviceFrom }): LineToPrice => ({
      procedure,
      modifiers,
      units,
      placeOfService,
      on: serviceFrom,
      locality: "national",
    }),
  );
  const beside = besideOf(lines, tables);
  return charges.map((charge, at) => {
    const line = lines[at];
    const { plan } = visit;
    const expected =
      plan === undefined || line === undefined
        ? undefined
        : expectedFor({ ...line, charge: charge.amount, beside: beside[at] ?? {} }, { plan, tables });
    return chargeView(app, charge, expected);
  });
}

function chargeView({ codeBook }: App, charge: VisitRecord["encounter"]["charges"][number], expected: Expected | undefined) {
  const wording = codeBook.procedure(charge.procedure, charge.serviceFrom)?.wording;
  return {
    id: charge.id,
    lineNumber: charge.lineNumber,
    serviceFrom: charge.serviceFrom,
    serviceTo: charge.serviceTo,
    procedure: charge.procedure,
    modifiers: charge.modifiers.map((code) => ({ code, words: codeBook.modifier(code, charge.serviceFrom)?.title ?? "" })),
    units: formatDecimal(charge.units),
    amount: charge.amount,
    pointers: [...charge.pointers],
    evidence: [...charge.evidence],
    ...(wording === undefined ? {} : { words: wording }),
    ...(expected?.allowed === undefined ? {} : { expected: { allowed: expected.allowed, formula: [...expected.formula] } }),
  };
}

function denialView(app: App, { encounter }: VisitRecord, denial: StoredDenial) {
  const words = codeWordsOf(app.codeBook);
  const detail = denial.detail as DenialDetail;
  const procedure = encounter.charges.find((charge) => charge.id === denial.chargeId)?.procedure;
  return {
    id: denial.id,
    claimId: denial.claimId,
    group: denial.group,
    carc: { code: denial.reason, words: words.carc(denial.reason)?.title ?? "not in the loaded table" },
    rarcs: denial.remarks.map((code) => ({ code, words: words.rarc(code)?.title ?? "not in the loaded table" })),
    amount: denial.amount,
    category: denial.category,
    cause: rootCauseWords[detail.cause],
    preventable: detail.preventable,
    nextAction: detail.action,
    nextWords: detail.reasons.join(" "),
    authority: detail.authority,
    status: denial.status,
    ...(procedure === undefined ? {} : { procedure }),
    ...(denial.deadline === undefined ? {} : { deadline: denial.deadline }),
  };
}

/** Entries that touch the visit's charges; other charges' lines of a shared entry (a payment over two visits) are left out. */
async function entriesOf(tx: Tx, { claim, encounter }: VisitRecord, chargeIds: ReadonlySet<ChargeId>): Promise<readonly StoredEntry[]> {
  if (chargeIds.size === 0 && claim === undefined) return [];
  const byCharge = await loadEntries(tx, { chargeIds: [...chargeIds] });
  const byClaim = claim === undefined ? [] : await loadEntries(tx, { claimIds: [claim.id] });
  const all = new Map([...byCharge, ...byClaim].map((entry) => [entry.id, entry]));
  return encounter.charges.length === 0 && claim === undefined ? [] : [...all.values()].sort((a, b) => a.id - b.id);
}

export interface VisitMoney {
  readonly charged: Cents;
  readonly insurancePaid: Cents;
  readonly adjusted: Cents;
  readonly writtenOff: Cents;
  readonly patientPaid: Cents;
  readonly insuranceBalance: Cents;
  readonly patientBalance: Cents;
}

function moneyOf(entries: readonly StoredEntry[], chargeIds: ReadonlySet<ChargeId>): VisitMoney {
  const accounts = chargeAccounts(entries);
  const mine = [...chargeIds].map((chargeId): ChargeAccount => accounts.get(chargeId) ?? emptyAccount);
  const sum = (pick: (account: ChargeAccount) => Cents): Cents =>
    mine.reduce((total, account) => addCents(total, pick(account)), zeroCents);
  return {
    charged: sum((one) => one.charged),
    insurancePaid: sum((one) => one.insurancePaid),
    adjusted: sum((one) => one.contractual),
    writtenOff: sum((one) => one.writtenOff),
    patientPaid: sum((one) => one.patientPaid),
    insuranceBalance: sum((one) => one.insuranceBalance),
    patientBalance: sum((one) => one.patientBalance),
  };
}

function namesCharge(content: unknown, chargeIds: ReadonlySet<ChargeId>): boolean {
  if (typeof content !== "object" || content === null || !("lines" in content) || !Array.isArray(content.lines)) return false;
  return content.lines.some((line: { readonly chargeId?: ChargeId }) => line.chargeId !== undefined && chargeIds.has(line.chargeId));
}
