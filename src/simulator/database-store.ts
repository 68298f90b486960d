/** A simulator's memory in its own schema, reached with its own role. `world` keeps apart simulators that share a database. */
import type { Cents } from "../core/kernel/cents.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { PayerFile } from "../core/payer/payer-file.ts";
import type { DecidedClaim, Fault, ForwardBalance, MemberYear, PayerState, Recovery } from "../core/payer/state.ts";
import { toJson } from "../store/json.ts";
import { type ConnectionConfig, openPool, type Pool } from "../store/pool.ts";
import { type Sql, sql } from "../store/sql.ts";
import { outsidePractices, type Queries } from "../store/transaction.ts";
import { changedRows, type SimulatorStore, type SimulatorTx, type StateSlice } from "./simulator-store.ts";

/** `config` is that of the simulator's role. Each transaction holds the world's lock: a member's year is one line. */
export function openDatabaseStore(config: ConnectionConfig, world: string): SimulatorStore {
  const pool: Pool = openPool(config, { max: 2 });
  return {
    transaction: (work) =>
      outsidePractices(pool, async (queries) => {
        await queries.run(sql`select pg_advisory_xact_lock(hashtextextended(${`simulator ${world}`}, 0))`);
        return work(txOn(queries, world));
      }),
    close: () => pool.end(),
  };
}

function txOn(queries: Queries, world: string): SimulatorTx {
  return {
    wasReceived: async (sha256) =>
      (await queries.maybe(sql`select 1 from simulator.received_file where payer = ${world} and sha256 = ${sha256}`)) !== undefined,
    recordReceived: async (file, answers) => {
      await queries.run(sql`insert into simulator.received_file (payer, name, sha256, received_on, answers)
        values (${world}, ${file.name}, ${file.sha256}, ${file.on}, ${toJson(answers)})`);
    },
    loadSlice: (slice) => loadSlice(queries, world, slice),
    loadDue: (today) => loadDue(queries, world, today),
    loadFaults: () => loadFaults(queries, world),
    save: (before, after) => save(queries, world, before, after),
    keepOutgoing: async (files) => {
      for (const { name, kind, text } of files) {
        await queries.run(sql`insert into simulator.sent_file (payer, name, kind, content) values (${world}, ${name}, ${kind}, ${text})`);
      }
    },
    unwritten: async () =>
      queries.many<PayerFile>(
        sql`select name, kind, content as text from simulator.sent_file where payer = ${world} and not written order by id`,
      ),
    markWritten: async (names) => {
      await queries.run(sql`update simulator.sent_file set written = true where payer = ${world} and name = any(${names})`);
    },
  };
}

async function loadSlice(queries: Queries, world: string, { planIds, patientKeys, claimNumbers }: StateSlice): Promise<PayerState> {
  const keys = claimNumbers.map((number) => worldKey(world, number));
  const claims = await claimsWhere(queries, world, sql`(duplicate_key = any(${patientKeys}) or payer_control_number = any(${keys}))`);
  const members = await queries.many<MemberYear>(sql`
    select substr(plan, ${world.length + 2}) as "planId", member_id as "patientKey", year, deductible_cents as deductible, oop_cents as "outOfPocket"
    from simulator.member_accumulator
    where plan = any(${planIds.map((id) => worldKey(world, id))}) and member_id = any(${patientKeys})
    order by plan, member_id, year`);
  return { v: 1, ...(await loadCommon(queries, world)), claims, members };
}

async function loadDue(queries: Queries, world: string, today: IsoDate): Promise<PayerState> {
  const claims = await claimsWhere(queries, world, sql`paid_on is null and due_on <= ${today}`);
  return { v: 1, ...(await loadCommon(queries, world)), claims, members: [] };
}

async function claimsWhere(queries: Queries, world: string, condition: Sql): Promise<readonly DecidedClaim[]> {
  const rows = await queries.many<{ decided: DecidedClaim }>(
    sql`select decided from simulator.received_claim where payer = ${world} and ${condition} order by id`,
  );
  return rows.map((row) => row.decided);
}

type Common = Pick<PayerState, "counters" | "balances" | "recoveries" | "faults">;

async function loadCommon(queries: Queries, world: string): Promise<Common> {
  const counters = await queries.many<{ kind: string; next: number }>(
    sql`select kind, next from simulator.counter where payer = ${world} order by kind`,
  );
  const balances = await queries.many<ForwardBalance & { amount: Cents }>(sql`
    select plan as "planId", payee_npi as "payeeNpi", amount_cents as amount, trace
    from simulator.forward_balance where payer = ${world} order by plan, payee_npi`);
  const recoveries = await queries.many<Recovery & { amount: Cents }>(sql`
    select plan as "planId", payee_npi as "payeeNpi", reference, amount_cents as amount, due_on as "dueOn"
    from simulator.recovery where payer = ${world} order by due_on, reference`);
  return {
    counters: Object.fromEntries(counters.map((one) => [one.kind, one.next])),
    balances,
    recoveries,
    faults: await loadFaults(queries, world),
  };
}

