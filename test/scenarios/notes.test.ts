/** The clinician writes the note of a visit: drafts, the signature, what is added later; every version stays. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkIn, makeAppointment } from "../../src/app/front-desk/appointments.ts";
import { viewNotesDay } from "../../src/app/notes/notes-day.ts";
import { addAddendum, saveDraft, signNote, viewNote } from "../../src/app/notes/write-note.ts";
import { askClinician } from "../../src/app/worklist/work-on-visit.ts";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { readNote } from "../../src/core/visits/note-sections.ts";
import { sql } from "../../src/store/sql.ts";
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
  expect((await viewNotesDay(context, undefined)).rows.at(-1)).toMatchObject({ note: "expected", reason: "Cough", at: "0930" });
  return done(await checkIn(context, appointmentId, { formsSigned: true })).visitId;
}

const written = { ...readNote(""), complaint: "Cough for a week", assessment: "1. Acute bronchitis\n2. Rest" };

it("is written as drafts, signed, and added to; the page says how far it is, and every version is kept", async () => {
  const { context } = world;
  const visit = await here();
  const state = async () => (await viewNotesDay(context, undefined)).rows.find((row) => row.visitId === visit)?.note;
  expect(await state()).toBe("missing");
  expect(refused(await signNote(context, visit)).problem).toBe("no-note");
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
  done(await signNote(context, visit));
});
