/** The front desk's day: everyone who is expected or has come, with what is missing at each. */
import { maskedName } from "../../core/access/glass.ts";
import { type DeskFacts, type Missing, missingAt } from "../../core/eligibility/missing.ts";
import { type Cents, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import type { EncounterId, PatientId } from "../../core/kernel/id.ts";
import { addDays, type IsoDate } from "../../core/kernel/iso-date.ts";
import { primaryOn } from "../../core/parties/coverage.ts";
import { formatFullName, formatListName } from "../../core/parties/format.ts";
import type { Coverage } from "../../core/parties/model.ts";
import { type AppointmentState, appointmentsOn, lastSigned, visitsWithoutAppointment } from "../../store/appointments.ts";
import { coveragesOfPatients } from "../../store/coverages.ts";
import { newestEstimates } from "../../store/estimates.ts";
import { newestEligibility } from "../../store/inquiries.ts";
import { listPayers, listProviders } from "../../store/parties.ts";
import { loadPatients } from "../../store/patients.ts";
import { snapshotOfPractice, type Tx } from "../../store/transaction.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { eligibilityAt } from "./view-inquiries.ts";
import { standingPaymentsOfVisits } from "./visit-payments.ts";

export interface DeskRow {
  readonly appointmentId?: number;
  readonly visitId?: number;
  readonly patientId: number;
  readonly patientName: string;
  readonly accountNumber: string;
  readonly birthDate: string;
  readonly at?: string;
  readonly reason: string;
  readonly providerName: string;
  readonly state: AppointmentState;
  readonly stateWords: string;
  readonly selfPay: boolean;
  readonly payerName?: string;
  readonly memberId?: string;
  readonly coverageId?: number;
  /** What the payer said for this day, and when it was asked. */
  readonly eligibility: DeskFacts["eligibility"];
  readonly eligibilityOn?: string;
  readonly copayDue?: Cents;
  readonly copayFrom?: "payer" | "card";
  readonly paid: Cents;
  readonly payments: readonly { readonly id: number; readonly amount: Cents; readonly method: string }[];
  readonly estimate?: { readonly id: number; readonly total: Cents };
  readonly formsSigned: boolean;
  readonly missing: readonly Missing[];
}

export interface DeskDay {
  readonly today: IsoDate;
  readonly on: IsoDate;
  readonly rows: readonly DeskRow[];
  /** There are more than are shown. */
  readonly more: boolean;
}

const most = 500;
/** Practices ask for a new signature each year. */
const formsHold = 365;

interface Expected {
  readonly appointmentId?: number;
  readonly visitId?: EncounterId;
  readonly patientId: PatientId;
  readonly at?: string;
  readonly reason: string;
  readonly providerId: number;
  readonly state: AppointmentState;
  readonly stateWords: string;
  readonly selfPay: boolean;
}

export async function viewDeskDay(context: Context, on: IsoDate | undefined): Promise<DeskDay> {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const day = on ?? today;
    const expected = await expectedOn(tx, day);
    const ids = [...new Set(expected.map((one) => one.patientId))];
    const hidden = await hiddenPatients(context, tx, ids);
    await recordAct(context, tx, { act: "desk.day", patients: ids.filter((id) => !hidden.has(id)) });
    const facts = await factsOf(tx, expected, { ids, day });
    const rows = expected.map((one) => (hidden.has(one.patientId) ? maskedRow(one) : rowOf(one, { ...facts, day })));
    return { today, on: day, rows, more: expected.length >= most };
  });
}

/** Who stands in the calendar of a day, and visits of it that came from elsewhere. */
export async function expectedOn(tx: Tx, day: IsoDate): Promise<readonly Expected[]> {
  const appointments = await appointmentsOn(tx, day, { limit: most });
  const others = await visitsWithoutAppointment(tx, day, { limit: most - appointments.length });
  return [
    ...appointments.map(({ id, encounterId, patientId, reason, providerId, state, stateWords, selfPay, at }) => ({
      appointmentId: id,
      ...(encounterId === undefined ? {} : { visitId: encounterId }),
      ...(at === undefined ? {} : { at }),
      patientId,
      reason,
      providerId,
      state,
      stateWords,
      selfPay,
    })),
    ...others.map(({ id, patientId, reason, renderingId, selfPay }) => ({
      visitId: id,
      patientId,
      reason,
      providerId: renderingId,
      state: "checked-in" as const,
      stateWords: "",
      selfPay,
    })),
  ];
}

