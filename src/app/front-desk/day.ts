/** The front desk's day: everyone who is expected or has come, with what is missing at each. */
import { maskedName } from "../../core/access/glass.ts";
import { type Missing, missingAt } from "../../core/eligibility/missing.ts";
import { type Cents, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import type { EncounterId, PatientId } from "../../core/kernel/id.ts";
import { addDays, type IsoDate } from "../../core/kernel/iso-date.ts";
import { primaryOn } from "../../core/parties/coverage.ts";
import { formatFullName, formatListName } from "../../core/parties/format.ts";
import type { Coverage } from "../../core/parties/model.ts";
import { type AppointmentState, appointmentsOn, lastSigned, visitsWithoutAppointment } from "../../store/appointments.ts";
import { coveragesOfPatients } from "../../store/coverages.ts";
import { loadEncounters } from "../../store/encounters.ts";
import { listPayers, listProviders } from "../../store/parties.ts";
import { loadPatients } from "../../store/patients.ts";
import { snapshotOfPractice, type Tx } from "../../store/transaction.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
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
  readonly copayDue?: Cents;
  readonly paid: Cents;
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
    const facts = await factsOf(tx, expected, ids);
    const rows = expected.map((one) => (hidden.has(one.patientId) ? maskedRow(one) : rowOf(one, { ...facts, day })));
    return { today, on: day, rows, more: expected.length >= most };
  });
}

async function expectedOn(tx: Tx, day: IsoDate): Promise<readonly Expected[]> {
  const appointments = await appointmentsOn(tx, day, { limit: most });
  const others = await loadEncounters(tx, await visitsWithoutAppointment(tx, day, { limit: most }));
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
    ...[...others.values()].map(({ id, patientId, reason, renderingId, selfPay }) => ({
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

async function factsOf(tx: Tx, expected: readonly Expected[], ids: readonly PatientId[]) {
  const visits = expected.flatMap((one) => one.visitId ?? []);
  return {
    patients: await loadPatients(tx, ids),
    coverages: await coveragesOfPatients(tx, ids),
    payers: new Map((await listPayers(tx)).map((one) => [one.id, one])),
    providers: new Map((await listProviders(tx)).map((one) => [one.id as number, one])),
    signed: await lastSigned(tx, ids),
    payments: await standingPaymentsOfVisits(tx, visits),
  };
}

function rowOf(one: Expected, facts: Facts & { readonly day: IsoDate }): DeskRow {
  const { day } = facts;
  const patient = facts.patients.get(one.patientId);
  const provider = facts.providers.get(one.providerId);
  const coverage = one.selfPay ? undefined : primaryOn(facts.coverages.get(one.patientId) ?? [], day);
  const paid = sumCents((one.visitId === undefined ? [] : (facts.payments.get(one.visitId) ?? [])).map((payment) => payment.amount));
  const signed = facts.signed.get(one.patientId);
  const formsSigned = signed !== undefined && signed >= addDays(day, -formsHold);
  const copayDue = coverage?.copay;
  return {
    ...base(one),
    patientName: patient === undefined ? "" : formatListName(patient.name),
    accountNumber: patient?.accountNumber ?? "",
    birthDate: patient?.birthDate ?? "",
    reason: one.reason,
    providerName: provider === undefined ? "" : `${formatFullName(provider.name)}, ${provider.credential}`,
    stateWords: one.stateWords,
    ...coverageFields(coverage, facts),
    ...(copayDue === undefined ? {} : { copayDue }),
    paid,
    formsSigned,
    missing: missingAt({
      state: one.state,
      selfPay: one.selfPay,
      insured: coverage !== undefined,
      eligibility: "active",
      ...(copayDue === undefined ? {} : { copayDue }),
      copayTaken: paid,
      formsSigned,
      estimated: true,
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
    paid: zeroCents,
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
