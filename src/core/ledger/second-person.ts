/** Money that leaves the practice or is given up: above a limit it needs a second person, never the one who asked. */
import { addCents, type Cents, cents } from "../kernel/cents.ts";
import type { ChargeId, ClaimId, DenialId, PatientId, PayerId, RemittanceId } from "../kernel/id.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import { ok, type Result, refuse } from "../kernel/result.ts";
import { refundEntry, type WriteOffAccount, writeOffEntry } from "./entries.ts";
import type { JournalEntry } from "./model.ts";

export const moneyKinds = ["write-off", "courtesy", "patient-refund", "payer-refund", "undone-posting"] as const;
export type MoneyKind = (typeof moneyKinds)[number];

/** What is given up or goes back. */
export type MoneySubject =
  | {
      readonly what: "balance";
      readonly patientId: PatientId;
      readonly chargeId: ChargeId;
      readonly claimId?: ClaimId;
      /** Absent: the patient owes it. */
      readonly payerId?: PayerId;
      readonly account: WriteOffAccount;
    }
  /** What a payer denied of a claim, denial by denial. */
  | { readonly what: "denials"; readonly patientId: PatientId; readonly claimId: ClaimId; readonly denialIds: readonly DenialId[] }
  /** The patient's own money that belongs to no charge. */
  | { readonly what: "patient-credit"; readonly patientId: PatientId }
  /** What a payer paid too much: on a charge, or money of its that waits in unapplied. */
  | {
      readonly what: "payer-credit";
      readonly patientId: PatientId;
      readonly claimId: ClaimId;
      readonly payerId: PayerId;
      readonly chargeId?: ChargeId;
    }
  /** A payer's money that fits no claim of ours and waits in unapplied. */
  | {
      readonly what: "held-answer";
      readonly exceptionId: number;
      readonly remittanceId: RemittanceId;
      readonly payerId?: PayerId;
      readonly patientId?: undefined;
    }
  /** Small balances of many patients, closed together; each as it was when it was asked. */
  | {
      readonly what: "small-balances";
      readonly patients: readonly { readonly patientId: PatientId; readonly amount: Cents }[];
      readonly patientId?: undefined;
    }
  /** Cents that payers left open, closed together; each as it was when it was asked. */
  | {
      readonly what: "small-remainders";
      readonly remainders: readonly {
        readonly patientId: PatientId;
        readonly claimId: ClaimId;
        readonly chargeId: ChargeId;
        readonly payerId: PayerId;
        readonly amount: Cents;
      }[];
      readonly patientId?: undefined;
    }
  /** An answer that a person posted to a claim, to be taken off it again. */
  | { readonly what: "posted-answer"; readonly exceptionId: number; readonly patientId: PatientId; readonly claimId: ClaimId };

/** A limit in force from a day on. */
export interface MoneyLimit {
  readonly kind: MoneyKind;
  readonly from: IsoDate;
  readonly amount: Cents;
}

/** For a practice that has set none. Refunds leave the bank, so they have the lowest. */
export const usualLimits: Readonly<Record<MoneyKind, Cents>> = {
  "write-off": cents(50_000),
  courtesy: cents(10_000),
  "patient-refund": cents(5_000),
  "payer-refund": cents(5_000),
  "undone-posting": cents(50_000),
};

/** The limit of a day: of those that have begun the latest day, and of one day the one set last. `limits` in the order in which they were set. */
export function limitOn(limits: readonly MoneyLimit[], kind: MoneyKind, on: IsoDate): Cents {
  let found: MoneyLimit | undefined;
  for (const one of limits) if (one.kind === kind && one.from <= on && (found === undefined || one.from >= found.from)) found = one;
  return found?.amount ?? usualLimits[kind];
}

/** A sum that is cut into small pieces is still that sum: what the same patient had today counts with it. */
export function needsSecondPerson({
  amount,
  sameDay,
  limit,
}: {
  readonly amount: Cents;
  readonly sameDay: Cents;
  readonly limit: Cents;
}): boolean {
  return addCents(amount, sameDay) > limit;
}

export type RequestState = "waiting" | "posted" | "approved" | "declined" | "withdrawn";

/** Who asks or decides. A program has no account of a person. */
export interface Hand {
  readonly kind: "person" | "key" | "machine" | "patient";
  readonly account?: number;
}

export type DecisionRefusal = "decided-already" | "not-a-person" | "same-person" | "only-the-asker" | "no-reason";

/** Whether this hand may approve, decline or withdraw the request. */
export function decideRequest(
  request: { readonly state: RequestState; readonly askedAccount?: number },
  { decision, by, reason }: { readonly decision: "approve" | "decline" | "withdraw"; readonly by: Hand; readonly reason: string },
): Result<Exclude<RequestState, "waiting" | "posted">, DecisionRefusal> {
  if (request.state !== "waiting") return refuse("decided-already");
  if (decision === "withdraw") return request.askedAccount === by.account ? ok("withdrawn") : refuse("only-the-asker");
  if (by.kind !== "person" || by.account === undefined) return refuse("not-a-person");
  if (by.account === request.askedAccount) return refuse("same-person");
  if (decision === "decline") return reason.trim() === "" ? refuse("no-reason") : ok("declined");
  return ok("approved");
}

/** A balance or a credit. The others make their own entries. */
export type OneSubject = Extract<MoneySubject, { readonly what: "balance" | "patient-credit" | "payer-credit" }>;

/** The entry of a request on a balance or a credit. */
export function requestEntry({
  on,
  sourceKey,
  subject,
  amount,
  reason,
}: {
  readonly on: IsoDate;
  readonly sourceKey: string;
  readonly subject: OneSubject;
  readonly amount: Cents;
  readonly reason: string;
}): JournalEntry {
  const { patientId } = subject;
  switch (subject.what) {
    case "balance": {
      const { chargeId, claimId, payerId, account } = subject;
      return writeOffEntry({
        on,
        sourceKey,
        subject: { patientId, chargeId, ...(claimId === undefined ? {} : { claimId }) },
        amount,
        owedBy: payerId === undefined ? { owes: "patient" } : { owes: "payer", payerId },
        account,
        reason,
      });
    }
    case "patient-credit":
      return refundEntry({ on, sourceKey, subject: { patientId }, amount, from: "unapplied", reason });
    case "payer-credit": {
      const { claimId, chargeId, payerId } = subject;
      return refundEntry({
        on,
        sourceKey,
        subject: { patientId, claimId, ...(chargeId === undefined ? {} : { chargeId }) },
        amount,
        from: chargeId === undefined ? "unapplied" : "insurance-receivable",
        payerId,
        reason,
      });
    }
  }
}
