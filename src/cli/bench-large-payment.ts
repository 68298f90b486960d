/** The measure of `bench` over a payment file of fifty thousand claims: how fast, and how much memory it takes. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBenchPractice, soundClaims } from "../app/bench/sound-practice.ts";
import { machineContext } from "../app/context.ts";
import { fileClaims } from "../app/file-claims.ts";
import { importClaims } from "../app/import-claims.ts";
import { openWorkplace, setPracticeDate } from "../app/open-workplace.ts";
import { releaseReadyClaims } from "../app/release-claim.ts";
import { storeInbound, workNewFiles } from "../app/take-in.ts";
import { isoDate } from "../core/kernel/iso-date.ts";
import type { Measure } from "./bench.ts";
import { fileOf, paymentOf } from "./bench-database.ts";
import { secondsOf } from "./stopwatch.ts";

const claims = 50_000;
const checks = 25;

interface Large {
  readonly importSeconds: number;
  readonly seconds: number;
  /** Megabytes that the process grew by while it posted. */
  readonly grown: number;
}

let measured: Promise<Large> | undefined;
const large = (): Promise<Large> => (measured ??= measure());

const byName = { n: claims, onlyByName: true } as const;
export const largePaymentMeasures: readonly Measure[] = [
  {
    ...byName,
    name: "large-import-837p",
    unit: "claims/s",
    target: null,
    run: async () => ({ value: claims / (await large()).importSeconds, n: claims }),
  },
  {
    ...byName,
    name: "large-post-835",
    unit: "claims/s",
    target: 1500,
    run: async () => ({ value: claims / (await large()).seconds, n: claims }),
  },
  { ...byName, name: "large-post-835-memory", unit: "MB", target: null, run: async () => ({ value: (await large()).grown, n: claims }) },
];

/** Twenty-five checks of two thousand claims each in one file; each check is one commit. */
async function measure(): Promise<Large> {
  const folder = await mkdtemp(join(tmpdir(), "claimwright-bench-"));
  const workplace = await openWorkplace(folder);
  try {
    const { app } = workplace;
    const context = machineContext(app, await createBenchPractice(app), "bench");
    await setPracticeDate(app, context.practiceId, isoDate("2026-12-01"));
    const importSeconds = await secondsOf(async () => {
      await importClaims(context, { name: "bench.x12", bytes: fileOf(soundClaims({ claims, seed: 11 })) });
    });
    const released = await releaseReadyClaims(context);
    for (let filed = 0; filed < released; ) filed += (await fileClaims(context)).files.reduce((sum, file) => sum + file.claims, 0);
    await storeInbound(context, { name: "bench-835.x12", bytes: paymentFile() });
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    let most = before;
    const sampler = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 50);
    const seconds = await secondsOf(async () => {
      const [worked] = await workNewFiles(context);
      if (worked?.words.split("posted for").length !== checks + 1) throw new Error("not every payment was posted");
    });
    clearInterval(sampler);
    return { importSeconds, seconds, grown: (most - before) / 1_000_000 };
  } finally {
    await workplace.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Made in a function of its own, so that the claims are not in memory while they are posted. */
function paymentFile(): Uint8Array {
  const { claims: asked } = soundClaims({ claims, seed: 11 });
  const each = claims / checks;
  return paymentOf(Array.from({ length: checks }, (_, at) => asked.slice(at * each, (at + 1) * each)));
}
