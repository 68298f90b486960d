/** What people know that forbids asking a patient for money. A person sets it with a reason, and a person lifts it. */
import type { EncounterId } from "../kernel/id.ts";

export const holdKinds = [
  "dispute",
  "estimate-dispute",
  "bankruptcy",
  "qmb",
  "medicaid",
  "paid-in-full",
  "minor",
  "return-mail",
  "no-surprises",
  "work-injury",
] as const;
export type HoldKind = (typeof holdKinds)[number];

export interface HoldRule {
  readonly title: string;
  /** What it stops, to the person who looks at the account. */
  readonly words: string;
  readonly authority: string;
  /** On the whole account, or on one visit. */
  readonly on: "account" | "visit" | "either";
  /** What it asks for before it is lifted. */
  readonly lift: string;
  /** `bill`: nothing of it may be asked, in any way. `mail`: it is owed, but no statement goes out. `plan`: no claim either. */
  readonly stops: "bill" | "mail" | "medicare-share" | "plan";
}

export const holdRules: Readonly<Record<HoldKind, HoldRule>> = {
  dispute: {
    title: "Dispute open",
    words: "The patient disputes the bill. Nothing of it is asked for until the dispute is answered.",
    authority: "Practice policy; 12 CFR 1006.34(d) where a collector is used",
    on: "either",
    lift: "The dispute was answered in writing.",
    stops: "bill",
  },
  "estimate-dispute": {
    title: "Good-faith estimate disputed",
    words: "The bill is $400 or more over the estimate and a dispute resolution is open: no collection, no late fee, no retaliation.",
    authority: "45 CFR 149.620 (patient-provider dispute resolution)",
    on: "visit",
    lift: "The dispute resolution entity has decided; bill what it said.",
    stops: "bill",
  },
  bankruptcy: {
    title: "Bankruptcy",
    words: "The automatic stay stops every attempt to collect at once: no statement, no call about money, no plan.",
    authority: "11 U.S.C. 362(a)(6)",
    on: "account",
    lift: "The court lifted the stay or dismissed the case; a discharged debt is written off instead.",
    stops: "bill",
  },
  qmb: {
    title: "Qualified Medicare Beneficiary",
    words: "Medicare's deductible, coinsurance and copay may not be collected, whether or not the practice takes Medicaid.",
    authority: "42 U.S.C. 1396a(n)(3)(B), 1395cc(a)(1)",
    on: "account",
    lift: "The programme ended; the day stands in HETS or on the remittance.",
    stops: "medicare-share",
  },
  medicaid: {
    title: "Medicaid",
    words: "A Medicaid patient is asked for the nominal copay and the share that Medicaid reports, for nothing else.",
    authority: "42 CFR 447.15, 447.52",
    on: "account",
    lift: "The patient has no Medicaid on the days of service.",
    stops: "bill",
  },
  "paid-in-full": {
    title: "Paid in full, not for the plan",
    words: "The patient paid this visit in full and asked that the plan not be told: no claim, and no paper to anybody but the patient.",
    authority: "45 CFR 164.522(a)(1)(vi)",
    on: "visit",
    lift: "The patient took the wish back in writing.",
    stops: "plan",
  },
  minor: {
    title: "No guarantor for a minor",
    words: "The patient is a minor and nobody who signed for the bill is on file. A child is not asked for money.",
    authority: "State law on contracts of minors; the practice's own agreement",
    on: "account",
    lift: "A parent or guardian who signed is on file as guarantor.",
    stops: "bill",
  },
  "return-mail": {
    title: "Mail came back",
    words: "The last letter came back: another one to this address only tells a stranger. Find the address first.",
    authority: "45 CFR 164.530(c); practice policy",
    on: "account",
    lift: "A new address was given or confirmed.",
    stops: "mail",
  },
  "no-surprises": {
    title: "No Surprises Act",
    words: "Out-of-network care that the law protects: the in-network share may be asked for, the rest never.",
    authority: "45 CFR 149.410, 149.420",
    on: "visit",
    lift: "The payer named the in-network share and it was posted.",
    stops: "bill",
  },
  "work-injury": {
    title: "Work injury",
    words: "Care under an accepted work-injury claim is not billed to the patient.",
    authority: "State workers' compensation law",
    on: "visit",
    lift: "The carrier refused the claim in writing.",
    stops: "bill",
  },
};

export interface Hold {
  readonly kind: HoldKind;
  /** Absent: on the whole account. */
  readonly encounterId?: EncounterId;
}

/** Whether it may be set so: some are about one visit, some about the person. */
export function fitsHold({ kind, encounterId }: Hold): boolean {
  const { on } = holdRules[kind];
  return on === "either" || (on === "visit") === (encounterId !== undefined);
}

interface HeldCharge {
  readonly encounterId: EncounterId;
  /** A Medicare plan decided it. */
  readonly medicare: boolean;
  /** The paper goes to somebody else than the patient. */
  readonly toAnother: boolean;
}

/** Sentences for a charge that must not be asked for. What Medicaid leaves of it is counted by its programme (`patient-due.ts`). */
export function holdReasons(holds: readonly Hold[], charge: HeldCharge): readonly string[] {
  return holds
    .filter((hold) => (hold.encounterId === undefined || hold.encounterId === charge.encounterId) && holdsCharge(hold.kind, charge))
    .map(({ kind }) => `${holdRules[kind].title}: ${holdRules[kind].words}`);
}

function holdsCharge(kind: HoldKind, { medicare, toAnother }: HeldCharge): boolean {
  if (kind === "medicaid") return false;
  switch (holdRules[kind].stops) {
    case "bill":
      return true;
    case "medicare-share":
      return medicare;
    case "plan":
      return toAnother;
    case "mail":
      return false;
  }
}
