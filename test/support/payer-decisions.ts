/** One claim put to the payer that it names, for tests of what is denied and what is paid. Each line's money is proved on the way. */
import { expect } from "vitest";
import { cents } from "../../src/core/kernel/cents.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { type Adjudication, adjudicateClaim } from "../../src/core/payer/adjudicate.ts";
import { memberIdOf } from "../../src/core/payer/members.ts";
import { planByPayerId } from "../../src/core/payer/plan.ts";
import { configuredPlans, lakeshorePpo } from "../../src/core/payer/plans.ts";
import { directoryOf, type PayerRecords } from "../../src/core/payer/records.ts";
import type { HistoryLine } from "../../src/core/payer/seen-line.ts";
import type { DecidedLine } from "../../src/core/payer/state.ts";
import type { PayerTables } from "../../src/core/payer/tables.ts";
import type { ProfessionalClaim } from "../../src/core/x12/transactions/professional-claim.ts";
import { billingNpi, renderingNpi, tablesOf } from "./payer-claims.ts";

export interface Case extends Partial<PayerRecords> {
  readonly claim: ProfessionalClaim;
  readonly tables?: PayerTables;
  readonly history?: readonly HistoryLine[];
  readonly met?: readonly [deductible: number, outOfPocket: number];
  readonly receivedOn?: string;
  readonly replacing?: boolean;
}

export function adjudicate({
  claim,
  tables = tablesOf({}),
  members = [],
  providers = [],
  authorizations = [],
  history = [],
  met = [0, 0],
  receivedOn = "2026-03-20",
  replacing = false,
}: Case): Adjudication {
  const plan = planByPayerId(configuredPlans, claim.payer.id?.value ?? "") ?? lakeshorePpo;
  const directory = directoryOf({ members, providers, authorizations });
  const result = adjudicateClaim({
    claim,
    plan,
    membership: directory.membership(plan, memberIdOf(claim)),
    directory,
    history,
    met: new Map([[2026, { deductible: cents(met[0]), outOfPocket: cents(met[1]) }]]),
    familyMet: new Map(),
    tables,
    receivedOn: isoDate(receivedOn),
    replacing,
  });
  for (const line of result.lines) expect(line.paid + line.adjustments.reduce((sum, one) => sum + one.amount, 0)).toBe(line.charge);
  return result;
}

export const cas = (line: DecidedLine | undefined) => line?.adjustments.map((one) => `${one.group}-${one.reason} ${one.amount}`);

/** "CO-97 M15" of a denied line, or "paid". */
export function denialOf(one: Case, at = 0): string {
  const line = adjudicate(one).lines[at];
  return line?.denied === true ? [`${line.adjustments[0]?.group}-${line.adjustments[0]?.reason}`, ...line.remarks].join(" ") : "paid";
}

/** What was decided on a claim, as history of the next. */
export function historyAfter(
  one: Case,
  who: { readonly billingNpi?: string; readonly renderingNpi?: string } = {},
): readonly HistoryLine[] {
  return adjudicate(one).lines.map((line) => ({ line, billingNpi, renderingNpi, ...who }));
}
