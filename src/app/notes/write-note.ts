/** The clinician writes the note: drafts, the signature, and what is added after it. Every version is kept (decision 0046). */
import { changesBetween } from "../../core/access/changes.ts";
import type { EncounterId } from "../../core/kernel/id.ts";
import { formatUsDate, type IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { formatFullName } from "../../core/parties/format.ts";
import type { Provider } from "../../core/parties/model.ts";
import type { Encounter } from "../../core/visits/model.ts";
import { composeNote, noteSections, readNote, type WrittenNote, withAddendum } from "../../core/visits/note-sections.ts";
import { type Signer, signatureOf, signingAs } from "../../core/visits/note-signing.ts";
import { clinicianOfAccount } from "../../store/clinician-accounts.ts";
import { amendNote, loadEncounter, lockEncounter, saveNote } from "../../store/encounters.ts";
import { dropAllUnsaved, dropUnsaved, keepUnsaved, unsavedNote } from "../../store/note-unsaved.ts";
import { addNoteVersion, type NoteVersion, versionsOfNote } from "../../store/note-versions.ts";
import { loadProvider } from "../../store/parties.ts";
import type { Tx } from "../../store/transaction.ts";
import { onRecord } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";

/** What the form shows: the sections of a draft, and every version there was. */
export async function viewNote(context: Context, visitId: EncounterId) {
  return onRecord(context, { act: "note.open", object: ["visit", visitId], snapshot: true }, async (tx) => {
    const encounter = await loadEncounter(tx, visitId);
    if (encounter === undefined) return notFound("visit");
    const versions = await versionsOfNote(tx, visitId);
    const authorId = encounter.note?.authorId ?? encounter.renderingId;
    const author = await loadProvider(tx, authorId);
    return ok({
      ...(author === undefined || !context.actor.permissions.has("notes:sign")
        ? {}
        : { signing: { as: signingAs(await signerOf(context, tx), authorId), clinician: nameOf(author) } }),
      sections: noteSections.map(({ name, heading, asks }) => ({ name, heading, asks })),
      written: readNote(encounter.note?.text ?? ""),
      newest: newestOf(versions),
      unsaved: encounter.note?.signedOn === undefined ? await unsavedNote(tx, visitId, writerOf(context)) : undefined,
      signed: encounter.note?.signedOn !== undefined,
      coded: isCoded(encounter),
      versions: versions.map((one) => ({ ...one })),
    });
  });
}

/** `newest`: the version that the writer had before them. Refuses: signed, coded from the words as they are, saved by somebody else meanwhile. */
export async function saveDraft(
  context: Context,
  visitId: EncounterId,
  { written, newest }: { readonly written: WrittenNote; readonly newest: number },
): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "note.write", object: ["visit", visitId] }, async (tx, audit) => {
    await lockEncounter(tx, visitId);
    const encounter = await loadEncounter(tx, visitId);
    if (encounter === undefined) return notFound("visit");
    if (encounter.note?.signedOn !== undefined) return no("signed", "The note is signed: its words stay.", "Add an addendum.");
    const text = composeNote(written);
    if (text === "") return no("empty", "Nothing is written yet.");
    if (encounter.note?.text === text) {
      await dropUnsaved(tx, visitId, writerOf(context));
      return ok(undefined);
    }
    if (isCoded(encounter))
      return no(
        "coded",
        "A coder has coded this visit from the note as it is.",
        "Sign it as it is and add an addendum, or ask the coder to take the codes off first.",
      );
    const versions = await versionsOfNote(tx, visitId);
    if (newestOf(versions) !== newest) return newer(versions);
    const { today } = await practiceToday(context, tx);
    await keepFirst(tx, encounter, versions, today);
    await saveNote(tx, visitId, { text, authorId: encounter.note?.authorId ?? encounter.renderingId });
    await keep(context, tx, visitId, { kind: "draft", text, on: today });
    await dropUnsaved(tx, visitId, writerOf(context));
    audit.note(changesBetween({}, { letters: text.length }));
    return ok(undefined);
  });
}

/**
 * What is being written, kept until it is saved or thrown away, so that a closed page loses nothing (decision 0052). It is seen by
 * who writes it, is no version, and nothing is coded from it. Refuses: signed.
 */
export async function keepUnsavedWords(
  context: Context,
  visitId: EncounterId,
  { written, newest }: { readonly written?: WrittenNote | undefined; readonly newest: number },
): Promise<Outcome<undefined>> {
  return onRecord(context, { act: written === undefined ? "note.drop" : "note.keep", object: ["visit", visitId] }, async (tx, audit) => {
    await lockEncounter(tx, visitId);
    const encounter = await loadEncounter(tx, visitId);
    if (encounter === undefined) return notFound("visit");
    if (encounter.note?.signedOn !== undefined) return no("signed", "The note is signed: its words stay.", "Add an addendum.");
    const writer = writerOf(context);
    // Saved while these words were on their way: nothing of them is unsaved.
    if (written === undefined || composeNote(written) === encounter.note?.text) await dropUnsaved(tx, visitId, writer);
    else await keepUnsaved(tx, visitId, { writer, written, newest });
    audit.note(changesBetween({}, { letters: written === undefined ? 0 : composeNote(written).length }));
    return ok(undefined);
  });
}

