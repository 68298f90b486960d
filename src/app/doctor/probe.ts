/** What a probe of `doctor` is: it looks at one thing, says what it saw, and what is wrong with it. */
import type { Finding } from "../../core/kernel/finding.ts";

export interface Probed {
  readonly name: string;
  /** What was seen, also when all is well. */
  readonly words: string;
  readonly findings: readonly Finding[];
}

export interface Surroundings {
  readonly dataDir: string;
  /** Where people reach the server. */
  readonly port: number;
  /** The path of the key of backups, when one is named. */
  readonly keyFile: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
}
