/** The list of claims and one claim's page: always what the claim's own record and the books say. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findAnything } from "../../src/app/find-anything.ts";
import { type ClaimQuery, exportClaims, listClaims } from "../../src/app/list-claims.ts";
import { viewClaimPage, viewClaimVersion } from "../../src/app/view-claim-page.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import type { ClaimId, EncounterId } from "../../src/core/kernel/id.ts";
import { addDays, isoDate } from "../../src/core/kernel/iso-date.ts";
import { compareClaimPlaces } from "../../src/store/claim-places.ts";
import { loadPatient, updatePatient } from "../../src/store/patients.ts";
import { done, openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;
const visits: EncounterId[] = [];
const patients = ["vasquez", "marchetti"] as const;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-11-16");
  for (let at = 0; at < 9; at += 1) {
    const visit = await world.seePatient({ patient: patients[at % 2] ?? "vasquez", on: addDays(isoDate("2026-11-16"), -(at % 4) * 20) });
    visits.push(visit);
    done(await world.code(visit, ["I10"], [["99213", [], [1], 10_000 + at * 100]]));
    await world.send(visit);
  }
  await world.untilPaid();
});
afterAll(() => town.close());

async function provePlaces(): Promise<void> {
  const { ids, wrong } = await world.inTx((tx) => compareClaimPlaces(tx, { after: 0, limit: 1000 }));
  expect(ids).toHaveLength(9);
  expect(wrong).toEqual([]);
}

async function pages(query: ClaimQuery): Promise<ClaimId[]> {
  const seen: ClaimId[] = [];
  for (let after: ClaimId | undefined; ; ) {
    const page = await listClaims(world.context, { ...query, limit: 4, ...(after === undefined ? {} : { after }) });
    seen.push(...page.claims.map((claim) => claim.id));
    after = page.claims.at(-1)?.id;
    if (!page.more.after) return seen;
  }
}

describe("the list", () => {
  it("follows the day's work", provePlaces);

  it.each(["date", "patient", "charged", "open"] as const)("by %s shows every claim once, both ways", async (sort) => {
    const down = await pages({ sort, descending: true });
    expect(new Set(down).size).toBe(9);
    expect(await pages({ sort, descending: false })).toEqual([...down].reverse());
  });

  it("is narrowed by several filters at once", async () => {
    const { claims: all, total, states, payers } = await listClaims(world.context);
    expect(total).toBe(9);
    expect(states.reduce((sum, state) => sum + state.count, 0)).toBe(9);
    for (const { name, count } of states)
      expect((await listClaims(world.context, { states: [name] })).claims).toEqual(all.filter((one) => one.state === name).slice(0, count));
    const narrow = await listClaims(world.context, { least: cents(10_200), most: cents(10_600), ages: ["0-30", "61-90"] });
    const charged = (amount: number): boolean => amount >= 10_200 && amount <= 10_600;
    expect(narrow.claims).toEqual(all.filter((one) => charged(one.charged) && (one.age <= 30 || (one.age >= 61 && one.age <= 90))));
    expect(narrow.claims.length).toBeGreaterThan(0);
    for (const { id, name } of payers)
      expect((await listClaims(world.context, { payerIds: [id], frequencies: ["1"] })).claims).toEqual(
        all.filter((one) => one.payerName === name),
      );
    expect((await listClaims(world.context, { frequencies: ["7", "8"] })).claims).toEqual([]);
    expect((await listClaims(world.context, { denied: true })).claims).toEqual(all.filter((one) => one.denied));
  });

  it("finds by the claim's number and by the patient", async () => {
    const { claims: all } = await listClaims(world.context);
    const [first] = all;
    if (first === undefined) throw new Error("there are claims");
    expect((await listClaims(world.context, { find: first.controlNumber.toLowerCase() })).claims).toEqual([first]);
    const last = first.patientName.split(",")[0] ?? "";
    expect((await listClaims(world.context, { find: last })).claims).toEqual(all.filter((one) => one.patientName === first.patientName));
    expect((await listClaims(world.context, { find: "nobody" })).claims).toEqual([]);
  });

  it("is exported as it is filtered", async () => {
    const lines = await exportClaims(world.context, { least: cents(10_800) });
    expect(lines.ok).toBe(true);
    let text = "";
    if (lines.ok) for await (const part of lines.value) text += part;
    expect(text.trim().split("\n")).toHaveLength(2);
    expect(text).toContain("108.00");
  });

  it("follows a name that changes", async () => {
    const patientId = world.made.patient.vasquez;
    await world.inTx(async (tx) => {
      const patient = await loadPatient(tx, patientId);
      if (patient !== undefined) await updatePatient(tx, { ...patient, name: { ...patient.name, last: "Aaronson" } });
    });
    await provePlaces();
    expect((await listClaims(world.context, { sort: "patient", limit: 1 })).claims[0]?.patientName).toContain("Aaronson");
  });
});

describe("a claim's page", () => {
  it("adds up: each line's charge is where the books have it", async () => {
    const claim = await world.claim(visits[0] as EncounterId);
    const outcome = await viewClaimPage(world.context, claim.id);
    if (!outcome.ok) throw new Error(outcome.refusal.message);
    const page = outcome.value;
    expect(page.decisions.length).toBeGreaterThan(0);
    for (const line of page.lines)
      expect(line.charge).toBe(line.adjusted + line.writtenOff + line.paid + line.insurance + line.patientPaid + line.patient);
    expect(page.timeline.map((event) => event.kind)).toContain("adjudicated");
    expect(page.timeline.find((event) => event.kind === "written")?.file?.direction).toBe("out");
    expect(page.form.account).toBe(claim.controlNumber);
    expect(page.form.total).toBe(claim.content.charge);
    expect(page.form.lines.map((line) => line.procedure)).toEqual(["99213"]);
  });

  it("shows what was sent from the file's own bytes", async () => {
    const claim = await world.claim(visits[0] as EncounterId);
    const page = await viewClaimPage(world.context, claim.id);
    const [sent] = page.ok ? page.value.versions : [];
    if (sent === undefined) throw new Error("it was sent");
    const version = await viewClaimVersion(world.context, claim.id, sent.id);
    if (!version.ok) throw new Error(version.refusal.message);
    expect(version.value.segments.some(({ tag, text }) => tag === "CLM" && text.includes(claim.controlNumber))).toBe(true);
    const other = await world.claim(visits[1] as EncounterId);
    expect((await viewClaimVersion(world.context, other.id, sent.id)).ok).toBe(false);
  });

  it("says why something cannot be done now", async () => {
    const claim = await world.claim(visits[0] as EncounterId);
    const page = await viewClaimPage(world.context, claim.id);
    if (!page.ok) throw new Error(page.refusal.message);
    for (const action of page.value.actions) expect(action.allowed === (action.why === ""), action.name).toBe(true);
    expect(page.value.actions.find((one) => one.name === "release")?.why).toContain("This version was sent");
  });
});

describe("the palette's search", () => {
  it("finds patients with their visits, claims by number and files by name", async () => {
    const people = await findAnything(world.context, "marche");
    expect(people.patients.map((one) => one.name)).toEqual(["Marchetti, Paolo"]);
    expect(people.visits.length).toBeGreaterThan(0);
    const claim = await world.claim(visits[0] as EncounterId);
    expect((await findAnything(world.context, claim.controlNumber)).claims.map((one) => one.id)).toEqual([claim.id]);
    const files = await findAnything(world.context, "837P-");
    expect(files.files.length).toBeGreaterThan(0);
    expect(files.files.every((file) => file.direction === "out")).toBe(true);
  });

  it("gives nobody what they may not see", async () => {
    const { actor } = world.context;
    const nobody = { ...world.context, actor: { ...actor, permissions: new Set(["practice:read" as const]) } };
    const found = await findAnything(nobody, "marche");
    expect(found).toEqual({ patients: [], visits: [], claims: [], codes: [], files: [] });
  });
});
