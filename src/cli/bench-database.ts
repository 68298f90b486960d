/** The measures of `bench` that need the database: the loop's bulk steps on invented claims, in a folder of their own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBenchPractice, soundClaims } from "../app/bench/sound-practice.ts";
import { type Context, machineContext } from "../app/context.ts";
import { fileClaims } from "../app/file-claims.ts";
import { importClaims } from "../app/import-claims.ts";
import { listVisits } from "../app/list-visits.ts";
import { openWorkplace, setPracticeDate, type Workplace } from "../app/open-workplace.ts";
import { releaseReadyClaims } from "../app/release-claim.ts";
import { storeInbound, workNewFiles } from "../app/take-in.ts";
import { viewVisit } from "../app/view-visit.ts";
import { type Cents, subtractCents, sumCents, timesHalfUp } from "../core/kernel/cents.ts";
import { counted } from "../core/kernel/counted.ts";
import { decimal } from "../core/kernel/decimal.ts";
import type { EncounterId } from "../core/kernel/id.ts";
import { isoDate } from "../core/kernel/iso-date.ts";
import { inventedEnvelope } from "../core/x12/samples/invented.ts";
import { inventedRemittance } from "../core/x12/samples/invented-835.ts";
import { encodeUtf8 } from "../core/x12/syntax/decode.ts";
import type { ClaimLine, ProfessionalClaim, ProfessionalClaimBatch } from "../core/x12/transactions/professional-claim.ts";
import type { RemittanceClaim, RemittanceLine } from "../core/x12/transactions/remittance.ts";
import { writeProfessionalClaims } from "../core/x12/transactions/write-professional-claims.ts";
import { writeRemittances } from "../core/x12/transactions/write-remittances.ts";
import type { Measure, Measured } from "./bench.ts";
import { percentile, secondsOf } from "./stopwatch.ts";

const claims = 1000;
const seed = 11;

/** One practice, used by the measures in their order: start, import, file, post, list. */
interface Bench {
  readonly folder: string;
  readonly workplace: Workplace;
  readonly context: Context;
  readonly visits: readonly EncounterId[];
  readonly started: number;
  readonly importSeconds: number;
}

let opened: Promise<Bench> | undefined;
const bench = (): Promise<Bench> => (opened ??= open());

export const databaseMeasures: readonly Measure[] = [
  { name: "database-start-existing", unit: "s", target: 2, run: measureStart },
  { name: "import-837p", unit: "claims/s", target: null, run: async () => ({ value: claims / (await bench()).importSeconds, n: claims }) },
  { name: "file-837p", unit: "claims/s", target: 3000, run: measureFiling },
  { name: "post-835", unit: "claims/s", target: 1500, run: measurePosting },
  { name: "list-visits-p95", unit: "ms", target: 150, run: () => measureReads((one) => listVisits(one.context), 20) },
  {
    name: "visit-page-p95",
    unit: "ms",
    target: 150,
    run: () => measureReads((one, round) => viewVisit(one.context, one.visits[round % one.visits.length] ?? (1 as EncounterId)), 100),
  },
];

/** Ends the database and removes the folder. */
export async function closeDatabaseBench(): Promise<void> {
  if (opened === undefined) return;
  const { workplace, folder } = await opened;
  opened = undefined;
  await workplace.close();
  await rm(folder, { recursive: true, force: true });
}

async function open(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), "claimwright-bench-"));
  await (await openWorkplace(folder)).close();
  let workplace: Workplace | undefined;
  const started = await secondsOf(async () => {
    workplace = await openWorkplace(folder);
  });
  if (workplace === undefined) throw new Error("the database did not start");
  const { app } = workplace;
  const context = machineContext(app, await createBenchPractice(app), "bench");
  await setPracticeDate(app, context.practiceId, isoDate("2026-12-01"));
  const bytes = fileOf(soundClaims({ claims, seed }));
  const visits: EncounterId[] = [];
  const importSeconds = await secondsOf(async () => {
    const report = await importClaims(context, { name: "bench.x12", bytes });
    visits.push(...report.claims.flatMap((claim) => (claim.visitId === undefined ? [] : [claim.visitId])));
  });
  return { folder, workplace, context, visits, started, importSeconds };
}

async function measureStart(): Promise<Measured> {
  return { value: (await bench()).started, n: 1 };
}

