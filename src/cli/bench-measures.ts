/** The measures of `bench` that need no database. All files and queries are invented. */
import { loadCodeBook } from "../app/load-code-book.ts";
import { searchCodes } from "../core/codebook/search/search.ts";
import { isoDate } from "../core/kernel/iso-date.ts";
import { adjudicateFile } from "../core/payer/adjudicate-file.ts";
import { lakeshorePpo } from "../core/payer/plans.ts";
import { codeBookTables } from "../core/scrub/code-book-tables.ts";
import { scrubClaim } from "../core/scrub/scrub-claim.ts";
import { inventedEnvelope } from "../core/x12/samples/invented.ts";
import { inventedProfessionalClaims } from "../core/x12/samples/invented-837p.ts";
import type { ProfessionalClaimBatch } from "../core/x12/transactions/professional-claim.ts";
import { writeProfessionalClaims } from "../core/x12/transactions/write-professional-claims.ts";
import type { Measure, Measured } from "./bench.ts";
import { inventedStatement } from "./bench-statement.ts";
import { codeBook } from "./load.ts";
import { medianSeconds, percentile, seconds, secondsOf } from "./stopwatch.ts";

const seed = 7;
const claimsScrubbed = 16_000;
const today = isoDate("2026-12-01");

export const measures: readonly Measure[] = [
  { name: "code-book-load", unit: "ms", target: null, run: () => ({ value: medianSeconds(() => void loadCodeBook(), 3) * 1000, n: 3 }) },
  { name: "scrub", unit: "claims/s", target: 10_000, run: scrubbing },
  { name: "code-search-p50", unit: "ms", target: null, run: () => searching(0.5) },
  { name: "code-search-p99", unit: "ms", target: 5, run: () => searching(0.99) },
  { name: "payer-adjudicate", unit: "claims/s", target: 5_000, run: adjudicating },
  { name: "statement-pdf", unit: "statements/s", target: 100, run: drawing },
];

function scrubbing(): Measured {
  const { claims } = inventedProfessionalClaims({ claims: claimsScrubbed, seed });
  const context = { today, tables: codeBookTables(codeBook()) };
  const time = medianSeconds(() => {
    for (const claim of claims) scrubClaim(claim, context);
  }, 3);
  return { value: claims.length / time, n: claims.length };
}

/** Every keystroke of what people type, as the code picker asks. */
function searching(part: number): Measured {
  const book = codeBook();
  const keystrokes = typedQueries.flatMap((query) => Array.from({ length: query.length }, (_, at) => query.slice(0, at + 1)));
  const ask = (text: string): void => void searchCodes(book, text, { on: today, limit: 20 });
  for (const text of keystrokes) ask(text);
  const times = keystrokes.map((text) => seconds(() => ask(text)) * 1000);
  return { value: percentile(times, part), n: times.length };
}

const complaints = [
  "pneumonia",
  "low back pain",
  "type 2 diabetes",
  "hypertension",
  "asthma",
  "sore throat",
  "urinary infection",
  "anxiety",
  "depression",
  "chest pain",
  "headache",
  "cough",
  "fever",
  "rash",
  "knee pain",
  "abdominal pain",
  "dizziness",
  "obesity",
  "atrial fibrillation",
  "heart failure",
] as const;
const manners = [
  "",
  "acute ",
  "chronic ",
  "unspecified ",
  "severe ",
  "recurrent ",
  "follow up ",
  "history of ",
  "screening for ",
  "suspected ",
] as const;
const typedQueries: readonly string[] = complaints.flatMap((complaint) => manners.map((manner) => manner + complaint));

function adjudicating(): Measured {
  const claims = 8_000;
  const bytes = forLakeshore(inventedProfessionalClaims({ claims, seed }));
  const tables = codeBook();
  const time = medianSeconds(() => void adjudicateFile({ bytes, plans: [lakeshorePpo], tables, seed, today, time: "0930" }), 3);
  return { value: claims / time, n: claims };
}

/** The same claims, addressed to a simulated payer and its members. */
function forLakeshore(batch: ProfessionalClaimBatch): Uint8Array {
  const claims = batch.claims.map((claim) => ({
    ...claim,
    payer: { name: lakeshorePpo.name, id: { qualifier: "PI", value: lakeshorePpo.payerId }, identifiers: [] },
    subscriber: {
      ...claim.subscriber,
      filingIndicator: lakeshorePpo.filingIndicator,
      memberId: { qualifier: "MI", value: `LSM${(claim.subscriber.memberId?.value ?? "").slice(1)}` },
    },
  }));
  const envelope = inventedEnvelope({ from: "MAPLEFAMILY", to: lakeshorePpo.payerId, control: 1 });
  return new TextEncoder().encode(writeProfessionalClaims([{ ...batch, claims }], envelope).text);
}

async function drawing(): Promise<Measured> {
  const { drawStatement } = await import("../app/draw-statement.ts");
  const statements = Array.from({ length: 100 }, (_, index) => inventedStatement(index));
  const draw = async (): Promise<void> => {
    for (const one of statements) await drawStatement(one);
  };
  await draw();
  return { value: statements.length / (await secondsOf(draw)), n: statements.length };
}
