/** Money that came in and belongs to no charge yet, by whose it is. */
import { maskedName } from "../../core/access/glass.ts";
import { formatListName } from "../../core/parties/format.ts";
import { unmatchedMoney } from "../../store/board.ts";
import { listPayers } from "../../store/parties.ts";
import { loadPatients } from "../../store/patients.ts";
import { snapshotOfPractice } from "../../store/transaction.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import type { Context } from "../context.ts";

const mostShown = 500;

export async function viewUnmatched(context: Context) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const money = (await unmatchedMoney(tx)).slice(0, mostShown);
    const payers = new Map((await listPayers(tx)).map(({ id, name }) => [id, name]));
    const patientIds = [...new Set(money.flatMap(({ patientId }) => patientId ?? []))];
    const hidden = await hiddenPatients(context, tx, patientIds);
    const shown = patientIds.filter((one) => !hidden.has(one));
    const patients = await loadPatients(tx, shown);
    await recordAct(context, tx, { act: "money.unmatched", patients: shown });
    return {
      money: money.map(({ payerId, patientId, remittanceId, amount, since }) => {
        const patient = patientId === null ? undefined : patients.get(patientId);
        const person = patient === undefined ? maskedName : formatListName(patient.name);
        const payer = payerId === null ? undefined : (payers.get(payerId) ?? "a payer");
        return {
          from: payer ?? (patientId === null ? "unknown" : person),
          amount,
          since: since as string,
          words: wordsOf({ payer, person: patientId === null ? undefined : person, remittanceId }),
          ...(patient === undefined ? {} : { patientId: patient.id as number }),
        };
      }),
    };
  });
}

function wordsOf({
  payer,
  person,
  remittanceId,
}: {
  readonly payer: string | undefined;
  readonly person: string | undefined;
  readonly remittanceId: number | null;
}): string {
  if (payer === undefined) return "the patient's own: put it on a charge or give it back";
  const payment = remittanceId === null ? "" : `payment ${remittanceId}, `;
  return person === undefined ? `${payment}no claim of ours was found for it` : `${payment}for a claim of ${person}`;
}
