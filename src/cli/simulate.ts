/** `claimwright simulate`: a whole practice against the simulated payers for some days, and the proof that no cent was lost. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { App } from "../app/context.ts";
import { mapleHollow } from "../app/demonstration/maple-hollow.ts";
import { openWorkplace } from "../app/open-workplace.ts";
import type { Office } from "../app/simulated-practice/office.ts";
import { finishOffice, openOffice } from "../app/simulated-practice/open-office.ts";
import { type Proof, provePractice } from "../app/simulated-practice/prove.ts";
import { daysFrom, runDays } from "../app/simulated-practice/run-days.ts";
import { formatUsd } from "../core/kernel/cents.ts";
import { type IsoDate, parseIsoDate } from "../core/kernel/iso-date.ts";
import { exitCodes, type Io, UsageError } from "./io.ts";
import { openSimulatedPayers, type RememberingPayers } from "./simulated-payers.ts";

/** `--data` keeps the practice in a data folder that has none yet; without it, it is thrown away afterwards. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      days: { type: "string", default: "30" },
      "visits-per-day": { type: "string", default: "15" },
      seed: { type: "string", default: "1" },
      from: { type: "string", default: "2026-03-16" },
      data: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const wanted = {
    days: numberOf(values.days, "--days", 3_650),
    visitsPerDay: numberOf(values["visits-per-day"], "--visits-per-day", 500),
    seed: numberOf(values.seed, "--seed", 2 ** 31),
    from: dayOf(values.from),
  };
  const folder = values.data ?? (await mkdtemp(join(tmpdir(), "claimwright-simulate-")));
  try {
    const report = await simulate(folder, wanted, (today) => values.json || io.progress(`${today} `));
    io.out(values.json ? `${JSON.stringify(report)}\n` : wordsOf(report));
    return report.proof.sound ? exitCodes.fine : exitCodes.findings;
  } finally {
    if (values.data === undefined) await rm(folder, { recursive: true, force: true });
  }
}

interface Wanted {
  readonly days: number;
  readonly visitsPerDay: number;
  readonly seed: number;
  readonly from: IsoDate;
}

async function simulate(folder: string, wanted: Wanted, onDay: (today: IsoDate) => void) {
  const workplace = await openWorkplace(folder);
  try {
    if ((await workplace.practices()).length > 0) throw new UsageError("simulate: this data folder has a practice; choose a new one.");
    const { simulatorConfig } = workplace;
    if (simulatorConfig === undefined) throw new UsageError("simulate: give DATABASE_SIMULATOR_URL, the role of the simulated payers.");
    const payers = openSimulatedPayers(workplace.app, simulatorConfig);
    try {
      const { office, seconds } = await workplace.inHaste((app) => live(app, payers.inMemory(app), { wanted, onDay }));
      const { context, counts } = office;
      return { ...wanted, seconds, counts, proof: await provePractice({ ...context, app: workplace.app }) };
    } finally {
      await payers.close();
    }
  } finally {
    await workplace.close();
  }
}

async function live(
  app: App,
  payers: RememberingPayers,
  { wanted, onDay }: { readonly wanted: Wanted; readonly onDay: (today: IsoDate) => void },
): Promise<{ readonly office: Office; readonly seconds: number }> {
  const office = await openOffice(app, { ...mapleHollow, ...wanted, historyDays: wanted.days });
  const started = performance.now();
  await runDays(office, {
    days: daysFrom(wanted.from, wanted.days),
    visitsPerDay: wanted.visitsPerDay,
    payersWork: async ({ practiceId }, today) => {
      await payers.work(practiceId, today);
    },
    onDay,
  });
  await payers.writeDown();
  await finishOffice(office);
  return { office, seconds: Math.round((performance.now() - started) / 100) / 10 };
}

function wordsOf({ days, seconds, counts, proof }: Awaited<ReturnType<typeof simulate>>): string {
  const counted = Object.entries(counts).map(([name, count]) => `  ${name.padEnd(16)} ${String(count).padStart(8)}`);
  return [`${days} days in ${seconds} s\n`, ...counted, "", ...queueLines(proof), "", ...proofLines(proof), ""].join("\n");
}

function queueLines({ queues }: Proof): readonly string[] {
  return queues.map(
    ({ queue, visits, insurance, patient }) =>
      `  ${queue.padEnd(24)} ${String(visits).padStart(7)} visits  insurance ${formatUsd(insurance).padStart(14)}  patients ${formatUsd(patient).padStart(13)}`,
  );
}

function proofLines({ lines, sound }: Proof): readonly string[] {
  return [
    ...lines.map(({ ok, holds, words }) => `${ok ? "ok  " : "BAD "} ${holds}  (${words})`),
    "",
    sound ? "Every cent has its place." : "Something does not add up. Exit code 1.",
  ];
}

function numberOf(text: string, option: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new UsageError(`simulate: ${option} is a whole number from 1 to ${most}.`);
  return value;
}

function dayOf(text: string): IsoDate {
  const day = parseIsoDate(text);
  if (day === undefined) throw new UsageError("simulate: --from is a date such as 2026-03-16.");
  return day;
}
