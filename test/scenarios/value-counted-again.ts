/**
 * What payers allowed beside what was expected, and the work of clinicians, once more: allowed from the journal and the denials,
 * expected line by line from the plan's factor, work from the file of the fee schedule itself.
 */
import { readFileSync } from "node:fs";
import { loadCodeBook } from "../../src/app/load-code-book.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import { type Decimal, decimal } from "../../src/core/kernel/decimal.ts";
import type { IsoDate } from "../../src/core/kernel/iso-date.ts";
import type { PlanKind } from "../../src/core/parties/model.ts";
import { codeBookFees } from "../../src/core/pricing/code-book-fees.ts";
import { expectedFor } from "../../src/core/pricing/expected.ts";
import { fromJson } from "../../src/store/json.ts";
import { sql } from "../../src/store/sql.ts";
import type { Tx } from "../../src/store/transaction.ts";
import type { Asked, Counted } from "./measures-counted-again.ts";

const book = loadCodeBook();

export async function readValues(tx: Tx) {
  const p = tx.practiceId;
  return {
    postings: await tx.many<{
      entry: number;
      on: IsoDate;
      charge: number;
      claim: number;
      account: string;
      amount: number;
      remittance: number;
      ownPayer: boolean;
    }>(sql`
      select l.entry_id as entry, l.happened_on as "on", l.charge_id as charge, k.id as claim, l.account, l.amount, l.remittance_id as remittance,
        l.payer_id is not distinct from k.payer_id and l.claim_id = k.id as "ownPayer"
      from journal_entry e join journal_line l on l.practice_id = e.practice_id and l.entry_id = e.id
        join claim k on k.practice_id = l.practice_id and k.rank = 1 and k.id = (select min(claim_id) from journal_line o
          join claim m on m.practice_id = o.practice_id and m.id = o.claim_id and m.rank = 1
          where o.practice_id = l.practice_id and o.entry_id = l.entry_id)
      where e.practice_id = ${p} and e.source = 'remittance-claim' and l.charge_id is not null and l.remittance_id is not null`),
    sent: await tx.many<{
      claim: number;
      charges: readonly number[];
      content: SentContent;
      kind: string | null;
      factor: string | null;
    }>(sql`
      select c.id as claim, c.charge_ids as charges, c.content, n.kind, n.contract_factor as factor from claim c
        join coverage v on v.practice_id = c.practice_id and v.id = c.coverage_id
        left join plan n on n.practice_id = v.practice_id and n.id = v.plan_id where c.practice_id = ${p} and c.rank = 1`),
    refused: await tx.many<{ charge: number; remittance: number }>(
      sql`select charge_id as charge, remittance_id as remittance from denial where practice_id = ${p}`,
    ),
    lines: await tx.many<{ on: IsoDate; provider: number; procedure: string; modifiers: readonly string[]; units: string }>(sql`
      select v.visit_date as "on", v.rendering_id as provider, k.procedure, k.modifiers, k.units::text as units from charge k
        join encounter v on v.practice_id = k.practice_id and v.id = k.encounter_id where k.practice_id = ${p} and not k.removed`),
  };
}

interface SentContent {
  readonly placeOfService: string;
  readonly lines: readonly {
    readonly charge: number;
    readonly procedure: { readonly code: string; readonly modifiers: readonly string[] };
    readonly units: Decimal;
    readonly serviceFrom: IsoDate;
    readonly placeOfService?: string;
  }[];
}

export type Values = Awaited<ReturnType<typeof readValues>>;

export function countValues(values: Values, { from, to }: Asked): readonly (readonly [string, Counted])[] {
  const within = (on: IsoDate) => on >= from && on <= to;
  return [
    ["payment-variance", variance(values, within)],
    ["work-rvu", work(values, within)],
  ];
}

function variance({ postings, sent, refused }: Values, within: (on: IsoDate) => boolean): Counted {
  const denied = new Set(refused.map((one) => `${one.charge} ${one.remittance}`));
  const prices = new Map(sent.flatMap(pricesOf));
  const lines = new Map<string, (typeof postings)[number][]>();
  for (const line of postings) {
    const key = `${line.entry} ${line.charge}`;
    lines.set(key, [...(lines.get(key) ?? []), line]);
  }
  let [part, whole] = [0, 0];
  for (const mine of lines.values()) {
    const [first] = mine;
    if (first === undefined || !within(first.on)) continue;
    const price = prices.get(first.charge);
    const total = (of: (line: (typeof postings)[number]) => boolean) => mine.filter(of).reduce((sum, line) => sum + line.amount, 0);
    const settled = -total(({ account, ownPayer }) => account === "insurance-receivable" && ownPayer);
    const sign = settled < 0 ? -1 : 1;
    const refusedNow = mine.some((line) => denied.has(`${line.charge} ${line.remittance}`));
    // Something of it stayed with the payer.
    if (price?.expected === undefined || Math.abs(settled) !== price.charge) continue;
    if (sign > 0 && refusedNow) continue;
    part += settled - total(({ account }) => account === "contractual");
    whole += sign * price.expected;
  }
  return { part, whole };
}

function pricesOf({ charges, content, kind, factor }: Values["sent"][number]) {
  const { placeOfService, lines } = typeof content === "string" ? (fromJson(content) as SentContent) : content;
  return charges.flatMap((charge, index) => {
    const line = lines[index];
    if (line === undefined) return [];
    const priced =
      kind === null || (kind !== "medicare-part-b" && factor === null)
        ? undefined
        : expectedFor(
            {
              procedure: line.procedure.code,
              modifiers: line.procedure.modifiers,
              units: line.units,
              placeOfService: line.placeOfService ?? placeOfService,
              on: line.serviceFrom,
              locality: "national",
              charge: cents(line.charge),
            },
            {
              plan: { kind: kind as PlanKind, ...(factor === null ? {} : { contractFactor: decimal(factor) }) },
              tables: codeBookFees(book),
            },
          );
    return [[charge, { charge: line.charge, expected: priced?.outcome === "priced" ? priced.allowed : undefined }] as const];
  });
}

/** By the file: code, modifier, status, work. All visits of the scenario are of the year of the file. */
const workOf = new Map(
  readFileSync(new URL("../../data/fees/relative-values-2026.tsv", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => /^[0-9A-Z]{5}\t/.test(line))
    .map((line) => line.split("\t"))
    .map(([code, modifier, , value]) => [`${code} ${modifier}`, value ?? ""] as const),
);

function work({ lines }: Values, within: (on: IsoDate) => boolean): Counted {
  let part = 0;
  const days = new Set<string>();
  for (const { on, provider, procedure, modifiers, units } of lines) {
    const value = workOf.get(`${procedure} ${modifiers.includes("26") ? "26" : modifiers.includes("TC") ? "TC" : ""}`);
    if (!within(on) || value === undefined) continue;
    part += Math.round(Number(value === "" ? "0" : value) * 100 * Number(units));
    days.add(`${provider} ${on}`);
  }
  return { part, whole: days.size };
}
