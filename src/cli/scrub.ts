/** `scrub FILE.837`: `{ claims: [{ id, findings }], findings }` with all claim edits, one claim a line. */
import { parseArgs } from "node:util";
import { hasErrors } from "../core/kernel/finding.ts";
import { codeBookTables } from "../core/scrub/code-book-tables.ts";
import { scrubClaim } from "../core/scrub/scrub-claim.ts";
import { dayOption, onlyFile } from "./arguments.ts";
import { claimFindingJson, x12FindingJson } from "./finding-json.ts";
import { exitCodes, type Io } from "./io.ts";
import { codeBook } from "./load.ts";
import { forEachClaim } from "./stream-claims.ts";

/** `id` is CLM01. The top `findings` are about reading the file. A file without a professional claim is a failure. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { today: { type: "string" }, json: { type: "boolean" } },
  });
  const file = onlyFile(positionals, "scrub FILE.837");
  const context = { today: dayOption(io, values.today, "today"), tables: codeBookTables(codeBook()) };
  let failed = false;
  let claims = 0;
  const reading = await forEachClaim(io, file, (claim) => {
    const findings = scrubClaim(claim, context);
    failed ||= hasErrors(findings);
    io.out(
      `${claims === 0 ? '{"claims":[\n' : ",\n"}${JSON.stringify({ id: claim.controlNumber, findings: findings.map(claimFindingJson) })}`,
    );
    claims += 1;
  });
  // Nothing is printed before the first claim, so that a file that cannot be opened leaves no half of an answer.
  io.out(`${claims === 0 ? '{"claims":[' : ""}\n],"findings":${JSON.stringify(reading.map(x12FindingJson))}}\n`);
  if (claims === 0) {
    io.err(`${file} has no professional claim (837P).`);
    return exitCodes.failure;
  }
  return failed || hasErrors(reading) ? exitCodes.findings : exitCodes.fine;
}
