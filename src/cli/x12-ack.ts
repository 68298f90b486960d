/** `x12 ack FILE`: the TA1 and 999 that answer a file, as X12 text. Streams the file. */
import { parseArgs } from "node:util";
import { acknowledge } from "../core/x12/acknowledge/acknowledge.ts";
import { newFileChecker } from "../core/x12/check/check-file.ts";
import { dayOption, numberOption, onlyFile } from "./arguments.ts";
import { exitCodes, type Io, UsageError } from "./io.ts";

/** Exit 1 when the file has errors; the answer is printed all the same. `--today`, `--time HHMM` and `--control N` fix the envelope. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { today: { type: "string" }, time: { type: "string" }, control: { type: "string" }, json: { type: "boolean" } },
  });
  const file = onlyFile(positionals, "x12 ack FILE");
  const today = dayOption(io, values.today, "today");
  const time = values.time ?? io.now().time;
  if (!/^([01]\d|2[0-3])[0-5]\d$/.test(time)) throw new UsageError(`--time takes HHMM, not "${time}".`);
  const control = numberOption(values.control, { name: "control", least: 1, most: 999_999_999, otherwise: 1 });
  const checker = newFileChecker();
  for await (const chunk of io.input(file)) checker.push(chunk);
  const result = checker.end();
  const answer = acknowledge(result, { today, time, control });
  io.out(values.json === true ? `${JSON.stringify({ file, accepted: result.accepted, answer })}\n` : answer);
  if (answer === "") io.err("Nothing is answered: an acknowledgement is not acknowledged, and a file without an interchange cannot be.");
  return result.accepted ? exitCodes.fine : exitCodes.findings;
}
