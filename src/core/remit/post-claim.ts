/** One remittance claim → its journal entry, denials, exceptions and event. Every cent of CLP04 goes somewhere. */
import type { ClaimEvent } from "../claims/model.ts";
import { addCents, type Cents, formatUsd, negateCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import type { ChargeId, PayerId, RemittanceId } from "../kernel/id.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import { inverseLines, journalEntry, withRemittance } from "../ledger/entries.ts";
import type { JournalEntry, JournalLine } from "../ledger/model.ts";
import type { RemittanceClaim } from "../x12/transactions/remittance.ts";
import type { ClassifyContext } from "./classify.ts";
import type { CodeWords } from "./code-words.ts";
import { type EffectiveLine, effectiveLines } from "./effective-lines.ts";
import { claimPlace, postingException } from "./exceptions.ts";
import { codeExceptions, lineExceptions } from "./line-exceptions.ts";
import { payerNumbers } from "./match.ts";
import type {
  AllowedLine,
  ClaimPosting,
  DenialToOpen,
  ExceptionKind,
  NextClaim,
  NextPayer,
  OpenClaim,
  PostingException,
  PriorPosting,
} from "./model.ts";
import { denialOf } from "./open-denial.ts";
import { journalLinesOf, type LineSplit, splitLine } from "./post-line.ts";

/** What is the same for all claims of a payment. */
export interface PaymentContext {
  readonly remittanceId: RemittanceId;
  readonly remittanceKey: string;
  readonly payerId?: PayerId;
  readonly postOn: IsoDate;
  readonly decidedOn: IsoDate;
  readonly words: CodeWords;
  readonly classify: ClassifyContext;
  readonly nextPayerFor: (claim: OpenClaim) => NextPayer | undefined;
  /** Where the money comes from: the bank, or unapplied when a held claim is posted later. */
  readonly money: "cash" | "unapplied";
}

export interface ClaimOutcome {
  readonly entry: JournalEntry;
  readonly posting: ClaimPosting;
  readonly event?: ClaimEvent;
  readonly denials: readonly DenialToOpen[];
  readonly nextClaim?: NextClaim;
  readonly exceptions: readonly PostingException[];
}

export interface RemittedClaim {
  readonly remitted: RemittanceClaim;
  readonly index: number;
  readonly sourceKey: string;
}

/** `balances`: open with the claim's payer by charge at this moment of the plan. */
export function postClaim(
  { remitted, index, sourceKey }: RemittedClaim,
  claim: OpenClaim,
  balances: ReadonlyMap<ChargeId, Cents>,
  context: PaymentContext,
): ClaimOutcome {
  const next = context.nextPayerFor(claim);
  const lines = effectiveLines(remitted, claim.charges).map((line) => ({ line, split: splitFor(line, balances, context) }));
  const place = claimPlace(index, remitted, claim.claimId);
  const matched = lines.filter(hasCharge);
  const known = matched.flatMap(({ line, split }) => journalLinesOf(split, { claim, charge: line.charge, next, money: context.money }));
  const stray = lines.filter(({ line }) => line.charge === undefined && line.paid !== 0);
  const strayLines = stray.map(({ line }): JournalLine => ({ account: context.money, amount: line.paid, ...strayOf(claim, line) }));
  const journal = [...known, ...strayLines];
  // What the matched lines leave over (a stray line's money, half of a bundle whose other half is unknown) waits as unapplied.
  const rest = sumCents(journal.map((one) => one.amount));
  const unapplied: JournalLine = {
    account: "unapplied",
    amount: negateCents(rest),
    ...strayOf(claim),
    reason: remitted.patientControlNumber,
  };
  const totals = totalsOf(
    matched.map((one) => one.split),
    { index, sourceKey, claim, remitted },
  );
  const posting = claim.rank === 1 ? { ...totals, allowed: matched.flatMap(allowedLine) } : totals;
  const denials = matched.flatMap(({ line, split }) => denialOf(split, { line, claim, remitted, context }) ?? []);
  const nextClaim = nextClaimOf(posting, claim, next, remitted);
  return {
    entry: entryFor({ remitted, sourceKey, lines: [...journal, unapplied] }, context),
    posting,
    event: adjudicated(remitted, posting, context),
    denials,
    ...(nextClaim === undefined ? {} : { nextClaim }),
    exceptions: [
      ...codeExceptions(remitted, place, context.words),
      ...lines.flatMap(({ line, split }) => lineExceptions(line, split, { remitted, place, balance: balanceOf(line, balances) })),
    ],
  };
}

/** CLP02 = 22: the exact inverse of the earlier posting, the patient's share included. */
export function postReversal(
  { remitted, index, sourceKey }: RemittedClaim,
  claim: OpenClaim,
  prior: PriorPosting,
  context: PaymentContext,
): ClaimOutcome {
  const inverse = reversalLines(remitted, claim, prior, context);
  const sums = (account: JournalLine["account"]): Cents =>
    sumCents(inverse.filter((line) => line.account === account).map((line) => line.amount));
  return {
    entry: entryFor({ remitted, sourceKey, lines: inverse }, context),
    posting: {
      remittanceClaimIndex: index,
      sourceKey,
      outcome: "reversed",
      claimId: claim.claimId,
      paid: remitted.paid,
      contractual: sums("contractual"),
      reductions: sums("payer-reductions"),
      patientShare: sums("patient-receivable"),
      left: zeroCents,
      reversedSourceKey: prior.sourceKey,
    },
    event: { v: 1, kind: "reversed", remittanceId: context.remittanceId, payerControlNumber: prior.payerControlNumber },
    denials: [],
    exceptions: codeExceptions(remitted, claimPlace(index, remitted, claim.claimId), context.words),
  };
}

/** Not posted: the money of the claim waits in unapplied, and the exception says for what. */
export function holdClaim(
  { remitted, index, sourceKey }: RemittedClaim,
  {
    kind,
    claim,
    params = {},
  }: { readonly kind: ExceptionKind; readonly claim?: OpenClaim; readonly params?: Readonly<Record<string, string>> },
  context: PaymentContext,
): ClaimOutcome {
  const payerId = claim?.payerId ?? context.payerId;
  const about = {
    ...(claim === undefined ? {} : { claimId: claim.claimId, patientId: claim.patientId }),
    ...(payerId === undefined ? {} : { payerId }),
    reason: remitted.patientControlNumber,
  };
  const lines: readonly JournalLine[] =
    context.money === "unapplied"
      ? []
      : [
          { account: "cash", amount: remitted.paid, ...about },
          { account: "unapplied", amount: negateCents(remitted.paid), ...about },
        ];
  const { patient } = remitted;
  return {
    entry: entryFor({ remitted, sourceKey, lines }, context),
    posting: {
      remittanceClaimIndex: index,
      sourceKey,
      outcome: "held",
      ...(claim === undefined ? {} : { claimId: claim.claimId }),
      paid: remitted.paid,
      contractual: zeroCents,
      reductions: zeroCents,
      patientShare: zeroCents,
      left: zeroCents,
    },
    denials: [],
    exceptions: [
      postingException(
        kind,
        { ...claimPlace(index, remitted, claim?.claimId), amount: remitted.paid },
        {
          control: remitted.patientControlNumber,
          payerControl: remitted.payerControlNumber,
          patient: patient.name.first === undefined ? patient.name.last : `${patient.name.first} ${patient.name.last}`,
          ...params,
        },
      ),
    ],
  };
}

/** The inverse takes its money from where this payment takes it, even when the first posting was paid out of unapplied. */
function reversalLines(
  remitted: RemittanceClaim,
  claim: OpenClaim,
  prior: PriorPosting,
  { money, nextPayerFor }: Pick<PaymentContext, "money" | "nextPayerFor">,
): readonly JournalLine[] {
  const next = nextPayerFor(claim);
  const inverse = inverseLines(prior.lines).map((line): JournalLine => {
    if (line.account === "cash") return { ...line, account: money };
    // What was left to the next payer stands under its claim since that was made.
    const left = line.account === "insurance-receivable" && line.payerId === next?.payerId && line.reason?.startsWith("PR-") === true;
    return left && next?.claimId !== undefined ? { ...line, claimId: next.claimId } : line;
  });
  const moved = sumCents(inverse.filter((line) => line.account === money).map((line) => line.amount));
  const missing = money === "cash" ? subtractCents(remitted.paid, moved) : zeroCents;
  return [
    ...inverse,
    { account: "cash", amount: missing, ...strayOf(claim) },
    { account: "unapplied", amount: negateCents(missing), ...strayOf(claim) },
  ];
}

/** The posting that a reversal undoes: the payer's number decides, else the one posting of the same amount. */
export function priorOf(remitted: RemittanceClaim, postings: readonly PriorPosting[]): PriorPosting | undefined {
  const numbers = payerNumbers(remitted);
  const named = postings.filter((one) => numbers.includes(one.payerControlNumber));
  const fitting = (named.length > 0 ? named : postings).filter((one) => one.paid === negateCents(remitted.paid));
  if (named.length === 1) return named[0];
  return fitting.length === 1 || named.length > 1 ? fitting[0] : undefined;
}

export function heldAmountWords(prior: PriorPosting): Readonly<Record<string, string>> {
  return { posted: formatUsd(prior.paid) };
}

function splitFor(line: EffectiveLine, balances: ReadonlyMap<ChargeId, Cents>, context: PaymentContext): LineSplit {
  return splitLine(line, { context: context.classify, balance: balanceOf(line, balances) });
}

function balanceOf(line: EffectiveLine, balances: ReadonlyMap<ChargeId, Cents>): Cents {
  if (line.charge === undefined) return zeroCents;
  return balances.get(line.charge.chargeId) ?? line.charge.insuranceBalance;
}

interface MatchedLine {
  readonly line: EffectiveLine & Required<Pick<EffectiveLine, "charge">>;
  readonly split: LineSplit;
}

function hasCharge(one: { readonly line: EffectiveLine; readonly split: LineSplit }): one is MatchedLine {
  return one.line.charge !== undefined;
}

function strayOf(claim: OpenClaim, line?: EffectiveLine): Omit<JournalLine, "account" | "amount"> {
  return {
    patientId: claim.patientId,
    claimId: claim.claimId,
    payerId: claim.payerId,
    ...(line === undefined ? {} : { reason: line.procedure }),
  };
}

function entryFor(
  {
    remitted,
    sourceKey,
    lines,
  }: { readonly remitted: RemittanceClaim; readonly sourceKey: string; readonly lines: readonly JournalLine[] },
  context: PaymentContext,
): JournalEntry {
  return journalEntry({
    on: context.postOn,
    source: "remittance-claim",
    sourceKey,
    memo: `Remittance of claim ${remitted.patientControlNumber}, payer number ${remitted.payerControlNumber}`,
    lines: lines.map((line) => withRemittance(line, context.remittanceId)),
  });
}

function totalsOf(
  splits: readonly LineSplit[],
  {
    index,
    sourceKey,
    claim,
    remitted,
  }: { readonly index: number; readonly sourceKey: string; readonly claim: OpenClaim; readonly remitted: RemittanceClaim },
): ClaimPosting {
  const total = (of: (split: LineSplit) => Cents): Cents => sumCents(splits.map(of));
  return {
    remittanceClaimIndex: index,
    sourceKey,
    outcome: "posted",
    claimId: claim.claimId,
    paid: remitted.paid,
    contractual: total((split) => split.contractual),
    reductions: total((split) => split.reductions),
    patientShare: total((split) => split.patientShare),
    left: total((split) => split.left),
  };
}

function allowedLine({ line, split }: MatchedLine): readonly AllowedLine[] {
  if (split.denied || line.bundled || split.left !== 0 || split.otherPayer !== 0) return [];
  return [{ chargeId: line.charge.chargeId, allowed: sumCents([split.paid, split.patientShare, split.reductions]) }];
}

function adjudicated(remitted: RemittanceClaim, posting: ClaimPosting, context: PaymentContext): ClaimEvent {
  const refused = posting.left !== 0;
  const outcome =
    remitted.paid !== 0 ? (refused ? "partly-paid" : "paid") : refused ? "denied" : posting.patientShare > 0 ? "to-patient" : "paid";
  return {
    v: 1,
    kind: "adjudicated",
    remittanceId: context.remittanceId,
    outcome,
    payerControlNumber: remitted.payerControlNumber,
    paid: remitted.paid,
  };
}

function nextClaimOf(
  posting: ClaimPosting,
  claim: OpenClaim,
  next: NextPayer | undefined,
  remitted: RemittanceClaim,
): NextClaim | undefined {
  if (next === undefined || posting.patientShare <= 0) return undefined;
  return {
    claimId: claim.claimId,
    next,
    forwarded: isForwarded(remitted),
    amount: posting.patientShare,
    remittanceClaimIndex: posting.remittanceClaimIndex,
  };
}

/** CLP02 19, 20, 21, NM1*TT, or a remark that says so: MA18 and N89 (supplement), MA07 (Medicaid). */
function isForwarded({ status, crossover, remarks, lines }: RemittanceClaim): boolean {
  const said = [...remarks, ...lines.flatMap((line) => line.remarks)];
  return (
    ["19", "20", "21"].includes(status) || crossover !== undefined || said.some((one) => one === "MA18" || one === "N89" || one === "MA07")
  );
}

/** The balances after a claim's lines are posted. */
export function balancesAfter(balances: ReadonlyMap<ChargeId, Cents>, claim: OpenClaim, entry: JournalEntry): ReadonlyMap<ChargeId, Cents> {
  const after = new Map(balances);
  for (const line of entry.lines) {
    if (line.account !== "insurance-receivable" || line.chargeId === undefined || line.payerId !== claim.payerId) continue;
    const before = after.get(line.chargeId) ?? claim.charges.find((one) => one.chargeId === line.chargeId)?.insuranceBalance ?? zeroCents;
    after.set(line.chargeId, addCents(before, line.amount));
  }
  return after;
}
