/** The clinicians' day: who is expected and who is here, and how far each note is. */
import { maskedName } from "../../core/access/glass.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { formatFullName, formatListName } from "../../core/parties/format.ts";
import type { Encounter } from "../../core/visits/model.ts";
import { loadEncounters } from "../../store/encounters.ts";
import { listProviders } from "../../store/parties.ts";
import { loadPatients } from "../../store/patients.ts";
import { snapshotOfPractice } from "../../store/transaction.ts";
import { workStandings } from "../../store/visit-work.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { expectedOn } from "../front-desk/day.ts";

export async function viewNotesDay(context: Context, on: IsoDate | undefined) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const day = on ?? today;
    const expected = (await expectedOn(tx, day)).filter((one) => one.state !== "cancelled" && one.state !== "no-show");
    const ids = [...new Set(expected.map((one) => one.patientId))];
    const hidden = await hiddenPatients(context, tx, ids);
    await recordAct(context, tx, { act: "note.day", patients: ids.filter((id) => !hidden.has(id)) });
    const visitIds = expected.flatMap((one) => one.visitId ?? []);
    const [patients, visits, standing] = [
      await loadPatients(tx, ids),
      await loadEncounters(tx, visitIds),
      await workStandings(tx, visitIds),
    ];
    const providers = (await listProviders(tx)).map((one) => ({ id: one.id, name: `${formatFullName(one.name)}, ${one.credential}` }));
    const rows = expected.map(({ patientId, visitId, at, reason, providerId }) => {
      const patient = patients.get(patientId);
      const open = !hidden.has(patientId);
      return {
        ...(visitId === undefined ? {} : { visitId }),
        ...(at === undefined ? {} : { at }),
        patientName: patient === undefined || !open ? maskedName : formatListName(patient.name),
        birthDate: patient === undefined || !open ? "" : patient.birthDate,
        reason: open ? reason : "",
        providerId,
        note: visitId === undefined ? ("expected" as const) : noteState(visits.get(visitId)),
        asked: visitId !== undefined && standing(visitId).questionOpen,
      };
    });
    return { today, on: day, providers, rows };
  });
}

function noteState(visit: Encounter | undefined): "missing" | "draft" | "signed" {
  if (visit?.note === undefined) return "missing";
  return visit.note.signedOn === undefined ? "draft" : "signed";
}
