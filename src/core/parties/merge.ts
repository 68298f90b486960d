/** Two registrations of one person put side by side: what differs, which value stands, and what becomes of the insurances. */
import { formatFullName, formatPhone } from "./format.ts";
import { plainMemberId } from "./member-id.ts";
import type { Address, Coverage, Patient } from "./model.ts";
import { periodsMeet } from "./registration.ts";

export const mergedFields = ["name", "birthDate", "deathDate", "sex", "address", "phone", "guarantor"] as const;
export type MergedField = (typeof mergedFields)[number];

/** For each field whose value comes from the record that goes; the others keep the standing record's. */
export type TakenFields = readonly MergedField[];

export interface ComparedField {
  readonly field: MergedField;
  readonly words: string;
  readonly standing: string;
  readonly merged: string;
  readonly same: boolean;
}

const fieldWords: Readonly<Record<MergedField, string>> = {
  name: "Name",
  birthDate: "Born on",
  deathDate: "Died on",
  sex: "Sex",
  address: "Address",
  phone: "Telephone",
  guarantor: "Who pays",
};

export function compareRecords(standing: Patient, merged: Patient): readonly ComparedField[] {
  return mergedFields.map((field) => {
    const one = fieldText(standing, field);
    const other = fieldText(merged, field);
    return { field, words: fieldWords[field], standing: one, merged: other, same: one === other };
  });
}

/** The one record; its number and account number stay the standing record's. A field that was never filled takes nothing away. */
export function mergedPatient(standing: Patient, merged: Patient, taken: TakenFields): Patient {
  const { phone, deathDate, ...rest } = standing;
  const from = (field: MergedField): Patient => (taken.includes(field) ? merged : standing);
  const kept = {
    phone: from("phone").phone ?? phone ?? merged.phone,
    deathDate: from("deathDate").deathDate ?? deathDate ?? merged.deathDate,
  };
  return {
    ...rest,
    name: from("name").name,
    birthDate: from("birthDate").birthDate,
    sex: from("sex").sex,
    address: from("address").address,
    guarantor: from("guarantor").guarantor,
    ...(kept.phone === undefined ? {} : { phone: kept.phone }),
    ...(kept.deathDate === undefined ? {} : { deathDate: kept.deathDate }),
  };
}

/** The same card in both records: one payer, one member id. */
export function twinOf(coverage: Coverage, others: readonly Coverage[]): Coverage | undefined {
  return others.find((one) => one.payerId === coverage.payerId && plainMemberId(one.memberId) === plainMemberId(coverage.memberId));
}

/** Where an insurance of the record that goes would stand: its own place, or the next that is free on its days. */
export function proposedRank(coverage: Coverage, taken: readonly Pick<Coverage, "rank" | "from" | "to">[]): 1 | 2 | 3 {
  const free = ([1, 2, 3] as const).find(
    (rank) => rank >= coverage.rank && !taken.some((one) => one.rank === rank && periodsMeet(one, coverage)),
  );
  return free ?? coverage.rank;
}

function fieldText(patient: Patient, field: MergedField): string {
  const { guarantor } = patient;
  switch (field) {
    case "name":
      return formatFullName(patient.name);
    case "birthDate":
      return patient.birthDate;
    case "deathDate":
      return patient.deathDate ?? "";
    case "sex":
      return { F: "female", M: "male", U: "unknown" }[patient.sex];
    case "address":
      return oneLine(patient.address);
    case "phone":
      return patient.phone === undefined ? "" : formatPhone(patient.phone);
    case "guarantor":
      return guarantor.relationship === "self"
        ? "pays for themselves"
        : `${formatFullName(guarantor.name)} (${guarantor.relationship}), ${oneLine(guarantor.address)}`;
  }
}

function oneLine({ line1, line2, city, state, zip }: Address): string {
  return [line1, line2, city, `${state} ${zip}`].filter((part) => part !== undefined && part !== "").join(", ");
}
