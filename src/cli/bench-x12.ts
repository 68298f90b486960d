/** The X12 measures of `bench`: tokens, check, typed JSON, writing, on files that it makes; the command's memory on large ones. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { checkFile } from "../core/x12/check/check-file.ts";
import { inventedEnvelope } from "../core/x12/samples/invented.ts";
import { inventedProfessionalClaims } from "../core/x12/samples/invented-837p.ts";
import { inventedLargeFile, type LargeFile } from "../core/x12/samples/invented-large.ts";
import { forEachSegment } from "../core/x12/syntax/reader.ts";
import { writeX12Json } from "../core/x12/transactions/json-stream.ts";
import { writeProfessionalClaims } from "../core/x12/transactions/write-professional-claims.ts";
import type { Measure, Measured } from "./bench.ts";
import { lazyLookup } from "./load.ts";
import { fourDigits, medianSeconds, processorSeconds } from "./stopwatch.ts";

const megabyte = 1_000_000;
const mebibyte = 1_048_576;
const checkTarget = 20;
const jsonTarget = 15;
/** MiB that the command may take while it checks a large file. */
const residentTarget = 200;
const claimsWritten = 16_000;

const kinds: readonly LargeFile["kind"][] = ["837P", "837I", "835"];
const shapes: readonly LargeFile["transactions"][] = ["many", "one"];

export const x12Measures: readonly Measure[] = [
  { name: "x12-tokenize", unit: "MB/s", target: 300, run: tokenizing },
  ...kinds.map((kind): Measure => ({ name: `x12-check-${nameOf(kind)}`, unit: "MB/s", target: checkTarget, run: () => checking(kind) })),
  ...kinds.map((kind): Measure => ({ name: `x12-json-${nameOf(kind)}`, unit: "MB/s", target: jsonTarget, run: () => makingJson(kind) })),
  { name: "x12-write-837p", unit: "claims/s", target: 3_000, run: writing },
  ...[8, 100].flatMap((megabytes) =>
    kinds.flatMap((kind) => shapes.map((transactions) => commandMeasure({ kind, bytes: megabytes * megabyte, transactions }))),
  ),
];

function nameOf(kind: LargeFile["kind"]): string {
  return kind.toLowerCase();
}

/** Eight megabytes in memory. */
function fileOf(kind: LargeFile["kind"], transactions: LargeFile["transactions"]): Uint8Array {
  return Buffer.from([...inventedLargeFile({ kind, bytes: 8 * megabyte, transactions })].join(""));
}

function tokenizing(): Measured {
  const bytes = fileOf("837P", "many");
  return passesOver(bytes, () => {
    forEachSegment(bytes, (one) => one.tag);
    return 0;
  });
}

function checking(kind: LargeFile["kind"]): Measured {
  const bytes = fileOf(kind, "many");
  return passesOver(bytes, () => {
    const { findings, transactions } = checkFile(bytes, { lookup: lazyLookup });
    return findings.length + transactions.reduce((sum, one) => sum + one.findings.length, 0);
  });
}

function makingJson(kind: LargeFile["kind"]): Measured {
  const bytes = fileOf(kind, "many");
  return passesOver(bytes, () => writeX12Json(bytes, { onTransaction: () => undefined, onBytes: () => undefined }).length);
}

/** `pass` gives how many findings there were, which is none. */
function passesOver(bytes: Uint8Array, pass: () => number): Measured {
  let findings = 0;
  const { fast, median } = processorSeconds(() => {
    findings = pass();
  });
  const speed = (seconds: number): number => bytes.length / megabyte / seconds;
  const about = "processor time, the fastest tenth of the passes after warming up";
  return { value: speed(fast), n: bytes.length, about, median: fourDigits(speed(median)), findings };
}

function writing(): Measured {
  const batch = inventedProfessionalClaims({ claims: claimsWritten, seed: 7 });
  const envelope = inventedEnvelope({ from: "MAPLEFAMILY", to: "HARBORHEALTH", control: 1 });
  const time = medianSeconds(() => void writeProfessionalClaims([batch], envelope));
  return { value: claimsWritten / time, n: claimsWritten };
}

/** `x12 check` from outside: a process of its own, its start and the code book included, with the most memory it had. */
function commandMeasure(file: LargeFile): Measure {
  const size = `${file.bytes / megabyte}mb`;
  return {
    name: `x12-command-${nameOf(file.kind)}-${size}-${file.transactions}`,
    unit: "MB/s",
    target: file.bytes >= 100 * megabyte ? checkTarget : null,
    run: () => checkingByCommand(file),
  };
}

async function checkingByCommand(file: LargeFile): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), "claimwright-bench-"));
  try {
    const path = join(folder, "invented.x12");
    const out = createWriteStream(path);
    for (const piece of inventedLargeFile(file)) if (!out.write(piece)) await once(out, "drain");
    out.end();
    await finished(out);
    const { size } = await stat(path);
    const { findings, processorSeconds, resident } = await check(path);
    return {
      value: size / megabyte / processorSeconds,
      n: size,
      about: "processor time of the whole command",
      findings,
      resident: Math.round(resident / mebibyte),
      residentTarget,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Checked {
  readonly findings: number;
  readonly processorSeconds: number;
  /** Bytes at the peak. */
  readonly resident: number;
}

/** Tells what the process used as it ends, on a line of its own of standard error. */
const usageReport = `data:text/javascript,process.on("exit",()=>{const{userCPUTime:u,systemCPUTime:s,maxRSS:r}=process.resourceUsage();process.stderr.write("\\nused "+(u+s)+" "+r+"\\n")})`;

async function check(path: string): Promise<Checked> {
  const command = [...process.execArgv, "--import", usageReport, process.argv[1] ?? "", "x12", "check", path];
  const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "pipe"] });
  let answer = "";
  let words = "";
  child.stdout.on("data", (chunk: Buffer) => {
    answer += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    words += chunk.toString();
  });
  await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const used = /\nused (\d+) (\d+)\n/.exec(words);
  if (used === null) throw new Error(`x12 check told nothing of what it used: ${words}`);
  return { findings: findingsIn(answer), processorSeconds: Number(used[1]) / 1_000_000, resident: Number(used[2]) * 1024 };
}

function findingsIn(answer: string): number {
  const { findings, transactions } = JSON.parse(answer) as {
    readonly findings: readonly unknown[];
    readonly transactions: readonly { readonly findings: readonly unknown[] }[];
  };
  return findings.length + transactions.reduce((sum, one) => sum + one.findings.length, 0);
}
