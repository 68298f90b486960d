/** `verify`: sound after the whole loop, and every check notices what it is there for. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { appendLine } from "../../src/app/audit/heads-file.ts";
import { sealAudit } from "../../src/app/audit/seal-audit.ts";
import { suggestCodes } from "../../src/app/coding/suggest-codes.ts";
import { mergeRecords } from "../../src/app/patients/merge.ts";
import { closeMonth, keepMeasures } from "../../src/app/periods.ts";
import { saveCoding } from "../../src/app/save-coding.ts";
import { askForMoney } from "../../src/app/second-person.ts";
import { checks } from "../../src/app/verify/checks.ts";
import { runVerify } from "../../src/app/verify/run-verify.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { openClient } from "../../src/store/pool.ts";
import { done, openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-11-16");
  const visit = await world.seePatient({ patient: "vasquez" });
  done(await world.code(visit, ["E11.65", "I10"], [["99214", [], [1, 2]]]));
  await world.send(visit);
  await world.untilPaid();
  await world.statement(visit);
  const selfPay = await world.seePatient({ patient: "whitfield" });
  const sick = await world.seePatient({ patient: "osei", note: "ASSESSMENT:\n1. Migraine." });
  // As the desk does: what is suggested is shown, which also makes the thread that saving asks ready.
  done(await suggestCodes(world.context, sick));
  const said = { rejected: [], changed: [] };
  done(await saveCoding(world.context, sick, { diagnoses: [{ code: "G43.909", evidence: [] }], charges: [], said }));
  done(await world.code(selfPay, ["J20.9"], [["99203", [], [1], 10_000]]));
  await world.pay(selfPay, 90_000);
  const subject = { what: "patient-credit", patientId: world.made.patient.whitfield } as const;
  done(await askForMoney(world.context, { subject, amount: 1_000, reason: "too much was paid", key: "refund of a test" }));
  done(
    await mergeRecords(world.context, world.made.patient.whitfield, {
      otherId: world.made.patient.tobias,
      taken: [],
      coverages: [],
      reason: "one person, for the check",
    }),
  );
  await world.goTo(isoDate("2026-12-03"));
  done(await closeMonth(world.context, { month: isoDate("2026-11-01"), inSpite: "" }));
  await keepMeasures(world.context);
  // Rows are sealed once nothing else that runs on this server can come before them.
  while ((await sealAudit(town.app, world.context.practiceId, { headNow: true })) === 0)
    await new Promise((resolve) => setTimeout(resolve, 50));
});
afterAll(() => town.close());

it("is sound after the loop, and every check had something to look at", async () => {
  const report = await runVerify(town.app);
  expect(report.checks.flatMap((check) => check.findings)).toEqual([]);
  expect(report.checks.filter((check) => check.examined === 0)).toEqual([]);
  expect(report.checks).toHaveLength(checks.length);
  expect(report.sound).toBe(true);
});

/** What somebody with the owner's rights could do, and what must then be found. */
const faults: readonly (readonly [check: string, codes: string, fault: string])[] = [
  ["visit-places", "VER-PLC-01", "update visit_place set queue = 'closed'"],
  ["claim-places", "VER-PLC-02", "update claim_place set insurance = insurance + 1"],
  [
    "patient-merges",
    "VER-MRG-01",
    "update encounter set patient_id = (select patient_id from patient_merge) where id = (select min(id) from encounter)",
  ],
  ["balances", "VER-BAL-01", "update claim_balance set insurance = insurance + 1"],
  [
    "journal",
    "VER-JRN-01 VER-JRN-02",
    "delete from journal_line where (entry_id, line_number) in (select entry_id, min(line_number) from journal_line group by 1 limit 1)",
  ],
  ["unapplied", "VER-BAL-02", "update patient_balance set unapplied = unapplied - 1"],
  ["remittance-cash", "VER-JRN-04", "update remittance set amount = amount + 1"],
  ["periods", "VER-PER-01", "update journal_entry set recorded_at = clock_timestamp() where id = (select max(id) from journal_entry)"],
  ["periods", "VER-PER-02", "update books set locked_through = locked_through - 1"],
  ["periods", "VER-PER-03", "update journal_line set happened_on = happened_on + 1 where line_number = 1"],
  ["day-totals", "VER-PER-04", "update day_total set amount = amount + 1 where account = 'cash'"],
  ["service-totals", "VER-PER-05", "update service_total set amount = amount + 1 where account = 'charges'"],
  ["measure-days", "VER-PER-06", "update measure_day set part = part + 1"],
  ["open-totals", "VER-PER-07", "update open_total set amount = amount + 1"],
  ["requests", "VER-REQ-01", "update money_request set amount = amount + 1"],
  ["payers-cash", "VER-JRN-03", "update remittance set amount = amount + 100"],
  ["claim-states", "VER-CLM-01", "update claim set state = 'denied'"],
  ["claim-states", "VER-CLM-02", "delete from claim_event where sequence = 2"],
  ["file-bytes", "VER-FIL-01", "update file_chunk set bytes = overlay(bytes placing 'X' from 200)"],
  ["file-records", "VER-FIL-02", "update inbound_file set sha256 = md5(sha256)"],
  ["snapshots", "VER-SNP-01", "update snapshot set byte_to = byte_to - 1"],
  ["lexicon", "VER-LEX-01", "update coding_phrase set accepted = accepted + 1"],
  ["counters", "VER-NUM-01", "update counter set next = 1 where kind = 'interchange'"],
  ["audit", "VER-AUD-01", "update audit_entry set actor = 'Nobody'"],
  ["sequences", "VER-NUM-02", "select setval(pg_get_serial_sequence('claim', 'id'), 1, false)"],
  ["guards", "VER-SCH-01", "alter table denial no force row level security"],
  ["guards", "VER-SCH-01", "alter table journal_line disable trigger journal_line_append_only"],
];

it.each(faults)("%s finds %s", async (check, codes, fault) => {
  const owner = await openClient(town.database.ownerConfig);
  await owner.query(
    `begin; select set_config('app.practice', '${world.context.practiceId}', true), set_config('app.erasing', 'yes', true)`,
  );
  await owner.query(fault);
  await owner.query("commit");
  await owner.end();
  const report = await runVerify(town.app, { only: [check] });
  expect(report.sound).toBe(false);
  expect(report.checks[0]?.findings.map((finding) => finding.code)).toEqual(expect.arrayContaining(codes.split(" ")));
});

it("audit-heads finds a practice that is gone without having been removed", async () => {
  await appendLine(town.app.auditHeads, { practice: 987_654, sequence: 3, hash: "0", at: new Date().toISOString() });
  const report = await runVerify(town.app, { only: ["audit-heads"] });
  expect(report.checks[0]?.findings.map((finding) => finding.code)).toEqual(["VER-AUD-02"]);
});

it("has a fault for every check but the one that only reads", () => {
  const tried = new Set(faults.map(([check]) => check));
  expect(checks.map((check) => check.name).filter((name) => !tried.has(name))).toEqual(["rows", "audit-heads"]);
});