type Facts = Awaited<ReturnType<typeof factsOf>>;

/** An answer of the last month holds: most plans begin and end with a month. */
const answerHolds = 31;

async function factsOf(tx: Tx, expected: readonly Expected[], { ids, day }: { readonly ids: readonly PatientId[]; readonly day: IsoDate }) {
  const visits = expected.flatMap((one) => one.visitId ?? []);
  const coverages = await coveragesOfPatients(tx, ids);
  const asked = ids.flatMap((id) => primaryOn(coverages.get(id) ?? [], day)?.id ?? []);
  // All asked at once: the answers come in one round trip.
  const [patients, answers, payers, providers, signed, estimates, payments] = await Promise.all([
    loadPatients(tx, ids),
    newestEligibility(tx, asked, { from: addDays(day, -answerHolds), to: day }),
    listPayers(tx),
    listProviders(tx),
    lastSigned(tx, ids),
    newestEstimates(
      tx,
      expected.flatMap((one) => one.appointmentId ?? []),
    ),
    standingPaymentsOfVisits(tx, visits),
  ]);
  return {
    patients,
    coverages,
    answers,
    payers: new Map(payers.map((one) => [one.id, one])),
    providers: new Map(providers.map((one) => [one.id as number, one])),
    signed,
    estimates,
    payments,
  };
}

function rowOf(one: Expected, facts: Facts & { readonly day: IsoDate }): DeskRow {
  const { day } = facts;
  const patient = facts.patients.get(one.patientId);
  const provider = facts.providers.get(one.providerId);
  const coverage = one.selfPay ? undefined : primaryOn(facts.coverages.get(one.patientId) ?? [], day);
  const estimate = one.appointmentId === undefined ? undefined : facts.estimates.get(one.appointmentId);
  const signed = facts.signed.get(one.patientId);
  const formsSigned = signed !== undefined && signed >= addDays(day, -formsHold);
  const said = eligibilityAt(coverage === undefined ? undefined : facts.answers.get(coverage.id), { coverage, provider });
  const payments = one.visitId === undefined ? [] : (facts.payments.get(one.visitId) ?? []);
  const paid = sumCents(payments.map((payment) => payment.amount));
  const copay = one.selfPay ? undefined : said.copay;
  return {
    ...base(one),
    patientName: patient === undefined ? "" : formatListName(patient.name),
    accountNumber: patient?.accountNumber ?? "",
    birthDate: patient?.birthDate ?? "",
    reason: one.reason,
    providerName: provider === undefined ? "" : `${formatFullName(provider.name)}, ${provider.credential}`,
    stateWords: one.stateWords,
    ...coverageFields(coverage, facts),
    eligibility: said.state,
    ...(said.askedOn === undefined ? {} : { eligibilityOn: said.askedOn }),
    ...(copay === undefined ? {} : { copayDue: copay.amount, copayFrom: copay.from }),
    paid,
    payments: payments.map(({ id, amount, method }) => ({ id, amount, method })),
    ...(estimate === undefined ? {} : { estimate: { id: estimate.id, total: estimate.total } }),
    formsSigned,
    missing: missingAt({
      state: one.state,
      selfPay: one.selfPay,
      insured: coverage !== undefined,
      eligibility: said.state,
      ...(copay === undefined ? {} : { copayDue: copay.amount }),
      copayTaken: paid,
      formsSigned,
      estimated: estimate !== undefined,
      fromElsewhere: one.appointmentId === undefined,
    }),
  };
}

function coverageFields(coverage: Coverage | undefined, { payers }: Facts) {
  if (coverage === undefined) return {};
  return { payerName: payers.get(coverage.payerId)?.name ?? "", memberId: coverage.memberId, coverageId: coverage.id };
}

function maskedRow(one: Expected): DeskRow {
  return {
    ...base(one),
    patientName: maskedName,
    accountNumber: "",
    birthDate: "",
    reason: "",
    providerName: "",
    stateWords: "",
    eligibility: "none",
    paid: zeroCents,
    payments: [],
    formsSigned: false,
    missing: [],
  };
}

function base({ appointmentId, visitId, patientId, at, state, selfPay }: Expected) {
  return {
    patientId,
    state,
    selfPay,
    ...(appointmentId === undefined ? {} : { appointmentId }),
    ...(visitId === undefined ? {} : { visitId }),
    ...(at === undefined ? {} : { at }),
  };
}
