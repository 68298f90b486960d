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

/** The same in processor time of this process: on a machine that others use too, the clock is not ours. Four runs go before: only then does the engine have its final code. */
export function medianProcessorSeconds(work: () => void, times = 7): number {
  for (let run = 0; run < 4; run += 1) work();
  const taken = Array.from({ length: times }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000_000;
  });
  return percentile(taken, 0.5);
}

/** Of unsorted values; `part` 0.5 is the median, 0.99 the 99th percentile. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))] ?? 0;
}
