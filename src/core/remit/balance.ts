/** Proves that an 835 adds up: line, claim, transaction. One proof for each equation, and the first cent that is off in words. */
import { type Cents, formatUsd, negateCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import type { Remittance, RemittanceClaim, RemittanceLine } from "../x12/transactions/remittance.ts";

export type BalanceLevel = "line" | "claim" | "claim-charge" | "patient-responsibility" | "transaction";

export interface BalanceProof {
  readonly level: BalanceLevel;
  /** What the file says. */
  readonly found: Cents;
  /** What its own parts add up to. */
  readonly expected: Cents;
  /** found − expected. */
  readonly by: Cents;
  readonly claimIndex?: number;
  readonly lineIndex?: number;
  readonly segment?: number;
}

export interface BalanceMismatch {
  /** "claim PT-0007, line 2 (99213)". */
  readonly where: string;
  readonly level: BalanceLevel;
  readonly expected: Cents;
  readonly found: Cents;
  readonly by: Cents;
  readonly segment?: number;
  /** A sentence for a person. */
  readonly words: string;
}

export interface RemittanceProof {
  /** Every money equation holds: line, claim, claim charge and transaction. */
  readonly balanced: boolean;
  readonly line: readonly BalanceProof[];
  readonly claim: readonly BalanceProof[];
  /** CLP05 against the PR adjustments. It moves no money: a difference is told, and does not stop posting. */
  readonly patientResponsibility: readonly BalanceProof[];
  readonly transaction: BalanceProof;
  readonly firstOff?: BalanceMismatch;
  readonly patientResponsibilityOff: readonly BalanceMismatch[];
}

/** X12 005010X221A1 §1.10.2.1: balancing at service line, claim and transaction. Amounts in cents with the sign of the file. */
export function proveBalance(remittance: Remittance): RemittanceProof {
  const line = remittance.claims.flatMap((claim, claimIndex) => claim.lines.map((one, lineIndex) => proveLine(one, claimIndex, lineIndex)));
  const claim = remittance.claims.flatMap(proveClaim);
  const patientResponsibility = remittance.claims.flatMap(provePatientResponsibility);
  const transaction = proveTransaction(remittance);
  const firstOff = [...line, ...claim, transaction].find((proof) => proof.by !== 0);
  return {
    balanced: firstOff === undefined,
    line,
    claim,
    patientResponsibility,
    transaction,
    ...(firstOff === undefined ? {} : { firstOff: mismatch(remittance, firstOff) }),
    patientResponsibilityOff: patientResponsibility.filter((proof) => proof.by !== 0).map((proof) => mismatch(remittance, proof)),
  };
}

/** SVC03 = SVC02 − Σ CAS of the line. */
function proveLine(line: RemittanceLine, claimIndex: number, lineIndex: number): BalanceProof {
  const expected = subtractCents(line.charge, sumCents(line.adjustments.map((one) => one.amount)));
  return { ...proof("line", { found: line.paid, expected }, line.segment), claimIndex, lineIndex };
}

/** CLP04 = CLP03 − Σ CAS of claim and lines; with lines, Σ SVC02 = CLP03. */
function proveClaim(claim: RemittanceClaim, claimIndex: number): readonly BalanceProof[] {
  const paid = { found: claim.paid, expected: subtractCents(claim.charge, sumCents(allAdjustments(claim).map((one) => one.amount))) };
  const proofs = [{ ...proof("claim", paid, claim.segment), claimIndex }];
  if (claim.lines.length === 0) return proofs;
  const charge = { found: claim.charge, expected: sumCents(claim.lines.map((line) => line.charge)) };
  return [...proofs, { ...proof("claim-charge", charge, claim.segment), claimIndex }];
}

/** CLP05 = Σ CAS PR, sent only when positive. A reversal carries none although its PR is negated (X12 RFI 2548). */
function provePatientResponsibility(claim: RemittanceClaim, claimIndex: number): readonly BalanceProof[] {
  if (claim.status === "22") return [];
  const share = sumCents(
    allAdjustments(claim)
      .filter((one) => one.group === "PR")
      .map((one) => one.amount),
  );
  const amounts = { found: claim.patientResponsibility ?? zeroCents, expected: share > 0 ? share : zeroCents };
  return [{ ...proof("patient-responsibility", amounts, claim.segment), claimIndex }];
}

/** BPR02 = Σ CLP04 − Σ PLB. */
function proveTransaction(remittance: Remittance): BalanceProof {
  const claims = sumCents(remittance.claims.map((claim) => claim.paid));
  const adjustments = sumCents(remittance.providerAdjustments.map((one) => one.amount));
  return proof("transaction", { found: remittance.payment.amount, expected: subtractCents(claims, adjustments) }, remittance.segment);
}

export function allAdjustments(claim: RemittanceClaim): RemittanceClaim["adjustments"] {
  return [...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)];
}

function proof(
  level: BalanceLevel,
  { found, expected }: { readonly found: Cents; readonly expected: Cents },
  segment: number | undefined,
): BalanceProof {
  return { level, found, expected, by: subtractCents(found, expected), ...(segment === undefined ? {} : { segment }) };
}

function mismatch(remittance: Remittance, off: BalanceProof): BalanceMismatch {
  const where = placeWords(remittance, off);
  const { level, expected, found, by } = off;
  return {
    where,
    level,
    expected,
    found,
    by,
    ...(off.segment === undefined ? {} : { segment: off.segment }),
    words: `${sentence(off, where)}: off by ${formatUsd(by < 0 ? negateCents(by) : by)}.`,
  };
}

function placeWords(remittance: Remittance, off: BalanceProof): string {
  if (off.claimIndex === undefined) return `payment ${remittance.payment.trace}`;
  const claim = remittance.claims[off.claimIndex];
  const named = `claim ${claim?.patientControlNumber ?? off.claimIndex + 1}`;
  if (off.lineIndex === undefined) return named;
  return `${named}, line ${off.lineIndex + 1} (${claim?.lines[off.lineIndex]?.procedure.code ?? "?"})`;
}

function sentence({ level, found, expected }: BalanceProof, where: string): string {
  const said = formatUsd(found);
  const meant = formatUsd(expected);
  switch (level) {
    case "line":
      return `On ${where} the file pays ${said}, but charge minus adjustments is ${meant}`;
    case "claim":
      return `On ${where} the file pays ${said}, but charge minus all adjustments is ${meant}`;
    case "claim-charge":
      return `On ${where} the charge is ${said}, but its lines add up to ${meant}`;
    case "patient-responsibility":
      return `On ${where} the patient's share is stated as ${said}, but the PR adjustments add up to ${meant}`;
    case "transaction":
      return `The ${where} is ${said}, but the claims minus the provider adjustments add up to ${meant}`;
  }
}
