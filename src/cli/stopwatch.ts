/** Times for `bench`: the clock stays in the shell. */
const nanosecondsPerSecond = 1e9;

export function seconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / nanosecondsPerSecond;
}

export async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / nanosecondsPerSecond;
}

/** Runs once to warm up, then so many times; the middle time, so that one pause of the machine does not count. */
export function medianSeconds(work: () => void, times = 5): number {
  work();
  return percentile(
    Array.from({ length: times }, () => seconds(work)),
    0.5,
  );
}

export interface ProcessorSeconds {
  /** Of the fastest tenth of the runs: what the work costs when nobody else wants the same processor. */
  readonly fast: number;
  /** Of the middle run: with what the others on this machine took away. */
  readonly median: number;
}

const warmingRuns = 4;
const measuredRuns = 24;

/**
 * Processor time of this process: on a machine that others use too, the clock is not ours. Others still slow it down, up to twofold
 * where two share a core, and never make it faster: that is why the fast runs are told beside the middle one. Four runs go before:
 * only then does the engine have its final code.
 */
export function processorSeconds(work: () => void): ProcessorSeconds {
  for (let run = 0; run < warmingRuns; run += 1) work();
  const taken = Array.from({ length: measuredRuns }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000_000;
  });
  return { fast: percentile(taken, 0.1), median: percentile(taken, 0.5) };
}

/** Of unsorted values; `part` 0.5 is the median, 0.99 the 99th percentile. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))] ?? 0;
}

/** No more digits than a measure is worth. */
export function fourDigits(value: number): number {
  return Number(value.toPrecision(4));
}
