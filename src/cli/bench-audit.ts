/** The measures of `bench` over the audit: sealing, checking, and what a row costs who opens a visit. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkEverything, openRecorded, openUnrecorded, sealEverything, writeLooks } from "../app/bench/audit-cost.ts";
import { createBenchPractice } from "../app/bench/sound-practice.ts";
import { type Context, machineContext } from "../app/context.ts";
import { importClaims } from "../app/import-claims.ts";
import { openWorkplace } from "../app/open-workplace.ts";
import type { EncounterId } from "../core/kernel/id.ts";
import { inventedProfessionalClaimFile } from "../core/x12/samples/invented-837p.ts";
import type { Measure, Measured } from "./bench.ts";
import { percentile, secondsOf } from "./stopwatch.ts";

const rows = 50_000;
const rounds = 400;

export const auditMeasures: readonly Measure[] = [
  { name: "audit-seal", unit: "rows/s", target: null, onlyByName: true, run: () => inPractice(measureSealing) },
  { name: "audit-check", unit: "rows/s", target: null, onlyByName: true, run: () => inPractice(measureChecking) },
  { name: "audit-read-cost", unit: "ms", target: null, onlyByName: true, run: () => inPractice(measureReadCost) },
];

async function measureSealing(context: Context): Promise<Measured> {
  await writeLooks(context, rows);
  let sealed = 0;
  const took = await secondsOf(async () => {
    sealed = await sealEverything(context);
  });
  return { value: sealed / took, n: sealed };
}

async function measureChecking(context: Context): Promise<Measured> {
  await writeLooks(context, rows);
  await sealEverything(context);
  let links = 0;
  const took = await secondsOf(async () => {
    links = await checkEverything(context);
  });
  return { value: links / took, n: links };
}

/** How much longer opening a visit takes in the middle, commit and fsync included; one of each in turn. */
async function measureReadCost(context: Context): Promise<Measured> {
  const report = await importClaims(context, { name: "bench.x12", bytes: inventedProfessionalClaimFile({ claims: 50, seed: 5 }) });
  const visits = report.claims.flatMap((claim) => (claim.visitId === undefined ? [] : [claim.visitId]));
  const [recorded, plain]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const visit = visits[round % visits.length] ?? (1 as EncounterId);
    plain.push(await secondsOf(() => openUnrecorded(context, visit)));
    recorded.push(await secondsOf(() => openRecorded(context, visit)));
  }
  const [without, withRow] = [percentile(plain, 0.5), percentile(recorded, 0.5)];
  return {
    value: (withRow - without) * 1000,
    n: rounds,
    about: `${(withRow * 1000).toFixed(2)} ms instead of ${(without * 1000).toFixed(2)} ms`,
  };
}

async function inPractice(measure: (context: Context) => Promise<Measured>): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), "claimwright-bench-"));
  const workplace = await openWorkplace(folder);
  try {
    return await measure(machineContext(workplace.app, await createBenchPractice(workplace.app), "bench"));
  } finally {
    await workplace.close();
    await rm(folder, { recursive: true, force: true });
  }
}
