/** Who takes part: the practice and its people and places, payers and plans, patients, guarantors and their coverage. */
import type { Cents } from "../kernel/cents.ts";
import type { Decimal } from "../kernel/decimal.ts";
import type { CoverageId, LocationId, PatientId, PayerId, PlanId, PracticeId, ProviderId } from "../kernel/id.ts";
import type { IsoDate } from "../kernel/iso-date.ts";

export interface PersonName {
  readonly last: string;
  readonly first: string;
  readonly middle?: string;
  readonly suffix?: string;
}

export interface Address {
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly state: string;
  /** Five or nine digits, no hyphen. */
  readonly zip: string;
}

export type Sex = "F" | "M" | "U";

/** The billing provider. */
export interface Practice {
  readonly id: PracticeId;
  readonly name: string;
  readonly kind: "organisation" | "person";
  readonly npi: string;
  readonly taxId: { readonly kind: "EI" | "SY"; readonly number: string };
  readonly taxonomy?: string;
  readonly address: Address;
  readonly payTo?: Address;
  readonly phone: string;
  readonly contactName: string;
  /** IANA name; used to show times, never to move a service date. */
  readonly timeZone: string;
  /** Who we are to trading partners (ISA06, GS02, NM1*41). */
  readonly submitterId: string;
}

export interface Provider {
  readonly id: ProviderId;
  readonly name: PersonName;
  readonly credential: string;
  readonly npi: string;
  readonly taxonomy?: string;
  /** No new visits; what there is stays. */
  readonly inactive?: boolean;
}

export interface Location {
  readonly id: LocationId;
  readonly name: string;
  readonly placeOfService: string;
  readonly address: Address;
  /** Only when it is a facility apart from the practice. */
  readonly npi?: string;
  readonly cliaNumber?: string;
  /** No new visits; what there is stays. */
  readonly inactive?: boolean;
}

export interface Payer {
  readonly id: PayerId;
  readonly name: string;
  /** NM109 of 2010BB and the key of its trading-partner folder. */
  readonly payerId: string;
  /** SBR09. */
  readonly filingIndicator: string;
  readonly address?: Address;
  /** From the date of service to receipt. */
  readonly timelyFilingDays: number;
  /** As a later payer: from the decision of the payer before. Absent: the plan counts from the service all the same, as Medicare does. */
  readonly laterFilingDays?: number;
  /** False: corrections go by reopening (most Medicare Part B contractors on 837P). */
  readonly takesReplacement: boolean;
  readonly appealDays: number;
  /** No new insurances; what there is stays. */
  readonly inactive?: boolean;
}

/** `supplement` pays after Medicare only; `fund` is an employer's or union's own. */
export type PlanKind = "ppo" | "hmo" | "medicare-part-b" | "medicaid" | "supplement" | "fund";

export interface Plan {
  readonly id: PlanId;
  readonly payerId: PayerId;
  readonly name: string;
  readonly kind: PlanKind;
  /** Contract price = this share of the Medicare-based schedule for the year, exact. */
  readonly contractFactor?: Decimal;
}

/** Who is asked for the patient's share. */
export interface Guarantor {
  readonly name: PersonName;
  readonly address: Address;
  readonly phone?: string;
  /** "self" when the patient is the guarantor. */
  readonly relationship: "self" | "parent" | "spouse" | "other";
}

export interface Patient {
  readonly id: PatientId;
  /** What statements and receipts show. */
  readonly accountNumber: string;
  readonly name: PersonName;
  readonly birthDate: IsoDate;
  readonly deathDate?: IsoDate;
  readonly sex: Sex;
  readonly address: Address;
  readonly phone?: string;
  readonly guarantor: Guarantor;
}

/** One insurance of a patient. */
export interface Coverage {
  readonly id: CoverageId;
  readonly patientId: PatientId;
  readonly payerId: PayerId;
  readonly planId?: PlanId;
  /** 1 primary, 2 secondary, 3 tertiary. */
  readonly rank: 1 | 2 | 3;
  readonly memberId: string;
  readonly groupNumber?: string;
  readonly groupName?: string;
  /** 18 self, 01 spouse, 19 child, G8 other … (X12 PAT01/SBR02). */
  readonly relationship: string;
  /** Present when the patient is not the subscriber. */
  readonly subscriber?: { readonly name: PersonName; readonly birthDate?: IsoDate; readonly sex?: Sex; readonly address?: Address };
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly copay?: Cents;
}
