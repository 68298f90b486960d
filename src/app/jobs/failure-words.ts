/** Why work stopped, for a person. Never the words of an error: those of the database may hold what is in a row. */

import { isDatabaseLost } from "../../store/database-lost.ts";

/** SQLSTATE classes and codes, and Node's system errors. */
const words: readonly (readonly [RegExp, string])[] = [
  [/^(53100|ENOSPC|EDQUOT)$/, "The disk is full."],
  [/^53/, "The database has no room for more work now."],
  [/^(40|55P03)/, "Other work held the same records."],
  [/^(57014|25P0[34])$/, "It took longer than the database allows."],
  [/^(EACCES|EPERM)$/, "A folder or file may not be opened by this program."],
  [/^(ENOENT|ENOTDIR)$/, "A folder or file that is needed is not there."],
];

export function failureWords(error: unknown): string {
  if (isDatabaseLost(error)) return "The database could not be reached.";
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  const known = words.find(([pattern]) => pattern.test(code));
  if (known !== undefined) return known[1];
  return `It stopped unexpectedly (${error instanceof Error ? error.name : "failure"}${code === "" ? "" : ` ${code}`}).`;
}