/**
 * The clinician signs the note: only then may anything of it be billed. `newest`: the version that they read. Whoever is not this
 * clinician signs on their behalf, with the reason. Refuses: another version stands by now, not the clinician and no reason.
 */
export async function signNote(
  context: Context,
  visitId: EncounterId,
  { newest, onBehalf }: { readonly newest: number | "as-it-stands"; readonly onBehalf?: string | undefined },
): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "note.sign", object: ["visit", visitId] }, async (tx, audit) => {
    await lockEncounter(tx, visitId);
    const encounter = await loadEncounter(tx, visitId);
    if (encounter === undefined) return notFound("visit");
    if (encounter.note === undefined) return no("no-note", "This visit has no note to sign.");
    if (encounter.note.signedOn !== undefined) return no("signed", "The note is signed already.");
    const versions = newest === "as-it-stands" ? [] : await versionsOfNote(tx, visitId);
    if (newest !== "as-it-stands" && newestOf(versions) !== newest) return newer(versions);
    const author = await loadProvider(tx, encounter.note.authorId);
    if (author === undefined) return notFound("clinician");
    const signer = await signerOf(context, tx);
    const signedBy = signatureOf(signer, { id: author.id, name: nameOf(author) }, onBehalf);
    if (signedBy === undefined) return notTheClinician(signer, nameOf(author));
    const { today } = await practiceToday(context, tx);
    await saveNote(tx, visitId, { ...encounter.note, signedOn: today, signedBy });
    await keep(context, tx, visitId, { kind: "signed", text: encounter.note.text, on: today });
    const how = signingAs(signer, author.id) === "clinician" ? {} : { onBehalf: onBehalf ?? "" };
    audit.note(changesBetween({ signed: "no" }, { signed: today, ...how }));
    await dropAllUnsaved(tx, visitId);
    return ok(undefined);
  });
}

/** Below the signed words, with its own day and name; the words above stay, and with them the places that codes point to. */
export async function addAddendum(context: Context, visitId: EncounterId, words: string): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "note.amend", object: ["visit", visitId] }, async (tx, audit) => {
    await lockEncounter(tx, visitId);
    const encounter = await loadEncounter(tx, visitId);
    if (encounter === undefined) return notFound("visit");
    const { note } = encounter;
    if (note?.signedOn === undefined) return no("unsigned", "The note is not signed yet.", "Change the draft itself.");
    const { today } = await practiceToday(context, tx);
    await keepFirst(tx, encounter, await versionsOfNote(tx, visitId), note.signedOn);
    await amendNote(tx, visitId, withAddendum(note.text, { words, on: formatUsDate(today), by: context.user }));
    await keep(context, tx, visitId, { kind: "addendum", text: words.trim(), on: today });
    audit.note(changesBetween({}, { letters: words.trim().length }));
    return ok(undefined);
  });
}

async function signerOf({ actor, user }: Context, tx: Tx): Promise<Signer> {
  const clinicianId = actor.accountId === undefined ? undefined : await clinicianOfAccount(tx, actor.accountId);
  return { name: user, program: actor.kind === "machine", clinicianId };
}

function nameOf({ name, credential }: Provider): string {
  return `${formatFullName(name)}, ${credential}`;
}

function notTheClinician({ clinicianId }: Signer, clinician: string) {
  return no(
    "not-the-clinician",
    clinicianId === undefined
      ? `Only ${clinician} signs this note, and your account is tied to no clinician.`
      : `Only ${clinician} signs this note, and your account is another clinician's.`,
    "Sign on their behalf and say why, or have your account tied to the clinician under People.",
  );
}

/** The open demonstration has no accounts. */
function writerOf({ actor }: Context): number {
  return actor.accountId ?? 0;
}

function newestOf(versions: readonly NoteVersion[]): number {
  return versions.at(-1)?.number ?? 0;
}

function newer(versions: readonly NoteVersion[]) {
  return no(
    "newer",
    `${versions.at(-1)?.by ?? "Somebody"} has saved this note meanwhile.`,
    "Copy your words first, then load the page again.",
  );
}

function isCoded({ diagnoses, charges }: Encounter): boolean {
  return diagnoses.length + charges.length > 0;
}

/** A note that came from elsewhere is its own first version. */
async function keepFirst(tx: Tx, { id, note }: Encounter, versions: readonly NoteVersion[], on: IsoDate): Promise<void> {
  if (note === undefined || versions.length > 0) return;
  const kind = note.signedOn === undefined ? "draft" : "signed";
  await addNoteVersion(tx, id, { number: 1, kind, text: note.text, on: note.signedOn ?? on, by: note.signedBy ?? "as it came" });
}

async function keep(context: Context, tx: Tx, visitId: EncounterId, one: Pick<NoteVersion, "kind" | "text" | "on">): Promise<void> {
  const number = ((await versionsOfNote(tx, visitId)).at(-1)?.number ?? 0) + 1;
  await addNoteVersion(tx, visitId, { ...one, number, by: context.user });
}
