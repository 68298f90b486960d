/** Providers, locations, payers and plans of a practice. */
import { decimal, formatDecimal } from "../core/kernel/decimal.ts";
import type { LocationId, PayerId, PlanId, ProviderId } from "../core/kernel/id.ts";
import type { Address, Location, Payer, Plan, PlanKind, Provider } from "../core/parties/model.ts";
import { toJson } from "./json.ts";
import { type NameColumns, nameOf, present } from "./row.ts";
import { sql } from "./sql.ts";
import { remembered, type Tx } from "./transaction.ts";

export async function insertProvider(tx: Tx, provider: Omit<Provider, "id">): Promise<ProviderId> {
  tx.memory.delete("providers");
  const { name } = provider;
  const row = await tx.one<{ id: ProviderId }>(sql`
    insert into provider (practice_id, last_name, first_name, middle_name, suffix, credential, npi, taxonomy)
    values (${tx.practiceId}, ${name.last}, ${name.first}, ${name.middle}, ${name.suffix}, ${provider.credential}, ${provider.npi},
      ${provider.taxonomy})
    returning id`);
  return row.id;
}

export async function insertLocation(tx: Tx, location: Omit<Location, "id">): Promise<LocationId> {
  tx.memory.delete("locations");
  const row = await tx.one<{ id: LocationId }>(sql`
    insert into location (practice_id, name, place_of_service, address, npi, clia_number)
    values (${tx.practiceId}, ${location.name}, ${location.placeOfService}, ${toJson(location.address)}, ${location.npi}, ${location.cliaNumber})
    returning id`);
  return row.id;
}

export async function insertPayer(tx: Tx, payer: Omit<Payer, "id">): Promise<PayerId> {
  tx.memory.delete("payers");
  const row = await tx.one<{ id: PayerId }>(sql`
    insert into payer (practice_id, name, payer_id, filing_indicator, address, timely_filing_days, later_filing_days, takes_replacement,
      appeal_days)
    values (${tx.practiceId}, ${payer.name}, ${payer.payerId}, ${payer.filingIndicator},
      ${payer.address === undefined ? null : toJson(payer.address)}, ${payer.timelyFilingDays}, ${payer.laterFilingDays},
      ${payer.takesReplacement}, ${payer.appealDays})
    returning id`);
  return row.id;
}

export async function insertPlan(tx: Tx, plan: Omit<Plan, "id">): Promise<PlanId> {
  tx.memory.delete("plans");
  const factor = plan.contractFactor === undefined ? undefined : formatDecimal(plan.contractFactor);
  const row = await tx.one<{ id: PlanId }>(sql`
    insert into plan (practice_id, payer_id, name, kind, contract_factor)
    values (${tx.practiceId}, ${plan.payerId}, ${plan.name}, ${plan.kind}, ${factor})
    returning id`);
  return row.id;
}

/** Waits for whoever changes it now. False when there is none. */
export async function lockParty(tx: Tx, table: "provider" | "location" | "payer" | "plan", id: number): Promise<boolean> {
  const found = {
    provider: sql`select 1 from provider where practice_id = ${tx.practiceId} and id = ${id} for no key update`,
    location: sql`select 1 from location where practice_id = ${tx.practiceId} and id = ${id} for no key update`,
    payer: sql`select 1 from payer where practice_id = ${tx.practiceId} and id = ${id} for no key update`,
    plan: sql`select 1 from plan where practice_id = ${tx.practiceId} and id = ${id} for no key update`,
  }[table];
  return (await tx.maybe(found)) !== undefined;
}

export async function updateProvider(tx: Tx, { id, name, credential, npi, taxonomy, inactive = false }: Provider): Promise<void> {
  tx.memory.clear();
  await tx.run(sql`
    update provider set last_name = ${name.last}, first_name = ${name.first}, middle_name = ${name.middle}, suffix = ${name.suffix},
      credential = ${credential}, npi = ${npi}, taxonomy = ${taxonomy}, active = ${!inactive}
    where practice_id = ${tx.practiceId} and id = ${id}`);
}

export async function updateLocation(
  tx: Tx,
  { id, name, placeOfService, address, npi, cliaNumber, inactive = false }: Location,
): Promise<void> {
  tx.memory.clear();
  await tx.run(sql`
    update location set name = ${name}, place_of_service = ${placeOfService}, address = ${toJson(address)}, npi = ${npi},
      clia_number = ${cliaNumber}, active = ${!inactive}
    where practice_id = ${tx.practiceId} and id = ${id}`);
}

export async function updatePayer(tx: Tx, payer: Payer): Promise<void> {
  tx.memory.clear();
  await tx.run(sql`
    update payer set name = ${payer.name}, payer_id = ${payer.payerId}, filing_indicator = ${payer.filingIndicator},
      address = ${payer.address === undefined ? null : toJson(payer.address)}, timely_filing_days = ${payer.timelyFilingDays},
      later_filing_days = ${payer.laterFilingDays}, takes_replacement = ${payer.takesReplacement}, appeal_days = ${payer.appealDays},
      active = ${payer.inactive !== true}
    where practice_id = ${tx.practiceId} and id = ${payer.id}`);
}

