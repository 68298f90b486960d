/** What one person did on a day, from the audit that exists: how often of each, and every row with the way to it. */
import { type Act, acts } from "../../core/access/acts.ts";
import { type EncounterId, id, type PatientId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { formatListName } from "../../core/parties/format.ts";
import { actsOfActor, visitsBehind } from "../../store/audit/my-acts.ts";
import { loadPatients } from "../../store/patients.ts";
import { loadPractice } from "../../store/practices.ts";
import { snapshotOfPractice } from "../../store/transaction.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import type { Context } from "../context.ts";

/** More than a person does in a day; a program's day is cut. */
const mostRows = 500;

/** The calendar's day at the practice's place: also a demonstration's work is done by somebody who has a clock on the wall. */
export async function viewMyDay(context: Context, asked: IsoDate | undefined) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const practice = await loadPractice(tx);
    const timeZone = practice?.timeZone ?? "UTC";
    const day = asked ?? context.app.wallDate(timeZone);
    const { actor } = context;
    const who = { name: actor.name, accountId: actor.accountId, timeZone, day };
    const { counts, rows } = await actsOfActor(tx, { ...who, limit: mostRows });
    const visits = await visitsBehind(
      tx,
      rows.map(({ objectKind, objectId }) => [objectKind, objectId] as const),
    );
    const patientIds = [...new Set(rows.flatMap(({ patientId }) => (patientId === null ? [] : [patientId])))];
    const hidden = await hiddenPatients(context, tx, patientIds);
    const shown = patientIds.filter((one) => !hidden.has(one));
    const patients = await loadPatients(tx, shown);
    await recordAct(context, tx, { act: "work.day", patients: shown });
    const nameOf = (patientId: PatientId | null): string | undefined => {
      const patient = patientId === null ? undefined : patients.get(patientId);
      return patient === undefined ? undefined : formatListName(patient.name);
    };
    return {
      day: day as string,
      counts: counts.map(({ act, n }) => ({ act, words: wordsOf(act), count: n })),
      rows: rows.map((row) => {
        const patientName = nameOf(row.patientId);
        const visitId: EncounterId | undefined = visits.get(`${row.objectKind} ${row.objectId}`);
        return {
          id: row.id,
          time: row.time,
          act: row.act,
          words: wordsOf(row.act),
          patients: row.patients,
          ...(row.outcome === "done" ? {} : { refused: row.outcome }),
          ...(patientName === undefined ? {} : { patientName }),
          ...(visitId === undefined ? {} : { visitId: id<"encounter">(visitId) }),
        };
      }),
      more: rows.length === mostRows,
    };
  });
}

function wordsOf(act: string): string {
  return Object.hasOwn(acts, act) ? acts[act as Act].words : act;
}
