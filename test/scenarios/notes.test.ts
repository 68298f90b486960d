/** The clinician writes the note of a visit: drafts, the signature, what is added later; every version stays. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { actorOf } from "../../src/app/access/identify.ts";
import { removePerson, tieToClinician, viewPeople } from "../../src/app/access/people.ts";
import type { Context } from "../../src/app/context.ts";
import { checkIn, makeAppointment } from "../../src/app/front-desk/appointments.ts";
import { viewNotesDay } from "../../src/app/notes/notes-day.ts";
import { addAddendum, keepUnsavedWords, saveDraft, signNote, viewNote } from "../../src/app/notes/write-note.ts";
import { askClinician } from "../../src/app/worklist/work-on-visit.ts";
import type { Role } from "../../src/core/access/roles.ts";
import type { EncounterId, ProviderId } from "../../src/core/kernel/id.ts";
import { readNote } from "../../src/core/visits/note-sections.ts";
import { sql } from "../../src/store/sql.ts";
import { memberOf } from "../attacks/other-practice.ts";
import { memberContext } from "../support/people.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-11-03");
});
afterAll(() => town.close());

async function here(): Promise<EncounterId> {
  const { made, context } = world;
  const { appointmentId } = done(
    await makeAppointment(context, {
      patientId: made.patient.delacroix,
      on: world.today(),
      at: "0930",
      providerId: made.provider.okafor,
      locationId: made.location,
      reason: "Cough",
      selfPay: false,
    }),
  );
  const { rows } = await viewNotesDay(context, undefined);
  expect(rows).toContainEqual(expect.objectContaining({ note: "expected", reason: "Cough", at: "0930" }));
  return done(await checkIn(context, appointmentId, { formsSigned: true })).visitId;
}

const written = { ...readNote(""), complaint: "Cough for a week", assessment: "1. Acute bronchitis\n2. Rest" };

it("is written as drafts, signed, and added to; the page says how far it is, and every version is kept", async () => {
  const { context } = world;
  const visit = await here();
  const state = async () => (await viewNotesDay(context, undefined)).rows.find((row) => row.visitId === visit)?.note;
  expect(await state()).toBe("missing");
  expect(refused(await signNote(context, visit, { newest: "as-it-stands" })).problem).toBe("no-note");
  expect(refused(await saveDraft(context, visit, { written: readNote(""), newest: 0 })).problem).toBe("empty");
  expect(refused(await addAddendum(context, visit, "too early")).problem).toBe("unsigned");
  done(await saveDraft(context, visit, { written, newest: 0 }));
  expect(await state()).toBe("draft");
  // Somebody else had the form open too.
  expect(refused(await saveDraft(context, visit, { written: { ...written, exam: "Well" }, newest: 0 })).problem).toBe("newer");
  done(await saveDraft(context, visit, { written: { ...written, exam: "Lungs clear" }, newest: 1 }));
  // Who signs signs what they have read.
  const stale = refused(await signNote(context, visit, { newest: 1 }));
  expect(stale).toMatchObject({ problem: "newer", fix: "Copy your words first, then load the page again." });
  expect(await state()).toBe("draft");
  done(await signNote(context, visit, { newest: 2 }));
  expect(await state()).toBe("signed");
  expect(refused(await saveDraft(context, visit, { written, newest: 3 })).problem).toBe("signed");
  const signedText = (await world.page(visit)).note?.text ?? "";
  expect(signedText).toBe("CHIEF COMPLAINT: Cough for a week\n\nEXAM: Lungs clear\n\nASSESSMENT AND PLAN:\n1. Acute bronchitis\n2. Rest");

  // Codes point into the signed words; an addendum moves none of them.
  done(await world.code(visit, ["J20.9"], [["99213", [], [1]]]));
  done(await askClinician(context, visit, { kind: "other", words: "The note has a cough and no duration in the plan." }));
  expect((await viewNotesDay(context, undefined)).rows.find((row) => row.visitId === visit)?.asked).toBe(true);
  done(await addAddendum(context, visit, "Since seven days."));
  const { note } = await world.page(visit);
  expect(note?.text.startsWith(`${signedText}\n\nADDENDUM of 11/03/2026 by Test: Since seven days.`)).toBe(true);
  const { versions } = done(await viewNote(context, visit));
  expect(versions.map((one) => [one.number, one.kind])).toEqual([
    [1, "draft"],
    [2, "draft"],
    [3, "signed"],
    [4, "addendum"],
  ]);
  const app = await world.inTx((tx) =>
    tx.many<{ act: string }>(
      sql`select act from audit_entry where practice_id = ${tx.practiceId} and object_id = ${String(visit)} and act like 'note.%'`,
    ),
  );
  expect(new Set(app.map((one) => one.act))).toEqual(new Set(["note.write", "note.sign", "note.amend", "note.open"]));
  await expect(world.inTx((tx) => tx.run(sql`update note_version set content = 'x' where practice_id = ${tx.practiceId}`))).rejects.toThrow(
    /permission denied/,
  );
});

it("is signed by the account of its clinician; anybody else says on whose behalf and why", async () => {
  const { context, app } = world;
  const ada = await memberOf(app.pool, context.practiceId, "ada@example.org", { role: "clinician", name: "Ada O." });
  const scribe = await memberOf(app.pool, context.practiceId, "sam@example.org", { role: "clinician", name: "Sam Scribe" });
  const owner = await memberOf(app.pool, context.practiceId, "olga@example.org", { role: "owner", name: "Olga Owner" });
  const of = ({ accountId }: typeof ada, role: Role, name: string): Context => ({
    ...context,
    user: name,
    actor: actorOf({ name, accountId, tokenHash: "0".repeat(64), role }),
  });
  const [asAda, asSam, asOlga] = [of(ada, "clinician", "Ada O."), of(scribe, "clinician", "Sam Scribe"), of(owner, "owner", "Olga Owner")];
  const tie = (by: Context, who: typeof ada, clinicianId: ProviderId | undefined) =>
    tieToClinician(by, { accountId: who.accountId, clinicianId, address: "test" });
  const { okafor, abara } = world.made.provider;

  const visit = await world.seePatient({ patient: "osei", signed: false });
  const { newest, signing } = done(await viewNote(asAda, visit));
  expect(signing).toEqual({ as: "on-behalf", clinician: "Adaeze Okafor, MD" });
  expect(refused(await signNote(asAda, visit, { newest }))).toMatchObject({ problem: "not-the-clinician" });
  expect(refused(await signNote(asAda, visit, { newest, onBehalf: "  " })).problem).toBe("not-the-clinician");

  // Nobody says it of themselves but an owner; a clinician has one account.
  expect(refused(await tie(asAda, ada, okafor)).problem).toBe("not-yours-to-give");
  done(await tie(asOlga, ada, okafor));
  expect(refused(await tie(asOlga, owner, okafor)).problem).toBe("is-tied");
  done(await tie(asOlga, scribe, abara));
  // Who is refused another clinician stays who they were, and to say the same again changes nothing.
  expect(refused(await tie(asOlga, scribe, okafor)).problem).toBe("is-tied");
  done(await tie(asOlga, ada, okafor));
  const tied = async (name: string) => (await viewPeople(asOlga)).people.find((one) => one.name === name)?.clinicianId;
  expect([await tied("Sam Scribe"), await tied("Ada O.")]).toEqual([abara, okafor]);
  expect((await viewPeople(asOlga)).people.find((one) => one.name === "Ada O.")).toMatchObject({ clinicianId: okafor, mayTie: true });

  expect(done(await viewNote(asAda, visit)).signing?.as).toBe("clinician");
  expect(refused(await signNote(asSam, visit, { newest })).message).toContain("another clinician's");
  done(await signNote(asAda, visit, { newest }));
  expect((await world.page(visit)).note?.signedBy).toBe("Adaeze Okafor, MD");

  const other = await world.seePatient({ patient: "brandt", signed: false });
  done(await signNote(asSam, other, { newest: 0, onBehalf: "signed on paper" }));
  expect((await world.page(other)).note?.signedBy).toBe("Adaeze Okafor, MD (entered by Sam Scribe: signed on paper)");
  const [entry] = await world.inTx((tx) =>
    tx.many<{ changes: string }>(
      sql`select changes::text from audit_entry where practice_id = ${tx.practiceId} and object_id = ${String(other)} and act = 'note.sign'`,
    ),
  );
  expect(entry?.changes).toContain("signed on paper");

  // Who is taken out of the practice signs as nobody any more, and the clinician is free for another account.
  done(await removePerson(asOlga, { accountId: ada.accountId, address: "test" }));
  done(await tie(asOlga, owner, okafor));
  done(await tie(asOlga, owner, undefined));
  expect((await viewPeople(asOlga)).people.map((one) => one.clinicianId)).toEqual([undefined, abara]);
});

it("stays as it is once it was coded from, and a note of elsewhere is its own first version", async () => {
  const { context } = world;
  const visit = await world.seePatient({ patient: "osei", signed: false });
  const before = done(await viewNote(context, visit));
  expect(before).toMatchObject({ newest: 0, versions: [], written: { assessment: "as discussed with the patient." } });
  done(await saveDraft(context, visit, { written: { ...before.written, exam: "Knee swollen" }, newest: 0 }));
  expect(done(await viewNote(context, visit)).versions.map((one) => one.by)).toEqual(["as it came", "Test"]);
  done(await world.code(visit, ["M25.461"], [["99213", [], [1]]]));
  const { written: now, newest } = done(await viewNote(context, visit));
  expect(refused(await saveDraft(context, visit, { written: { ...now, data: "X-ray" }, newest })).problem).toBe("coded");
  done(await signNote(context, visit, { newest: "as-it-stands" }));
});

it("keeps what is written and not saved, for its writer alone, until it is saved, thrown away or the note is signed", async () => {
  const ada = await memberContext(world.context, "Ada Clinician", "clinician");
  const ben = await memberContext(world.context, "Ben Clinician", "clinician");
  const visit = await here();
  const unsaved = async (who: typeof ada) => done(await viewNote(who, visit)).unsaved;
  const rows = () => world.inTx((tx) => tx.many<{ n: number }>(sql`select 1 as n from note_unsaved where encounter_id = ${visit}`));
  done(await keepUnsavedWords(ada, visit, { written, newest: 0 }));
  done(await keepUnsavedWords(ada, visit, { written: { ...written, exam: "Lungs cl" }, newest: 0 }));
  expect(await unsaved(ada)).toMatchObject({ written: { exam: "Lungs cl" }, newest: 0, at: expect.stringMatching(/^\d{4}-.*Z$/) });
  // Nobody else sees it, it is no note, and nothing can be signed of it.
  expect(await unsaved(ben)).toBeUndefined();
  expect((await world.page(visit)).note).toBeUndefined();
  expect(refused(await signNote(world.context, visit, { newest: "as-it-stands" })).problem).toBe("no-note");

  done(await saveDraft(ben, visit, { written: { ...written, data: "X-ray clear" }, newest: 0 }));
  expect(await unsaved(ada)).toMatchObject({ newest: 0 });
  done(await saveDraft(ada, visit, { written: { ...written, exam: "Lungs clear" }, newest: 1 }));
  expect(await unsaved(ada)).toBeUndefined();
  // What comes too late, and is what was saved, is not unsaved.
  done(await keepUnsavedWords(ada, visit, { written: { ...written, exam: "Lungs clear" }, newest: 1 }));
  expect(await rows()).toEqual([]);

  done(await keepUnsavedWords(ada, visit, { written: { ...written, exam: "other" }, newest: 2 }));
  done(await keepUnsavedWords(ada, visit, { newest: 2 }));
  expect(await unsaved(ada)).toBeUndefined();
  done(await keepUnsavedWords(ben, visit, { written: { ...written, exam: "mine" }, newest: 2 }));
  done(await signNote(ada, visit, { newest: 2, onBehalf: "signed on paper" }));
  expect(await rows()).toEqual([]);
  expect(refused(await keepUnsavedWords(ben, visit, { written, newest: 3 })).problem).toBe("signed");
  const acts = await world.inTx((tx) =>
    tx.many<{ act: string; n: number }>(
      sql`select act, count(*)::int as n from audit_entry where act in ('note.keep', 'note.drop') group by act order by act`,
    ),
  );
  expect(acts).toEqual([
    { act: "note.drop", n: 1 },
    { act: "note.keep", n: 6 },
  ]);
});