export async function updatePlan(tx: Tx, { id, name, kind, contractFactor }: Omit<Plan, "payerId">): Promise<void> {
  tx.memory.clear();
  await tx.run(sql`
    update plan set name = ${name}, kind = ${kind}, contract_factor = ${contractFactor === undefined ? null : formatDecimal(contractFactor)}
    where practice_id = ${tx.practiceId} and id = ${id}`);
}

export function listProviders(tx: Tx): Promise<readonly Provider[]> {
  return remembered(tx, "providers", async () => {
    const rows = await tx.many<ProviderRow>(
      sql`select * from provider where practice_id = ${tx.practiceId} order by last_name, first_name, id`,
    );
    return rows.map(providerOf);
  });
}

export function listLocations(tx: Tx): Promise<readonly Location[]> {
  return remembered(tx, "locations", async () => {
    const rows = await tx.many<LocationRow>(sql`select * from location where practice_id = ${tx.practiceId} order by name, id`);
    return rows.map(locationOf);
  });
}

export function listPayers(tx: Tx): Promise<readonly Payer[]> {
  return remembered(tx, "payers", async () => {
    const rows = await tx.many<PayerRow>(sql`select * from payer where practice_id = ${tx.practiceId} order by name, id`);
    return rows.map(payerOf);
  });
}

export function listPlans(tx: Tx): Promise<readonly Plan[]> {
  return remembered(tx, "plans", async () => {
    const rows = await tx.many<PlanRow>(sql`select * from plan where practice_id = ${tx.practiceId} order by payer_id, name, id`);
    return rows.map(planOf);
  });
}

export function loadProvider(tx: Tx, id: ProviderId): Promise<Provider | undefined> {
  return remembered(tx, `provider ${id}`, async () => {
    const row = await tx.maybe<ProviderRow>(sql`select * from provider where practice_id = ${tx.practiceId} and id = ${id}`);
    return row === undefined ? undefined : providerOf(row);
  });
}

export function loadLocation(tx: Tx, id: LocationId): Promise<Location | undefined> {
  return remembered(tx, `location ${id}`, async () => {
    const row = await tx.maybe<LocationRow>(sql`select * from location where practice_id = ${tx.practiceId} and id = ${id}`);
    return row === undefined ? undefined : locationOf(row);
  });
}

export function loadPayer(tx: Tx, id: PayerId): Promise<Payer | undefined> {
  return remembered(tx, `payer ${id}`, async () => {
    const row = await tx.maybe<PayerRow>(sql`select * from payer where practice_id = ${tx.practiceId} and id = ${id}`);
    return row === undefined ? undefined : payerOf(row);
  });
}

export function loadPlan(tx: Tx, id: PlanId): Promise<Plan | undefined> {
  return remembered(tx, `plan ${id}`, async () => {
    const row = await tx.maybe<PlanRow>(sql`select * from plan where practice_id = ${tx.practiceId} and id = ${id}`);
    return row === undefined ? undefined : planOf(row);
  });
}

interface ProviderRow extends NameColumns {
  readonly id: ProviderId;
  readonly credential: string;
  readonly npi: string;
  readonly taxonomy: string | null;
  readonly active: boolean;
}

interface LocationRow {
  readonly id: LocationId;
  readonly name: string;
  readonly place_of_service: string;
  readonly address: Address;
  readonly npi: string | null;
  readonly clia_number: string | null;
  readonly active: boolean;
}

interface PayerRow {
  readonly id: PayerId;
  readonly name: string;
  readonly payer_id: string;
  readonly filing_indicator: string;
  readonly address: Address | null;
  readonly timely_filing_days: number;
  readonly later_filing_days: number | null;
  readonly takes_replacement: boolean;
  readonly appeal_days: number;
  readonly active: boolean;
}

interface PlanRow {
  readonly id: PlanId;
  readonly payer_id: PayerId;
  readonly name: string;
  readonly kind: PlanKind;
  readonly contract_factor: string | null;
}

function providerOf(row: ProviderRow): Provider {
  return { id: row.id, name: nameOf(row), credential: row.credential, npi: row.npi, ...present({ taxonomy: row.taxonomy }), ...left(row) };
}

function locationOf(row: LocationRow): Location {
  const { id, name, address } = row;
  return {
    id,
    name,
    placeOfService: row.place_of_service,
    address,
    ...present({ npi: row.npi, cliaNumber: row.clia_number }),
    ...left(row),
  };
}

function payerOf(row: PayerRow): Payer {
  return {
    id: row.id,
    name: row.name,
    payerId: row.payer_id,
    filingIndicator: row.filing_indicator,
    timelyFilingDays: row.timely_filing_days,
    takesReplacement: row.takes_replacement,
    appealDays: row.appeal_days,
    ...present({ address: row.address, laterFilingDays: row.later_filing_days }),
    ...left(row),
  };
}

function left({ active }: { readonly active: boolean }): { readonly inactive?: true } {
  return active ? {} : { inactive: true };
}

function planOf(row: PlanRow): Plan {
  const factor = row.contract_factor === null ? {} : { contractFactor: decimal(row.contract_factor) };
  return { id: row.id, payerId: row.payer_id, name: row.name, kind: row.kind, ...factor };
}
