/** What a few typed letters may mean: patients and their visits, claims, codes, files; each only to who may see it. */
import type { Permission } from "../core/access/permissions.ts";
import type { ClaimState } from "../core/claims/model.ts";
import type { PatientId } from "../core/kernel/id.ts";
import { formatListName } from "../core/parties/format.ts";
import { claimsNumbered, type FoundClaim, filesNamed, newestVisits, patientsWithWords } from "../store/find.ts";
import { loadPatients, searchWords } from "../store/patients.ts";
import { snapshotOfPractice, type Tx } from "../store/transaction.ts";
import { hiddenPatients, recordAct } from "./audit/record.ts";
import { stateWords } from "./claim-words.ts";
import { searchCodeBook } from "./code-book.ts";
import { type Context, practiceToday } from "./context.ts";

/** Fewer letters would find everybody. */
const fewestLetters = 2;
const most = { patients: 6, visitsEach: 3, claims: 6, codes: 6, files: 6 } as const;

export async function findAnything(context: Context, text: string) {
  const wanted = text.trim();
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const may = (permission: Permission): boolean => context.actor.permissions.has(permission);
    const long = wanted.length >= fewestLetters;
    const people = long && may("visits:list") ? await findPeople(context, tx, wanted) : { patients: [], visits: [] };
    const claims = long && may("money:read") ? await findClaims(context, tx, wanted) : [];
    const { today } = await practiceToday(context, tx);
    const seen = new Set<PatientId>([...people.patients.map((one) => one.id), ...claims.map((one) => one.patientId)]);
    await recordAct(context, tx, { act: "patient.find", patients: [...seen] });
    return {
      ...people,
      claims: claims.map(({ patientId: _patient, ...claim }) => claim),
      codes: may("codes:read") && wanted !== "" ? codesFound(context, wanted, today) : [],
      files: long && may("files:read") ? [...(await filesNamed(tx, wanted, most.files))] : [],
    };
  });
}

async function findPeople(context: Context, tx: Tx, text: string) {
  const ids = await patientsWithWords(tx, searchWords(text).slice(0, 6), most.patients);
  const hidden = await hiddenPatients(context, tx, ids);
  const known = await loadPatients(tx, ids);
  const patients = ids
    .flatMap((id) => (hidden.has(id) ? [] : (known.get(id) ?? [])))
    .map((one) => ({ id: one.id, name: formatListName(one.name), accountNumber: one.accountNumber, birthDate: one.birthDate }));
  const names = new Map(patients.map((one) => [one.id, one.name]));
  const visits = await newestVisits(tx, [...names.keys()], most.visitsEach);
  return {
    patients,
    visits: visits.map((one) => ({ id: one.id, date: one.date, reason: one.reason, patientName: names.get(one.patientId) ?? "" })),
  };
}

/** Control numbers are capitals and digits, whatever was typed. */
async function findClaims(context: Context, tx: Tx, text: string) {
  const found = await claimsNumbered(tx, text.toUpperCase(), most.claims);
  const ids = found.map((one) => one.patientId);
  const hidden = await hiddenPatients(context, tx, ids);
  const patients = await loadPatients(tx, ids);
  return found
    .filter((one) => !hidden.has(one.patientId))
    .map((one) => {
      const patient = patients.get(one.patientId);
      return { ...claimFound(one), patientName: patient === undefined ? "" : formatListName(patient.name) };
    });
}

function claimFound({ id, encounterId, patientId, controlNumber, state, payerName }: FoundClaim) {
  return { id, visitId: encounterId, patientId, controlNumber, payerName, stateWords: stateWords[state as ClaimState] };
}

function codesFound({ app }: Context, text: string, on: Parameters<typeof searchCodeBook>[1]["on"]) {
  return searchCodeBook(app, { text, systems: "", on, limit: most.codes }).results.map(({ system, code, title }) => ({
    system,
    code,
    title,
  }));
}
