/** Claim files written by others are imported and go as far as they can: to zero, or into a queue that says why not. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Context, machineContext } from "../../src/app/context.ts";
import { practice } from "../../src/app/demonstration/cast.ts";
import { fileClaims, partnerRoot } from "../../src/app/file-claims.ts";
import { type ImportReport, importClaims } from "../../src/app/import-claims.ts";
import { makeStatement } from "../../src/app/make-statement.ts";
import { setPracticeDate } from "../../src/app/open-workplace.ts";
import { releaseClaim } from "../../src/app/release-claim.ts";
import { takeIn } from "../../src/app/take-in.ts";
import { takePayment } from "../../src/app/take-payment.ts";
import { claimOfVisit, viewVisit } from "../../src/app/view-visit.ts";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { addDays, type IsoDate, isoDate } from "../../src/core/kernel/iso-date.ts";
import { withTerms } from "../../src/core/payer/plan.ts";
import { lakeshorePpo } from "../../src/core/payer/plans.ts";
import { type Member, noRecords } from "../../src/core/payer/records.ts";
import { readProfessionalClaimFile } from "../../src/core/x12/transactions/read-professional-claims.ts";
import { newMemoryStore } from "../../src/simulator/memory-store.ts";
import { openSimulator } from "../../src/simulator/open-simulator.ts";
import { listExceptions } from "../../src/store/exceptions.ts";
import { createPractice } from "../../src/store/practices.ts";
import { inPractice } from "../../src/store/transaction.ts";
import { proveBooks, proveVisit } from "../support/money-checks.ts";
import { done, openTown, type Town } from "../support/practice-world.ts";
import { sharedFolder } from "../support/shared-folder.ts";

const folder = sharedFolder("x12-samples");
const outcomesPath = new URL("import-outcomes.tsv", import.meta.url);

let town: Town;
beforeAll(async () => {
  if (folder !== undefined) town = await openTown();
});
afterAll(() => town?.close());

function samples(): readonly { readonly name: string; readonly bytes: Uint8Array; readonly valid: boolean }[] {
  const rows = readFileSync(join(folder ?? "", "manifest.tsv"), "utf8")
    .split("\n")
    .map((row) => row.split("\t"));
  const verdicts = new Map(rows.map(([name, , , verdict]) => [name, verdict ?? ""]));
  return readdirSync(join(folder ?? "", "837P"))
    .filter((name) => name.endsWith(".x12"))
    .sort()
    .map((name) => ({
      name,
      bytes: new Uint8Array(readFileSync(join(folder ?? "", "837P", name))),
      valid: verdicts.get(`837P/${name}`)?.startsWith("valid") === true,
    }));
}

/** The day on which the file says it was made, never before its services. */
function dayOf(bytes: Uint8Array): IsoDate {
  const days = readProfessionalClaimFile(bytes).batches.flatMap(({ batch }) => [
    batch.createdOn,
    ...batch.claims.flatMap((claim) => claim.lines.flatMap((line) => (line.serviceTo === undefined ? [] : [line.serviceTo]))),
  ]);
  return [...days, isoDate("2005-01-01")].sort().at(-1) ?? isoDate("2005-01-01");
}

async function importInto(bytes: Uint8Array, name: string): Promise<{ readonly context: Context; readonly report: ImportReport }> {
  // The sender's provider bills; the submitter is an invented practice with a complete record.
  const practiceId = await createPractice(town.app.pool, practice);
  const context = machineContext(town.app, practiceId, "Test");
  await setPracticeDate(town.app, practiceId, dayOf(bytes));
  return { context, report: await importClaims(context, { name, bytes }) };
}

/** The sender's payers as simulated ones that know the sender's members. */
async function payersOf(context: Context, bytes: Uint8Array) {
  const claims = readProfessionalClaimFile(bytes).batches.flatMap(({ batch }) => batch.claims);
  const ids = [...new Set(claims.map((claim) => claim.payer.id?.value ?? ""))].filter((one) => one !== "");
  return Promise.all(
    ids.map((payerId) => {
      const ppo = withTerms(lakeshorePpo, (terms) => ({ ...terms, filing: { days: 20_000 } }));
      const plan = { ...ppo, id: payerId, payerId, coverageFrom: isoDate("1990-01-01") };
      const members = claims.flatMap((claim): readonly Member[] => {
        if (claim.payer.id?.value !== payerId) return [];
        const { last, first } = (claim.dependent ?? claim.subscriber).name;
        const memberId = (claim.subscriber.memberId?.value ?? "").toUpperCase().replace(/[\s-]/g, "");
        return [{ planId: payerId, memberId, last, first: first ?? "" }];
      });
      const root = partnerRoot(context.app, context.practiceId, payerId);
      return openSimulator({
        folder: root,
        store: newMemoryStore(),
        plans: [plan],
        records: { ...noRecords, members },
        tables: context.app.codeBook,
        seed: 1,
      });
    }),
  );
}

