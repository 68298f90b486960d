/** `price FILE.837`: what each line should be allowed, what falls to the patient, and the sum in words. One claim a line. */
import { parseArgs } from "node:util";
import { type Cents, formatCents } from "../core/kernel/cents.ts";
import { hasErrors } from "../core/kernel/finding.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { PlanKind } from "../core/parties/model.ts";
import { codeBookFees } from "../core/pricing/code-book-fees.ts";
import type { Benefits, Expected, PriceOptions } from "../core/pricing/expected.ts";
import { type ClaimPriceOptions, expectedForClaim } from "../core/pricing/expected-claim.ts";
import type { ClaimLine, ProfessionalClaim } from "../core/x12/transactions/professional-claim.ts";
import { amountOption, dayOption, decimalOption, onlyFile } from "./arguments.ts";
import { x12FindingJson } from "./finding-json.ts";
import { exitCodes, type Io, UsageError } from "./io.ts";
import { codeBook } from "./load.ts";
import { forEachClaim } from "./stream-claims.ts";

/**
 * The locality is that of the place of service's ZIP code, where a table of ZIP codes was loaded, or what `--locality` or `--zip` say;
 * else the price is national. Without benefits (`--deductible --copay --coinsurance`) a commercial patient's share is not known and is
 * left out, never guessed.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      plan: { type: "string" },
      deductible: { type: "string" },
      copay: { type: "string" },
      coinsurance: { type: "string" },
      contract: { type: "string" },
      locality: { type: "string" },
      zip: { type: "string" },
      today: { type: "string" },
      json: { type: "boolean" },
    },
  });
  const file = onlyFile(positionals, "price FILE.837");
  const kind = planOption(values.plan);
  const contractFactor = decimalOption(values.contract, "contract");
  const benefits = benefitsOf(values);
  if (values.zip !== undefined && !/^\d{5}(?:-?\d{4})?$/.test(values.zip))
    throw new UsageError(`--zip takes a ZIP code, not "${values.zip}".`);
  const book = codeBook();
  const base = {
    tables: codeBookFees(book),
    today: dayOption(io, values.today, "today"),
    localityOfZip: (zip: string, on: IsoDate) => book.feeBook?.localityOfZip(values.zip ?? zip, on)?.locality,
    ...(benefits === undefined ? {} : { benefits }),
    ...(values.locality === undefined ? {} : { locality: values.locality }),
  };
  let claims = 0;
  const reading = await forEachClaim(io, file, (claim) => {
    const plan: PriceOptions["plan"] = { kind: kind ?? planOf(claim), ...(contractFactor === undefined ? {} : { contractFactor }) };
    io.out(`${claims === 0 ? '{"claims":[\n' : ",\n"}${JSON.stringify(claimJson(claim, { ...base, plan }))}`);
    claims += 1;
  });
  // Nothing is printed before the first claim, so that a file that cannot be opened leaves no half of an answer.
  io.out(`${claims === 0 ? '{"claims":[' : ""}\n],"findings":${JSON.stringify(reading.map(x12FindingJson))}}\n`);
  if (claims === 0) {
    io.err(`${file} has no professional claim (837P).`);
    return exitCodes.failure;
  }
  return hasErrors(reading) ? exitCodes.findings : exitCodes.fine;
}

function planOption(text: string | undefined): PlanKind | undefined {
  if (text === undefined || text === "ppo") return text;
  if (text === "medicare" || text === "medicare-part-b") return "medicare-part-b";
  throw new UsageError(`--plan takes ppo or medicare, not "${text}".`);
}

/** SBR09: MB is Medicare Part B. */
function planOf({ subscriber }: ProfessionalClaim): PlanKind {
  return subscriber.filingIndicator === "MB" ? "medicare-part-b" : "ppo";
}

function benefitsOf(values: {
  readonly deductible?: string | undefined;
  readonly copay?: string | undefined;
  readonly coinsurance?: string | undefined;
}): Benefits | undefined {
  const deductible = amountOption(values.deductible, "deductible");
  const copay = amountOption(values.copay, "copay");
  const coinsurance = decimalOption(values.coinsurance, "coinsurance");
  if (deductible === undefined && copay === undefined && coinsurance === undefined) return undefined;
  return {
    ...(deductible === undefined ? {} : { deductibleRemaining: deductible }),
    ...(copay === undefined ? {} : { copay }),
    ...(coinsurance === undefined ? {} : { coinsurance }),
  };
}

function claimJson(claim: ProfessionalClaim, options: ClaimPriceOptions) {
  const expected = expectedForClaim(claim, options);
  return {
    id: claim.controlNumber,
    plan: options.plan.kind,
    charge: formatCents(claim.charge),
    allowed: formatCents(expected.allowed),
    patient: formatCents(expected.patient),
    paid: formatCents(expected.paid),
    complete: expected.complete,
    lines: claim.lines.map((line, index) => lineJson(line, expected.lines[index])),
  };
}

function lineJson({ number, procedure, charge }: ClaimLine, expected: Expected | undefined) {
  return {
    line: number,
    procedure: procedure.code,
    modifiers: procedure.modifiers,
    charge: formatCents(charge),
    outcome: expected?.outcome ?? "unknown",
    basis: expected?.basis ?? null,
    allowed: money(expected?.allowed),
    contractual: money(expected?.contractual),
    patient: money(expected?.patient),
    share:
      expected?.share === undefined
        ? null
        : {
            deductible: formatCents(expected.share.deductible),
            copay: formatCents(expected.share.copay),
            coinsurance: formatCents(expected.share.coinsurance),
          },
    reduction: money(expected?.reduction),
    paid: money(expected?.paid),
    formula: expected?.formula ?? [],
  };
}

function money(amount: Cents | undefined): string | null {
  return amount === undefined ? null : formatCents(amount);
}
