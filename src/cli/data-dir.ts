/** Where everything is kept: --data, CLAIMWRIGHT_DATA, or a folder in the person's home. */
import { homedir } from "node:os";
import { join } from "node:path";

export function dataDirOf(given: string | undefined): string {
  return given ?? process.env.CLAIMWRIGHT_DATA ?? join(homedir(), ".claimwright");
}
