/** `bench [NAME]`: measures on invented files, one JSON line each: `{ name, value, unit, n, target }` and what else a measure tells. */
import { parseArgs } from "node:util";
import { exitCodes, type Io, UsageError } from "./io.ts";
import { fourDigits } from "./stopwatch.ts";

/** What one measure gives: `n` is how many things it was taken over. */
export interface Measured {
  readonly value: number;
  readonly n: number;
  /** Which of several it was. */
  readonly about?: string;
  /** In the measure's unit, where `value` is that of the fastest tenth of the runs. */
  readonly median?: number;
  /** What a check found in input that is right. */
  readonly findings?: number;
  /** MiB that the process had at most, and the design's aim. */
  readonly resident?: number;
  readonly residentTarget?: number;
}

export interface Measure {
  readonly name: string;
  readonly unit: string;
  /** The design's aim on two cores: at least this many, or at most this many milliseconds. Null: there is none. */
  readonly target: number | null;
  /** Takes minutes: not one of all. */
  readonly onlyByName?: boolean;
  readonly run: () => Measured | Promise<Measured>;
}

/** NAME is a measure, or the beginning of several; --data keeps the generated practices for the next run. Exit code 0 whatever the figures: they are told, not judged. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { data: { type: "string" }, json: { type: "boolean" } },
  });
  const [name, ...more] = positionals;
  if (more.length > 0) throw new UsageError("Give one name, or none for all: bench [NAME]");
  const { measures: plain } = await import("./bench-measures.ts");
  const { databaseMeasures, closeDatabaseBench } = await import("./bench-database.ts");
  const { largeListMeasures } = await import("./bench-lists.ts");
  const { numberMeasures } = await import("./bench-numbers.ts");
  const { closeLargePractices, keepLargePracticesIn } = await import("./bench-practice.ts");
  const { jobMeasures, closeJobBench } = await import("./bench-jobs.ts");
  const { backupMeasures, closeBackupBench } = await import("./bench-backup.ts");
  const { largePaymentMeasures } = await import("./bench-large-payment.ts");
  const { loadMeasures } = await import("./bench-load.ts");
  const { bookMeasures } = await import("./bench-books.ts");
  const { auditMeasures } = await import("./bench-audit.ts");
  const { codeSearchMeasures, editMeasures, packMeasures } = await import("./bench-codes.ts");
  const { x12Measures } = await import("./bench-x12.ts");
  const { overheadMeasures } = await import("./bench-overheads.ts");
  const { codingMeasures, codingBenchMissing } = await import("./bench-coding.ts");
  if (name?.startsWith("coding") === true && codingBenchMissing !== undefined) {
    io.err(codingBenchMissing);
    return exitCodes.fine;
  }
  if (values.data !== undefined) keepLargePracticesIn(values.data);
  const measures: readonly Measure[] = [
    ...plain,
    ...x12Measures,
    ...codingMeasures,
    ...packMeasures(),
    ...codeSearchMeasures(),
    ...editMeasures(),
    ...databaseMeasures,
    ...largeListMeasures,
    ...numberMeasures,
    ...largePaymentMeasures,
    ...overheadMeasures,
    ...auditMeasures,
    ...bookMeasures,
    ...jobMeasures,
    ...backupMeasures,
    ...loadMeasures,
  ];
  const wanted = measures.filter((one) => (name === undefined ? one.onlyByName !== true : one.name.startsWith(name)));
  if (wanted.length === 0) throw new UsageError(`No such measure: ${name}. There are: ${measures.map((one) => one.name).join(", ")}.`);
  try {
    for (const measure of wanted) {
      const { value, n, ...more } = await measure.run();
      const { name, unit, target } = measure;
      io.out(`${JSON.stringify({ name, value: fourDigits(value), unit, n, target, ...more })}\n`);
      await io.drained();
    }
  } finally {
    await closeDatabaseBench();
    await closeLargePractices();
    await closeJobBench();
    await closeBackupBench();
  }
  return exitCodes.fine;
}
