/** What a student's work on a visit came to, as plain facts of the books, the claim and the codes. */
import type { Cents } from "../../kernel/cents.ts";

export interface CaseWork {
  /** In order, as they stand on the visit; with the dot. */
  readonly diagnoses: readonly string[];
  readonly charges: readonly WorkedCharge[];
  /** Of the patient's insurance now. */
  readonly memberId: string | undefined;
  readonly claim: WorkedClaim | undefined;
  readonly denials: readonly { readonly reason: string; readonly status: string }[];
  readonly money: WorkedMoney;
}

export interface WorkedCharge {
  readonly procedure: string;
  readonly modifiers: readonly string[];
  /** 1 is the first diagnosis. */
  readonly pointers: readonly number[];
}

export interface WorkedClaim {
  /** The fold of its events. */
  readonly state: string;
  /** 1 original, 7 replacement, 8 void: of each version that left the house, in order. */
  readonly sentFrequencies: readonly string[];
  /** The kinds of its events, in order. */
  readonly events: readonly string[];
  /** Codes of the errors that hold it now. */
  readonly errors: readonly string[];
}

/** charged = insurancePaid + contractual + writtenOff + patientPaid + insuranceBalance + patientBalance. */
export interface WorkedMoney {
  readonly charged: Cents;
  readonly insurancePaid: Cents;
  readonly contractual: Cents;
  readonly writtenOff: Cents;
  readonly patientPaid: Cents;
  readonly insuranceBalance: Cents;
  readonly patientBalance: Cents;
  /** What the payer said is the patient's. */
  readonly patientShare: Cents;
}

/** Left the house at least once in this frequency. */
export function wasSentAs({ claim }: CaseWork, frequency: string): boolean {
  return claim?.sentFrequencies.includes(frequency) === true;
}

export function hasEvent({ claim }: CaseWork, kind: string): boolean {
  return claim?.events.includes(kind) === true;
}

/** The visit's charge of this procedure. */
export function chargeOf({ charges }: CaseWork, procedure: string): WorkedCharge | undefined {
  return charges.find((charge) => charge.procedure === procedure);
}

/** The diagnoses that a charge points to. */
export function pointedBy({ diagnoses }: CaseWork, charge: WorkedCharge): readonly string[] {
  return charge.pointers.flatMap((pointer) => diagnoses[pointer - 1] ?? []);
}