/** From released claims to the file in the partner's folder, recorded as written; releasing is not counted. */
async function measureFiling(): Promise<Measured> {
  const { context } = await bench();
  const released = await releaseReadyClaims(context);
  let filed = 0;
  const took = await secondsOf(async () => {
    filed = (await fileClaims(context)).files.reduce((sum, file) => sum + file.claims, 0);
  });
  if (filed !== released || filed === 0) throw new Error(`${filed} of ${released} released claims were filed`);
  return { value: filed / took, n: filed };
}

/** One payment over all filed claims: stored, read, proven, posted, events and balances written, in one commit. */
async function measurePosting(): Promise<Measured> {
  const { context } = await bench();
  const bytes = paymentOf([soundClaims({ claims, seed }).claims]);
  await storeInbound(context, { name: "bench-835.x12", bytes });
  const took = await secondsOf(async () => {
    const [worked] = await workNewFiles(context);
    if (worked?.words !== `835: Payment BENCH0 posted for ${counted(claims, "claim")}.`)
      throw new Error(`the payment was not posted: ${worked?.words ?? "nothing was there"}`);
  });
  return { value: claims / took, n: claims };
}

async function measureReads(read: (one: Bench, round: number) => Promise<unknown>, times: number): Promise<Measured> {
  const one = await bench();
  await read(one, 0);
  const taken: number[] = [];
  for (let round = 0; round < times; round += 1) taken.push(await secondsOf(async () => void (await read(one, round))));
  return { value: percentile(taken, 0.95) * 1000, n: times };
}

/** One interchange with all of them. */
export function fileOf(batch: ProfessionalClaimBatch): Uint8Array {
  const envelope = inventedEnvelope({ from: "MAPLEFAMILY", to: "HARBORHEALTH", control: 1 });
  return encodeUtf8(writeProfessionalClaims([batch], envelope).text);
}

/** An 835 with a payment for each lot, that allows 60 % of each line, leaves a fifth of that to the patient, and balances. */
export function paymentOf(lots: readonly (readonly ProfessionalClaim[])[]): Uint8Array {
  const base = inventedRemittance({ claims: 1, seed });
  const payments = lots.map((asked, lot) => {
    const decided = asked.flatMap((claim, index) => decidedClaim(claim, base.claims[0], lot * 1_000_000 + index) ?? []);
    return {
      ...base,
      claims: decided,
      providerAdjustments: [],
      payment: { ...base.payment, trace: `BENCH${lot}`, amount: sumCents(decided.map((one) => one.paid)) },
    };
  });
  return encodeUtf8(writeRemittances(payments, inventedEnvelope({ from: "HARBORHEALTH", to: "MAPLEFAMILY", control: 9 })));
}

function decidedClaim(claim: ProfessionalClaim, base: RemittanceClaim | undefined, index: number): RemittanceClaim | undefined {
  if (base === undefined) return undefined;
  const lines = claim.lines.map((line) => decidedLine(line, claim.controlNumber));
  const paid = sumCents(lines.map((line) => line.paid));
  const { patientResponsibility: _share, ...rest } = base;
  return {
    ...rest,
    patientControlNumber: claim.controlNumber,
    payerControlNumber: `BENCH${index}`,
    status: "1",
    charge: claim.charge,
    paid,
    patientResponsibility: sumCents(lines.flatMap((line) => line.adjustments.filter((one) => one.group === "PR").map((one) => one.amount))),
    adjustments: [],
    lines,
  };
}

function decidedLine(line: ClaimLine, controlNumber: string): RemittanceLine {
  const allowed = timesHalfUp(line.charge, decimal("0.6"));
  const share = timesHalfUp(allowed, decimal("0.2"));
  const paid: Cents = subtractCents(allowed, share);
  return {
    procedure: line.procedure,
    charge: line.charge,
    paid,
    units: line.units,
    ...(line.serviceFrom === undefined ? {} : { serviceFrom: line.serviceFrom, serviceTo: line.serviceFrom }),
    adjustments: [
      { group: "CO", reason: "45", amount: subtractCents(line.charge, allowed) },
      { group: "PR", reason: "2", amount: share },
    ],
    controlNumber: line.controlNumber ?? `${controlNumber}L${line.number}`,
    identifiers: [],
    amounts: [],
    remarks: [],
  };
}
