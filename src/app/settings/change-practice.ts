/** The practice's own record, its clinicians and its places. */
import { formatFullName } from "../../core/parties/format.ts";
import type { Location, Practice, Provider } from "../../core/parties/model.ts";
import { checkLocation, checkPractice, checkProvider, tidyLocation, tidyPractice, tidyProvider } from "../../core/parties/settings.ts";
import {
  insertLocation,
  insertProvider,
  listLocations,
  listProviders,
  lockParty,
  updateLocation,
  updateProvider,
} from "../../store/parties.ts";
import { loadPractice, lockPractice, updatePractice } from "../../store/practices.ts";
import { type Context, practiceToday } from "../context.ts";
import type { Outcome } from "../refusal.ts";
import { changeSetting, oneLine, type Saved } from "./change.ts";

/** Names of time zones that this program can count days in. */
export const timeZones: ReadonlySet<string> = new Set(Intl.supportedValuesOf("timeZone"));

export interface ToSave<Value> {
  readonly seen: number;
  readonly value: Value;
}

export function changePractice(context: Context, { seen, value }: ToSave<Omit<Practice, "id">>): Promise<Outcome<Saved>> {
  return changeSetting(context, { subject: "practice", key: "", seen }, async (tx) => {
    await lockPractice(tx);
    const before = await loadPractice(tx);
    if (before === undefined) return undefined;
    const after = tidyPractice(value);
    return {
      subject: "practice",
      name: after.name,
      findings: checkPractice(after, timeZones),
      before: practiceFields(before),
      after: practiceFields(after),
      save: async () => {
        await updatePractice(tx, after);
        return undefined;
      },
      onClaims: true,
    };
  });
}

/** `id`: absent for somebody new. */
export function changeProvider(
  context: Context,
  id: number | undefined,
  { seen, value }: ToSave<Omit<Provider, "id">>,
): Promise<Outcome<Saved>> {
  return changeSetting(context, { subject: "provider", key: id, seen }, async (tx) => {
    if (id !== undefined && !(await lockParty(tx, "provider", id))) return undefined;
    const all = await listProviders(tx);
    const before = all.find((one) => one.id === id);
    const after = tidyProvider(value);
    const { practice } = await practiceToday(context, tx);
    return {
      subject: "provider",
      name: formatFullName(after.name),
      findings: checkProvider(after, { others: all.filter((one) => one.id !== id), practice }),
      before: before === undefined ? {} : providerFields(before),
      after: providerFields(after),
      save: async () => {
        if (before === undefined) return insertProvider(tx, after);
        await updateProvider(tx, { ...after, id: before.id });
        return undefined;
      },
      onClaims: true,
    };
  });
}

export function changeLocation(
  context: Context,
  id: number | undefined,
  { seen, value }: ToSave<Omit<Location, "id">>,
): Promise<Outcome<Saved>> {
  return changeSetting(context, { subject: "location", key: id, seen }, async (tx) => {
    if (id !== undefined && !(await lockParty(tx, "location", id))) return undefined;
    const before = (await listLocations(tx)).find((one) => one.id === id);
    const after = tidyLocation(value);
    return {
      subject: "location",
      name: after.name,
      findings: checkLocation(after, (code) => context.app.codeBook.placeOfService(code) !== undefined),
      before: before === undefined ? {} : locationFields(before),
      after: locationFields(after),
      save: async () => {
        if (before === undefined) return insertLocation(tx, after);
        await updateLocation(tx, { ...after, id: before.id });
        return undefined;
      },
      onClaims: true,
    };
  });
}

function practiceFields(one: Omit<Practice, "id">) {
  return {
    name: one.name,
    "is a person": one.kind === "person",
    NPI: one.npi,
    "tax number": { words: shownTaxId(one.taxId), value: one.taxId },
    taxonomy: one.taxonomy,
    address: oneLine(one.address),
    "pay-to address": one.payTo === undefined ? undefined : oneLine(one.payTo),
    telephone: one.phone,
    contact: one.contactName,
    "time zone": one.timeZone,
    "submitter id": one.submitterId,
  };
}

/** A person's social security number stands in full on claims only. */
export function shownTaxId({ kind, number }: Practice["taxId"]): string {
  return kind === "EI" ? `EIN ${number.slice(0, 2)}-${number.slice(2)}` : `SSN ending ${number.slice(-4)}`;
}

function providerFields(one: Omit<Provider, "id">) {
  return {
    name: { words: formatFullName(one.name), value: one.name },
    credential: one.credential,
    NPI: one.npi,
    taxonomy: one.taxonomy,
    "sees patients": one.inactive !== true,
  };
}

function locationFields(one: Omit<Location, "id">) {
  return {
    name: one.name,
    "place of service": one.placeOfService,
    address: oneLine(one.address),
    "own NPI": one.npi,
    CLIA: one.cliaNumber,
    "in use": one.inactive !== true,
  };
}