/** Whatever the check lets go is released, filed, answered, paid, billed to the patient and paid by the patient. */
async function goOn(context: Context, visits: readonly EncounterId[], bytes: Uint8Array): Promise<void> {
  let released = 0;
  for (const visit of visits) {
    const claim = await claimOfVisit(context, visit);
    if (claim.ok && (await releaseClaim(context, claim.value)).ok) released += 1;
  }
  if (released === 0) return;
  await fileClaims(context);
  const payers = await payersOf(context, bytes);
  const first = dayOf(bytes);
  for (let day = 0; day <= 8; day += 1) {
    await setPracticeDate(context.app, context.practiceId, addDays(first, day));
    for (const payer of payers) await payer.answerDay(addDays(first, day));
    await takeIn(context);
  }
  for (const visit of visits) {
    const { money } = done(await viewVisit(context, visit));
    if (money.patientBalance <= 0 || !(await makeStatement(context, visit)).ok) continue;
    done(await takePayment(context, visit, { amount: money.patientBalance, method: "check", reference: "", key: `sample-${visit}` }));
  }
}

async function outcomeOf(context: Context, report: ImportReport): Promise<string> {
  const outcomes: string[] = [];
  for (const { visitId } of report.claims) {
    if (visitId === undefined) {
      outcomes.push("exception");
      continue;
    }
    const page = done(await viewVisit(context, visitId));
    proveVisit(page);
    const errors = (page.claim?.findings ?? []).filter((one) => one.severity === "error").map((one) => one.code);
    outcomes.push(page.queue.name === "held-by-findings" ? `held-by-findings ${[...new Set(errors)].sort().join(" ")}` : page.queue.name);
  }
  const counts = [...new Set(outcomes)].sort().map((one) => `${outcomes.filter((other) => other === one).length} ${one}`);
  return counts.length === 0 ? "no claim: exception" : counts.join("; ");
}

describe.skipIf(folder === undefined)("claim files by others", () => {
  test("end at zero or in a queue that says why, with every cent kept", async () => {
    const table: string[] = [];
    for (const { name, bytes, valid } of samples()) {
      const { context, report } = await importInto(bytes, name);
      const charged = readProfessionalClaimFile(bytes).batches.flatMap(({ batch }) => batch.claims);
      expect(report.claims, name).toHaveLength(charged.length);
      const visits = report.claims.flatMap((one) => (one.visitId === undefined ? [] : [one.visitId]));
      if (valid) await goOn(context, visits, bytes);
      const lines = charged.flatMap((claim, index) => (report.claims[index]?.visitId === undefined ? [] : claim.lines));
      const pages = await Promise.all(visits.map(async (visit) => done(await viewVisit(context, visit))));
      const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
      expect(sum(pages.map((page) => page.money.charged)), name).toBe(sum(lines.map((line) => line.charge)));
      const raised = await inPractice(town.app.pool, context.practiceId, (tx) => listExceptions(tx, { limit: 1_000 }));
      const left = report.claims.filter((one) => one.visitId === undefined).length;
      expect(raised.length, name).toBeGreaterThanOrEqual(report.claims.length === 0 ? 1 : left);
      table.push(`${name}\t${valid ? "valid" : "other"}\t${await outcomeOf(context, report)}`);
      await inPractice(town.app.pool, context.practiceId, proveBooks);
      expect(await importClaims(context, { name: `again-${name}`, bytes }), name).toMatchObject({ already: true, claims: [] });
    }
    console.info(table.join("\n"));
    await expect(`${["file\tverdict\toutcome", ...table].join("\n")}\n`).toMatchFileSnapshot(outcomesPath.pathname);
  }, 600_000);
});
