/** The list of patients: looked up by name, birth date or account, or those who owe or have a credit. */
import { maskedName } from "../../core/access/glass.ts";
import { holdRules } from "../../core/billing/holds.ts";
import { type Cents, zeroCents } from "../../core/kernel/cents.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { formatListName } from "../../core/parties/format.ts";
import { standingHolds } from "../../store/billing-holds.ts";
import { countPatients, type PatientShow, patientFigures, patientPage } from "../../store/patient-list.ts";
import { loadPatients, searchPatients } from "../../store/patients.ts";
import { snapshotOfPractice, type Tx } from "../../store/transaction.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import type { Context } from "../context.ts";

const pageSize = 50;

export interface PatientQuery {
  readonly find?: string;
  readonly show?: PatientShow;
  readonly after?: PatientId;
}

/** A search finds at most one page: whoever sees more types more. Restricted records are not found, and are masked in the list. */
export async function listPatientAccounts(context: Context, { find = "", show = "all", after }: PatientQuery) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const searching = find.trim() !== "";
    const found = searching
      ? (await searchPatients(tx, { text: find, limit: pageSize + 1 })).map((patient) => patient.id)
      : await patientPage(tx, { show, limit: pageSize + 1, ...(after === undefined ? {} : { after }) });
    const hidden = await hiddenPatients(context, tx, found);
    const page = found.slice(0, pageSize).filter((id) => !searching || !hidden.has(id));
    await recordAct(context, tx, { act: "patient.list", patients: page.filter((id) => !hidden.has(id)) });
    return {
      patients: await rowsOf(tx, page, hidden),
      more: found.length > pageSize,
      counts: await countPatients(tx),
    };
  });
}

interface Row {
  readonly id: PatientId;
  readonly name: string;
  readonly accountNumber: string;
  readonly birthDate?: IsoDate;
  readonly owes: Cents;
  readonly insurance: Cents;
  readonly unapplied: Cents;
  /** What forbids the bill. */
  readonly flags: string[];
  readonly lastStatement?: IsoDate;
}

async function rowsOf(tx: Tx, ids: readonly PatientId[], hidden: ReadonlySet<PatientId>): Promise<Row[]> {
  const patients = await loadPatients(tx, ids);
  const figures = await patientFigures(tx, ids);
  const holds = await standingHolds(tx, ids);
  return ids.flatMap((id): readonly Row[] => {
    const patient = patients.get(id);
    if (patient === undefined) return [];
    if (hidden.has(id))
      return [{ id, name: maskedName, accountNumber: "", owes: zeroCents, insurance: zeroCents, unapplied: zeroCents, flags: [] }];
    const { patient: owes = zeroCents, insurance = zeroCents, unapplied = zeroCents, lastStatement } = figures.get(id) ?? {};
    return [
      {
        id,
        name: formatListName(patient.name),
        accountNumber: patient.accountNumber,
        birthDate: patient.birthDate,
        owes,
        insurance,
        unapplied,
        flags: [...new Set((holds.get(id) ?? []).map(({ kind }) => holdRules[kind].title))],
        ...(lastStatement === undefined ? {} : { lastStatement }),
      },
    ];
  });
}
