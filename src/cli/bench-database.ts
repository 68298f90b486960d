/** The measures of `bench` that need the database: the loop's bulk steps on invented claims, in a folder of their own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Context, machineContext } from "../app/context.ts";
import { createEmptyPractice } from "../app/create-empty-practice.ts";
import { fileClaims } from "../app/file-claims.ts";
import { importClaims } from "../app/import-claims.ts";
import { listVisits } from "../app/list-visits.ts";
import { openWorkplace, type Workplace } from "../app/open-workplace.ts";
import { releaseClaim } from "../app/release-claim.ts";
import { storeInbound, workNewFiles } from "../app/take-in.ts";
import { claimOfVisit, viewVisit } from "../app/view-visit.ts";
import { type Cents, subtractCents, sumCents, timesHalfUp } from "../core/kernel/cents.ts";
import { decimal } from "../core/kernel/decimal.ts";
import type { EncounterId } from "../core/kernel/id.ts";
import { inventedEnvelope } from "../core/x12/samples/invented.ts";
import { inventedRemittance } from "../core/x12/samples/invented-835.ts";
import { inventedProfessionalClaimFile, inventedProfessionalClaims } from "../core/x12/samples/invented-837p.ts";
import { encodeUtf8 } from "../core/x12/syntax/decode.ts";
import type { ClaimLine, ProfessionalClaim } from "../core/x12/transactions/professional-claim.ts";
import type { RemittanceClaim, RemittanceLine } from "../core/x12/transactions/remittance.ts";
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
  const context = machineContext(app, await createEmptyPractice(app), "bench");
  const bytes = inventedProfessionalClaimFile({ claims, seed });
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
  const { context, visits } = await bench();
  let released = 0;
  for (const visit of visits) {
    const claim = await claimOfVisit(context, visit);
    if (claim.ok && (await releaseClaim(context, claim.value)).ok) released += 1;
  }
  const took = await secondsOf(async () => {
    await fileClaims(context);
  });
  return { value: released / took, n: released };
}

/** One payment over all filed claims: stored, read, proven, posted, events and balances written, in one commit. */
async function measurePosting(): Promise<Measured> {
  const { context } = await bench();
  const bytes = paymentOf(inventedProfessionalClaims({ claims, seed }).claims);
  await storeInbound(context, { name: "bench-835.x12", bytes });
  const took = await secondsOf(async () => {
    await workNewFiles(context);
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

/** An 835 that allows 60 % of each line, leaves a fifth of that to the patient, and balances. */
function paymentOf(asked: readonly ProfessionalClaim[]): Uint8Array {
  const base = inventedRemittance({ claims: 1, seed });
  const decided = asked.map((claim, index) => decidedClaim(claim, base.claims[0], index));
  const remittance = {
    ...base,
    claims: decided.flatMap((one) => (one === undefined ? [] : [one])),
    providerAdjustments: [],
    payment: { ...base.payment, amount: sumCents(decided.flatMap((one) => (one === undefined ? [] : [one.paid]))) },
  };
  return encodeUtf8(writeRemittances([remittance], inventedEnvelope({ from: "HARBORHEALTH", to: "MAPLEFAMILY", control: 9 })));
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
