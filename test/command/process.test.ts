/** The command line as a process of its own: streams, closed pipes, exit codes. */
import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { inventedProfessionalClaimFile } from "../../src/core/x12/samples/invented-837p.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const claims = inventedProfessionalClaimFile({ claims: 2_000, seed: 9 });

interface Ended {
  readonly code: number | null;
  readonly out: Buffer;
  readonly err: string;
}

/** `takes`: how many bytes of the output are read before the pipe is closed. */
function start(args: readonly string[], input: Uint8Array, takes = Number.POSITIVE_INFINITY): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", "tsx", join(root, "src/main.ts"), ...args], { cwd: root });
  const out: Buffer[] = [];
  let size = 0;
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => {
    out.push(chunk);
    size += chunk.length;
    if (size >= takes) child.stdout.destroy();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  // The child may have gone before it has read everything: that is what the test is about.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ code, out: Buffer.concat(out), err }));
  });
}

test("a file through standard input and output, byte for byte", async () => {
  const { code, out, err } = await start(["x12", "rewrite", "-"], claims);
  expect(err).toBe("");
  expect(out.equals(Buffer.from(claims))).toBe(true);
  expect(code).toBe(0);
});

test("whoever reads only the beginning ends it quietly", async () => {
  const { code, out, err } = await start(["x12", "explain", "-", "--no-codes"], claims, 100);
  expect(out.length).toBeGreaterThanOrEqual(100);
  expect(err).toBe("");
  expect(code).toBe(0);
});

test("a file that is not there, and findings, as exit codes of the process", async () => {
  const missing = await start(["x12", "check", join(root, "no-such-file")], new Uint8Array());
  expect(missing.err).toContain("No such file");
  expect(missing.code).toBe(2);
  const cut = await start(["x12", "check", "-"], claims.subarray(0, claims.length - 40));
  expect(JSON.parse(cut.out.toString()).accepted).toBe(false);
  expect(cut.code).toBe(1);
});

test("a full disk is a failure in one plain line", { skip: !existsSync("/dev/full") }, async () => {
  const full = openSync("/dev/full", "w");
  for (const command of ["json", "check"]) {
    const child = spawn(process.execPath, ["--import", "tsx", join(root, "src/main.ts"), "x12", command, "-"], {
      cwd: root,
      stdio: ["pipe", full, "pipe"],
    });
    let err = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(claims);
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(err).toBe("The output could not be written: the disk is full.\n");
    expect(code).toBe(2);
  }
  closeSync(full);
});

test("JSON of a file that ends between two segments is a finding", async () => {
  const text = Buffer.from(claims).toString();
  const cut = await start(["x12", "json", "-"], Buffer.from(text.slice(0, text.lastIndexOf("SE*"))));
  const codes = (JSON.parse(cut.out.toString()) as { findings: { code: string }[] }).findings.map((one) => one.code);
  expect(codes).toEqual(["X12-SE-MISSING", "X12-GE-MISSING", "X12-IEA-MISSING"]);
  expect(cut.code).toBe(1);
});
