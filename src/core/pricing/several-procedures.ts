/**
 * What several services of one day do to each other's price: standard ranking, endoscopy families, and the reductions of imaging,
 * therapy, cardiovascular and eye tests (Medicare Claims Processing Manual, chapter 12, sections 40.6 and 30; chapter 5, section 10.7).
 */
import { addCents, type Cents, sumCents, zeroCents } from "../kernel/cents.ts";
import { compareDecimals, type Decimal, decimal, subtractDecimals } from "../kernel/decimal.ts";
import { amountOf, type LineToPrice, partOf, schedulePrice, unitParts } from "./allowed.ts";
import type { Beside, ReducedKind } from "./reductions.ts";
import type { FeeTables, RvuRow } from "./tables.ts";

const kinds: Readonly<Record<string, ReducedKind>> = { 4: "imaging", 5: "therapy", 6: "cardiovascular", 7: "ophthalmology" };

/** In the order of the lines; an empty value where nothing stands beside that matters. */
export function besideOf(lines: readonly LineToPrice[], tables: FeeTables): readonly Beside[] {
  const rated = lines.map((line, index): Rated => {
    const row = tables.rvu(line.procedure, partOf(line, tables), line.on);
    return { line, index, row, amount: amountOf(schedulePrice(line, tables)) };
  });
  const found: Beside[] = lines.map(() => ({}));
  for (const on of new Set(lines.map((line) => line.on))) {
    const day = rated.filter(({ line }) => line.on === on);
    for (const [index, beside] of rankedOf(day, tables)) found[index] = beside;
    for (const indicator of Object.keys(kinds)) {
      const kind = kinds[indicator] as ReducedKind;
      const same = day.filter(({ row, line }) => row?.multipleProcedure === indicator && !(kind === "imaging" && isApart(line)));
      for (const [index, reduced] of reducedOf(same, kind, tables)) found[index] = { ...found[index], reduced };
    }
  }
  return found;
}

interface Rated {
  readonly line: LineToPrice;
  readonly index: number;
  readonly row: RvuRow | undefined;
  readonly amount: Cents;
}

/** Another session of the day, as the modifiers say. Imaging is reduced by session; therapy and the other tests by the whole day. */
function isApart({ modifiers }: LineToPrice): boolean {
  return modifiers.includes("59") || modifiers.includes("XE");
}

/** Procedures of indicator 2 and families of endoscopies (indicator 3), the dearest first; ties go to the earlier line. */
function rankedOf(day: readonly Rated[], tables: FeeTables): readonly (readonly [number, Beside])[] {
  const groups = groupsOf(day).map((members) => priced(members, tables));
  const sorted = groups.toSorted((a, b) => b.total - a.total || (a.members[0]?.index ?? 0) - (b.members[0]?.index ?? 0));
  const unsure = unsureOf(day);
  return sorted.flatMap(({ members, offBase }, at) =>
    members.map(({ index }) => {
      const beside = unsure.get(index);
      if (beside !== undefined) return [index, { familyUnknown: { beside } }] as const;
      const off = offBase.get(index);
      return [index, { rank: at + 1, ...(off === undefined ? {} : { offBase: off }) }] as const;
    }),
  );
}

/**
 * Lines whose price depends on an endoscopy's family while no release says which one that is (the starter set has no base codes), with
 * the other service of the day that it depends on. The dearest line is paid in full all the same where no family of others could come
 * to more; beside a single endoscopy only what is cheaper could be its base code.
 */
