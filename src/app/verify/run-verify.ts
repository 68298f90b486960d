/** Runs the checks over the whole database, practice by practice. It only reads, and may run while people work. */
import type { Finding } from "../../core/kernel/finding.ts";
import { hasErrors } from "../../core/kernel/finding.ts";
import type { PracticeId } from "../../core/kernel/id.ts";
import { listTenants } from "../../store/practices.ts";
import { sql } from "../../store/sql.ts";
import { outsidePractices, type Queries, readPractice } from "../../store/transaction.ts";
import type { App } from "../context.ts";
import type { Check, Checked } from "./check.ts";
import { checks } from "./checks.ts";

/** Of one check and one practice; more are counted, not listed. */
const mostListed = 100;

export interface CheckOutcome {
  readonly name: string;
  readonly holds: string;
  readonly practices: number;
  readonly examined: number;
  /** How many were found; `findings` has at most the first hundred of each practice. */
  readonly found: number;
  readonly findings: readonly Finding[];
}

export interface VerifyReport {
  readonly sound: boolean;
  readonly checks: readonly CheckOutcome[];
}

/** Each outcome is told as soon as it is known. */
export async function runVerify(
  app: App,
  { only, tell = () => {} }: { readonly only?: readonly string[]; readonly tell?: (outcome: CheckOutcome) => void } = {},
): Promise<VerifyReport> {
  const practices = (await listTenants(app.pool)).map((tenant) => tenant.practiceId);
  const outcomes: CheckOutcome[] = [];
  for (const check of checks.filter(({ name }) => only === undefined || only.includes(name))) {
    const parts = await runCheck(app, check, practices);
    const outcome: CheckOutcome = {
      name: check.name,
      holds: check.holds,
      practices: check.of === "practice" ? practices.length : 0,
      examined: parts.reduce((sum, part) => sum + part.examined, 0),
      found: parts.reduce((sum, part) => sum + part.findings.length, 0),
      findings: parts.flatMap((part) => part.findings.slice(0, mostListed)),
    };
    outcomes.push(outcome);
    tell(outcome);
  }
  return { sound: !outcomes.some((outcome) => hasErrors(outcome.findings)), checks: outcomes };
}

export function checkNames(): readonly string[] {
  return checks.map((check) => check.name);
}

async function runCheck(app: App, check: Check, practices: readonly PracticeId[]): Promise<readonly Checked[]> {
  if (check.of === "database") {
    return [
      await outsidePractices(app.pool, async (queries) => {
        await patiently(queries);
        return check.run(queries, app);
      }),
    ];
  }
  const parts: Checked[] = [];
  for (const practiceId of practices) {
    parts.push(
      await readPractice(app.pool, practiceId, async (tx) => {
        await patiently(tx);
        return check.run(tx, app);
      }),
    );
  }
  return parts;
}

/** The fold of a large journal takes longer than a page may. */
async function patiently(queries: Queries): Promise<void> {
  await queries.run(sql`set local statement_timeout = '30min'`);
}
