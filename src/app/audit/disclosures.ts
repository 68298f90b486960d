/** The log of disclosures of a patient's record, and the accounting that the patient may ask for. */
import { changesBetween } from "../../core/access/changes.ts";
import { type Disclosure, type DisclosureBasis, disclosureBases, lookbackStart, standingOf } from "../../core/access/disclosures.ts";
import { byteOrderMark, csvLine } from "../../core/kernel/csv.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { formatFullName } from "../../core/parties/format.ts";
import { disclosuresOfPatient, insertDisclosure } from "../../store/audit/disclosures.ts";
import { loadPatient } from "../../store/patients.ts";
import type { Tx } from "../../store/transaction.ts";
import { type Context, practiceToday } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { onRecord } from "./record.ts";

export interface GivenDisclosure {
  readonly disclosedOn: IsoDate;
  readonly lastOn?: IsoDate;
  readonly frequency?: string;
  readonly recipient: string;
  readonly recipientAddress?: string;
  readonly what: string;
  readonly basis: DisclosureBasis;
  readonly purposeWords: string;
  readonly withheldUntil?: IsoDate;
  readonly withheldWords?: string;
}

export function listDisclosures(context: Context, patientId: PatientId) {
  return onRecord(context, { act: "disclosure.list", object: ["patient", patientId], snapshot: true }, (tx) =>
    logOf(context, tx, patientId),
  );
}

/** Refuses: a day that is still to come, a last day before the first, withholding without who asked for it. */
export async function addDisclosure(context: Context, patientId: PatientId, given: GivenDisclosure): Promise<Outcome<DisclosureLog>> {
  return onRecord(context, { act: "disclosure.add", object: ["patient", patientId] }, async (tx, { note }) => {
    const { today } = await practiceToday(context, tx);
    const { disclosedOn, lastOn, withheldUntil, withheldWords = "" } = given;
    if (disclosedOn > today || (lastOn ?? today) > today) return no("future", "The day of a disclosure is not in the future.");
    if (lastOn !== undefined && lastOn < disclosedOn) return no("order", "The last day is before the first.");
    if (withheldUntil !== undefined && withheldWords.trim() === "") {
      return no(
        "withheld",
        "Say which agency asked to withhold it, and how.",
        "A request by word of mouth holds for 30 days (45 CFR 164.528(a)(2)).",
      );
    }
    await insertDisclosure(tx, patientId, { ...given, recordedBy: context.user });
    note(changesBetween({}, { disclosedOn, recipient: given.recipient, basis: given.basis }));
    return logOf(context, tx, patientId);
  });
}

/** Refuses: no such entry of this patient, one that was taken back. */
export async function takeBackDisclosure(
  context: Context,
  patientId: PatientId,
  { disclosureId, words }: { readonly disclosureId: number; readonly words: string },
): Promise<Outcome<DisclosureLog>> {
  return onRecord(context, { act: "disclosure.take-back", object: ["patient", patientId] }, async (tx, { note }) => {
    const all = await disclosuresOfPatient(tx, patientId);
    const mistaken = all.find((one) => one.id === disclosureId && one.takesBack === undefined);
    if (mistaken === undefined) return notFound("disclosure");
    if (all.some((one) => one.takesBack === disclosureId)) return no("taken-back", "This entry was taken back already.");
    const { recordedBy: _by, recordedAt: _at, id: _id, ...kept } = mistaken;
    await insertDisclosure(tx, patientId, { ...kept, takesBack: disclosureId, purposeWords: words, recordedBy: context.user });
    note(changesBetween({ entry: disclosureId }, {}));
    return logOf(context, tx, patientId);
  });
}

/** The accounting of 45 CFR 164.528(b): six years, with day, recipient and address, what, and why. */
export async function exportAccounting(context: Context, patientId: PatientId): Promise<Outcome<AsyncIterable<string>>> {
  return onRecord(context, { act: "disclosure.export", object: ["patient", patientId], snapshot: true }, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const accounted = standingOf(await disclosuresOfPatient(tx, patientId), today).filter(({ standing }) => standing === "accounted");
    return ok(accountingLines(accounted));
  });
}

async function* accountingLines(accounted: readonly Disclosure[]) {
  yield byteOrderMark + csvLine(["Date", "Last date", "How often", "To whom", "Address", "What", "Why", "Basis"]);
  yield accounted
    .map((one) =>
      csvLine([
        one.disclosedOn,
        one.lastOn,
        one.frequency,
        one.recipient,
        one.recipientAddress,
        one.what,
        one.purposeWords,
        disclosureBases[one.basis].words,
      ]),
    )
    .join("");
}

export interface DisclosureLog {
  readonly patient: { readonly id: PatientId; readonly name: string; readonly accountNumber: string; readonly birthDate: string };
  readonly practice: string;
  readonly today: IsoDate;
  readonly from: string;
  readonly disclosures: ReturnType<typeof standingOf>[number][];
}

async function logOf(context: Context, tx: Tx, patientId: PatientId): Promise<Outcome<DisclosureLog>> {
  const patient = await loadPatient(tx, patientId);
  if (patient === undefined) return notFound("patient");
  const { today, practice } = await practiceToday(context, tx);
  return ok({
    patient: {
      id: patient.id,
      name: formatFullName(patient.name),
      accountNumber: patient.accountNumber,
      birthDate: patient.birthDate,
    },
    practice: practice.name,
    today,
    from: lookbackStart(today),
    disclosures: [...standingOf(await disclosuresOfPatient(tx, patientId), today)],
  });
}