function unsureOf(day: readonly Rated[]): ReadonlyMap<number, string> {
  const ranked = day.filter(({ row }) => row?.multipleProcedure === "2" || row?.multipleProcedure === "3");
  const scopes = ranked.filter(({ row }) => row?.multipleProcedure === "3");
  const [open, another] = scopes.filter(({ row }) => (row?.more?.endoscopyBase ?? "") === "");
  if (open === undefined) return new Map();
  const isSure = (one: Rated): boolean => {
    if (scopes.length === 1) return one === open || one.amount > open.amount;
    const others = scopes.filter((scope) => scope !== one).map(({ amount }) => amount);
    return one === dearestOf(ranked) && one.amount >= sumCents(others);
  };
  const besideOne = (one: Rated): Rated => (one !== open ? open : (another ?? scopes.find((scope) => scope !== one) ?? one));
  return new Map(ranked.filter((one) => !isSure(one)).map((one) => [one.index, besideOne(one).line.procedure]));
}

function dearestOf(ranked: readonly Rated[]): Rated | undefined {
  return ranked.toSorted((a, b) => b.amount - a.amount || a.index - b.index)[0];
}

/** A family has one base code; the base code itself belongs to it where a member stands beside it. */
function groupsOf(day: readonly Rated[]): readonly (readonly Rated[])[] {
  const families = new Map<string, Rated[]>();
  const alone: Rated[][] = [];
  const baseOf = ({ row }: Rated): string => (row?.multipleProcedure === "3" ? (row.more?.endoscopyBase ?? "") : "");
  for (const one of day) {
    const base = baseOf(one);
    if (base === "") continue;
    const family = families.get(base);
    if (family === undefined) families.set(base, [one]);
    else family.push(one);
  }
  for (const one of day) {
    if (baseOf(one) !== "") continue;
    const family = families.get(one.line.procedure);
    if (family !== undefined) family.push(one);
    else if (one.row?.multipleProcedure === "2" || one.row?.multipleProcedure === "3") alone.push([one]);
  }
  return [...families.values(), ...alone];
}

function priced(
  members: readonly Rated[],
  tables: FeeTables,
): { readonly members: readonly Rated[]; readonly total: Cents; readonly offBase: ReadonlyMap<number, NonNullable<Beside["offBase"]>> } {
  const offBase = new Map<number, NonNullable<Beside["offBase"]>>();
  const sorted = members.toSorted((a, b) => b.amount - a.amount || a.index - b.index);
  const base = sorted.find(({ row }) => row?.multipleProcedure === "3")?.row?.more?.endoscopyBase ?? "";
  let total = sorted[0]?.amount ?? zeroCents;
  for (const one of sorted.slice(1)) {
    const amount = amountOf(schedulePrice({ ...one.line, procedure: base, modifiers: [], units: decimal("1") }, tables));
    offBase.set(one.index, { base, amount });
    total = addCents(total, amountOf(schedulePrice({ ...one.line, beside: { offBase: { base, amount } } }, tables)));
  }
  return { members, total, offBase };
}

/** All units but the dearest one of the day, by technical part (therapy: practice expense) and professional part apart. */
function reducedOf(
  same: readonly Rated[],
  kind: ReducedKind,
  tables: FeeTables,
): readonly (readonly [number, NonNullable<Beside["reduced"]>])[] {
  const parts = same.map((one) => ({ ...one, parts: unitParts(one.line, kind, tables) }));
  const dearest = (part: "technical" | "professional"): number | undefined => {
    const having = parts.filter((one) => one.parts[part] > 0);
    return having.toSorted((a, b) => b.parts[part] - a.parts[part] || a.index - b.index)[0]?.index;
  };
  const first = { technical: dearest("technical"), professional: dearest("professional") };
  const one = decimal("1");
  const nothing = decimal("0");
  return parts.flatMap(({ index, line }) => {
    const unitsLess = (part: "technical" | "professional"): Decimal => {
      if (first[part] === undefined) return nothing;
      if (first[part] !== index) return line.units;
      return compareDecimals(line.units, one) > 0 ? subtractDecimals(line.units, one) : nothing;
    };
    const technical = unitsLess("technical");
    const professional = unitsLess("professional");
    return technical.digits === 0n && professional.digits === 0n ? [] : [[index, { kind, technical, professional }] as const];
  });
}
