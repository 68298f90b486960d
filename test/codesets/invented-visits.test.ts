/** Every way in which invented patients come: its right codes exist, its evidence stands in the note, and its claim passes our own check. */
import { describe, expect, it } from "vitest";
import { location, payers, practice, providers } from "../../src/app/demonstration/cast.ts";
import { loadCodeBook } from "../../src/app/load-code-book.ts";
import { drawNote, type NoteSubject } from "../../src/core/academy/draw-note.ts";
import { inventDay, isOfficeDay, presentations } from "../../src/core/academy/invent-day.ts";
import { type InventedCover, inventPeople } from "../../src/core/academy/invent-people.ts";
import { buildClaim } from "../../src/core/claims/build-claim.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import { isMbi } from "../../src/core/kernel/check-digits.ts";
import { decimal } from "../../src/core/kernel/decimal.ts";
import { hasErrors } from "../../src/core/kernel/finding.ts";
import { id } from "../../src/core/kernel/id.ts";
import { addYears, type IsoDate, isoDate } from "../../src/core/kernel/iso-date.ts";
import { memberIdKind } from "../../src/core/parties/member-id.ts";
import { codeBookTables } from "../../src/core/scrub/code-book-tables.ts";
import { scrubClaim } from "../../src/core/scrub/scrub-claim.ts";
import { newDice } from "../../src/core/x12/samples/invented.ts";

const book = loadCodeBook();
const tables = codeBookTables(book);
const covers: readonly InventedCover[] = [
  { key: "lakeshore", weight: 3, medicare: false, prefix: "LSM", groups: ["GRP-2210"], copay: cents(3_000) },
  { key: "federal", weight: 1, medicare: true, prefix: "", groups: [] },
];
const town = { city: "Maple Hollow", state: "WI", zip: "53599" };
const people = inventPeople({ seed: 7, count: 600, on: isoDate("2026-03-16"), covers, town, accounts: "MH" });

function findingsOf(template: string, seed: number, { on, ...subject }: NoteSubject & { readonly on: IsoDate }) {
  const note = drawNote(template, newDice(seed), subject);
  const payer = subject.medicare ? payers.federal : payers.lakeshore;
  const person = people[0]?.patient;
  if (person === undefined) throw new Error("there are people");
  const rendering = { id: id<"provider">(1), ...providers.okafor };
  const { content } = buildClaim({
    practice: { id: id<"practice">(1), ...practice },
    rendering,
    location: { id: id<"location">(1), ...location },
    patient: { id: id<"patient">(1), ...person, birthDate: addYears(on, -subject.age), sex: subject.sex },
    coverage: {
      id: id<"coverage">(1),
      patientId: id<"patient">(1),
      payerId: id<"payer">(1),
      planId: id<"plan">(1),
      rank: 1,
      memberId: subject.medicare ? "4TE1HA7NK20" : "LSM204417730",
      relationship: "18",
    },
    payer: { id: id<"payer">(1), ...payer },
    encounter: {
      id: id<"encounter">(1),
      patientId: id<"patient">(1),
      date: on,
      renderingId: rendering.id,
      referring: { name: rendering.name, npi: rendering.npi },
      locationId: id<"location">(1),
      placeOfService: "11",
      reason: "",
      selfPay: false,
      note: { text: note.text, authorId: rendering.id, signedOn: on, signedBy: "A" },
      diagnoses: note.diagnoses.map(({ code, evidence }, index) => ({ position: index + 1, code, evidence: [evidence] })),
      charges: note.charges.map((charge, index) => ({
        id: id<"charge">(index + 1),
        lineNumber: index + 1,
        serviceFrom: on,
        serviceTo: on,
        procedure: charge.procedure,
        modifiers: charge.modifiers,
        units: decimal(charge.units),
        amount: cents(10_000),
        pointers: charge.pointers,
        evidence: [charge.evidence],
      })),
    },
    controlNumber: "CW1-000001",
    frequency: "1",
  });
  return {
    note,
    findings: scrubClaim(content, {
      today: on,
      tables,
      note: { signed: true },
      payer: { timelyFilingDays: 180, memberIdKind: memberIdKind(payer) },
    }),
  };
}

