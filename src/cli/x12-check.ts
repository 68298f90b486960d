/** `x12 check FILE…`: one JSON object a file, one a line. Streams: memory does not grow with the file. */
import { parseArgs } from "node:util";
import { hasErrors } from "../core/kernel/finding.ts";
import { type CheckOptions, type CheckResult, newFileChecker } from "../core/x12/check/check-file.ts";
import { partners } from "../core/x12/guides/partners.ts";
import { x12FindingJson } from "./finding-json.ts";
import { exitCodes, type Io, UsageError } from "./io.ts";
import { lazyLookup } from "./load.ts";

/** `--no-codes` leaves level 5 (code sets) out, `--partner ID` adds level 7: the rules of one trading partner. A file that cannot be opened is told, and the others are checked. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { "no-codes": { type: "boolean" }, partner: { type: "string" }, json: { type: "boolean" } },
  });
  if (positionals.length === 0) throw new UsageError("Give one or more files, or - for standard input: x12 check FILE…");
  const partner = values.partner === undefined ? undefined : partners.find((one) => one.id === values.partner);
  if (values.partner !== undefined && partner === undefined)
    throw new UsageError(`No such partner: ${values.partner}. There are: ${partners.map((one) => one.id).join(", ")}.`);
  const options: CheckOptions = {
    ...(values["no-codes"] === true ? {} : { lookup: lazyLookup }),
    ...(partner === undefined ? {} : { partner }),
  };
  let exit: number = exitCodes.fine;
  for (const file of positionals) {
    const result = await checkOne(io, file, options);
    if (result === undefined) {
      exit = exitCodes.failure;
      continue;
    }
    io.out(`${JSON.stringify(fileJson(file, result))}\n`);
    await io.drained();
    if (hasAnyError(result)) exit = Math.max(exit, exitCodes.findings);
  }
  return exit;
}

async function checkOne(io: Io, file: string, options: CheckOptions): Promise<CheckResult | undefined> {
  const checker = newFileChecker(options);
  try {
    for await (const chunk of io.input(file)) checker.push(chunk);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    io.err(error.code === "ENOENT" ? `No such file: ${file}` : `${file}: ${error.message}`);
    return undefined;
  }
  return checker.end();
}

function fileJson(file: string, { accepted, transactions, findings }: CheckResult) {
  return {
    file,
    accepted,
    transactions: transactions.map((one) => ({
      set: one.name,
      guide: one.guide,
      control: one.control,
      accepted: one.accepted,
      findings: one.findings.map(x12FindingJson),
    })),
    findings: findings.map(x12FindingJson),
  };
}

function hasAnyError({ findings, transactions }: CheckResult): boolean {
  return hasErrors(findings) || transactions.some((one) => hasErrors(one.findings));
}
