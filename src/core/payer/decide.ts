/** An accepted claim becomes a decision in the books; a replacement or void first takes the earlier decision back. */
import { negateCents, zeroCents } from "../kernel/cents.ts";
import { addDays, dayNumber, type IsoDate, isoDate, yearOf } from "../kernel/iso-date.ts";
import type { ProfessionalClaim } from "../x12/transactions/professional-claim.ts";
import type { TransactionEnvelope } from "../x12/transactions/transaction-envelope.ts";
import { adjudicateClaim } from "./adjudicate.ts";
import { type Books, claimsOfPatient, giveBack, metInYears, nextNumber, putClaim, putMet } from "./books.ts";
import { type Luck, withMistakes } from "./faults.ts";
import { familyKeyOf, memberIdOf, patientKeyOf, patientOf } from "./members.ts";
import { type BenefitPlan, termsOn } from "./plan.ts";
import type { Directory } from "./records.ts";
import { historyOf } from "./seen-line.ts";
import type { DecidedClaim } from "./state.ts";
import type { PayerTables } from "./tables.ts";

export interface DecideInput {
  readonly books: Books;
  readonly claim: ProfessionalClaim;
  readonly plan: BenefitPlan;
  readonly directory: Directory;
  readonly tables: PayerTables;
  readonly envelope: TransactionEnvelope;
  /** The standing decision that a replacement or void refers to. */
  readonly original: DecidedClaim | undefined;
  readonly today: IsoDate;
  readonly seed: number;
  readonly luck: Luck;
}

/** Writes the decision, or for a void only the reversal, and gives what was written, the reversal first. */
export function decideClaim(input: DecideInput): readonly DecidedClaim[] {
  const { books, claim, original } = input;
  if (original === undefined) return [writeDecision(input, newClaimNumber(input))];
  const number = claim.frequency === "8" ? `${original.key}R` : newClaimNumber(input);
  const reversal = writeReversal(input, original, number);
  putClaim(books, { ...original, supersededBy: number });
  return claim.frequency === "8" ? [reversal] : [reversal, writeDecision(input, number)];
}

function writeDecision(input: DecideInput, number: string): DecidedClaim {
  const { books, claim, plan, directory, tables, original, today } = input;
  const patientKey = patientKeyOf(claim);
  const memberId = memberIdOf(claim);
  const years = new Set(claim.lines.flatMap((line) => (line.serviceFrom === undefined ? [] : [yearOf(line.serviceFrom)])));
  const familyKey = familyKeyOf(memberId);
  const adjudication = adjudicateClaim({
    claim,
    plan,
    membership: directory.membership(plan, memberId),
    directory,
    history: historyOf(claimsOfPatient(books, plan.id, patientKey)),
    met: metInYears(books, { planId: plan.id, patientKey, years }),
    familyMet: metInYears(books, { planId: plan.id, patientKey: familyKey, years }),
    tables,
    receivedOn: today,
    replacing: original !== undefined,
  });
  putMet(books, { planId: plan.id, patientKey, met: adjudication.met });
  if (hasFamilyLimits(plan)) putMet(books, { planId: plan.id, patientKey: familyKey, met: adjudication.familyMet });
  // Assigned, not spread: this is made once for every claim that comes.
  const right = identityOf(input, patientKey);
  right.key = number;
  right.sequence = nextNumber(books, "decision");
  right.payerControlNumber = number;
  if (original !== undefined) right.replaces = original.payerControlNumber;
  right.status = adjudication.status;
  right.paid = adjudication.paid;
  right.remarks = adjudication.remarks;
  right.lines = adjudication.lines;
  right.reasons = adjudication.reasons;
  const decided = withMistakes(right, { books, luck: input.luck, today });
  putClaim(books, decided);
  return decided;
}

function hasFamilyLimits({ terms }: BenefitPlan): boolean {
  return terms.some(({ benefits }) => benefits.familyDeductible !== undefined || benefits.familyOutOfPocketMaximum !== undefined);
}

/** The exact inverse: every amount negated, the groups kept, the original's own number (CLP02 22). */
function writeReversal({ books, claim, plan, today }: DecideInput, original: DecidedClaim, by: string): DecidedClaim {
  giveBack(books, original);
  const { paidOn: _paidOn, trace: _trace, interest: _interest, supersededBy: _supersededBy, ...kept } = original;
  const reversal: DecidedClaim = {
    ...kept,
    key: `${original.key}R`,
    kind: "reversal",
    sequence: nextNumber(books, "decision"),
    status: "22",
    receivedOn: today,
    dueOn: addDays(today, termsOn(plan, today).payAfterDays),
    charge: negateCents(original.charge),
    paid: negateCents(original.paid),
    remarks: [],
    lines: original.lines.map((line) => ({
      ...line,
      charge: negateCents(line.charge),
      allowed: negateCents(line.allowed),
      paid: negateCents(line.paid),
      deductible: negateCents(line.deductible),
      outOfPocket: negateCents(line.outOfPocket),
      adjustments: line.adjustments.map((one) => ({ ...one, amount: negateCents(one.amount) })),
    })),
    reasons: [claim.frequency === "8" ? "voided by the provider" : `replaced by ${by}`],
  };
  putClaim(books, reversal);
  return reversal;
}

type Draft = { -readonly [Key in keyof DecidedClaim]: DecidedClaim[Key] };

/** The decision with everything that follows from who asks and for whom; what was decided is written in after. */
function identityOf({ claim, plan, envelope, today }: DecideInput, patientKey: string): Draft {
  const rendering = claim.rendering ?? claim.lines[0]?.rendering;
  const { interchange, group } = envelope;
  const payee: { -readonly [Key in keyof DecidedClaim["payee"]]: DecidedClaim["payee"][Key] } = {
    name: claim.billing.name.last,
    npi: claim.billing.npi ?? "",
    identifiers: claim.billing.identifiers,
  };
  if (claim.billing.address !== undefined) payee.address = claim.billing.address;
  const draft: Draft = {
    key: "",
    kind: "decision",
    sequence: 0,
    planId: plan.id,
    payerControlNumber: "",
    controlNumber: claim.controlNumber,
    status: "",
    frequency: claim.frequency,
    facilityType: claim.placeOfService,
    filingIndicator: plan.filingIndicator,
    patientKey,
    memberId: memberIdOf(claim),
    patient: patientOf(claim).name,
    payee,
    receiver: {
      qualifier: interchange.senderQualifier,
      id: interchange.senderId,
      groupId: group.sender,
      test: interchange.test,
    },
    receivedOn: today,
    dueOn: addDays(today, termsOn(plan, today).payAfterDays),
    charge: claim.charge,
    paid: zeroCents,
    remarks: [],
    lines: [],
    reasons: [],
  };
  if (claim.dependent !== undefined) draft.insured = claim.subscriber.name;
  if (rendering?.npi !== undefined) draft.rendering = { name: rendering.name, npi: rendering.npi };
  return draft;
}

/** Payer id, year and day of the year of receipt, two digits of the seed, and a running number. */
export function newClaimNumber({ books, plan, today, seed }: Pick<DecideInput, "books" | "plan" | "today" | "seed">): string {
  const year = yearOf(today);
  const day = dayNumber(today) - dayNumber(isoDate(`${year}-01-01`)) + 1;
  const seeded = String(Math.abs(seed) % 100).padStart(2, "0");
  return `${plan.payerId}${String(year).slice(2)}${String(day).padStart(3, "0")}${seeded}${String(nextNumber(books, "claim")).padStart(6, "0")}`;
}
