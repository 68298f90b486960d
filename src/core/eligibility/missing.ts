/** What is missing at a visit, in the order in which the desk works. */
import { type Cents, formatUsd, subtractCents, zeroCents } from "../kernel/cents.ts";

export interface DeskFacts {
  readonly state: "scheduled" | "checked-in" | "cancelled" | "no-show";
  readonly selfPay: boolean;
  /** An insurance is in force on the day. */
  readonly insured: boolean;
  /** What the payer said for the day; `none`: nobody asked. */
  readonly eligibility: "none" | "waiting" | "active" | "inactive" | "refused";
  /** Undefined: nobody knows of a co-pay. */
  readonly copayDue?: Cents;
  readonly copayTaken: Cents;
  /** Assignment of benefits and release of information were signed within the last year. */
  readonly formsSigned: boolean;
  /** A good-faith estimate was made for a self-pay visit. */
  readonly estimated: boolean;
  /** The visit was seen elsewhere than at this desk: nothing can be missing at the desk but money. */
  readonly fromElsewhere: boolean;
}

export interface Missing {
  readonly kind: "insurance" | "not-asked" | "waiting" | "inactive" | "refused" | "forms" | "copay" | "estimate";
  readonly words: string;
}

export function missingAt(facts: DeskFacts): readonly Missing[] {
  if (facts.state === "cancelled" || facts.state === "no-show") return [];
  return [
    ...(facts.selfPay ? [] : insuranceMissing(facts)),
    ...(facts.selfPay && !facts.estimated && !facts.fromElsewhere ? [missing("estimate", "no good-faith estimate")] : []),
    ...(facts.formsSigned || facts.fromElsewhere ? [] : [missing("forms", "signature")]),
    ...copayMissing(facts),
  ];
}

function insuranceMissing({ insured, eligibility, fromElsewhere }: DeskFacts): readonly Missing[] {
  if (!insured) return [missing("insurance", "no insurance that day")];
  switch (eligibility) {
    case "none":
      return fromElsewhere ? [] : [missing("not-asked", "insurance not asked")];
    case "waiting":
      return [missing("waiting", "payer has not answered")];
    case "inactive":
      return [missing("inactive", "payer says not insured")];
    case "refused":
      return [missing("refused", "payer refused the question")];
    case "active":
      return [];
  }
}

function copayMissing({ state, selfPay, copayDue, copayTaken }: DeskFacts): readonly Missing[] {
  if (selfPay || copayDue === undefined || state !== "checked-in") return [];
  const open = subtractCents(copayDue, copayTaken);
  return open <= zeroCents ? [] : [missing("copay", `co-pay ${formatUsd(open)}`)];
}

function missing(kind: Missing["kind"], words: string): Missing {
  return { kind, words };
}
