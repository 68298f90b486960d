/** `claimwright verify`: whether everything stored agrees with itself. It only reads, and may run beside the server. */
import { parseArgs } from "node:util";
import { openWorkplace } from "../app/open-workplace.ts";
import { type CheckOutcome, checkNames, runVerify, type VerifyReport } from "../app/verify/run-verify.ts";
import { messageOf } from "../core/kernel/finding.ts";
import { findingKind } from "../core/registry.ts";
import { dataDirOf } from "./data-dir.ts";
import { exitCodes, type Io, UsageError } from "./io.ts";

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: "string" }, only: { type: "string" }, json: { type: "boolean", default: false } },
  });
  const only = values.only?.split(",");
  const unknown = only?.find((name) => !checkNames().includes(name));
  if (unknown !== undefined) throw new UsageError(`verify: there is no check "${unknown}". There are: ${checkNames().join(", ")}.`);
  const workplace = await openWorkplace(dataDirOf(values.data));
  try {
    const report = await runVerify(workplace.app, {
      ...(only === undefined ? {} : { only }),
      tell: (outcome) => void (values.json || io.out(outcomeText(outcome))),
    });
    if (values.json) io.out(`${JSON.stringify(verifyJson(report))}\n`);
    else io.out(report.sound ? "\nEverything agrees.\n" : "\nNot everything agrees. Exit code 1.\n");
    return report.sound ? exitCodes.fine : exitCodes.findings;
  } finally {
    await workplace.close();
  }
}

/** What a person reads of one check. */
export function outcomeText({ name, holds, examined, found, findings }: CheckOutcome): string {
  const head = `${found === 0 ? "ok  " : "BAD "} ${name.padEnd(14)} ${String(examined).padStart(11)} examined  ${holds}\n`;
  const listed = findings.map(({ code, params }) => {
    const kind = findingKind(code);
    return `       ${code}  ${messageOf(kind, params)}\n                   ${kind.fix}\n`;
  });
  return [head, ...listed, found > findings.length ? `       … and ${found - findings.length} more\n` : ""].join("");
}

export function verifyJson({ sound, checks }: VerifyReport) {
  return { sound, checks: checks.map(checkJson) };
}

function checkJson({ findings, ...outcome }: CheckOutcome) {
  return {
    ...outcome,
    findings: findings.map(({ code, severity, place, params }) => {
      const kind = findingKind(code);
      return { code, severity, message: messageOf(kind, params), place: place.path ?? "", fix: kind.fix };
    }),
  };
}
