/** What the simulated payers know of a town: whose insurance ended, and who has another one that pays first. */
import { type InventedPerson, inventPeople } from "../../core/academy/invent-people.ts";
import type { PracticeId } from "../../core/kernel/id.ts";
import { selfRelationship } from "../../core/parties/coverage.ts";
import { type FaultRates, noFaults } from "../../core/payer/faults.ts";
import { configuredPlans } from "../../core/payer/plans.ts";
import { type Member, noRecords, type PayerRecords } from "../../core/payer/records.ts";
import { loadTown } from "../../store/towns.ts";
import { readPractice } from "../../store/transaction.ts";
import type { App } from "../context.ts";
import { mapleHollow } from "../demonstration/maple-hollow.ts";

export interface PayersOfTown {
  readonly records: PayerRecords;
  readonly faults: FaultRates;
}

/** Of a thousand files, claims, lines and payments. A practice without history is for a first look, and its payers err in nothing. */
const usualFaults: FaultRates = {
  "lost-file": 2,
  "mistaken-rejection": 6,
  "lost-claim": 3,
  "late-claim": 8,
  "underpaid-line": 10,
  "duplicate-remittance": 8,
  "unbalanced-remittance": 4,
};

export async function payersOfTown(app: App, practiceId: PracticeId): Promise<PayersOfTown> {
  const town = await readPractice(app.pool, practiceId, loadTown);
  if (town === undefined) return { records: noRecords, faults: noFaults };
  const { covers, town: place } = mapleHollow;
  const people = inventPeople({ seed: town.seed, count: town.people, on: town.since, covers, town: place, accounts: "MH" });
  return { records: recordsOf(people), faults: town.historyDays > 0 ? usualFaults : noFaults };
}

/** Everybody else goes by the shape of the member id. */
function recordsOf(people: readonly InventedPerson[]): PayerRecords {
  const members = people.flatMap(({ patient, coverage }): readonly Member[] => {
    if (coverage === undefined || coverage.relationship !== selfRelationship) return [];
    const { key, memberId, endedOn, otherFirst } = coverage;
    const payerId = mapleHollow.payers[key]?.payer.payerId;
    const plan = configuredPlans.find((one) => one.payerId === payerId);
    if (plan === undefined || (endedOn === undefined && otherFirst === undefined)) return [];
    return [
      {
        planId: plan.id,
        memberId,
        last: patient.name.last,
        first: patient.name.first,
        birthDate: patient.birthDate,
        sex: patient.sex,
        from: plan.coverageFrom,
        ...(endedOn === undefined ? {} : { to: endedOn }),
        ...(otherFirst === undefined ? {} : { otherCoverageFirst: otherFirst }),
      },
    ];
  });
  return { ...noRecords, members };
}
