/** Codes for a visit's note, as the program reads it and as this practice's coders have taught it. */

import { setTimeout as wait } from "node:timers/promises";
import type { CoderSaid } from "../../core/coding/decisions.ts";
import { decisionsOf } from "../../core/coding/decisions.ts";
import { type TaughtSuggestion, withLocalLexicon } from "../../core/coding/local-lexicon.ts";
import type { CodedNote } from "../../core/coding/model.ts";
import { phraseOf } from "../../core/coding/phrase.ts";
import { type RiskBeside, riskOfSuggested } from "../../core/coding/risk-beside.ts";
import type { OwnPhrase } from "../../core/coding/with-phrases.ts";
import { wordsOf } from "../../core/coding/words.ts";
import type { Finding } from "../../core/kernel/finding.ts";
import type { EncounterId } from "../../core/kernel/id.ts";
import { ageOn, type IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import type { Sex } from "../../core/parties/model.ts";
import type { Encounter } from "../../core/visits/model.ts";
import { addDecisions, decisionsOfVisit, type KeptDecision, learntOf, ownPhrases } from "../../store/coding-decisions.ts";
import { loadEncounter } from "../../store/encounters.ts";
import { loadLab } from "../../store/labs.ts";
import { loadPatient } from "../../store/patients.ts";
import { readPractice, type Tx } from "../../store/transaction.ts";
import { onRecord } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { loadVocabulary } from "./load-coder.ts";

/** What a note is read with. */
interface Material {
  readonly on: IsoDate;
  readonly text: string;
  readonly birthDate: IsoDate;
  readonly sex: Sex;
  readonly phrases: readonly OwnPhrase[];
}

export interface Suggested {
  readonly suggestions: readonly TaughtSuggestion[];
  readonly findings: readonly Finding[];
  /** Added after the codes were found and put in order, by what is loaded. */
  readonly risk: ReadonlyMap<string, readonly RiskBeside[]>;
}

export interface VisitSuggestions extends Suggested {
  /** "own-work": a student's private copy, where nobody codes for one. */
  readonly state: "ready" | "no-note" | "own-work";
  readonly decisions: readonly KeptDecision[];
}

/** Refuses: no such visit, a restricted record, a coder that failed. */
export async function suggestCodes(context: Context, encounterId: EncounterId): Promise<Outcome<VisitSuggestions>> {
  const read = await onRecord(context, { act: "coding.suggest", object: ["visit", encounterId] }, async (tx) => {
    const encounter = await loadEncounter(tx, encounterId);
    if (encounter === undefined) return notFound("visit");
    return ok({ material: await materialOf(tx, encounter), decisions: await decisionsOfVisit(tx, encounterId) });
  });
  if (!read.ok) return read;
  const { material, decisions } = read.value;
  if (typeof material === "string") return ok({ state: material, suggestions: [], findings: [], risk: new Map(), decisions });
  const suggested = await suggestedFor(context, material);
  return suggested.ok ? ok({ state: "ready", ...suggested.value, decisions }) : suggested;
}

async function materialOf(tx: Tx, { note, date, patientId }: Encounter): Promise<Material | "no-note" | "own-work"> {
  if (note === undefined || note.text.trim() === "") return "no-note";
  if ((await loadLab(tx)) !== undefined) return "own-work";
  const patient = await loadPatient(tx, patientId);
  if (patient === undefined) return "no-note";
  return { on: date, text: note.text, birthDate: patient.birthDate, sex: patient.sex, phrases: await ownPhrases(tx) };
}

/** Outside of any transaction: a thread reads the note, and the first note of a process waits for the lexicon. */
async function suggestedFor(context: Context, material: Material): Promise<Outcome<Suggested>> {
  const { app, practiceId } = context;
  const { on, text, birthDate, sex, phrases } = material;
  let coded: CodedNote;
  try {
    coded = await app.coder.code({
      on,
      phrases,
      note: {
        text,
        // Professional services are coded by section IV of the guidelines wherever they are given.
        setting: "outpatient",
        age: ageOn({ birth: birthDate, on }),
        ...(sex === "F" ? { sex: "female" as const } : sex === "M" ? { sex: "male" as const } : {}),
      },
    });
  } catch {
    return no("coder-failed", "The note could not be read for suggestions just now.", "Code the visit by hand, or try again in a minute.");
  }
  const keys = [...new Set(coded.codes.flatMap((one) => one.phrase?.key ?? []))];
  const learnt = await readPractice(app.pool, practiceId, (tx) => learntOf(tx, keys));
  const titleOf = (code: string): string | undefined =>
    app.codeBook.validity("icd10cm", code, on) === "valid" ? app.codeBook.title("icd10cm", code, on) : undefined;
  const suggestions = withLocalLexicon(coded.codes, { learnt, titleOf });
  return ok({ suggestions, findings: coded.findings, risk: riskOfSuggested(app.codeBook, suggestions, on) });
}

/** What was suggested, for a coding that is about to be saved; undefined where nothing was or could be. */
export interface Offered {
  readonly text: string;
  readonly suggestions: readonly TaughtSuggestion[];
}

/** Milliseconds. */
const longestBeforeSaving = 5_000;

export async function offeredFor(context: Context, encounterId: EncounterId): Promise<Offered | undefined> {
  const material = await readPractice(context.app.pool, context.practiceId, async (tx) => {
    const encounter = await loadEncounter(tx, encounterId);
    return encounter === undefined ? undefined : materialOf(tx, encounter);
  });
  if (material === undefined || typeof material === "string") return undefined;
  // Saving waits for the reading no longer than a person would notice; then nothing is learnt from this saving.
  const suggested = await Promise.race([suggestedFor(context, material), wait(longestBeforeSaving, undefined, { ref: false })]);
  return suggested?.ok === true ? { text: material.text, suggestions: suggested.value.suggestions } : undefined;
}

/** In the transaction that saves the codes. A note that was written on meanwhile is another note: nothing is learnt from it. */
export async function keepDecisions(
  tx: Tx,
  encounter: Encounter,
  { offered, said, by, on }: { readonly offered: Offered; readonly said: CoderSaid; readonly by: string; readonly on: IsoDate },
): Promise<void> {
  if (encounter.note?.text !== offered.text) return;
  const vocabulary = loadVocabulary();
  const decisions = decisionsOf({
    suggestions: offered.suggestions,
    diagnoses: encounter.diagnoses,
    said,
    before: await decisionsOfVisit(tx, encounter.id),
    phraseOf: (text) => phraseOf(vocabulary.rewrite(wordsOf(text))),
  });
  await addDecisions(tx, encounter.id, { decisions, by, on });
}
