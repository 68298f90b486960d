/** The generated practices of `bench`: made once in a run, and kept between runs in the folder that was given for it. */
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeLargeHistory } from "../app/bench/large-history.ts";
import { makeLargePractice } from "../app/bench/large-practice.ts";
import { settle } from "../app/bench/settle.ts";
import { type Context, machineContext } from "../app/context.ts";
import { createEmptyPractice } from "../app/create-empty-practice.ts";
import { openWorkplace, setPracticeDate, type Workplace } from "../app/open-workplace.ts";
import type { PracticeId } from "../core/kernel/id.ts";
import { isoDate } from "../core/kernel/iso-date.ts";
import { secondsOf } from "./stopwatch.ts";

export interface LargePractice {
  readonly context: Context;
  readonly claims: number;
  /** How long its claims took to make, when they were made. */
  readonly seconds: number;
}

interface Opened extends LargePractice {
  readonly workplace: Workplace;
  /** Taken away at the end; absent when it is kept. */
  readonly folder?: string;
}

const opened = new Map<number, Promise<Opened>>();
let keptIn: string | undefined;

/** From now on practices are made in this folder and stay there. */
export function keepLargePracticesIn(folder: string): void {
  keptIn = folder;
}

/** With what happened to its claims. */
export function largePractice(claims: number): Promise<LargePractice> {
  const known = opened.get(claims) ?? open(claims);
  opened.set(claims, known);
  return known;
}

export async function closeLargePractices(): Promise<void> {
  for (const one of await Promise.allSettled(opened.values())) {
    if (one.status === "rejected") continue;
    const { workplace, folder } = one.value;
    await workplace.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
  opened.clear();
}

async function open(claims: number): Promise<Opened> {
  if (keptIn === undefined) {
    const folder = await mkdtemp(join(tmpdir(), "claimwright-bench-"));
    return { ...(await make(folder, claims)), folder };
  }
  const folder = join(keptIn, `practice-${claims}`);
  const whole = join(folder, "bench-practice.json");
  if (existsSync(whole)) {
    const { seconds, practiceId } = JSON.parse(await readFile(whole, "utf8")) as { seconds: number; practiceId: PracticeId };
    const workplace = await openWorkplace(folder);
    return { workplace, context: machineContext(workplace.app, practiceId, "bench"), claims, seconds };
  }
  // One that was cut off while it was made.
  await rm(folder, { recursive: true, force: true });
  const made = await make(folder, claims);
  await writeFile(whole, JSON.stringify({ claims, seconds: made.seconds, practiceId: made.context.practiceId }));
  return made;
}

async function make(folder: string, claims: number): Promise<Opened> {
  const workplace = await openWorkplace(folder);
  try {
    const context = machineContext(workplace.app, await createEmptyPractice(workplace.app), "bench");
    await setPracticeDate(workplace.app, context.practiceId, isoDate("2026-12-01"));
    const seconds = await secondsOf(() => makeLargePractice(context, claims));
    await makeLargeHistory(context, claims);
    await settle(folder);
    return { workplace, context, claims, seconds };
  } catch (error) {
    // Whoever asked is told why; an open workplace would keep the process.
    await workplace.close();
    throw error;
  }
}
