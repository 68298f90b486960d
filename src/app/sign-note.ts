/** The clinician signs the note: only then may anything of it be billed. */
import { changesBetween } from "../core/access/changes.ts";
import type { EncounterId } from "../core/kernel/id.ts";
import { ok } from "../core/kernel/result.ts";
import { formatFullName } from "../core/parties/format.ts";
import { loadEncounter, saveNote } from "../store/encounters.ts";
import { loadProvider } from "../store/parties.ts";
import { onRecord } from "./audit/record.ts";
import { type Context, practiceToday } from "./context.ts";
import { no, notFound, type Outcome } from "./refusal.ts";

export async function signNote(context: Context, encounterId: EncounterId): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "note.sign", object: ["visit", encounterId] }, async (tx, audit) => {
    const encounter = await loadEncounter(tx, encounterId);
    if (encounter === undefined) return notFound("visit");
    if (encounter.note === undefined) return no("no-note", "This visit has no note to sign.");
    if (encounter.note.signedOn !== undefined) return no("signed", "The note is signed already.");
    const author = await loadProvider(tx, encounter.note.authorId);
    if (author === undefined) return notFound("clinician");
    const { today } = await practiceToday(context, tx);
    await saveNote(tx, encounterId, {
      ...encounter.note,
      signedOn: today,
      signedBy: `${formatFullName(author.name)}, ${author.credential}`,
    });
    audit.note(changesBetween({ signed: "no" }, { signed: today }));
    return ok(undefined);
  });
}