describe("each presentation", () => {
  it.each(presentations.map((one) => [one.key, one] as const))("%s is coded rightly", (_key, presentation) => {
    const { ages, sex, payer, condition, months } = presentation;
    let drawn = 0;
    for (const age of new Set([ages[0], Math.floor((ages[0] + ages[1]) / 2), ages[1]]))
      for (const medicare of payer === undefined ? [false, true] : [payer === "medicare"])
        for (const newPatient of condition === undefined && !["b12", "flu-shot"].includes(presentation.key) ? [false, true] : [false])
          for (let seed = 1; seed <= 6; seed += 1) {
            const on = isoDate(`2026-${String(months?.find((month) => month >= 3) ?? 6).padStart(2, "0")}-16`);
            const { note, findings } = findingsOf(presentation.note, seed, {
              age,
              sex: sex ?? (seed % 2 === 0 ? "F" : "M"),
              medicare,
              newPatient,
              on,
            });
            for (const { evidence } of [...note.diagnoses, ...note.charges])
              expect(note.text.slice(evidence.start, evidence.end)).toBe(evidence.text);
            for (const { code } of note.diagnoses) expect(book.validity("icd10cm", code, on), code).toBe("valid");
            expect(note.charges.length).toBeGreaterThan(0);
            expect(
              findings.filter((one) => hasErrors([one])),
              note.text,
            ).toEqual([]);
            drawn += 1;
          }
    expect(drawn).toBeGreaterThan(5);
  });

  it("asks no limit of Medicare's coverage from another payer", () => {
    const well = presentations.find((one) => one.key === "adult-well");
    const subject = { age: 50, sex: "F", newPatient: false, on: isoDate("2026-06-16") } as const;
    const codesOf = (medicare: boolean) =>
      findingsOf(well?.note.replace("WELL", "99396") ?? "", 1, { ...subject, medicare }).findings.map((one) => one.code);
    expect(codesOf(false)).not.toContain("CLM-MUE-DAY-CLINICAL");
    expect(codesOf(true)).toContain("CLM-MUE-DAY-CLINICAL");
  });

  it("has a key of its own and says why in words", () => {
    expect(new Set(presentations.map((one) => one.key)).size).toBe(presentations.length);
    expect(presentations.length).toBeGreaterThan(45);
  });
});

describe("people and days", () => {
  it("are the same for the same seed, and Medicare ids have their shape", () => {
    expect(inventPeople({ seed: 7, count: 600, on: isoDate("2026-03-16"), covers, town, accounts: "MH" })).toEqual(people);
    const medicare = people.filter((one) => one.coverage?.medicare === true);
    expect(medicare.length).toBeGreaterThan(60);
    for (const { coverage } of medicare) expect(isMbi(coverage?.memberId ?? "")).toBe(true);
    expect(people.some((one) => one.coverage === undefined)).toBe(true);
  });

  it("fill a day with different people, some of it wrong as in life", () => {
    const plan = { seed: 3, on: isoDate("2026-06-16"), visits: 15, people, clinicians: 3, lastSeen: new Map<string, IsoDate>() };
    const day = inventDay(plan);
    expect(day).toEqual(inventDay(plan));
    expect(new Set(day.map((visit) => visit.person.patient.accountNumber)).size).toBe(15);
    const wrong = inventDay({ ...plan, visits: 200, mistakesPercent: 100 }).map((visit) => visit.mistake);
    expect(new Set(wrong.filter((one) => one !== undefined)).size).toBeGreaterThan(5);
    const rested = inventDay({
      ...plan,
      lastSeen: new Map(day.map((visit) => [visit.person.patient.accountNumber, isoDate("2026-06-10")])),
    });
    expect(rested.map((visit) => visit.person.patient.accountNumber)).not.toContain(day[0]?.person.patient.accountNumber);
  });

  it("know weekends and holidays", () => {
    const days = ["2026-01-01", "2026-05-25", "2026-07-04", "2026-09-07", "2026-11-26", "2026-12-25", "2026-11-14", "2026-11-15"];
    expect(days.filter((day) => isOfficeDay(isoDate(day)))).toEqual([]);
    expect(["2026-11-16", "2026-05-18", "2026-11-27"].every((day) => isOfficeDay(isoDate(day)))).toBe(true);
  });
});
