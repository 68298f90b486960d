/** Which insurance holds on a day, and who is the subscriber of it. */
import type { IsoDate } from "../kernel/iso-date.ts";
import type { Address, Coverage, Patient, PersonName, Sex } from "./model.ts";

/** X12 relationship code "self": the patient is the subscriber. */
export const selfRelationship = "18";

/** The coverages in force on that day, primary first; ties keep their order. An open end holds for ever. */
export function coverageOn(coverages: readonly Coverage[], on: IsoDate): readonly Coverage[] {
  return coverages.filter((one) => isInForce(one, on)).sort((a, b) => a.rank - b.rank);
}

/** The one that is billed first, or undefined when nothing is in force that day. */
export function primaryOn(coverages: readonly Coverage[], on: IsoDate): Coverage | undefined {
  return coverageOn(coverages, on)[0];
}

/** The coverage that comes after `rank` on that day: who is asked when that payer is done. */
export function nextAfter(coverages: readonly Coverage[], rank: number, on: IsoDate): Coverage | undefined {
  return coverageOn(coverages, on).find((one) => one.rank > rank);
}

export function isInForce(coverage: Pick<Coverage, "from" | "to">, on: IsoDate): boolean {
  return (coverage.from === undefined || coverage.from <= on) && (coverage.to === undefined || on <= coverage.to);
}

export function isSelf(coverage: Pick<Coverage, "relationship">): boolean {
  return coverage.relationship === selfRelationship;
}

export interface Subscriber {
  readonly name: PersonName;
  readonly birthDate?: IsoDate;
  readonly sex?: Sex;
  readonly address?: Address;
}

/** The person whose name is on the card: the patient, or whom the coverage names. */
export function subscriberOf(patient: Patient, coverage: Coverage): Subscriber {
  if (!isSelf(coverage) && coverage.subscriber !== undefined) return coverage.subscriber;
  return { name: patient.name, birthDate: patient.birthDate, sex: patient.sex, address: patient.address };
}
