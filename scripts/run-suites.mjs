// `npm run check` (format, lint, types, dead code, unit and tidy tests) and `npm test` (check, then the suites that need
// PostgreSQL, the samples of ../shared and a browser). Ends with one line: N passed, N failed, N skipped.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wanted = process.argv[2] ?? "all";
const bin = (name) => join(root, "node_modules", ".bin", name);
const totals = { passed: 0, failed: 0, skipped: 0 };
const failedSteps = [];
const failedTests = [];

await sideBySide([
  ["lint with types", bin("oxlint"), ["--type-aware", "--tsconfig", "tsconfig.json", "src", "test", "scripts"]],
  ["dead code", bin("knip"), []],
  ["format and lint", bin("biome"), ["ci", "--colors=off", "."]],
  ["types: everything on Node", bin("tsc"), ["-p", "."]],
  ["types: web", bin("tsc"), ["-p", "src/web"]],
  ["types: browser tests", bin("tsc"), ["-p", "test/browser"]],
  ["types: core alone", bin("tsc"), ["-p", "src/core"]],
]);
tests("unit");
if (wanted === "all") {
  await step("build", process.execPath, ["scripts/build.mjs"]);
  tests("suite");
  tests("browser");
}

for (const { name, why } of failedTests) console.log(`failed: ${name}\n${why}`);
for (const name of failedSteps) console.log(`failed: ${name}`);
if (totals.passed + totals.failed === 0) failedSteps.push("no test ran");
console.log(`${totals.passed} passed, ${totals.failed + failedSteps.length} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed + failedSteps.length === 0 ? 0 : 1;

/** Steps that need nothing of each other, two at a time: most of them use one processor for a part of their time. */
async function sideBySide(steps) {
  const waiting = [...steps];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await step(...next);
  };
  await Promise.all([lane(), lane()]);
}

/** What a step says comes when it has ended, so that no two speak at once. */
async function step(name, command, args) {
  const started = Date.now();
  const { status, said } = await new Promise((resolve) => {
    const parts = [];
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.on("data", (part) => parts.push(part));
    child.stderr.on("data", (part) => parts.push(part));
    child.on("error", (error) => resolve({ status: 1, said: `${error}\n` }));
    child.on("close", (code) => resolve({ status: code, said: Buffer.concat(parts) }));
  });
  process.stdout.write(said);
  console.log(`${status === 0 ? "ok    " : "FAILED"} ${name} (${Math.round((Date.now() - started) / 100) / 10} s)`);
  if (status !== 0) failedSteps.push(name);
}

function tests(project) {
  const folder = mkdtempSync(join(tmpdir(), "claimwright-tests-"));
  const output = join(folder, "report.json");
  const { status } = spawnSync(
    bin("vitest"),
    ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${output}`],
    {
      cwd: root,
      stdio: "inherit",
    },
  );
  try {
    const report = JSON.parse(readFileSync(output, "utf8"));
    totals.passed += report.numPassedTests;
    totals.failed += report.numFailedTests;
    totals.skipped += report.numPendingTests + (report.numTodoTests ?? 0);
    for (const file of report.testResults ?? [])
      for (const one of file.assertionResults ?? [])
        if (one.status === "failed")
          failedTests.push({
            name: `${relative(root, file.name)} > ${one.fullName}`,
            why: (one.failureMessages ?? []).join("\n").slice(0, 2_000),
          });
    if (status !== 0 && report.numFailedTests === 0) failedSteps.push(`tests: ${project} (a file failed outside of its tests)`);
    if (report.numTotalTests === 0) failedSteps.push(`tests: ${project} found none`);
  } catch {
    failedSteps.push(`tests: ${project} left no report`);
  }
  rmSync(folder, { recursive: true, force: true });
}
