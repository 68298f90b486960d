/** `x12 json FILE`: `{ transactions: [{ type, envelope, content }], findings }`, one transaction a line. Streams. */
import { parseArgs } from "node:util";
import { hasErrors } from "../core/kernel/finding.ts";
import { newJsonStream } from "../core/x12/transactions/json-stream.ts";
import { onlyFile } from "./arguments.ts";
import { x12FindingJson } from "./finding-json.ts";
import { exitCodes, type Io } from "./io.ts";

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { json: { type: "boolean" } } });
  const file = onlyFile(positionals, "x12 json FILE");
  let count = 0;
  const stream = newJsonStream({
    onTransaction() {
      io.out(count === 0 ? '{"transactions":[\n' : ",\n");
      count += 1;
    },
    onBytes: (bytes) => io.out(bytes),
  });
  for await (const chunk of io.input(file)) {
    stream.push(chunk);
    await io.drained();
  }
  const findings = stream.end();
  io.out(`${count === 0 ? '{"transactions":[' : ""}\n],"findings":${JSON.stringify(findings.map(x12FindingJson))}}\n`);
  await io.drained();
  return hasErrors(findings) ? exitCodes.findings : exitCodes.fine;
}
