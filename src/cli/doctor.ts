/** `claimwright doctor`: is everything around the data as it should be, in plain words, each with what to do. */
import { parseArgs } from "node:util";
import type { Probed } from "../app/doctor/probe.ts";
import { runDoctor } from "../app/doctor/run-doctor.ts";
import { hasErrors, messageOf } from "../core/kernel/finding.ts";
import { findingKind } from "../core/registry.ts";
import { numberOption } from "./arguments.ts";
import { dataDirOf } from "./data-dir.ts";
import { exitCodes, type Io } from "./io.ts";

const marks = { error: "BAD ", warning: "warn", note: "note" } as const;

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: "string" },
      key: { type: "string" },
      port: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const probed = await runDoctor({
    dataDir: dataDirOf(values.data),
    port: numberOption(values.port ?? process.env.PORT, { name: "port", least: 1, most: 65_535, otherwise: 8480 }),
    keyFile: values.key ?? process.env.CLAIMWRIGHT_BACKUP_KEY,
    env: process.env,
    now: () => new Date(),
  });
  const well = !probed.some(({ findings }) => hasErrors(findings));
  io.out(values.json ? `${JSON.stringify({ well, probes: probed.map(probeJson) })}\n` : probed.map(probeText).join(""));
  return well ? exitCodes.fine : exitCodes.findings;
}

function probeText({ name, words, findings }: Probed): string {
  const worst = findings.find((one) => one.severity === "error") ?? findings.find((one) => one.severity === "warning") ?? findings[0];
  const head = `${worst === undefined ? "ok  " : marks[worst.severity]} ${name.padEnd(12)} ${words}\n`;
  const listed = findings.map(({ code, params }) => {
    const kind = findingKind(code);
    return `       ${code}  ${messageOf(kind, params)}\n                   ${kind.fix}\n`;
  });
  return [head, ...listed].join("");
}

function probeJson({ name, words, findings }: Probed) {
  return {
    name,
    words,
    findings: findings.map(({ code, severity, place, params }) => {
      const kind = findingKind(code);
      return { code, severity, message: messageOf(kind, params), place: place.path ?? "", fix: kind.fix };
    }),
  };
}