async function loadFaults(queries: Queries, world: string): Promise<readonly Fault[]> {
  const rows = await queries.many<{ fault: Fault }>(sql`select fault from simulator.fault where payer = ${world} order by id`);
  return rows.map((one) => one.fault);
}

async function save(queries: Queries, world: string, before: PayerState, after: PayerState): Promise<void> {
  await saveClaims(queries, world, changedRows(before.claims, after.claims));
  await saveMembers(queries, world, changedRows(before.members, after.members));
  for (const [kind, next] of Object.entries(after.counters)) {
    if (before.counters[kind] === next) continue;
    await queries.run(sql`insert into simulator.counter (payer, kind, next) values (${world}, ${kind}, ${next})
      on conflict (payer, kind) do update set next = excluded.next`);
  }
  await saveRecoveries(queries, world, before, after);
  for (const fault of changedRows(before.faults, after.faults)) {
    await queries.run(sql`insert into simulator.fault (payer, key, fault) values (${world}, ${fault.key}, ${toJson(fault)})
      on conflict (payer, key) do update set fault = excluded.fault`);
  }
  for (const balance of changedRows(after.balances, before.balances)) {
    await queries.run(
      sql`delete from simulator.forward_balance where payer = ${world} and plan = ${balance.planId} and payee_npi = ${balance.payeeNpi}`,
    );
  }
  for (const { planId, payeeNpi, amount, trace } of changedRows(before.balances, after.balances)) {
    await queries.run(sql`insert into simulator.forward_balance (payer, plan, payee_npi, amount_cents, trace)
      values (${world}, ${planId}, ${payeeNpi}, ${amount}, ${trace})`);
  }
}

async function saveRecoveries(queries: Queries, world: string, before: PayerState, after: PayerState): Promise<void> {
  for (const { reference } of changedRows(after.recoveries, before.recoveries)) {
    await queries.run(sql`delete from simulator.recovery where payer = ${world} and reference = ${reference}`);
  }
  for (const { planId, payeeNpi, reference, amount, dueOn } of changedRows(before.recoveries, after.recoveries)) {
    await queries.run(sql`insert into simulator.recovery (payer, reference, plan, payee_npi, amount_cents, due_on)
      values (${world}, ${reference}, ${planId}, ${payeeNpi}, ${amount}, ${dueOn})`);
  }
}

/** In slices, so that a large file is a few statements of bounded size. */
async function saveClaims(queries: Queries, world: string, claims: readonly DecidedClaim[]): Promise<void> {
  for (let at = 0; at < claims.length; at += 500) {
    const rows = claims.slice(at, at + 500).map((claim) => ({
      control_number: claim.controlNumber,
      duplicate_key: claim.patientKey,
      payer_control_number: worldKey(world, claim.key),
      frequency: claim.frequency,
      received_on: claim.receivedOn,
      due_on: claim.dueOn,
      paid_on: claim.paidOn ?? null,
      decided: claim,
    }));
    await queries.run(sql`
      insert into simulator.received_claim
        (payer, control_number, duplicate_key, payer_control_number, frequency, received_on, due_on, paid_on, decided)
      select ${world}, control_number, duplicate_key, payer_control_number, frequency, received_on, due_on, paid_on, decided
      from jsonb_to_recordset(${toJson(rows)}::jsonb) as row(control_number text, duplicate_key text, payer_control_number text,
        frequency text, received_on date, due_on date, paid_on date, decided jsonb)
      on conflict (payer_control_number) do update set decided = excluded.decided, paid_on = excluded.paid_on`);
  }
}

async function saveMembers(queries: Queries, world: string, members: readonly MemberYear[]): Promise<void> {
  for (let at = 0; at < members.length; at += 500) {
    const rows = members.slice(at, at + 500).map((one) => ({ ...one, plan: worldKey(world, one.planId) }));
    await queries.run(sql`
      insert into simulator.member_accumulator (plan, member_id, year, deductible_cents, oop_cents)
      select plan, "patientKey", year, deductible, "outOfPocket"
      from jsonb_to_recordset(${toJson(rows)}::jsonb) as row(plan text, "patientKey" text, year int, deductible bigint, "outOfPocket" bigint)
      on conflict (plan, member_id, year) do update
        set deductible_cents = excluded.deductible_cents, oop_cents = excluded.oop_cents`);
  }
}

function worldKey(world: string, key: string): string {
  return `${world}/${key}`;
}
