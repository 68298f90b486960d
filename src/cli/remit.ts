/** `remit FILE.835`: does each payment add up, and what will each adjustment do to the money. No database. */
import { parseArgs } from "node:util";
import { addCents, type Cents, formatCents, subtractCents, sumCents, zeroCents } from "../core/kernel/cents.ts";
import { hasErrors } from "../core/kernel/finding.ts";
import { type BalanceMismatch, proveBalance, type RemittanceProof } from "../core/remit/balance.ts";
import { type AdjustmentKind, allowedOf, classifyAdjustment, isDeniedLine } from "../core/remit/classify.ts";
import type { Adjustment } from "../core/x12/transactions/professional-claim.ts";
import { readRemittanceFile } from "../core/x12/transactions/read-remittances.ts";
import type { Remittance, RemittanceClaim, RemittanceLine } from "../core/x12/transactions/remittance.ts";
import { onlyFile } from "./arguments.ts";
import { readAll } from "./bytes.ts";
import { x12FindingJson } from "./finding-json.ts";
import { exitCodes, type Io } from "./io.ts";

/** `{ remittances: [{ payment, proof, plan }], findings }`; amounts as text in dollars. Exit 1 when a payment is out of balance. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { capitated: { type: "boolean" }, json: { type: "boolean" } },
  });
  const file = onlyFile(positionals, "remit FILE.835");
  const { remittances, findings } = readRemittanceFile(await readAll(io, file));
  const capitated = values.capitated === true;
  let balanced = true;
  io.out('{"remittances":[');
  for (const [index, { remittance }] of remittances.entries()) {
    const proof = proveBalance(remittance);
    balanced &&= proof.balanced;
    io.out(`${index === 0 ? "\n" : ",\n"}${JSON.stringify(remittanceJson(remittance, proof, capitated))}`);
    await io.drained();
  }
  io.out(`\n],"findings":${JSON.stringify(findings.map(x12FindingJson))}}\n`);
  if (remittances.length === 0) {
    io.err(`${file} has no remittance (835).`);
    return exitCodes.failure;
  }
  return balanced && !hasErrors(findings) ? exitCodes.fine : exitCodes.findings;
}

function remittanceJson(remittance: Remittance, proof: RemittanceProof, capitated: boolean) {
  const { payment, payer, payee, control, providerAdjustments } = remittance;
  const claims = remittance.claims.map((claim) => claimPlan(claim, capitated));
  return {
    control,
    payment: {
      trace: payment.trace,
      amount: formatCents(payment.amount),
      creditOrDebit: payment.creditOrDebit,
      method: payment.method,
      paidOn: payment.paidOn ?? null,
      payer: payer.name,
      payee: payee.name,
    },
    proof: proofJson(proof),
    // What is out of balance is not posted at all; the effects then show what the file says.
    plan: {
      posts: proof.balanced,
      claims: claims.map((one) => one.json),
      providerAdjustments: providerAdjustments.map(({ providerId, reason, reference, amount }) => ({
        providerId,
        reason,
        reference: reference ?? null,
        amount: formatCents(amount),
      })),
      totals: {
        charge: total(remittance.claims, (claim) => claim.charge),
        paid: total(remittance.claims, (claim) => claim.paid),
        effects: effectsJson(mergeEffects(claims.map((one) => one.effects))),
        providerAdjustments: formatCents(sumCents(providerAdjustments.map((one) => one.amount))),
      },
    },
  };
}

function proofJson(proof: RemittanceProof) {
  const level = (proofs: readonly { readonly by: Cents }[]) => ({
    checked: proofs.length,
    off: proofs.filter((one) => one.by !== 0).length,
  });
  return {
    balanced: proof.balanced,
    levels: {
      line: level(proof.line),
      claim: level(proof.claim),
      transaction: level([proof.transaction]),
      patientResponsibility: level(proof.patientResponsibility),
    },
    firstOff: proof.firstOff === undefined ? null : mismatchJson(proof.firstOff),
    patientResponsibilityOff: proof.patientResponsibilityOff.map(mismatchJson),
  };
}

function mismatchJson({ level, where, found, expected, by, segment, words }: BalanceMismatch) {
  return {
    level,
    where,
    found: formatCents(found),
    expected: formatCents(expected),
    by: formatCents(by),
    segment: segment ?? null,
    words,
  };
}

type Effects = ReadonlyMap<AdjustmentKind, Cents>;

function claimPlan(claim: RemittanceClaim, capitated: boolean) {
  const lines = claim.lines.map((line) => linePlan(line, capitated));
  const own = claim.adjustments.map((one) => adjustmentJson(one, { lineDenied: isDeniedClaim(claim, capitated), capitated }));
  const effects = mergeEffects([...lines.map((line) => line.effects), effectsOf(own)]);
  const adjusted = sumCents([...effects.values()]);
  return {
    effects,
    json: {
      id: claim.patientControlNumber,
      status: claim.status,
      payerControlNumber: claim.payerControlNumber,
      charge: formatCents(claim.charge),
      paid: formatCents(claim.paid),
      effects: effectsJson(effects),
      /** Charge less paid less every effect: zero when the claim balances. */
      unexplained: formatCents(subtractCents(subtractCents(claim.charge, claim.paid), adjusted)),
      adjustments: own.map((one) => one.json),
      lines: lines.map((line) => line.json),
    },
  };
}

/** Adjudicated without lines: denied when nothing was paid and nothing is left to the patient. */
function isDeniedClaim(claim: RemittanceClaim, capitated: boolean): boolean {
  return isDeniedLine({ paid: claim.paid, adjustments: claim.adjustments }, { capitated });
}

function linePlan(line: RemittanceLine, capitated: boolean) {
  const lineDenied = isDeniedLine(line, { capitated });
  const adjustments = line.adjustments.map((one) => adjustmentJson(one, { lineDenied, capitated }));
  return {
    effects: effectsOf(adjustments),
    json: {
      procedure: line.procedure.code,
      controlNumber: line.controlNumber ?? null,
      charge: formatCents(line.charge),
      allowed: formatCents(allowedOf(line)),
      paid: formatCents(line.paid),
      denied: lineDenied,
      adjustments: adjustments.map((one) => one.json),
    },
  };
}

function adjustmentJson(adjustment: Adjustment, { lineDenied, capitated }: { readonly lineDenied: boolean; readonly capitated: boolean }) {
  const { group, reason, amount } = adjustment;
  const effect = classifyAdjustment(adjustment, { lineDenied, context: { capitated } });
  return { effect, amount, json: { group, reason, amount: formatCents(amount), effect } };
}

function effectsOf(adjustments: readonly { readonly effect: AdjustmentKind; readonly amount: Cents }[]): Effects {
  return mergeEffects(adjustments.map(({ effect, amount }) => new Map([[effect, amount]])));
}

function mergeEffects(all: readonly Effects[]): Effects {
  const sums = new Map<AdjustmentKind, Cents>();
  for (const effects of all) {
    for (const [kind, amount] of effects) sums.set(kind, addCents(sums.get(kind) ?? zeroCents, amount));
  }
  return sums;
}

function effectsJson(effects: Effects): Readonly<Record<string, string>> {
  return Object.fromEntries([...effects].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, amount]) => [kind, formatCents(amount)]));
}

function total<Value>(values: readonly Value[], amountOf: (value: Value) => Cents): string {
  return formatCents(sumCents(values.map(amountOf)));
}
