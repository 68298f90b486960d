/** What a plan is, as data: who issues it, and its terms, each set in force from a day until the next one's. */

import type { Cents } from "../kernel/cents.ts";
import { isMbi } from "../kernel/check-digits.ts";
import type { Decimal } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { CoveragePolicy, Exclusion, FrequencyLimit } from "./policies.ts";
import type { ServiceKind } from "./service-lists.ts";

export interface BenefitPlan {
  /** Key of accumulators, counters and file names. */
  readonly id: string;
  readonly name: string;
  /** NM109 of loop 2010BB: who the claim must name. */
  readonly payerId: string;
  readonly kind: "commercial" | "medicare" | "supplement" | "medicaid";
  /** CLP06. */
  readonly filingIndicator: string;
  /** TRN03 is "1" and these nine digits. */
  readonly taxId: string;
  readonly address: { readonly line1: string; readonly city: string; readonly state: string; readonly zip: string };
  readonly phone: string;
  readonly memberIds: { readonly shape: "mbi" } | { readonly shape: "prefix"; readonly prefix: string };
  /** First day of coverage of a member who is not listed. */
  readonly coverageFrom: IsoDate;
  /** An id that the plan never issued: refused at the front door (277CA) or denied on the remittance (CLP02 4, CARC 31). */
  readonly unknownMember: "reject" | "deny";
  /** In order of their days. A service before the first of them goes by the first. */
  readonly terms: readonly [BenefitTerms, ...BenefitTerms[]];
}

/** Services go by the terms of their date; receipt and payment by those of the day of receipt. */
export interface BenefitTerms {
  readonly from: IsoDate;
  readonly benefits: Benefits;
  readonly prices: PriceRules;
  readonly edits: EditChoice;
  /** From the date of service to receipt. */
  readonly filing: { readonly days: number } | { readonly calendarYears: number };
  /** Replacements and voids, when they are taken at all. */
  readonly replacement?: { readonly days: number };
  /** Days from receipt to payment. */
  readonly payAfterDays: number;
  /** Interest on what is paid later than so many days after receipt; 0.12 is 12 % a year, simple, by the day. */
  readonly promptPay?: { readonly days: number; readonly yearlyRate: Decimal };
  /** More claims than that are paid by further checks of the same file. */
  readonly claimsInCheck?: number;
  /** Overpayments: taken from the same payment, or left alone (PLB WO) and taken from one so many days later. */
  readonly recovery: "at-once" | { readonly afterDays: number };
  /** Per member and month, paid ahead to the practice that looks after the member (PLB CT); the kinds it pays for get CARC 24. */
  readonly capitation?: { readonly perMember: Cents; readonly kinds: readonly ServiceKind[] };
}

export interface Benefits {
  readonly deductible: Cents;
  /** Of all members of one id together. */
  readonly familyDeductible?: Cents;
  readonly outOfPocketMaximum?: Cents;
  readonly familyOutOfPocketMaximum?: Cents;
  readonly coinsurance: Decimal;
  /** Instead of deductible and coinsurance; for visits once a day and practitioner. */
  readonly copays: Partial<Readonly<Record<ServiceKind, Cents>>>;
  /** Neither deductible nor coinsurance nor copay. */
  readonly inFull: readonly ServiceKind[];
  /** Providers who are listed as outside: paid the same, paid less, or not at all. */
  readonly network: { readonly kind: "any" } | { readonly kind: "reduced"; readonly coinsurance: Decimal } | { readonly kind: "closed" };
  readonly authorizationNeeded: readonly string[];
  /** How the plan's own authorisation and referral numbers begin. Without it any number is believed. */
  readonly numberPrefix?: string;
  /** Visits to other than primary care need a referral (REF*9F). */
  readonly referralForSpecialists: boolean;
  readonly exclusions: readonly Exclusion[];
  readonly limits: readonly FrequencyLimit[];
  readonly policies: readonly CoveragePolicy[];
  /**
   * After another payer: its own benefit, at most what was left; only what lifts the earlier payment to the own price; or
   * the other's coinsurance and copay in full, its deductible only when the plan takes that on.
   */
  readonly coordination: "standard" | "carve-out" | { readonly supplement: { readonly paysDeductible: boolean } };
}

export interface PriceRules {
  /** Price = this share of the national Medicare amount … */
  readonly factor: Decimal;
  /** … or another share for these; the first that fits. */
  readonly exceptions: readonly { readonly procedures: readonly string[]; readonly factor: Decimal }[];
  /** … or an amount that was agreed. */
  readonly agreed?: Readonly<Record<string, Cents>>;
  /** Share of the charge allowed where no schedule has a price. */
  readonly unpricedShare: Decimal;
  /** Nurse practitioners and physician assistants get 85 % (Medicare Claims Processing Manual, chapter 12, sections 110 and 120). */
  readonly practitionerShare?: Decimal;
  readonly sequestration: boolean;
}

export interface EditChoice {
  /** NCCI pairs, minor procedures, global periods, add-ons and MUE. A supplement follows the first payer and asks none. */
  readonly ncci: boolean;
  /** CLIA number on laboratory lines. */
  readonly wantsClia: boolean;
  /** An ordering or referring practitioner on laboratory and imaging lines. */
  readonly wantsOrdering: boolean;
  /** A drug by its NDC. */
  readonly wantsNdc: boolean;
}

export function termsOn(plan: BenefitPlan, on: IsoDate): BenefitTerms {
  let found = plan.terms[0];
  for (const terms of plan.terms) if (terms.from <= on) found = terms;
  return found;
}

/** The plan with every set of its terms changed. */
export function withTerms(plan: BenefitPlan, change: (terms: BenefitTerms) => BenefitTerms): BenefitPlan {
  const [first, ...rest] = plan.terms;
  return { ...plan, terms: [change(first), ...rest.map(change)] };
}

export function planByPayerId(plans: readonly BenefitPlan[], payerId: string): BenefitPlan | undefined {
  return plans.find((plan) => plan.payerId === payerId);
}

export function planById(plans: readonly BenefitPlan[], id: string): BenefitPlan | undefined {
  return plans.find((plan) => plan.id === id);
}

/** Whether the plan could have issued the id. */
export function issuesMemberId(plan: BenefitPlan, memberId: string): boolean {
  if (plan.memberIds.shape === "mbi") return isMbi(memberId);
  return memberId.startsWith(plan.memberIds.prefix) && /^\d{6,12}$/.test(memberId.slice(plan.memberIds.prefix.length));
}
