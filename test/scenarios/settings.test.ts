/** A manager changes the practice's own record: checked, kept as history, on claims that have not left, never on those that have. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listChoices } from "../../src/app/front-desk/view-registration.ts";
import { prepareClaim } from "../../src/app/prepare-claim.ts";
import { changePayer, changePlan } from "../../src/app/settings/change-payers.ts";
import { changeLocation, changePractice, changeProvider } from "../../src/app/settings/change-practice.ts";
import { setFee, viewFees } from "../../src/app/settings/fees.ts";
import { redraftClaims } from "../../src/app/settings/redraft-claims.ts";
import { setRules, viewSettingChanges, viewSettings } from "../../src/app/settings/view.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import { addDays, isoDate } from "../../src/core/kernel/iso-date.ts";
import type { PersonName, Practice } from "../../src/core/parties/model.ts";
import { loadClaim } from "../../src/store/claims.ts";
import { loadEncounter } from "../../src/store/encounters.ts";
import { jobKinds } from "../../src/store/queue/task-names.ts";
import { newestChanges } from "../../src/store/settings.ts";
import { snapshotsOfClaim } from "../../src/store/snapshots.ts";
import { sql } from "../../src/store/sql.ts";
import { comparePlaces, keptPlace } from "../../src/store/visit-places.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-03-02");
});
afterAll(() => town.close());

async function shown() {
  return done(await viewSettings(world.context));
}

async function asLoaded(): Promise<{ readonly seen: number; readonly value: Omit<Practice, "id"> }> {
  const { taxIdShown: _words, seen, ...value } = (await shown()).practice;
  return { seen, value };
}

const codes = (one: { readonly findings: readonly { readonly code: string; readonly path: string }[] }) =>
  one.findings.map(({ code, path }) => `${code} ${path}`);

describe("the practice's own record", () => {
  it("is not saved with an error in any field, and every error is said at once", async () => {
    const { seen, value } = await asLoaded();
    const given = {
      ...value,
      npi: "1234567890",
      taxonomy: "207Q",
      taxId: { kind: "EI", number: "12-34" },
      address: { ...value.address, line1: "PO Box 9", zip: "53599" },
      phone: "608",
      timeZone: "Mars/Olympus",
      submitterId: "x!",
    } as const;
    const tried = done(await changePractice(world.context, { seen, value: given }));
    expect(tried.saved).toBe(false);
    expect(codes(tried)).toEqual([
      "SET-NPI-01 npi",
      "SET-TAX-01 taxonomy",
      "SET-TIN-01 taxId.number",
      "SET-ADDR-02 address.line1",
      "SET-ADDR-03 address.zip",
      "SET-PHONE-01 phone",
      "SET-ZONE-01 timeZone",
      "SET-SUB-01 submitterId",
    ]);
    expect(await asLoaded()).toEqual({ seen, value });
  });

  it("changes claims that have not left, and no claim that has", async () => {
    const sent = await world.seePatient({ patient: "brandt", provider: "lindqvist" });
    done(await world.code(sent, ["I10"], [["99213", [], [1]]]));
    await world.send(sent);
    const waiting = await world.seePatient({ patient: "brandt", provider: "lindqvist", on: "2026-02-20" });
    done(await world.code(waiting, ["I10"], [["99213", [], [1]]]));
    done(await prepareClaim(world.context, waiting));
    const bytesBefore = await world.inTx(async (tx) => snapshotsOfClaim(tx, (await world.claim(sent)).id));

    const { seen, value } = await asLoaded();
    const payTo = { line1: "PO Box 12", city: "Maple Hollow", state: "wi", zip: "53599-0012" };
    const saved = done(await changePractice(world.context, { seen, value: { ...value, name: "  Larch  Hill Family Care ", payTo } }));
    expect(saved.saved).toBe(true);
    const [job] = await world.inTx((tx) =>
      tx.many<{ kind: string; subject_id: number }>(sql`select kind, subject_id from job order by id desc limit 1`),
    );
    expect(job?.kind).toBe("redraft-claims");
    expect(jobKinds).toContain("redraft-claims");
    expect(await redraftClaims(world.context, job?.subject_id ?? 0)).toContain("1 claim that had not left");

    const claimOf = async (visit: typeof sent) => world.inTx(async (tx) => loadClaim(tx, (await world.claim(visit)).id));
    expect((await claimOf(waiting))?.content).toMatchObject({
      billing: { name: { last: "Larch Hill Family Care" } },
      payTo: { address: { line1: "PO Box 12", state: "WI", zip: "535990012" } },
    });
    expect((await claimOf(sent))?.content.billing.name.last).toBe(value.name);
    expect(await world.inTx(async (tx) => snapshotsOfClaim(tx, (await world.claim(sent)).id))).toEqual(bytesBefore);
  });

  it("says who changed what, before and after; whoever saw an older state is told so", async () => {
    const { rows } = await viewSettingChanges(world.context, undefined);
    expect(rows[0]).toMatchObject({ what: "Practice: Larch Hill Family Care", by: "Test", on: "2026-03-02" });
    expect(rows[0]?.changes).toEqual([
      expect.stringMatching(/^name: .+ → Larch Hill Family Care$/),
      "pay-to address: nothing → PO Box 12, Maple Hollow, WI 535990012",
    ]);
    const audited = await world.inTx((tx) =>
      tx.one<{ actor: string; changes: string }>(
        sql`select actor, changes::text as changes from audit_entry where act = 'settings.change' order by id desc limit 1`,
      ),
    );
    expect(audited).toMatchObject({ actor: "Test", changes: expect.stringContaining("Larch Hill Family Care") });
    const { value } = await asLoaded();
    expect(refused(await changePractice(world.context, { seen: 0, value })).problem).toBe("changed-meanwhile");
  });

  it("never shows a person's whole tax number in the history", async () => {
    const { seen, value } = await asLoaded();
    const own = { ...value, taxId: { kind: "SY", number: "219-09-9999" } } as const;
    expect(done(await changePractice(world.context, { seen, value: own })).saved).toBe(true);
    const { rows } = await viewSettingChanges(world.context, undefined);
    expect(rows[0]?.changes[0]).toContain("SSN ending 9999");
    expect(JSON.stringify(rows)).not.toContain("219099999");
    const again = await asLoaded();
    // Another number with the same end is another number.
    const other = { ...again.value, taxId: { kind: "SY", number: "219089999" } } as const;
    done(await changePractice(world.context, { seen: again.seen, value: other }));
    const then = await asLoaded();
    expect(then.value.taxId.number).toBe("219089999");
    const { rows: newest } = await viewSettingChanges(world.context, undefined);
    expect(newest[0]?.changes).toEqual(["tax number: SSN ending 9999 → SSN ending 9999 (changed)"]);
    expect(JSON.stringify(newest)).not.toContain("219089999");
    done(await changePractice(world.context, { seen: then.seen, value: { ...then.value, taxId: value.taxId } }));
  });

  it("is saved when only the place of its words differs, and not when nothing does", async () => {
    const { seen, value } = await asLoaded();
    const joined = { ...value, address: { ...value.address, line1: "12 Main St, Suite 4", line2: "" } };
    done(await changePractice(world.context, { seen, value: joined }));
    const middle = await asLoaded();
    done(await changePractice(world.context, { seen: middle.seen, value: joined }));
    expect((await asLoaded()).seen).toBe(middle.seen);
    const split = { ...value.address, line1: "12 Main St", line2: "Suite 4" };
    done(await changePractice(world.context, { seen: middle.seen, value: { ...value, address: split } }));
    const last = await asLoaded();
    expect(last.value.address).toEqual(split);
    done(await changePractice(world.context, { seen: last.seen, value }));
    expect((await asLoaded()).value).toEqual(value);
  });
});

describe("clinicians, places, payers and plans", () => {
  it("are added and changed; one who has left takes no new visit and keeps the old ones", async () => {
    const { providers, locations } = await shown();
    const [first] = providers;
    if (first === undefined) throw new Error("the practice has clinicians");
    const twin = { name: { last: "Rowan", first: "Ada" }, credential: "MD", npi: first.npi };
    expect(codes(done(await changeProvider(world.context, undefined, { seen: 0, value: twin })))).toContain("SET-NPI-02 npi");
    const added = done(
      await changeProvider(world.context, undefined, { seen: 0, value: { ...twin, npi: "1245319599", taxonomy: "207q00000x" } }),
    );
    expect(added).toMatchObject({ saved: true });
    const ada = (await shown()).providers.find((one) => one.id === added.id);
    expect(ada).toMatchObject({ taxonomy: "207Q00000X" });
    const { id: _id, seen, ...value } = ada ?? first;
    const named = async (name: PersonName) => {
      const { seen: now } = (await shown()).providers.find((one) => one.id === added.id) ?? { seen };
      done(await changeProvider(world.context, added.id, { seen: now, value: { ...value, name } }));
      return (await shown()).providers.find((one) => one.id === added.id);
    };
    await named({ last: "Rowan", first: "Ada May" });
    const split = await named({ last: "Rowan", first: "Ada", middle: "May" });
    expect(split?.name).toEqual({ last: "Rowan", first: "Ada", middle: "May" });
    done(await changeProvider(world.context, added.id, { seen: split?.seen ?? 0, value: { ...value, inactive: true } }));
    expect((await listChoices(world.context)).providers.map((one) => one.id)).not.toContain(added.id);

    const [office] = locations;
    if (office === undefined) throw new Error("the practice has a place");
    const wrong = { ...office, cliaNumber: "52-1", placeOfService: "00" };
    expect(codes(done(await changeLocation(world.context, office.id, { seen: office.seen, value: wrong })))).toEqual([
      "SET-POS-01 placeOfService",
      "SET-CLIA-01 cliaNumber",
    ]);
  });

  it("a payer's new limit moves the last day of every open claim; its id stays while claims go under it", async () => {
    const visit = await world.seePatient({ patient: "brandt", provider: "lindqvist" });
    done(await world.code(visit, ["I10"], [["99213", [], [1]]]));
    done(await prepareClaim(world.context, visit));
    const { payerId } = await world.claim(visit);
    const payer = (await shown()).payers.find((one) => one.id === payerId);
    if (payer === undefined) throw new Error("the claim's payer is there");
    const { id: _id, seen, plans, kindWords: _kind, laterWords: _later, ...value } = payer;
    const moved = done(await changePayer(world.context, payerId, { seen, value: { ...value, payerId: "OTHER1" } }));
    expect(codes(moved)).toEqual(["SET-PAYER-03 payerId"]);
    const saved = done(await changePayer(world.context, payerId, { seen, value: { ...value, timelyFilingDays: 45 } }));
    expect(saved.saved).toBe(true);
    expect((await world.inTx((tx) => keptPlace(tx, visit)))?.deadline).toBe(addDays(world.today(), 45));
    expect((await world.inTx((tx) => comparePlaces(tx, { after: 0, limit: 100 }))).wrong).toEqual([]);

    const tried = done(
      await changePlan(world.context, undefined, { seen: 0, value: { payerId, name: "Gold", kind: "ppo", contractFactor: "1,3" } }),
    );
    expect(codes(tried)).toEqual(["SET-PLAN-01 contractFactor"]);
    const plan = done(
      await changePlan(world.context, undefined, { seen: 0, value: { payerId, name: "Gold", kind: "ppo", contractFactor: "1.3" } }),
    );
    const found = (await shown()).payers.find((one) => one.id === payerId)?.plans;
    expect(found).toHaveLength(plans.length + 1);
    expect(found).toContainEqual(expect.objectContaining({ id: plan.id, name: "Gold", contractFactor: "1.3" }));
  });
});

describe("prices and rules", () => {
  it("a price holds from its day on, and never for visits before it", async () => {
    const today = world.today();
    const low = done(await setFee(world.context, { procedure: "99213", from: today, amount: cents(100) }));
    expect(codes(low)).toEqual(["SET-FEE-02 amount"]);
    done(await setFee(world.context, { procedure: "99213", from: today, amount: cents(25_000) }));
    const past = done(await setFee(world.context, { procedure: "99213", from: addDays(today, -1), amount: cents(25_000) }));
    expect(past.saved).toBe(false);
    const charged = async (on: string) => {
      const visit = await world.seePatient({ patient: "brandt", provider: "lindqvist", on });
      done(await world.code(visit, ["I10"], [["99213", [], [1]]]));
      return (await world.inTx((tx) => loadEncounter(tx, visit)))?.charges[0]?.amount;
    };
    expect(await charged(today)).toBe(25_000);
    expect(await charged("2026-02-27")).not.toBe(25_000);
    const { rows } = await viewFees(world.context, { text: "99213", after: "" });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ price: 25_000, set: { amount: 25_000, setBy: "Test" } });
    expect(rows[0]?.medicare).toBeGreaterThan(5_000);
    done(await setFee(world.context, { procedure: "99213", from: isoDate("2026-07-01") }));
    expect((await viewFees(world.context, { text: "99213", after: "" })).rows[0]?.later).toHaveLength(1);
  });

  it("the limit for small balances is kept with who set it", async () => {
    done(await setRules(world.context, { smallBalance: cents(500), smallBalanceDays: 30 }));
    expect((await shown()).rules).toMatchObject({ smallBalance: 500, smallBalanceDays: 30, setBy: "Test" });
    const seen = await world.inTx(newestChanges);
    expect(seen("rules", "")).toBeGreaterThan(0);
  });
});
