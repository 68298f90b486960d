/** `x12 json FILE`: `{ transactions: [{ type, envelope, content }], findings }`, one transaction a line. */
import { parseArgs } from "node:util";
import { hasErrors } from "../core/kernel/finding.ts";
import { x12JsonText } from "../core/x12/transactions/json-text.ts";
import { onlyFile } from "./arguments.ts";
import { readAll } from "./bytes.ts";
import { x12FindingJson } from "./finding-json.ts";
import { exitCodes, type Io } from "./io.ts";

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { json: { type: "boolean" } } });
  const { transactions, findings } = x12JsonText(await readAll(io, onlyFile(positionals, "x12 json FILE")));
  io.out('{"transactions":[');
  for (const [index, pieces] of transactions.entries()) {
    io.out(index === 0 ? "\n" : ",\n");
    for (const piece of pieces) {
      io.out(piece);
      await io.drained();
    }
  }
  io.out(`\n],"findings":${JSON.stringify(findings.map(x12FindingJson))}}\n`);
  return hasErrors(findings) ? exitCodes.findings : exitCodes.fine;
}
